"""Interviews in which a dash alone begins each turn."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import UnreadableDocument

INTERVIEW = """Petra Holm: "We build no bridges"

The mayor of Marle on her first year, interviewed by Ann Roe

{0} Madam Mayor, you promised a bridge. Where is it?

{0} In a drawer. The ground would not carry it.

There are two other plans.

{0} Who told you?

{0} An engineer, in March.

{0} And what now?

{0} The ferry.
"""


@pytest.mark.parametrize("dash", ["—", "–", "-", "--"])
def test_a_dash_begins_each_turn_of_an_interview(dash: str) -> None:
    text = INTERVIEW.format(dash)
    found = parse_transcript(text)
    said = [(found.speaker(t.speaker).name, found.speaker(t.speaker).role) for t in found.turns]
    assert said == [("Ann Roe", "questioner"), ("Petra Holm", "principal")] * 3
    assert found.turns[1].span.of(text).endswith("two other plans.")


def test_a_list_in_dashes_is_no_interview() -> None:
    with pytest.raises(UnreadableDocument):
        parse_transcript("We will:\n\n— open two ferries;\n\n— close one;\n\n— ask why;\n\n— go.\n")


def test_dashes_under_labels_are_what_their_speaker_says() -> None:
    text = (
        "Ann Roe: What do you plan?\n\nBob Lee: This.\n\n— Who pays? We do.\n\n— When? In May.\n\n"
        "Ann Roe: Why?\n\nBob Lee: It is due.\n"
    )
    assert len(parse_transcript(text).turns) == 4
