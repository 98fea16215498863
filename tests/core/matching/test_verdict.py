from dataclasses import replace
from typing import Any

import pytest

from pressgap.core.matching.verdict import NO_BACKGROUND, combine, judge
from pressgap.core.matching.verdict_model import RAISED, Logistic, VerdictModel
from pressgap.core.model import ClauseVerdict, ClauseVerdictName, TranscriptVerdicts
from tests.core.comparing import Said, background, declaration, model, transcript

CLAUSES = ("A ferry will run daily.", "A tunnel will be dug.", "The museum opens in May.")
ASKED: Said = ("question", 1, "When will the ferry run?")
ANSWER: Said = ("answer", 1, "The tunnel comes first, we dig a tunnel.")
ELSE: Said = ("answer", 1, "Thank you all.")


def _judged(
    *said: Said, known: bool = True, by: VerdictModel | None = None, **options: Any
) -> TranscriptVerdicts:
    table = background() if known else None
    return judge(declaration(*CLAUSES), transcript(*said), by or model(), table, **options)


def _verdicts(found: TranscriptVerdicts) -> list[str]:
    return [clause.verdict for clause in found.clauses]


def test_a_question_makes_asked_an_answer_volunteered_silence_not_raised() -> None:
    assert _verdicts(_judged(ASKED, ANSWER)) == ["asked", "volunteered", "not_raised"]


def test_a_question_that_shares_no_telling_word_leaves_a_clause_unsure() -> None:
    found = _judged(("question", 1, "How are the ferryboats?"), ELSE)
    assert found.clauses[0].probability_asked > model().asked_bar
    assert found.clauses[0].verdict == "unsure"
    assert not found.clauses[0].evidence
    # The question is on the declaration all the same; which clause it touches is not said.
    assert found.questions[0].verdict == "on_declaration"
    assert found.questions[0].clauses == ()


def test_answered_is_said_of_asked_clauses_only() -> None:
    found = _judged(ASKED, ANSWER)
    assert [clause.answered for clause in found.clauses] == ["unsure", None, None]
    found = _judged(ASKED, ("answer", 1, "The ferry will run from June."))
    assert found.clauses[0].answered == "yes"


def test_only_a_question_without_a_reply_is_called_unanswered() -> None:
    replied = _judged(ASKED, ("answer", 1, "Yes, it will."))
    assert replied.clauses[0].answered == "unsure"
    assert _judged(ASKED, ("answer", 2, "Good morning.")).clauses[0].answered == "no"


def test_the_reason_names_the_passage_that_is_shown_as_closest() -> None:
    found = _judged(ASKED, ("answer", 1, "I like museums."), ("answer", 1, "The weather is fine."))
    clause = found.clauses[1]
    assert clause.verdict == "not_raised"
    part = clause.closest[0].passage.part
    assert f"closest is {'a question' if part == 'question' else 'the answer'}" in clause.because


def test_opening_remarks_volunteer() -> None:
    found = _judged(("opening", None, "We dig a tunnel."), ASKED, ELSE)
    assert found.clauses[1].verdict == "volunteered"
    assert found.clauses[1].evidence[0].passage.part == "opening"
    assert "opening" in found.clauses[1].because


def test_what_the_chair_says_is_no_evidence() -> None:
    assert _judged(ASKED, ("chair", 1, "We dig a tunnel."), ELSE).clauses[1].verdict == "not_raised"


def test_words_that_perhaps_nobody_said_make_a_clause_unsure_and_are_no_evidence() -> None:
    found = _judged(ASKED, ELSE, ("trailing", None, "We dig a tunnel."))
    clause = found.clauses[1]
    assert clause.verdict == "unsure"
    assert "not known whether anyone said it" in clause.because
    assert not clause.evidence
    assert {match.passage.part for match in clause.closest} <= {"question", "answer", "opening"}


def test_words_that_perhaps_nobody_said_change_nothing_that_was_asked() -> None:
    found = _judged(ASKED, ELSE, ("trailing", None, "The ferry will run."))
    assert found.clauses[0].verdict == "asked"


def test_evidence_quotes_the_block_and_points_to_the_sentence() -> None:
    clause = _judged(ASKED, ANSWER).clauses[0]
    match = clause.evidence[0]
    assert match.passage.level == "block"
    assert match.passage.exchange == 1
    assert match.sentences == (match.passage.span,)
    assert match.strength in ("explicit", "implied")
    assert clause.strength == match.strength


def test_absence_carries_the_closest_passages() -> None:
    clause = _judged(ASKED, ANSWER, closest=1).clauses[2]
    assert not clause.evidence
    assert len(clause.closest) == 1
    assert clause.strength is None
    assert clause.because.startswith("No question and no answer comes near")


def test_no_more_is_shown_than_wanted() -> None:
    clause = _judged(ASKED, ANSWER, evidence=0, closest=0).clauses[0]
    assert clause.verdict == "asked"
    assert (clause.evidence, clause.closest) == ((), ())


def test_probabilities_have_three_decimals_and_raised_is_no_less_than_the_others() -> None:
    for clause in _judged(ASKED, ANSWER).clauses:
        others = clause.probability_asked, clause.probability_answered
        for value in (*others, clause.probability_raised):
            assert value == round(value, 3)
        assert clause.probability_raised >= max(others)


