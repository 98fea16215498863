"""A reader that does what its file says: run in the sandbox by the tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pressgap.errors import UnreadableDocument
from pressgap.readers.extracted import Extracted


def extract(data: bytes, what: str) -> Extracted:
    return Extracted(ACTS[data.decode()](what))


def _spin(_: str) -> str:
    while True:
        pass


def _wait(_: str) -> str:
    signal.pause()
    return ""


def _hoard(_: str) -> str:
    return str(len(bytearray(4_000_000_000)))


def _refuse(what: str) -> str:
    raise UnreadableDocument(f"{what}: no")


def _connect(_: str) -> str:
    socket.create_connection(("127.0.0.1", 9))
    return ""


def _run(_: str) -> str:
    subprocess.run(["true"], check=True)
    return ""


def _write(_: str) -> str:
    Path("made-by-a-reader").write_text("x", encoding="utf-8")
    return ""


def _die(_: str) -> str:
    os.abort()


def _nest(what: str) -> str:
    return _nest(what)


def _chatter(_: str) -> str:
    print("a library has something to say")
    sys.stdout.flush()
    os.write(2, b"and complains")
    return "read"


def _environment(_: str) -> str:
    return " ".join(sorted(os.environ))


def _loaded(_: str) -> str:
    return " ".join(sorted({name.partition(".")[0] for name in sys.modules}))


ACTS: dict[str, Callable[[str], str]] = {
    "spin": _spin,
    "wait": _wait,
    "hoard": _hoard,
    "refuse": _refuse,
    "connect": _connect,
    "run": _run,
    "write": _write,
    "die": _die,
    "nest": _nest,
    "chatter": _chatter,
    "environment": _environment,
    "loaded": _loaded,
    "long": lambda _: "x" * 1_001,
    "marks": lambda _: "\ud800 halves",
}
