import threading

import pytest

from pressgap.errors import Busy
from pressgap.web.app import create_app
from pressgap.web.overload import Gate
from pressgap.wiring import Parts
from tests.parts import with_settings
from tests.web.api import client_of, client_on


def test_who_finds_the_queue_full_is_sent_away_at_once() -> None:
    gate = Gate(running=1, waiting=0)
    gate.enter()
    with pytest.raises(Busy):
        gate.enter()
    gate.leave()
    gate.enter()


def test_who_waits_gets_the_next_slot() -> None:
    gate = Gate(running=1, waiting=1)
    gate.enter()
    entered = threading.Event()

    def wait() -> None:
        gate.enter()
        entered.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    assert not entered.wait(0.05)
    gate.leave()
    assert entered.wait(5)
    waiting.join()


def test_who_waits_too_long_is_sent_away_and_frees_the_place() -> None:
    gate = Gate(running=1, waiting=1, patience=0.01)
    gate.enter()
    for _ in range(3):
        with pytest.raises(Busy, match="no turn"):
            gate.enter()


def test_an_overloaded_server_answers_503_and_stays_healthy(parts: Parts) -> None:
    parts = with_settings(parts, server_threads=1, max_waiting=0)
    app = create_app(parts)
    client = client_of(app)
    gate: Gate = app.extensions["pressgap.gate"]
    gate.enter()
    refused = client.get("/v1/documents")
    assert refused.status_code == 503
    assert refused.mimetype == "application/problem+json"
    assert int(refused.headers["Retry-After"]) > 0
    assert client.get("/healthz").status_code == 200
    gate.leave()
    assert client.get("/v1/documents").status_code == 200


def test_a_request_that_fails_gives_its_slot_back(parts: Parts) -> None:
    parts = with_settings(parts, server_threads=1, max_waiting=0)
    client = client_on(parts)
    for _ in range(3):
        assert client.get("/v1/documents/t0123456789abcde").status_code == 404
        assert client.post("/v1/statements", data=b"{", headers=JSON).status_code == 400


JSON = {"Content-Type": "application/json"}
