from __future__ import annotations

import io
import re
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console

from pressgap.core.report import Report
from pressgap.render import print_table
from tests.reports import POINTING, review, sample_report, with_implied


def printed(report: Report, width: int = 100, terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=terminal,
        color_system="standard" if terminal else None,
        no_color=False,
    )
    print_table(report, console)
    return out.getvalue()


def test_the_table_begins_with_the_findings() -> None:
    text = " ".join(printed(sample_report()).split())
    assert "Of 5 clauses, 1 was asked about; the speaker raised 2 more unasked" in text


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (60, 100):
        assert max(cell_len(line) for line in printed(sample_report(), width).splitlines()) <= width


def test_colours_are_for_terminals_only() -> None:
    assert "\x1b" not in printed(sample_report())
    assert "\x1b" in printed(sample_report(), terminal=True)


def test_every_clause_has_its_verdict_and_best_evidence() -> None:
    text = printed(sample_report(), width=160)
    assert "not raised" in text
    assert "Rosa Diaz (Harbour Post), question, exchange 1 (0.93): “Who pays" in text


def test_questions_beside_the_declaration_are_listed() -> None:
    assert "t1.e2.q1 Jan Brook: “Will you run for mayor again?”" in printed(sample_report())


def test_who_asked_about_what_is_told_by_outlet_and_by_questioner() -> None:
    text = printed(sample_report())
    assert re.search(r"Harbour Post: +1 question, 1 on the declaration \(clause 1\)", text)
    assert re.search(r"Jan Brook: +1 question, none on the declaration", text)


def test_a_paraphrase_is_called_one_and_gets_no_quotation_marks() -> None:
    text = printed(sample_report(verbatim=False), width=160)
    assert "“" not in text
    assert "exchange 1, paraphrase (0.93): Who pays" in text
    assert "Town budget: paraphrase; A digest in our own words." in text


def test_reviews_and_warnings_are_listed() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"),), warnings=("no Latin",))
    text = printed(report)
    assert "c4 machine: not raised; ana: asked (2026-02-04)" in text
    assert "no Latin" in text


def test_the_comparisons_id_is_told() -> None:
    assert "Comparison r0123456789abcdef" in printed(sample_report())


def test_hostile_text_neither_moves_the_cursor_nor_sets_styles() -> None:
    hostile = "\x1b[2J\x1b]0;x\x07[bold red]x[/] \u202egnp"
    text = printed(sample_report(title=hostile, outlet=hostile), width=200)
    assert not any(mark in text for mark in ("\x1b", "\x07", "\u202e"))
    assert "[bold red]x[/]" in text


def test_with_several_transcripts_the_evidence_says_which() -> None:
    report = sample_report()
    other = replace(report.transcripts[0], id="t000000000000002", title="Second day")
    text = printed(replace(report, transcripts=(*report.transcripts, other)), width=200)
    assert "question, exchange 1, transcript 1 (0.93)" in text


def test_a_clause_without_evidence_says_where_the_closest_passage_is() -> None:
    text = printed(sample_report(), 200)
    assert "Nothing comes near. (Jan Brook, question, exchange 2, 0.08)" in text


def test_a_question_is_shown_with_what_it_was_read_with() -> None:
    text = " ".join(printed(sample_report(question=POINTING), 200).split())
    assert "“Who pays for it?” [with: “The harbour tunnel leaks.”]" in text


def test_a_match_with_the_issue_alone_says_so() -> None:
    text = printed(with_implied(sample_report()), 200)
    assert "asked" in text
    assert "(implied)" in text
    assert "exchange 1 (0.93, implied): “Who pays" in text


def test_a_long_line_goes_on_under_its_beginning() -> None:
    report = sample_report(warnings=("one two three " * 12,))
    lines = printed(report).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  - one"))
    assert lines[start + 1].startswith("    ")
