from __future__ import annotations

from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.model import Role, Span, Transcript
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import PressGapError

PIECES = st.sampled_from(
    [
        *("Ann Roe: ", "B. Lee: ", "Q: ", "A: ", "Moderator: ", "The CHAIR. ", "Mr. LOW. "),
        *("**Zoë Fay:** ", "Ann Roe -- Firm -- Analyst", "Operator", "Ann Roe, Daily Post."),
        *("Yes.", "Why is that?", "Tell us about it.", "و؟", "We will, and how do you?"),
        *("Thank you.", "# Heading", "* * *", "Please subscribe.", "I think so.", "1. Having met"),
        *("10:30 ", "\n", "\r\n", "\r", "\n\n", " "),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=200)


def parsed(text: str) -> Transcript | None:
    try:
        return parse_transcript(text)
    except PressGapError:
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_transcript_or_a_clear_refusal(text: str) -> None:
    transcript = parsed(text)
    assert transcript is None or transcript.turns


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_turns_and_asides_are_apart_in_order_and_inside_the_text(text: str) -> None:
    transcript = parsed(text)
    if transcript is None:
        return
    turns = [turn.span for turn in transcript.turns]
    together = sorted([*turns, *(aside.span for aside in transcript.asides)])
    assert turns == sorted(turns)
    assert all(0 <= span.start < span.end <= len(text) for span in together)
    assert all(a.end <= b.start for a, b in pairwise(together))
    assert all(span.of(text) == span.of(text).strip() for span in together)
    assert [turn.number for turn in transcript.turns] == list(range(1, len(turns) + 1))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_exchanges_share_out_the_turns_and_questions_lie_in_theirs(text: str) -> None:
    transcript = parsed(text)
    if transcript is None:
        return
    shared = [*transcript.opening, *(t for e in transcript.exchanges for t in e.turns)]
    closing = [turn.number for turn in transcript.turns][len(shared) :]
    assert [*shared, *closing] == [turn.number for turn in transcript.turns]
    assert not closing or transcript.exchanges
    assert all(
        transcript.speaker(t.speaker).role != "questioner" for t in transcript.turns[len(shared) :]
    )
    for exchange in transcript.exchanges:
        spans = [question.span for question in exchange.questions]
        assert all(a.end <= b.start for a, b in pairwise(spans))
        for question in exchange.questions:
            turn = transcript.turns[question.turn - 1]
            assert question.turn in exchange.turns
            assert turn.span.covers(question.span)
            assert question.span.of(text).strip() == question.span.of(text) != ""
            context = question.context or Span(turn.span.start, question.span.start)
            assert turn.span.covers(context)
            assert context.end <= question.span.start


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_every_turn_belongs_to_a_speaker_with_a_name(text: str) -> None:
    transcript = parsed(text)
    if transcript is None:
        return
    for turn in transcript.turns:
        speaker = transcript.speaker(turn.speaker)
        assert speaker.name
        assert turn.label in speaker.labels
    assert {speaker.role for speaker in transcript.speakers} <= set(get_args(Role))


WORDS = st.text("abcdefghijklmnopqrstuvwxyzåøéñß", min_size=2, max_size=8)
SENTENCES = st.lists(WORDS, min_size=2, max_size=8).map(lambda w: " ".join(w).capitalize() + ".")
SPEECHES = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
LABELS = st.sampled_from(
    [("Ann Roe", "Bob Lee"), ("ANN ROE", "BOB LEE"), ("Q", "A"), ("记者", "局长")]
)
FORMS = st.sampled_from(["{0}: {1}\n\n", "**{0}:** {1}\n", "[00:01:02] {0}: {1}\r\n", "{0}：{1}\n"])


@settings(max_examples=200, deadline=None)
@given(LABELS, FORMS, st.lists(SPEECHES, min_size=4, max_size=12))
def test_every_character_of_speech_is_in_exactly_one_turn_or_aside(
    labels: tuple[str, str], form: str, said: list[str]
) -> None:
    text = "".join(form.format(labels[i % 2], speech) for i, speech in enumerate(said))
    transcript = parse_transcript(text)
    spans = [*(t.span for t in transcript.turns), *(a.span for a in transcript.asides)]
    assert " ".join(span.of(text) for span in sorted(spans)).split() == " ".join(said).split()
