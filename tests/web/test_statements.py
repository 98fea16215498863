import pytest

from tests.web.api import ApiClient
from tests.web.texts import TRANSCRIPT


def test_a_statement_finds_passages_quoted_by_offsets(client: ApiClient, conference: str) -> None:
    asked = {"text": "The reserve fund pays for the harbour tunnel.", "limit": 3}
    response = client.post("/v1/statements", json=asked)
    assert response.status_code == 200
    found = response.json["passages"] + response.json["closest"]
    assert found
    for passage in found:
        assert passage["document"] == conference
        assert TRANSCRIPT[passage["start"] : passage["end"]] == passage["quote"]


def test_an_empty_library_has_nothing_to_say(client: ApiClient) -> None:
    response = client.post("/v1/statements", json={"text": "Any statement at all."})
    assert response.status_code == 200
    assert (response.json["passages"], response.json["closest"]) == ([], [])


def test_filters_keep_other_kinds_out(client: ApiClient, budget: str, conference: str) -> None:
    asked = {"text": "The reserve fund pays for the harbour tunnel.", "kinds": ["declaration"]}
    answer = client.post("/v1/statements", json=asked).json
    found = answer["passages"] + answer["closest"]
    assert {passage["document"] for passage in found} == {budget}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"limit": 0}, "limit"),
        ({"limit": True}, "limit"),
        ({"kinds": ["poem"]}, "kinds.0"),
        ({"roles": "chair"}, "roles"),
        ({"date_from": "2026-02-02", "date_to": "2026-02-01"}, "date_to"),
        ({"speaker": "Mayor"}, "speaker"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    client: ApiClient, wrong: dict[str, object], field: str
) -> None:
    response = client.post("/v1/statements", json={"text": "A statement.", **wrong})
    assert response.status_code == 422
    assert [error["field"] for error in response.json["errors"]] == [field]


def test_an_unknown_document_to_search_in_is_404(client: ApiClient, conference: str) -> None:
    asked = {"text": "The reserve fund pays.", "documents": [conference, "t0123456789abcde"]}
    response = client.post("/v1/statements", json=asked)
    assert response.status_code == 404
    assert "t0123456789abcde" in response.json["detail"]


def test_a_statement_over_the_limit_names_the_setting(client: ApiClient) -> None:
    response = client.post("/v1/statements", json={"text": "word " * 5_000})
    assert response.status_code == 413
    assert "max_statement_chars" in response.json["detail"]
