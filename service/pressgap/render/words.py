"""What every rendering says in the same words: verdicts, places, names, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pressgap.core.model import Locator
from pressgap.core.report import (
    ClauseFinding,
    DocumentRef,
    Evidence,
    JudgedPair,
    JudgeRef,
    QuestionFinding,
    Report,
    Tally,
)
from pressgap.core.reports.agreement import Agreement
from pressgap.core.reports.reviews import Whose, latest, standing

PARAPHRASE = "paraphrase"
VERDICTS = {
    "asked": "asked",
    "volunteered": "volunteered",
    "not_raised": "not raised",
    "unsure": "unsure",
    "on_declaration": "on the declaration",
    "off_declaration": "off the declaration",
}
# Beside the words, so that no verdict is told by its colour alone.
MARKS = {
    "asked": "●",
    "volunteered": "◐",
    "not_raised": "○",
    "unsure": "?",
    "on_declaration": "●",
    "off_declaration": "○",
}
MACHINE = "machine"
IMPLIED = "implied"
RELATIONS = {
    "explicit": "explicitly raises it",
    "implied": "raises its issue",
    "none": "does not raise it",
    "unsure": "unsure",
}
ANSWERED = {"yes": "answered", "no": "not answered", "unsure": "answer unsure"}
PARTS = {
    "opening": "opening remarks",
    "question": "question",
    "answer": "answer",
    "chair": "chair",
    "trailing": "text that perhaps nobody said",
    "clause": "clause",
}
SECOND_OPINION = "second opinion"
_WHOSE: dict[Whose, str] = {"machine": "", "person": "by review", "disputed": "disputed"}


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


def shorten(text: str, width: int) -> str:
    """Return the text on one line of at most ``width`` characters, cut at a word with …."""
    line = one_line(text)
    if len(line) <= width:
        return line
    cut = line[: width - 1]
    # A word longer than half the line is cut through, not dropped.
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > width // 2 else cut).rstrip(" ,;:–-") + "…"


def quoted(text: str, verbatim: bool) -> str:
    """Return the text in quotation marks; a paraphrase is nobody's words and gets none."""
    return f"“{text}”" if verbatim else text


def carrying(item: Evidence) -> str:
    """Return the sentences of the quotation that carry the match; all of it where none is named.

    What is left out between them shows as an ellipsis.
    """
    spans = sorted(span for span in item.sentences if item.start <= span[0] < span[1] <= item.end)
    if not spans:
        return item.quote
    words = ""
    for (start, end), before in zip(spans, [None, *spans], strict=False):
        if before:
            between = item.quote[before[1] - item.start : start - item.start]
            words += " … " if between.strip() else " "
        words += item.quote[start - item.start : end - item.start]
    return words


def read_with(item: Evidence, whole: bool, report: Report) -> str:
    """Return the words that say what a question's passage is about, "" where none are needed.

    ``whole``: all of the quotation is shown, so what lies inside it is left out.
    """
    beside = (
        quote
        for (start, end), quote in zip(item.context, item.context_quotes, strict=True)
        if not (whole and item.start <= start and end <= item.end)
    )
    return _quotes(beside, item.transcript, report)


def asked_with(question: QuestionFinding, report: Report) -> str:
    """Return the words that say what a question is about beside its own; "" for none."""
    return _quotes(question.context_quotes, question.transcript, report)


def _quotes(quotes: Iterable[str], transcript: str, report: Report) -> str:
    verbatim = by_id(report)[transcript].verbatim
    return " ".join(quoted(one_line(quote), verbatim) for quote in quotes)


def chance(item: Evidence, decimals: int, closest: bool = False) -> str:
    """Return a passage's probability, with a word where it raises the clause's issue alone.

    ``closest``: it falls short of that too.
    """
    implied = f", {IMPLIED}" if item.strength == "implied" and not closest else ""
    return f"{item.probability:.{decimals}f}{implied}"


def documents(report: Report) -> tuple[DocumentRef, ...]:
    """Return the declaration and the transcripts."""
    return (report.declaration, *report.transcripts)


def findings(report: Report) -> tuple[ClauseFinding | QuestionFinding, ...]:
    """Return all that people can review: clauses, then questions."""
    return (*report.clauses, *report.questions)


