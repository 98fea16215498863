"""Surnames as labels, and the full names that the text tells for them."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

SAID = """

HOLM: Good morning. We will open the new quay in May. I am happy to take your questions.

REPORTER: What did it cost?

HOLM: Twelve million.

REPORTER: And how deep is it?

MR. VIK: Nine metres.
"""


def names(text: str) -> set[str]:
    return {speaker.name for speaker in parse_transcript(text).speakers}


@pytest.mark.parametrize(
    "head",
    [
        "Speakers: Petra Holm, chair of the board; Lars Vik, harbour master",
        "MINISTER PETRA HOLM AND LARS VIK MEET THE PRESS",
        "HOLM, Petra, chair\nVIK, Lars, harbour master",
    ],
)
def test_the_head_tells_the_full_names_of_surnames(head: str) -> None:
    assert {"Petra Holm", "Lars Vik"} < names(head + SAID)


@pytest.mark.parametrize(
    "head",
    [
        "Petra Holm and Jon Holm met the press with Lars and Ida Vik",
        "Minister Holm and the late Mr. Vik",
        "Notes of the Harbour Board",
    ],
)
def test_several_or_no_first_names_leave_the_label(head: str) -> None:
    assert "HOLM" in names(head + SAID)


def test_whoever_presides_tells_the_full_name_too() -> None:
    found = names(
        "MODERATOR: Welcome. Next is Karl Dorn, Harbour Radio.\n\nDORN: What does it cost?\n\n"
        "HOLM: Twelve million.\n\nMODERATOR: Thank you, Minister Petra Holm.\n"
    )
    assert {"Karl Dorn", "Petra Holm"} < found
