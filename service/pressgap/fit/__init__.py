"""Makes what lies in ``data/``: coefficients, bars and the background, from labelled meetings.

Everything is drawn with fixed seeds and read in the order of paths, so that the same data and
model give the same numbers to 1e-6. Only files under the given folder are opened.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.background import Background, expected_best, to_arrays
from pressgap.core.matching.verdict_model import FORMAT, RAISED
from pressgap.data import MODEL_FILE, background_file, trials_file
from pressgap.encoder import Encoder
from pressgap.fit import points, questions, raised, supported, verdicts
from pressgap.fit.meetings import Meeting, block_texts, read_meetings
from pressgap.fit.pseudo import SEED, UNRELATED, Embedded, draw_background, trials
from pressgap.fit.table import Table, made_of

__all__ = ["Progress", "check", "fit"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is, and how much there is."""

# Lowest log loss on the trials among 0.5, 1.0 and 1.5.
COVERAGE_WEIGHT = 1.5
# A match is called explicit where it is likelier than not.
EXPLICIT_BAR = 0.5
TOLERANCE = 1e-6
TRAINING = "train"


def fit(train: Path, out: Path, encoder: Encoder, progress: Progress | None = None) -> list[Path]:
    """Fit everything on the meetings under ``train`` and write it to ``out``; return the files.

    Raises ``BadSettings`` when ``train`` holds no meetings.
    """
    model, background, table = fitted(train, encoder, progress)
    out.mkdir(parents=True, exist_ok=True)
    names = MODEL_FILE, background_file(encoder.sha256), trials_file(encoder.sha256)
    paths = [out / name for name in names]
    paths[0].write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    np.savez_compressed(paths[1], allow_pickle=False, **to_arrays(background))
    np.savez_compressed(paths[2], allow_pickle=False, **table.to_arrays())
    return paths


def fitted(
    train: Path, encoder: Encoder, progress: Progress | None = None
) -> tuple[dict[str, Any], Background, Table]:
    """Return the model as JSON values, the background, and what the verdicts were fitted on."""
    embedded = _embed(read_meetings(train), encoder, progress)
    found = trials(embedded, COVERAGE_WEIGHT, _named("trials", progress))
    asked = verdicts.fit_side([trial for trial in found if trial.question])
    answered = verdicts.fit_side([trial for trial in found if not trial.question])
    both = verdicts.both_sides(found, asked, answered)
    clause_raised = verdicts.fit_clause_raised(both)
    cases = verdicts.cases(both, clause_raised)
    on_declaration, question_bars = questions.fit_questions(embedded, COVERAGE_WEIGHT)
    blocks = _blocks(embedded, encoder, progress)
    rng = random.Random(SEED)  # noqa: S311  (no secret)
    # What `evaluate` measures on the other split is fitted without it: rankings and the background.
    training = [each for each in embedded if each.meeting.split == TRAINING] or embedded
    background = draw_background("qmsum-committee", encoder.sha256, training, rng)
    model = {
        "format": FORMAT,
        "name": MODEL_FILE.removesuffix(".json"),
        "features": list(FEATURES),
        "coverage_weight": COVERAGE_WEIGHT,
        "raised_share": 2.0 * verdicts.CASE_SHARE,
        "asked": verdicts.as_json(asked),
        "answered": verdicts.as_json(answered),
        "clause_raised": verdicts.logistic_as_json(clause_raised, RAISED),
        "explicit": points.fit_explicit(
            points.read_debates(train), encoder, background, COVERAGE_WEIGHT
        ),
        "on_declaration": on_declaration,
        "bars": {**verdicts.bars(cases), "explicit": EXPLICIT_BAR, **question_bars},
        "raised": raised.fit_raised(
            training, encoder.word_rows, _named("what is raised", progress)
        ),
        "statements": supported.fit_statements(
            embedded, blocks, COVERAGE_WEIGHT, _named("statements", progress)
        ),
        "fallback": _fallback(embedded, background),
        "provenance": {
            "encoder": {"name": encoder.name, "sha256": encoder.sha256},
            "data": [
                "QMSum, Committee (Zhong et al. 2021), MIT licence",
                "ExplainMeetSum, Committee (Kim et al. 2023), MIT licence",
                "ArgKP 2021, training split (Bar-Haim et al. 2020; Friedman et al. 2021), "
                "CDLA-Sharing-1.0 licence, (c) IBM Corporation 2020",
            ],
            "meetings": len(embedded),
            "meetings_of_background_and_of_raised": len(training),
            "trials": len(found),
            "cases": len(cases.truth),
            "seed": SEED,
            "background_sentences": UNRELATED,
            "prior_of_asked_and_of_answered": verdicts.PRIOR,
            "share_of_asked_and_of_volunteered_in_cases": verdicts.CASE_SHARE,
            "shares_of_negatives": verdicts.SHARES,
            "precision_of_asked": verdicts.ASKED_PRECISION,
            "precision_of_volunteered": verdicts.VOLUNTEERED_PRECISION,
            "precision_of_raised": verdicts.RAISED_PRECISION,
            "prior_of_questions_on_the_declaration": questions.PRIOR,
            "precision_of_questions_on_and_off": [
                questions.ON_PRECISION,
                questions.OFF_PRECISION,
            ],
            "prior_of_statement_candidates": supported.PRIOR,
            "precision_of_not_raised": verdicts.NOT_RAISED_PRECISION,
        },
    }
    table = made_of(found, asked, answered, both, name=str(model["name"]), encoder=encoder.sha256)
    return model, background, table


