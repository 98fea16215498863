from __future__ import annotations

from typing import Any

import pytest

from tests.web.api import Answer, ApiClient


def correct(client: ApiClient, document: str, kind: str, **more: Any) -> Answer:
    body = {"kind": kind, "by": "Ana", **more}
    return client.post(f"/v1/documents/{document}/corrections", json=body)


def speakers(client: ApiClient, document: str) -> dict[str, Any]:
    outline = client.get(f"/v1/documents/{document}/structure").json
    return {speaker["name"]: speaker for speaker in outline["speakers"]}


def test_the_structure_of_a_transcript_comes_with_lines(client: ApiClient, conference: str) -> None:
    outline = client.get(f"/v1/documents/{conference}/structure").json
    assert [turn["line"] for turn in outline["turns"]] == [1, 3, 5, 7, 9]
    assert outline["exchanges"][0]["questions"][0]["text"] == "Who pays for the harbour tunnel?"
    assert speakers(client, conference)["Rosa Diaz"]["outlet"] == "Harbour Post"
    assert outline["clauses"] == outline["corrections"] == []


def test_the_structure_of_a_declaration_is_its_clauses(client: ApiClient, budget: str) -> None:
    outline = client.get(f"/v1/documents/{budget}/structure").json
    assert [(c["number"], c["line"]) for c in outline["clauses"]] == [("1", 3), ("2", 5), ("3", 7)]


def test_a_correction_is_kept_and_the_transcript_read_anew(
    client: ApiClient, conference: str
) -> None:
    response = correct(
        client, conference, "role", speaker="Rosa Diaz", value="chair", note="Seen her."
    )
    assert response.status_code == 201
    assert response.headers["Location"] == f"/v1/documents/{conference}/corrections"
    assert speakers(client, conference)["Rosa Diaz"]["role"] == "chair"
    listed = client.get(response.headers["Location"]).json["items"]
    assert [(row["by"], row["note"]) for row in listed] == [("Ana", "Seen her.")]
    exchanges = client.get(f"/v1/documents/{conference}/exchanges").json
    assert "chair" in {speaker["role"] for speaker in exchanges["speakers"]}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("principal", {"line": 3}),
        ("name", {"speaker": "Tom Reed", "value": "Thomas Reed"}),
        ("outlet", {"speaker": "Tom Reed", "value": "Mill Post"}),
        ("merge", {"speaker": "Tom Reed", "into": "Rosa Diaz"}),
        ("merge", {"line": 7, "into_line": 3}),
        ("split", {"line": 9, "value": "Deputy Falk"}),
        ("turn", {"at": 20, "value": "Deputy Falk"}),
        ("not_a_turn", {"line": 9}),
        ("nobody", {"line": 9}),
        ("first_line", {"line": 3}),
        ("last_line", {"line": 6}),
    ],
)
def test_every_kind_of_correction_can_be_made_and_taken_back(
    client: ApiClient, conference: str, kind: str, more: dict[str, Any]
) -> None:
    path = f"/v1/documents/{conference}/exchanges"
    before = client.get(path).json
    made = correct(client, conference, kind, **more)
    assert made.status_code == 201, made.json
    assert client.get(path).json != before
    undone = correct(client, conference, "undo", undoes=made.json["corrections"][0]["id"])
    assert undone.status_code == 201
    assert client.get(path).json == before


@pytest.mark.parametrize(
    ("kind", "more", "told"),
    [
        ("role", {"speaker": "Zed", "value": "press"}, "Rosa Diaz"),
        ("role", {"speaker": "Mayor", "value": "boss"}, "press, questioner, speaker"),
        ("not_a_turn", {"line": 4}, "no turn begins at line 4"),
        ("nobody", {"line": 99}, "lines 1 to"),
        ("merge", {"speaker": "Mayor"}, "merge into"),
        ("undo", {}, "undoes: Missing"),
        ("undo", {"undoes": 99}, "no correction 99"),
        ("undo", {"undoes": 1, "line": 3}, "line: Does not go with undo"),
        ("role", {"undoes": 1, "line": 3, "value": "press"}, "undoes: Goes with undo only"),
        ("shout", {"line": 3}, "kind"),
        ("role", {"line": 3, "value": "press", "by": " "}, "by: Must not be blank"),
        ("role", {"line": 3, "value": "press", "who": "x"}, "who: Unknown field"),
    ],
)
def test_what_fits_nothing_is_refused_with_what_there_is(
    client: ApiClient, conference: str, kind: str, more: dict[str, Any], told: str
) -> None:
    response = correct(client, conference, kind, **more)
    assert response.status_code == 422
    assert told in response.json["detail"]
    assert client.get(f"/v1/documents/{conference}/corrections").json["items"] == []


def test_a_declaration_is_not_corrected_and_an_unknown_document_not_found(
    client: ApiClient, budget: str
) -> None:
    assert correct(client, budget, "nobody", line=3).status_code == 422
    assert correct(client, "t0123456789abcde", "nobody", line=3).status_code == 404
    assert client.get("/v1/documents/t0123456789abcde/structure").status_code == 404
    assert client.get("/v1/documents/t0123456789abcde/corrections").status_code == 404


def test_roles_given_with_a_text_are_in_the_same_words(client: ApiClient) -> None:
    text = "Ann Roe: Why is the bridge shut?\nBob Lee: Because it rusted.\n"
    options = {"speakers": {"Ann Roe": "press", "Bob Lee": "speaker"}}
    body = {"kind": "transcript", "title": "Talk", "text": text, "options": options}
    added = client.post("/v1/documents", json=body).json["document"]["id"]
    found = speakers(client, added)
    assert (found["Ann Roe"]["role"], found["Bob Lee"]["role"]) == ("questioner", "principal")
    assert found["Ann Roe"]["corrected"] == ["role"]


@pytest.mark.parametrize("suffix", ["json", "md", "html"])
def test_a_comparison_says_that_a_transcript_was_corrected_since(
    client: ApiClient, report: str, conference: str, suffix: str
) -> None:
    told = "was corrected since this comparison was made"
    path = f"/v1/comparisons/{report}.{suffix}"
    assert told not in client.get(path).text
    made = correct(client, conference, "nobody", line=9)
    assert told in client.get(path).text
    correct(client, conference, "undo", undoes=made.json["corrections"][0]["id"])
    assert told not in client.get(path).text


def test_comparing_again_is_another_comparison_that_names_the_corrections(
    client: ApiClient, report: str, budget: str, conference: str
) -> None:
    old = client.get(f"/v1/comparisons/{report}").json
    correct(client, conference, "not_a_turn", line=9)
    asked = {"declaration": budget, "transcripts": [conference]}
    again = client.post("/v1/comparisons", json=asked).json
    assert again["id"] != report
    assert not any("corrected since" in warning for warning in again["warnings"])
    (correction,) = again["manifest"]["options"][conference]["corrections"]
    assert correction["kind"] == "not_a_turn"
    kept = client.get(f"/v1/comparisons/{report}").json
    assert (kept["clauses"], kept["manifest"]) == (old["clauses"], old["manifest"])
    assert "1 correction by hand" in client.get(f"/v1/comparisons/{again['id']}.md").text
