"""Lines that nobody says, at the end of a turn."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

FIRST = "Ann Roe: When will it open?\n\nBob Lee: In May, when it is warm."
REST = "\n\nJonas Sand: And who pays?\n\nBob Lee: The road fund does."
LINES = (
    "(Laughter.)",
    "[Applause]",
    "*Laughter*",
    "* * *",
    "---",
    "- 3 -",
    "Page 3 of 9",
    "00:12:31",
)


@pytest.mark.parametrize(
    "line",
    [
        *LINES,
        "Questions and Answers",
        "QUESTIONS AND ANSWERS",
        "Q&A",
        "## Questions",
        "**Part two**",
    ],
)
def test_directions_headings_and_pages_between_turns_are_in_no_turn(line: str) -> None:
    text = f"{FIRST}\n\n{line}{REST}"
    assert parse_transcript(text).turns[1].span.of(text) == "In May, when it is warm."


@pytest.mark.parametrize(
    "line",
    [
        *LINES,
        *(
            "END",
            "- END -",
            "END 2:14 P.M. EST",
            "(END)",
            "ENDS",
            "-30-",
            "# # #",
            "Конец стенограммы",
        ),
        *(
            "[Whereupon, at 11:20 a.m., the committee was adjourned.]",
            "End of transcript",
            "2:14 P.M.",
        ),
        *("This transcript has been lightly edited.", "Disclaimer: For information only.", "完"),
        *(
            "The press conference ended at 14:30.",
            "For more information, contact the press office.",
        ),
        *("Notes to editors:\n1. The quay was begun in 2020.", "Source: Ministry of Transport"),
    ],
)
def test_end_marks_and_publishers_notes_are_in_no_turn(line: str) -> None:
    text = f"{FIRST}{REST}\n\n{line}\n"
    assert parse_transcript(text).turns[-1].span.of(text) == "The road fund does."


@pytest.mark.parametrize("line", ["The End of it.", "Thank You All.", "We paid 300", "Yes"])
def test_what_may_be_said_stays(line: str) -> None:
    text = f"{FIRST}\n\n{line}{REST}"
    assert parse_transcript(text).turns[1].span.of(text).endswith(line)
