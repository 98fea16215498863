import csv
import io

import pytest

from pressgap.core.codec import from_json, to_json
from pressgap.core.report import Report
from tests.web.api import ApiClient
from tests.web.texts import BUDGET, CONFERENCE, TRANSCRIPT
from tests.workbook import sheets

PROSE = {"title": "Old harbour", "text": "The harbour is old. So is the mill beside it."}


def test_a_comparison_of_stored_documents_is_a_report(
    client: ApiClient, budget: str, conference: str
) -> None:
    asked = {"declaration": budget, "transcripts": [conference]}
    response = client.post("/v1/comparisons", json=asked)
    assert response.status_code == 201, response.text
    report = from_json(Report, response.json)
    assert to_json(report) == response.json
    assert [clause.number for clause in report.clauses] == ["1", "2", "3"]
    assert response.headers["Location"] == f"/v1/comparisons/{report.id}"


def test_documents_given_inline_are_added(client: ApiClient) -> None:
    inline = {name: value for name, value in BUDGET.items() if name != "kind"}
    asked = {"declaration": inline, "transcripts": [CONFERENCE], "settings": {"evidence": 1}}
    report = client.post("/v1/comparisons", json=asked).json
    stored = client.get("/v1/documents").json["items"]
    assert {report["declaration"]["id"], report["transcripts"][0]["id"]} == {
        document["id"] for document in stored
    }
    assert all(len(clause["evidence"]) <= 1 for clause in report["clauses"])


