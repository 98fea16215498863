from __future__ import annotations

from markdown_it import MarkdownIt

from pressgap.render import to_markdown
from pressgap.render.as_markdown import escape
from tests.reports import POINTING, review, sample_report, with_implied


def test_the_page_begins_with_the_declaration_and_the_findings() -> None:
    lines = to_markdown(sample_report()).splitlines()
    assert lines[0] == "# Town budget"
    assert lines[2] == "Held against: Press conference on the budget, 2026-02-01"
    assert lines[4].startswith("Of 5 clauses, 1 was asked about")


def test_every_clause_has_its_section_with_verdict_and_evidence() -> None:
    text = to_markdown(sample_report())
    assert "### 1. Harbour tunnel: asked, answered" in text
    assert "### 4. Flood wall: not raised" in text
    assert "- Rosa Diaz (Harbour Post), question, exchange 1 (0.931): “Who pays" in text


def test_what_was_not_raised_shows_what_came_closest() -> None:
    assert "- Closest: Jan Brook, question, exchange 2 (0.080): “Will you" in to_markdown(
        sample_report()
    )


def test_a_match_with_the_issue_alone_says_so() -> None:
    text = to_markdown(with_implied(sample_report()))
    assert "### 1. Harbour tunnel: asked (implied), answered" in text
    assert "question, exchange 1 (0.931, implied): “Who pays" in text


def test_questions_show_what_they_were_read_with_and_why() -> None:
    text = to_markdown(sample_report(question=POINTING))
    assert "  - *Read with: “The harbour tunnel leaks.”*" in text
    assert "“Who pays for it?” *Read with: “The harbour tunnel leaks.”* |" in text
    assert "**on the declaration**: It asks about clause 1; both mention “tunnel”." in text


def test_a_paraphrase_is_called_one_and_gets_no_quotation_marks() -> None:
    assert "“" not in to_markdown(sample_report(verbatim=False, question=POINTING))
    text = to_markdown(sample_report(verbatim=False))
    assert "exchange 1, paraphrase (0.931): Who pays" in text
    assert "> **Note** Town budget: paraphrase; A digest in our own words." in text


def test_reviews_stand_beside_the_machines_verdict() -> None:
    text = to_markdown(sample_report(reviews=(review(1, "c4", "asked", note="page 3"),)))
    assert "### 4. Flood wall: asked (by review)" in text
    assert "- Review: machine: not raised" in text
    assert "- Review: ana: asked (2026-02-04): page 3" in text


def test_warnings_are_shown() -> None:
    assert "> **Warning** no Latin" in to_markdown(sample_report(warnings=("no Latin",)))


def test_hostile_text_stays_text() -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) | **b** `c` <img src=x> & # h"
    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(to_markdown(sample_report(title=hostile, outlet=hostile, question=hostile)))
    )
    for element in ("<script", "<img", "<a ", "<strong>b", "<code>"):
        assert element not in html
    assert html.count("<table>") == 1


def test_a_line_that_begins_like_a_list_is_no_list() -> None:
    assert escape("15. Trade") == r"15\. Trade"
    assert escape("- trade") == r"\- trade"
