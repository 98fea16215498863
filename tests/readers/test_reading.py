"""Which reader takes a file, and what is said of it; the readers have their own tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pressgap.core.model import Landmark
from pressgap.errors import TooLarge, UnreadableDocument, UnsupportedFormat
from pressgap.readers import read, reading
from pressgap.readers.extracted import Extracted
from pressgap.readers.formats import format_of_bytes, format_of_text
from tests.readers.docx.files import docx_of

PAGE = b"<!doctype html><html lang=en><title>Talks</title><p>Anna Lee: Will it rain?"
Seen = list[tuple[str, bytes]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Readers that note what they are given, in this process."""
    found: Seen = []

    def fake(module: str, data: bytes, what: str, max_chars: int) -> Extracted:
        found.append((module.rpartition(".")[2], data))
        landmarks = (Landmark(0, page=1),)
        return Extracted("Talks\n\nYes.", landmarks, (f"{what}!",), None, "2024-07-04", "en")

    monkeypatch.setattr(reading, "read_boxed", fake)
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\r\n<!DOCTYPE html><p>Hello", "html"),
        ("<!-- saved -->\n<html lang=en>", "html"),
        ("<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>", "html"),
        ("<div class=x><p>One</p><p>Two</p></div>", "html"),
        ("<p><b>Anna Lee:</b> Will it?</p><p>Yes.</p>", "html"),
        ("<div align=center># Millbrook</div>\n\nWe met.", None),
        ("<v Anna> Will it rain?", None),
        ("\ufeffWEBVTT - talks\n\n00:01.000 --> 00:02.000\nHello", "vtt"),
        ("WEBVTTX", None),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello", "srt"),
        ('{"text": "Hello"}\n', "json"),
        ('[{"text": "Hello"}]', "json"),
        ("[00:00:01] Anna Lee: Will it rain? [inaudible]", None),
        ("{Laughter} Anna Lee: Will it rain? {Applause}", None),
        ("[" * 5_000 + "]" * 5_000, None),
        ("# Millbrook\n\nAnna Lee: Will it rain?", None),
    ],
)
def test_text_is_told_from_markup_by_what_it_is(text: str, found: str | None) -> None:
    assert format_of_text(text) == found


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\r\n\x00junk%PDF-1.4\n", "pdf"),
        (b"The PDF begins with %PDF-1.4, says the manual.", None),
        (b"Anna Lee: Will it rain?", None),
    ],
)
def test_a_pdf_is_known_by_its_mark_and_not_by_a_text_about_it(
    data: bytes, found: str | None
) -> None:
    assert format_of_bytes(data, "speech") == found


def test_a_word_document_is_told_from_other_archives() -> None:
    assert format_of_bytes(docx_of("Hello"), "speech") == "docx"


def test_the_content_decides_and_a_wrong_name_is_remarked_upon(seen: Seen) -> None:
    found = read(PAGE, name="speech.txt", max_chars=1_000)
    assert (found.format, seen[0][0]) == ("html", "html")
    assert "the name ends in .txt, but this is HTML" in found.warnings[0]
    assert read(PAGE, name="speech.htm", max_chars=1_000).warnings == ("speech.htm!",)


def test_a_text_called_otherwise_is_read_as_the_text_it_is() -> None:
    found = read(b"Anna Lee: Will it rain?", name="speech.docx", max_chars=1_000)
    assert (found.format, found.text) == ("txt", "Anna Lee: Will it rain?")
    assert "the name ends in .docx, but this is plain text" in found.warnings[0]


@pytest.mark.parametrize("name", [None, "speech", "speech.txt", "talks.no.2", "a.md", "-"])
def test_a_name_that_says_nothing_wrong_is_not_remarked_upon(name: str | None) -> None:
    assert read(b"Anna Lee: Will it rain?", name=name, max_chars=1_000).warnings == ()


def test_what_a_file_says_of_itself_comes_with_its_text(seen: Seen) -> None:
    found = read(PAGE, name="talks.html", max_chars=1_000)
    assert (found.title, found.date, found.language) == ("Talks", "2024-07-04", "en")
    assert found.landmarks == (Landmark(0, page=1),)
    assert found.warnings == ("talks.html!",)


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (PAGE + " — über Öl".encode("utf-16")[2:], None, None),
        ("<html><p>Вопрос: Почему?".encode("utf-16"), None, "utf-16"),
        ('<html><meta charset="koi8-r"><p>Вопрос: Почему?'.encode("koi8-r"), None, "koi8-r"),
        ("<html><p>Вопрос: Почему?".encode("koi8-r"), "koi8-r", "koi8-r"),
        ('<html><meta charset="cp1252"><p>Вопрос: Почему?'.encode("koi8-r"), "koi8-r", "koi8-r"),
        ('<html><meta charset="koi8-r"><p>Вопрос: Почему?'.encode("koi8-r"), "klingon", "koi8-r"),
        ('<html><meta charset="koi8-r"><p>Вопрос: Почему?'.encode(), None, "utf-8"),
    ],
)
def test_a_page_is_decoded_by_mark_declaration_and_meta_and_handed_on_in_utf_8(
    data: bytes, declared: str | None, encoding: str | None, seen: Seen
) -> None:
    if encoding is None:
        with pytest.raises(UnreadableDocument, match="NUL"):
            read(data, max_chars=1_000)
        return
    assert read(data, max_chars=1_000, encoding=declared).encoding == encoding
    assert "<p>Вопрос: Почему?" in seen[0][1].decode("utf-8")


def test_a_guess_at_the_encoding_of_a_page_is_reported(seen: Seen) -> None:
    found = read("<html><p>Über Öl und Brot".encode("cp1252"), max_chars=1_000)
    assert "guess" in found.warnings[0]


def test_a_format_whose_reader_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(reading.READERS, "vtt", "pressgap.readers.no_such")
    with pytest.raises(UnsupportedFormat, match=r"a\.vtt: this is WebVTT.*cannot be read yet"):
        read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello", name="a.vtt", max_chars=1_000)


def test_a_page_may_have_more_bytes_than_its_text_may(seen: Seen) -> None:
    page = PAGE + b"<!--" + b"x" * 50_000 + b"-->"
    assert read(page, max_chars=1_000).text == "Talks\n\nYes."


@pytest.mark.parametrize(
    "make",
    [
        lambda size: b"<!doctype html><p>" + b"x" * size,
        lambda size: b"%PDF-1.7\n" + bytes(size),
        lambda size: b'{"schema": 1, "text": "' + b"x" * size + b'"}',
    ],
)
def test_a_file_over_the_limit_is_refused_before_it_is_parsed(
    make: Callable[[int], bytes], seen: Seen
) -> None:
    data = make(100_000_000)
    with pytest.raises(TooLarge, match=r"big: this is .* of more than 32 MB.*max_file_bytes"):
        read(data, name="big", max_chars=1_000)
    assert not seen


def test_text_over_the_limit_is_refused_whatever_it_came_from(
    seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(TooLarge, match=r"page\.html: more than 5 characters"):
        read(PAGE, name="page.html", max_chars=5)


@pytest.mark.process
def test_pages_and_word_documents_are_read_in_a_process_of_their_own() -> None:
    page = read(PAGE, name="talks.html", max_chars=1_000)
    assert (page.text, page.title, page.language) == ("Anna Lee: Will it rain?\n", "Talks", "en")
    document = read(docx_of("Anna Lee: Will it rain?"), name="talks.docx", max_chars=1_000)
    assert (document.text, document.format) == ("Anna Lee: Will it rain?\n", "docx")
    assert document.encoding is None
