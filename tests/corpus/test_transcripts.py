"""The corpus of styles: what the parser finds in transcripts, held against what a reader finds.

Anything may be added under ``tests/corpus/*/transcripts``; see README.md there for the format.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.scoring import (
    CORPUS,
    Score,
    expectation,
    score,
    total,
    transcripts,
)

# Precision and recall of all files of a folder together, and of each file, at least.
TOGETHER = {
    "turns": 0.97,
    "exchanges": 0.97,
    "speakers": 0.95,
    "roles": 0.95,
    "questions": 0.95,
}
EACH = 0.7  # of few exchanges, one that differs counts for much
# Not learnt from yet: what the next text may look like. Turns alone are held to a bar.
NEWEST = ("fifth",)
LEAST_TURNS = 0.8
FOLDERS = sorted({path.parents[1].name for path in transcripts()} - set(NEWEST))


def scored(path: Path) -> Score:
    found = score(path)
    if found is None:
        pytest.skip(f"no reader for {path.suffix} files")
    return found


@pytest.mark.parametrize("path", transcripts(), ids=lambda p: str(p.relative_to(CORPUS)))
def test_a_transcript_of_the_corpus_has_the_structure_that_a_reader_finds(path: Path) -> None:
    found = scored(path)
    if path.parents[1].name in NEWEST:
        assert min(found["turns"].precision, found["turns"].recall) >= LEAST_TURNS
        return
    for name, tally in found.items():
        assert min(tally.precision, tally.recall) >= EACH, (name, tally)


@pytest.mark.parametrize("folder", FOLDERS)
def test_all_transcripts_of_a_folder_together_reach_the_bar(folder: str) -> None:
    paths = [path for path in transcripts() if path.parents[1].name == folder]
    found = total([one for one in map(score, paths) if one is not None])
    for name, least in TOGETHER.items():
        tally = found[name]
        assert min(tally.precision, tally.recall) >= least, (name, tally)


def test_the_seen_half_holds_twenty_styles_and_five_long_transcripts() -> None:
    seen = [path for path in transcripts() if path.parents[1].name == "seen"]
    turns = [len(expectation(path)["turns"]) for path in seen]
    assert len(seen) >= 20
    assert sum(count > 30 for count in turns) >= 5
