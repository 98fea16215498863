"""The main job with the packaged model, on the bundled sample and on changed copies of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressgap.cli import main
from pressgap.core.model import Exchange, Kind, Transcript
from pressgap.core.report import ClauseFinding, Report
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.library import NewDocument
from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts
from tests.conftest import ROOT

pytestmark = pytest.mark.model

SAMPLE = ROOT / "service" / "pressgap" / "samples" / "astana-2024"
SPEECH = (SAMPLE / "press-conference.md").read_text(encoding="utf-8")
DECLARATION = (SAMPLE / "declaration.md").read_text(encoding="utf-8")
RATE_DECISION = """# Decision of the Monetary Policy Board

1. The Board raised its key interest rate by 25 basis points to 3.75 percent.

2. Core inflation, at 4.1 percent in May, remains above the target of 2 percent.

3. Purchases of covered bonds end on 1 July; maturing bonds are no longer replaced.

4. The reserve requirement for savings banks is lowered by half a percentage point.

5. The Board will publish its forecast for mortgage lending every quarter.
"""

CompareTexts = Callable[[str, str], Report]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    opened = open_parts(Settings(data_dir=tmp_path_factory.mktemp("library")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def compare(parts: Parts) -> CompareTexts:
    def add(kind: Kind, text: str) -> str:
        new = NewDocument(kind=kind, text=text, data=text.encode(), title=kind, verbatim=False)
        return parts.library.add(new).document.id

    def run(declaration: str, speech: str) -> Report:
        return parts.comparer.compare(add("declaration", declaration), [add("transcript", speech)])

    return run


@pytest.fixture(scope="module")
def report(compare: CompareTexts) -> Report:
    return compare(DECLARATION, SPEECH)


def clause(report: Report, number: str) -> ClauseFinding:
    return next(each for each in report.clauses if each.number == number)


def without_turns(exchange_number: int, *, answer_too: bool) -> str:
    """Return the sample without the questions of an exchange, label and all (and its answer)."""
    structure = parse_transcript(SPEECH)
    exchange = structure.exchanges[exchange_number - 1]
    kept = SPEECH
    for turn in reversed(structure.turns):
        if turn.number in exchange.turns and (
            answer_too or asks(structure, exchange, turn.speaker)
        ):
            start = SPEECH.rindex(f"{turn.label}:", 0, turn.span.start)
            kept = kept[:start] + kept[turn.span.end :].lstrip("\n")
    return kept


def asks(structure: Transcript, exchange: Exchange, speaker: str) -> bool:
    assert exchange in structure.exchanges
    return structure.speaker(speaker).role == "questioner"


def test_the_sample_is_understood_whole(report: Report) -> None:
    assert len(report.clauses) == 75
    assert {question.exchange for question in report.questions} == set(range(1, 14))
    # The digest splits some of the 29 published questions in two.
    assert 29 <= len(report.questions) <= 33


def test_the_sample_has_asked_volunteered_and_unraised_clauses(report: Report) -> None:
    assert clause(report, "15").verdict == "asked"
    assert clause(report, "40").verdict == "volunteered"
    assert clause(report, "68").verdict == "not_raised"


def test_every_quotation_is_a_slice_of_its_document(report: Report) -> None:
    quoted = [e for c in report.clauses for e in (*c.evidence, *c.closest)]
    assert len(quoted) > 75
    assert all(each.quote == SPEECH[each.start : each.end] for each in quoted)
    assert all(each.text == DECLARATION[each.start : each.end] for each in report.clauses)
    assert all(each.text == SPEECH[each.start : each.end] for each in report.questions)


def test_every_clause_nobody_raised_shows_what_came_closest(report: Report) -> None:
    unraised = [each for each in report.clauses if each.verdict == "not_raised"]
    assert unraised
    assert all(each.closest and each.because for each in unraised)


def test_every_verdict_says_why_in_one_sentence_without_quotation_marks(report: Report) -> None:
    said = [each.because for each in report.clauses] + [each.because for each in report.questions]
    for because in said:
        assert because[0].isupper()
        assert because.endswith(".")
        assert not set("“”„") & set(because)


def test_a_name_that_nobody_mentions_is_a_reason(report: Report) -> None:
    assert "Gaza" in clause(report, "47").because
    assert "Gaza" not in SPEECH


def test_a_question_that_means_nothing_alone_shows_what_it_is_about(report: Report) -> None:
    (asked,) = (each for each in report.questions if each.text.startswith("if it is, when might"))
    assert any("Taliban" in quote for quote in asked.context_quotes)
    for (start, end), quote in zip(asked.context_spans, asked.context_quotes, strict=True):
        assert quote == SPEECH[start:end]


def test_without_its_question_the_accession_is_volunteered(compare: CompareTexts) -> None:
    changed = compare(DECLARATION, without_turns(11, answer_too=False))
    assert clause(changed, "15").verdict == "volunteered"


def test_without_question_and_answer_the_accession_is_not_raised(compare: CompareTexts) -> None:
    changed = compare(DECLARATION, without_turns(11, answer_too=True))
    assert clause(changed, "15").verdict in ("not_raised", "unsure")


def test_a_question_put_in_makes_its_clause_asked(compare: CompareTexts, report: Report) -> None:
    assert clause(report, "21").verdict != "asked"
    structure = parse_transcript(SPEECH)
    principal = next(each for each in structure.speakers if each.role == "principal")
    asked = (
        "\n\nMarta Lindqvist: Marta Lindqvist, Northern Herald. Kazakhstan would like the United "
        "Nations to open a regional centre for the Sustainable Development Goals in Almaty. Do "
        "the other member states support that initiative?\n\n"
        f"{principal.labels[0]}: We shall see about that.\n\n"
    )
    last = structure.exchanges[-1].span.start
    start = SPEECH.rindex("\n\n", 0, last)
    changed = compare(DECLARATION, SPEECH[:start] + asked + SPEECH[start:].lstrip("\n"))
    assert clause(changed, "21").verdict == "asked"


def test_nothing_is_asked_of_an_unrelated_declaration(compare: CompareTexts) -> None:
    unrelated = compare(RATE_DECISION, SPEECH)
    assert unrelated.summary.clauses == 5
    assert unrelated.summary.asked == 0
    assert unrelated.summary.on_declaration == 0


def test_the_same_comparison_is_kept_once(compare: CompareTexts, report: Report) -> None:
    assert compare(DECLARATION, SPEECH) == report


def test_comparing_stored_documents_embeds_nothing(parts: Parts, report: Report) -> None:
    declaration, transcript = report.declaration.id, report.transcripts[0].id
    embedded = parts.library.embedded(transcript)
    assert len(embedded.vectors) == len(embedded.passages)
    again = parts.library.add(
        NewDocument(kind="transcript", text=SPEECH, data=SPEECH.encode(), verbatim=False)
    )
    assert (again.created, again.embedded, again.document.id) == (False, 0, transcript)
    assert parts.comparer.compare(declaration, [transcript], keep=False).clauses == report.clauses


@pytest.mark.parametrize(
    ("declaration", "speech"),
    [("hearing-bill.md", "hearing.txt"), ("earnings-filing.md", "earnings-call.txt")],
)
def test_a_hearing_and_an_earnings_call_go_through(
    compare: CompareTexts, declaration: str, speech: str
) -> None:
    folder = Path(__file__).parent / "transcripts"
    found = compare(
        (folder / declaration).read_text(encoding="utf-8"),
        (folder / speech).read_text(encoding="utf-8"),
    )
    assert found.summary.asked >= 1
    assert found.summary.questions >= 3
    assert found.summary.clauses == (
        found.summary.asked
        + found.summary.volunteered
        + found.summary.not_raised
        + found.summary.unsure
    )


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = readme.split("<!-- demo -->")[1].split("<!-- /demo -->")[0]
    lines = [line for line in shown.strip().splitlines()[1:-1] if line.strip() != "…"]
    done = CliRunner().invoke(main, ["--data-dir", str(tmp_path), "demo"])
    assert done.exit_code == 0, done.output
    printed = {line.rstrip() for line in done.stdout.splitlines()}
    assert len(lines) > 20
    assert [line for line in lines if line.rstrip() not in printed] == []
