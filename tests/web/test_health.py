from dataclasses import replace
from typing import Any

import pytest

from pressgap import __version__
from pressgap.errors import ModelUnavailable, PressGapError, StorageUnavailable
from pressgap.wiring import Parts
from tests.web.api import ApiClient, client_on


class BrokenLibrary:
    """Cannot reach its database, or cannot open its model."""

    def __init__(self, error: PressGapError) -> None:
        self._error = error

    def list(self, **_: Any) -> None:
        if isinstance(self._error, StorageUnavailable):
            raise self._error

    def encoder(self) -> None:
        raise self._error


def test_a_living_server_says_so(client: ApiClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "pressgap": __version__}


def test_a_ready_server_names_its_model(client: ApiClient) -> None:
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["model"]["name"]
    assert len(ready.json["model"]["sha256"]) == 64


@pytest.mark.parametrize("error", [StorageUnavailable("disk full"), ModelUnavailable("no model")])
def test_a_server_that_cannot_work_lives_but_is_not_ready(
    parts: Parts, error: PressGapError
) -> None:
    broken: Any = BrokenLibrary(error)
    client = client_on(replace(parts, library=broken))
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.json["detail"] == str(error)
    assert client.get("/healthz").status_code == 200
