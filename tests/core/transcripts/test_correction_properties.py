"""Whatever is corrected, in whatever order: turns in order, apart, inside the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.correction import KINDS, ROLE_WORDS, Correction, Wanted
from pressgap.core.documents.outline import outline_of
from pressgap.core.model import Transcript, TranscriptOptions
from pressgap.core.transcripts.anchoring import anchored, check_fits
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import PressGapError
from tests.core.transcripts.test_corrections import SHARED, TEXT
from tests.core.transcripts.test_transcript_properties import TEXTS

NAMES = ("Ann Roe", "A. Roe", "Bob Lee", "Cy Poe", "Moderator", "Falk", "Q", "A", "Rosa Diaz")
WORDS = st.sampled_from([*NAMES, *ROLE_WORDS, "Zed", "The line", "why"])
PLACES = st.integers(-2, 500)
CORRECTIONS = st.lists(
    st.builds(
        Correction,
        st.sampled_from(KINDS),
        st.none() | WORDS,
        st.none() | PLACES,
        st.none() | WORDS,
        st.none() | WORDS,
        st.none() | PLACES,
    ),
    max_size=6,
).map(tuple)
WANTED = st.lists(
    st.builds(
        Wanted,
        st.sampled_from(KINDS),
        st.none() | WORDS,
        st.none() | st.integers(0, 12),
        st.none(),
        st.none() | WORDS,
        st.none() | WORDS,
        st.none() | st.integers(0, 12),
    ),
    max_size=8,
)
KNOWN = st.sampled_from([TEXT, SHARED])


def read(text: str, options: TranscriptOptions) -> Transcript | None:
    try:
        return parse_transcript(text, options)
    except PressGapError:
        return None


def hold(text: str, found: Transcript) -> None:
    """Everything that holds of a reading holds of a corrected one."""
    turns = [turn.span for turn in found.turns]
    together = sorted([*turns, *(aside.span for aside in found.asides)])
    assert turns == sorted(turns)
    assert all(0 <= span.start < span.end <= len(text) for span in together)
    assert all(a.end <= b.start for a, b in pairwise(together))
    assert [turn.number for turn in found.turns] == list(range(1, len(turns) + 1))
    shared = [*found.opening, *(t for e in found.exchanges for t in e.turns)]
    closing = [turn.number for turn in found.turns][len(shared) :]  # in no exchange
    assert [*shared, *closing] == [turn.number for turn in found.turns]
    assert not closing or found.exchanges
    for turn in found.turns:
        speaker = found.speaker(turn.speaker)
        assert speaker.name
        assert turn.label in speaker.labels
    for exchange in found.exchanges:
        for question in exchange.questions:
            assert question.turn in exchange.turns
            assert found.turns[question.turn - 1].span.covers(question.span)


@settings(max_examples=400, deadline=None)
@given(KNOWN | TEXTS, CORRECTIONS)
def test_no_corrections_put_turns_out_of_order_or_on_top_of_each_other(
    text: str, corrections: tuple[Correction, ...]
) -> None:
    options = TranscriptOptions(corrections=corrections)
    found = read(text, options)
    if found is None:
        return
    hold(text, found)
    assert parse_transcript(text, options) == found
    outline = outline_of("t1", text, found, options)
    assert [turn.number for turn in outline.turns] == [turn.number for turn in found.turns]
    assert sum(speaker.turns for speaker in outline.speakers) == len(found.turns)


@settings(max_examples=300, deadline=None)
@given(KNOWN, WANTED)
def test_what_a_person_may_correct_fits_at_once(text: str, wanted: list[Wanted]) -> None:
    options = TranscriptOptions()
    for each in wanted:
        before = parse_transcript(text, options)
        try:
            correction = anchored(text, before, each)
            after = replace(options, corrections=(*options.corrections, correction))
            found = parse_transcript(text, after)
            check_fits(text, found, correction)
        except PressGapError:  # it names what is wrong, and nothing is changed
            continue
        hold(text, found)
        options = after


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_an_outline_is_made_of_any_reading(text: str) -> None:
    found = read(text, TranscriptOptions())
    if found is None:
        return
    outline = outline_of("t1", text, found)
    lines = [turn.line for turn in outline.turns]
    assert lines == sorted(lines)
    assert not any(speaker.corrected for speaker in outline.speakers)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.data())
def test_every_turn_can_be_named_by_its_line(text: str, data: st.DataObject) -> None:
    found = read(text, TranscriptOptions())
    if found is None:
        return
    turn = data.draw(st.sampled_from(outline_of("t1", text, found).turns))
    correction = anchored(text, found, Wanted("not_a_turn", line=turn.line))
    after = read(text, TranscriptOptions(corrections=(correction,)))
    assert after is None or after.turns != found.turns  # None: no turn is left
