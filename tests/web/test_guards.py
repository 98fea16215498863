import io

import pytest

from pressgap.web.guards import is_loopback, max_request_bytes
from pressgap.wiring import Parts
from tests.parts import with_settings
from tests.web.api import ApiClient, client_on
from tests.web.texts import BUDGET


@pytest.mark.parametrize("host", ["localhost", "localhost:8017", "127.0.0.1:8017", "[::1]:8017"])
def test_a_loopback_server_answers_to_its_own_names(client: ApiClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", ""])
def test_a_loopback_server_answers_to_no_other_name(client: ApiClient, host: str) -> None:
    response = client.get("/v1/documents", headers={"Host": host})
    assert response.status_code == 421
    assert response.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(
    client: ApiClient, headers: dict[str, str], conference: str
) -> None:
    assert client.post("/v1/documents", json=BUDGET, headers=headers).status_code == 403
    assert client.delete(f"/v1/documents/{conference}", headers=headers).status_code == 403
    assert client.get(f"/v1/documents/{conference}", headers=headers).status_code == 200


def test_a_page_of_this_site_may_change_things(client: ApiClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/v1/documents", json=BUDGET, headers=headers).status_code == 201


def test_a_request_over_the_limit_is_refused_unread(client: ApiClient, parts: Parts) -> None:
    length = str(max_request_bytes(parts.settings) + 1)
    for media_type in ("application/json", "multipart/form-data; boundary=x", "text/plain"):
        response = client.post(
            "/v1/documents",
            input_stream=io.BytesIO(b"never read"),
            content_type=media_type,
            environ_overrides={"CONTENT_LENGTH": length},
        )
        assert response.status_code == 413
        assert "max_request_chars" in response.json["detail"]


def test_a_body_without_a_length_is_cut_off_at_the_limit(client: ApiClient, parts: Parts) -> None:
    body = io.BytesIO(b" " * (max_request_bytes(parts.settings) + 1))
    response = client.post(
        "/v1/documents",
        input_stream=body,
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert response.status_code == 413
    assert "max_request_chars" in response.json["detail"]


def test_a_body_without_a_length_that_goes_on_over_the_limit_is_too_large(parts: Parts) -> None:
    parts = with_settings(parts, max_request_chars=300, max_document_chars=200)
    response = client_on(parts).post(
        "/v1/documents",
        input_stream=io.BytesIO(b'{"title": "' + b"a" * 200_000 + b'"}'),
        content_type="application/json",
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert response.status_code == 413
    assert "max_request_chars" in response.json["detail"]


def test_a_document_over_the_limit_names_the_setting(client: ApiClient) -> None:
    response = client.post("/v1/documents", json={**BUDGET, "text": "word " * 100_001})
    assert response.status_code == 413
    assert "max_document_chars" in response.json["detail"]


def test_inline_documents_together_keep_to_the_limit_of_a_request(parts: Parts) -> None:
    parts = with_settings(parts, max_request_chars=300, max_document_chars=200)
    inline = {"title": "Long", "text": "A text. " * 20}
    asked = {"declaration": inline, "transcripts": [inline]}
    response = client_on(parts).post("/v1/comparisons", json=asked)
    assert response.status_code == 413
    assert "max_request_chars" in response.json["detail"]


@pytest.mark.parametrize(
    "path", ["/healthz", "/v1/documents", "/nowhere", "/docs", "/openapi.json"]
)
def test_every_answer_carries_the_headers_of_caution(client: ApiClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["X-Request-ID"]


def test_a_request_id_is_kept_where_it_is_harmless(client: ApiClient) -> None:
    kept = client.get("/healthz", headers={"X-Request-ID": "trace-1"})
    replaced = client.get("/healthz", headers={"X-Request-ID": "two words"})
    assert kept.headers["X-Request-ID"] == "trace-1"
    assert replaced.headers["X-Request-ID"] != "two words"


def test_loopback_is_known_by_address_and_name() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.0.7", "news.example")))  # noqa: S104
