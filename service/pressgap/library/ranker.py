"""Ranks transcripts for texts; what is worked out of a text or a transcript is kept at hand."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from pressgap.core.align import EmbeddedDocument, idf_of
from pressgap.core.background import Background
from pressgap.core.raised import RaisedModel, Unrelated, raised_features, term_shares, unrelated
from pressgap.core.ranking import Ranked, Scope, Text, rank
from pressgap.core.spoken import Spoken, spoken
from pressgap.library.shelf import Shelf

_BYTES_AT_HAND = 60_000_000


class Ranker:
    """Ranks by the model of what is raised, against one background. Safe to share."""

    def __init__(self, model: RaisedModel, background: Background | None) -> None:
        self._model = model
        self._background = background
        self._idf = idf_of(background)
        self._spoken: WeakKeyDictionary[EmbeddedDocument, Spoken] = WeakKeyDictionary()
        self._beyond: Shelf[Unrelated] = Shelf(_BYTES_AT_HAND, _weight)

    def rank(
        self, texts: Sequence[Text], transcript: EmbeddedDocument, scope: Scope
    ) -> list[Ranked]:
        """Rank a transcript for each text; raises ``TypeError`` for another kind of document."""
        said = self._spoken.get(transcript)
        if said is None:
            said = self._spoken[transcript] = spoken(transcript)
        return [
            rank(text, said, scope, self._idf, self._raised(text, said, scope)) for text in texts
        ]

    def _raised(self, text: Text, said: Spoken, scope: Scope) -> float:
        if not said.passages:
            return 0.0
        shares = term_shares(text.words, self._idf)
        beyond = self._beyond.get(text.whole)
        if beyond is None:
            beyond = unrelated(text.rows, shares, self._background, self._model.fallback)
            self._beyond.put(text.whole, beyond)
        features = raised_features(text.rows, shares, said.windows, beyond)
        return self._model.probability(features, scope)


def _weight(beyond: Unrelated) -> int:
    return 1000 + sum(scores.nbytes for scores in beyond.scores.values())
