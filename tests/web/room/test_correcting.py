"""Correcting what was understood by plain forms: roles, names, outlets, merges, turns, undo."""

from __future__ import annotations

import pytest

from tests.web.api import Answer, ApiClient
from tests.web.room.pages import Page, followed, page
from tests.web.texts import TRANSCRIPT

FALK = "Ask me again"


def place(words: str) -> str:
    """Return where the turn begins that begins with these words."""
    return str(TRANSCRIPT.index(words))


MAYOR, DIAZ, REED = (place(each) for each in ("Good morning", "Rosa Diaz,", "Tom Reed,"))


def correct(client: ApiClient, document: str, at: str, about: str, **more: str) -> Answer:
    form = {"about": about, "at": at, "by": "Ana", **more}
    return client.post(f"/documents/{document}/corrections", data=form)


def speakers(shown: Page) -> list[str]:
    """Return the table's rows: name, role, turns, labels."""
    rows = shown.elements("//details[@class='people']//tr[@id]")
    told = (" ".join(cell.text_content() for cell in (*row[:2], *row[3:])) for row in rows)
    return [" ".join(each.split()) for each in told]


def kept(client: ApiClient, document: str) -> list[tuple[str, str, bool]]:
    rows = client.get(f"/v1/documents/{document}/corrections").json["items"]
    return [(row["by"], row["says"], row["in_force"]) for row in rows]


def test_the_form_stands_only_where_it_was_asked_for(client: ApiClient, conference: str) -> None:
    shown = page(client, f"/documents/{conference}")
    assert not shown.elements("//form[@class='correcting']")
    (link,) = shown.links("Correct Rosa Diaz")
    assert link == f"/documents/{conference}?speaker={DIAZ}#s-{DIAZ}"
    opened = page(client, link.partition("#")[0])
    assert opened.text("//form[@class='correcting']//legend") == "Correct Rosa Diaz"
    field = {each.get("name"): each.get("value") for each in opened.elements("//form//input")}
    assert (field["name"], field["outlet"], field["by"]) == ("Rosa Diaz", "Harbour Post", "")
    assert opened.texts("//select[@name='into']/option") == [
        "nobody else here",
        "Mayor",
        "Tom Reed (Mill Radio)",
    ]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"role": "chair"}, "Rosa Diaz (Harbour Post) (corrected: role) chair 1 Question"),
        ({"name": "R. Diaz"}, "R. Diaz (Harbour Post) (corrected: name) questioner 1 Question"),
        ({"outlet": ""}, "Rosa Diaz (corrected: outlet) questioner 1 Question"),
        (
            {"outlet": "Mill Post"},
            "Rosa Diaz (Mill Post) (corrected: outlet) questioner 1 Question",
        ),
    ],
)
def test_what_is_known_of_a_speaker_is_corrected(
    client: ApiClient, conference: str, fields: dict[str, str], row: str
) -> None:
    answer = correct(client, conference, DIAZ, "speaker", **fields)
    assert answer.headers["Location"] == f"/documents/{conference}?speakers=all#s-{DIAZ}"
    shown = followed(client, answer)
    assert row in speakers(shown)
    assert shown.text("//*[@role='status']").startswith("Kept: ")
    assert len(kept(client, conference)) == 1


def test_two_speakers_become_one(client: ApiClient, conference: str) -> None:
    shown = followed(client, correct(client, conference, REED, "speaker", into=DIAZ))
    assert "5 turns by 2 speakers" in shown.text("//main")


def test_several_facts_are_corrected_at_once(client: ApiClient, conference: str) -> None:
    correct(client, conference, REED, "speaker", name="Thomas Reed", outlet="Radio", role="other")
    shown = page(client, f"/documents/{conference}")
    assert any(
        row.startswith("Thomas Reed (Radio)") and " other " in row for row in speakers(shown)
    )
    assert len(kept(client, conference)) == 3


def test_a_turn_that_is_none_goes_on_with_the_one_before(
    client: ApiClient, conference: str
) -> None:
    link = f"/documents/{conference}?turn={place(FALK)}"
    assert page(client, link).elements(f"//div[@id='t-{place(FALK)}']//form[@class='correcting']")
    answer = correct(client, conference, place(FALK), "turn", what="not_a_turn")
    assert answer.headers["Location"] == f"/documents/{conference}#t-{REED}"
    assert "4 turns by 3 speakers" in followed(client, answer).text("//main")


def test_a_turn_is_nobodys_words(client: ApiClient, conference: str) -> None:
    shown = followed(client, correct(client, conference, place(FALK), "turn", what="nobody"))
    assert "4 turns by 3 speakers" in shown.text("//main")
    assert any("not speech" in each for each in shown.texts("//p[@class='who']"))


