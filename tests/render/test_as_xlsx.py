from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

from pressgap.render import to_csv, to_xlsx
from pressgap.render.as_xlsx import LONGEST
from tests.reports import review, sample_report
from tests.workbook import formulas_and_links, sheets, table


def test_the_workbook_has_a_sheet_for_each_kind_of_row_the_reviews_and_how_it_was_made() -> None:
    found = sheets(to_xlsx(sample_report()))
    assert list(found) == ["clauses", "questions", "evidence", "reviews", "about"]
    assert [len(found[name]) for name in ("clauses", "questions")] == [6, 3]


def test_the_sheets_say_what_the_csv_says() -> None:
    report = sample_report()
    rows = list(csv.DictReader(io.StringIO(to_csv(report, "questions"), newline="")))
    for ours, theirs in zip(table(to_xlsx(report), "questions"), rows, strict=True):
        assert {name: value for name, value in theirs.items() if value} == {
            name: value for name, value in ours.items() if value
        }


def test_text_that_looks_like_a_formula_or_a_link_stays_text() -> None:
    report = sample_report(title="=HYPERLINK(1)", outlet="+SUM(A1)")
    clause = replace(report.clauses[0], text='=cmd|"/c calc"!A1', label="https://example.org/")
    data = to_xlsx(replace(report, clauses=(clause, *report.clauses[1:])))
    assert formulas_and_links(data) == 0
    (first, *_) = table(data, "clauses")
    assert first["clause_text"] == '=cmd|"/c calc"!A1'
    assert first["transcript_title"] == "=HYPERLINK(1)"


def test_a_text_that_does_not_fit_is_cut_and_named() -> None:
    report = sample_report()
    long = replace(report.clauses[0], text="word " * 8_000)
    # Each of these takes two of Excel's characters.
    wide = replace(report.clauses[1], text="𝄞" * 20_000)
    data = to_xlsx(replace(report, clauses=(long, wide, *report.clauses[2:])))
    found = table(data, "clauses")
    assert found[0]["clause_text"].endswith("…")
    assert len(found[0]["clause_text"]) == LONGEST
    assert len(found[1]["clause_text"].encode("utf-16-le")) <= 2 * LONGEST
    cut = [row["says"] for row in table(data, "about") if row["what"] == "Cut"]
    assert [each.split(":")[0] for each in cut] == [
        "clauses, row 2, clause_text",
        "clauses, row 3, clause_text",
        *[line for line in (each.split(":")[0] for each in cut) if line.startswith("evidence")],
    ]
    assert "40000 characters" in cut[0]


def test_a_text_of_just_the_length_that_fits_is_whole() -> None:
    report = replace(sample_report(), questions=())
    clause = replace(report.clauses[3], text="x" * LONGEST)
    data = to_xlsx(replace(report, clauses=(clause,)))
    assert table(data, "clauses")[0]["clause_text"] == "x" * LONGEST
    assert not [row for row in table(data, "about") if row["what"] == "Cut"]


def test_control_characters_leave_a_file_that_opens() -> None:
    report = replace(sample_report(), questions=())
    clause = replace(report.clauses[0], text="a\x01b\x0bc\ufffed _x0041_")
    data = to_xlsx(replace(report, clauses=(clause,)))
    assert table(data, "clauses")[0]["clause_text"].startswith("a\x01b\x0bc")


def test_reviews_are_all_there_with_who_when_and_whether_they_stand() -> None:
    report = sample_report(
        reviews=(
            review(1, "c4", "asked", "ana", "=note"),
            review(2, "c4", None, "ana"),
            review(3, "t1.e1.q1", "off_declaration", "ben"),
        )
    )
    data = to_xlsx(report)
    found = table(data, "reviews")
    assert [(r["target"], r["reviewer"], r["verdict"], r["stands"]) for r in found] == [
        ("c4", "ana", "asked", "no"),
        ("c4", "ana", "", "no"),
        ("t1.e1.q1", "ben", "off_declaration", "yes"),
    ]
    assert [row["withdrawn"] for row in found] == ["no", "yes", "no"]
    assert found[0]["created"] == "2026-02-04T10:00:01Z"
    question = table(data, "questions")[0]
    assert (question["verdict"], question["whose"]) == ("off_declaration", "person")
    assert question["machine_verdict"] == "on_declaration"


def test_how_it_was_made_and_how_far_coders_agree_is_said() -> None:
    report = sample_report(reviews=(review(1, "c1", "asked"), review(2, "c4", "asked")))
    says = {row["what"]: row["says"] for row in table(to_xlsx(report), "about")}
    assert says["Agreement"] == "machine and ana: 1 of 2 clauses the same (50%), Cohen's kappa 0.0"
    assert says["Embedding model"].startswith("fake, sha256 ")
    assert says["Comparison"] == report.id


def test_the_same_report_makes_the_same_workbook() -> None:
    assert to_xlsx(sample_report()) == to_xlsx(sample_report())
    with zipfile.ZipFile(io.BytesIO(to_xlsx(sample_report()))) as archive:
        assert archive.testzip() is None
