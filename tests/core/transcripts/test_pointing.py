"""Pointing at somebody in the room, and answers in the same form."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.moves import is_call


@pytest.mark.parametrize(
    "sentence",
    [
        "Way in the back, sir, by the camera.",
        "Over there, the gentleman with the beard.",
        "Okay, in the middle, with the blue scarf.",
        "Third row, on the aisle.",
        "Sir, by the window.",
        "In the front row, please.",
    ],
)
def test_where_somebody_sits_or_what_they_wear_points_at_them(sentence: str) -> None:
    assert is_call(sentence, frozenset())


@pytest.mark.parametrize(
    "sentence",
    [
        "In the morning.",
        "On the table.",
        "By the end of the year.",
        "Step by step.",
        "I met a woman there.",
    ],
)
def test_an_answer_that_names_a_time_or_a_place_points_at_nobody(sentence: str) -> None:
    assert not is_call(sentence, frozenset())
