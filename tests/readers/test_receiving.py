import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.errors import FetchFailed, TooLarge
from pressgap.readers.receiving import receive

BOMB = gzip.compress(bytes(50_000_000))


def in_chunks(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(deadline=None)
@given(st.binary(max_size=2_000), st.integers(1, 300), st.sampled_from(["gzip", "X-Gzip ", ""]))
def test_a_body_arrives_as_it_was_sent_however_it_is_cut(
    body: bytes, size: int, encoding: str
) -> None:
    sent = gzip.compress(body) if encoding else body
    assert receive(in_chunks(sent, size), encoding, 2_000, "it") == body


def test_a_large_body_arrives_whole() -> None:
    body = bytes(range(256)) * 4_000
    assert receive(in_chunks(gzip.compress(body), 65_536), "gzip", len(body), "it") == body


@pytest.mark.parametrize(("sent", "encoding"), [(bytes(1_001), ""), (BOMB, "gzip")])
def test_no_more_is_taken_than_the_limit(sent: bytes, encoding: str) -> None:
    with pytest.raises(TooLarge, match=r"it is larger than 1,000 bytes.*fetch_max_bytes"):
        receive(in_chunks(sent, 65_536), encoding, 1_000, "it")


def test_a_bomb_is_not_unpacked_beyond_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = 0

    class Counting:
        def __init__(self, bits: int) -> None:
            self.real = zlib_decompressobj(bits)

        def __getattr__(self, name: str) -> object:
            return getattr(self.real, name)

        def decompress(self, data: bytes, most: int) -> bytes:
            nonlocal unpacked
            piece = self.real.decompress(data, most)
            unpacked += len(piece)
            return piece

    zlib_decompressobj = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", Counting)
    with pytest.raises(TooLarge):
        receive([BOMB], "gzip", 1_000_000, "it")
    assert 1_000_000 < unpacked < 1_100_000


def test_what_unpacks_to_nothing_for_ever_is_too_large() -> None:
    packer = zlib.compressobj(wbits=31)
    begun = packer.compress(b"") + packer.flush(zlib.Z_SYNC_FLUSH)
    nothing = packer.flush(zlib.Z_FULL_FLUSH) or b"\x00\x00\x00\xff\xff"

    def endless() -> object:
        yield begun
        while True:
            yield nothing * 1_000

    with pytest.raises(TooLarge):
        receive(endless(), "gzip", 100_000, "it")  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "compress"])
def test_what_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(FetchFailed, match="not asked for"):
        receive([b"text"], encoding, 1_000, "it")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"plain text", "is said to be gzip"),
        (gzip.compress(b"text" * 100)[:-20], "broke off"),
        (gzip.compress(b"text" * 100)[:-1], "broke off"),
        (gzip.compress(b"a") + gzip.compress(b"b"), "several gzip files"),
        (gzip.compress(b"a")[:-8] + bytes(8), "is said to be gzip"),
    ],
    ids=["not packed", "half a body", "without its last byte", "two", "wrong sum"],
)
def test_a_damaged_body_is_refused(sent: bytes, words: str) -> None:
    with pytest.raises(FetchFailed, match=words):
        receive([sent], "gzip", 1_000, "it")


def test_padding_after_the_end_is_left_out() -> None:
    assert receive([gzip.compress(b"text") + bytes(100), bytes(9)], "gzip", 1_000, "it") == b"text"


def test_an_empty_body_is_empty_however_it_is_said_to_be_packed() -> None:
    assert receive([], "gzip", 1_000, "it") == b""
