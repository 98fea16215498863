"""Ranks transcripts for texts; what is worked out of a text or a transcript is kept at hand."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from pressgap.core.align import EmbeddedDocument, idf_of
from pressgap.core.background import Background
from pressgap.core.raised import RaisedModel, Unrelated, raised_features, term_shares, unrelated
from pressgap.core.ranking import Ranked, Scope, Text, rank
from pressgap.core.spoken import Spoken, spoken
from pressgap.core.wording import Wording, WordRows, wording
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
        wanted = None if scope == "discussion" else self._wording_of(transcript, said)
        return [
            rank(text, said, wanted, self._idf, self._raised(text, said, scope)) for text in texts
        ]

    def raised(
        self, texts: Sequence[Text], transcript: EmbeddedDocument, scope: Scope
    ) -> list[float]:
        """Return what ``rank`` says of whether each text is raised at all, and rank nothing."""
        said = self._spoken_of(transcript)
        return [self._raised(text, said, scope) for text in texts]

    def _spoken_of(self, transcript: EmbeddedDocument) -> Spoken:
        said = self._spoken.get(transcript)
        if said is None:
            said = self._spoken[transcript] = spoken(transcript)
        return said

    def _wording_of(self, transcript: EmbeddedDocument, said: Spoken) -> Wording:
        found = self._wording.get(transcript)
        if found is None:
            text = transcript.document.text
            sentences = [passage.words(text) for passage in said.passages]
            found = self._wording[transcript] = wording(sentences, self._word_rows, self._idf)
        return found

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
