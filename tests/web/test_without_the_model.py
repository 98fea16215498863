"""The configured model is not there: what is stored can be read, the rest answers 503."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts
from tests.web.api import ApiClient, client_on


@pytest.fixture
def lost(parts: Parts, report: str) -> Iterator[ApiClient]:
    """A client of the library that holds ``report``, under a model that does not exist."""
    settings: Settings = replace(parts.settings, model=str(parts.settings.data_dir / "gone"))
    opened = open_parts(settings)
    yield client_on(opened)
    opened.close()


def test_documents_and_their_structure_are_read(
    lost: ApiClient, budget: str, conference: str
) -> None:
    assert len(lost.get("/v1/documents").json["items"]) == 2
    for path in (budget, f"{budget}/clauses", conference, f"{conference}/exchanges"):
        assert lost.get(f"/v1/documents/{path}").status_code == 200
    for path in (f"{budget}/structure", f"{conference}/structure", f"{conference}/corrections"):
        assert lost.get(f"/v1/documents/{path}").status_code == 200


def test_comparisons_are_read_and_reviewed(lost: ApiClient, report: str) -> None:
    assert [each["id"] for each in lost.get("/v1/comparisons").json["items"]] == [report]
    for path in ("", ".csv", ".md", ".html", "/matrix", "/reviews"):
        assert lost.get(f"/v1/comparisons/{report}{path}").status_code == 200
    finding = {"target": "c1", "verdict": "asked", "reviewer": "A. Coder"}
    assert lost.post(f"/v1/comparisons/{report}/reviews", json=finding).status_code == 201


def test_comparisons_and_documents_are_deleted(lost: ApiClient, report: str, budget: str) -> None:
    assert lost.delete(f"/v1/comparisons/{report}").status_code == 204
    assert lost.delete(f"/v1/documents/{budget}").status_code == 204


def test_what_needs_the_model_answers_503_and_says_why(
    lost: ApiClient, budget: str, conference: str
) -> None:
    answers = [
        lost.get("/readyz"),
        lost.post("/v1/statements", json={"text": "The tunnel is paid from the reserve."}),
        lost.post(f"/v1/documents/{conference}/ranking", json={"text": "The harbour tunnel"}),
        lost.post("/v1/documents", json={"kind": "declaration", "title": "B", "text": "1. Buses."}),
        lost.post("/v1/comparisons", json={"declaration": budget, "transcripts": [conference]}),
        lost.post(
            f"/v1/documents/{conference}/corrections",
            json={"kind": "nobody", "line": 3, "by": "Ana"},
        ),
    ]
    assert [each.status_code for each in answers] == [503] * 6
    assert all("there is no model folder" in each.json["detail"] for each in answers)
