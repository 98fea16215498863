"""A document's page: all of its text, in order, with what was understood at its place."""

import re
from pathlib import Path

import pytest

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.passages import passages
from pressgap.core.model import Landmark, Structure
from pressgap.core.reading import FullText, Paragraph, Part, full_text
from pressgap.core.transcripts.transcript import parse_transcript
from tests.conftest import ROOT

TRANSCRIPTS = [
    *sorted((ROOT / "tests" / "transcripts").glob("*.txt")),
    ROOT / "service" / "pressgap" / "samples" / "astana-2024" / "press-conference.md",
]
DECLARATIONS = [
    *sorted((ROOT / "tests" / "transcripts").glob("*.md")),
    ROOT / "service" / "pressgap" / "samples" / "astana-2024" / "declaration.md",
]
PRESS = """Press conference on the budget

Mayor: Good morning. School meals become free.

They cost two million a year.

Question: Rosa Diaz, Harbour Post. The tunnel is dear. Who pays for it? And when is it open?

[The Mayor drinks.]

Mayor: The reserve fund pays.

Question: Tom Reed, Mill Radio. Will you run again?

Mayor: Ask me next year.
"""
BUDGET = """# Budget of Millbrook

## Money

1. The tunnel is paid for by the reserve fund. No debt is taken on.

## Streets

### By night

2. Night buses run from March.

3. Lamps stay lit until one.
"""


def laid_out(text: str, structure: Structure, window: int = 256) -> FullText:
    found = passages("d1", text, structure, lambda some: [len(t.split()) for t in some], window)
    return full_text(text, structure, found)


def transcript(text: str, window: int = 256) -> FullText:
    return laid_out(text, parse_transcript(text), window)


def declaration(text: str) -> FullText:
    return laid_out(text, parse_declaration(text))


def parts(found: FullText) -> list[Part]:
    return [part for section in found.sections for part in section.parts]


def paragraphs(found: FullText) -> list[Paragraph]:
    return [paragraph for part in parts(found) for paragraph in part.paragraphs]


def said(paragraph: Paragraph) -> str:
    return "".join(words.text for words in paragraph.words)


def names(found: FullText) -> list[str]:
    inside = [w for paragraph in paragraphs(found) for w in paragraph.words]
    named = [name for words in inside for name in (words.name, *words.blocks) if name]
    return [paragraph.name for paragraph in paragraphs(found)] + named


def bare(text: str) -> str:
    return re.sub(r"\W+|_", "", text)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.name)
def test_no_word_of_a_transcript_is_left_out_or_moved(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = ""
    for part in parts(transcript(text)):
        shown += part.printed + "".join(map(said, part.paragraphs))
    assert bare(shown) == bare(text)


@pytest.mark.parametrize("path", DECLARATIONS, ids=lambda path: path.name)
def test_no_word_of_a_declaration_is_left_out_or_moved(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = ""
    for section in declaration(text).sections:
        shown += "".join(words for _, words in section.headings)
        for part in section.parts:
            shown += part.printed + "".join(map(said, part.paragraphs))
    assert bare(shown) == bare(text)


@pytest.mark.parametrize("window", [256, 12, 4])
def test_every_passage_is_on_the_page_once_under_its_own_name(window: int) -> None:
    structure = parse_transcript(PRESS)
    found = passages("d1", PRESS, structure, lambda some: [len(t.split()) for t in some], window)
    shown = names(full_text(PRESS, structure, found))
    assert len(shown) == len(set(shown))
    assert {f"p-{each.span.start}-{each.span.end}" for each in found} <= set(shown)


def test_a_paragraph_is_named_for_its_offsets_and_says_what_stands_there() -> None:
    for paragraph in paragraphs(transcript(PRESS)):
        assert said(paragraph) == paragraph.span.of(PRESS)
        assert paragraph.name == f"p-{paragraph.span.start}-{paragraph.span.end}"


def test_exchanges_are_sections_with_who_asks_and_the_rest_stands_between_them() -> None:
    found = transcript(PRESS).sections
    askers = [section.asker.name if section.asker else None for section in found]
    assert askers == [None, "Rosa Diaz", "Tom Reed"]
    assert [part.turn is not None for part in found[0].parts] == [False, True]
    speakers = [part.speaker.name for part in found[1].parts if part.speaker]
    assert speakers == ["Rosa Diaz", "Mayor"]


def test_each_question_is_marked_where_it_begins_and_all_through() -> None:
    words = [each for paragraph in paragraphs(transcript(PRESS)) for each in paragraph.words]
    asking = [(each.text, each.question) for each in words if each.asks]
    assert asking == [
        ("Who pays for it?", 1),
        ("And when is it open?", 2),
        ("Will you run again?", 1),
    ]
    assert all(each.question for each in words if each.asks)
    assert not any(each.question for each in words if "dear" in each.text)


def test_headings_begin_where_they_change_and_their_lines_are_not_said_twice() -> None:
    found = declaration(BUDGET).sections
    assert [section.headings for section in found] == [
        (),
        ((1, "Money"),),
        ((1, "Streets"), (2, "By night")),
    ]
    assert said(found[0].parts[0].paragraphs[0]) == "# Budget of Millbrook"
    assert all(part.clause for section in found[1:] for part in section.parts)
    assert [part.printed for part in found[2].parts] == ["2.", "3."]


def test_a_warning_stands_at_the_paragraph_whose_line_it_names() -> None:
    found = transcript(PRESS)
    (warned,) = [each for each in found.warnings if "line 1 " in each.text]
    assert warned.at == paragraphs(found)[0].name
    assert paragraphs(found)[0].warnings == (warned.number,)


def test_a_warning_about_no_line_has_no_place() -> None:
    text = "Holm: We begin.\n\nHolm: We end.\n"
    found = transcript(text)
    assert found.warnings
    assert all(each.at is None for each in found.warnings if "line" not in each.text)


def test_a_page_begins_in_the_paragraph_that_it_cuts() -> None:
    structure = parse_transcript(PRESS)
    at = PRESS.index("They cost")
    found = full_text(PRESS, structure, [], [Landmark(0, page=1), Landmark(at + 5, page=2)])
    pages = [(said(p), p.landmarks[0].page) for p in paragraphs(found) if p.landmarks]
    assert pages[1:] == [("They cost two million a year.", 2)]


def test_marks_without_a_word_stand_on_the_page_with_the_sentence_they_belong_to() -> None:
    text = PRESS.replace("free.\n\nThey", "free.\n\n* * *\n\n🎉\n\nThey")
    found = transcript(text)
    assert [said(p) for p in paragraphs(found) if not bare(said(p))] == ["* * *", "🎉"]
    assert len(names(found)) == len(set(names(found)))


def test_right_to_left_text_keeps_its_letters() -> None:
    path = ROOT / "tests" / "transcripts" / "arabic.txt"
    text = path.read_text(encoding="utf-8")
    for paragraph in paragraphs(transcript(text)):
        assert said(paragraph) == paragraph.span.of(text)
