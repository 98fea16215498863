"""The sample's transcript, printed as PDF or made captions, is understood as its text is."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from pressgap.core.documents.landmarks import clock, locate
from pressgap.core.model import Transcript
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.readers import captions, pdf
from tests.printing import printed
from tests.sample_pages import SAMPLE, as_html

STYLES = {
    "a gap between paragraphs": "",
    "indented first lines": "p { margin: 0; text-indent: 2em } body { font: 13pt serif }",
    "two justified columns": (
        "p { margin: 0; text-indent: 1.5em } "
        "body { column-count: 2; hyphens: auto; text-align: justify; font-size: 10pt }"
    ),
}
Said = tuple[list[tuple[str, str]], list[tuple[int, ...]], list[str]]


def understood(text: str) -> Said:
    """Return turns with their speakers, exchanges and questions, white space aside."""
    found = parse_transcript(text)
    turns = [(found.speaker(turn.speaker).name, words(turn.span.of(text))) for turn in found.turns]
    return turns, [exchange.turns for exchange in found.exchanges], _questions(found, text)


def _questions(found: Transcript, text: str) -> list[str]:
    return [words(q.span.of(text)) for e in found.exchanges for q in e.questions]


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("style", STYLES)
def test_a_printed_transcript_is_understood_as_its_text(style: str, tmp_path: Path) -> None:
    found = pdf.extract(printed(as_html(SAMPLE, STYLES[style]), tmp_path), "printed.pdf")
    assert understood(found.text) == understood(SAMPLE)
    assert found.warnings == ()
    pages = [mark.page for mark in found.landmarks]
    assert pages == list(range(1, len(pages) + 1))
    assert len(pages) > 2
    assert not re.search(r"\d+/\d+/\d+, \d+:\d+|file://|page\.html", found.text)
    assert locate(found.landmarks, len(found.text)).page == len(pages)


def test_captions_of_the_transcript_are_understood_as_its_text() -> None:
    said = parse_transcript(SAMPLE)
    shown = [
        (said.speaker(turn.speaker).name, line)
        for turn in said.turns
        for line in re.findall(r".{1,70}(?:\s|$)", words(turn.span.of(SAMPLE)))
    ]
    cues = [
        f"{clock(4 * n)}.000 --> {clock(4 * n + 4)}.000\n<v {name}>{html.escape(line.strip())}</v>"
        for n, (name, line) in enumerate(shown)
    ]
    found = captions.extract("\n\n".join(["WEBVTT", *cues]).encode(), "said.vtt")
    assert understood(found.text) == understood(SAMPLE)
    last = understood(SAMPLE)[0][-1][1].split()[-1]
    assert locate(found.landmarks, found.text.rindex(last)).time == clock(4 * (len(shown) - 1))


RUSSIAN = (
    "Министр: Второй вопрос касается сотрудничества в области энергетики и транспорта, которое "
    "стороны намерены развивать в ближайшие годы, несмотря на трудности 2024 года."
)
ARABIC = (
    "الوزير: ترحب الدول الأعضاء بنتائج القمة وتؤكد التزامها بتعزيز التعاون في مجال الطاقة والنقل "
    "خلال عام 2024 وفقا للقانون الدولي"
)


@pytest.mark.parametrize(("said", "direction"), [(RUSSIAN, "ltr"), (ARABIC, "rtl")])
def test_other_scripts_are_printed_and_read(said: str, direction: str, tmp_path: Path) -> None:
    page = f'<!doctype html><meta charset="utf-8"><body dir="{direction}">' + f"<p>{said}</p>" * 3
    found = pdf.extract(printed(page, tmp_path), "printed.pdf")
    assert [words(each) for each in found.text.split("\n\n")] == [said] * 3
