"""The parts of an app on a real library and comparer, with an encoder that needs no model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from pressgap.compare import Comparer
from pressgap.core.report import ModelRef
from pressgap.data import load_verdict_model
from pressgap.kept import KeptComparisons
from pressgap.readers.fetched import Fetched
from pressgap.settings import Settings
from pressgap.wiring import Parts
from tests.fakes import FakeEncoder, open_library


def fake_parts(data_dir: Path) -> Parts:
    """Open parts in ``data_dir``; to be closed."""
    encoder, settings = FakeEncoder(), Settings(data_dir=data_dir)
    library = open_library(data_dir, encoder, settings)
    comparer = Comparer(
        library,
        library.store,
        model=ModelRef(encoder.name, encoder.sha256),
        verdict_model=load_verdict_model(),
        background=None,
        languages=settings.model_languages,
    )
    kept = KeptComparisons(library.store)
    return Parts(settings, library, kept, lambda: comparer, library.store, fetch_nothing)


def fetch_nothing(url: str) -> Fetched:
    """Fail the test: it is not about addresses."""
    raise AssertionError(f"{url} was to be fetched")


def with_settings(parts: Parts, **changes: Any) -> Parts:
    """Return the same parts under other settings of the server."""
    return replace(parts, settings=replace(parts.settings, **changes))
