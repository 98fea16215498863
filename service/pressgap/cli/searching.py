"""``pressgap search``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pressgap.cli.inputs import iso_date, text_argument
from pressgap.cli.output import json_option, print_json, write
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import progress
from pressgap.cli.ranking import rank_within
from pressgap.cli.terminal import warn
from pressgap.errors import BadSettings

if TYPE_CHECKING:
    from pressgap.core.matching.ranked_turns import Scope
    from pressgap.core.model import Kind, Related, RelatedPassage, Role

QUOTE_WIDTH = 280


@click.command()
@click.argument("text")
@click.option(
    "--document", "documents", multiple=True, metavar="ID", help="In this one; may repeat."
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["transcript", "declaration"]),
    help="In documents of this kind; may repeat.",
)  # fmt: skip
@click.option(
    "--role", "roles", multiple=True,
    type=click.Choice(["questioner", "principal", "chair", "other"]),
    help="Said by people of this role; may repeat.",
)  # fmt: skip
@click.option("--since", callback=iso_date, metavar="YYYY-MM-DD", help="From this date on.")
@click.option("--until", callback=iso_date, metavar="YYYY-MM-DD", help="Up to this date.")
@click.option(
    "--within", metavar="ID|FILE|URL",
    help="Rank the turns of this one transcript; a file is read, not kept.",
)  # fmt: skip
@click.option(
    "--discussion", "scope", flag_value="discussion",
    help="With --within: where this topic or question is discussed.  [default]",
)  # fmt: skip
@click.option(
    "--statement", "scope", flag_value="statement", help="With --within: who said this."
)  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most so many."
)
@json_option
@pass_invocation
def search(
    invocation: Invocation,
    text: str,
    documents: tuple[str, ...],
    kinds: tuple[Kind, ...],
    roles: tuple[Role, ...],
    since: str | None,
    until: str | None,
    within: str | None,
    scope: Scope | None,
    limit: int,
    as_json: bool,
) -> None:
    """Find the passages of the library that belong to a statement.

    TEXT is the statement, or - for standard input. Where nothing belongs to it, that is said,
    with the closest misses.

    --within ranks all turns of one transcript instead, and says how probable it is that TEXT is
    raised there at all: where a topic or question is discussed, or who said a thing. What has to
    be said about a file (its speakers, that it is a paraphrase) is said to `pressgap add`.
    """
    from pressgap.core.model import Filters

    filters = Filters(documents, kinds, roles, since, until)
    _check_together(within, scope, filtered=filters != Filters())
    if within is not None:
        rank_within(invocation, text, within, scope or "discussion", limit, as_json)
        return
    with invocation.parts() as parts:
        statement = text_argument(text, parts.settings.max_statement_chars)
        with progress("Searching"):
            found = parts.library.search(statement, filters, limit)
    if as_json:
        print_json(found)
        return
    warn(*found.warnings)
    write("\n".join(_lines(found)) + "\n", None)


def _check_together(within: str | None, scope: Scope | None, *, filtered: bool) -> None:
    """Refuse options that say nothing beside each other."""
    if within is None and scope is not None:
        raise BadSettings(f"--{scope} says what to look for in one transcript: name it by --within")
    if within is not None and filtered:
        raise BadSettings(
            "--document, --kind, --role, --since and --until choose passages of the library; "
            "--within ranks the turns of one transcript: leave them out"
        )


def _lines(found: Related) -> Iterator[str]:
    if not found.passages:
        yield "Nothing in the library belongs to this statement."
        if found.closest:
            yield "Closest, but short of it:"
    for number, item in enumerate(found.passages or found.closest):
        if number:
            yield ""
        yield from _passage(item)


def _passage(item: RelatedPassage) -> Iterator[str]:
    from pressgap.render.as_table import plain
    from pressgap.render.words import PARAPHRASE, PARTS, found_at, one_line, quoted, shorten, who

    place = [one_line(item.title), item.date, PARTS[item.part]]
    if item.exchange is not None:
        place.append(f"exchange {item.exchange}")
    if item.clause is not None:
        place[-1] = f"clause {item.clause}"
    if item.speaker:
        place.append(who(item.speaker, item.outlet))
    place += found_at(item.locator)
    if not item.verbatim:
        place.append(PARAPHRASE)
    yield plain(f"{item.probability:.3f}  {', '.join(filter(None, place))}").plain
    words = quoted(shorten(_words(item), QUOTE_WIDTH), item.verbatim)
    if item.lead_in is not None:
        words = f"{quoted(shorten(item.lead_in, QUOTE_WIDTH // 2), item.verbatim)} {words}"
    yield plain(f"       {words}").plain
    yield f"       {item.document} {item.start}-{item.end}"


def _words(item: RelatedPassage) -> str:
    """Return the passage; of a long one, the sentence that belongs most."""
    if len(item.quote) <= QUOTE_WIDTH:
        return item.quote
    return item.quote[item.sentence.start - item.start : item.sentence.end - item.start]
