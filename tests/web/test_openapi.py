import re
from typing import Any

import pytest
from openapi_spec_validator import validate

from tests.web.api import ApiClient

METHODS = ("get", "post", "delete")


@pytest.fixture
def spec(client: ApiClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json
    return found


def operations(spec: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, item[method])
        for path, item in spec["paths"].items()
        for method in METHODS
        if method in item
    ]


def test_the_description_is_valid_openapi_3_1(spec: dict[str, Any]) -> None:
    validate(spec)
    assert spec["openapi"].startswith("3.1")


def test_every_route_of_the_api_is_described(client: ApiClient, spec: dict[str, Any]) -> None:
    described = {(method.upper(), path) for method, path, _ in operations(spec)}
    routes = {
        (method, re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule))
        for rule in client.application.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.rule.startswith(("/v1/", "/healthz", "/readyz"))
        and method in ("GET", "POST", "DELETE")
    }
    assert described == routes


def test_every_operation_says_what_it_does_and_how_it_fails(spec: dict[str, Any]) -> None:
    for method, path, operation in operations(spec):
        assert operation["summary"].endswith((".", ":")), (method, path)
        assert operation["responses"]["default"]["$ref"].endswith("DEFAULT_ERROR")


def test_every_error_is_described_as_a_problem(spec: dict[str, Any]) -> None:
    for name, response in spec["components"]["responses"].items():
        assert list(response["content"]) == ["application/problem+json"], name


def test_the_values_of_the_core_are_described_field_by_field(spec: dict[str, Any]) -> None:
    schemas = spec["components"]["schemas"]
    clause = schemas["ClauseFinding"]["properties"]
    assert clause["verdict"] == {"enum": ["asked", "volunteered", "not_raised", "unsure"]}
    assert clause["evidence"] == {
        "type": "array",
        "items": {"$ref": "#/components/schemas/Evidence"},
    }
    assert schemas["Evidence"]["properties"]["sentences"]["items"]["prefixItems"] == [
        {"type": "integer"},
        {"type": "integer"},
    ]


def test_an_upload_is_described_beside_the_json(spec: dict[str, Any]) -> None:
    body = spec["paths"]["/v1/documents"]["post"]["requestBody"]["content"]
    assert set(body) == {"application/json", "multipart/form-data"}


def test_the_documentation_page_needs_nothing_from_elsewhere(client: ApiClient) -> None:
    page = client.get("/docs")
    files = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(files) >= 4
    for file in files:
        with client.get(file) as response:
            assert response.status_code == 200, file
    assert not re.search(r"<script>|<style|style=|https?:", page.text)
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_only_the_files_of_the_page_are_served(client: ApiClient) -> None:
    for file in ("/docs/index.html", "/docs/%2e%2e/__init__.py", "/static/../app.py"):
        assert client.get(file).status_code == 404
