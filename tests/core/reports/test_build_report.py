from __future__ import annotations

from dataclasses import replace

from pressgap.core.codec import from_json, to_json
from pressgap.core.model import ClauseVerdict, Document, Match, Passage, Span
from pressgap.core.report import Report
from pressgap.core.reports.build_report import build_report, with_reviews
from pressgap.core.reports.matrix import matrix
from pressgap.core.reports.reviews import allowed_verdicts, standing
from pressgap.core.reports.summary import NO_OUTLET, best_evidence
from tests.reports import (
    POINTING,
    review,
    sample_documents,
    sample_manifest,
    sample_report,
    sample_verdicts,
)


def test_every_quotation_is_a_slice_of_its_text() -> None:
    declaration, _, transcript, _ = sample_documents()
    report = sample_report()
    for clause in report.clauses:
        assert clause.text == declaration.text[clause.start : clause.end]
        for item in (*clause.evidence, *clause.closest):
            assert item.quote == transcript.text[item.start : item.end]
    for question in report.questions:
        assert question.text == transcript.text[question.start : question.end]


def test_the_summary_counts_every_clause_and_question_once() -> None:
    counts = sample_report().summary
    assert (counts.asked, counts.volunteered, counts.not_raised, counts.unsure) == (1, 2, 1, 1)
    assert (counts.on_declaration, counts.off_declaration, counts.questions_unsure) == (1, 1, 0)
    assert counts.clauses == 5
    assert counts.questions == 2


def test_what_was_volunteered_is_told_apart_by_where_it_was_said() -> None:
    counts = sample_report().summary
    assert (counts.volunteered_opening, counts.volunteered_answer) == (1, 1)


def test_questions_are_told_by_transcript_exchange_and_number() -> None:
    assert [question.id for question in sample_report().questions] == ["t1.e1.q1", "t1.e2.q1"]


def test_a_question_carries_who_asked_it_and_what_led_up_to_it() -> None:
    question = sample_report().questions[0]
    assert (question.speaker, question.outlet) == ("Rosa Diaz", "Harbour Post")
    assert question.context == "Rosa Diaz, Harbour Post."


def test_a_question_says_why_and_what_it_was_read_with() -> None:
    _, _, transcript, _ = sample_documents(question=POINTING)
    question = sample_report(question=POINTING).questions[0]
    assert question.because == "It asks about clause 1; both mention “tunnel”."
    assert question.context_quotes == ("The harbour tunnel leaks.",)
    for (start, end), quote in zip(question.context_spans, question.context_quotes, strict=True):
        assert quote == transcript.text[start:end]


def test_the_evidence_of_a_question_shows_what_it_was_read_with() -> None:
    _, _, transcript, _ = sample_documents(question=POINTING)
    asked, answered = sample_report(question=POINTING).clauses[0].evidence
    assert asked.context_quotes == ("The harbour tunnel leaks.",)
    for (start, end), quote in zip(asked.context, asked.context_quotes, strict=True):
        assert quote == transcript.text[start:end]
    assert (answered.context, answered.context_quotes) == ((), ())


def test_a_report_kept_before_there_were_reasons_for_questions_stays_readable() -> None:
    kept = to_json(sample_report())
    for question in kept["questions"]:
        del question["because"], question["context_spans"], question["context_quotes"]
    assert [question.because for question in from_json(Report, kept).questions] == ["", ""]


def test_a_question_read_out_by_the_chair_is_the_questioners() -> None:
    declaration, outline, transcript, structure = sample_documents()
    by_chair = replace(structure.speakers[0], id="s9", name="Press officer", role="chair")
    turns = (structure.turns[0], replace(structure.turns[1], speaker="s9"), *structure.turns[2:])
    structure = replace(structure, turns=turns, speakers=(*structure.speakers, by_chair))
    verdicts = sample_verdicts(transcript, structure)
    report = build_report(
        id="r1",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(transcript, structure)],
        findings=[verdicts],
        combined=verdicts.clauses,
        manifest=sample_manifest(declaration, transcript),
        warnings=(),
    )
    assert report.questions[0].speaker == "Rosa Diaz"


def test_who_asked_about_what_is_counted_by_outlet_and_by_questioner() -> None:
    counts = sample_report().summary
    assert list(counts.by_outlet) == ["Harbour Post", NO_OUTLET]
    assert counts.by_outlet["Harbour Post"].clauses == ("c1",)
    assert counts.by_questioner["Jan Brook"].off_declaration == 1


def test_probabilities_are_rounded_to_three_decimals() -> None:
    report = sample_report()
    assert report.clauses[0].probability.asked == 0.931
    assert report.clauses[0].evidence[0].probability == 0.931
    assert report.questions[0].clauses[0].probability == 0.931


def test_a_clause_says_what_each_transcript_gave() -> None:
    finding = sample_report().clauses[1].by_transcript[0]
    assert finding.verdict == "volunteered"


def test_with_two_transcripts_questions_say_which() -> None:
    report = _two_transcripts()
    assert [q.id for q in report.questions] == ["t1.e1.q1", "t1.e2.q1", "t2.e1.q1", "t2.e2.q1"]
    assert len(report.clauses[0].by_transcript) == 2


