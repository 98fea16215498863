"""A process is killed between two steps; the next start must be right."""

import subprocess
import sys
from pathlib import Path

import pytest

from pressgap.vectors import EMPTY
from tests.fakes import FakeEncoder, open_library
from tests.library.texts import briefing, programme

ROOT = Path(__file__).resolve().parents[2]
RATES = "The bank will raise interest rates this year."

# Adds one document in peace, then another whose step STEP ends the process as kill -9 would.
SCRIPT = """
import os, sys
from pathlib import Path
from tests.fakes import open_library
from tests.library.texts import briefing, programme

library = open_library(Path(sys.argv[1]))
library.add(programme())
library.search("rates")
library.close()

def die(*_args, **_kwargs):
    os._exit(9)

{step}
library.add(briefing())
library.close()
os._exit(0)
"""
STEPS = {
    "after embedding, before storing": "library.store.add_document = die",
    "inside the transaction": ("from pressgap.store import documents; documents.mark_change = die"),
    "after storing, before indexing": "library._workshop.keeper.added = die",
    "while the index file is written": (
        "library._workshop.keeper._save_from = 0\n"
        "from pressgap.vectors import files; files.os.fsync = die"
    ),
    "between index file and manifest": (
        "library._workshop.keeper._save_from = 0\nPath.replace = die"
    ),
    "after the manifest, before old files go": (
        "library._workshop.keeper._save_from = 0\n"
        "from pressgap.vectors import files; files._sync_folder = die"
    ),
}
STORED = [name for name in STEPS if name not in list(STEPS)[:2]]


@pytest.mark.process
@pytest.mark.parametrize("step", STEPS)
def test_the_next_start_is_right(tmp_path: Path, step: str) -> None:
    script = SCRIPT.format(step=STEPS[step])
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == 9

    encoder = FakeEncoder()
    library = open_library(tmp_path, encoder)
    assert len(library.list().items) == (2 if step in STORED else 1)
    assert library.model.index.state != EMPTY
    kinds = {passage.kind for passage in library.search(RATES).passages}
    assert kinds == ({"declaration", "transcript"} if step in STORED else {"declaration"})
    assert set(encoder.encoded) == {RATES}  # catching up needed no model

    assert library.add(briefing()).created == (step not in STORED)
    assert not library.add(programme()).created
    assert {p.kind for p in library.search(RATES).passages} == {"declaration", "transcript"}
    library.reindex()
    assert len(list((tmp_path / "faiss").glob("passages-*"))) == 1
    library.store.close()