def check(fresh: Path, shipped: Path, encoder_sha256: str) -> list[str]:
    """Return what differs between two folders of fitted files by more than ``TOLERANCE``.

    The tolerance is relative for numbers above 1.
    """
    first, second = (
        json.loads((folder / MODEL_FILE).read_text(encoding="utf-8")) for folder in (fresh, shipped)
    )
    found = list(_differences(first, second, MODEL_FILE))
    for name in (background_file(encoder_sha256), trials_file(encoder_sha256)):
        found += _different_arrays(fresh, shipped, name)
    return found


def _different_arrays(fresh: Path, shipped: Path, name: str) -> Sequence[str]:
    if not (shipped / name).exists():
        return [f"{name} is not there"]
    with np.load(fresh / name) as one, np.load(shipped / name) as other:
        return [
            f"{name}: {key}"
            for key in sorted({*one, *other})
            if key not in one or key not in other or not _same(one[key], other[key])
        ]


def _differences(one: Any, other: Any, where: str) -> Sequence[str]:
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            difference
            for key in sorted({*one, *other})
            for difference in _differences(one.get(key), other.get(key), f"{where}: {key}")
        ]
    if isinstance(one, float | int) and isinstance(other, float | int):
        near = abs(one - other) <= TOLERANCE * max(1.0, abs(other))
        return [] if near else [f"{where}: {one} is not {other}"]
    return [] if one == other else [f"{where}: {one} is not {other}"]


def _same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    if one.shape != other.shape:
        return False
    if one.dtype == np.float16:  # half precision keeps three digits: one step either way
        return bool(np.allclose(one.astype(float), other.astype(float), rtol=0.0, atol=1e-3))
    if one.dtype == np.float32:
        return bool(np.allclose(one, other, rtol=TOLERANCE, atol=TOLERANCE))
    return bool((one == other).all())


def _named(what: str, progress: Progress | None) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(what, done, total)


def _embed(
    meetings: Sequence[Meeting], encoder: Encoder, progress: Progress | None
) -> list[Embedded]:
    found = []
    for done, meeting in enumerate(meetings):
        parts = (
            list(meeting.sentences),
            [statement.text for statement in meeting.statements],
            [query.text for query in meeting.queries],
        )
        vectors = encoder.encode([text for part in parts for text in part])
        ends = np.cumsum([len(part) for part in parts])[:-1]
        found.append(Embedded(meeting, *np.split(vectors, ends)))
        if progress:
            progress("meetings embedded", done + 1, len(meetings))
    return found


def _blocks(
    embedded: Sequence[Embedded], encoder: Encoder, progress: Progress | None
) -> dict[int, supported.Blocks]:
    found = {}
    numbers = supported.chosen(embedded)
    for done, number in enumerate(numbers):
        texts, of_sentence = block_texts(embedded[number].meeting)
        found[number] = supported.Blocks(texts, encoder.encode(texts), of_sentence)
        if progress:
            progress("meetings in blocks embedded", done + 1, len(numbers))
    return found


def _fallback(embedded: Sequence[Embedded], background: Background) -> dict[str, float]:
    """Return what the best unrelated score is on average, and how it grows with the speech."""
    vectors = np.concatenate([each.statements for each in embedded if len(each.statements)])
    scores = vectors @ background.vectors.T
    sizes = np.array([30, 100, 300, 1000])
    best = [expected_best(scores, int(size)) for size in sizes]
    growth, level = np.polyfit(np.log(sizes), [float(mean.mean()) for mean, _ in best], 1)
    return {
        "level": round(float(level), verdicts.DECIMALS),
        "growth": round(float(growth), verdicts.DECIMALS),
        "spread": round(float(np.mean([spread.mean() for _, spread in best])), verdicts.DECIMALS),
    }
