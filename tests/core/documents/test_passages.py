from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressgap.core.documents.passages import passages
from pressgap.core.model import (
    Aside,
    Clause,
    Declaration,
    Exchange,
    Level,
    Passage,
    Question,
    Span,
    Speaker,
    Transcript,
    Turn,
)

WINDOW = 12
ROOM = WINDOW - 2


class PieceCounter:
    """Counts like a word-piece model: words in fours of letters, every other mark by itself."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> list[int]:
        self.calls.append(list(texts))
        return [pieces(text) for text in texts]


def pieces(text: str) -> int:
    return sum(-(-len(found) // 4) for found in re.findall(r"[^\W_]+|[^\w\s]|_", text))


def declared(*clauses: str) -> tuple[str, Declaration]:
    text, found = "", []
    for number, clause in enumerate(clauses, 1):
        span = Span(len(text), len(text) + len(clause))
        found.append(Clause(f"c{number}", str(number), "label", span))
        text += clause + "\n\n"
    return text, Declaration(tuple(found))


def cut(text: str, structure: Declaration | Transcript, level: Level) -> list[Passage]:
    found = passages("d1", text, structure, PieceCounter(), WINDOW)
    return [passage for passage in found if passage.level == level]


def quotes(text: str, structure: Declaration | Transcript, level: Level) -> list[str]:
    return [passage.span.of(text) for passage in cut(text, structure, level)]


def covered(text: str, found: Sequence[Passage]) -> str:
    return "".join("".join(passage.span.of(text).split()) for passage in found)


def test_a_clause_becomes_its_sentences_and_blocks_of_them() -> None:
    text, structure = declared("The bank met. Rates rise. Rates fall. The bank left town.")
    assert quotes(text, structure, "sentence") == [
        "The bank met.",
        "Rates rise.",
        "Rates fall.",
        "The bank left town.",
    ]
    assert quotes(text, structure, "block") == [
        "The bank met. Rates rise.",
        "Rates fall. The bank left town.",
    ]


def test_a_block_never_mixes_clauses() -> None:
    text, structure = declared("We met.", "We left.")
    assert [(p.clause, p.span.of(text)) for p in cut(text, structure, "block")] == [
        ("c1", "We met."),
        ("c2", "We left."),
    ]


def test_short_paragraphs_share_a_block_and_a_long_one_stays_whole_where_it_fits() -> None:
    text, structure = declared("We met.\nWe ate.\nThe bank is shut. The bank is open.\nBye.")
    assert quotes(text, structure, "block") == [
        "We met.\nWe ate.",
        "The bank is shut. The bank is open.",
        "Bye.",
    ]


def test_a_sentence_over_the_window_is_split_at_its_clause_marks() -> None:
    text, structure = declared("The bank met in May, the bank met in June, and it met in July.")
    assert quotes(text, structure, "sentence") == [
        "The bank met in May,",
        "the bank met in June,",
        "and it met in July.",
    ]


def test_a_sentence_without_marks_is_split_between_words_and_a_word_inside() -> None:
    text, structure = declared("one two six ten one two six ten one two six ten " + "x" * 90)
    found = quotes(text, structure, "sentence")
    assert found[0] == "one two six ten one two six ten one two"
    assert "".join(found).count("x") == 90 + 3  # and those of "six"
    assert all(pieces(quote) <= ROOM for quote in found)


def test_marks_without_words_stay_with_their_sentence() -> None:
    text, structure = declared("… Rates rise. 😀\n* * *\nRates fall.")
    assert quotes(text, structure, "sentence") == ["… Rates rise. 😀\n* * *", "Rates fall."]


def test_a_clause_without_a_word_is_one_passage() -> None:
    text, structure = declared("😀")
    assert quotes(text, structure, "sentence") == ["😀"]


@given(st.lists(st.text(min_size=1, max_size=200).filter(str.strip), min_size=1, max_size=4))
def test_every_character_is_covered_once_per_level_and_every_passage_fits(
    clauses: list[str],
) -> None:
    text, structure = declared(*clauses)
    spoken = "".join("".join(clause.split()) for clause in clauses)
    levels: tuple[Level, ...] = ("sentence", "block")
    for level in levels:
        found = cut(text, structure, level)
        assert covered(text, found) == spoken
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))
        assert all(pieces(passage.span.of(text)) <= ROOM for passage in found)


@given(st.text(alphabet="ab ,.!\nÄ長", max_size=300).filter(str.strip))
def test_every_sentence_lies_in_one_block(clause: str) -> None:
    text, structure = declared(clause)
    blocks = cut(text, structure, "block")
    for sentence in cut(text, structure, "sentence"):
        assert sum(block.span.covers(sentence.span) for block in blocks) == 1


def test_sentences_are_counted_in_one_call() -> None:
    text, structure = declared("We met. We ate.", "We left.")
    count = PieceCounter()
    passages("d1", text, structure, count, WINDOW)
    assert count.calls == [["We met.", "We ate.", "We left."]]


def test_ids_are_unique_in_a_level() -> None:
    text, structure = declared("We met. We ate.", "We left.")
    found = passages("d1", text, structure, PieceCounter(), WINDOW)
    assert len({(p.id, p.level) for p in found}) == len(found)


HEARING = [
    ("s1", "Order."),
    ("s2", "Good morning."),
    ("s3", "Rates are high. Will they fall?"),
    ("s2", "They will."),
    ("s1", "Briefly."),
    ("s4", "I agree."),
    ("s1", "And the bridge?"),
    ("s2", "Shut."),
]


def hearing(*asides: bool) -> tuple[str, Transcript]:
    text, turns, extra = "", [], []
    for number, (speaker, speech) in enumerate(HEARING, 1):
        turns.append(Turn(number, speaker, speaker, Span(len(text), len(text) + len(speech))))
        text += speech + "\n"
    for certain in asides:
        extra.append(Aside(Span(len(text), len(text) + 9), certain, "after the last turn"))
        text += "He left.\n\n"
    lead, asked = Span(21, 36), Span(37, 52)
    structure = Transcript(
        turns=tuple(turns),
        speakers=(
            Speaker("s1", "The Chair", "chair"),
            Speaker("s2", "A Governor", "principal"),
            Speaker("s3", "A Member", "questioner"),
            Speaker("s4", "A Second Witness", "other"),
        ),
        exchanges=(
            Exchange(1, "s3", (3, 4, 5, 6), (Question(1, 3, asked, lead),), Span(21, 90)),
            Exchange(2, "s1", (7, 8), (Question(1, 7, turns[6].span),), Span(90, 112)),
        ),
        opening=(1, 2),
        asides=tuple(extra),
    )
    return text, structure


def test_the_part_says_on_whose_side_of_the_table_a_turn_stands() -> None:
    text, structure = hearing()
    assert [(p.turn, p.exchange, p.part, p.role) for p in cut(text, structure, "block")] == [
        (1, None, "chair", "chair"),
        (2, None, "opening", "principal"),
        (3, 1, "question", "questioner"),
        (4, 1, "answer", "principal"),
        (5, 1, "chair", "chair"),
        (6, 1, "answer", "other"),
        (7, 2, "question", "chair"),
        (8, 2, "answer", "principal"),
    ]


def test_lead_in_sentences_belong_to_the_question() -> None:
    text, structure = hearing()
    found = [p.part for p in cut(text, structure, "sentence") if p.turn == 3]
    assert found == ["question", "question"]


def test_a_doubtful_aside_is_trailing_and_a_certain_one_is_no_passage() -> None:
    text, structure = hearing(False, True)
    last = cut(text, structure, "sentence")[-1]
    assert (last.part, last.turn, last.speaker) == ("trailing", None, None)
    assert [p.part for p in cut(text, structure, "sentence")].count("trailing") == 1


@pytest.mark.parametrize("piece", ["word ", "a, ", "長", "Rates rise. ", "\n\n", "x"])
def test_much_of_the_same_is_cut_without_losing_a_letter(piece: str) -> None:
    text, structure = declared("Start. " + piece * 1_000 + "end")
    blocks = [
        p for p in passages("d1", text, structure, PieceCounter(), WINDOW) if p.level == "block"
    ]
    said = "".join(block.span.of(text) for block in blocks)
    assert [c for c in said if c.isalnum()] == [c for c in text if c.isalnum()]


# --- lead-ins ------------------------------------------------------------------------------


def item(lead: str, words: str) -> tuple[str, Declaration]:
    text = f"{lead}\n- {words}\n"
    start = len(lead) + 3
    clause = Clause("c1", None, "l", Span(start, start + len(words)), (), Span(0, len(lead)))
    return text, Declaration((clause,))


def test_a_lead_in_stands_before_the_first_sentence_and_block_of_its_item() -> None:
    text, structure = item("We will:", "Open port. Shut mine. Stop war. Bake pie.")
    sentences, blocks = cut(text, structure, "sentence"), cut(text, structure, "block")
    assert [passage.lead_in is not None for passage in sentences] == [True, False, False, False]
    assert blocks[0].lead_in == sentences[0].lead_in == Span(0, 8)
    assert sentences[0].words(text) == "We will: Open port."
    assert sentences[1].words(text) == "Shut mine."
    assert sentences[0].span.of(text) == "Open port."


@pytest.mark.parametrize(
    "lead", ["We will:", "We, all, of, us, here, who, met, and, do, agree, on:"]
)
def test_with_its_lead_in_no_passage_is_longer_than_the_window(lead: str) -> None:
    text, structure = item(lead, "Open the port and shut the mine and stop the war. Bake a pie.")
    for passage in passages("d1", text, structure, PieceCounter(), WINDOW):
        assert pieces(passage.words(text)) <= ROOM
    first = cut(text, structure, "sentence")[0]
    assert first.lead_in is not None
    assert first.lead_in.end == len(lead)
