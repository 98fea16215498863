"""Every verdict comes with a sentence that says why, and the sentence keeps to what was found."""

from typing import Any

from pressgap.core.matching.verdict import judge
from pressgap.core.model import TranscriptVerdicts
from tests.core.comparing import Said, background, declaration, model, transcript

CLAUSES = (
    "A ferry will run daily between Holm and Brand.",
    "A tunnel will be dug.",
    "The museum opens in May.",
)
ASKED: Said = ("question", 1, "When will the ferry from Holm run?")
ELSE: Said = ("answer", 1, "Thank you all.")


def _judged(*said: Said, known: bool = True, **options: Any) -> TranscriptVerdicts:
    table = background() if known else None
    return judge(declaration(*CLAUSES), transcript(*said), model(), table, **options)


def _because(number: int, *said: Said, **options: Any) -> str:
    return _judged(*said, **options).clauses[number - 1].because


def test_what_was_asked_says_which_name_both_mention() -> None:
    because = _because(1, ASKED, ELSE)
    assert because.startswith("A question in exchange 1 ")
    assert "both mention Holm" in because


def test_a_match_with_the_issue_alone_says_so() -> None:
    found = _judged(("question", 1, "When will the ferry leave?"), ELSE).clauses[0]
    assert (found.verdict, found.strength) == ("asked", "implied")
    assert "touches its issue without what it provides" in found.because
    assert "only the clause mentions" in found.because


def test_a_question_without_a_telling_word_says_so() -> None:
    because = _because(1, ("question", 1, "How are the ferryboats?"), ELSE)
    assert "near in meaning, but no word that sets the clause apart is shared" in because


def test_absence_names_the_place_and_what_it_lacks() -> None:
    because = _because(1, ("question", 1, "How is the orchard?"), ELSE)
    assert because.startswith("No question and no answer comes near")
    assert "Holm and Brand" in because or "Holm or Brand" in because


def test_without_a_background_the_reason_says_that_absence_cannot_be_told() -> None:
    because = _because(3, ASKED, ELSE, known=False)
    assert because.startswith("Nothing raises it, but there is no background")


def test_every_question_says_why() -> None:
    found = _judged(ASKED, ELSE, ("question", 2, "How is the orchard?"))
    assert found.questions[0].because.startswith("It ")
    assert "clause 1" in found.questions[0].because
    assert "comes near no clause" in found.questions[1].because


def test_a_question_that_means_nothing_alone_is_read_in_context() -> None:
    said = _judged(("question", 1, "Will the ferry run to Brand?"), ("question", 1, "If so, when?"))
    assert "Read in context" not in said.questions[0].because
    assert said.questions[1].because.startswith("Read in context, it ")


def test_questions_in_a_language_the_model_does_not_know_say_that() -> None:
    found = _judged(ASKED, ELSE, trusted=False, reason="It is in Finnish.")
    assert [question.because for question in found.questions] == ["It is in Finnish."]


def test_without_clauses_questions_say_that_there_are_none() -> None:
    found = judge(declaration(), transcript(ASKED), model(), background())
    assert [q.because for q in found.questions] == ["There is no clause to hold it against."]