def test_a_reason_shows_words_of_a_paraphrase_without_quotation_marks() -> None:
    verbatim, paraphrase = (sample_report(verbatim=each).clauses for each in (True, False))
    quoted = [clause.because for clause in verbatim if "“" in clause.because]
    assert quoted
    assert [clause.because for clause in paraphrase] == [
        clause.because.replace("“", "").replace("”", "") for clause in verbatim
    ]
    question = sample_report(verbatim=False).questions[0]
    assert question.because == "It asks about clause 1; both mention tunnel."


def test_a_warning_is_given_once() -> None:
    report = sample_report(warnings=("the model knows no Latin", "the model knows no Latin"))
    assert report.warnings == ("the model knows no Latin",)


def test_text_that_perhaps_nobody_said_has_no_speaker() -> None:
    declaration, outline, transcript, structure = sample_documents()
    verdicts = sample_verdicts(transcript, structure)
    trailing = Match(Passage(transcript.id, "block", Span(0, 5), "trailing"), 0.4, None)
    clauses = (
        *verdicts.clauses[:4],
        ClauseVerdict("c5", "unsure", None, None, 0.4, 0.0, 0.4, "Perhaps.", (), (trailing,)),
    )
    report = build_report(
        id="r1",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(transcript, structure)],
        findings=[verdicts],
        combined=clauses,
        manifest=sample_manifest(declaration, transcript),
        warnings=(),
    )
    assert report.clauses[4].closest[0].speaker == ""


def test_a_report_survives_json() -> None:
    report = sample_report(reviews=(review(1, "c1", "asked"),))
    assert from_json(Report, to_json(report)) == report


def test_the_best_evidence_of_an_asked_clause_is_its_question() -> None:
    best = best_evidence(sample_report().clauses[0])
    assert best is not None
    assert best.part == "question"


def test_a_clause_not_raised_has_no_best_evidence() -> None:
    assert best_evidence(sample_report().clauses[3]) is None


# --- reviews -----------------------------------------------------------------------------------


def test_a_coder_overrules_the_machine_and_both_stay() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"),))
    clause = report.clauses[3]
    assert clause.verdict == "not_raised"
    assert standing(clause) == ("asked", "person")
    assert (report.summary.asked, report.summary.not_raised) == (2, 0)
    assert (report.summary.reviewed, report.summary.disputed) == (1, 0)


def test_a_coders_latest_finding_stands() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"), review(2, "c4", "volunteered")))
    assert standing(report.clauses[3]) == ("volunteered", "person")
    assert len(report.clauses[3].reviews) == 2


def test_a_withdrawn_finding_counts_no_more() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"), review(2, "c4", None)))
    assert standing(report.clauses[3]) == ("not_raised", "machine")
    assert report.summary.reviewed == 0


def test_coders_who_disagree_make_a_dispute_and_the_machines_verdict_counts() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"), review(2, "c4", "unsure", "ben")))
    assert standing(report.clauses[3]) == ("not_raised", "disputed")
    assert (report.summary.not_raised, report.summary.disputed) == (1, 1)


def test_coders_who_agree_settle_it() -> None:
    report = sample_report(reviews=(review(1, "c4", "asked"), review(2, "c4", "asked", "ben")))
    assert standing(report.clauses[3]) == ("asked", "person")


def test_a_reviewed_question_changes_who_asked_about_what() -> None:
    report = sample_report(reviews=(review(1, "t1.e1.q1", "off_declaration"),))
    assert report.summary.by_outlet["Harbour Post"].clauses == ()
    assert report.summary.on_declaration == 0


def test_a_clause_called_volunteered_by_a_person_is_counted_by_its_closest_passage() -> None:
    counts = sample_report(reviews=(review(1, "c5", "volunteered"),)).summary
    assert counts.volunteered == counts.volunteered_opening + counts.volunteered_answer == 3


def test_new_reviews_take_the_place_of_the_old() -> None:
    report = with_reviews(sample_report(reviews=(review(1, "c4", "asked"),)), ())
    assert report == sample_report()


def test_verdicts_on_a_question_are_not_those_on_a_clause() -> None:
    assert "volunteered" in allowed_verdicts("clause")
    assert "volunteered" not in allowed_verdicts("question")


# --- matrix ------------------------------------------------------------------------------------


def test_the_matrix_has_a_row_per_clause_and_a_column_per_exchange() -> None:
    found = matrix(sample_report())
    assert found.rows == ("c1", "c2", "c3", "c4", "c5")
    assert found.columns == ("t1.opening", "t1.e1", "t1.e2")


def test_a_cell_holds_the_best_probability_known_there() -> None:
    values = matrix(sample_report()).values
    assert values[0] == (None, 0.931, None)
    assert values[1] == (None, 0.81, 0.08)
    assert values[2] == (0.88, None, None)


def _two_transcripts() -> Report:
    declaration, outline, first, structure = sample_documents()
    second: Document = replace(first, id="t000000000000002", title="Second day")
    found = [sample_verdicts(document, structure) for document in (first, second)]
    return build_report(
        id="r1",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(first, structure), (second, structure)],
        findings=found,
        combined=found[0].clauses,
        manifest=sample_manifest(declaration, first, second),
        warnings=(),
    )