def test_what_all_signs_say_is_not_raised_is_not_called_asked() -> None:
    doubting = replace(model(), raised=Logistic(-3.0, (0.0,) * len(RAISED)))
    clause = _judged(ASKED, ANSWER, by=doubting).clauses[0]
    assert clause.probability_asked == clause.probability_raised < doubting.asked_bar
    assert clause.verdict == "not_raised"
    assert not clause.evidence
    assert clause.closest[0].probability == clause.probability_raised


def test_the_probability_shown_with_a_passage_is_the_one_decided_on() -> None:
    for by in (model(), replace(model(), raised=Logistic(-1.0, (0.5, 0.0, 0.0, 0.0, 0.0)))):
        for clause in _judged(ASKED, ANSWER, ELSE, by=by).clauses:
            shown = [*clause.evidence, *clause.closest]
            asked = [m.probability for m in shown if m.passage.part == "question"]
            answered = [m.probability for m in shown if m.passage.part == "answer"]
            assert (max(asked), max(answered)) == (
                clause.probability_asked,
                clause.probability_answered,
            )


def test_half_an_answer_is_enough_where_all_signs_say_that_it_is_raised() -> None:
    said = _judged(ELSE, ANSWER).clauses[1].probability_answered
    strict = replace(model(), answered_bar=1.5 * said, raised_bar=1.0)
    by_itself = _judged(ELSE, ANSWER, by=strict).clauses[1]
    assert by_itself.verdict == "unsure"
    assert not by_itself.evidence
    surely = replace(strict, raised_bar=0.6)
    together = _judged(ELSE, ANSWER, by=surely).clauses[1]
    assert together.verdict == "volunteered"
    assert together.evidence[0].probability == together.probability_answered == said


def test_a_match_is_explicit_where_the_clauses_own_words_are_said() -> None:
    own: Said = ("answer", 1, "A ferry will run daily.")
    touching: Said = ("answer", 1, "Good old ferry, our lovely ferry.")
    assert _judged(own).clauses[0].strength == "explicit"
    assert _judged(touching).clauses[0].strength == "implied"


def test_without_a_background_nothing_is_called_not_raised() -> None:
    found = _judged(ASKED, ANSWER, known=False)
    assert _verdicts(found) == ["asked", "volunteered", "unsure"]
    assert found.warnings == (NO_BACKGROUND,)


def test_nothing_is_decided_in_a_language_the_model_does_not_know() -> None:
    found = _judged(ASKED, ANSWER, trusted=False, reason="The transcript is in Finnish.")
    assert _verdicts(found) == ["unsure"] * 3
    assert {clause.because for clause in found.clauses} == {"The transcript is in Finnish."}
    assert [question.verdict for question in found.questions] == ["unsure"]
    assert not any(clause.evidence for clause in found.clauses)


def test_questions_are_on_or_off_the_declaration_with_the_clauses_they_touch() -> None:
    found = _judged(ASKED, ELSE, ("question", 2, "How is the orchard?"))
    assert [q.verdict for q in found.questions] == ["on_declaration", "off_declaration"]
    assert [clause for clause, _ in found.questions[0].clauses] == ["c1"]
    assert found.questions[1].clauses == ()


def test_a_clause_without_words_and_a_transcript_without_questions_are_judged() -> None:
    found = judge(declaration("***", CLAUSES[0]), transcript(ANSWER), model(), background())
    assert [clause.probability_asked for clause in found.clauses] == [0.0, 0.0]
    assert found.clauses[0].because


def test_documents_of_the_wrong_kind_are_refused() -> None:
    with pytest.raises(TypeError, match="in this order"):
        judge(transcript(ASKED), declaration(*CLAUSES), model(), background())


def test_the_order_of_passages_does_not_matter() -> None:
    spoken = transcript(ASKED, ANSWER, ELSE)
    order = list(reversed(range(len(spoken.passages))))
    turned = type(spoken)(
        spoken.document,
        spoken.structure,
        tuple(spoken.passages[i] for i in order),
        spoken.vectors[order],
    )
    known = background()
    assert judge(declaration(*CLAUSES), turned, model(), known) == judge(
        declaration(*CLAUSES), spoken, model(), known
    )


def _finding(
    transcript_id: str, verdict: ClauseVerdictName, asked: float, answered: float
) -> TranscriptVerdicts:
    clause = ClauseVerdict(
        "c1", verdict, "no" if verdict == "asked" else None, None, asked, answered,
        max(asked, answered), f"said of {transcript_id}",
    )  # fmt: skip
    return TranscriptVerdicts(transcript_id, (clause,), ())


def test_asked_in_one_transcript_is_asked_over_all_and_answered_in_another_is_answered() -> None:
    (over,) = combine([_finding("a", "volunteered", 0.1, 0.8), _finding("b", "asked", 0.7, 0.1)])
    assert (over.verdict, over.answered) == ("asked", "yes")
    assert (over.probability_asked, over.probability_answered) == (0.7, 0.8)
    assert over.because == "said of b"


def test_not_raised_over_all_only_where_it_holds_of_every_transcript() -> None:
    (over,) = combine([_finding("a", "not_raised", 0.0, 0.1), _finding("b", "unsure", 0.3, 0.1)])
    assert over.verdict == "unsure"
    (over,) = combine([_finding("a", "not_raised", 0.0, 0.1), _finding("b", "not_raised", 0, 0)])
    assert over.verdict == "not_raised"


def test_findings_on_different_declarations_are_not_combined() -> None:
    other = TranscriptVerdicts("b", (), ())
    with pytest.raises(ValueError, match="one declaration"):
        combine([_finding("a", "asked", 1.0, 0.0), other])
