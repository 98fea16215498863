import io
from dataclasses import replace

import pytest

from pressgap.errors import FetchFailed, PressGapError
from pressgap.readers.fetched import Fetched
from pressgap.wiring import Parts
from tests.conftest import ROOT
from tests.parts import with_settings
from tests.web.api import ApiClient, client_on
from tests.web.room.pages import Page, followed, page, sent, sent_raw
from tests.web.texts import DECLARATION, TRANSCRIPT


def test_a_pasted_text_is_added_and_its_page_shown(client: ApiClient) -> None:
    answer = sent(
        client,
        "/add",
        kind="declaration",
        text=DECLARATION,
        title="The budget",
        date="2024-07-04",
        source="https://millbrook.example/budget",
        note="As published",
    )
    shown = followed(client, answer)
    assert shown.text("//h1") == "The budget"
    assert shown.text("//*[@role='status']") == "Added."
    assert "2024-07-04" in shown.text("//main")
    assert shown.links("https://millbrook.example/budget") == ["https://millbrook.example/budget"]
    assert "As published" in shown.text("//main")


def test_a_note_is_shown_once(client: ApiClient) -> None:
    answer = sent(client, "/add", kind="declaration", text=DECLARATION)
    followed(client, answer)
    again = page(client, answer.headers["Location"])
    assert again.texts("//*[@role='status']") == []


def test_a_pasted_text_keeps_its_line_ends_although_browsers_send_others(client: ApiClient) -> None:
    first = sent(client, "/add", kind="declaration", text=DECLARATION.replace("\n", "\r\n"))
    given = {"kind": "declaration", "title": "Budget", "text": DECLARATION}
    assert client.post("/v1/documents", json=given).status_code == 200
    assert first.headers["Location"].endswith(client.get("/v1/documents").json["items"][0]["id"])


def test_a_file_is_added_under_its_own_title(client: ApiClient) -> None:
    file = (io.BytesIO(b"# Budget of Millbrook\n\n1. The tunnel is paid for."), "budget.md")
    shown = followed(client, sent(client, "/add", kind="declaration", file=file))
    assert shown.text("//h1") == "Budget of Millbrook"


def test_a_text_that_is_there_already_leads_to_its_page_and_says_so(
    client: ApiClient, conference: str
) -> None:
    answer = sent(client, "/add", kind="transcript", text=TRANSCRIPT, title="Another title")
    notes = followed(client, answer).texts("//*[@role='status']")
    assert notes[0] == "This text was in the library already."
    assert "with title 'Press conference'" in notes[1]


def test_a_paraphrase_is_marked_as_one(client: ApiClient) -> None:
    answer = sent(client, "/add", kind="declaration", text=DECLARATION, paraphrase="yes")
    assert "A paraphrase or digest" in followed(client, answer).text("//main")


