"""One transcript ranked for a text, as people and programs get it (standard library only)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pressgap.core.model import NOWHERE, Locator, Part, Role, Span

# The same as in `core.matching.ranking`, which the client cannot import for its numpy; a test holds
# them equal.
Scope = Literal["discussion", "statement"]


@dataclass(frozen=True, slots=True)
class RankedTurn:
    """A turn and how far it belongs to the text.

    ``quote`` is the sentence of the turn that fits best, at ``start`` to ``end`` of the stored
    text; ``context`` is the whole turn, ``locator`` where the quote is found in the source.
    ``score`` orders the turns of one ranking: it is no probability, and means nothing beside
    another ranking's.
    """

    turn: int
    exchange: int | None
    speaker: str
    role: Role
    outlet: str | None
    part: Part
    score: float
    quote: str
    start: int
    end: int
    context: Span
    locator: Locator = NOWHERE


@dataclass(frozen=True, slots=True)
class Ranking:
    """The turns of a transcript by how far they belong to a text, best first.

    ``scope`` is what was looked for: where a topic or question is discussed (``discussion``), or
    who said this (``statement``). ``raised`` is the probability that it is raised there at all:
    some turn is the best even where nothing belongs.
    """

    document: str
    title: str
    date: str | None
    verbatim: bool
    note: str | None
    scope: Scope
    raised: float
    turns: tuple[RankedTurn, ...]
    warnings: tuple[str, ...] = field(default=())
