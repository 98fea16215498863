"""Every rendering says which verdicts a judge decided, what it said, and where texts went."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from rich.console import Console

from pressgap.core.report import JudgedPair, JudgeRef, Report
from pressgap.render import print_table, to_csv, to_html, to_markdown
from pressgap.render.words import judge_words, judged_words, summary_sentences, verdict_words
from tests.reports import review, sample_report

ADDRESS = "http://127.0.0.1:8080/v1"
JUDGE = JudgeRef("ada at 127.0.0.1", "chat", "ada", None, ADDRESS, True, "rubric-1", 3, 1, 1, 1)
SENT = "Clauses and passages of these documents were sent to a local server."


def judged_report() -> Report:
    """The sample after a judge: clause 5 is asked by it, and one opinion on it is missing."""
    report = sample_report(warnings=(SENT,))
    near = report.clauses[4].closest[0]
    pair = JudgedPair(
        "c5",
        near.transcript,
        near.passage,
        near.exchange,
        near.part,
        near.start,
        near.end,
        "implied",
        0.8,
        "It asks <b>who</b> | pays.",
    )
    missing = replace(
        pair, part="answer", exchange=1, relation=None, probability=None, reason="it timed out"
    )
    clause = replace(
        report.clauses[4], verdict="asked", before_judge="unsure", judged=(pair, missing)
    )
    question = replace(report.questions[1], before_judge="unsure", judged=(pair,))
    return replace(
        report,
        clauses=(*report.clauses[:4], clause),
        questions=(report.questions[0], question),
        manifest=replace(report.manifest, judge=JUDGE),
    )


REPORT = judged_report()


def test_a_verdict_that_a_judge_decided_says_so_unless_a_person_overruled_it() -> None:
    assert verdict_words(REPORT.clauses[4]) == "asked (second opinion)"
    assert verdict_words(REPORT.questions[1]) == "off the declaration (second opinion)"
    assert "second" not in verdict_words(REPORT.clauses[0])
    reviewed = replace(REPORT.clauses[4], reviews=(review(1, "c5", "not_raised"),))
    assert verdict_words(reviewed) == "not raised (by review)"


def test_each_pair_is_told_in_a_line_the_missing_ones_too() -> None:
    assert judged_words(REPORT.clauses[4], REPORT) == (
        "question, exchange 2: raises its issue (0.80): It asks <b>who</b> | pays.",
        "answer, exchange 1: no opinion, as it timed out",
    )
    assert judged_words(REPORT.questions[1], REPORT)[0].startswith("clause 5: raises its issue")


def test_the_summary_counts_what_a_judge_decided() -> None:
    said = "2 verdicts were decided by the second opinion of ada at 127.0.0.1."
    assert said in summary_sentences(REPORT)
    assert not any("second opinion" in line for line in summary_sentences(sample_report()))


def test_the_judge_is_named_with_what_it_was_asked() -> None:
    assert judge_words(JUDGE) == (
        "ada (chat, rubric-1, at http://127.0.0.1:8080/v1); 3 pairs left open: "
        "1 asked, 1 known, 1 without an opinion"
    )
    local = replace(JUDGE, kind="cross-encoder", address=None, sha256="1" * 64)
    assert "sha256 1111" in judge_words(local)


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_markdown_and_html_show_all_of_it_and_escape_it(render) -> None:  # type: ignore[no-untyped-def]
    page = render(REPORT)
    for words in ("second opinion", "raises its issue", "no opinion, as it timed out", SENT):
        assert words in page
    assert "rubric-1" in page
    assert "<b>who</b>" not in page


def test_the_table_marks_what_a_judge_decided() -> None:
    out = io.StringIO()
    print_table(REPORT, Console(file=out, width=100))
    assert "opinion)" in out.getvalue()
    assert SENT in " ".join(out.getvalue().split())


def test_csv_has_the_verdict_before_the_judge_and_what_it_said() -> None:
    for rows, before in (("clauses", [""] * 4 + ["unsure"]), ("questions", ["", "unsure"])):
        found = list(csv.DictReader(io.StringIO(to_csv(REPORT, rows))))  # type: ignore[arg-type]
        assert [row["before_judge"] for row in found] == before
        assert "raises its issue" in found[-1]["second_opinions"]


def test_a_paraphrase_sets_no_quotation_marks_around_a_judges_words() -> None:
    from pressgap.core.reports.judged_report import with_judged
    from tests.reports import sample_documents, sample_verdicts

    _, _, document, speech = sample_documents(verbatim=False)
    pair = replace(REPORT.clauses[4].judged[0], reason='It says "who pays" and “how much”.')
    shown = with_judged(
        sample_report(verbatim=False),
        [sample_verdicts(document, speech)],
        [pair],
        {document.id: speech},
    )
    assert shown.clauses[4].judged[0].reason == "It says who pays and how much."
