"""``pressgap correct``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pressgap.cli.inputs import parser_options, speaker_role, well_formed
from pressgap.cli.output import json_option, print_json
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import progress
from pressgap.cli.terminal import printable, warn
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.correction import CorrectionKind, KeptCorrection, Wanted
    from pressgap.core.documents.listing import CorrectedDocument

_LINE = click.IntRange(min=1)


def _well_formed(
    context: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> object:
    return tuple(well_formed(context, option, value) for value in values)


@click.command()
@click.argument("id_", metavar="ID")
@parser_options
@click.option(
    "--name",
    "names",
    multiple=True,
    callback=_well_formed,
    metavar="SPEAKER=NAME",
    help="What a speaker is called.",
)
@click.option(
    "--outlet",
    "outlets",
    multiple=True,
    callback=_well_formed,
    metavar="SPEAKER=OUTLET",
    help="Whom a speaker asks for; SPEAKER= for nobody.",
)
@click.option(
    "--merge",
    "merges",
    multiple=True,
    callback=_well_formed,
    metavar="SPEAKER=SPEAKER",
    help="The first is the same person as the second.",
)
@click.option(
    "--split",
    "splits",
    multiple=True,
    callback=_well_formed,
    metavar="LABEL|LINE[=NAME|LINE]",
    help="What is printed under a label, or the turn on a line, is another's: of NAME, if given, "
    "or of whoever speaks on the second line.",
)
@click.option(
    "--turn",
    "turns",
    multiple=True,
    callback=_well_formed,
    metavar="LINE=LABEL",
    help="On this line a turn begins.",
)
@click.option(
    "--not-a-turn",
    "not_turns",
    multiple=True,
    type=_LINE,
    metavar="LINE",
    help="On this line none begins; it goes on with the turn before.",
)
@click.option(
    "--nobody",
    "nobodys",
    multiple=True,
    type=_LINE,
    metavar="LINE",
    help="What begins on this line is nobody's words, up to the next label.",
)
@click.option(
    "--undo",
    "undone",
    multiple=True,
    type=_LINE,
    metavar="NUMBER",
    help="Take back the correction that --list shows under this number.",
)
@click.option("--list", "listed", is_flag=True, help="Show all that was corrected, and by whom.")
@click.option("--by", callback=well_formed, metavar="NAME", help="Who says so.")
@click.option("--note", callback=well_formed, help="Why.")
@json_option
@pass_invocation
def correct(
    invocation: Invocation,
    id_: str,
    principal: str | None,
    speakers: tuple[str, ...],
    first_line: int | None,
    last_line: int | None,
    names: tuple[str, ...],
    outlets: tuple[str, ...],
    merges: tuple[str, ...],
    splits: tuple[str, ...],
    turns: tuple[str, ...],
    not_turns: tuple[int, ...],
    nobodys: tuple[int, ...],
    undone: tuple[int, ...],
    listed: bool,
    by: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Correct what was understood of a transcript.

    `pressgap show ID --structure` shows what was understood. SPEAKER is a label, a name as shown
    there, or the line on which a turn of theirs begins. Corrections are kept with who made them,
    come before what the parser finds, and hold for every later reading of the text; it is read
    anew at once. Of several in one call, lines and turns come first, then who is who, then names
    and roles; all are made or none. Comparisons made before stay as they are, and say so.
    """
    # In this order: each is about what those before it lead to.
    wanted = [
        *_lines("first_line", [first_line] if first_line else []),
        *_lines("last_line", [last_line] if last_line else []),
        *(_turn(each) for each in turns),
        *_lines("not_a_turn", not_turns),
        *_lines("nobody", nobodys),
        *(_merge(each) for each in merges),
        *(_split(each) for each in splits),
        *(_valued("name", "--name", each) for each in names),
        *(_valued("outlet", "--outlet", each) for each in outlets),
        *(_about("role", *speaker_role(each)) for each in speakers),
        *([_about("principal", principal)] if principal else []),
    ]
    if bool(wanted) + bool(undone) + listed != 1:
        raise BadSettings("give corrections, or --undo NUMBER, or --list")
    if listed:
        _list(invocation, id_, as_json)
        return
    if by is None:
        raise BadSettings("--by NAME is needed: corrections are kept with who made them")
    with invocation.parts() as parts, progress(f"Reading {id_}") as report:
        if undone:
            made = parts.library.undo_corrections(id_, undone, by, note, report)
        else:
            made = parts.library.correct(id_, wanted, by, note, report)
    warn(*made.warnings)
    _show(made, as_json)


def _list(invocation: Invocation, id_: str, as_json: bool) -> None:
    with invocation.parts() as parts:
        rows = parts.library.corrections(id_)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        note = f" ({printable(row.note)})" if row.note else ""
        back = "" if row.in_force else "  taken back"
        click.echo(f"{_row(row)}, {row.created[:10]} {printable(row.by)}{note}{back}")


def _show(made: CorrectedDocument, as_json: bool) -> None:
    if as_json:
        print_json(made)
        return
    for row in made.corrections:
        click.echo(_row(row))
    click.echo(
        f"{made.document}  read anew ({made.passages} passages, {made.embedded} embedded now)"
    )


def _row(row: KeptCorrection) -> str:
    return f"{row.id:>4}  {printable(row.says)}"


def _pair(option: str, given: str) -> tuple[str, str]:
    left, equals, right = given.rpartition("=")
    if not equals or not left.strip():
        raise BadSettings(f"{option} {given}: expected SPEAKER=…")
    return left.strip(), right.strip()


def _about(kind: CorrectionKind, speaker: str, value: str | None = None) -> Wanted:
    """Return a correction of a speaker, who is named in words or by a line."""
    from pressgap.core.correction import Wanted

    if _is_line(speaker):
        return Wanted(kind, line=int(speaker), value=value)
    return Wanted(kind, speaker=speaker, value=value)


def _is_line(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _valued(kind: CorrectionKind, option: str, given: str) -> Wanted:
    speaker, value = _pair(option, given)
    return _about(kind, speaker, value or None)


def _merge(given: str) -> Wanted:
    from dataclasses import replace

    speaker, into = _pair("--merge", given)
    wanted = _about("merge", speaker)
    return replace(wanted, into_line=int(into)) if _is_line(into) else replace(wanted, into=into)


def _split(given: str) -> Wanted:
    from dataclasses import replace

    if "=" not in given:
        return _about("split", given.strip())
    speaker, other = _pair("--split", given)
    if _is_line(other):
        return replace(_about("split", speaker), into_line=int(other))
    return _about("split", speaker, other or None)


def _turn(given: str) -> Wanted:
    from pressgap.core.correction import Wanted

    line, equals, label = given.partition("=")
    if not equals or not _is_line(line.strip()):
        raise BadSettings(f"--turn {given}: expected LINE=LABEL, the line by its number")
    return Wanted("turn", line=int(line), value=label.strip())


def _lines(kind: CorrectionKind, lines: Sequence[int]) -> list[Wanted]:
    from pressgap.core.correction import Wanted

    return [Wanted(kind, line=line) for line in lines]
