"""Run the measurements: ``python -m benchmarks [NAME ...]``; ``make bench`` runs all of them.

Timings on shared machines are noisy: each row is a median, beside the bound the project set itself
and, where one exists, a reference timed in the same run.
"""

import sys

from benchmarks import measures
from benchmarks.parsing import parsing

ALL = {**measures.ALL, "parsing": parsing}


def main(names: list[str]) -> int:
    chosen = names or list(ALL)
    unknown = [name for name in chosen if name not in ALL]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(ALL)}", file=sys.stderr)
        return 2
    print(f"{'what':<52} {'measured':>12} {'bound':>22}")
    for name in chosen:
        for row in ALL[name]():
            print(f"{row.what:<52} {row.measured:>12} {row.bound:>22}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
