from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressgap.errors import TooLarge, UnreadableDocument, UnsupportedFormat
from pressgap.readers import ReadText, check_text, read

LIMIT = 500_000
GERMAN = "Die Bank erhöht die Zinsen, weil die Preise für Öl und Brot zu schnell steigen."
RUSSIAN = "Банк повысил ставку, потому что цены растут слишком быстро. Решение единогласное. " * 20


def taken(data: bytes, name: str | None = None) -> ReadText:
    return read(data, name=name, max_chars=LIMIT)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufeff")))
def test_a_text_in_utf_8_comes_back_as_it_is_or_is_refused(text: str) -> None:
    try:
        found = taken(text.encode())
    except (UnreadableDocument, UnsupportedFormat):
        return
    assert (found.text, found.encoding) == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_what_to_do(data: bytes) -> None:
    try:
        text = taken(data, "notes.txt").text
    except (UnreadableDocument, UnsupportedFormat) as error:
        text = str(error)
        if "notes.txt" not in text:
            raise
    assert check_text(text, max_chars=LIMIT) == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_dropped(codec: str) -> None:
    found = taken("Zinsen — 利率 😀".encode(codec))
    assert found.text == "Zinsen — 利率 😀"
    assert found.warnings == ()


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028"])
def test_line_ends_are_kept(end: str) -> None:
    text = f"One.{end}{end}Two.\n"
    assert taken(text.encode()).text == text


def test_western_bytes_are_read_as_windows_1252_and_that_is_said() -> None:
    found = taken(f"{GERMAN} “Ja”".encode("cp1252"))
    assert found.text == f"{GERMAN} “Ja”"
    assert found.encoding == "cp1252"
    assert "guess" in found.warnings[0]


def test_cyrillic_bytes_are_not_taken_for_western_ones() -> None:
    found = taken(RUSSIAN.encode("cp1251"))
    assert found.text == RUSSIAN
    assert "guess" in found.warnings[0]


def test_a_declared_encoding_goes_before_a_guess_but_not_before_utf_8() -> None:
    declared = read(RUSSIAN.encode("koi8-r"), max_chars=LIMIT, encoding="KOI8-R")
    assert (declared.text, declared.warnings) == (RUSSIAN, ())
    assert read(RUSSIAN.encode(), max_chars=LIMIT, encoding="koi8-r").text == RUSSIAN
    unknown = read(GERMAN.encode("cp1252"), max_chars=LIMIT, encoding="klingon")
    assert unknown.text == GERMAN


def test_a_declared_latin_1_has_the_quotation_marks_of_windows() -> None:
    found = read("“Ja”, sagt er über Öl".encode("cp1252"), max_chars=LIMIT, encoding="iso-8859-1")
    assert (found.text, found.warnings) == ("“Ja”, sagt er über Öl", ())


def test_a_declared_encoding_of_seven_bits_is_not_taken_for_utf_8() -> None:
    data = "利率を引き上げる。".encode("iso2022_jp")
    assert read(data, max_chars=LIMIT, encoding="iso-2022-jp").text == "利率を引き上げる。"


def test_windows_1252_pasted_into_utf_8_is_mended_and_its_places_are_named() -> None:
    first = "Der Rat erhöht die Gebühren für Öl — früher als geplant.\n".encode()
    found = taken(first + "Größe: 3 “Meter”\n".encode("cp1252") + first)
    assert found.text.splitlines()[1] == "Größe: 3 “Meter”"
    assert found.text.splitlines()[2].startswith("Der Rat erhöht")
    assert "mixed encodings: UTF-8, but not in line 2;" in found.warnings[0]
    assert "guess" in found.warnings[0]


def test_of_many_places_with_mixed_encodings_some_are_named_and_all_are_counted() -> None:
    line = "Für Öl und Äpfel, ".encode() + "über\n".encode("cp1252")
    assert "lines 1, 2, 3, 4, 5 and 15 more places" in taken(line * 20).warnings[0]
    marked = taken(b"\xef\xbb\xbf" + line * 2)
    assert marked.text.startswith("Für")
    assert "mixed encodings" in marked.warnings[0]


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp1252", "shift_jis", "gb18030", "euc_kr"])
def test_another_encoding_is_not_taken_for_a_mixed_one(codec: str) -> None:
    texts = {
        "shift_jis": "金利を引き上げる。",
        "gb18030": "提高利率的决定。",
        "euc_kr": "금리 인상 결정.",
    }
    text = texts.get(codec, GERMAN if codec == "cp1252" else RUSSIAN) * 20
    assert not any("mixed" in warning for warning in taken(text.encode(codec)).warnings)


