import json
from typing import Any

import pytest

from pressgap.core.codec import from_json, to_json
from pressgap.core.correction import Correction
from pressgap.core.model import (
    Aside,
    Clause,
    Declaration,
    Exchange,
    Question,
    Review,
    Span,
    Speaker,
    Structure,
    Transcript,
    TranscriptOptions,
    Turn,
)

TRANSCRIPT = Transcript(
    turns=(Turn(1, "Reporter", "s1", Span(0, 9)), Turn(2, "Minister", "s2", Span(10, 30))),
    speakers=(Speaker("s1", "Ada", "questioner", "The Gazette", ("Reporter",)),),
    exchanges=(Exchange(1, "s1", (1, 2), (Question(1, 1, Span(3, 9), Span(0, 3)),), Span(0, 30)),),
    asides=(Aside(Span(31, 40), False, "after the last answer"),),
    warnings=("a warning",),
)


def through_json(kind: Any, value: Any) -> Any:
    return from_json(kind, json.loads(json.dumps(to_json(value))))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Transcript, TRANSCRIPT),
        (Structure, TRANSCRIPT),
        (Structure, Declaration((Clause("c1", None, "rates", Span(0, 4), ("Part I",)),))),
        (Structure, Declaration(())),
        (TranscriptOptions, TranscriptOptions("Minister", (("Reporter", "questioner"),), 2, None)),
        (
            TranscriptOptions,
            TranscriptOptions(
                corrections=(Correction("role", "Q", value="chair"), Correction("nobody", at=4))
            ),
        ),
        (Review, Review(1, "r1", "c1", None, "eva", "2024-07-04T10:00:00Z")),
    ],
)
def test_a_value_comes_back_equal(kind: Any, value: Any) -> None:
    assert through_json(kind, value) == value


def test_a_field_with_a_default_may_be_missing_and_unknown_keys_are_passed_over() -> None:
    assert from_json(Declaration, {"clauses": [], "made_up": 1}) == Declaration(())


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ({"start": 0}, "needs 'end'"),
        ({"start": 0, "end": "4"}, ".end: expected int, not str"),
        ({"start": True, "end": 4}, ".start"),
        ([0, 4], "expected Span"),
    ],
)
def test_what_does_not_fit_is_refused_by_place(data: Any, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        from_json(Span, data)


def test_a_value_without_a_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="bytes"):
        to_json({"data": b"\x00"})


def test_a_literal_holds_only_its_words() -> None:
    with pytest.raises(ValueError, match="role"):
        from_json(Speaker, {"id": "s", "name": "n", "role": "king"})
