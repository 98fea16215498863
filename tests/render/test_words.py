from __future__ import annotations

from dataclasses import replace

from pressgap.core.reports.build_report import with_reviews
from pressgap.render.words import (
    carrying,
    quoted,
    shorten,
    summary_sentences,
    tally_words,
    verdict_words,
)
from tests.reports import review, sample_report, with_implied


def test_the_summary_is_said_in_sentences() -> None:
    clauses, questions = summary_sentences(sample_report())
    assert clauses == (
        "Of 5 clauses, 1 was asked about; the speaker raised 2 more unasked (1 in answers, "
        "1 in opening remarks); 1 was not raised; 1 is unsure."
    )
    assert questions == "1 of 2 questions was about the declaration."


def test_many_are_said_in_the_plural() -> None:
    report = sample_report()
    counts = replace(report.summary, asked=2, not_raised=3, unsure=0, on_declaration=2)
    clauses, questions = summary_sentences(replace(report, summary=counts))
    assert "2 were asked about" in clauses
    assert "3 were not raised; 0 are unsure" in clauses
    assert "2 of 2 questions were about" in questions


def test_a_speaker_who_volunteered_nothing_raised_none() -> None:
    report = sample_report()
    counts = replace(report.summary, volunteered=0, volunteered_answer=0, volunteered_opening=0)
    assert "raised none unasked" in summary_sentences(replace(report, summary=counts))[0]


def test_reviews_and_disputes_are_said() -> None:
    reviews = (review(1, "c4", "asked"), review(2, "c4", "unsure", "ben"))
    assert summary_sentences(sample_report(reviews=reviews))[-1] == (
        "People reviewed 1 verdict; coders disagree on 1."
    )


def test_a_verdict_says_whether_it_was_answered_and_whose_it_is() -> None:
    clauses = sample_report(reviews=(review(1, "c4", "volunteered"),)).clauses
    assert verdict_words(clauses[0]) == "asked, answered"
    assert verdict_words(clauses[3]) == "volunteered (by review)"


def test_a_verdict_from_an_implied_match_says_so_unless_a_person_decided() -> None:
    report = with_implied(sample_report())
    assert verdict_words(report.clauses[0]) == "asked (implied), answered"
    decided = with_reviews(report, (review(1, "c1", "asked"),))
    assert verdict_words(decided.clauses[0]) == "asked, answered (by review)"


def test_who_asked_names_the_clauses_by_their_printed_numbers() -> None:
    report = sample_report()
    tally = report.summary.by_outlet["Harbour Post"]
    assert tally_words(tally, report) == "1 question, 1 on the declaration (clause 1)"


def test_a_shortened_text_ends_at_a_word() -> None:
    assert shorten("one two\n three four", 12) == "one two…"
    assert shorten("one two", 12) == "one two"
    assert shorten("x" * 40, 10) == "x" * 9 + "…"


def test_only_verbatim_words_get_quotation_marks() -> None:
    assert quoted("yes", verbatim=True) == "“yes”"
    assert quoted("yes", verbatim=False) == "yes"


def test_only_the_sentences_that_carry_a_match_are_shown_where_room_is_short() -> None:
    item = replace(
        sample_report().clauses[0].evidence[0], quote="One. Two. Three. Four.", start=10, end=32
    )
    assert carrying(replace(item, sentences=())) == "One. Two. Three. Four."
    assert carrying(replace(item, sentences=((15, 19),))) == "Two."
    assert carrying(replace(item, sentences=((15, 19), (20, 26)))) == "Two. Three."
    assert carrying(replace(item, sentences=((27, 32), (10, 14)))) == "One. … Four."