def test_letters_read_wrongly_by_an_earlier_program_are_reported_with_the_line() -> None:
    wrong = "Die Züge fahren über Köln früher.".encode().decode("cp1252")
    found = taken(f"Guten Tag.\n{wrong}".encode())
    assert "'Ã¼' in line 2" in found.warnings[0]


def test_characters_lost_earlier_are_reported() -> None:
    assert (
        "2 character(s) were lost"
        in taken("Die Z\ufffdge fahren l\ufffdnger.".encode()).warnings[0]
    )


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", "\u200b\ufeff\u00a0\n".encode(), b"\xef\xbb\xbf"]
)
def test_nothing_to_read_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"speech\.txt is empty"):
        taken(data, "speech.txt")


def zipped(part: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(part, "content")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (zipped("xl/workbook.xml"), "spreadsheet"),
        (zipped("notes.txt"), "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "old Office"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x00\x00\x00\x18ftypmp42", "MP4"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "sound"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;", "web archive"),
        (b"bplist00\xd1\x01\x02", "web archive"),
    ],
)
def test_another_format_is_named_whatever_the_file_is_called(data: bytes, named: str) -> None:
    with pytest.raises(UnsupportedFormat, match=rf"speech\.txt.*{named}.*plain text or Markdown"):
        taken(data, "speech.txt")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<!doctype html><p>Hello", "HTML"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "WebVTT"),
        ("1\n00:00:01,000 --> 00:00:02,000\nHello", "SubRip"),
    ],
)
def test_markup_that_came_as_text_is_to_be_sent_as_a_file(text: str, named: str) -> None:
    with pytest.raises(UnsupportedFormat, match=rf"{named}.*send it as a file"):
        check_text(text, max_chars=LIMIT)


@pytest.mark.parametrize(
    "data", [b"Hello\x00there", "Hello".encode("utf-16-le"), b"\x01\x02\x03\x04abc"]
)
def test_binary_content_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"speech\.bin.*binary.*UTF-8"):
        taken(data, "speech.bin")


def test_a_byte_order_mark_over_other_bytes_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="byte order mark of UTF-16"):
        taken(b"\xff\xfeodd")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("One\r\nTwo\x00", "NUL character in line 2"),
        ("One\rTwo\rThree \udc80", r"lone surrogate \(U\+DC80\) in line 3"),
        (" \n", "empty"),
    ],
)
def test_text_that_came_as_text_is_refused_with_the_place(text: str, named: str) -> None:
    with pytest.raises(UnreadableDocument, match=named):
        check_text(text, max_chars=LIMIT)


def test_an_encoded_surrogate_is_refused_and_not_taken_for_another_encoding() -> None:
    for declared in (None, "utf-8"):
        with pytest.raises(UnreadableDocument, match=r"lone surrogate \(U\+D800\) in line 2"):
            read("Über\n".encode() + b"half \xed\xa0\x80 of it", max_chars=LIMIT, encoding=declared)


def test_text_that_came_as_text_loses_its_byte_order_mark() -> None:
    assert check_text("\ufeffHello", max_chars=5) == "Hello"


def test_the_limit_counts_characters_not_bytes() -> None:
    assert read("😀".encode() * 10, max_chars=10).text == "😀" * 10
    with pytest.raises(TooLarge, match="more than 10 characters"):
        read("😀".encode() * 11, max_chars=10)
    with pytest.raises(TooLarge, match="max_document_chars"):
        check_text("a" * 11, max_chars=10)


def test_fifty_megabytes_are_refused_before_anything_is_decoded() -> None:
    data = bytes(50_000_000)
    with pytest.raises(TooLarge, match=r"big\.txt: more than 500,000 characters"):
        taken(data, "big.txt")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Some lines.\n\n# Budget of *Millbrook*\n", "Budget of *Millbrook"),
        ("## Rate decision ##\n1. We raise.", "Rate decision"),
        ("\ufeff\n**Joint communiqué**\n\nWe met.", "Joint communiqué"),
        ("Mayor: Good morning.\nQ: Why?", None),
        ("1. Having met in May", None),
        ("***\n", None),
        ("بيان مشترك\n\nاجتمعنا اليوم.", "بيان مشترك"),
    ],
)
def test_the_title_is_the_first_heading_or_a_line_that_can_be_one(
    text: str, title: str | None
) -> None:
    assert taken(text.encode()).title == title


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("# Budget\n\nWe met.", None, "md"),
        ("We met.", "budget.MD", "md"),
        ("We met in room #4.", "budget.txt", "txt"),
    ],
)
def test_markdown_is_known_by_its_headings_or_name(text: str, name: str | None, kind: str) -> None:
    assert taken(text.encode(), name).format == kind
