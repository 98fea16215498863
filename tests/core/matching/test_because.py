from __future__ import annotations

import re

import pytest

from pressgap.core.matching.because import (
    NOTHING,
    Doubt,
    Phrase,
    Reason,
    because,
    listed,
    question_because,
)
from pressgap.core.model import (
    ClauseVerdictName,
    Part,
    Passage,
    QuestionVerdictName,
    Span,
    Strength,
)

HOLM, BRAND = Phrase("Holm", True), Phrase("the Sea of Brand", True)
FERRY, TOLL = Phrase("ferry", False), Phrase("toll for boats", False)


def reason(
    part: Part = "question",
    topic: tuple[Phrase, ...] = (),
    shared: tuple[Phrase, ...] = (),
    missing: tuple[Phrase, ...] = (),
) -> Reason:
    exchange = None if part == "opening" else 4
    return Reason(Passage("t", "block", Span(0, 9), part, 1, exchange), topic, shared, missing)


@pytest.mark.parametrize(
    ("verdict", "strength", "found", "said"),
    [
        (
            "asked",
            "explicit",
            reason(shared=(HOLM, FERRY)),
            "A question in exchange 4 asks about it; both mention Holm and “ferry”.",
        ),
        ("asked", "explicit", reason(), "A question in exchange 4 asks about it, in other words."),
        (
            "asked",
            "implied",
            reason(shared=(HOLM,), missing=(TOLL, BRAND)),
            "A question in exchange 4 touches its issue without what it provides; both mention "
            "Holm, but only the clause mentions “toll for boats”.",
        ),
        (
            "asked",
            "implied",
            reason(missing=(TOLL,)),
            "A question in exchange 4 touches its issue without what it provides; only the clause "
            "mentions “toll for boats”.",
        ),
        (
            "volunteered",
            "explicit",
            reason("answer", shared=(HOLM,)),
            "No question raises it, but the answer in exchange 4 speaks of it; both mention Holm.",
        ),
        (
            "volunteered",
            "implied",
            reason("opening"),
            "No question raises it, but the opening touches its issue without what it provides.",
        ),
    ],
)
def test_what_is_raised_says_where_how_strongly_and_by_which_words(
    verdict: ClauseVerdictName, strength: Strength, found: Reason, said: str
) -> None:
    assert because(verdict, found, strength=strength) == said


def test_absence_says_what_comes_closest_and_what_it_lacks() -> None:
    found = reason(topic=(BRAND,), shared=(FERRY,), missing=(HOLM, TOLL))
    assert because("not_raised", found) == (
        "No question and no answer comes near; closest is a question in exchange 4 about the Sea "
        "of Brand, which mentions “ferry” but not Holm or “toll for boats”."
    )


def test_a_passage_that_names_something_else_is_told_so() -> None:
    found = reason("answer", topic=(BRAND,), missing=(HOLM, TOLL))
    assert because("not_raised", found) == (
        "No question and no answer comes near: the clause names Holm; closest is the answer in "
        "exchange 4 about the Sea of Brand."
    )


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (None, "The evidence does not decide; closest is a question in exchange 4, which does not"),
        ("no_background", "Nothing raises it, but there is no background to tell absence by;"),
        (
            "no_word",
            "A question in exchange 4 is near in meaning, but no word that sets the clause apart "
            "is shared; it does not mention “ferry”.",
        ),
        ("trailing", "Text after the last certain answer would raise it, but it is not known"),
    ],
)
def test_unsure_says_why(doubt: Doubt | None, said: str) -> None:
    assert because("unsure", reason(missing=(FERRY,)), doubt).startswith(said)


def test_where_nothing_was_said_that_is_said() -> None:
    assert because("not_raised", NOTHING) == "Nothing was said that could be held against it."


@pytest.mark.parametrize(
    ("verdict", "touched", "said"),
    [
        ("on_declaration", True, "It asks about clause 3; both mention Holm."),
        (
            "on_declaration",
            False,
            "It is about what the declaration is about, but no clause in particular; nearest is "
            "clause 3, of which it mentions Holm but not “ferry”.",
        ),
        (
            "off_declaration",
            False,
            "It is about the Sea of Brand and comes near no clause; nearest is clause 3, of which "
            "it mentions Holm but not “ferry”.",
        ),
        (
            "unsure",
            False,
            "It is not clear whether it is about the declaration; nearest is clause 3, of which it "
            "mentions Holm but not “ferry”.",
        ),
    ],
)
def test_a_question_says_which_clause_is_nearest_and_why(
    verdict: QuestionVerdictName, touched: bool, said: str
) -> None:
    found = reason(topic=(BRAND,), shared=(HOLM,), missing=(FERRY,))
    assert question_because(verdict, found, "clause 3", touched=touched) == said


def test_a_question_that_only_touches_the_issue_says_so() -> None:
    said = question_because(
        "on_declaration", reason(), "clause 3", touched=True, strength="implied"
    )
    assert said == "It touches the issue of clause 3 without what that provides."


def test_a_question_that_needs_its_context_says_so() -> None:
    said = question_because("unsure", reason(), "clause 3", touched=False, in_context=True)
    assert said.startswith("Read in context, it is not clear whether")


def test_a_question_without_a_background_says_so() -> None:
    said = question_because("unsure", reason(), "clause 3", touched=False, background=False)
    assert said.startswith("There is no background to tell by whether it is about the declaration")


def test_without_clauses_there_is_nothing_to_hold_a_question_against() -> None:
    said = question_because("unsure", NOTHING, None, touched=False)
    assert said == "There is no clause to hold it against."


def test_names_stand_as_they_are_and_other_words_in_quotation_marks() -> None:
    assert listed((HOLM,)) == "Holm"
    assert listed((HOLM, FERRY, BRAND), "or") == "Holm, “ferry” or the Sea of Brand"


@pytest.mark.parametrize("verdict", ["asked", "volunteered", "not_raised", "unsure"])
@pytest.mark.parametrize("part", ["question", "answer", "opening"])
@pytest.mark.parametrize("topic", [(), (BRAND,), (FERRY,)])
@pytest.mark.parametrize("shared", [(), (HOLM,), (FERRY, HOLM)])
@pytest.mark.parametrize("missing", [(), (BRAND,), (TOLL, BRAND)])
def test_every_reason_is_one_sentence(
    verdict: ClauseVerdictName,
    part: Part,
    topic: tuple[Phrase, ...],
    shared: tuple[Phrase, ...],
    missing: tuple[Phrase, ...],
) -> None:
    found = reason(part, topic, shared, missing)
    strengths: tuple[Strength | None, ...] = (None, "explicit", "implied")
    for strength in strengths:
        said = because(verdict, found, strength=strength)
        assert re.fullmatch(r"[A-Z][^.]+\.", said)
        assert "  " not in said
        assert " ," not in said
