"""Lines for standard error, with nothing in them that a terminal would act on."""

from __future__ import annotations

import click

WIDEST_NAME = 48


def printable(text: str) -> str:
    """Return the text on one line; control characters, as in a hostile file name, become U+FFFD."""
    line = " ".join(text.split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


def name(text: str) -> str:
    """Return a title short enough to stand beside a bar."""
    line = printable(text)
    return line if len(line) <= WIDEST_NAME else line[: WIDEST_NAME - 1].rstrip() + "…"


def warn(*lines: str) -> None:
    """Print warnings on standard error."""
    for line in lines:
        click.echo(f"Warning: {printable(line)}", err=True)
