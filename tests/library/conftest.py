from collections.abc import Iterator
from pathlib import Path

import pytest

from pressgap.library import Library
from tests.fakes import FakeEncoder, open_library


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def library(tmp_path: Path, encoder: FakeEncoder) -> Iterator[Library]:
    library = open_library(tmp_path, encoder)
    yield library
    library.close()
    library.store.close()
