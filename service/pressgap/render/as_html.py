"""The Report as one HTML page: no script, no address, fit for the screen and for any paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from jinja2 import Template

from pressgap.core.report import Evidence, Report
from pressgap.core.reports.reviews import standing
from pressgap.render import words
from pressgap.render.templating import environment


def to_html(report: Report) -> str:
    """Return the page; everything from the documents is escaped."""
    documents = words.by_id(report)
    return _template().render(
        report=report,
        documents=documents,
        segments=segments,
        standing=standing,
        words=words,
    )


def segments(item: Evidence) -> Iterator[tuple[str, bool]]:
    """Yield the quotation piece by piece, each with whether it carries the match.

    ``sentences`` are offsets into the document, as ``start`` is.
    """
    position = 0
    for start, end in sorted(item.sentences):
        begin, stop = max(start - item.start, position), min(end - item.start, len(item.quote))
        if begin >= stop:
            continue
        if begin > position:
            yield item.quote[position:begin], False
        yield item.quote[begin:stop], True
        position = stop
    if position < len(item.quote):
        yield item.quote[position:], False


@cache
def _template() -> Template:
    return environment().get_template("report.html")
