"""What all tests share: a clean environment, and where ../shared lies."""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# One thread in each process, read when numpy and torch are loaded: several workers share the
# processors, and products as small as the tests' take longer in two threads than in one.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# No test fails because the machine is busy: speed is measured in benchmarks/.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


MOST_WORKERS = 4  # each may open the embedding model and a browser: about 1.5 GB


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers ``-n auto`` starts: one for each processor we may use, a few."""
    ours = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(MOST_WORKERS, ours)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not in what is loaded by now: all of it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PRESSGAP_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that is not part of the project; skip without it, fail in CI."""
    if not SHARED.is_dir():
        if os.environ.get("SHARED_REQUIRED"):
            pytest.fail(f"{SHARED} is missing, and SHARED_REQUIRED is set")
        pytest.skip("needs ../shared beside the checkout, which is not here")
    return SHARED
