"""Documents given as addresses over HTTP; the servers are on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pressgap.errors import (
    AddressRefused,
    BadSettings,
    FetchFailed,
    TooLarge,
    UnsupportedFormat,
    problem_type,
)
from pressgap.readers.addresses import allowed
from pressgap.readers.fetching import Fetcher
from pressgap.wiring import Parts
from tests.parts import with_settings
from tests.readers.site import Names, Page, Site, redirect, site, text
from tests.web.api import ApiClient, client_on
from tests.web.texts import BUDGET, CONFERENCE, DECLARATION, TRANSCRIPT


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        running.pages |= {
            "/budget.md": text(DECLARATION),
            "/talk.txt": text(TRANSCRIPT),
            "/moved": redirect("/talk.txt"),
            "/secret": redirect("http://127.0.0.1:1/"),
        }
        yield running


@pytest.fixture
def fetching(parts: Parts) -> Parts:
    """The parts of a server that fetches, from press.example only."""
    names = Names(press_example=["127.0.0.1"], other_example=["127.0.0.1"])
    fetcher = Fetcher(allowed(["press.example"]), resolve=names)
    return with_settings(replace(parts, fetch=fetcher.fetch), fetch_urls=True)


@pytest.fixture
def fetches(fetching: Parts) -> ApiClient:
    return client_on(fetching)


def at(server: Site, path: str) -> str:
    return server.url(path, "press.example")


def test_addresses_are_not_fetched_unless_the_setting_says_so(client: ApiClient) -> None:
    for url in ("http://press.example/", "no address"):
        response = client.post("/v1/documents", json={"kind": "transcript", "url": url})
        assert response.status_code == 403
        assert response.json["type"] == problem_type(AddressRefused)
        assert "setting fetch_urls" in response.json["detail"]
    asked = {"declaration": {"url": "http://press.example/"}, "transcripts": ["t0123"]}
    assert client.post("/v1/comparisons", json=asked).status_code == 403


def test_a_document_at_an_address_is_added_with_where_it_led_as_its_source(
    fetches: ApiClient, server: Site
) -> None:
    body = {"kind": "transcript", "url": at(server, "/moved"), "date": "2026-02-03"}
    response = fetches.post("/v1/documents", json=body)
    assert response.status_code == 201, response.text
    shown = fetches.get(response.headers["Location"]).json
    assert (shown["text"], shown["source"]) == (TRANSCRIPT, at(server, "/talk.txt"))
    assert (shown["date"], bool(shown["title"])) == ("2026-02-03", True)
    assert fetches.post("/v1/documents", json=body).status_code == 200


def test_a_title_and_a_source_that_are_given_are_kept(fetches: ApiClient, server: Site) -> None:
    about = {"title": "The talk", "source": "The town", "verbatim": False}
    body = {"kind": "transcript", "url": at(server, "/talk.txt"), **about}
    response = fetches.post("/v1/documents", json=body)
    shown = fetches.get(response.headers["Location"]).json
    assert {name: shown[name] for name in about} == about


def test_a_comparison_takes_addresses_texts_and_ids(
    fetches: ApiClient, server: Site, conference: str
) -> None:
    alone = {"declaration": {"url": at(server, "/budget.md")}, "transcripts": [conference]}
    response = fetches.post("/v1/comparisons", json=alone)
    assert response.status_code == 201, response.text
    inline = {"title": BUDGET["title"], "text": DECLARATION}
    mixed = {"declaration": inline, "transcripts": [{"url": at(server, "/talk.txt")}]}
    again = fetches.post("/v1/comparisons", json=mixed)
    assert again.json["declaration"]["id"] == response.json["declaration"]["id"]


def test_a_comparison_with_a_bad_address_adds_nothing(fetches: ApiClient, server: Site) -> None:
    asked = {
        "declaration": {"url": at(server, "/budget.md")},
        "transcripts": [{"url": at(server, "/gone")}],
    }
    response = fetches.post("/v1/comparisons", json=asked)
    assert (response.status_code, response.json["type"]) == (502, problem_type(FetchFailed))
    assert fetches.get("/v1/documents").json["items"] == []


def test_an_address_where_the_other_kind_belongs_is_not_fetched(
    fetches: ApiClient, server: Site
) -> None:
    asked = {
        "declaration": {"url": at(server, "/budget.md")},
        "transcripts": [{"url": at(server, "/talk.txt"), "kind": "declaration"}],
    }
    response = fetches.post("/v1/comparisons", json=asked)
    assert response.status_code == 422
    assert response.json["errors"][0]["field"] == "transcripts.0.kind"
    assert server.seen == []


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        ("http://127.0.0.1/", 403, AddressRefused),
        ("http://169.254.169.254/latest/meta-data/", 403, AddressRefused),
        ("http://other.example/", 403, AddressRefused),
        ("{site}/secret", 403, AddressRefused),
        ("file:///etc/passwd", 422, BadSettings),
        ("http://a:b@press.example/", 422, BadSettings),
        ("{site}/gone", 502, FetchFailed),
        ("http://nowhere.example/", 502, FetchFailed),
        ("{site}/picture", 415, UnsupportedFormat),
        ("{site}/long", 413, TooLarge),
    ],
)
def test_what_is_not_fetched_says_why(
    fetches: ApiClient, server: Site, url: str, status: int, kind: type[Exception]
) -> None:
    server.pages["/picture"] = Page(headers={"Content-Type": "image/png"})
    server.pages["/long"] = Page(headers={"Content-Length": "20000001"})
    body = {"kind": "transcript", "url": url.format(site=at(server, ""))}
    response = fetches.post("/v1/documents", json=body)
    assert (response.status_code, response.json["type"]) == (status, problem_type(kind))  # type: ignore[arg-type]
    assert len(server.seen) <= 1


def test_what_cannot_be_read_is_named_by_its_address(fetches: ApiClient, server: Site) -> None:
    server.pages["/empty.txt"] = text("")
    url = at(server, "/empty.txt")
    response = fetches.post("/v1/documents", json={"kind": "transcript", "url": url})
    assert response.status_code == 422
    assert response.json["detail"].startswith(f"{url} is empty")


def test_texts_from_addresses_count_as_much_as_texts_that_are_sent(
    fetching: Parts, server: Site
) -> None:
    most = len(DECLARATION) + len(TRANSCRIPT) - 1
    client = client_on(with_settings(fetching, max_request_chars=most))
    asked = {
        "declaration": {"title": "Budget", "text": DECLARATION},
        "transcripts": [{"url": at(server, "/talk.txt")}],
    }
    response = client.post("/v1/comparisons", json=asked)
    assert response.status_code == 413
    assert "max_request_chars" in response.json["detail"]


def test_a_text_or_an_address_not_both(fetches: ApiClient, server: Site) -> None:
    body = {**CONFERENCE, "url": at(server, "/talk.txt")}
    response = fetches.post("/v1/documents", json=body)
    assert response.status_code == 422
    assert [each["field"] for each in response.json["errors"]] == ["text"]
    assert server.seen == []


def test_doubts_about_the_reading_are_told(fetches: ApiClient, server: Site) -> None:
    server.pages["/talk.txt"] = text((TRANSCRIPT + " Café.").encode("cp1252"), "text/plain")
    url = at(server, "/talk.txt")
    added = fetches.post("/v1/documents", json={"kind": "transcript", "url": url})
    assert any("guess" in warning for warning in added.json["warnings"])
    declared = text((TRANSCRIPT + " Cafés.").encode("cp1252"), "text/plain; charset=cp1252")
    server.pages["/talk.txt"] = declared
    added = fetches.post("/v1/documents", json={"kind": "transcript", "url": url})
    assert not any("guess" in warning for warning in added.json["warnings"])


def test_the_client_has_the_server_fetch(fetching: Parts, server: Site) -> None:
    import httpx2

    from pressgap.client import Client
    from pressgap.web.app import create_app

    with Client(transport=httpx2.WSGITransport(create_app(fetching))) as client:
        added = client.add_address("transcript", at(server, "/talk.txt"), title="The talk")
        assert client.document(added.document.id).title == "The talk"
        with pytest.raises(FetchFailed, match="404"):
            client.add_address("transcript", at(server, "/gone"))
