"""The founding case, where it is at hand: transcripts as published and as a digest."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from pressgap.core.model import Question, Transcript
from pressgap.core.transcripts.transcript import parse_transcript

SHARED = Path(__file__).parents[3] / "shared"
FOLDER = SHARED / "data" / "astana-2024"
GOLD = SHARED / "gold" / "astana-2024" / "questions.tsv"
TEXTS = ("transcript-as-published.txt", "press-conference.md")

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not GOLD.is_file(), reason="the founding case is not at hand"),
]


def parsed(name: str) -> tuple[str, Transcript]:
    text = (FOLDER / name).read_bytes().decode("utf-8")
    return text, parse_transcript(text)


def gold() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def begins(text: str, question: Question, row: dict[str, str]) -> bool:
    wanted = words(row["begins"])
    return words(question.span.of(text))[: len(wanted)] == wanted


@pytest.mark.parametrize("name", TEXTS)
def test_turns_exchanges_and_people_are_counted_right(name: str) -> None:
    _, transcript = parsed(name)
    journalists = [s for s in transcript.speakers if s.role == "questioner"]
    assert len(transcript.turns) == 31
    assert len(transcript.exchanges) == 13
    assert len(journalists) == 13
    assert sum(speaker.outlet is not None for speaker in journalists) == 12
    assert [s.role for s in transcript.speakers].count("principal") == 1
    assert transcript.opening == (1,)


@pytest.mark.parametrize("name", TEXTS)
def test_questioners_and_outlets_are_those_of_the_gold(name: str) -> None:
    _, transcript = parsed(name)
    expected = {row["exchange"]: (row["speaker"], bool(row["outlet"])) for row in gold()}
    found = {}
    for exchange in transcript.exchanges:
        speaker = transcript.speaker(exchange.speaker)
        found[str(exchange.number)] = (speaker.name, speaker.outlet is not None)
    assert found == expected


def test_the_questions_of_the_published_transcript_begin_as_the_gold_says() -> None:
    text, transcript = parsed("transcript-as-published.txt")
    free = [(str(e.number), q) for e in transcript.exchanges for q in e.questions]
    count, rows, hits = len(free), gold(), 0
    for row in rows:
        match = next(
            (one for one in free if one[0] == row["exchange"] and begins(text, one[1], row)), None
        )
        if match is not None:
            free.remove(match)
            hits += 1
    assert hits / len(rows) >= 0.95, "recall"
    assert hits / count >= 0.95, "precision"


def test_every_exchange_of_the_digest_has_the_questions_its_text_puts() -> None:
    _, transcript = parsed("press-conference.md")
    # The digest puts the second and third part of some questions as sentences of their own.
    assert [len(e.questions) for e in transcript.exchanges] == [
        *(2, 2, 2, 3, 2, 1, 2, 2),
        *(5, 3, 2, 3, 3),
    ]


def test_what_the_publisher_wrote_is_in_nobodys_mouth() -> None:
    text, transcript = parsed("transcript-as-published.txt")
    first, last = transcript.asides
    assert first.certain
    assert last.certain
    assert first.span.start == 0
    assert last.span.end == len(text.rstrip())
    lines = text.splitlines()
    assert transcript.turns[-1].span.end == sum(len(line) + 1 for line in lines[:82]) - 1
    assert any(w.startswith("line 1 ") for w in transcript.warnings)
    assert any(w.startswith(f"lines 83 to {len(lines)} ") for w in transcript.warnings)


def test_the_digests_headings_and_notes_are_in_nobodys_mouth() -> None:
    text, transcript = parsed("press-conference.md")
    (aside,) = transcript.asides
    assert aside.certain
    assert aside.span.start == 0
    assert all("#" not in turn.span.of(text) for turn in transcript.turns)


@pytest.mark.parametrize("name", TEXTS)
def test_interruptions_stay_in_their_exchange(name: str) -> None:
    _, transcript = parsed(name)
    long = [exchange.number for exchange in transcript.exchanges if len(exchange.turns) > 2]
    assert long == [2, 10]
