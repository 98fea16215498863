"""``pressgap search --within``: one transcript ranked for a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressgap.cli.inputs import STDIN, About, is_id, new_document, text_argument, title_of
from pressgap.cli.output import print_json, write_table
from pressgap.cli.progress import progress
from pressgap.cli.terminal import name, warn
from pressgap.errors import BadSettings, DocumentNotFound

if TYPE_CHECKING:
    from pressgap.cli.program import Invocation
    from pressgap.core.matching.align import EmbeddedDocument
    from pressgap.core.matching.ranked_turns import Scope
    from pressgap.wiring import Parts


def rank_within(
    invocation: Invocation, text: str, within: str, scope: Scope, limit: int, as_json: bool
) -> None:
    """Rank the turns of the transcript ``within``, an id or a file, and print the best."""
    if text == within == STDIN:
        raise BadSettings("standard input (-) can be read once only; name a file for one of them")
    with invocation.parts() as parts:
        wanted = text_argument(text, parts.settings.max_statement_chars)
        transcript = _transcript(parts, within)
        with progress("Ranking"):
            found = parts.library.ranking(wanted, transcript, scope, limit)
    if as_json:
        print_json(found)
        return
    warn(*found.warnings)
    from pressgap.render import print_ranking

    write_table(lambda console: print_ranking(found, console))


def _transcript(parts: Parts, within: str) -> EmbeddedDocument:
    """Return a stored transcript, or one read from a file; the file's text may be stored too."""
    from pressgap.core.model import document_id, text_sha256

    if is_id(within):
        return parts.library.embedded(within)
    new = new_document(within, "transcript", About(), parts)
    try:
        return parts.library.embedded(document_id("transcript", text_sha256(new.text)))
    except DocumentNotFound:
        with progress(f"Reading {name(title_of(new))}") as show:
            return parts.library.embed(new, show)
