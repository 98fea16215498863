"""Topics, questions and statements against meetings → the model of `core.matching.raised`.

A text of a meeting is raised there; in another meeting of the series it is not (``near``, a little
noisy: topics recur), nor in its own with the turns cut out that discuss it (``cut``).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback
from pressgap.core.matching.background import Background
from pressgap.core.matching.raised import (
    RAISED_FEATURES,
    STATED_FEATURES,
    raised_features,
    stated_features,
    term_shares,
    unrelated,
)
from pressgap.core.matching.ranking import Text
from pressgap.core.matching.windows import Windows, windows_of
from pressgap.core.matching.wording import Wording, WordRows, wording
from pressgap.errors import BadSettings
from pressgap.fit.pseudo import Embedded, unrelated_to
from pressgap.fit.regression import fit_logistic
from pressgap.fit.verdicts import logistic_as_json

_LEAST = 30  # sentences that have to be left of a meeting
_FOLDS = 6  # as many times some meetings are left out, to see how sure to be of others
_FEWEST = 3  # a meeting, another to tell it from, and one that has nothing to do with either


@dataclass(frozen=True, eq=False)
class Probe:
    """A text with its vector, and the turns of its meeting that raise it."""

    text: Text
    turns: frozenset[int]


def fit_raised(
    embedded: Sequence[Embedded],
    word_rows: WordRows,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Return the logistic functions of both scopes as the data file holds them.

    ``word_rows`` gives the vectors of single words. One in three of the examples is positive, as
    they come. Raises ``BadSettings`` where there are too few meetings, or none with topics and with
    statements.
    """
    if len(embedded) < _FEWEST:
        raise BadSettings(
            f"what is raised is told from {_FEWEST} meetings of the training split or more, not "
            f"from {len(embedded)}"
        )
    found: dict[str, list[tuple[int, NDArray[np.float64], bool]]]
    found = {"discussion": [], "statement": []}
    for home in range(len(embedded)):
        for scope, features, raised in _examples(home, embedded, word_rows):
            found[scope].append((home, features, raised))
        if progress:
            progress(home + 1, len(embedded))
    empty = [scope for scope, rows in found.items() if not rows]
    if empty:
        raise BadSettings(
            f"the meetings name no turns for any {empty[0]}: there is nothing to tell by what is "
            "raised"
        )
    # Of topics and questions there are too few: on meetings left out, tempering made their
    # calibration worse (.047 → .054), that of statements a little better (.013 → .011).
    return {
        "discussion": _fitted(found["discussion"], RAISED_FEATURES, temper=False),
        "statement": _fitted(found["statement"], STATED_FEATURES, temper=True),
    }


def _fitted(
    rows: Sequence[tuple[int, NDArray[np.float64], bool]], names: Sequence[str], *, temper: bool
) -> dict[str, Any]:
    homes = np.array([home for home, _, _ in rows])
    features = np.stack([row for _, row, _ in rows])
    labels = np.array([raised for _, _, raised in rows])
    solution = fit_logistic(features, labels, np.ones(len(rows)))
    if temper:
        solution = tempered(solution, features, labels, homes)
    return logistic_as_json(solution, names)


def tempered(
    solution: NDArray[np.float64],
    features: NDArray[np.float64],
    labels: NDArray[np.bool_],
    homes: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return intercept and coefficients made as unsure as they should be of meetings not seen.

    A fit is too sure of what it was not fitted on. How much so is seen by leaving out some
    meetings (``homes`` (n,)) at a time: the log-odds of those are fitted anew, with an intercept
    and one slope (after Steyerberg, "Clinical Prediction Models", 2009). Of a single meeting
    nothing is seen.
    """
    meetings = np.unique(homes)
    folds = min(_FOLDS, len(meetings))
    if folds < 2:
        return solution
    odds = np.zeros(len(features))
    for fold in range(folds):
        held = np.isin(homes, meetings[fold::folds])
        rest = fit_logistic(features[~held], labels[~held], np.ones(int((~held).sum())))
        odds[held] = features[held] @ rest[1:] + rest[0]
    level, slope = fit_logistic(odds[:, None], labels, np.ones(len(odds)))
    if not 0.0 < slope < 1.0:  # not too sure, or of no use at all
        return solution
    return np.concatenate([[level + slope * solution[0]], slope * solution[1:]])


def _examples(
    home: int, embedded: Sequence[Embedded], word_rows: WordRows
) -> Iterator[tuple[str, NDArray[np.float64], bool]]:
    rng = random.Random(f"raised-{embedded[home].meeting.name}")  # noqa: S311  (no secret)
    series = embedded[home].meeting.series
    others = [i for i in range(len(embedded)) if i != home]
    same = [i for i in others if embedded[i].meeting.series == series]
    near = rng.choice(same or others)
    background = unrelated_to({home, near}, embedded, rng)
    own, other = (_said(embedded[i], word_rows, background) for i in (home, near))
    for scope, probe in _probes(embedded[home]):
        yield scope, _features(scope, probe, own, background), True
        yield scope, _features(scope, probe, other, background), False
        cut = own.without(probe.turns)
        if cut is not None:
            yield scope, _features(scope, probe, cut, background), False


def _probes(each: Embedded) -> Iterator[tuple[str, Probe]]:
    queries = zip(each.meeting.queries, each.queries, strict=True)
    statements = zip(each.meeting.statements, each.statements, strict=True)
    for scope, found in (
        ("discussion", [(query.text, row, query.turns) for query, row in queries]),
        ("statement", [(told.text, row, told.near) for told, row in statements]),
    ):
        for text, row, turns in found:
            if turns:
                yield scope, Probe(Text(text, row[None, :]), turns)


@dataclass(frozen=True, eq=False)
class _Said:
    """What is said in (what is left of) a meeting; ``turns`` and ``terms`` are of each sentence."""

    turns: NDArray[np.int64]
    terms: Sequence[Sequence[str]]
    windows: Windows
    wording: Wording

    def without(self, turns: frozenset[int]) -> _Said | None:
        """Return what is left without some turns; None where it is too little."""
        kept = ~np.isin(self.turns, list(turns))
        if kept.sum() < _LEAST:
            return None
        terms = [said for said, stays in zip(self.terms, kept, strict=True) if stays]
        windows = windows_of(self.windows.vectors[kept], [0] * len(terms), terms)
        return _Said(self.turns[kept], terms, windows, self.wording.of(kept))


def _said(each: Embedded, word_rows: WordRows, background: Background) -> _Said:
    meeting = each.meeting
    rows = [row for row, said in enumerate(meeting.terms) if said]
    terms = [meeting.terms[row] for row in rows]
    windows = windows_of(each.sentences[rows], [0] * len(rows), terms)
    words = wording([meeting.sentences[row] for row in rows], word_rows, background.idf)
    return _Said(meeting.turns[rows], terms, windows, words)


def _features(scope: str, probe: Probe, said: _Said, background: Background) -> NDArray[np.float64]:
    text = probe.text
    shares = term_shares(text.words, background.idf)
    beyond = unrelated(text.rows, shares, background, Fallback(0.0, 0.0, 1.0))
    given = text.rows, shares, said.windows, beyond
    if scope == "discussion":
        return raised_features(*given)
    return stated_features(*given, said.wording.aligned(text.whole))