def by_id(report: Report) -> dict[str, DocumentRef]:
    """Return the documents by their ids."""
    return {document.id: document for document in documents(report)}


def wording(document: DocumentRef) -> str:
    """Return "verbatim" or "paraphrase"."""
    return "verbatim" if document.verbatim else PARAPHRASE


def notices(report: Report) -> tuple[str, ...]:
    """Return a line for each document that is a paraphrase, has a note, or was corrected."""
    return tuple(
        f"{document.title}: {'; '.join(filter(None, parts))}"
        for document in documents(report)
        if any(
            parts := (
                "" if document.verbatim else PARAPHRASE,
                document.note,
                _by_hand(report, document),
            )
        )
    )


def _by_hand(report: Report, document: DocumentRef) -> str:
    """Say how much of the reading that the Report was made of is a person's."""
    options = (report.manifest.options or {}).get(document.id)
    count = len(options.corrections) if options else 0
    return f"read with {plural(count, 'correction')} by hand" if count else ""


def verdict_words(finding: ClauseFinding | QuestionFinding) -> str:
    """Return the standing verdict in words, with whose it is unless the first stage's alone."""
    verdict, whose = standing(finding)
    words = VERDICTS[verdict]
    if isinstance(finding, ClauseFinding) and whose == "machine" and finding.strength == "implied":
        words += f" ({IMPLIED})"
    if isinstance(finding, ClauseFinding) and verdict == "asked" and finding.answered:
        words += f", {ANSWERED[finding.answered]}"
    by = _WHOSE[whose]
    if whose == "machine" and finding.before_judge:
        by = SECOND_OPINION
    return f"{words} ({by})" if by else words


def judged_words(finding: ClauseFinding | QuestionFinding, report: Report) -> tuple[str, ...]:
    """Return a line for each pair the judge was asked about for this finding."""
    return tuple(
        _judged(pair, isinstance(finding, QuestionFinding), report) for pair in finding.judged
    )


def _judged(pair: JudgedPair, by_clause: bool, report: Report) -> str:
    place = f"clause {clause_names([pair.clause], report)}" if by_clause else where(pair, report)
    if pair.relation is None or pair.probability is None:
        return f"{place}: no opinion, as {pair.reason}"
    relation = RELATIONS[pair.relation]
    return f"{place}: {relation} ({pair.probability:.2f}): {one_line(pair.reason)}"


def judge_words(judge: JudgeRef) -> str:
    """Return what names the judge, and what it was asked."""
    seat = f"at {judge.address}" if judge.address else f"sha256 {judge.sha256}"
    counts = f"{judge.asked} asked, {judge.from_cache} known, {judge.failed} without an opinion"
    return (
        f"{judge.model} ({judge.kind}, {judge.rubric}, {seat}); "
        f"{plural(judge.pairs, 'pair')} left open: {counts}"
    )


def reviews_words(finding: ClauseFinding | QuestionFinding) -> tuple[str, ...]:
    """Return a line for each coder's standing finding, and the machine's where there is one."""
    found = latest(finding.reviews)
    if not found:
        return ()
    people = (
        f"{review.reviewer}: {VERDICTS[review.verdict or finding.verdict]}"
        f" ({review.created[:10]}){f': {one_line(review.note)}' if review.note else ''}"
        for review in found
    )
    return (f"machine: {VERDICTS[finding.verdict]}", *people)


def agreement_words(found: Agreement) -> str:
    """Return who agrees with whom, on how much, and how far beyond chance."""
    first, second = (name or MACHINE for name in (found.first, found.second))
    same = f"{first} and {second}: {found.same} of {plural(found.both, found.target)} the same"
    if found.raw is None:
        return same
    beyond = "not defined, as all verdicts are the same" if found.kappa is None else found.kappa
    return f"{same} ({found.raw:.0%}), Cohen's kappa {beyond}"


def who(speaker: str, outlet: str | None) -> str:
    """Return ``name (outlet)`` as far as known."""
    name = speaker or "speaker not known"
    return f"{name} ({outlet})" if outlet else name


def where(item: Evidence | JudgedPair, report: Report) -> str:
    """Return part, exchange, page and time, with the transcript's number where it has others."""
    place = PARTS[item.part]
    if item.exchange is not None:
        place += f", exchange {item.exchange}"
    found = found_at(item.locator) if isinstance(item, Evidence) else ()
    return ", ".join((place + which(item.transcript, report), *found))


