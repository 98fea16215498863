"""Reads hostile formats in a process of its own, with limits on time, memory and output.

HTML, DOCX and PDF are parsed by large libraries, some of them written in C, from files that anybody
may have made. So the parsing happens in ``python -m pressgap.readers.boxed``: bytes in on standard
input, JSON out on standard output. That process gets none of our environment (so no secrets), opens
no network connection, starts no program and writes no file. Where the platform has no ``resource``
module (Windows) only the limit on wall time holds.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from pressgap.core.codec import from_json
from pressgap.errors import PressGapError, TooLarge, UnreadableDocument, UnsupportedFormat
from pressgap.readers.extracted import Extracted


@dataclass(frozen=True, slots=True)
class Limits:
    """What one reading may take: seconds of computing and in all, bytes of address space."""

    cpu_seconds: int = 60
    wall_seconds: int = 120
    memory_bytes: int = 1_500_000_000

    @property
    def memory(self) -> str:
        """Return the limit on memory in words."""
        return f"{self.memory_bytes / 1e9:.1f} GB"


LIMITS = Limits()
_CHILD = "pressgap.readers.boxed"
_ERRORS: dict[str, type[PressGapError]] = {
    error.__name__: error for error in (UnreadableDocument, TooLarge, UnsupportedFormat)
}
# A character takes at most six bytes of JSON; the rest is for landmarks and warnings.
_BYTES_PER_CHARACTER, _BESIDES = 6, 16_000_000
_PART = "give the part that matters, or save it as plain text and send that"


def read_boxed(
    module: str, data: bytes, what: str, max_chars: int, limits: Limits = LIMITS
) -> Extracted:
    """Return what ``extract`` of ``module`` makes of ``data``, run in a process with ``limits``.

    Raises ``TooLarge`` where it takes more than the limits or gives more than ``max_chars``
    characters, and ``UnreadableDocument`` where the reader refuses the file or breaks on it.
    """
    order = {"module": module, "what": what, "max_chars": max_chars} | {
        "cpu_seconds": limits.cpu_seconds,
        "memory_bytes": limits.memory_bytes,
    }
    longest = max_chars * _BYTES_PER_CHARACTER + _BESIDES
    answer, code, late = _run(
        json.dumps(order).encode() + b"\n", data, longest, limits.wall_seconds
    )
    if late:
        raise _too_slow(what, limits.wall_seconds)
    if len(answer) > longest:
        raise TooLarge(f"{what}: gives more text than fits {max_chars:,} characters; {_PART}")
    try:
        said = json.loads(answer.decode("utf-8", "surrogatepass"))
    except ValueError:
        raise _died(what, code, limits) from None
    return _understood(said, what, limits)


def _run(order: bytes, data: bytes, longest: int, seconds: int) -> tuple[bytes, int, bool]:
    """Return the child's answer, its exit status, and whether its time ran out."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, nothing of the document
        [sys.executable, "-s", "-P", "-B", "-m", _CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).anchor,
        env=_environment(),
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
    feeder = threading.Thread(target=_feed, args=(child.stdin, order, data), daemon=True)
    with child.stdout:
        clock.start()
        feeder.start()
        try:
            answer = child.stdout.read(longest + 1)
            if len(answer) > longest:
                child.kill()
            code = child.wait()
        finally:
            clock.cancel()
            child.kill()
            child.wait()
            feeder.join()
    return answer, code, late.is_set() and code != 0


def _feed(pipe: BinaryIO | Any, order: bytes, data: bytes) -> None:
    with suppress(OSError):  # the child died: its exit status tells
        pipe.write(order)
        pipe.write(data)
    with suppress(OSError):
        pipe.close()


def _environment() -> dict[str, str]:
    """Return where Python finds what we import, and nothing else that we know."""
    ours = str(Path(__file__).parents[2])
    entries = [ours, *(str(Path(entry).absolute()) for entry in sys.path if entry)]
    found = {"PYTHONPATH": os.pathsep.join(entries)}
    if "SYSTEMROOT" in os.environ:  # without it Windows starts no Python
        found["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return found


def _understood(said: Any, what: str, limits: Limits) -> Extracted:
    if "extracted" in said:
        return from_json(Extracted, said["extracted"])
    if said["error"] == "memory":
        raise _too_hungry(what, limits)
    raise _ERRORS.get(said["error"], UnreadableDocument)(said["message"])


def _died(what: str, code: int, limits: Limits) -> PressGapError:
    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_slow(what, limits.cpu_seconds)
    if code == -getattr(signal, "SIGKILL", 0):
        return TooLarge(
            f"{what}: the reader was stopped by the system, as a rule for want of memory; {_PART}"
        )
    return UnreadableDocument(
        f"{what}: the reader broke down on it (exit status {code}); the file is damaged, or made "
        "to break readers. Open it in the program it was made with and save it as plain text"
    )


def _too_slow(what: str, seconds: int) -> TooLarge:
    return TooLarge(f"{what}: took more than {seconds} seconds to read; {_PART}")


def _too_hungry(what: str, limits: Limits) -> TooLarge:
    return TooLarge(f"{what}: needed more than {limits.memory} of memory to read; {_PART}")
