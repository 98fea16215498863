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
