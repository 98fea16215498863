"""The app on a real library in a folder of its own, with an encoder that needs no model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressgap.wiring import Parts
from tests.parts import fake_parts
from tests.web.api import ApiClient, client_on
from tests.web.texts import BUDGET, CONFERENCE


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    parts = fake_parts(tmp_path)
    yield parts
    parts.close()


@pytest.fixture
def client(parts: Parts) -> ApiClient:
    return client_on(parts)


@pytest.fixture
def budget(client: ApiClient) -> str:
    """The id of the stored declaration."""
    return str(client.post("/v1/documents", json=BUDGET).json["document"]["id"])


@pytest.fixture
def conference(client: ApiClient) -> str:
    """The id of the stored transcript."""
    return str(client.post("/v1/documents", json=CONFERENCE).json["document"]["id"])


@pytest.fixture
def report(client: ApiClient, budget: str, conference: str) -> str:
    """The id of their comparison."""
    asked = {"declaration": budget, "transcripts": [conference]}
    return str(client.post("/v1/comparisons", json=asked).json["id"])
