"""What all tests share: a clean environment, and where ../shared lies."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No test fails because the machine is busy: speed is measured in benchmarks/.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


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
