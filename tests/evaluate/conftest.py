from collections.abc import Iterator
from pathlib import Path

import pytest

from pressgap.evaluate import Evaluator
from pressgap.wiring import Parts
from tests.parts import fake_parts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    opened = fake_parts(tmp_path / "state")
    yield opened
    opened.close()


@pytest.fixture
def evaluator(parts: Parts) -> Evaluator:
    return Evaluator(parts.library, parts.comparer)
