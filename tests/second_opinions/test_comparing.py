"""Comparisons with a judge, end to end: asked, cached, shown, and never failed by it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pressgap.core.codec import from_json, to_json
from pressgap.core.matching.opinions import Opinion, Pair, Ruling, Undecided
from pressgap.core.report import JudgeRef, Report
from pressgap.errors import ModelUnavailable
from pressgap.wiring import Parts
from tests.cli.conftest import CONFERENCE, DECLARATION
from tests.second_opinions.parts import ELSEWHERE, REF, FakeJudge, add, judged_parts
from tests.stored_before import spoken_in

Open = Callable[..., Parts]
OTHER = CONFERENCE.replace("Evening Mail", "Morning Mail")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open parts on one library, with whatever judge; all are closed at the end."""
    made: list[Parts] = []

    def open_(
        judge: FakeJudge | None = None, max_pairs: int = 1_000, background: bool = True
    ) -> Parts:
        made.append(judged_parts(tmp_path, judge, max_pairs, background))
        return made[-1]

    yield open_
    for parts in made:
        parts.close()


def compared(parts: Parts, *, keep: bool = True, transcript: str = CONFERENCE) -> Report:
    ids = add(parts, "declaration", DECLARATION), add(parts, "transcript", transcript)
    return parts.comparer.compare(ids[0], [ids[1]], keep=keep)


def finds(words: str, relation: str = "implied") -> Callable[[Pair], Ruling]:
    """A judge that finds every clause in the passage that holds ``words``."""

    def say(pair: Pair) -> Ruling:
        near = words in pair.passage
        return Opinion(relation if near else "none", 0.9, "Read.")  # type: ignore[arg-type]

    return say


def undated(report: Report) -> str:
    return json.dumps(to_json(replace(report, created="")))


# --- what is asked, and what it changes ----------------------------------------------------


def test_without_a_judge_half_is_left_open_and_nothing_tells_of_one(opened: Open) -> None:
    report = compared(opened())
    assert [c.verdict for c in report.clauses] == ["asked", "unsure", "volunteered", "unsure"]
    assert report.manifest.judge is None
    assert not any(clause.judged for clause in report.clauses)
    assert not any(question.judged for question in report.questions)
    assert not any(name.startswith("judge") for name in report.manifest.settings)


def test_only_what_is_open_is_put_to_the_judge_each_pair_once(opened: Open) -> None:
    judge = FakeJudge()
    report = compared(opened(judge))
    unsure = [clause.text for clause in (report.clauses[1], report.clauses[3])]
    about_others = [pair for pair in judge.seen if pair.clause not in unsure]
    # The rest is read for the question that is left open, not for its clause.
    assert about_others
    assert all(report.questions[1].text in pair.passage for pair in about_others)
    assert len(set(judge.seen)) == len(judge.seen) == 5


def test_absence_can_be_told_where_every_open_passage_is_judged_unrelated(opened: Open) -> None:
    report = compared(opened(FakeJudge()))
    clause = report.clauses[3]
    assert (clause.verdict, clause.before_judge) == ("not_raised", "unsure")
    assert "second opinion of Ada" in clause.because
    assert {pair.relation for pair in clause.judged} == {"none"}
    assert clause.by_transcript[0].verdict == "not_raised"
    question = report.questions[1]
    assert (question.verdict, question.before_judge) == ("off_declaration", "unsure")
    assert {pair.clause for pair in question.judged} == {"c2", "c3", "c4"}
    assert report.summary.unsure == report.summary.questions_unsure == 0


def test_what_the_judge_finds_is_evidence_with_the_first_stages_probability(opened: Open) -> None:
    first = compared(opened()).clauses[3]
    report = compared(opened(FakeJudge(finds("harbour tunnel from the reserve?"))))
    clause = report.clauses[3]
    assert (clause.verdict, clause.before_judge, clause.strength) == ("asked", "unsure", "implied")
    assert clause.probability == first.probability
    assert (clause.evidence[0].part, clause.evidence[0].strength) == ("question", "implied")
    assert clause.evidence[0].passage not in {item.passage for item in clause.closest}
    assert "c4" in [link.id for link in report.questions[0].clauses]


def test_the_report_survives_json_with_all_that_was_judged(opened: Open) -> None:
    report = compared(opened(FakeJudge()))
    assert from_json(Report, to_json(report)) == report
    assert sum(len(clause.judged) for clause in report.clauses) == 5


def test_a_report_of_before_there_were_judges_can_still_be_read(opened: Open) -> None:
    old = to_json(compared(opened()))
    for finding in (*old["clauses"], *old["questions"]):
        del finding["judged"], finding["before_judge"]
    assert from_json(Report, old).clauses[0].judged == ()


