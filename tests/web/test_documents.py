import io

from pressgap.errors import (
    BadSettings,
    DocumentInUse,
    LanguageNotKnown,
    UnsupportedFormat,
    problem_type,
)
from tests.web.api import ApiClient
from tests.web.texts import BUDGET, CONFERENCE, TRANSCRIPT


def test_a_document_is_created_with_its_place_and_its_counts(client: ApiClient) -> None:
    response = client.post("/v1/documents", json={**CONFERENCE, "date": "2026-02-03"})
    assert response.status_code == 201
    assert response.json["created"] is True
    assert response.json["document"]["passages"] > 0
    assert "text" not in response.json["document"]
    shown = client.get(response.headers["Location"]).json
    assert shown["text"] == TRANSCRIPT
    assert shown["date"] == "2026-02-03"


def test_the_same_text_and_kind_again_is_the_same_document(client: ApiClient) -> None:
    first = client.post("/v1/documents", json=CONFERENCE)
    again = client.post("/v1/documents", json={**CONFERENCE, "title": "Another title"})
    assert again.status_code == 200
    assert again.headers["Location"] == first.headers["Location"]
    assert any("title" in warning for warning in again.json["warnings"])


def test_a_transcript_given_as_a_declaration_is_refused_with_advice_and_the_reverse(
    client: ApiClient,
) -> None:
    for document, wrong in ((CONFERENCE, "declaration"), (BUDGET, "transcript")):
        response = client.post("/v1/documents", json={**document, "kind": wrong})
        assert response.status_code == 422
        assert f"kind {document['kind']}" in response.json["detail"]


def test_a_file_is_uploaded_with_what_is_known_of_it(client: ApiClient) -> None:
    form = {
        "kind": "transcript",
        "title": "Uploaded",
        "verbatim": "false",
        "note": "A digest.",
        "options": '{"principal": "Mayor", "speakers": {"Question": "questioner"}}',
        "file": (io.BytesIO(TRANSCRIPT.encode()), "press.txt"),
    }
    response = client.post("/v1/documents", data=form)
    assert response.status_code == 201, response.text
    shown = client.get(response.headers["Location"]).json
    assert (shown["title"], shown["verbatim"], shown["note"]) == ("Uploaded", False, "A digest.")


def test_an_upload_without_a_title_gets_one(client: ApiClient) -> None:
    form = {"kind": "transcript", "file": (io.BytesIO(TRANSCRIPT.encode()), "press.txt")}
    response = client.post("/v1/documents", data=form)
    assert response.status_code == 201, response.text
    assert client.get(response.headers["Location"]).json["title"]


def test_an_upload_without_a_name_is_taken(client: ApiClient) -> None:
    form = {"kind": "transcript", "file": (io.BytesIO(TRANSCRIPT.encode()), "")}
    response = client.post("/v1/documents", data=form)
    assert response.status_code == 201, response.text
    assert response.json["document"]["title"]


def test_a_format_no_reader_handles_is_415(client: ApiClient) -> None:
    form = {"kind": "transcript", "file": (io.BytesIO(b"\x89PNG\r\n\x1a\n"), "press.png")}
    response = client.post("/v1/documents", data=form)
    assert response.status_code == 415
    assert response.json["type"] == problem_type(UnsupportedFormat)


def test_an_upload_without_its_file_is_refused_by_name(client: ApiClient) -> None:
    response = client.post(
        "/v1/documents", data={"kind": "transcript"}, content_type="multipart/form-data"
    )
    assert response.status_code == 422
    assert [error["field"] for error in response.json["errors"]] == ["file"]


def test_a_field_of_an_upload_given_twice_is_refused(client: ApiClient) -> None:
    form = {"kind": ["transcript", "declaration"], "file": (io.BytesIO(b"text"), "a.txt")}
    response = client.post("/v1/documents", data=form)
    assert response.status_code == 422
    assert "kind: Given more than once" in response.json["detail"]


def test_an_empty_text_is_unreadable(client: ApiClient) -> None:
    response = client.post("/v1/documents", json={**CONFERENCE, "text": "  \n "})
    assert response.status_code == 422


def test_unknown_fields_are_refused_by_name(client: ApiClient) -> None:
    response = client.post("/v1/documents", json={**BUDGET, "colour": "red"})
    assert response.status_code == 422
    assert response.json["errors"] == [{"field": "colour", "message": "Unknown field."}]


def test_values_are_taken_as_they_are_typed(client: ApiClient) -> None:
    wrong = {"verbatim": "yes", "date": "3 February", "options": {"first_line": 0}, "title": " "}
    response = client.post("/v1/documents", json={**BUDGET, **wrong})
    assert response.status_code == 422
    fields = {error["field"] for error in response.json["errors"]}
    assert fields == {"verbatim", "date", "options.first_line", "title"}