def test_every_quotation_is_a_slice_of_the_text(client: ApiClient, report: str) -> None:
    shown = client.get(f"/v1/comparisons/{report}").json
    evidence = [e for clause in shown["clauses"] for e in clause["evidence"] + clause["closest"]]
    assert evidence
    for item in evidence:
        assert TRANSCRIPT[item["start"] : item["end"]] == item["quote"]


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("json", "application/json"),
        ("csv", "text/csv"),
        ("md", "text/markdown"),
        ("html", "text/html"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_suffix_and_accept_choose_the_same_format(
    client: ApiClient, report: str, suffix: str, media_type: str
) -> None:
    by_suffix = client.get(f"/v1/comparisons/{report}.{suffix}")
    by_accept = client.get(f"/v1/comparisons/{report}", headers={"Accept": media_type})
    assert by_suffix.mimetype == by_accept.mimetype == media_type
    assert by_suffix.data == by_accept.data


def test_without_accept_or_with_any_a_report_is_json(client: ApiClient, report: str) -> None:
    for headers in ({}, {"Accept": "*/*"}):
        shown = client.get(f"/v1/comparisons/{report}", headers=headers)
        assert shown.mimetype == "application/json"


def test_a_format_we_do_not_have_is_406(client: ApiClient, report: str) -> None:
    response = client.get(f"/v1/comparisons/{report}", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert response.mimetype == "application/problem+json"


def test_csv_has_the_rows_asked_for(client: ApiClient, report: str) -> None:
    clauses = client.get(f"/v1/comparisons/{report}.csv")
    questions = client.get(f"/v1/comparisons/{report}.csv?rows=questions")
    assert len(list(csv.DictReader(io.StringIO(clauses.text)))) == 3
    assert len(list(csv.DictReader(io.StringIO(questions.text)))) == 2
    assert f"pressgap-{report}-questions.csv" in questions.headers["Content-Disposition"]
    assert client.get(f"/v1/comparisons/{report}.csv?rows=words").status_code == 422


def test_a_workbook_is_a_file_to_keep(client: ApiClient, report: str) -> None:
    answer = client.get(f"/v1/comparisons/{report}.xlsx")
    assert f'filename="pressgap-{report}.xlsx"' in answer.headers["Content-Disposition"]
    assert len(sheets(answer.data)["clauses"]) == 4


def test_the_map_is_an_svg_that_loads_and_runs_nothing(client: ApiClient, report: str) -> None:
    answer = client.get(f"/v1/comparisons/{report}/matrix.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.text.startswith("<svg ")
    assert answer.text.count("Clause 1, ") >= 1


def test_the_html_may_load_nothing_and_run_nothing(client: ApiClient, report: str) -> None:
    policy = client.get(f"/v1/comparisons/{report}.html").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy


def test_the_matrix_has_a_row_for_each_clause(client: ApiClient, report: str) -> None:
    matrix = client.get(f"/v1/comparisons/{report}/matrix").json
    assert matrix["rows"] == ["c1", "c2", "c3"]
    assert [len(row) for row in matrix["values"]] == [len(matrix["columns"])] * 3


def test_comparisons_are_listed_by_document_and_deleted(
    client: ApiClient, report: str, budget: str
) -> None:
    listed = client.get(f"/v1/comparisons?document={budget}").json
    assert [item["id"] for item in listed["items"]] == [report]
    assert listed["next"] is None
    assert client.delete(f"/v1/comparisons/{report}").status_code == 204
    assert client.get("/v1/comparisons").json["items"] == []
    assert client.delete(f"/v1/comparisons/{report}").status_code == 404


def test_a_document_is_not_compared_with_itself_or_in_the_wrong_place(
    client: ApiClient, budget: str, conference: str
) -> None:
    same = {"declaration": BUDGET, "transcripts": [{**BUDGET, "kind": "transcript"}]}
    swapped = {"declaration": conference, "transcripts": [budget]}
    for asked in (same, swapped):
        assert client.post("/v1/comparisons", json=asked).status_code == 422


def test_an_inline_document_of_the_wrong_kind_is_refused_before_anything_is_added(
    client: ApiClient,
) -> None:
    asked = {
        "declaration": BUDGET,
        "transcripts": [CONFERENCE, {**CONFERENCE, "kind": "declaration"}],
    }
    response = client.post("/v1/comparisons", json=asked)
    assert response.status_code == 422
    assert [error["field"] for error in response.json["errors"]] == ["transcripts.1.kind"]
    assert client.get("/v1/documents").json["items"] == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"transcripts": []}, "transcripts"),
        ({"transcripts": [7]}, "transcripts.0"),
        ({"transcripts": [{"title": "No text"}]}, "transcripts.0.text"),
        ({"settings": {"evidence": 51}}, "settings.evidence"),
        ({"settings": {"depth": 1}}, "settings.depth"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(
    client: ApiClient, wrong: dict[str, object], field: str
) -> None:
    asked = {"declaration": "d0123456789abcde", "transcripts": ["t0123456789abcde"], **wrong}
    response = client.post("/v1/comparisons", json=asked)
    assert response.status_code == 422
    assert [error["field"] for error in response.json["errors"]] == [field]


def test_more_transcripts_than_the_limit_name_the_setting(client: ApiClient) -> None:
    asked = {"declaration": "d0123456789abcde", "transcripts": ["t0123456789abcde"] * 21}
    response = client.post("/v1/comparisons", json=asked)
    assert response.status_code == 413
    assert "max_transcripts" in response.json["detail"]


def test_unknown_documents_and_comparisons_are_404(client: ApiClient) -> None:
    asked = {"declaration": "d0123456789abcde", "transcripts": ["t0123456789abcde"]}
    assert client.post("/v1/comparisons", json=asked).status_code == 404
    for path in ("", ".csv", ".xlsx", "/matrix", "/matrix.svg", "/agreement", "/reviews"):
        assert client.get(f"/v1/comparisons/r0123456789abcde{path}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"declaration": BUDGET, "transcripts": [PROSE]}, 422),
        ({"declaration": "d0123456789abcde", "transcripts": [CONFERENCE]}, 404),
        ({"declaration": BUDGET, "transcripts": [CONFERENCE, "t0123456789abcde"]}, 404),
        ({"declaration": BUDGET, "transcripts": [CONFERENCE, PROSE]}, 422),
    ],
)
def test_a_comparison_that_fails_adds_none_of_its_documents(
    client: ApiClient, asked: dict[str, object], status: int
) -> None:
    assert client.post("/v1/comparisons", json=asked).status_code == status
    assert client.get("/v1/documents").json["items"] == []


def test_a_transcript_that_cannot_be_read_is_named(client: ApiClient) -> None:
    asked = {"declaration": BUDGET, "transcripts": [CONFERENCE, PROSE]}
    response = client.post("/v1/comparisons", json=asked)
    assert "“Old harbour”: no transcript" in response.json["detail"]


def test_what_was_kept_of_a_stored_document_is_warned_about(
    client: ApiClient, conference: str
) -> None:
    again = {**CONFERENCE, "title": "Another title"}
    answered = client.post("/v1/comparisons", json={"declaration": BUDGET, "transcripts": [again]})
    assert answered.status_code == 201
    told = [warning for warning in answered.json["warnings"] if "Another title" in warning]
    assert len(told) == 1
    assert told[0].startswith(f"{conference} is stored already")
