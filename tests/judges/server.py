"""A chat endpoint in a thread: speaks the protocol, and does what a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Headers = dict[str, str]


@dataclass
class Reply:
    """What the server sends. ``drip`` sends the body byte by byte with so many seconds between."""

    body: bytes
    status: int = 200
    headers: Headers = field(default_factory=dict)
    wait: float = 0.0
    drip: float = 0.0


def completion(content: Any) -> Reply:
    """A chat completion with this content (as JSON, where it is no text)."""
    text = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": text}
    return Reply(json.dumps({"choices": [{"index": 0, "message": message}]}).encode())


def opinion(relation: str = "none", probability: float = 0.9, reason: str = "Read.") -> Reply:
    return completion({"reason": reason, "relation": relation, "probability": probability})


def failing(status: int, **headers: str) -> Reply:
    secret = b'{"error": {"message": "the key sk-secret is wrong"}}'
    return Reply(secret, status, {name.replace("_", "-"): text for name, text in headers.items()})


@dataclass
class Seen:
    """One request as it came."""

    path: str
    headers: Headers
    body: dict[str, Any]

    @property
    def prompt(self) -> str:
        prompt: str = self.body["messages"][-1]["content"]
        return prompt


Model = Callable[[Seen], Reply]


class ChatServer:
    """Answers each request by ``model``, or by the next of ``replies`` while there are any."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.replies: list[Reply] = []
        self.seen: list[Seen] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _reply(self, seen: Seen) -> Reply:
        self.seen.append(seen)
        return self.replies.pop(0) if self.replies else self.model(seen)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        answer = self._reply

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                reply = answer(Seen(self.path, dict(self.headers), body))
                time.sleep(reply.wait)
                with suppress(OSError):  # whoever asked may have gone
                    self._send(reply)

            def _send(self, reply: Reply) -> None:
                self.send_response(reply.status)
                for name, text in reply.headers.items():
                    self.send_header(name, text)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                if not reply.drip:
                    self.wfile.write(reply.body)
                    return
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - theirs
                pass

        return Handler


@contextmanager
def chat_server(model: Model = lambda _: opinion()) -> Iterator[ChatServer]:
    server = ChatServer(model)
    try:
        yield server
    finally:
        server.close()
