"""Ranks transcripts for texts; what is worked out of a text or a transcript is kept at hand."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from pressgap.core.matching.align import EmbeddedDocument, idf_of
from pressgap.core.matching.background import Background
from pressgap.core.matching.raised import (
    RaisedModel,
    Unrelated,
    raised_features,
    stated_features,
    term_shares,
    unrelated,
)
from pressgap.core.matching.ranking import Ranked, Scope, Text, rank
from pressgap.core.matching.spoken import Spoken, spoken
from pressgap.core.matching.wording import Aligned, Wording, WordRows, wording
from pressgap.library.shelf import Shelf

_BYTES_AT_HAND = 60_000_000


class Ranker:
    """Ranks by the model of what is raised, against one background. Safe to share."""

    def __init__(
        self, model: RaisedModel, background: Background | None, word_rows: WordRows
    ) -> None:
        """Rank with these; ``word_rows`` gives the vectors of single words."""
        self._model = model
        self._word_rows = word_rows
        self._background = background
        self._idf = idf_of(background)
        self._spoken: WeakKeyDictionary[EmbeddedDocument, Spoken] = WeakKeyDictionary()
        self._wording: WeakKeyDictionary[EmbeddedDocument, Wording] = WeakKeyDictionary()
        self._beyond: Shelf[Unrelated] = Shelf(_BYTES_AT_HAND, _weight)

    def rank(
        self, texts: Sequence[Text], transcript: EmbeddedDocument, scope: Scope
    ) -> list[Ranked]:
        """Rank a transcript for each text; raises ``TypeError`` for another kind of document."""
        said = self._spoken_of(transcript)
        found = []
        for text in texts:
            aligned = self._aligned(text, transcript, said, scope)
            raised = self._raised(text, said, aligned)
            found.append(rank(text, said, aligned, self._idf, raised))
        return found

    def raised(
        self, texts: Sequence[Text], transcript: EmbeddedDocument, scope: Scope
    ) -> list[float]:
        """Return what ``rank`` says of whether each text is raised at all, and rank nothing."""
        said = self._spoken_of(transcript)
        return [
            self._raised(text, said, self._aligned(text, transcript, said, scope)) for text in texts
        ]

    def _spoken_of(self, transcript: EmbeddedDocument) -> Spoken:
        said = self._spoken.get(transcript)
        if said is None:
            said = self._spoken[transcript] = spoken(transcript)
        return said

    def _aligned(
        self, text: Text, transcript: EmbeddedDocument, said: Spoken, scope: Scope
    ) -> Aligned | None:
        """Return how far the words agree, of a statement; nothing where a discussion is wanted."""
        if scope == "discussion":
            return None
        return self._wording_of(transcript, said).aligned(text.whole)

    def _wording_of(self, transcript: EmbeddedDocument, said: Spoken) -> Wording:
        found = self._wording.get(transcript)
        if found is None:
            text = transcript.document.text
            sentences = [passage.words(text) for passage in said.passages]
            found = self._wording[transcript] = wording(sentences, self._word_rows, self._idf)
        return found

    def _raised(self, text: Text, said: Spoken, aligned: Aligned | None) -> float:
        if not said.passages:
            return 0.0
        shares = term_shares(text.words, self._idf)
        beyond = self._beyond.get(text.whole)
        if beyond is None:
            beyond = unrelated(text.rows, shares, self._background, self._model.fallback)
            self._beyond.put(text.whole, beyond)
        given = text.rows, shares, said.windows, beyond
        if aligned is None:
            return self._model.probability(raised_features(*given), "discussion")
        return self._model.probability(stated_features(*given, aligned), "statement")


def _weight(beyond: Unrelated) -> int:
    return 1000 + sum(scores.nbytes for scores in beyond.scores.values())