def asked_in(question: QuestionFinding, report: Report) -> str:
    """Return exchange, page and time of a question, with the transcript's number likewise."""
    place = f"exchange {question.exchange}" + which(question.transcript, report)
    return ", ".join((place, *found_at(question.locator)))


def found_at(locator: Locator) -> tuple[str, ...]:
    """Return page ("p. 4") and time ("00:12:31") as far as known."""
    page = f"p. {locator.page}" if locator.page is not None else None
    return tuple(filter(None, (page, locator.time)))


def which(transcript: str, report: Report) -> str:
    """Return which transcript that is, where there are several; else ""."""
    if len(report.transcripts) == 1:
        return ""
    return f", transcript {[document.id for document in report.transcripts].index(transcript) + 1}"


def clause_name(clause: ClauseFinding) -> str:
    """Return the clause's printed number, or its id where none is printed."""
    return clause.number or clause.id


def clause_words(clause: ClauseFinding, verbatim: bool) -> str:
    """Return what a clause says on one line, what leads up to it before it."""
    words = quoted(one_line(clause.text), verbatim)
    return f"{quoted(one_line(clause.lead_in), verbatim)} {words}" if clause.lead_in else words


def clause_names(ids: Sequence[str], report: Report) -> str:
    """Return the printed numbers of clauses, in their order in the declaration."""
    wanted = set(ids)
    return ", ".join(clause_name(clause) for clause in report.clauses if clause.id in wanted)


def tally_words(tally: Tally, report: Report) -> str:
    """Return what one outlet or questioner asked about."""
    asked = plural(tally.questions, "question")
    if not tally.on_declaration:
        return f"{asked}, none on the declaration" + _unsure(tally.unsure)
    names = clause_names(tally.clauses, report)
    about = f" ({'clauses' if ',' in names else 'clause'} {names})" if names else ""
    return f"{asked}, {tally.on_declaration} on the declaration{about}" + _unsure(tally.unsure)


def _unsure(count: int) -> str:
    return f", {count} unsure" if count else ""


def dated(document: DocumentRef) -> str:
    """Return the title, with the date where one is known."""
    return f"{document.title}, {document.date}" if document.date else document.title


def plural(count: int, noun: str) -> str:
    """Return ``1 clause`` or ``3 clauses``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def summary_sentences(report: Report) -> tuple[str, ...]:
    """Return the findings in two or three sentences."""
    return tuple(_sentences(report))


def _sentences(report: Report) -> Iterator[str]:
    counts = report.summary
    was = "was" if counts.asked == 1 else "were"
    yield (
        f"Of {plural(counts.clauses, 'clause')}, {counts.asked} {was} asked about; "
        f"the speaker raised {_volunteered(report)}; "
        f"{counts.not_raised} {'was' if counts.not_raised == 1 else 'were'} not raised; "
        f"{counts.unsure} {'is' if counts.unsure == 1 else 'are'} unsure."
    )
    yield (
        f"{counts.on_declaration} of {plural(counts.questions, 'question')} "
        f"{'was' if counts.on_declaration == 1 else 'were'} about the declaration"
        + (f"; {counts.questions_unsure} unsure." if counts.questions_unsure else ".")
    )
    seconds = sum(finding.before_judge is not None for finding in findings(report))
    if report.manifest.judge and seconds:
        was = "was" if seconds == 1 else "were"
        yield (
            f"{plural(seconds, 'verdict')} {was} decided by the second opinion of "
            f"{report.manifest.judge.name}."
        )
    if counts.reviewed:
        disputed = f"; coders disagree on {counts.disputed}" if counts.disputed else ""
        yield f"People reviewed {plural(counts.reviewed, 'verdict')}{disputed}."


def _volunteered(report: Report) -> str:
    counts = report.summary
    if not counts.volunteered:
        return "none unasked"
    places = [
        f"{count} {place}"
        for count, place in (
            (counts.volunteered_answer, "in answers"),
            (counts.volunteered_opening, "in opening remarks"),
        )
        if count
    ]
    more = "more " if counts.asked else ""
    return f"{counts.volunteered} {more}unasked ({', '.join(places)})"