def test_without_a_background_the_judge_finds_but_tells_no_absence(opened: Open) -> None:
    report = compared(opened(FakeJudge(), background=False))
    assert {clause.verdict for clause in report.clauses} <= {"asked", "volunteered", "unsure"}
    assert "off_declaration" not in {question.verdict for question in report.questions}
    assert any(clause.judged for clause in report.clauses)


def test_a_language_the_model_does_not_know_is_not_put_to_the_judge(opened: Open) -> None:
    judge = FakeJudge()
    parts = opened(judge)
    foreign = add(parts, "transcript", OTHER)
    spoken_in(parts.store, foreign, "de")
    known = add(parts, "transcript", CONFERENCE)
    declaration = add(parts, "declaration", DECLARATION)
    report = parts.comparer.compare(declaration, [foreign, known])
    assert {pair.transcript for c in report.clauses for pair in c.judged} == {known}
    assert [each.verdict for each in report.clauses[3].by_transcript] == ["unsure", "not_raised"]
    assert judge.seen


def test_of_several_transcripts_each_is_judged_and_the_whole_goes_by_them(opened: Open) -> None:
    parts = opened(FakeJudge(finds("Morning Mail")))
    ids = [add(parts, "transcript", text) for text in (CONFERENCE, OTHER)]
    report = parts.comparer.compare(add(parts, "declaration", DECLARATION), ids)
    clause = report.clauses[1]
    assert (clause.verdict, clause.before_judge) == ("asked", "unsure")
    assert [each.verdict for each in clause.by_transcript] == ["not_raised", "asked"]
    assert {pair.transcript for pair in clause.judged} == set(ids)


# --- kept ----------------------------------------------------------------------------------


def test_a_second_comparison_asks_nothing_and_says_the_same(opened: Open) -> None:
    judge = FakeJudge()
    parts = opened(judge)
    first = compared(parts)
    parts.kept.remove(first.id)
    asked = len(judge.seen)
    second = compared(parts)
    assert len(judge.seen) == asked
    counts = second.manifest.judge
    assert counts == replace(REF, pairs=5, asked=0, from_cache=5)
    assert second.clauses == first.clauses
    assert second.questions == first.questions
    parts.kept.remove(second.id)
    assert undated(compared(parts)) == undated(second)


def test_another_judge_is_asked_anew(opened: Open) -> None:
    compared(opened(FakeJudge()))
    for ref in (
        replace(REF, model="other"),
        replace(REF, sha256="1" * 64),
        replace(REF, rubric="rubric-1"),
        ELSEWHERE,
    ):
        judge = FakeJudge(ref=ref)
        compared(opened(judge))
        assert len(judge.seen) == 5


def test_the_comparisons_id_depends_on_the_judge_and_its_budget_not_on_counts(opened: Open) -> None:
    alone, first, again, other, less = (
        compared(opened(judge, **budget)).id
        for judge, budget in (
            (None, {}),
            (FakeJudge(), {}),
            (FakeJudge(), {}),
            (FakeJudge(ref=ELSEWHERE), {}),
            (FakeJudge(), {"max_pairs": 7}),
        )
    )
    assert first == again
    assert len({alone, first, other, less}) == 4


def test_opinions_go_with_their_documents(opened: Open) -> None:
    judge = FakeJudge()
    parts = opened(judge)
    report = compared(parts)
    parts.store.remove_document(report.transcripts[0].id, with_comparisons=True)
    compared(parts)
    assert len(judge.seen) == 10


def test_what_is_not_kept_leaves_no_opinion_behind(opened: Open) -> None:
    judge = FakeJudge()
    parts = opened(judge)
    compared(parts, keep=False)
    compared(parts, keep=False)
    assert len(judge.seen) == 10


# --- what goes wrong -----------------------------------------------------------------------


def fails(_: Pair) -> Ruling:
    return Undecided("it timed out")


def breaks(_: Pair) -> Ruling:
    raise RuntimeError("sk-secret")


def lacks_its_model(_: Pair) -> Ruling:
    raise ModelUnavailable("the judge's model is gone: set judge_model")


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (fails, "5: it timed out"),
        (breaks, "the judge failed (RuntimeError)"),
        (lacks_its_model, "set judge_model"),
    ],
)
def test_a_failing_judge_leaves_the_first_stage_and_a_warning(
    opened: Open, say: Callable[[Pair], Ruling], why: str
) -> None:
    alone = compared(opened())
    report = compared(opened(FakeJudge(say)))
    assert [c.verdict for c in report.clauses] == [c.verdict for c in alone.clauses]
    assert [q.verdict for q in report.questions] == [q.verdict for q in alone.questions]
    (warning,) = (w for w in report.warnings if "second opinion" in w)
    assert "missing on 5 of 5 pairs" in warning
    assert why in warning
    assert "sk-secret" not in undated(report)
    judge = report.manifest.judge
    assert judge is not None
    assert (judge.pairs, judge.asked, judge.failed) == (5, 0, 5)


