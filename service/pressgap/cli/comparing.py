"""``pressgap compare`` and ``pressgap demo``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pressgap.cli.inputs import (
    STDIN,
    About,
    is_id,
    language_option,
    new_document,
    paraphrase_option,
    parser_options,
    title_of,
    transcript_options,
    unclaimed,
)
from pressgap.cli.output import Format, check_output, report_options, write_report
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import progress
from pressgap.cli.terminal import name, warn
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.matching.align import EmbeddedDocument
    from pressgap.core.model import Kind
    from pressgap.core.report import Report
    from pressgap.library import NewDocument
    from pressgap.wiring import Parts


@click.command()
@click.argument("declaration")
@click.argument("transcripts", nargs=-1, required=True, metavar="TRANSCRIPT...")
@report_options
@click.option("--no-keep", is_flag=True, help="Keep nothing: no file, comparison or opinion.")
@paraphrase_option
@language_option
@parser_options
@pass_invocation
def compare(
    invocation: Invocation,
    declaration: str,
    transcripts: tuple[str, ...],
    format_: Format,
    rows: str | None,
    output: Path | None,
    no_keep: bool,
    paraphrase: bool,
    language: str | None,
    principal: str | None,
    speakers: tuple[str, ...],
    first_line: int | None,
    last_line: int | None,
) -> None:
    """Hold a declaration against one or several transcripts.

    Each is a file, a web address (fetched, see `pressgap add --help`), the id of a document, or -
    for standard input. Files and what addresses hold are added to the library unless --no-keep.
    What the options say about speakers, lines, language and wording is about these.
    """
    options = transcript_options(principal, speakers, first_line, last_line)
    about = About(verbatim=not paraphrase, options=options, language=language)
    _check_arguments(declaration, transcripts, about)
    check_output(format_, rows, output)
    reads = not all(map(is_id, (declaration, *transcripts)))
    with invocation.parts(reads=reads) as parts:
        # All is read and parsed before anything is added: a bad file changes nothing.
        first, *others = _read(parts, declaration, transcripts, about)
        if no_keep:
            report = _compare_at_hand(parts, first, others)
        else:
            report = _compare_kept(parts, first, others, about)
    write_report(report, format_, rows, output)


@click.command()
@report_options
@pass_invocation
def demo(invocation: Invocation, format_: Format, rows: str | None, output: Path | None) -> None:
    """Compare the bundled sample, in a folder of its own.

    The folder is demo/ in the state folder; a second run finds everything there.
    """
    from dataclasses import replace

    check_output(format_, rows, output)
    settings = invocation.settings()
    settings = replace(settings, data_dir=settings.data_dir / "demo")
    with invocation.parts(settings, reads=True) as parts:
        declaration, transcript = _add_sample(parts)
        report = parts.comparer.compare(declaration, [transcript])
    write_report(report, format_, rows, output)


def _check_arguments(declaration: str, transcripts: Sequence[str], about: About) -> None:
    if [declaration, *transcripts].count(STDIN) > 1:
        raise BadSettings("standard input (-) can be read once only; name files for the others")
    if about.options and all(map(is_id, transcripts)):
        raise BadSettings(
            "--principal, --speaker, --from and --to are about transcripts given as files; "
            "a stored one was read when it was added: add it again with the options"
        )


def _read(
    parts: Parts, declaration: str, transcripts: Sequence[str], about: About
) -> Iterator[NewDocument | str]:
    """Yield the declaration and the transcripts: ids as they are, files as they were read."""
    kinds: Iterator[Kind] = chain(("declaration",), repeat("transcript"))
    for argument, kind in zip((declaration, *transcripts), kinds, strict=False):
        yield argument if is_id(argument) else new_document(argument, kind, about, parts)


def _compare_kept(
    parts: Parts,
    declaration: NewDocument | str,
    transcripts: Sequence[NewDocument | str],
    about: About,
) -> Report:
    parts.library.check_comparison(declaration, transcripts)
    warnings: list[str] = []
    ids = []
    for document in (declaration, *transcripts):
        if isinstance(document, str):
            ids.append(document)
            continue
        with progress(f"Adding {name(title_of(document))}") as show:
            added = parts.library.add(unclaimed(document, about, parts.library), show)
        warnings += added.warnings
        ids.append(added.document.id)
    with progress("Comparing") as show:
        report = parts.comparer.compare(ids[0], ids[1:], progress=show)
    # What the report says itself is not said twice.
    warn(*(each for each in warnings if not any(each in said for said in report.warnings)))
    return report


def _compare_at_hand(
    parts: Parts, declaration: NewDocument | str, transcripts: Sequence[NewDocument | str]
) -> Report:
    first = _at_hand(parts, declaration)
    others = [_at_hand(parts, each) for each in transcripts]
    with progress("Comparing") as show:
        return parts.comparer.compare_embedded(first, others, keep=False, progress=show)


def _at_hand(parts: Parts, document: NewDocument | str) -> EmbeddedDocument:
    if isinstance(document, str):
        return parts.library.embedded(document)
    with progress(f"Reading {name(title_of(document))}") as report:
        return parts.library.embed(document, report)


def _add_sample(parts: Parts) -> tuple[str, str]:
    """Add declaration and transcript of the sample; return their ids."""
    from pressgap.library.sample import sample

    ids = []
    for new in sample():
        with progress(f"Adding {name(title_of(new))}") as show:
            ids.append(parts.library.add(new, show).document.id)
    return ids[0], ids[1]
