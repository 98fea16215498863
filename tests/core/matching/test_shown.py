from pressgap.core.matching.opinions import Pair, on_one_line
from pressgap.core.matching.shown import pair_shown
from pressgap.core.model import Clause, Passage, Span
from tests.reports import FIRST_ANSWER, FIRST_LEAD, FIRST_QUESTION, OPENING, sample_documents

DECLARATION, OUTLINE, TRANSCRIPT, SPEECH = sample_documents()


def shown(words: str, part: str, turn: int, exchange: int | None) -> Pair:
    start = TRANSCRIPT.text.index(words)
    passage = Passage(
        TRANSCRIPT.id,
        "block",
        Span(start, start + len(words)),
        part,  # type: ignore[arg-type]  # the literals below
        turn,
        exchange,
    )
    return pair_shown(DECLARATION, OUTLINE.clauses[0], TRANSCRIPT, SPEECH, passage)


def test_clause_and_passage_are_quoted_from_their_texts() -> None:
    pair = shown(FIRST_QUESTION, "question", 2, 1)
    clause: Clause = OUTLINE.clauses[0]
    assert pair.clause == clause.span.of(DECLARATION.text)
    assert (pair.label, pair.passage, pair.part) == (clause.label, FIRST_QUESTION, "question")


def test_a_question_is_shown_with_its_lead_in_and_what_was_said_before_the_turn() -> None:
    context = shown(FIRST_QUESTION, "question", 2, 1).context
    assert f"In the same turn before it: {FIRST_LEAD}" in context
    assert f"Said before the turn: {OPENING}" in context


def test_an_answer_is_shown_with_what_was_asked_and_the_rest_of_the_turn() -> None:
    first, second = FIRST_ANSWER.split(". ", 1)
    context = shown(f"{first}.", "answer", 3, 1).context
    assert f"Asked before it: {FIRST_QUESTION}" in context
    assert f"In the same turn after it: {second}" in context


def test_the_opening_is_shown_by_itself() -> None:
    assert shown(OPENING, "opening", 1, None).context == ""


def test_labels_are_not_shown() -> None:
    assert "Mayor:" not in shown(FIRST_QUESTION, "question", 2, 1).context


def test_long_surroundings_are_cut_between_words() -> None:
    declaration, outline, transcript, speech = sample_documents(question="why " * 400 + "now? Yes?")
    start = transcript.text.index("Yes?")
    passage = Passage(transcript.id, "block", Span(start, start + 4), "question", 2, 1)
    context = pair_shown(declaration, outline.clauses[0], transcript, speech, passage).context
    before = next(line for line in context.splitlines() if line.startswith("In the same turn"))
    assert before.startswith("In the same turn before it: … why why")
    assert len(before) < 650


def test_a_reason_is_one_line_without_anything_that_acts() -> None:
    assert on_one_line(" It\nis\x1b[0m\u202e so. ") == "It is [0m so."
    assert len(on_one_line("word " * 100)) <= 300
