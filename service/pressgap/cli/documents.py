"""``pressgap add`` and ``remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pressgap.cli.inputs import (
    STDIN,
    About,
    about_options,
    new_document,
    parser_options,
    transcript_options,
    unclaimed,
)
from pressgap.cli.output import json_option, print_json
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import progress
from pressgap.cli.terminal import name, warn
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.model import Kind
    from pressgap.library import Added


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL...")
@click.option(
    "--kind",
    type=click.Choice(["transcript", "declaration"]),
    required=True,
    help="What the text is.",
)
@about_options
@parser_options
@json_option
@pass_invocation
def add(
    invocation: Invocation,
    files: tuple[str, ...],
    kind: Kind,
    title: str | None,
    date: str | None,
    source: str | None,
    paraphrase: bool,
    note: str | None,
    principal: str | None,
    speakers: tuple[str, ...],
    first_line: int | None,
    last_line: int | None,
    as_json: bool,
) -> None:
    """Add texts to the library: files, web addresses, or - for standard input.

    The same text and kind again is the same document. An address (http:// or https://) is fetched
    once, from the public internet only, unless the setting fetch_allow names its host; where it
    led to is kept as the source.
    """
    options = transcript_options(principal, speakers, first_line, last_line)
    if options and kind == "declaration":
        raise BadSettings("--principal, --speaker, --from and --to are about transcripts")
    if len(files) > 1 and (title or options or STDIN in files):
        raise BadSettings("a title, speakers, lines or standard input: one text at a time")
    about = About(title, date, source, note, verbatim=not paraphrase, options=options)
    with invocation.parts(reads=True) as parts:
        # All are read and parsed before the first is added: a bad file changes nothing.
        found = [new_document(file, kind, about, parts) for file in files]
        parts.library.check(found)
        for file, new in zip(files, found, strict=True):
            with progress(f"Adding {name(new.title or file)}") as report:
                added = parts.library.add(unclaimed(new, about, parts.library), report)
            warn(*added.warnings)
            if as_json:
                print_json(added)
            else:
                click.echo(_added(added))


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "--with-comparisons", is_flag=True, help="Remove the comparisons that quote it as well."
)
@pass_invocation
def remove(invocation: Invocation, ids: tuple[str, ...], with_comparisons: bool) -> None:
    """Remove documents (d…, t…) or comparisons (r…)."""
    with invocation.parts() as parts:
        for each in ids:
            if each.startswith("r"):
                parts.kept.remove(each)
            else:
                parts.library.remove(each, with_comparisons=with_comparisons)
            click.echo(f"{each}  removed")


def _added(added: Added) -> str:
    from pressgap.render.words import one_line

    document = added.document
    how = "added" if added.created else "already there"
    return (
        f"{document.id}  {how}: {one_line(document.title)} "
        f"({added.passages} passages, {added.embedded} embedded now)"
    )
