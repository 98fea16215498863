import numpy as np
import pytest

from pressgap.core.matching.pairs import ANSWERS, QUESTIONS, Pairs, pairs_of
from pressgap.core.text.terms import terms
from tests.core.comparing import Said, background, declaration, model, transcript

CLAUSES = ("A ferry will run daily.", "A tunnel will be dug.", "***")
ASKED: Said = ("question", 1, "Will the ferry run daily?")
ANSWER: Said = ("answer", 1, "We dig a tunnel.")
CHAIR: Said = ("chair", 1, "The museum is closed.")
MAYBE: Said = ("trailing", None, "An orchard was planted.")


def _pairs(*said: Said, known: bool = True) -> Pairs:
    table = background() if known else None
    return pairs_of(declaration(*CLAUSES), transcript(*said), model(), table)


def _terms(text: str) -> set[str]:
    return set(terms(text))


def test_what_the_chair_says_and_what_perhaps_nobody_said_is_not_heard() -> None:
    pairs = _pairs(ASKED, ANSWER, CHAIR, MAYBE)
    assert _terms("ferry tunnel") <= pairs.heard
    assert not _terms("museum orchard") & pairs.heard
    assert _terms("ferry") <= pairs.asked
    assert not _terms("tunnel") & pairs.asked


def test_words_are_said_or_asked() -> None:
    pairs = _pairs(ASKED, ANSWER)
    assert pairs.mentioned("c1") > 0.0
    assert pairs.mentioned("c2") > 0.0
    assert (pairs.key_is_asked("c1"), pairs.key_is_asked("c2")) == (1.0, 0.0)
    assert (pairs.words("c1"), pairs.words("c3")) == (len(terms(CLAUSES[0])), 0)


def test_the_nearest_sentence_is_one_that_is_evidence() -> None:
    with_chair = _pairs(ANSWER, ("chair", 1, "The ferry runs."))
    assert with_chair.closeness("c1") == _pairs(ANSWER).closeness("c1")
    assert with_chair.closeness("c1") < _pairs(ASKED, ANSWER).closeness("c1")


def test_sides_are_scored_apart() -> None:
    pairs = _pairs(ASKED, ANSWER)
    questions, answers = pairs.columns(QUESTIONS), pairs.columns(ANSWERS)
    assert pairs.best("c1", questions) > pairs.best("c1", answers)
    assert pairs.best("c2", answers) > pairs.best("c2", questions)
    assert pairs.strongest("c2", answers) > pairs.strongest("c1", answers)


def test_of_a_clause_without_words_nothing_is_known() -> None:
    pairs = _pairs(ASKED, ANSWER)
    everything = pairs.columns(QUESTIONS + ANSWERS)
    assert pairs.best("c3", everything) == pairs.closeness("c3") == 0.0
    assert pairs.mentioned("c3") == pairs.key_is_asked("c3") == 1.0
    assert not pairs.tells("c3", everything, 0.0)
    assert pairs.reason("c3", QUESTIONS).passage is None


@pytest.mark.parametrize("said", [(), (CHAIR,), (("answer", 1, "—"),)], ids=str)
def test_where_nothing_is_evidence_nothing_is_near(said: tuple[Said, ...]) -> None:
    pairs = _pairs(*said)
    assert pairs.heard == frozenset()
    assert pairs.columns(QUESTIONS + ANSWERS) == []
    assert pairs.closeness("c1") == 0.0
    assert pairs.mentioned("c1") == 0.0
    assert pairs.agenda([]) is None


def test_how_near_a_question_is_to_the_whole_needs_a_background() -> None:
    assert _pairs(ASKED, known=False).agenda([0]) is None
    on, off = _pairs(ASKED, ("question", 2, "How is the orchard?")), 1
    near, far = on.agenda([0]), on.agenda([off])
    assert near is not None
    assert far is not None
    assert (near > far).all()


def test_a_question_that_asks_much_beside_a_clause_is_less_on_the_declaration() -> None:
    taxes = ", ".join(f"{one}{two}tax" for one in "abcdefgh" for two in "ijklmnop")
    beside = f"Will the ferry run daily, or who pays for the {taxes}?"
    plain, mixed = (_pairs(("question", 1, said)).agenda([0]) for said in (ASKED[2], beside))
    assert plain is not None
    assert mixed is not None
    assert plain[-1] > mixed[-1] > 0.0


def test_a_declaration_without_words_is_near_nothing() -> None:
    pairs = pairs_of(declaration("***"), transcript(ASKED), model(), background())
    assert pairs.probabilities.shape == (0, 1)
    assert pairs.joint.shape == (0, 1)
    assert pairs.agenda([0]) is None
    assert np.isfinite(pairs.nearest).all()
