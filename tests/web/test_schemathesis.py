"""Requests that schemathesis makes of the description, sent to the app in this process."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import positive_data_acceptance
from schemathesis.core.result import Ok

from pressgap.web.app import create_app
from pressgap.wiring import Parts
from tests.web.api import client_of
from tests.web.texts import BUDGET, CONFERENCE

BOUNDED = settings(
    max_examples=10,
    database=None,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
ACCEPTED, REFUSED = GenerationMode.POSITIVE, GenerationMode.NEGATIVE


@pytest.fixture
def operations(parts: Parts) -> list[APIOperation[Any, Any, Any, Any]]:
    return list(_operations(parts))


def _operations(parts: Parts) -> Iterator[APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_wsgi("/openapi.json", create_app(parts))
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        yield found.ok()


@pytest.mark.parametrize("mode", [ACCEPTED, REFUSED])
def test_no_request_breaks_the_server_or_gets_an_undescribed_answer(
    operations: list[APIOperation[Any, Any, Any, Any]], mode: GenerationMode
) -> None:
    assert len(operations) > 15
    for operation in operations:
        try:
            _try(operation, mode)
        except Unsatisfiable:  # any id will do: nothing about such a request can be wrong
            assert mode == REFUSED


def _try(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Case[Any]) -> None:
        # What fits the schema may still be no text, no declaration, or the same text twice.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    check()


def test_every_answer_is_as_described(parts: Parts) -> None:
    app = create_app(parts)
    client = client_of(app)
    ids = {
        each["kind"]: client.post("/v1/documents", json=each).json["document"]["id"]
        for each in (BUDGET, CONFERENCE)
    }
    asked = {"declaration": ids["declaration"], "transcripts": [ids["transcript"]]}
    report = client.post("/v1/comparisons", json=asked).json["id"]
    review = {"target": "c1", "verdict": "unsure", "reviewer": "Ana"}
    described = schemathesis.openapi.from_wsgi("/openapi.json", app)

    def call(method: str, path: str, body: object = None, **names: str) -> None:
        more: Any = {} if body is None else {"body": body, "media_type": "application/json"}
        case = described[path][method].Case(path_parameters=names, **more)
        assert case.call_and_validate().status_code < 300

    call("GET", "/v1/documents")
    call("GET", "/v1/documents/{document_id}", document_id=ids["declaration"])
    call("GET", "/v1/documents/{document_id}/clauses", document_id=ids["declaration"])
    call("GET", "/v1/documents/{document_id}/exchanges", document_id=ids["transcript"])
    for each in ids.values():
        call("GET", "/v1/documents/{document_id}/structure", document_id=each)
    path = "/v1/documents/{document_id}/corrections"
    correction = {"kind": "role", "speaker": "Mayor", "value": "speaker", "by": "Ana"}
    call("POST", path, correction, document_id=ids["transcript"])
    call("POST", path, {"kind": "undo", "undoes": 1, "by": "Ana"}, document_id=ids["transcript"])
    call("GET", path, document_id=ids["transcript"])
    call("POST", "/v1/documents", BUDGET)
    call("POST", "/v1/statements", {"text": "The reserve fund pays for the harbour tunnel."})
    path, wanted = "/v1/documents/{document_id}/ranking", {"text": "The harbour tunnel"}
    call("POST", path, wanted, document_id=ids["transcript"])
    call("POST", "/v1/comparisons", asked)
    call("GET", "/v1/comparisons")
    call("POST", "/v1/comparisons/{comparison_id}/reviews", review, comparison_id=report)
    call("GET", "/v1/comparisons/{comparison_id}/reviews", comparison_id=report)
    call("GET", "/v1/comparisons/{comparison_id}", comparison_id=report)
    call("GET", "/v1/comparisons/{comparison_id}/matrix", comparison_id=report)
    path = "/v1/comparisons/{comparison_id}"
    call("GET", f"{path}/matrix.svg", comparison_id=report)
    call("GET", f"{path}/agreement", comparison_id=report)
    for suffix in ("json", "csv", "md", "html", "xlsx"):
        path = "/v1/comparisons/{comparison_id}.{suffix}"
        call("GET", path, comparison_id=report, suffix=suffix)
    call("GET", "/healthz")
    call("GET", "/readyz")
