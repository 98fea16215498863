"""The body of an answer, decompressed and counted while it comes: no more is kept than allowed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator

from pressgap.errors import FetchFailed, TooLarge

ENCODINGS = "gzip"  # what is asked for
REMEDY = "try again, or save it with a browser and add the file"
_PIECE = 65_536
_GZIP = zlib.MAX_WBITS | 16
_MAGIC = b"\x1f"

Unpack = Callable[[bytes | None], Iterator[bytes]]


def receive(chunks: Iterable[bytes], encoding: str, limit: int, what: str) -> bytes:
    """Return the whole body; ``encoding`` is the answer's Content-Encoding, ``limit`` in bytes.

    Raises ``TooLarge`` once the body, as it came or decompressed, is over the limit, and
    ``FetchFailed`` for an encoding that was not asked for or does not hold.
    """
    unpack = _unpacking(encoding, what)
    body = bytearray()
    came = 0
    for chunk in _to_the_end(chunks):
        came += len(chunk or b"")
        for piece in unpack(chunk):
            body += piece
            # What came counts too: it may be compressed to nothing, for ever.
            if max(came, len(body)) > limit:
                raise too_large(what, limit)
    return bytes(body)


def too_large(what: str, limit: int) -> TooLarge:
    """Return the error for a body over the limit."""
    return TooLarge(
        f"{what} is larger than {limit:,} bytes, the limit (setting fetch_max_bytes); save the "
        "part that matters and add the file"
    )


def _to_the_end(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None


def _unpacking(encoding: str, what: str) -> Unpack:
    """Return a function from a chunk, or None for the end, to pieces of the body."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return lambda chunk: iter((chunk or b"",))
    if name in ("gzip", "x-gzip"):
        return _Gzip(what).unpack
    raise FetchFailed(
        f"{what} came packed in a way that was not asked for ({name[:60]}); save it with a "
        "browser and add the file"
    )


class _Gzip:
    """Unpacks one gzip member in pieces of bounded size."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._inflate = zlib.decompressobj(_GZIP)
        self._begun = False

    def unpack(self, chunk: bytes | None) -> Iterator[bytes]:
        """Yield the pieces; at the end (None) raises ``FetchFailed`` for a body cut short."""
        try:
            yield from self._rest() if chunk is None else self._pieces(chunk)
        except zlib.error as error:
            raise self._broken("is said to be gzip, and is not all of it") from error

    def _pieces(self, chunk: bytes) -> Iterator[bytes]:
        self._begun = True
        while chunk and not self._inflate.eof:
            yield self._inflate.decompress(chunk, _PIECE)
            chunk = (
                self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            )
        if chunk.startswith(_MAGIC):  # anything else is padding
            raise self._broken("came as several gzip files in one")
        yield b""

    def _rest(self) -> Iterator[bytes]:
        yield self._inflate.flush()
        if self._begun and not self._inflate.eof:
            raise self._broken("broke off before its end")

    def _broken(self, how: str) -> FetchFailed:
        return FetchFailed(f"{self._what} {how}; {REMEDY}")
