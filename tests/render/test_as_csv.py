from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from pressgap.core.report import Report
from pressgap.render import ROWS, Rows, to_csv
from tests.reports import POINTING, review, sample_report


def table(report: Report, rows: Rows) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(report, rows), newline="")))


@pytest.mark.parametrize("rows", ROWS)
def test_every_row_names_documents_date_speaker_and_outlet(rows: Rows) -> None:
    for row in table(sample_report(), rows):
        assert row["declaration_title"] == "Town budget"
        assert row["transcript_title"] == "Press conference on the budget"
        assert row["transcript_date"] == "2026-02-01"
        assert {"speaker", "outlet", "comparison", "declaration", "transcript"} <= row.keys()


@pytest.mark.parametrize("rows", ROWS)
def test_every_row_of_a_paraphrase_says_so_with_the_note(rows: Rows) -> None:
    for row in table(sample_report(verbatim=False), rows):
        assert row["declaration_wording"] == row["transcript_wording"] == "paraphrase"
        assert row["transcript_note"] == "A digest in our own words."


@pytest.mark.parametrize("rows", ROWS)
def test_lines_end_with_carriage_return_and_line_feed(rows: Rows) -> None:
    lines = to_csv(sample_report(), rows).split("\r\n")
    assert lines[-1] == ""
    assert not any("\n" in line for line in lines)


def test_clauses_make_a_row_each_with_the_best_evidence() -> None:
    rows = table(sample_report(), "clauses")
    assert [row["verdict"] for row in rows] == [
        "asked",
        "volunteered",
        "volunteered",
        "not_raised",
        "unsure",
    ]
    assert (rows[0]["speaker"], rows[0]["outlet"]) == ("Rosa Diaz", "Harbour Post")
    assert rows[0]["quote"] == "Who pays for the harbour tunnel?"
    assert rows[3]["quote"] == ""


def test_questions_make_a_row_each_with_the_clauses_they_touch() -> None:
    rows = table(sample_report(), "questions")
    assert [(row["question"], row["clauses"]) for row in rows] == [
        ("t1.e1.q1", "c1"),
        ("t1.e2.q1", ""),
    ]


def test_questions_carry_their_reason_and_what_they_were_read_with() -> None:
    report = sample_report(question=POINTING)
    asked = table(report, "questions")[0]
    assert asked["because"] == "It asks about clause 1; both mention “tunnel”."
    assert asked["read_with"] == "“The harbour tunnel leaks.”"
    assert table(report, "evidence")[0]["read_with"] == "“The harbour tunnel leaks.”"


def test_evidence_rows_tell_what_carries_a_verdict_from_what_falls_short() -> None:
    kinds = {(row["clause"], row["kind"]) for row in table(sample_report(), "evidence")}
    assert ("c1", "evidence") in kinds
    assert ("c4", "closest") in kinds
    assert ("c4", "evidence") not in kinds


def test_a_row_says_whose_verdict_stands_and_keeps_the_machines() -> None:
    row = table(sample_report(reviews=(review(1, "c4", "asked"),)), "clauses")[3]
    assert (row["verdict"], row["whose"], row["machine_verdict"]) == (
        "asked",
        "person",
        "not_raised",
    )
    assert row["reviews"] == "ana: asked"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    rows = table(sample_report(title=f"{start}1+1", outlet=f"{start}HYPERLINK(0)"), "questions")
    assert rows[0]["transcript_title"] == f"'{start}1+1"
    assert rows[0]["outlet"] == f"'{start}HYPERLINK(0)"


def test_a_table_without_rows_still_has_its_header() -> None:
    text = to_csv(replace(sample_report(), questions=()), "questions")
    assert text.startswith("comparison,declaration,")
    assert text.count("\r\n") == 1