@pytest.mark.parametrize(
    ("whose", "name"),
    [({"into": REED}, "Tom Reed"), ({"name": "Deputy Falk"}, "Deputy Falk"), ({}, "Mayor")],
)
def test_a_turn_is_somebody_elses(
    client: ApiClient, conference: str, whose: dict[str, str], name: str
) -> None:
    answer = correct(client, conference, place(FALK), "turn", what="split", **whose)
    shown = followed(client, answer)
    said = f"//div[@id='t-{place(FALK)}']/p[@class='who']/bdi"
    assert shown.text(said) == name
    assert [row.split(" principal ")[1] for row in speakers(shown) if "Mayor principal" in row] == [
        "2 Mayor"
    ] or not whose
    assert len(kept(client, conference)) == 1


def test_a_correction_is_listed_and_undone(client: ApiClient, conference: str) -> None:
    before = speakers(page(client, f"/documents/{conference}"))
    correct(client, conference, DIAZ, "speaker", role="chair", note="Seen her.")
    shown = page(client, f"/documents/{conference}")
    (row,) = shown.texts("//form[@class='corrections']//li")
    assert row.startswith("Ana, ")
    assert "has the role chair (Seen her.) Undo correction 1" in row
    path = f"/documents/{conference}/corrections"
    answer = client.post(path, data={"undo": "1", "by": "Ben"})
    assert answer.headers["Location"] == f"/documents/{conference}#corrections"
    assert speakers(followed(client, answer)) == before
    assert [(by, stands) for by, _, stands in kept(client, conference)] == [
        ("Ana", False),
        ("Ben", True),
    ]


def test_the_name_is_there_for_the_next_correction(client: ApiClient, conference: str) -> None:
    correct(client, conference, DIAZ, "speaker", role="chair", by="Ana Ruiz")
    shown = page(client, f"/documents/{conference}?turn={REED}")
    assert shown.elements("//input[@id='by']")[0].get("value") == "Ana Ruiz"


@pytest.mark.parametrize(
    ("about", "fields", "told"),
    [
        ("speaker", {"by": " ", "role": "chair"}, "needs the name of who makes it"),
        ("speaker", {"role": "boss"}, "is no role"),
        ("speaker", {"name": "  "}, "needs a name"),
        ("speaker", {"into": DIAZ}, "one speaker already"),
        ("speaker", {"into": "x"}, "names no place"),
        ("speaker", {}, "nothing is changed"),
        ("speaker", {"role": "chair", "note": "a\x00b"}, "NUL"),
        ("turn", {}, "what is wrong with the turn"),
        ("turn", {"what": "split"}, "nothing can be split off"),
        ("turn", {"what": "split", "into": DIAZ}, "says that already"),
        ("turn", {"what": "split", "into": REED, "name": "Zed"}, "one name or line"),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_what_was_typed_stays(
    client: ApiClient, conference: str, about: str, fields: dict[str, str], told: str
) -> None:
    shown = Page(correct(client, conference, DIAZ, about, **{"note": "Why not", **fields}))
    assert shown.status == 422
    assert told.casefold() in shown.text("//form[@class='correcting']//*[@role='alert']").casefold()
    note = shown.elements("//form[@class='correcting']//input[@name='note']")[0].get("value")
    assert note.startswith(fields.get("note", "Why not")[:1])
    assert kept(client, conference) == []


def test_only_what_stands_is_undone_and_it_is_said_at_the_list(
    client: ApiClient, conference: str
) -> None:
    correct(client, conference, DIAZ, "speaker", role="chair")
    path = f"/documents/{conference}/corrections"
    shown = Page(client.post(path, data={"undo": "7", "by": "Ana"}))
    assert shown.status == 422
    assert "no correction 7" in shown.text("//form[@class='corrections']//*[@role='alert']")


def test_a_turn_that_somebody_corrected_meanwhile_is_not_taken_for_another(
    client: ApiClient, conference: str
) -> None:
    correct(client, conference, place(FALK), "turn", what="not_a_turn")
    shown = Page(correct(client, conference, place(FALK), "turn", what="nobody"))
    assert "corrected it meanwhile" in shown.text("//p[@role='alert']")


def test_a_declaration_is_not_corrected(client: ApiClient, budget: str) -> None:
    shown = Page(correct(client, budget, "0", "turn", what="nobody"))
    assert shown.status == 422
    assert "is a declaration" in shown.text("//*[@role='alert']")


@pytest.mark.parametrize("view", ["", "/side", "/map", "/unasked", "/review"])
def test_a_comparison_made_before_says_so_on_every_view(
    client: ApiClient, report: str, conference: str, view: str
) -> None:
    told = "was corrected since this comparison was made"
    header = "//header[@class='held']"
    assert told not in page(client, f"/comparisons/{report}{view}").text(header)
    correct(client, conference, DIAZ, "speaker", role="chair")
    shown = page(client, f"/comparisons/{report}{view}")
    assert told in shown.text(header)
    (again,) = shown.links("Compare them again")
    assert conference in again
