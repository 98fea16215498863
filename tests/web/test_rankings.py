import pytest

from pressgap.wiring import Parts
from tests.stored_before import spoken_in
from tests.web.api import ApiClient, client_on
from tests.web.texts import CONFERENCE, TRANSCRIPT

TUNNEL = "Who pays for the harbour tunnel?"


def test_turns_are_quoted_by_offsets_best_first(client: ApiClient, conference: str) -> None:
    asked = {"text": TUNNEL, "scope": "statement"}
    response = client.post(f"/v1/documents/{conference}/ranking", json=asked)
    assert response.status_code == 200
    found = response.json
    assert (found["document"], found["title"], found["scope"]) == (
        conference,
        "Press conference",
        "statement",
    )
    assert (found["verbatim"], found["note"]) == (True, None)
    assert found["raised"] == round(found["raised"], 3)
    assert 0.0 <= found["raised"] <= 1.0
    scores = [turn["score"] for turn in found["turns"]]
    assert scores == sorted(scores, reverse=True)
    best = found["turns"][0]
    assert (best["turn"], best["exchange"], best["part"]) == (2, 1, "question")
    assert (best["speaker"], best["role"], best["outlet"]) == (
        "Rosa Diaz",
        "questioner",
        "Harbour Post",
    )
    assert best["quote"] == TRANSCRIPT[best["start"] : best["end"]] == TUNNEL
    whole = best["context"]
    assert TRANSCRIPT[whole["start"] : whole["end"]] == f"Rosa Diaz, Harbour Post. {TUNNEL}"


def test_discussions_are_looked_for_unless_said_otherwise(
    client: ApiClient, conference: str
) -> None:
    path = f"/v1/documents/{conference}/ranking"
    found = client.post(path, json={"text": TUNNEL}).json
    assert found == client.post(path, json={"text": TUNNEL, "scope": "discussion"}).json
    assert len(found["turns"]) == 5
    few = client.post(path, json={"text": TUNNEL, "limit": 2}).json
    assert few["turns"] == found["turns"][:2]


def test_the_beginning_of_an_id_will_do(client: ApiClient, conference: str) -> None:
    response = client.post(f"/v1/documents/{conference[:6]}/ranking", json={"text": TUNNEL})
    assert response.json["document"] == conference


def test_a_paraphrase_and_a_foreign_language_are_told(client: ApiClient, parts: Parts) -> None:
    told = {**CONFERENCE, "verbatim": False, "note": "A digest."}
    digest = client.post("/v1/documents", json=told).json["document"]["id"]
    spoken_in(parts.store, digest, "kk")
    found = client.post(f"/v1/documents/{digest}/ranking", json={"text": TUNNEL}).json
    assert (found["verbatim"], found["note"]) == (False, "A digest.")
    assert any("in a language (kk) that the model does not know" in w for w in found["warnings"])
    assert any("no background table" in warning for warning in found["warnings"])


def test_a_declaration_has_no_turns_to_rank(client: ApiClient, budget: str) -> None:
    response = client.post(f"/v1/documents/{budget}/ranking", json={"text": TUNNEL})
    assert response.status_code == 422
    assert f"{budget} (“Budget of Millbrook”) is a declaration" in response.json["detail"]


def test_an_unknown_transcript_is_404(client: ApiClient) -> None:
    response = client.post("/v1/documents/t0123456789abcde/ranking", json={"text": TUNNEL})
    assert response.status_code == 404
    assert "t0123456789abcde" in response.json["detail"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"scope": "everywhere"}, "scope"),
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"limit": "3"}, "limit"),
        ({"roles": ["chair"]}, "roles"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    client: ApiClient, conference: str, wrong: dict[str, object], field: str
) -> None:
    response = client.post(f"/v1/documents/{conference}/ranking", json={"text": TUNNEL, **wrong})
    assert response.status_code == 422
    assert [error["field"] for error in response.json["errors"]] == [field]


def test_a_text_without_words_is_refused(client: ApiClient, conference: str) -> None:
    response = client.post(f"/v1/documents/{conference}/ranking", json={"text": "…"})
    assert response.status_code == 422
    assert "no words" in response.json["detail"]


def test_a_text_over_the_limit_names_the_setting(client: ApiClient, conference: str) -> None:
    response = client.post(f"/v1/documents/{conference}/ranking", json={"text": "word " * 5_000})
    assert response.status_code == 413
    assert "max_statement_chars" in response.json["detail"]


def test_ranking_stores_nothing(parts: Parts, conference: str) -> None:
    before = parts.store.generation()
    client_on(parts).post(f"/v1/documents/{conference}/ranking", json={"text": TUNNEL})
    assert parts.store.generation() == before
