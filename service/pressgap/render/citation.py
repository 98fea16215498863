"""A citation in words: the quotation, who said it, in which document, and where in it."""

from __future__ import annotations

from collections.abc import Iterator

from pressgap.core.citing import Cited
from pressgap.render.words import PARAPHRASE, one_line, quoted, who


def citation_words(cited: Cited) -> str:
    """Return one line to put under a text; a paraphrase is called one and not quoted."""
    document = cited.document
    words = quoted(one_line(cited.quote), document.verbatim)
    if not document.verbatim:
        words += f" ({PARAPHRASE})"
    source = f" {document.source}" if document.source else ""
    return f"{words} {', '.join(_place(cited))}.{source}"


def place_words(cited: Cited) -> str:
    """Return who said it and where: all of a citation but the quotation and the source."""
    return ", ".join(_place(cited))


def _place(cited: Cited) -> Iterator[str]:
    document = cited.document
    if cited.speaker is not None:
        yield who(cited.speaker.name, cited.speaker.outlet)
    yield one_line(document.title)
    if document.date:
        yield document.date
    if cited.clause is not None:
        yield f"clause {cited.clause.number or cited.clause.id}"
    if cited.exchange is not None:
        yield f"exchange {cited.exchange.number}"
    if cited.page is not None:
        yield f"p. {cited.page}"
    if cited.time is not None:
        yield cited.time
    yield f"characters {cited.span.start}–{cited.span.end} of {document.id}"
