from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pressgap.core.model import Aside, Span
from pressgap.core.report import ClauseFinding
from pressgap.core.reports.marked import Mark, by_stretch, pieces
from pressgap.core.reports.sides import Heading, Outside, declaration_side, transcript_side
from tests.reports import sample_documents, sample_report

TEXT = "One two three four five six seven eight nine ten."
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)).map(
    lambda at: Span(at[0], min(at[0] + at[1], len(TEXT)))
)


def marked(*spans: tuple[int, int]) -> list[Mark]:
    return [Mark(Span(*span), "carries", f"c{n}") for n, span in enumerate(spans, 1)]


def test_pieces_are_cut_where_marks_begin_and_end() -> None:
    found = pieces("abcdef", Span(0, 6), marked((1, 4), (3, 5)))
    assert [(piece.text, piece.targets("carries")) for piece in found] == [
        ("a", ()),
        ("bc", ("c1",)),
        ("d", ("c1", "c2")),
        ("e", ("c2",)),
        ("f", ()),
    ]


def test_a_mark_that_begins_before_the_stretch_begins_with_it() -> None:
    (piece,) = pieces("abcdef", Span(2, 4), marked((0, 6)))
    assert (piece.text, piece.start) == ("cd", 2)
    assert [mark.target for mark in piece.begins] == ["c1"]


@given(st.lists(SPANS, max_size=6), SPANS)
def test_pieces_lose_no_character_and_every_mark_covers_its_own(
    spans: list[Span], stretch: Span
) -> None:
    marks = [Mark(span, "near", str(n)) for n, span in enumerate(spans)]
    found = pieces(TEXT, stretch, marks)
    assert "".join(piece.text for piece in found) == stretch.of(TEXT)
    for piece in found:
        here = Span(piece.start, piece.start + len(piece.text))
        covering = {mark.target for mark in marks if mark.span.covers(here)}
        assert set(piece.targets("near")) == covering


def test_marks_are_dealt_to_the_stretches_they_touch() -> None:
    marks = marked((0, 3), (2, 12), (25, 26))
    found = by_stretch([Span(0, 5), Span(10, 20), Span(20, 30)], marks)
    assert [[mark.target for mark in each] for each in found] == [["c1", "c2"], ["c2"], ["c3"]]


def test_the_declaration_is_shown_in_full_without_the_numbers_twice() -> None:
    document, *_ = sample_documents()
    found = list(declaration_side(document.text, sample_report().clauses))
    assert found[0] == Heading("Town budget")
    assert all(isinstance(each, ClauseFinding) for each in found[1:])
    assert len(found) == 6


def test_lines_around_clauses_stay() -> None:
    clause = sample_report().clauses[0]
    text = f"Preamble of the council.\n\n## Money\n\n(1) {clause.text}\n\nSigned at the mill."
    start = text.index(clause.text)
    found = list(
        declaration_side(
            text,
            [replace(clause, start=start, end=start + len(clause.text), heading=("Money",))],
        )
    )
    assert [each for each in found if not isinstance(each, ClauseFinding)] == [
        Outside(("Preamble of the council.",)),
        Heading("Money"),
        Outside(("Signed at the mill.",)),
    ]


def test_all_that_was_said_is_shown_in_order_with_its_exchange() -> None:
    _, _, document, structure = sample_documents()
    report = sample_report()
    found = list(transcript_side(document.text, structure, report, document.id))
    assert [each.turn for each in found] == [1, 2, 3, 4, 5]
    assert [(each.exchange, each.begins) for each in found] == [
        (None, True), (1, True), (1, False), (2, True), (2, False),
    ]  # fmt: skip
    for each, turn in zip(found, structure.turns, strict=True):
        shown = "".join(piece.text for paragraph in each.paragraphs for piece in paragraph)
        assert shown == turn.span.of(document.text)


def test_sentences_that_carry_a_clause_and_questions_are_marked() -> None:
    _, _, document, structure = sample_documents()
    report = sample_report()
    found = list(transcript_side(document.text, structure, report, document.id))
    asked = [piece for piece in found[1].paragraphs[0] if piece.targets("question")]
    assert [piece.text for piece in asked] == ["Who pays for the harbour tunnel?"]
    assert asked[0].targets("carries") == ("c1",)
    second = [piece for piece in found[3].paragraphs[0] if piece.targets("near")]
    assert second[0].targets("near") == ("c4", "c5")


def test_text_that_is_nobodys_speech_has_no_speaker() -> None:
    _, _, document, structure = sample_documents()
    label = Span(0, structure.turns[0].span.start)
    structure = replace(structure, asides=(Aside(label, True, "a note"),))
    found = list(transcript_side(document.text, structure, sample_report(), document.id))
    assert found[0].speaker is None
    assert found[0].turn is None
    assert [each.marked for each in found] == [False, True, True, True, True, False]
