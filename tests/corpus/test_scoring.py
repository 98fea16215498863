"""The scorer: what counts as found, and what its tolerances let pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pressgap.core.model import Span
from pressgap.core.transcripts.transcript import parse_transcript
from tests.corpus.scoring import (
    Score,
    Tally,
    compared,
    expected_structure,
    found_structure,
    without_directions,
)

TEXT = (
    "Moderator: Good day. Ann, please.\n"
    "Ann Roe: On another matter, Minister, when will it open? (Laughter.)\n"
    "Bob Lee: In May.\n"
    "Moderator: Thank you all.\n"
)
EXPECTED: Mapping[str, Any] = {
    "speakers": {
        "mod": {"names": ["Moderator"], "role": "chair"},
        "roe": {"names": ["Ms. ANN ROE", "Roe"], "role": "questioner"},
        "lee": {"names": ["Bob Lee"], "role": "principal"},
    },
    "turns": [
        ["mod", "Good day.", "Ann, please."],
        ["roe", "On another", "(Laughter.)"],
        ["lee", "In May.", "May."],
        ["mod", "Thank you", "all."],
    ],
    "exchanges": [[0, 3]],
    "questions": ["when will it open?"],
}


def scores(expected: Mapping[str, Any], text: str = TEXT) -> Score:
    wanted = expected_structure(text, expected)
    return compared(text, wanted, found_structure(text, parse_transcript(text)))


def test_a_chair_at_the_edges_directions_titles_and_lead_ins_do_not_count() -> None:
    assert all(tally.precision == tally.recall == 1.0 for tally in scores(EXPECTED).values())


@pytest.mark.parametrize(
    ("changed", "measure"),
    [
        ({"turns": [*EXPECTED["turns"][:2], ["lee", "In May.", "all."]]}, "turns"),
        ({"questions": ["On another"]}, "questions"),
        ({"exchanges": [[1, 1]]}, "exchanges"),
        (
            {
                "speakers": {
                    **EXPECTED["speakers"],
                    "roe": {"names": ["Ann Poe"], "role": "chair"},
                }
            },
            "speakers",
        ),
    ],
)
def test_what_differs_is_a_miss(changed: Mapping[str, Any], measure: str) -> None:
    expected = {**EXPECTED, **changed}
    if measure == "turns":
        expected["exchanges"] = [[0, 2]]
    assert scores(expected)[measure].recall < 1.0


def test_consecutive_turns_of_one_speaker_are_one_on_both_sides() -> None:
    text = TEXT.replace("In May.", "In May.\nBob Lee: Or in June.")
    turns = EXPECTED["turns"]
    expected = {**EXPECTED, "turns": [*turns[:2], ["lee", "In May.", "June."], turns[3]]}
    assert scores(expected, text)["turns"] == Tally(4, 4, 4)


def test_words_that_are_not_in_the_text_are_an_error() -> None:
    with pytest.raises(ValueError, match="Never said"):
        scores({**EXPECTED, "questions": ["Never said?"]})


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("(Off-mike.) Yes, I (he) do. [crosstalk]", "Yes, I (he) do"),
        ("[Laughs] No.", "No"),
        ("(Applause.)", "Applause"),
    ],
)
def test_directions_are_cut_at_the_edges_only(said: str, left: str) -> None:
    assert without_directions(said, Span(0, len(said))).of(said) == left


def test_nothing_to_find_and_nothing_found_is_all_right() -> None:
    assert (Tally().precision, Tally().recall) == (1.0, 1.0)
    assert (Tally(0, 2, 0).precision, Tally(0, 0, 2).recall) == (0.0, 0.0)


@pytest.mark.parametrize("start", [2, 3])
def test_a_member_who_presides_hands_over_on_either_side(start: int) -> None:
    text = (
        "Lord Tresk: Ms Okafor, who ordered the borings?\n"
        "Ms Okafor: The Agency ordered them.\n"
        "Lord Tresk: I call Baroness Roe.\n"
        "Baroness Roe: Ms Okafor, who paid for the borings?\n"
        "Ms Okafor: The county paid for them.\n"
        "Lord Tresk: I call Lord Penn.\n"
        "Lord Penn: Ms Okafor, who read the report?\n"
        "Ms Okafor: Nobody read it.\n"
    )
    members = {"t": "Lord Tresk", "r": "Baroness Roe", "p": "Lord Penn"}
    expected = {
        "speakers": {
            "o": {"names": ["Ms Okafor"], "role": "principal"},
            **{key: {"names": [name], "role": "questioner"} for key, name in members.items()},
        },
        "turns": [
            ["t", "Ms Okafor, who", "borings?"],
            ["o", "The Agency", "them."],
            ["t", "I call", "Roe."],
            ["r", "Ms Okafor, who", "borings?"],
            ["o", "The county", "them."],
            ["t", "I call", "Penn."],
            ["p", "Ms Okafor, who", "report?"],
            ["o", "Nobody", "it."],
        ],
        "exchanges": [[0, start - 1], [start, start + 2], [start + 3, 7]],
        "questions": ["who ordered the borings?", "who paid for the borings?", "who read the"],
    }
    wanted = expected_structure(text, expected)
    given = expected_structure(text, {**expected, "exchanges": [[0, 2], [3, 5], [6, 7]]})
    assert compared(text, wanted, given)["exchanges"] == Tally(3, 3, 3)


def test_a_question_is_found_where_its_mark_stands_though_an_answer_says_the_same() -> None:
    text = "Ann Roe: When?\nBob Lee: Next summer.\nAnn Roe: Next summer?\nBob Lee: Yes.\n"
    expected = {
        "speakers": {},
        "turns": [],
        "exchanges": [],
        "questions": ["When?", "Next summer?"],
    }
    found = expected_structure(text, expected).questions
    assert [question.start for question in found] == [text.index("When"), text.rindex("Next")]
