"""Word's automatic numbers, as Word shows them."""

from __future__ import annotations

import pytest
from docx.oxml.parser import parse_xml

from pressgap.readers.docx import extract
from pressgap.readers.docx.numbering import written
from tests.readers.docx.files import Lists, W, level


def lines(lists: Lists) -> list[str]:
    return extract(lists.saved(), "list.docx").text.strip().split("\n\n")


def test_numbers_are_written_by_the_format_of_their_level() -> None:
    lists = Lists()
    lists.define(
        1, level(0, "Article %1"), level(1, "(%2)", "lowerLetter"), level(2, "%3.", "lowerRoman")
    )
    lists.number(1, 1)
    for text, at in [
        ("Fees", 0),
        ("rise", 1),
        ("soon", 2),
        ("later", 2),
        ("fall", 1),
        ("Tolls", 0),
        ("too", 1),
    ]:
        lists.item(text, 1, at)
    assert lines(lists) == [
        "Article 1 Fees",
        "   (a) rise",
        "      i. soon",
        "      ii. later",
        "   (b) fall",
        "Article 2 Tolls",
        "   (a) too",
    ]


def test_numbers_of_several_levels_count_together() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1.", start=3), level(1, "%1.%2."), level(2, "%1.%2.%3"))
    lists.number(1, 1)
    for at in (0, 1, 1, 2, 0, 1):
        lists.item("x", 1, at)
    assert [line.split()[0] for line in lines(lists)] == [
        "3.",
        "3.1.",
        "3.2.",
        "3.2.1",
        "4.",
        "4.1.",
    ]


def test_lists_of_one_definition_count_on_unless_one_says_where_it_starts() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1."))
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists.number(1, 1)
    lists.number(2, 1)
    lists.number(3, 1, restart)
    for num in (1, 1, 2, 3, 3):
        lists.item("x", num)
    assert [line.split()[0] for line in lines(lists)] == ["1.", "2.", "3.", "1.", "2."]


def test_a_level_that_never_restarts_counts_through_the_document() -> None:
    lists = Lists()
    lists.define(
        1, level(0, "Part %1", "upperRoman"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>')
    )
    lists.number(1, 1)
    for at in (0, 1, 1, 0, 1):
        lists.item("x", 1, at)
    assert [line.rpartition(" ")[0] for line in lines(lists)] == [
        "Part I",
        "1.",
        "2.",
        "Part II",
        "3.",
    ]


def test_legal_numbers_are_digits_on_every_level() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1.", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    lists.number(1, 1)
    lists.item("x", 1, 0)
    lists.item("x", 1, 1)
    assert [line.split()[0] for line in lines(lists)] == ["I.", "1.1"]


def test_a_list_may_replace_a_level_of_its_definition() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1."))
    lists.number(1, 1, f'<w:lvlOverride w:ilvl="0">{level(0, "§ %1", start=5)}</w:lvlOverride>')
    lists.item("x", 1)
    assert lines(lists) == ["§ 5 x"]


def test_bullets_are_marks_and_a_bare_number_gets_a_full_stop() -> None:
    lists = Lists()
    lists.define(1, level(0, "\uf0b7", "bullet"), level(1, "%2"))
    lists.number(1, 1)
    lists.item("one", 1, 0)
    lists.item("two", 1, 1)
    assert lines(lists) == ["- one", "1. two"]


def test_a_number_comes_from_the_style_and_zero_takes_it_off() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1.", more='<w:pStyle w:val="ListNumber"/>'))
    lists.number(1, 1)
    style = lists.document.styles["List Number"]
    numbered = style.element.pPr.numPr
    numbered.numId.val = 1
    lists.document.add_paragraph("one", style=style)
    lists.item("none", 0, style="List Number")
    lists.document.add_paragraph("two", style=style)
    assert lines(lists) == ["1. one", "none", "2. two"]


def test_numbered_headings_are_headings_with_their_numbers() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1."), level(1, "%1.%2"))
    lists.number(1, 1)
    lists.item("Scope", 1, 0, style="Heading 1")
    lists.item("Fees", 1, 1, style="Heading 2")
    lists.item("The fee rises in May.", 1, 1, style="Heading 2")
    assert lines(lists) == ["# 1. Scope", "## 1.1 Fees", "1.2 The fee rises in May."]


def test_numbers_in_a_column_of_their_own_go_with_their_rows() -> None:
    lists = Lists()
    lists.define(1, level(0, "%1."))
    lists.number(1, 1)
    table = lists.document.add_table(rows=2, cols=2)
    for row, text in zip(table.rows, ("The fee rises.", "Tolls end."), strict=True):
        item = lists.item("", 1)
        row.cells[0].paragraphs[0]._p.addnext(item._p)
        row.cells[0]._tc.remove(row.cells[0].paragraphs[0]._p)
        row.cells[1].text = text
    assert lines(lists) == ["1. The fee rises.", "2. Tolls end."]


def test_lists_that_are_not_defined_or_go_in_circles_have_no_numbers() -> None:
    lists = Lists()
    link = '<w:numStyleLink w:val="Circle"/>'
    lists.define(1, more=link)
    lists.number(1, 1)
    style = lists.document.styles.add_style("Circle", 1)
    style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="1"/></w:numPr>'))
    lists.item("x", 1)
    lists.item("y", 99)
    assert lines(lists) == ["x", "y"]


@pytest.mark.parametrize(
    ("number", "kind", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (1999, "upperRoman", "MCMXCIX"),
        (27, "upperLetter", "AA"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (22, "ordinal", "22nd"),
        (13, "ordinal", "13th"),
        (2, "russianLower", "б"),
        (3, "chineseCounting", "3"),
        (0, "upperLetter", "0"),
        (5, "none", ""),
    ],
)
def test_formats_of_numbers(number: int, kind: str, shown: str) -> None:
    assert written(number, kind) == shown
