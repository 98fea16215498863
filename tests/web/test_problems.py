import json
import logging

import pytest
from flask import Flask

from pressgap.errors import HTTP_STATUSES, Busy, PressGapError, problem_type
from pressgap.web.app import create_app
from pressgap.wiring import Parts
from tests.web.api import ApiClient, client_of
from tests.web.texts import BUDGET


def app_that_raises(parts: Parts, error: Exception) -> Flask:
    app = create_app(parts)

    @app.get("/raise")
    def _raise() -> str:
        raise error

    return app


@pytest.mark.parametrize("error", list(HTTP_STATUSES))
def test_every_error_class_has_its_status_and_type(
    parts: Parts, error: type[PressGapError]
) -> None:
    response = client_of(app_that_raises(parts, error("what, where, what to do"))).get("/raise")
    assert response.status_code == HTTP_STATUSES[error]
    assert response.mimetype == "application/problem+json"
    assert response.json["type"] == problem_type(error)
    assert response.json["detail"] == "what, where, what to do"


def test_an_error_of_a_part_is_told_as_its_nearest_listed_ancestor(parts: Parts) -> None:
    class VeryBusy(Busy):
        pass

    response = client_of(app_that_raises(parts, VeryBusy("later"))).get("/raise")
    assert response.status_code == 503
    assert response.json["type"] == problem_type(Busy)


def test_busy_says_when_to_come_back(parts: Parts) -> None:
    response = client_of(app_that_raises(parts, Busy("later"))).get("/raise")
    assert int(response.headers["Retry-After"]) > 0


def test_an_unexpected_error_is_logged_and_not_shown(
    parts: Parts, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(app_that_raises(parts, ValueError("a secret")))
    with caplog.at_level(logging.ERROR):
        response = client.get("/raise")
    assert response.status_code == 500
    assert response.mimetype == "application/problem+json"
    assert "secret" not in response.text
    assert "Traceback" not in response.text
    assert response.json["request_id"] == response.headers["X-Request-ID"]
    assert "a secret" in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nowhere", 404), ("PUT", "/v1/documents", 405), ("POST", "/docs", 405)],
)
def test_what_flask_refuses_is_a_problem_too(
    client: ApiClient, method: str, path: str, status: int
) -> None:
    response = client.open(path, method=method)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == status
    assert (status == 405) == ("Allow" in response.headers)


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5_000, b"[NaN]"])
def test_malformed_json_is_400(client: ApiClient, body: bytes) -> None:
    response = client.post("/v1/statements", data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("body", [b"[]", b"3", b"null", b'"text"'])
def test_json_that_is_no_object_is_422(client: ApiClient, body: bytes) -> None:
    response = client.post("/v1/statements", data=body, content_type="application/json")
    assert response.status_code == 422


@pytest.mark.parametrize("path", ["documents", "statements", "comparisons"])
@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", None])
def test_another_media_type_is_415(client: ApiClient, path: str, media_type: str | None) -> None:
    response = client.post(f"/v1/{path}", data=b"{}", content_type=media_type)
    assert response.status_code == 415
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize("bad", ["\x00", "\ud800"])
def test_nul_and_lone_surrogates_are_422_in_any_field(client: ApiClient, bad: str) -> None:
    for wrong in ({"text": f"A{bad}B"}, {"title": bad}, {bad: 1}):
        response = client.post("/v1/documents", data=json.dumps({**BUDGET, **wrong}), headers=JSON)
        assert response.status_code == 422, wrong
        assert "lone surrogate" in response.json["detail"]


def test_nul_in_a_query_is_422(client: ApiClient) -> None:
    assert client.get("/v1/documents?text=a%00b").status_code == 422


def test_unknown_and_repeated_query_parameters_are_refused_by_name(client: ApiClient) -> None:
    unknown = client.get("/v1/documents?colour=red")
    twice = client.get("/v1/documents?limit=1&limit=2")
    assert [error["field"] for error in unknown.json["errors"]] == ["colour"]
    assert [error["field"] for error in twice.json["errors"]] == ["limit"]
    assert (unknown.status_code, twice.status_code) == (422, 422)


def test_many_wrong_fields_are_all_listed_but_not_all_retold(client: ApiClient) -> None:
    wrong = {f"field{number}": 1 for number in range(9)}
    response = client.post("/v1/documents", json={**BUDGET, **wrong})
    assert len(response.json["errors"]) == 9
    assert response.json["detail"].endswith("and 4 more")


JSON = {"Content-Type": "application/json"}
