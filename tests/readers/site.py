"""A web server on loopback that sends, byte for byte, what a test tells it to."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import trustme

_AUTHORITY = trustme.CA()
_ENOUGH = 10_000_000  # bytes of a body without an end


@dataclass
class Seen:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Page:
    """An answer. ``raw`` is sent in place of all the rest; ``drip``: seconds between two bytes."""

    body: bytes = b""
    status: str = "200 OK"
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    drip: float = 0.0
    endless: bytes = b""

    def bytes(self) -> bytes:
        if self.raw is not None:
            return self.raw
        headers = {"Content-Length": str(len(self.body)), **self.headers}
        lines = [f"HTTP/1.1 {self.status}", *(f"{k}: {v}" for k, v in headers.items() if v)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def text(body: str | bytes, kind: str = "text/plain; charset=utf-8", **headers: str) -> Page:
    data = body.encode() if isinstance(body, str) else body
    more = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(data, headers={"Content-Type": kind, **more})


def redirect(location: str, status: str = "302 Found") -> Page:
    return Page(status=status, headers={"Location": location})


class Site(socketserver.ThreadingTCPServer):
    """Answers by ``pages``; remembers what it was asked."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None) -> None:
        self.pages: dict[str, Page] = {}
        self.seen: list[Seen] = []
        self.names: list[str | None] = []
        self.closing = threading.Event()
        self.tls = tls
        super().__init__((host, port), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever asked may have gone."""


class _Handler(socketserver.StreamRequestHandler):
    server: Site

    def setup(self) -> None:
        if self.server.tls is not None:
            self.request = self.server.tls.wrap_socket(self.request, server_side=True)
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()  # of TLS, a socket that the server does not know

    def handle(self) -> None:
        first, *lines = iter(lambda: self.rfile.readline().decode().strip(), "")
        method, path, _ = first.split(" ")
        headers = dict(line.split(": ", 1) for line in lines)
        self.server.seen.append(Seen(method, path, headers))
        with suppress(OSError):  # whoever asked may have gone
            self._send(self.server.pages.get(path, Page(status="404 Not Found")))

    def _send(self, page: Page) -> None:
        data = page.bytes()
        if not page.drip:
            self.wfile.write(data)
        for byte in data if page.drip else b"":
            self.wfile.write(bytes([byte]))
            if self.server.closing.wait(page.drip):
                return
        for _ in range(_ENOUGH // max(1, len(page.endless)) if page.endless else 0):
            self.wfile.write(page.endless)


@contextmanager
def site(host: str = "127.0.0.1", port: int = 0, tls: bool = False) -> Iterator[Site]:
    with Site(host, port, _server_tls() if tls else None) as server:
        if server.tls is not None:
            server.tls.sni_callback = lambda _, name, __: server.names.append(name)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def _server_tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _AUTHORITY.issue_cert("press.example").configure_cert(context)
    return context


def trusting() -> ssl.SSLContext:
    """What trusts the certificate of press.example, and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # no authority yet
    _AUTHORITY.configure_trust(context)
    return context


class Names:
    """A resolver that knows a few names; of several answers the last stays."""

    def __init__(self, **answers: Sequence[str] | Sequence[Sequence[str]]) -> None:
        self._answers = {name.replace("_", "."): list(found) for name, found in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, seconds: float) -> Sequence[str]:
        self.asked.append(host)
        if host not in self._answers:
            raise OSError(-2, "Name or service not known")
        found = self._answers[host]
        if isinstance(found[0], str):
            return [str(each) for each in found]
        return list(found.pop(0) if len(found) > 1 else found[0])
