import numpy as np
import pytest

from pressgap.core.model import Transcript
from pressgap.errors import BadSettings
from pressgap.library import Library
from tests.fakes import FakeEncoder
from tests.library.texts import BRIEFING, briefing, programme

RATES = "Will the bank raise interest rates this year?"


def test_turns_and_sentences_are_ranked_by_how_far_they_belong_to_a_text(library: Library) -> None:
    transcript = library.embed(briefing())
    assert isinstance(transcript.structure, Transcript)
    ranked = library.ranked(RATES, transcript, "statement")
    assert ranked.turns.shape == (len(transcript.structure.turns),)
    assert transcript.structure.turns[int(ranked.turns.argmax())].label == "Reporter"
    assert ranked.sentences[int(ranked.scores.argmax())].span.of(BRIEFING) == RATES
    assert [p.span for p in ranked.sentences] == sorted(p.span for p in ranked.sentences)
    assert 0.0 <= ranked.raised <= 1.0


def test_a_turn_without_passages_is_last(library: Library) -> None:
    transcript = library.embed(briefing())
    kept = [n for n, passage in enumerate(transcript.passages) if passage.turn != 2]
    rest = type(transcript)(
        transcript.document,
        transcript.structure,
        tuple(transcript.passages[n] for n in kept),
        transcript.vectors[kept],
    )
    ranked = library.ranked(RATES, rest, "statement")
    assert ranked.turns[1] == -np.inf
    assert ranked.raised < library.ranked(RATES, transcript, "statement").raised


def test_many_texts_are_ranked_as_each_alone_and_embedded_once(
    library: Library, encoder: FakeEncoder
) -> None:
    transcript = library.embed(briefing())
    texts = [RATES, "A toll on lorries pays for the bridge. Nobody else pays.", RATES]
    together = library.ranked_all(texts, transcript, "discussion")
    for text, ranked in zip(texts, together, strict=True):
        alone = library.ranked(text, transcript, "discussion")
        assert np.array_equal(alone.turns, ranked.turns)
        assert alone.raised == ranked.raised
    assert encoder.encoded.count(texts[1]) == 1
    assert library.ranked_all([], transcript, "statement") == []


def test_what_cannot_be_ranked_is_refused(library: Library) -> None:
    with pytest.raises(BadSettings, match="no words"):
        library.ranked(" … ", library.embed(briefing()), "statement")
    with pytest.raises(TypeError):
        library.ranked(RATES, library.embed(programme()), "statement")
