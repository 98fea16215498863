"""A citation in words: who said it, in which document, where in it, and the quotation."""

from __future__ import annotations

from collections.abc import Iterator

from pressgap.core.documents.citing import Cited
from pressgap.render.words import PARAPHRASE, one_line, quoted, who


def citation_words(cited: Cited) -> str:
    """Return one line to put under a text; a paraphrase is called one and not quoted."""
    document = cited.document
    words = quoted(one_line(cited.quote), document.verbatim)
    source = f" {one_line(document.source)}" if document.source else ""
    return f"{one_line(', '.join(_place(cited)))}: {words}{source}"


def _place(cited: Cited) -> Iterator[str]:
    document = cited.document
    if cited.speaker is not None:
        yield who(cited.speaker.name, cited.speaker.outlet)
    if cited.clause is not None:
        yield f"clause {cited.clause.number or cited.clause.id}"
    if cited.exchange is not None:
        yield f"exchange {cited.exchange.number}"
    yield document.title
    if not document.verbatim:
        yield PARAPHRASE
    if document.date:
        yield document.date
    if cited.page is not None:
        yield f"page {cited.page}"
    if cited.time is not None:
        yield f"at {cited.time}"
    span = cited.span
    yield f"characters {span.start}–{span.end} of {document.id} (sha256 {document.sha256})"