def test_a_script_is_told_where_the_page_is(client: ApiClient) -> None:
    answer = client.post(
        "/add",
        data={"kind": "declaration", "text": DECLARATION},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert page(client, answer.json["location"]).status == 200


def refused(client: ApiClient, **fields: object) -> Page:
    shown = Page(sent(client, "/add", **fields))
    assert shown.status >= 400
    assert shown.text("//title").startswith("Error: ")
    return shown


def test_a_text_in_a_language_that_the_model_does_not_know_is_told_and_may_be_overruled(
    client: ApiClient,
) -> None:
    text = (ROOT / "tests" / "transcripts" / "arabic.txt").read_text(encoding="utf-8")
    shown = refused(client, kind="transcript", text=text)
    assert "model_languages" in shown.wrong("text")
    odd = refused(client, kind="transcript", text=text, language="English")
    assert odd.wrong("language").startswith("A code of two or three small letters")
    told = {"kind": "transcript", "text": text, "language": "en"}
    assert client.post("/add", data=told).status_code == 303


def test_each_error_stands_beside_its_field_and_in_a_summary(client: ApiClient) -> None:
    shown = refused(client, kind="declaration", title="t" * 1_001, date="4 July", note="n" * 10_001)
    assert shown.wrong("text") == "Paste the text, or choose a file."
    assert shown.wrong("title").startswith("At most 1,000 characters")
    assert shown.wrong("date").endswith("like 2024-07-04.")
    assert shown.wrong("note").startswith("At most 10,000 characters")
    links = {each.get("href") for each in shown.elements("//*[@role='alert']//a")}
    assert links == {"#text", "#title", "#date", "#note"}


def test_what_was_typed_is_kept(client: ApiClient) -> None:
    typed = "\n  <b>Mayor</b>: & so on\n"
    shown = refused(client, text=typed, title='"Quoted" <i>', source="s", note="n", paraphrase="y")
    assert shown.elements("//textarea[@name='text']")[0].text.removeprefix("\n") == typed
    assert shown.elements("//input[@name='title']")[0].get("value") == '"Quoted" <i>'
    assert shown.elements("//input[@name='source']")[0].get("value") == "s"
    assert shown.elements("//textarea[@name='note']")[0].text.strip() == "n"
    assert shown.elements("//input[@name='paraphrase']")[0].get("checked") is not None
    assert shown.text("//*[@id='kind-wrong']") == "Say which of the two it is."


def test_text_and_file_at_once_are_one_too_many(client: ApiClient) -> None:
    file = (io.BytesIO(DECLARATION.encode()), "budget.txt")
    shown = refused(client, kind="declaration", text=DECLARATION, file=file)
    assert "one way only" in shown.wrong("file")


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("transcript", DECLARATION, "no transcript"),
        ("declaration", "\u2063", "empty"),
        ("transcript", "Mayor: \0", "NUL"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_beside_it(
    client: ApiClient, kind: str, text: str, words: str
) -> None:
    shown = refused(client, kind=kind, text=text)
    assert "added 20" not in shown.wrong("text")
    assert words.lower() in shown.wrong("text").lower()


def test_a_file_that_cannot_be_read_is_refused_beside_it(client: ApiClient) -> None:
    file = (io.BytesIO(b"\x7fELF" + bytes(100)), "program")
    assert refused(client, kind="declaration", file=file).wrong("file")


def test_a_text_over_the_limit_is_refused_beside_it(parts: Parts) -> None:
    client = client_on(with_settings(parts, max_document_chars=20))
    assert "20 characters" in refused(client, kind="declaration", text=DECLARATION).wrong("text")


def test_a_form_over_the_limit_of_requests_is_refused_on_a_page(parts: Parts) -> None:
    client = client_on(with_settings(parts, max_request_chars=300, max_document_chars=200))
    shown = Page(sent_raw(client, "/add", kind="declaration", text="word " * 40_000))
    assert shown.status == 413
    assert "max_request_chars" in shown.text("//*[@role='alert']")


def test_a_long_text_passes_the_form(parts: Parts) -> None:
    """Werkzeug takes half a megabyte of a field by default; this is more, and refused by us."""
    client = client_on(with_settings(parts, max_document_chars=1_000))
    answer = sent_raw(client, "/add", kind="declaration", text="Ж" * 300_000)
    assert "1,000 characters" in Page(answer).wrong("text")


def test_a_title_is_made_up_where_the_text_has_none(client: ApiClient) -> None:
    answer = sent(client, "/add", kind="transcript", text=TRANSCRIPT)
    assert followed(client, answer).text("//h1").startswith("Transcript added 20")


PRESS = "https://press.example/budget.txt"


def fetching(parts: Parts, answer: Fetched | PressGapError) -> ApiClient:
    """A client of a server that fetches, and gets this."""

    def fetch(url: str) -> Fetched:
        assert url == PRESS
        if isinstance(answer, Fetched):
            return answer
        raise answer

    return client_on(replace(with_settings(parts, fetch_urls=True), fetch=fetch))


def test_an_address_is_asked_for_only_where_the_server_fetches(
    client: ApiClient, parts: Parts
) -> None:
    assert not page(client, "/add").elements("//input[@name='url']")
    assert not page(client, "/compare").elements("//input[contains(@name, '_url')]")
    allowed = client_on(with_settings(parts, fetch_urls=True))
    assert page(allowed, "/add").elements("//input[@name='url']")
    assert len(page(allowed, "/compare").elements("//input[contains(@name, '_url')]")) == 2


def test_an_address_sent_to_a_server_that_fetches_none_is_not_fetched(client: ApiClient) -> None:
    assert refused(client, kind="declaration", url=PRESS).wrong("text").startswith("Paste the text")


def test_what_an_address_holds_is_added_with_the_address_as_its_source(parts: Parts) -> None:
    found = Fetched(PRESS, PRESS, "press.example", DECLARATION.encode(), "budget.txt")
    client = fetching(parts, found)
    shown = followed(client, sent(client, "/add", kind="declaration", url=f" {PRESS} "))
    assert shown.text("//h1") == "Budget of the town of Millbrook"
    assert shown.links(PRESS) == [PRESS]


def test_an_address_that_gives_nothing_is_said_beside_it(parts: Parts) -> None:
    client = fetching(parts, FetchFailed("https://press.example: no answer"))
    shown = refused(client, kind="declaration", url=PRESS)
    assert shown.wrong("url") == "https://press.example: no answer."
    assert shown.elements("//input[@name='url']")[0].get("value") == PRESS
