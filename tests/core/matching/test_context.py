import numpy as np
import pytest

from pressgap.core.matching.context import (
    LEAD_SHARE,
    leads,
    matters,
    next_asking,
    with_what_is_asked,
)
from pressgap.core.model import Part, Passage, Span


def said(
    at: int, part: Part, turn: int, exchange: int | None, speaker: str = "principal"
) -> Passage:
    return Passage("t", "sentence", Span(at, at + 9), part, turn, exchange, speaker)


def test_an_exchange_is_one_matter() -> None:
    passages = [
        said(0, "opening", 1, None),
        said(10, "question", 2, 1, "reporter"),
        said(20, "answer", 3, 1),
        said(30, "answer", 3, 1),
        said(40, "question", 4, 2, "reporter"),
        said(50, "answer", 5, 2),
    ]
    assert matters(passages) == [0, 1, 1, 1, 2, 2]


def test_an_answer_after_an_answer_of_the_same_speaker_is_a_new_matter() -> None:
    passages = [said(0, "answer", 3, 1), said(10, "answer", 3, 1), said(20, "answer", 4, 1)]
    assert matters(passages) == [0, 0, 1]


def test_another_speaker_who_joins_in_stays_on_the_matter() -> None:
    passages = [said(0, "answer", 3, 1), said(10, "answer", 4, 1, "a deputy")]
    assert matters(passages) == [0, 0]


def test_what_perhaps_nobody_said_is_no_matter() -> None:
    passages = [said(0, "answer", 3, 1), said(10, "trailing", 3, None), said(20, "answer", 3, 1)]
    assert matters(passages) == [0, -1, 0]


def test_a_lead_in_leads_to_the_next_question_of_its_exchange() -> None:
    passages = [
        said(0, "question", 1, 1),
        said(10, "question", 1, 1),
        said(20, "question", 3, 1),
        said(30, "question", 5, 2),
    ]
    assert leads(passages, [Span(10, 19), Span(20, 29)]) == [1, 1, 2, 3]


def test_what_leads_to_no_question_stands_for_itself() -> None:
    assert next_asking([False, True, False, False], ["a", "a", "a", "b"]) == [1, 1, 2, 3]


def test_a_lead_in_is_mixed_with_its_question_and_a_question_stays_itself() -> None:
    features = np.array([[[1.0, 0.0], [0.0, 1.0]]])
    mixed = with_what_is_asked(features, [1, 1])
    assert mixed[0, 0] == pytest.approx([LEAD_SHARE, 1.0 - LEAD_SHARE])
    assert mixed[0, 1] == pytest.approx([0.0, 1.0])
