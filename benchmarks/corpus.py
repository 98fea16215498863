"""Print how much structure the parsers find in the corpus of styles: ``python -m
benchmarks.corpus``.

Precision and recall of turns, speakers, roles, exchanges, questions and clauses over all files of
each part of ``tests/corpus``: the half that the rules were made with, the half that was written
without a look at them, and what was written later in the same way; beside all but the first, what
it was when the parsers first ran on them, before anything was learnt. ``--files`` adds a line a
file.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Mapping

from pressgap.core.declarations.declaration import parse_declaration
from tests.corpus.scoring import CORPUS, MEASURES, Score, Tally, score, text_of, total, transcripts

HALVES = ("seen", "unseen", "second", "third", "fourth", "fifth")
FIRST = ("unseen", "second", "third", "fourth", "fifth")
_CLAUSES = "tests.corpus.clause_scoring"


def rows() -> list[tuple[str, dict[str, Tally]]]:
    """Return each measure with its tally by half; a half without files has none."""
    found = {half: _half(half) for half in HALVES}
    names = [*MEASURES, "clauses"]
    return [(name, {h: t[name] for h, t in found.items() if name in t}) for name in names]


def _half(half: str) -> Mapping[str, Tally]:
    paths = [path for path in transcripts() if path.parents[1].name == half]
    scores = [one for one in map(score, paths) if one is not None]
    found: dict[str, Tally] = dict(total(scores)) if scores else {}
    clauses = _clauses(half)
    return found | ({} if clauses is None else {"clauses": clauses})


def _clauses(half: str) -> Tally | None:
    """Return how well the declarations of a half are read; None where there are none to read."""
    paths = sorted((CORPUS / half / "declarations").glob("*.expected.json"))
    if not paths or importlib.util.find_spec(_CLAUSES) is None:
        return None
    scorer = importlib.import_module(_CLAUSES)
    scores = []
    for path in paths:
        texts = path.parent.glob(path.name.replace(".expected.json", ".*"))
        text = next(text_of(each) for each in texts if each != path)
        if text is not None:
            found = scorer.found_clauses(text, parse_declaration(text).clauses)
            scores.append(scorer.score(scorer.expected_clauses(path, text), found))
    added = scorer.add(scores)
    return Tally(added.right, added.found, added.expected)


def _files() -> list[tuple[str, Score]]:
    found = [(str(path.relative_to(CORPUS)), score(path)) for path in transcripts()]
    return [(name, one) for name, one in found if one is not None]


def _ratios(tally: Tally | None) -> str:
    return "-" if tally is None else f"{tally.precision:.3f} {tally.recall:.3f}"


def _first(ratios: list[float] | None) -> str:
    return f"{'-' if ratios is None else ' '.join(f'{each:.3f}' for each in ratios):>16}"


def main(arguments: list[str]) -> int:
    heads = "".join(f"{half:>16}{'of':>7}" for half in HALVES)
    heads += "".join(f"{f'{part}, first':>16}" for part in FIRST)
    print(f"{'precision, recall':<20}{heads}")
    first = json.loads((CORPUS / "first_run.json").read_text(encoding="utf-8"))
    for name, tallies in rows():
        cells = [tallies.get(half) for half in HALVES]
        counts = [str(tally.expected) if tally else "" for tally in cells]
        line = "".join(f"{_ratios(t):>16}{n:>7}" for t, n in zip(cells, counts, strict=True))
        print(
            f"{name:<20}{line}" + "".join(_first(first.get(part, {}).get(name)) for part in FIRST)
        )
    for name, found in _files() if "--files" in arguments else ():
        print(f"{name:<50}" + "".join(f"{_ratios(found[m]):>14}" for m in MEASURES))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
