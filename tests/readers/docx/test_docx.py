"""A Word file → its text. Files are made here: with python-docx, by hand where it cannot."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime

import pytest
from docx import Document

from pressgap.errors import TooLarge, UnreadableDocument
from pressgap.readers.docx import archive, extract
from tests.readers.docx.files import changed, docx_of, paragraph, saved, with_body

TURNS = [("Anna Lee", "Will it rain?"), ("Minister Ek", "Yes."), ("Anna Lee", "Next question.")]


def text(data: bytes) -> str:
    return extract(data, "talks.docx").text


def body(xml: str) -> str:
    return text(with_body(xml)).strip()


def test_bold_names_headings_and_paragraphs_come_out_as_markdown() -> None:
    document = Document()
    document.add_heading("Talks in Oslo", 0)
    document.add_heading("Questions", 2)
    for name, said in TURNS:
        turn = document.add_paragraph()
        turn.add_run(f"{name}:").bold = True
        turn.add_run(f"\t{said} It ")
        turn.add_run("never").bold = True
        turn.add_run(" rains.")
    lines = text(saved(document)).split("\n\n")
    assert lines[:2] == ["# Talks in Oslo", "## Questions"]
    assert lines[2] == "**Anna Lee:** Will it rain? It never rains."


@pytest.mark.parametrize("head", [True, False])
def test_a_table_of_speakers_and_speech_gives_turns_in_its_place(head: bool) -> None:
    document = Document()
    document.add_paragraph("Before.")
    table = document.add_table(rows=0, cols=2)
    for name, said in [("Speaker", "Speech")] * head + TURNS:
        row = table.add_row().cells
        row[0].paragraphs[0].add_run(name).bold = True
        row[1].text = said
    document.add_paragraph("After.")
    lines = text(saved(document)).strip().split("\n\n")
    assert (lines[0], lines[-1]) == ("Before.", "After.")
    assert lines[-4:-1] == [f"**{name}:** {said}" for name, said in TURNS]


def test_tracked_changes_are_read_as_accepted_and_counted() -> None:
    found = extract(
        with_body(
            paragraph(
                '<w:r><w:t xml:space="preserve">The fee </w:t></w:r>'
                "<w:del><w:r><w:delText>falls</w:delText></w:r></w:del>"
                "<w:ins><w:r><w:t>rises</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r>"
            )
            + paragraph("Gone is", "<w:rPr><w:del/></w:rPr>")
            + paragraph(" the line end.")
        ),
        "talks.docx",
    )
    assert found.text == "The fee rises.\n\nGone is the line end.\n"
    assert any("tracked changes" in warning for warning in found.warnings)


def test_text_boxes_content_controls_links_and_fields_are_read_once() -> None:
    box = (
        "<w:r><mc:AlternateContent"
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<mc:Choice Requires='wps'><w:drawing><w:txbxContent>"
        f"{paragraph('In a box.')}</w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert (
        body(
            f"<w:sdt><w:sdtContent>{paragraph('In a control.')}</w:sdtContent></w:sdt>"
            + paragraph("<w:hyperlink><w:r><w:t>A link</w:t></w:r></w:hyperlink>" + box)
            + paragraph('<w:fldSimple w:instr="DATE"><w:r><w:t>4 July</w:t></w:r></w:fldSimple>')
        )
        == "In a control.\n\nA link\n\nIn a box.\n\n4 July"
    )


def test_hyphens_tabs_and_line_ends_inside_a_paragraph_are_characters() -> None:
    run = (
        "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>erate</w:t><w:tab/>"
        "<w:t>now</w:t><w:br/><w:t>Or never.</w:t></w:r>"
    )
    assert body(paragraph(run)) == "co-operate now\nOr never."


def test_footnotes_headers_hidden_text_and_contents_are_left_out_and_said() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "CONFIDENTIAL HEADER"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Will it rain?")
    assert text(saved(document)) == "Will it rain?\n"
    note = '<w:r><w:t>It rains.</w:t><w:footnoteReference w:id="2"/></w:r>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r>"
    found = extract(with_body(paragraph(note + hidden)), "talks.docx")
    assert found.text == "It rains.\n"
    assert [w for w in found.warnings if "1 footnotes" in w]
    assert [w for w in found.warnings if "1 pieces of hidden text" in w]


def test_long_and_numbered_clauses_in_a_headings_style_are_no_headings() -> None:
    document = Document()
    document.add_heading("The parties agree. " * 20, 2)
    document.add_heading("Fees", 2)
    lines = text(saved(document)).split("\n\n")
    assert lines[0].startswith("The parties")
    assert lines[1] == "## Fees\n"


def test_title_and_date_are_those_of_the_file_and_a_date_is_doubted() -> None:
    document = Document()
    document.add_paragraph("Will it rain?")
    assert extract(saved(document), "talks.docx").date is None  # python-docx's own stamp
    document.core_properties.title = "Talks in Oslo"
    document.core_properties.created = datetime(2024, 7, 4, 12)
    found = extract(saved(document), "talks.docx")
    assert (found.title, found.date) == ("Talks in Oslo", "2024-07-04")
    assert any("2024-07-04" in warning for warning in found.warnings)


def test_a_document_without_text_says_so() -> None:
    with pytest.raises(UnreadableDocument, match=r"talks\.docx.*no text"):
        text(docx_of("", " "))


@pytest.mark.parametrize("share", [0.2, 0.6, 0.99])
def test_a_truncated_document_is_said_to_be_one(share: float) -> None:
    data = docx_of("Will it rain?")
    with pytest.raises(UnreadableDocument, match=r"talks\.docx: .*truncated or damaged"):
        text(data[: int(share * len(data))])


def archived(*parts: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts:
            packed.writestr(name, content)
    return buffer.getvalue()


def test_another_archive_under_the_name_of_a_document_is_no_document() -> None:
    with pytest.raises(UnreadableDocument, match=r"talks\.docx: a ZIP archive.*no document"):
        text(archived(("word/notes.txt", b"Will it rain?")))


def test_a_bomb_is_refused_by_what_it_declares_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    bomb = archived(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", bytes(5_000_000)))
    with pytest.raises(TooLarge, match=r"talks\.docx: unpacks to 5 MB"):
        text(bomb)
    many = archived(*((f"word/{n}", b"") for n in range(archive.MOST_PARTS + 1)))
    with pytest.raises(TooLarge, match="5,001 parts"):
        text(many)


def test_a_bomb_that_lies_about_its_size_is_found_out_while_unpacking() -> None:
    data = bytearray(archived(("word/document.xml", bytes(5_000_000))))
    size = (5_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:  # in the local header and in the directory
        data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="truncated or damaged"):
        text(bytes(data))


def test_entities_are_refused_and_never_unfolded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    data = changed(
        docx_of("Will it rain?"),
        "word/document.xml",
        lambda xml: xml.replace(b"?>", b"?>" + bomb, 1).replace(b"rain", b"&b;"),
    )
    with pytest.raises(UnreadableDocument, match=r"word/document\.xml declares entities"):
        text(data)


def test_any_damaged_document_is_read_or_refused_with_its_name() -> None:
    data = docx_of("Will it rain?", "Yes.")
    chance = random.Random(4)  # noqa: S311 - the same damage every time
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            said = text(bytes(broken)) + "talks.docx"
        except (UnreadableDocument, TooLarge) as error:
            said = str(error)
        assert "talks.docx" in said


@pytest.mark.parametrize(
    "xml", [b"<w:document", b"", b"<a/>", b"<w:document xmlns:w='x'><w:body/></w:document>"]
)
def test_a_document_whose_xml_is_broken_or_another_is_refused(xml: bytes) -> None:
    data = changed(docx_of("Will it rain?"), "word/document.xml", lambda _: xml)
    with pytest.raises(UnreadableDocument, match=r"talks\.docx"):
        text(data)
