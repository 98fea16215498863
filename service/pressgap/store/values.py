"""What the store hands out besides the words of the core."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from pressgap.core.correction import Correction

# Of the core, because the HTTP client hands them out as well.
from pressgap.core.documents.listing import ComparisonSummary as ComparisonSummary
from pressgap.core.documents.listing import DocumentSummary as DocumentSummary
from pressgap.core.model import Document, Part, Passage, Role, Span, Structure, TranscriptOptions
from pressgap.errors import BadSettings, IndexOutOfStep

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor to give as ``after`` for more; ``next`` None: there are none."""

    items: list[T]
    next: str | None


def make_page(rows: Sequence[R], limit: int, key: Callable[[R], int]) -> Page[R]:
    """Return the first ``limit`` of ``rows`` (one more was asked for) as a page."""
    more = len(rows) > limit
    return Page(list(rows[:limit]), str(key(rows[limit - 1])) if more else None)


def check_page(after: str | None, limit: int) -> int | None:
    """Return the cursor's number; ``BadSettings`` for a cursor or limit that cannot be."""
    if not 1 <= limit <= 1000:
        raise BadSettings(f"limit must be from 1 to 1000, not {limit}")
    if after is None:
        return None
    if not (after.isascii() and after.isdigit() and len(after) < 19):
        raise BadSettings(f"after: {after!r} is no cursor; take `next` of the page before")
    return int(after)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage and its number in the database and the vector index."""

    key: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Mark:
    """A state of the documents: ``generation`` counts changes, ``stamp`` tells timelines apart."""

    generation: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Change:
    """A transaction that brought passages: their keys, and the state it led to.

    ``corrections`` are the ids of those kept with it.
    """

    keys: list[int]
    mark: Mark
    corrections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """Which state of a document something was read from; equal editions read the same."""

    key: int
    revision: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """All of a document but its passages; ``options`` are what it was read with."""

    edition: Edition
    document: Document
    structure: Structure
    options: TranscriptOptions | None = None


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """What a person says of a reading: a correction, or (``undoes``) that one is taken back."""

    by: str
    note: str | None = None
    correction: Correction | None = None
    undoes: int | None = None


class Candidate(NamedTuple):  # not a dataclass: a search makes hundreds, ten times as fast
    """A sentence that may belong to a statement, and the block it stands in (itself, if none)."""

    key: int
    block: int
    document: int
    revision: int
    start: int
    end: int
    block_start: int
    block_end: int
    part: Part
    role: Role | None
    turn: int | None
    exchange: int | None
    speaker: str | None
    clause: str | None
    lead_start: int | None = None
    lead_end: int | None = None

    @property
    def lead_in(self) -> Span | None:
        """What leads up to the sentence, an item of a list; None where nothing does."""
        if self.lead_start is None or self.lead_end is None:
            return None
        return Span(self.lead_start, self.lead_end)


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the vector index should hold: ``ids`` (sorted) at ``mark``.

    ``lacking`` counts passages that have no vector of the model asked for.
    """

    mark: Mark
    ids: NDArray[np.int64]
    lacking: int


class Overtaken(IndexOutOfStep):
    """A document was read anew by somebody else since it was looked at."""


class VectorsMissing(IndexOutOfStep):
    """Texts whose vectors were expected in the database are not there (removed meanwhile)."""

    def __init__(self, hashes: Sequence[str]) -> None:
        super().__init__(
            f"{len(hashes)} texts have no vector of this model: run `pressgap reindex`"
        )
        self.hashes = tuple(hashes)
