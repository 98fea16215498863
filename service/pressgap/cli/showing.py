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
    json_text,
    print_json,
    report_options,
    write,
    write_report,
)
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.terminal import warn
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.model import Document, Kind
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
@click.option("--structure", is_flag=True, help="What was understood, in place of the text.")
@click.option("--agreement", is_flag=True, help="How far coders agree, in place of the report.")
@json_option
@report_options
@pass_invocation
def show(
    invocation: Invocation,
    id_: str,
    structure: bool,
    agreement: bool,
    as_json: bool,
    format_: Format,
    rows: str | None,
    output: Path | None,
) -> None:
    """Show a document (d…, t…) or a comparison (r…).

    --structure is about documents, --agreement and --rows about comparisons. Of a document,
    --format json writes all there is, to be added to another library: text, pages or times, options
    and structure.
    """
    if id_.startswith("r"):
        from pressgap.core.reports.agreement import agreements
        from pressgap.render.words import agreement_words

        format_ = "json" if as_json else format_
        check_output(format_, rows, output)
        with invocation.parts() as parts:
            report = parts.kept.get(id_)
            since = parts.kept.corrected_since(report)
        if agreement:
            _print(list(agreements(report)), agreement_words, as_json)
            return
        if format_ == "csv":  # which has no place for warnings
            warn(*since)
        write_report(report, format_, rows, output)
        return
    as_json = as_json or format_ == "json"
    if rows or (format_ not in ("table", "json")):
        raise BadSettings("--rows and the formats csv, md and html are about comparisons")
    check_output(format_, rows, output)
    with invocation.parts() as parts:
        exported = parts.library.export(id_)
        document = parts.library.get(exported.id)
        outline = parts.library.outline(id_) if structure else None
    if as_json:
        write(json_text(outline or exported), output)
        return
    lines = [*_facts(document), ""]
    if outline is not None:
        from pressgap.cli.structure import structure_lines

        lines += structure_lines(outline, document.text)
    else:
        lines.append(document.text.rstrip())
    write("\n".join(lines) + "\n", output)


def _facts(document: Document) -> Iterator[str]:
    from pressgap.render.words import PARAPHRASE

    yield f"{document.id}  {_safe(document.title)}"
    wording = "verbatim" if document.verbatim else PARAPHRASE
    known = (document.kind, document.date, document.language, wording)
    yield ", ".join(fact for fact in known if fact)
    for fact in (document.source, document.note):
        if fact:
            yield _safe(fact)
