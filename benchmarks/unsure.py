"""Print what leaving clauses unsure buys: ``python -m benchmarks.unsure``.

The bars of a report are one point on a line. Here the surest share of a judged case's clauses is
decided (by the likelier side of each, without any bar), the rest left unsure, and the share of
right ones among those decided is drawn.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality import SHARED, STATE
from pressgap import readers
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Kind
from pressgap.core.report import ClauseFinding
from pressgap.evaluate.judgements import read_case
from pressgap.library import NewDocument
from pressgap.settings import load_settings
from pressgap.wiring import Parts, open_parts

CASE = SHARED / "gold" / "astana-2024"
WIDTH = 40
Row = tuple[ClauseFinding, str]


def guess(clause: ClauseFinding) -> tuple[str, float]:
    """Return the likeliest verdict of a clause and how likely it is."""
    chances = {
        "asked": clause.probability.asked,
        "volunteered": max(0.0, clause.probability.raised - clause.probability.asked),
        "not_raised": 1.0 - clause.probability.raised,
    }
    best = max(chances, key=lambda verdict: chances[verdict])
    return best, chances[best]


def lines(rows: Sequence[Row]) -> list[str]:
    """Return the plot: a line for each share of clauses left unsure."""
    ranked = sorted(rows, key=lambda row: -guess(row[0])[1])
    found = ["left unsure   right among the decided"]
    for left in range(0, 91, 10):
        decided = ranked[: round(len(ranked) * (100 - left) / 100)]
        right = sum(guess(clause)[0] == truth for clause, truth in decided)
        bar = "█" * round(WIDTH * right / len(decided))
        found.append(f"{left:8} %    {bar:<{WIDTH}} {right} of {len(decided)}")
    return found


def judged(parts: Parts) -> list[Row]:
    """Return the unambiguous clauses of the case, as found, with what they are."""
    case = read_case(CASE)
    declaration = _embedded(case.declaration, "declaration", parts)
    transcripts = [_embedded(path, "transcript", parts) for path in case.transcripts]
    report = parts.comparer.compare_embedded(declaration, transcripts, keep=False)
    clear = [each for each in case.clauses if not each.ambiguous]
    return [(report.clauses[each.number - 1], each.verdict) for each in clear]


def _embedded(path: Path, kind: Kind, parts: Parts) -> EmbeddedDocument:
    data = path.read_bytes()
    read = readers.read(data, name=path.name, max_chars=parts.settings.cli_max_document_chars)
    return parts.library.embed(NewDocument(kind=kind, text=read.text, data=data, title=path.stem))


def main() -> int:
    if not CASE.is_dir():
        print(f"{CASE} is not here: the plot is of that judged case", file=sys.stderr)
        return 1
    parts = open_parts(load_settings(None, data_dir=STATE / "quality"))
    try:
        print(*lines(judged(parts)), sep="\n")
    finally:
        parts.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
