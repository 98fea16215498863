"""Pseudo-conferences: stretches of labelled meetings held against pseudo-declarations.

A stretch of a meeting's turns stands for a press conference, summary sentences for the clauses of
a declaration: those of this meeting (raised where the turns that say them lie in the stretch,
otherwise a hard negative) and of two others (one of the same series, one of another). A sentence
that only answers say has the questions beside it taken out of the stretch, so that it is
volunteered. Stretches and choices are drawn with a fixed seed.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Aligner, Fallback, aligner, surroundings
from pressgap.core.matching.background import Background, build_background
from pressgap.core.matching.context import next_asking, with_what_is_asked
from pressgap.core.matching.salience import key_is_asked, mentioned, salience
from pressgap.core.text.terms import term_weights, terms
from pressgap.errors import BadSettings
from pressgap.fit.meetings import Meeting, Statement

SEED = 7
_LENGTHS = (150, 250, 400)  # sentences: short and long press conferences
_CLOSING = "\"')”’] "
_LEAST = 20  # sentences of a kind that a stretch has to have
_MARGIN = 2  # turns on either side that may still be on the matter
_NEAR, _FAR = 25, 10  # clauses taken from another meeting of the series, and of another series
UNRELATED = 8000  # background sentences, about as many as are shipped


@dataclass(frozen=True, eq=False)
class Embedded:
    """A meeting with unit vectors of its sentences, statements and queries."""

    meeting: Meeting
    sentences: NDArray[np.float32]
    statements: NDArray[np.float32]
    queries: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Trial:
    """One clause against one kind of sentences of a stretch.

    ``features`` (sentences, features) of the pairs still in the stretch; ``related`` whether they
    raise it; ``origin`` own, near or far; ``case`` numbers the clause in its stretch, so that its
    two trials (``question``: against questions) can be read together. ``words`` are the terms the
    clause has, ``mentioned`` and ``key_said`` whether its salient ones are said here.
    """

    features: NDArray[np.float32]
    related: bool
    origin: str
    question: bool
    case: str
    meeting: str
    words: int
    mentioned: float
    key_said: float


@dataclass(frozen=True, slots=True)
class _Item:
    origin: str
    statement: Statement
    row: int
    home: int


def trials(
    embedded: Sequence[Embedded],
    coverage_weight: float,
    progress: Callable[[int, int], None] | None = None,
) -> list[Trial]:
    """Return the trials of every meeting that has statements."""
    told = [number for number, each in enumerate(embedded) if each.meeting.statements]
    found: list[Trial] = []
    for done, home in enumerate(told):
        rng = random.Random(f"{SEED}-{embedded[home].meeting.name}")  # noqa: S311  (no secret)
        items = _items(home, told, embedded, rng)
        held = _aligner(items, embedded, coverage_weight, rng)
        found += _stretches(home, items, held, embedded, rng)
        if progress:
            progress(done + 1, len(told))
    return found


def _items(
    home: int, told: Sequence[int], embedded: Sequence[Embedded], rng: random.Random
) -> list[_Item]:
    series = embedded[home].meeting.series
    near = [i for i in told if i != home and embedded[i].meeting.series == series]
    far = [i for i in told if embedded[i].meeting.series != series]
    items = _from(home, "own", embedded, None, rng)
    for origin, among, count in (("near", near, _NEAR), ("far", far, _FAR)):
        if among:
            items += _from(rng.choice(among), origin, embedded, count, rng)
    return items


def _from(
    home: int,
    origin: str,
    embedded: Sequence[Embedded],
    count: int | None,
    rng: random.Random,
) -> list[_Item]:
    statements = embedded[home].meeting.statements
    rows = range(len(statements))
    chosen = rows if count is None else sorted(rng.sample(rows, min(count, len(rows))))
    return [_Item(origin, statements[row], row, home) for row in chosen]


def _aligner(
    items: Sequence[_Item],
    embedded: Sequence[Embedded],
    coverage_weight: float,
    rng: random.Random,
) -> Aligner:
    """Return the items' aligner; its background leaves out every meeting the items come from."""
    background = unrelated_to({item.home for item in items}, embedded, rng)
    texts = [terms(item.statement.text) for item in items]
    vectors = np.stack([embedded[item.home].statements[item.row] for item in items])
    weights = term_weights(texts, background.idf)
    return aligner(vectors, texts, weights, coverage_weight, background, Fallback(0.0, 0.0, 1.0))


