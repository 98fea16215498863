"""``pressgap list`` and ``show``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pressgap.cli.inputs import iso_date
from pressgap.cli.output import (
    Format,
    check_output,
    json_option,
    print_json,
    report_options,
    write,
    write_report,
)
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.model import Declaration, Document, Kind, Structure, Transcript
    from pressgap.store import ComparisonSummary, DocumentSummary, Page

PAGE = 100
T = TypeVar("T")


@click.command("list")
@click.option("--kind", type=click.Choice(["transcript", "declaration"]), help="Only this kind.")
@click.option("--since", callback=iso_date, metavar="YYYY-MM-DD", help="From this date on.")
@click.option("--until", callback=iso_date, metavar="YYYY-MM-DD", help="Up to this date.")
@click.option("--text", help="Only titles that hold this.")
@click.option("--comparisons", is_flag=True, help="The comparisons kept, not the documents.")
@click.option("--document", metavar="ID", help="With --comparisons: only those of this document.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.  [default: all]")
@json_option
@pass_invocation
def list_(
    invocation: Invocation,
    kind: Kind | None,
    since: str | None,
    until: str | None,
    text: str | None,
    comparisons: bool,
    document: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """List the documents, or the comparisons, newest first."""
    if comparisons and (kind or text):
        raise BadSettings("--kind and --text are about documents; leave --comparisons out")
    if document and not comparisons:
        raise BadSettings("--document is about comparisons; add --comparisons")
    dates = {"date_from": since, "date_to": until}
    with invocation.parts() as parts:
        if comparisons:
            kept = _all(parts.kept.list, limit, document=document, **dates)
            _print(kept, _comparison_line, as_json)
        else:
            found = _all(parts.library.list, limit, kind=kind, text=text, **dates)
            _print(found, _document_line, as_json)


def _print(items: list[T], line: Callable[[T], str], as_json: bool) -> None:
    if as_json:
        print_json(items)
    else:
        write("".join(f"{line(item)}\n" for item in items), None)


def _all(page: Callable[..., Page[T]], limit: int | None, **filters: Any) -> list[T]:
    """Return the items of as many pages as there are, or as ``limit`` asks for."""
    items: list[T] = []
    after: str | None = None
    while limit is None or len(items) < limit:
        wanted = PAGE if limit is None else min(PAGE, limit - len(items))
        found = page(after=after, limit=wanted, **filters)
        items += found.items
        if found.next is None:
            break
        after = found.next
    return items


def _document_line(item: DocumentSummary) -> str:
    from pressgap.render.words import PARAPHRASE

    wording = "" if item.verbatim else f" ({PARAPHRASE})"
    return f"{item.id}  {item.date or '-':10}  {item.kind:11}  {_safe(item.title)}{wording}"


def _comparison_line(item: ComparisonSummary) -> str:
    counts = f"{item.asked} asked, {item.volunteered} volunteered, {item.not_raised} not raised"
    titles = " / ".join((item.declaration_title, *item.transcript_titles))
    return f"{item.id}  {item.created[:10]}  {counts}, {item.unsure} unsure  {_safe(titles)}"


def _safe(text: str) -> str:
    from pressgap.render.as_table import plain
    from pressgap.render.words import one_line

    return plain(one_line(text)).plain


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--structure", is_flag=True, help="What the parser understood, in place of the text.")
@json_option
@report_options
@pass_invocation
def show(
    invocation: Invocation,
    id_: str,
    structure: bool,
    as_json: bool,
    format_: Format,
    rows: str | None,
    output: Path | None,
) -> None:
    """Show a document (d…, t…) or a comparison (r…).

    --format, --rows and -o are about comparisons, --structure about documents.
    """
    if id_.startswith("r"):
        format_ = "json" if as_json else format_
        check_output(format_, rows, output)
        with invocation.parts() as parts:
            report = parts.kept.get(id_)
        write_report(report, format_, rows, output)
        return
    with invocation.parts() as parts:
        document = parts.library.get(id_)
        found = parts.library.structure(id_)
    if as_json:
        print_json(found if structure else document)
    else:
        lines = [*_facts(document), "", *(_outline(document, found) if structure else ())]
        write("\n".join(lines) + "\n" + ("" if structure else document.text.rstrip() + "\n"), None)


def _facts(document: Document) -> Iterator[str]:
    from pressgap.render.words import PARAPHRASE

    yield f"{document.id}  {_safe(document.title)}"
    wording = "verbatim" if document.verbatim else PARAPHRASE
    known = (document.kind, document.date, document.language, wording)
    yield ", ".join(fact for fact in known if fact)
    for fact in (document.source, document.note):
        if fact:
            yield _safe(fact)


def _outline(document: Document, structure: Structure) -> Iterator[str]:
    from pressgap.core.model import Transcript

    if isinstance(structure, Transcript):
        yield from _speech(document, structure)
    else:
        yield from _clauses(document, structure)
    yield from (f"Warning: {_safe(warning)}" for warning in structure.warnings)


def _clauses(document: Document, structure: Declaration) -> Iterator[str]:
    from pressgap.render.words import plural, shorten

    yield plural(len(structure.clauses), "clause")
    heading: tuple[str, ...] = ()
    for clause in structure.clauses:
        if clause.heading != heading:
            heading = clause.heading
            yield f"# {_safe(' > '.join(heading))}"
        text = shorten(clause.span.of(document.text), 60)
        number = _safe(clause.number or "-")
        yield f"{clause.id:>5}  {number:>5}  {_safe(f'{clause.label}: {text}')}"


def _speech(document: Document, structure: Transcript) -> Iterator[str]:
    from pressgap.render.words import plural, shorten, who

    yield (
        f"{plural(len(structure.turns), 'turn')}, {plural(len(structure.exchanges), 'exchange')}, "
        f"{plural(sum(len(e.questions) for e in structure.exchanges), 'question')}"
    )
    for speaker in structure.speakers:
        labels = ", ".join(speaker.labels)
        yield f"{speaker.role:>10}  {_safe(who(speaker.name, speaker.outlet))}  [{_safe(labels)}]"
    if structure.opening:
        yield f"opening: turns {_numbers(structure.opening)}"
    for exchange in structure.exchanges:
        asker = structure.speaker(exchange.speaker)
        yield f"exchange {exchange.number}: {_safe(asker.name)}, turns {_numbers(exchange.turns)}"
        for question in exchange.questions:
            yield f"  q{question.number}  {_safe(shorten(question.span.of(document.text), 85))}"
    placed = {*structure.opening, *(n for e in structure.exchanges for n in e.turns)}
    closing = tuple(turn.number for turn in structure.turns if turn.number not in placed)
    if closing:
        yield f"closing: turns {_numbers(closing)}"
    for aside in structure.asides:
        text = shorten(aside.span.of(document.text), 60)
        yield f"nobody's speech ({_safe(aside.why)}): {_safe(text)}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers))
