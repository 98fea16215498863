"""PressGap served on loopback to a real browser, on a library of its own without a model."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server

from pressgap.library import NewDocument
from pressgap.web.app import create_app
from pressgap.wiring import Parts
from tests.parts import fake_parts


@dataclass(frozen=True)
class Site:
    """Where it is served, and the parts below it: what a test adds there, the pages show."""

    url: str
    parts: Parts

    def add(self, new: NewDocument) -> str:
        """Add a document; return its id."""
        return self.parts.library.add(new).document.id

    def compare(self, declaration: str, *transcripts: str) -> str:
        """Compare stored documents; return the comparison's id."""
        return self.parts.comparer.compare(declaration, list(transcripts)).id


class _Quiet(WSGIRequestHandler):
    """Serves without a line for each request."""

    def log_request(self, *_: object) -> None:
        pass


@contextmanager
def serving(parts: Parts) -> Iterator[Site]:
    """Serve the app on ``parts`` at a free port of loopback."""
    server = make_server("127.0.0.1", 0, create_app(parts), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", parts)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def opened(data_dir: Path) -> Iterator[Site]:
    """Serve an empty library in ``data_dir``."""
    parts = fake_parts(data_dir)
    try:
        with serving(parts) as site:
            yield site
    finally:
        parts.close()