def unrelated_to(
    left_out: set[int], embedded: Sequence[Embedded], rng: random.Random
) -> Background:
    """Return the background that all other meetings make."""
    rest = [each for number, each in enumerate(embedded) if number not in left_out]
    return draw_background("without some meetings", "", rest, rng)


def draw_background(
    name: str, model_sha256: str, embedded: Sequence[Embedded], rng: random.Random
) -> Background:
    """Return about ``UNRELATED`` sentences in stretches that follow on, as many from each meeting;
    terms are counted in all.

    Raises ``BadSettings`` when there are none.
    """
    told = [(each, [r for r, said in enumerate(each.meeting.terms) if said]) for each in embedded]
    told = [(each, rows) for each, rows in told if rows]
    if not told:
        raise BadSettings(
            "too few meetings to fit on: two series and, beside any three meetings, at least one "
            "more are needed, so that something unrelated is left"
        )
    length = math.ceil(UNRELATED / len(told))
    chosen = []
    for run, (each, rows) in enumerate(told):
        start = rng.randrange(max(1, len(rows) - length + 1))
        chosen += [(each, row, run) for row in rows[start : start + length]]
    return build_background(
        name,
        model_sha256,
        np.stack([each.sentences[row] for each, row, _ in chosen]),
        [each.meeting.terms[row] for each, row, _ in chosen],
        [said for each in embedded for said in each.meeting.terms],
        [run for _, _, run in chosen],
    )


def _stretches(
    home: int,
    items: Sequence[_Item],
    held: Aligner,
    embedded: Sequence[Embedded],
    rng: random.Random,
) -> list[Trial]:
    found: list[Trial] = []
    meeting = embedded[home].meeting
    salient = salience(held.terms, held.idf)
    around = surroundings(embedded[home].sentences, [0] * len(meeting.sentences))
    for number, (start, end) in enumerate(_cuts(meeting, rng)):
        for question in (True, False):
            rows = _rows(meeting, start, end, question)
            if len(rows) < _LEAST:
                continue
            vectors = embedded[home].sentences[rows]
            scores = held.scores(vectors, [meeting.terms[row] for row in rows])
            features = held.features(scores, vectors, around[rows])
            turns = meeting.turns[rows]
            if question:
                asks = [meeting.sentences[row].rstrip(_CLOSING).endswith("?") for row in rows]
                features = with_what_is_asked(features, next_asking(asks, turns.tolist()))
            stretch = (int(meeting.turns[start]), int(meeting.turns[end - 1]))
            for place, item in enumerate(items):
                kept, related = _left(item, meeting, turns, stretch, question)
                if related is not None and kept.any():
                    heard = {
                        t
                        for row, keeps in zip(rows, kept, strict=True)
                        if keeps
                        for t in meeting.terms[row]
                    }
                    case = f"{meeting.name}/{number}/{place}"
                    found.append(
                        Trial(
                            features[place][kept].astype(np.float32),
                            related,
                            item.origin,
                            question,
                            case,
                            meeting.name,
                            len(held.terms[place]),
                            mentioned(salient[place], heard),
                            key_is_asked(salient[place], heard),
                        )
                    )
    return found


def _cuts(meeting: Meeting, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole turns, as sentence ranges, that make up the meeting."""
    count, start = len(meeting.sentences), 0
    while start < count:
        end = min(count, start + rng.choice(_LENGTHS))
        while end < count and meeting.turns[end] == meeting.turns[end - 1]:
            end += 1
        if count - end < min(_LENGTHS) // 2:
            end = count
        yield start, end
        start = end


def _rows(meeting: Meeting, start: int, end: int, question: bool) -> list[int]:
    turns = meeting.turns
    return [
        row
        for row in range(start, end)
        if meeting.terms[row]
        and not meeting.presides[turns[row]]
        and bool(meeting.asks[turns[row]]) == question
    ]


def _left(
    item: _Item,
    meeting: Meeting,
    turns: NDArray[np.int64],
    stretch: tuple[int, int],
    question: bool,
) -> tuple[NDArray[np.bool_], bool | None]:
    """Return which sentences stay in the stretch for this clause, and whether they raise it.

    None: it cannot be said (the matter is touched, but no turn is marked as saying it).
    """
    everything = np.ones(len(turns), bool)
    if item.origin != "own":
        return everything, False
    said = item.statement.central & set(turns.tolist())
    if said:
        return everything, True
    first, last = min(item.statement.near) - _MARGIN, max(item.statement.near) + _MARGIN
    if last < stretch[0] or first > stretch[1]:
        return everything, False
    if question and not any(meeting.asks[turn] for turn in item.statement.central):
        return (turns < first) | (turns > last), False
    return everything, None