def test_pages_of_documents_follow_the_cursor_to_the_end(
    client: ApiClient, budget: str, conference: str
) -> None:
    first = client.get("/v1/documents?limit=1").json
    second = client.get("/v1/documents", query_string={"limit": 1, "after": first["next"]}).json
    assert {item["id"] for item in first["items"] + second["items"]} == {budget, conference}
    assert second["next"] is None


def test_a_cursor_of_another_making_is_refused(client: ApiClient) -> None:
    response = client.get("/v1/documents?after=nonsense")
    assert response.status_code == 422
    assert response.json["type"] == problem_type(BadSettings)


def test_documents_are_filtered_by_kind_and_title(
    client: ApiClient, budget: str, conference: str
) -> None:
    by_kind = client.get("/v1/documents?kind=declaration").json["items"]
    by_title = client.get("/v1/documents?text=press").json["items"]
    assert [item["id"] for item in by_kind] == [budget]
    assert [item["id"] for item in by_title] == [conference]


def test_exchanges_are_offsets_into_the_text(client: ApiClient, conference: str) -> None:
    found = client.get(f"/v1/documents/{conference}/exchanges").json
    spans = [question["span"] for each in found["exchanges"] for question in each["questions"]]
    quotes = [TRANSCRIPT[span["start"] : span["end"]] for span in spans]
    assert quotes[0].endswith("Who pays for the harbour tunnel?")
    assert len(found["exchanges"]) == 2


def test_clauses_are_offsets_into_the_text(client: ApiClient, budget: str) -> None:
    clauses = client.get(f"/v1/documents/{budget}/clauses").json["clauses"]
    text = client.get(f"/v1/documents/{budget}").json["text"]
    last = text[clauses[2]["span"]["start"] : clauses[2]["span"]["end"]]
    assert last.endswith(
        "School meals become free for all children in the first four years of school."
    )


def test_structure_of_the_other_kind_is_not_found_and_says_why(
    client: ApiClient, budget: str, conference: str
) -> None:
    for path in (f"{conference}/clauses", f"{budget}/exchanges"):
        response = client.get(f"/v1/documents/{path}")
        assert response.status_code == 404
    assert "is a declaration and has no exchanges" in response.json["detail"]


def test_a_document_in_use_is_deleted_with_its_comparisons_only(
    client: ApiClient, report: str, budget: str
) -> None:
    refused = client.delete(f"/v1/documents/{budget}")
    assert refused.status_code == 409
    assert refused.json["type"] == problem_type(DocumentInUse)
    assert client.delete(f"/v1/documents/{budget}?with=comparisons").status_code == 204
    assert client.get(f"/v1/documents/{budget}").status_code == 404
    assert client.get(f"/v1/comparisons/{report}").status_code == 404


def test_an_unknown_document_is_404_everywhere(client: ApiClient) -> None:
    for path in ("", "/exchanges", "/clauses"):
        assert client.get(f"/v1/documents/t0123456789abcde{path}").status_code == 404
    assert client.delete("/v1/documents/t0123456789abcde").status_code == 404


def test_a_document_is_exported_with_its_structure(client: ApiClient, conference: str) -> None:
    exported = client.get(f"/v1/documents/{conference}/export").json
    assert (exported["format"], exported["schema"]) == ("pressgap-document", 1)
    assert exported["text"] == TRANSCRIPT
    assert exported["structure"] == client.get(f"/v1/documents/{conference}/exchanges").json
    assert client.get("/v1/documents/t000000000000000/export").status_code == 404


RUSSIAN = "1. Совет оплатит строительство тоннеля из резервного фонда, без новых долгов.\n"


def test_another_language_than_the_models_is_refused_and_may_be_overruled(
    client: ApiClient,
) -> None:
    document = {"kind": "declaration", "title": "Совет", "text": RUSSIAN}
    refused = client.post("/v1/documents", json=document)
    assert refused.status_code == 422
    assert refused.json["type"] == problem_type(LanguageNotKnown)
    assert "model_languages" in refused.json["detail"]
    inline = {"declaration": {"title": "Совет", "text": RUSSIAN}, "transcripts": [CONFERENCE]}
    assert client.post("/v1/comparisons", json=inline).status_code == 422
    assert client.get("/v1/documents").json["items"] == []
    told = client.post("/v1/documents", json={**document, "language": "en"})
    assert told.status_code == 201
    assert told.json["document"]["language"] == "en"


def test_clauses_tell_what_leads_up_to_them(client: ApiClient) -> None:
    text = "The council met.\n\nWe will:\n- open the port;\n- repair the bridge.\n"
    document = {"kind": "declaration", "title": "List", "text": text, "language": "en"}
    place = client.post("/v1/documents", json=document).headers["Location"]
    clauses = client.get(f"{place}/clauses").json["clauses"]
    spans = [clause["lead_in"] for clause in clauses]
    assert spans[0] is None
    assert [text[span["start"] : span["end"]] for span in spans[1:]] == ["We will:", "We will:"]
