"""Files that are no plain text over HTTP."""

from __future__ import annotations

import html
import io
from typing import Any

import pytest

from pressgap.errors import TooLarge, UnreadableDocument, problem_type
from pressgap.wiring import Parts
from tests.parts import with_settings
from tests.readers.docx.files import docx_of
from tests.readers.unboxed import unbox
from tests.web.api import Answer, ApiClient, client_on
from tests.web.texts import TRANSCRIPT

PAGE = (
    '<html lang="en"><title>Press day</title><meta name="date" content="2026-03-01"><body>'
    + "".join(f"<p>{html.escape(turn)}</p>" for turn in TRANSCRIPT.split("\n\n"))
).encode()


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    unbox(monkeypatch)


def sent(client: ApiClient, data: bytes, name: str, **form: Any) -> Answer:
    file = (io.BytesIO(data), name)
    return client.post("/v1/documents", data={"kind": "transcript", "file": file, **form})


def test_a_page_brings_its_title_and_date_and_its_doubts_are_in_the_answer(
    client: ApiClient,
) -> None:
    response = sent(client, PAGE, "talks.txt")
    assert response.status_code == 201, response.text
    assert "the name ends in .txt, but this is HTML" in response.json["warnings"][0]
    shown = client.get(response.headers["Location"]).json
    assert (shown["title"], shown["date"], shown["language"]) == ("Press day", "2026-03-01", "en")
    again = sent(client, PAGE, "talks.html", title="Town talk", date="2026-03-02")
    assert again.status_code == 200
    assert any("'Town talk'" in warning for warning in again.json["warnings"])


def test_a_word_file_is_a_document_like_its_text(client: ApiClient) -> None:
    response = sent(client, docx_of(*TRANSCRIPT.strip().split("\n\n")), "talks.docx", title="Talks")
    assert response.status_code == 201, response.text
    found = client.get(f"{response.headers['Location']}/exchanges").json
    assert len(found["exchanges"]) == 2


def test_a_broken_file_is_refused_and_nothing_is_kept(client: ApiClient) -> None:
    response = sent(client, docx_of(TRANSCRIPT)[:5_000], "talks.docx")
    assert response.status_code == 422
    assert response.json["type"] == problem_type(UnreadableDocument)
    assert "talks.docx" in response.json["detail"]
    assert client.get("/v1/documents").json["items"] == []


def test_a_file_may_be_larger_than_a_text_may_and_has_a_limit_of_its_own(parts: Parts) -> None:
    client = client_on(with_settings(parts, max_request_chars=1_000, max_file_bytes=400_000))
    page = PAGE + b"<!--" + b"x" * 100_000 + b"-->"
    assert sent(client, page, "talks.html").status_code == 201
    response = sent(client, PAGE + b" " * 500_000, "talks.html")
    assert response.status_code == 413
    assert response.json["type"] == problem_type(TooLarge)
    assert "max_file_bytes" in response.json["detail"]
