"""A folder of ArgKP: does this argument make this point? As Key Point Analysis 2021, track 1.

The key points of one topic and stance are taken as a declaration, a clause each; its arguments as
a transcript, an answer each, so that one has nothing to do with the next.

Of each topic and stance the surer half of the arguments is kept, each with its best key point, and
the average precision of that list is the sum of the precisions at its matches by the length of the
list: what does not match counts against it even below the last match. (Divided by the matches
among the kept instead, as scikit-learn's function has it, the figures are higher; they stand
beside.)
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pressgap.compare import Comparer
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Clause, Declaration, Exchange, Span, Speaker, Transcript, Turn
from pressgap.errors import BadSettings
from pressgap.evaluate.embedding import Embedding
from pressgap.evaluate.measures import Progress, Result, sample
from pressgap.evaluate.metrics import Floats, auroc, mean, ranked_precision
from pressgap.library import NewDocument

_KEPT = 0.5


@dataclass(frozen=True, slots=True)
class Stance:
    """Arguments and key points on one side of one topic; ``labels`` (key points, arguments) are
    1 for a match, 0 for none, NaN where nobody decided.
    """

    topic: str
    arguments: tuple[str, ...]
    points: tuple[str, ...]
    labels: Floats


def splits(folder: Path) -> list[str]:
    """Return the names of the splits in a folder of ArgKP: ``dev``, ``test``, ``train`` …"""
    names = [path.stem.removeprefix("labels_") for path in sorted(folder.glob("labels_*.csv"))]
    return [n for n in names if all((folder / f"{k}_{n}.csv").is_file() for k in _OTHERS)]


_OTHERS = ("arguments", "key_points")


def read_split(folder: Path, split: str) -> list[Stance]:
    """Return the topics and stances of a split; raises ``BadSettings`` for files that are none."""
    try:
        arguments = _grouped(folder / f"arguments_{split}.csv", "arg_id", "argument")
        points = _grouped(folder / f"key_points_{split}.csv", "key_point_id", "key_point")
        labels = {
            (row["key_point_id"], row["arg_id"]): float(row["label"])
            for row in _rows(folder / f"labels_{split}.csv")
        }
    except (KeyError, ValueError, TypeError) as error:
        raise BadSettings(
            f"{folder}: the split {split!r} is not laid out as ArgKP is "
            f"({type(error).__name__}: {error})"
        ) from error
    return [
        Stance(
            f"{topic} ({stance})",
            tuple(text for _, text in said),
            tuple(text for _, text in points[topic, stance]),
            np.array(
                [
                    [labels.get((point, argument), np.nan) for argument, _ in said]
                    for point, _ in points[topic, stance]
                ]
            ),
        )
        for (topic, stance), said in arguments.items()
        if points.get((topic, stance))
    ]


def key_points(
    title: str,
    stances: Sequence[Stance],
    embedding: Embedding,
    comparer: Comparer,
    progress: Progress,
) -> Result:
    """Measure how ``Comparer.points`` matches arguments and key points."""
    ours, floor = [], []
    for done, stance in enumerate(stances):
        progress("Arguments", done, len(stances))
        declaration, transcript = _documents(stance, embedding)
        ours.append(comparer.points(declaration, transcript))
        floor.append(_cosines(declaration, transcript))
    topics = sample([each.topic for each in stances], "topics and stances", "topics and stances")
    count = f"{len(stances)} topics and stances"
    measures = [
        topics.measure(
            f"map.{name}{by}",
            f"argument × key point: mAP {name}{said}",
            mean([half(s, c, missing, not by) for s, c in zip(stances, ours, strict=True)]),
            count,
            mean([half(s, c, missing, not by) for s, c in zip(stances, floor, strict=True)]),
        )
        for by, said in (("", ""), (".by_matches", ", by matches kept"))
        for name, missing in (("strict", 0.0), ("relaxed", 1.0))
    ]
    known = [~np.isnan(stance.labels) for stance in stances]
    right = np.concatenate([s.labels[k] for s, k in zip(stances, known, strict=True)]) == 1.0
    pairs = sample(
        [s.topic for s, k in zip(stances, known, strict=True) for _ in range(int(k.sum()))],
        "pairs",
        "topics and stances",
    )
    measures.append(
        pairs.measure(
            "pairs.auroc",
            "argument × key point: AUROC",
            auroc(np.concatenate([c[k] for c, k in zip(ours, known, strict=True)]), right),
            f"{len(right)} labelled pairs, {int(right.sum())} match",
            auroc(np.concatenate([c[k] for c, k in zip(floor, known, strict=True)]), right),
        )
    )
    return Result(title, "argkp", len(stances), topics.resampled, tuple(measures))


def half(stance: Stance, chances: Floats, missing: float, by_length: bool) -> float:
    """Return the average precision of the surer half of the arguments, each with its best key
    point; ``chances`` are (key points, arguments), what nobody decided counts as ``missing``.
    """
    best = chances.argmax(axis=0)
    across = np.arange(chances.shape[1])
    order = np.argsort(-chances[best, across], kind="stable")[: int(_KEPT * len(across))]
    right = np.nan_to_num(stance.labels[best, across], nan=missing)[order] == 1.0
    found = np.flatnonzero(right) + 1
    return ranked_precision(found, max(1, len(right) if by_length else len(found)))


def _cosines(declaration: EmbeddedDocument, transcript: EmbeddedDocument) -> Floats:
    ours, theirs = _best_rows(declaration), _best_rows(transcript)
    return np.array([[float((one @ other.T).max()) for other in theirs] for one in ours])


def _best_rows(document: EmbeddedDocument) -> list[NDArray[np.float32]]:
    """Return the block vectors of each clause or turn."""
    rows: dict[str | int | None, list[int]] = defaultdict(list)
    for place, passage in enumerate(document.passages):
        if passage.level == "block":
            rows[passage.clause or passage.turn].append(place)
    return [document.vectors[some] for some in rows.values()]


def _documents(stance: Stance, embedding: Embedding) -> tuple[EmbeddedDocument, EmbeddedDocument]:
    text, spans = _paragraphs(stance.points)
    clauses = [Clause(f"c{n}", str(n), "", span) for n, span in enumerate(spans, 1)]
    outline = Declaration(tuple(clauses))
    new = NewDocument("declaration", text, text.encode(), stance.topic)
    declaration = embedding.embed(new, outline)
    text, spans = _paragraphs(stance.arguments)
    speaker = Speaker("s1", "Everybody", "principal")
    turns = tuple(Turn(n, speaker.name, speaker.id, span) for n, span in enumerate(spans, 1))
    numbers = tuple(turn.number for turn in turns)
    # One exchange: the same speaker answering twice over takes up another matter.
    exchange = Exchange(1, speaker.id, numbers, (), Span(0, len(text)))
    speech = Transcript(turns, (speaker,), (exchange,))
    new = NewDocument("transcript", text, text.encode(), stance.topic)
    return declaration, embedding.embed(new, speech)


def _paragraphs(texts: Sequence[str]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 2
    return "\n\n".join(texts), spans


def _grouped(path: Path, key: str, text: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(path):
        said = " ".join(str(row[text]).split())
        if any(map(str.isalnum, said)):
            found[row["topic"], row["stance"]].append((row[key], said))
    return dict(found)


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadSettings(f"{path} cannot be read: {error}") from error
