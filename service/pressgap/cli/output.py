"""Where results go: standard output as UTF-8, or a file written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

import click

from pressgap.errors import BadSettings, StorageUnavailable

if TYPE_CHECKING:
    from rich.console import Console

    from pressgap.core.report import Report

Format = Literal["table", "json", "csv", "md", "html", "xlsx", "svg"]
FORMATS = get_args(Format)
WIDTH = 100
Command = TypeVar("Command", bound=Callable[..., Any])


def report_options(command: Command) -> Command:
    """Add ``--format``, ``--rows`` and ``-o``."""
    for option in (
        click.option(
            "-o", "--output", type=_OUTPUT, help="Write to this file, whole or not at all."
        ),
        click.option(
            "--rows",
            type=click.Choice(["clauses", "questions", "evidence"]),
            help="What a row of the CSV is.  [default: clauses]",
        ),
        click.option(
            "--format",
            "format_",
            type=click.Choice(FORMATS),
            default="table",
            show_default=True,
            help="How the report is written; svg is its heat map.",
        ),
    ):
        command = option(command)
    return command


def json_option(command: Command) -> Command:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


_OUTPUT = click.Path(path_type=Path, dir_okay=False)


def check_output(format_: Format, rows: str | None, output: Path | None) -> None:
    """Refuse what cannot be written before any work is done; raises ``BadSettings``."""
    if rows and format_ != "csv":
        raise BadSettings(f"--rows {rows} needs --format csv, not {format_}")
    if format_ == "xlsx" and output is None:
        raise BadSettings("--format xlsx needs a file to go to: name it with -o")
    if output and not output.resolve().parent.is_dir():
        raise BadSettings(f"{output} cannot be written: there is no folder {output.parent}")


def write_report(report: Report, format_: Format, rows: str | None, output: Path | None) -> None:
    """Write the report in its format to ``output``, or print it."""
    if format_ == "table" and output is None:
        write_table(_table(report))
    else:
        _put(_rendered(report, format_, rows), output)


def _put(data: str | bytes, output: Path | None) -> None:
    if isinstance(data, str):
        write(data, output)
    elif output is not None:
        write_file(output, data)


def write_table(draw: Callable[[Console], None]) -> None:
    """Print what ``draw`` draws: in colour on a terminal, elsewhere as text of ``WIDTH``."""
    from rich.console import Console

    if sys.stdout.isatty():
        draw(Console())
    else:
        write(_table_text(draw), None)


def print_json(value: object) -> None:
    """Print a value of the core as JSON."""
    write(json_text(value), None)


def json_text(value: object) -> str:
    """Return a value of the core as indented JSON, letters as themselves."""
    from pressgap.core.codec import to_json

    return json.dumps(to_json(value), ensure_ascii=False, indent=2) + "\n"


def write(text: str, output: Path | None) -> None:
    """Write UTF-8, line ends as they are, to the file or to standard output."""
    if output is not None:
        write_file(output, text.encode("utf-8"))
        return
    try:
        # Text that was printed before comes first.
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))
        # Flushed here, so that a closed pipe or a full disk is noticed where it can be handled.
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageUnavailable(f"standard output cannot be written: {error.strerror}") from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; a device or pipe is written as it is.

    Raises ``BadSettings`` when it cannot be written.
    """
    # Through a link to the file it names, which then stays a link.
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        raise BadSettings(f"{path} cannot be written: {error.strerror}") from error


def _replace(target: Path, data: bytes) -> None:
    new = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _rendered(report: Report, format_: Format, rows: str | None) -> str | bytes:
    from pressgap import render

    if format_ == "json":
        return json_text(report)
    if format_ == "csv":
        return render.to_csv(report, next(r for r in render.ROWS if r == (rows or "clauses")))
    if format_ == "md":
        return render.to_markdown(report)
    if format_ == "html":
        return render.to_html(report)
    if format_ == "xlsx":
        return render.to_xlsx(report)
    if format_ == "svg":
        return render.to_svg(report)
    return _table_text(_table(report))


def _table(report: Report) -> Callable[[Console], None]:
    from pressgap.render import print_table

    return partial(print_table, report)


def _table_text(draw: Callable[[Console], None]) -> str:
    import io

    from rich.console import Console

    out = io.StringIO()
    draw(Console(file=out, width=WIDTH, color_system=None))
    # The table is filled up with blanks to its width, which in a file are only in the way.
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue()[:-1].split("\n"))
