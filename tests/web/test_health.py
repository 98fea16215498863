from pressgap import __version__
from tests.web.api import ApiClient


def test_a_living_server_says_so(client: ApiClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "pressgap": __version__}


def test_a_ready_server_names_its_model(client: ApiClient) -> None:
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["model"]["name"]
    assert len(ready.json["model"]["sha256"]) == 64
