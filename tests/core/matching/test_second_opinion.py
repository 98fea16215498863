"""What a judge's opinions change: on a ferry, a tunnel and a museum, held against short talks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.opinions import Opinion, Ruling, Undecided
from pressgap.core.matching.second_opinion import (
    Hearing,
    Reading,
    doubted,
    open_matters,
    with_opinions,
)
from pressgap.core.model import (
    ClauseVerdict,
    ClauseVerdictName,
    Match,
    Question,
    QuestionVerdict,
    QuestionVerdictName,
    Relation,
    Span,
    Transcript,
    TranscriptVerdicts,
)
from tests.core.comparing import Said, background, declaration, model, transcript

BAR = 0.2
TALK: tuple[Said, ...] = (
    ("opening", None, "Good morning."),
    ("question", 1, "When will the ferry run?"),
    ("answer", 1, "The tunnel comes first."),
    ("question", 2, "Is the museum open?"),
    ("answer", 2, "It is."),
)
SPOKEN = transcript(*TALK)
Say = Callable[[str, Match], Ruling]


def speech(spoken: EmbeddedDocument = SPOKEN) -> Transcript:
    assert isinstance(spoken.structure, Transcript)
    return spoken.structure


def match(turn: int, probability: float, spoken: EmbeddedDocument = SPOKEN) -> Match:
    passage = next(p for p in spoken.passages if p.turn == turn and p.level == "block")
    return Match(passage, probability, None, (passage.span,))


def clause(*closest: Match, id: str = "c1", verdict: ClauseVerdictName = "unsure") -> ClauseVerdict:  # noqa: A002
    found = ClauseVerdict(id, "unsure", None, None, 0.4, 0.3, 0.4, "It is open.", (), closest)
    return replace(found, verdict=verdict)


def question(
    exchange: int, verdict: QuestionVerdictName = "unsure", *clauses: tuple[str, float]
) -> QuestionVerdict:
    return replace(QuestionVerdict(exchange, 1, "unsure", 0.4, clauses), verdict=verdict)


def findings(*found: ClauseVerdict | QuestionVerdict) -> TranscriptVerdicts:
    return TranscriptVerdicts(
        "t",
        tuple(each for each in found if isinstance(each, ClauseVerdict)),
        tuple(each for each in found if isinstance(each, QuestionVerdict)),
    )


def says(relation: Relation, probability: float = 0.9) -> Opinion:
    return Opinion(relation, probability, "Because I read it.")


def heard(
    first: TranscriptVerdicts,
    say: Say,
    *,
    spoken: EmbeddedDocument = SPOKEN,
    known: bool = True,
    doubts: frozenset[str] = frozenset(),
    closest: int = 3,
    evidence: int = 5,
) -> TranscriptVerdicts:
    pairs = dict.fromkeys(
        pair for matter in open_matters(first, speech(spoken), BAR) for pair in matter
    )
    hearing = Hearing(
        judge="Ada",
        readings=tuple(Reading(c, m, say(c, m)) for c, m in pairs),
        everything=first,
        background=known,
        doubted=doubts,
        replied=frozenset({1, 2}),
        answered_bar=0.5,
        evidence=evidence,
        closest=closest,
    )
    return with_opinions(first, speech(spoken), hearing)


def by_turn(**relations: Relation) -> Say:
    return lambda _, m: says(relations.get(f"turn{m.passage.turn}", "none"))


# --- what is open --------------------------------------------------------------------------


def test_only_passages_over_the_bar_of_absence_are_open_likeliest_first() -> None:
    first = findings(clause(match(2, 0.3), match(3, 0.4), match(5, 0.2)))
    (matter,) = open_matters(first, speech(), BAR)
    assert [(c, m.passage.turn) for c, m in matter] == [("c1", 3), ("c1", 2)]


def test_what_the_first_stage_decided_is_not_read() -> None:
    first = findings(
        clause(match(2, 0.3), verdict="not_raised"),
        clause(match(2, 0.9), id="c2", verdict="asked"),
        question(1, "on_declaration", ("c2", 0.9)),
        question(2, "off_declaration"),
    )
    assert open_matters(first, speech(), BAR) == []


def test_an_unsure_question_is_read_with_the_clauses_its_passages_leave_open() -> None:
    first = findings(
        clause(match(2, 0.3), match(3, 0.6), verdict="volunteered"),
        clause(match(2, 0.1), id="c2", verdict="not_raised"),
        clause(match(4, 0.3), id="c3", verdict="not_raised"),
        question(1),
    )
    (matter,) = open_matters(first, speech(), BAR)
    assert [(c, m.passage.turn) for c, m in matter] == [("c1", 2)]


def test_what_is_over_the_first_stages_bar_but_does_not_convince_it_is_open_too() -> None:
    (matter,) = open_matters(findings(clause(match(2, 0.9))), speech(), BAR)
    assert len(matter) == 1


# --- clauses -------------------------------------------------------------------------------

OPEN = clause(match(2, 0.4), match(3, 0.35), match(4, 0.3), match(1, 0.1))


@pytest.mark.parametrize("relation", ["explicit", "implied"])
def test_a_question_that_is_judged_related_makes_asked(relation: Relation) -> None:
    found = heard(findings(OPEN), by_turn(turn2=relation)).clauses[0]
    assert (found.verdict, found.strength) == ("asked", relation)
    assert [(m.passage.turn, m.strength) for m in found.evidence] == [(2, relation)]
    assert [m.passage.turn for m in found.closest] == [3, 4, 1]
    assert found.because == (
        "A question in exchange 1 raises it, by the second opinion of Ada: Because I read it."
    )


def test_probabilities_stay_the_first_stages() -> None:
    found = heard(findings(OPEN), by_turn(turn2="explicit")).clauses[0]
    assert (found.probability_asked, found.probability_raised) == (0.4, 0.4)
    assert found.evidence[0].probability == 0.4


def test_asked_beats_volunteered_and_tells_that_it_was_answered() -> None:
    found = heard(findings(OPEN), by_turn(turn3="explicit", turn4="implied")).clauses[0]
    assert (found.verdict, found.strength, found.answered) == ("asked", "implied", "yes")
    assert {m.passage.turn for m in found.evidence} == {3, 4}


def test_a_reply_that_is_not_judged_related_leaves_the_answer_unsure() -> None:
    assert heard(findings(OPEN), by_turn(turn2="explicit")).clauses[0].answered == "unsure"


def test_a_question_without_any_reply_is_unanswered() -> None:
    spoken = transcript(("question", 7, "When will the ferry run?"))
    first = findings(clause(match(1, 0.4, spoken)))
    found = heard(first, by_turn(turn1="explicit"), spoken=spoken).clauses[0]
    assert (found.verdict, found.answered) == ("asked", "no")


def test_an_answer_alone_makes_volunteered() -> None:
    found = heard(findings(OPEN), by_turn(turn3="implied")).clauses[0]
    assert (found.verdict, found.strength, found.answered) == ("volunteered", "implied", None)
    assert found.because.startswith("The answer in exchange 1 raises it, by the second opinion")


def test_so_does_the_opening() -> None:
    found = heard(findings(clause(match(1, 0.3))), by_turn(turn1="explicit")).clauses[0]
    assert found.verdict == "volunteered"
    assert found.because.startswith("The opening raises it")


def test_every_open_passage_judged_unrelated_makes_not_raised() -> None:
    found = heard(findings(OPEN), by_turn()).clauses[0]
    assert (found.verdict, found.strength, found.evidence) == ("not_raised", None, ())
    assert "does not find it in any of the 3 passages" in found.because
    assert "of the closest, a question in exchange 1: Because I read it." in found.because


@pytest.mark.parametrize(
    ("ruling", "because"),
    [
        (says("unsure"), "does not settle it"),
        (says("explicit", 0.4), "does not settle it"),
        (says("none", 0.4), "does not settle it"),
        (Undecided("it timed out"), "is missing on 1 of 3 passages"),
    ],
)
def test_one_open_passage_left_undecided_leaves_the_clause_unsure(
    ruling: Ruling, because: str
) -> None:
    def say(_: str, m: Match) -> Ruling:
        return ruling if m.passage.turn == 4 else says("none")

    found = heard(findings(OPEN), say).clauses[0]
    assert found.verdict == "unsure"
    assert found.because.startswith("It is open. The second opinion of Ada")
    assert because in found.because


def test_what_is_found_counts_though_another_passage_is_undecided() -> None:
    def say(_: str, m: Match) -> Ruling:
        return Undecided("it timed out") if m.passage.turn == 4 else says("implied")

    assert heard(findings(OPEN), say).clauses[0].verdict == "asked"


def test_without_a_background_a_judge_may_find_but_tells_no_absence() -> None:
    found = heard(findings(OPEN), by_turn(), known=False).clauses[0]
    assert found.verdict == "unsure"
    assert found.because == "It is open. The second opinion of Ada does not find it there either."
    assert (
        heard(findings(OPEN), by_turn(turn2="implied"), known=False).clauses[0].verdict == "asked"
    )


def test_text_that_perhaps_nobody_said_keeps_a_clause_unsure() -> None:
    found = heard(findings(OPEN), by_turn(), doubts=frozenset({"c1"})).clauses[0]
    assert found.verdict == "unsure"


def test_an_unsure_clause_none_of_whose_passages_is_over_the_bar_is_read_by_its_closest() -> None:
    near = [match(turn, 0.19 - turn / 100) for turn in (1, 2, 3, 4, 5)]
    (matter,) = open_matters(findings(clause(*near)), speech(), BAR)
    assert [m.passage.turn for _, m in matter] == [1, 2, 3]
    assert heard(findings(clause(*near)), by_turn()).clauses[0].verdict == "not_raised"


def test_an_unsure_clause_to_which_nothing_was_said_stays_as_it_is() -> None:
    first = findings(clause())
    assert heard(first, by_turn(turn2="explicit")) == first


def test_a_volunteered_clause_is_asked_where_an_unsure_question_is_judged_to_raise_it() -> None:
    answer = replace(match(3, 0.8), strength="explicit")
    first = replace(
        clause(match(2, 0.3), verdict="volunteered"),
        evidence=(answer,),
        strength="explicit",
        probability_answered=0.8,
    )
    found = heard(findings(first, question(1)), by_turn(turn2="implied"))
    assert (found.clauses[0].verdict, found.clauses[0].answered) == ("asked", "yes")
    assert {m.passage.turn for m in found.clauses[0].evidence} == {2, 3}
    assert found.questions[0].clauses == (("c1", 0.3),)
    unrelated = heard(findings(first, question(1)), by_turn())
    assert unrelated.clauses[0] == first


@pytest.mark.parametrize("count", [0, 1, 2])
def test_no_more_passages_are_shown_than_wanted(count: int) -> None:
    say = by_turn(turn2="explicit", turn3="explicit", turn4="explicit")
    found = heard(findings(OPEN), say, evidence=count, closest=count).clauses[0]
    assert found.verdict == "asked"
    assert len(found.evidence) == count
    assert len(found.closest) == min(count, 1)


# --- questions -----------------------------------------------------------------------------


def test_a_question_is_on_the_declaration_where_it_is_judged_to_raise_a_clause() -> None:
    first = findings(OPEN, question(1), question(2))
    found = heard(first, by_turn(turn2="implied"))
    assert [q.verdict for q in found.questions] == ["on_declaration", "off_declaration"]
    on, off = (question.because for question in found.questions)
    assert on == ("It is about the declaration, by the second opinion of Ada: Because I read it.")
    assert off.startswith("The second opinion of Ada finds no clause that it touches; of the near")
    assert found.questions[0].clauses == (("c1", 0.4),)


def test_a_question_is_off_it_only_where_all_its_open_clauses_are_judged_unrelated() -> None:
    other = clause(match(2, 0.3), id="c2")
    first = findings(OPEN, other, question(1))
    assert heard(first, by_turn()).questions[0].verdict == "off_declaration"
    one_missing = heard(first, lambda c, _: says("none") if c == "c1" else Undecided("late"))
    assert one_missing.questions[0].verdict == "unsure"
    assert heard(first, by_turn(), known=False).questions[0].verdict == "unsure"


def test_a_question_on_the_declaration_gains_the_clauses_it_is_judged_to_raise() -> None:
    first = findings(OPEN, question(1, "on_declaration", ("c9", 0.8)))
    found = heard(first, by_turn(turn2="explicit"))
    assert found.questions[0].clauses == (("c9", 0.8), ("c1", 0.4))


def test_of_two_questions_in_a_passage_the_one_that_carries_the_match_is_meant() -> None:
    spoken, second = _two_questions()
    passage = spoken.passages[0]
    near = Match(passage, 0.4, None, (second,))
    first = replace(
        findings(clause(near)),
        questions=(question(1), replace(question(1), number=2)),
    )
    found = heard(first, by_turn(turn1="explicit"), spoken=spoken)
    assert [q.verdict for q in found.questions] == ["unsure", "on_declaration"]
    unrelated = heard(first, by_turn(), spoken=spoken)
    assert [q.verdict for q in unrelated.questions] == ["off_declaration"] * 2


def _two_questions() -> tuple[EmbeddedDocument, Span]:
    spoken = transcript(("question", 1, "Is it late? And the ferry?"))
    structure = speech(spoken)
    one, two = Span(0, 11), Span(12, 26)
    asked = (Question(1, 1, one), Question(2, 1, two))
    exchange = replace(structure.exchanges[0], questions=asked)
    return replace(spoken, structure=replace(structure, exchanges=(exchange,))), two


def test_what_leads_up_to_a_question_is_part_of_it() -> None:
    spoken = transcript(("question", 1, "The ferry again. When does it run?"))
    structure = speech(spoken)
    asked = Question(1, 1, Span(17, 34), Span(0, 16))
    exchange = replace(structure.exchanges[0], questions=(asked,))
    spoken = replace(spoken, structure=replace(structure, exchanges=(exchange,)))
    lead = replace(match(1, 0.4, spoken), sentences=(Span(0, 16),))
    found = heard(findings(clause(lead), question(1)), by_turn(turn1="implied"), spoken=spoken)
    assert found.questions[0].verdict == "on_declaration"


# --- text that perhaps nobody said ---------------------------------------------------------


def test_clauses_that_perhaps_nobodys_words_would_raise_are_known() -> None:
    clauses = declaration("A ferry will run daily.", "A tunnel will be dug.")
    spoken = transcript(*TALK[:2], ("trailing", None, "We dig a tunnel."))
    assert doubted(clauses, spoken, model(), background()) == {"c2"}
    assert doubted(clauses, SPOKEN, model(), background()) == frozenset()
