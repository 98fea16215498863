"""Every rendering shows what leads up to an item of a list, beside the item's own words."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from rich.console import Console

from pressgap.core.report import Report
from pressgap.render import print_table, to_csv, to_html, to_markdown
from tests.reports import sample_report

LEAD = "In the next year we will:"


def led(verbatim: bool = True) -> Report:
    report = sample_report(verbatim=verbatim)
    first, *others = report.clauses
    return replace(report, clauses=(replace(first, lead_in=LEAD), *others))


def test_markdown_and_html_quote_the_lead_in_before_the_clause() -> None:
    text = led().clauses[0].text
    assert f"> “{LEAD}” “{text}”" in to_markdown(led())
    page = to_html(led())
    assert page.index(LEAD) < page.index(text)


def test_a_paraphrase_has_no_marks_around_its_lead_in() -> None:
    assert f"> {LEAD} " in to_markdown(led(verbatim=False))


def test_csv_has_a_column_for_it() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(led(), "clauses").removeprefix("\ufeff"))))
    assert [row["clause_lead_in"] for row in rows] == [LEAD, "", "", "", ""]


def test_the_table_shows_it_beside_the_label() -> None:
    out = io.StringIO()
    print_table(led(), Console(file=out, width=200))
    assert LEAD in " ".join(out.getvalue().split())


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_a_clause_without_a_lead_in_shows_none(render: object) -> None:
    assert callable(render)
    assert LEAD not in render(sample_report())
