"""What commands are given: files, addresses, standard input, ids, and what is known of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date as day
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from pressgap.cli.progress import progress
from pressgap.cli.terminal import name as short
from pressgap.cli.terminal import warn
from pressgap.errors import BadSettings, TooLarge

if TYPE_CHECKING:
    from pressgap.core.model import Kind, Role, TranscriptOptions
    from pressgap.library import Library, NewDocument
    from pressgap.readers.fetched import Fetched
    from pressgap.wiring import Parts

STDIN = "-"
_ID = re.compile(r"[dt][0-9a-f]{3,15}")
_BYTES_PER_CHARACTER = 4
Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class About:
    """What the caller says about a text; None and True are what is usual."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    note: str | None = None
    verbatim: bool = True
    options: TranscriptOptions | None = None


def is_id(argument: str) -> bool:
    """Return whether the argument names a stored document: no such file, and looks like an id."""
    return _ID.fullmatch(argument) is not None and not Path(argument).is_file()


def new_document(argument: str, kind: Kind, about: About, parts: Parts) -> NewDocument:
    """Read a file, what an address holds, or standard input for ``-``.

    Warnings about the reading go to standard error. Raises ``BadSettings`` when there is nothing
    to read, ``TooLarge`` over the limit of characters, what the readers raise, and
    ``AddressRefused`` and ``FetchFailed``.
    """
    from pressgap import readers
    from pressgap.library import NewDocument
    from pressgap.readers.fetched import is_address, read_fetched

    limit = parts.settings.cli_max_document_chars
    fetched = _fetch(argument, parts) if is_address(argument) else None
    name: str | None
    if fetched is not None:
        data, name, title = fetched.data, fetched.shown, fetched.title
        read = read_fetched(fetched, limit)
    else:
        data = _bytes(argument, limit)
        name = None if argument == STDIN else Path(argument).name
        title = _stem(argument) if name else "standard input"
        read = readers.read(data, name=name, max_chars=limit)
    warn(*(f"{name or 'standard input'}: {warning}" for warning in read.warnings))
    return NewDocument(
        kind=kind,
        text=read.text,
        data=data,
        title=about.title or read.title or title,
        date=about.date,
        source=about.source or (fetched.url if fetched else None),
        verbatim=about.verbatim,
        note=about.note,
        options=about.options if kind == "transcript" else None,
    )


def unclaimed(new: NewDocument, about: About, library: Library) -> NewDocument:
    """Return a text that is stored already as it is known, but for what the caller says of it.

    Nobody is to be warned that a title or source differs which was only taken from the file's name
    or the address.
    """
    from pressgap.core.model import document_id, text_sha256
    from pressgap.errors import DocumentNotFound

    try:
        stored = library.get(document_id(new.kind, text_sha256(new.text)))
    except DocumentNotFound:
        return new
    verbatim = about.verbatim and stored.verbatim
    return replace(new, title=about.title, source=about.source, verbatim=verbatim)


def _stem(argument: str) -> str:
    # A name that is not UTF-8 arrives with lone surrogates, which no text may hold.
    return Path(argument).stem.encode("utf-8", "replace").decode("utf-8")


def _fetch(url: str, parts: Parts) -> Fetched:
    with progress(f"Fetching {short(url)}"):
        return parts.fetch(url)


def _bytes(argument: str, limit: int) -> bytes:
    """Return the content, of which no more is read than may be used."""
    most = limit * _BYTES_PER_CHARACTER + 1
    read = sys.stdin.buffer.read if argument == STDIN else partial(_file_bytes, Path(argument))
    data = read(most)
    if len(data) == most:
        raise TooLarge(
            f"{argument}: more than {limit} characters (setting cli_max_document_chars); "
            "give the part that matters"
        )
    return data


def _file_bytes(path: Path, most: int) -> bytes:
    if path.is_dir():
        raise BadSettings(f"{path} is a folder; name a file in it")
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError as error:
        raise BadSettings(
            f"{path} is neither a file nor the id of a document; `pressgap list` shows the ids, "
            "and a web address begins with https:// or http://"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise BadSettings(f"{path} cannot be read: {reason}") from error


def text_argument(argument: str, limit: int) -> str:
    """Return the argument itself, or what standard input holds for ``-``; checked as text."""
    from pressgap import readers

    if argument != STDIN:
        return readers.check_text(argument, max_chars=limit)
    return readers.read(_bytes(STDIN, limit), max_chars=limit).text


def well_formed(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the text; refuse one that is not UTF-8, of which Python makes lone surrogates."""
    if value is not None and _broken(value):
        raise click.BadParameter("is not UTF-8; set the terminal to it")
    return value


def _broken(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def iso_date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the date as given; refuse what is no YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return day.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date like 2024-07-04") from error


def about_options(command: Command) -> Command:
    """Add what the caller knows about a text that is added."""
    for option in (
        click.option(
            "--note",
            callback=well_formed,
            help="Shown with every rendering, such as how a digest was made.",
        ),
        paraphrase_option,
        click.option(
            "--source", callback=well_formed, help="Where it comes from: an address or a name."
        ),
        click.option("--date", callback=iso_date, metavar="YYYY-MM-DD", help="Date of the text."),
        click.option("--title", callback=well_formed, help="Title; by default the first heading."),
    ):
        command = option(command)
    return command


def paraphrase_option(command: Command) -> Command:
    """Add ``--paraphrase``."""
    return click.option(
        "--paraphrase",
        is_flag=True,
        help="The text is a paraphrase or digest: nothing of it is shown as a quotation.",
    )(command)


def parser_options(command: Command) -> Command:
    """Add what the caller overrules of the transcript parser."""
    line = click.IntRange(min=1)
    for option in (
        click.option(
            "--to", "last_line", type=line, metavar="LINE", help="Last line of the speech."
        ),
        click.option(
            "--from",
            "first_line",
            type=line,
            metavar="LINE",
            help="First line of the speech, from 1.",
        ),
        click.option(
            "--speaker",
            "speakers",
            multiple=True,
            metavar="LABEL=ROLE",
            help="Role of a label: questioner, principal, chair or other. May be repeated.",
        ),
        click.option(
            "--principal",
            callback=well_formed,
            metavar="NAME",
            help="Who answers, by name or label.",
        ),
    ):
        command = option(command)
    return command


def transcript_options(
    principal: str | None, speakers: tuple[str, ...], first_line: int | None, last_line: int | None
) -> TranscriptOptions | None:
    """Return what was overruled, or None; raises ``BadSettings`` for a bad pair or range."""
    from pressgap.core.model import TranscriptOptions

    if first_line and last_line and first_line > last_line:
        raise BadSettings(f"--from {first_line} lies after --to {last_line}")
    if not (principal or speakers or first_line or last_line):
        return None
    return TranscriptOptions(
        principal=principal,
        speakers=tuple(_speaker(pair) for pair in speakers),
        first_line=first_line,
        last_line=last_line,
    )


def _speaker(pair: str) -> tuple[str, Role]:
    from pressgap.core.model import Role

    if _broken(pair):
        raise BadSettings(f"--speaker {pair!r} is not UTF-8; set the terminal to it")
    label, equals, name = pair.rpartition("=")
    for role in get_args(Role):
        if label.strip() and name.strip() == role:
            return label.strip(), role
    roles = ", ".join(get_args(Role))
    problem = (
        "expected LABEL=ROLE" if not equals or not label.strip() else f"{name.strip()!r} is no role"
    )
    raise BadSettings(f"--speaker {pair}: {problem}; roles are {roles}")
