from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pressgap.core.model import TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript

FOLDER = Path(__file__).parents[2] / "transcripts" / "trailing"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def test_every_text_has_an_expectation() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_speech_ends_where_it_ends_and_not_before(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    expected = EXPECTED[name]
    transcript = parse_transcript(text)
    undecided = [aside for aside in transcript.asides if not aside.certain]
    commentary = [aside for aside in transcript.asides if aside.certain]
    assert len(transcript.turns) == expected["turns"]
    assert transcript.turns[-1].span.of(text).endswith(expected["speech_ends"])
    for asides, begins in ((undecided, "undecided"), (commentary, "commentary")):
        assert bool(asides) == bool(expected[begins]), asides
        assert all(aside.span.of(text).startswith(expected[begins]) for aside in asides)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_is_left_out_is_warned_about_by_line(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    transcript = parse_transcript(text)
    for aside in transcript.asides:
        line = text[: aside.span.start].count("\n") + 1
        last = text[: aside.span.end].count("\n") + 1
        where = f"line {line} " if line == last else f"lines {line} to {last} "
        assert any(warning.startswith(where) for warning in transcript.warnings), where


def test_the_caller_can_say_where_the_speech_ends() -> None:
    text = (FOLDER / "06-ends-without-a-cue.txt").read_text(encoding="utf-8")
    whole = parse_transcript(text, TranscriptOptions(last_line=5))
    assert whole.turns[-1].span.of(text).endswith("engineers who built it.")
    assert whole.asides == ()
    cut = parse_transcript(text, TranscriptOptions(last_line=4))
    assert cut.turns[-1].span.of(text).endswith("Thank you very much.")
    assert [aside.certain for aside in cut.asides] == [True]


def test_a_full_width_colon_marks_a_note_below_as_well() -> None:
    said = "Q: Where is it?\n\nA: In a drawer. It has been there for years.\n\n"
    note = "Sources： what the ministry counted in May, and two people in the building."
    transcript = parse_transcript(said + note)
    (aside,) = transcript.asides
    assert (aside.span.of(said + note), aside.certain) == (note, True)
