"""What every page and form of the reading room keeps to."""

import pytest

from pressgap.errors import ModelUnavailable
from pressgap.web.room.page import POLICY
from pressgap.wiring import Parts
from tests.web.api import ApiClient, client_on
from tests.web.room.pages import Page, page, sent
from tests.web.texts import DECLARATION, TRANSCRIPT

FORMS = ["/add", "/compare", "/search", "/sample"]
PAGES = ["/", "/add", "/compare", "/documents/{}", "/documents/{}/cite?start=0&end=9", "/nowhere"]
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("path", PAGES)
def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(
    client: ApiClient, conference: str, path: str
) -> None:
    answer = client.get(path.format(conference), headers=BROWSER)
    assert answer.headers["Content-Security-Policy"] == POLICY
    shown = Page(answer)
    assert not shown.elements("//*[@style or @onclick or @onload]|//style|//script[not(@src)]")
    loaded = shown.elements("//script/@src|//link/@href|//img/@src")
    assert all(str(each).startswith("/static/") for each in loaded)
    assert len(shown.elements("//h1")) == 1
    assert shown.elements("//html/@lang") == ["en"]


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_on_another_site_changes_nothing(
    client: ApiClient, report: str, conference: str, headers: dict[str, str]
) -> None:
    before = client.get("/v1/documents").json
    for path in (*FORMS, f"/documents/{conference}/delete", f"/comparisons/{report}/delete"):
        answer = client.post(
            path, data={"kind": "declaration", "text": DECLARATION}, headers=headers
        )
        assert answer.status_code == 403
    assert client.get("/v1/documents").json == before
    assert client.get(f"/v1/comparisons/{report}").status_code == 200


def test_a_form_on_our_own_page_passes(client: ApiClient) -> None:
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    fields = {"kind": "declaration", "text": DECLARATION}
    assert client.post("/add", data=fields, headers=own).status_code == 303


def test_looking_changes_nothing(client: ApiClient, report: str, conference: str) -> None:
    for path in (*FORMS[:2], f"/documents/{conference}/delete", f"/comparisons/{report}/delete"):
        assert client.get(path).status_code == 200
    assert client.get(f"/v1/documents/{conference}").status_code == 200
    assert client.get("/sample").status_code == 405


def test_an_address_that_is_none_is_a_page_to_a_browser_and_a_problem_to_a_program(
    client: ApiClient,
) -> None:
    assert Page(client.get("/nowhere", headers=BROWSER)).status == 404
    assert client.get("/nowhere").mimetype == "application/problem+json"
    assert client.get("/v1/nowhere", headers=BROWSER).mimetype == "application/problem+json"


def test_without_the_model_what_is_kept_is_shown_and_forms_say_what_is_missing(
    parts: Parts, client: ApiClient, conference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise ModelUnavailable("the model is not there: install it")

    monkeypatch.setattr(type(parts.library), "search", missing)
    monkeypatch.setattr(type(parts.library), "add", missing)
    assert page(client, "/").status == 200
    assert page(client, f"/documents/{conference}").status == 200
    found = page(client, "/?statement=tunnel")
    assert found.status == 503
    assert found.wrong("statement") == "The model is not there: install it."
    for path, fields in (
        ("/add", {"kind": "declaration", "text": DECLARATION}),
        ("/compare", {"declaration_text": DECLARATION, "transcript_text": TRANSCRIPT}),
    ):
        shown = Page(sent(client, path, **fields))
        assert shown.status == 503
        assert "install it" in shown.text("//*[@id='wrong']//li")
        assert DECLARATION in [
            each.text.removeprefix("\n") for each in shown.elements("//textarea") if each.text
        ]


def test_a_fault_of_ours_is_a_page_that_tells_nothing_secret(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(type(parts.library), "list", broken)
    client = client_on(parts)
    shown = Page(client.get("/"))
    assert shown.status == 500
    assert "a secret" not in shown.answer.text
    assert shown.answer.headers["X-Request-ID"] in shown.text("//*[@role='alert']")


def test_pages_weigh_little(client: ApiClient, report: str, conference: str) -> None:
    files = ("/static/room.css", "/static/room.js", "/static/icon.svg")
    shared = 0
    for each in files:
        with client.get(each) as answer:
            shared += len(answer.data)
    for path in ("/", "/compare", f"/documents/{conference}"):
        assert len(client.get(path).data) + shared < 100_000
