"""A labelled meeting → the transcript it would be in the library, and back to its labelled turns.

The meeting is written down as anybody would ("Speaker: what they say") and goes through the
library's own parser: what is measured is what ships. Where the parser loses more than one
character in a hundred of what was said, the labelled turns are taken as the structure instead, as
from a reader that knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import (
    Span,
    Speaker,
    Transcript,
    TranscriptOptions,
    Turn,
)
from pressgap.errors import UnreadableDocument
from pressgap.evaluate.embedding import Embedding
from pressgap.evaluate.meetings import Meeting
from pressgap.library import NewDocument

_LEAST_KEPT = 0.99


@dataclass(frozen=True, eq=False)
class Speech:
    """A meeting embedded. ``said`` are the labelled turns' spans in its text, ``parsed`` the rows
    of ``Transcript.turns`` that hold each; ``read`` false: structured by the labels.
    """

    meeting: Meeting
    embedded: EmbeddedDocument
    said: tuple[Span, ...]
    parsed: tuple[tuple[int, ...], ...]
    read: bool

    def of_labelled(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (labelled turns,) scores from those of the transcript's turns: the best of those
        that hold it.
        """
        return np.array([max(scores[list(rows)], default=-np.inf) for rows in self.parsed])

    def words(self) -> NDArray[np.int64]:
        """Return the words of each labelled turn."""
        return np.array([len(text.split()) for _, text in self.meeting.turns])

    def without(self, turns: frozenset[int]) -> EmbeddedDocument:
        """Return the transcript with nothing left of these labelled turns; vectors are reused."""
        kept = np.ones(len(self.embedded.passages), bool)
        for turn in turns:
            kept[self._passages[turn]] = False
        rows = np.flatnonzero(kept).tolist()
        return replace(
            self.embedded,
            passages=tuple(self.embedded.passages[row] for row in rows),
            vectors=self.embedded.vectors[rows],
        )

    @cached_property
    def _passages(self) -> list[list[int]]:
        """The rows of the passages that hold anything of each labelled turn."""
        spans = [passage.span for passage in self.embedded.passages]
        return [[r for r, each in enumerate(spans) if overlap(each, s)] for s in self.said]


def embed(meeting: Meeting, embedding: Embedding) -> Speech:
    """Write a meeting down, parse and embed it; raises what ``Library.embed`` does."""
    text, said = written(meeting.turns)
    # All of it is known to be speech: nothing is to be taken for an introduction or a comment.
    options = TranscriptOptions(first_line=1, last_line=len(text.splitlines()))
    new = NewDocument("transcript", text, text.encode(), meeting.name, options=options)
    try:
        found, read = embedding.embed(new), True
    except UnreadableDocument:
        found, read = None, False
    if found is None or _kept(said, _turns(found)) < _LEAST_KEPT:
        structure = labelled(meeting.turns, said)
        found, read = embedding.embed(replace(new, options=None), structure), False
    turns = _turns(found)
    parsed = tuple(
        tuple(row for row, turn in enumerate(turns) if overlap(turn.span, span)) for span in said
    )
    return Speech(meeting, found, said, parsed, read)


def written(turns: Sequence[tuple[str, str]]) -> tuple[str, tuple[Span, ...]]:
    """Return the turns as a text, a paragraph each, and where in it each one's speech stands."""
    parts, spans, at = [], [], 0
    for speaker, content in turns:
        head, speech = f"{' '.join(speaker.split())}: ", " ".join(content.split())
        parts.append(head + speech)
        spans.append(Span(at + len(head), at + len(head) + len(speech)))
        at += len(parts[-1]) + 2
    return "\n\n".join(parts), tuple(spans)


def labelled(turns: Sequence[tuple[str, str]], said: Sequence[Span]) -> Transcript:
    """Return the structure the labels tell: all that is said is said before any question."""
    ids = {name: f"s{number}" for number, name in enumerate(dict(turns), 1)}
    spoken = [
        (n, name, span) for n, ((name, _), span) in enumerate(zip(turns, said, strict=True), 1)
    ]
    return Transcript(
        turns=tuple(Turn(number, name, ids[name], span) for number, name, span in spoken),
        speakers=tuple(Speaker(id_, name, "other", labels=(name,)) for name, id_ in ids.items()),
        exchanges=(),
        opening=tuple(number for number, _, _ in spoken),
    )


def overlap(one: Span, other: Span) -> bool:
    """Return whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def _turns(found: EmbeddedDocument) -> tuple[Turn, ...]:
    return found.structure.turns if isinstance(found.structure, Transcript) else ()


def _kept(said: Sequence[Span], turns: Sequence[Turn]) -> float:
    """Return the share of what was said that lies in a turn."""
    shared = sum(
        max(0, min(turn.span.end, span.end) - max(turn.span.start, span.start))
        for turn in turns
        for span in said
    )
    return shared / max(1, sum(span.end - span.start for span in said))