def test_a_judge_that_stops_early_leaves_the_rest_undecided(opened: Open) -> None:
    class Tired(FakeJudge):
        def opinions(self, pairs, seconds):  # type: ignore[no-untyped-def]
            yield from super().opinions(pairs[:2], seconds)

    report = compared(opened(Tired()))
    assert report.manifest.judge == replace(REF, pairs=5, asked=2, failed=3)
    assert any("3: the judge gave no answer" in warning for warning in report.warnings)


def test_what_was_missing_is_asked_for_again_and_reviews_stay(opened: Open) -> None:
    def half(pair: Pair) -> Ruling:
        return fails(pair) if "mayor again" in pair.passage else Opinion("none", 0.9, "Read.")

    first = compared(opened(FakeJudge(half)))
    assert first.clauses[1].verdict == "unsure"
    working = FakeJudge()
    parts = opened(working)
    parts.kept.review(first.id, "c1", "asked", "A. Coder")
    second = compared(parts)
    assert second.id == first.id
    assert all("mayor again" in pair.passage for pair in working.seen)
    assert second.clauses[1].verdict == "not_raised"
    assert [review.reviewer for review in second.clauses[0].reviews] == ["A. Coder"]
    assert len(parts.kept.list().items) == 1
    asked = len(working.seen)
    assert undated(compared(parts)) == undated(second)
    assert len(working.seen) == asked


def test_the_budget_decides_as_much_as_it_can_and_the_next_run_goes_on(opened: Open) -> None:
    judge = FakeJudge()
    parts = opened(judge, max_pairs=1)
    report = compared(parts)
    # The clause with the fewest open passages comes first.
    assert report.clauses[1].verdict == "not_raised"
    assert report.clauses[3].verdict == "unsure"
    assert any("judge_max_pairs" in warning for warning in report.warnings)
    for _ in range(4):
        report = compared(parts)
    assert len(judge.seen) == 5
    assert report.summary.unsure == 0


def test_an_interrupted_comparison_keeps_what_was_said_and_nothing_else(opened: Open) -> None:
    def interrupted(pair: Pair) -> Ruling:
        if len(judge.seen) == 3:
            raise KeyboardInterrupt
        return Opinion("none", 0.9, "Read.")

    judge = FakeJudge(interrupted)
    with pytest.raises(KeyboardInterrupt):
        compared(opened(judge))
    later = FakeJudge()
    parts = opened(later)
    assert parts.kept.list().items == []
    compared(parts)
    assert len(later.seen) == 3


# --- where texts went ----------------------------------------------------------------------


def sent(report: Report) -> list[str]:
    return [warning for warning in report.warnings if "were sent" in warning]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "sent to https://ada.example.org/v1, for the second opinion of ada on 5 pairs"),
        ({"address": "http://ada.example.org/v1"}, "http://ada.example.org/v1, unencrypted"),
        (
            {"address": "http://127.0.0.1:8080/v1", "local": True},
            "sent to a local server at http://127.0.0.1:8080/v1, for",
        ),
    ],
)
def test_the_report_says_where_passages_went(
    opened: Open, changes: dict[str, object], says: str
) -> None:
    ref = replace(ELSEWHERE, **changes)  # type: ignore[arg-type]
    parts = opened(FakeJudge(ref=ref))
    first = compared(parts)
    assert says in sent(first)[0]
    parts.kept.remove(first.id)
    assert sent(compared(parts)) == sent(first)  # from the store: they had been sent all the same


def test_nothing_is_said_to_be_sent_where_nothing_was(opened: Open) -> None:
    assert sent(compared(opened(FakeJudge()))) == []
    refused = FakeJudge(lambda _: Undecided("it cannot be reached", sent=False), ref=ELSEWHERE)
    assert sent(compared(opened(refused))) == []


def test_a_judge_that_cannot_be_named_is_an_error_before_anything_is_done(opened: Open) -> None:
    class Nameless(FakeJudge):
        @property
        def ref(self) -> JudgeRef:
            raise ModelUnavailable("the judge's model is gone: set judge_model")

        @ref.setter
        def ref(self, _: JudgeRef) -> None:
            pass

    with pytest.raises(ModelUnavailable, match="judge_model"):
        compared(opened(Nameless()))
