"""What elements of a page are: blocks, their classes, how much of them is links."""

from __future__ import annotations

import re

from lxml.html import HtmlElement


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


BLOCKS = words(
    """address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav
    ol option p pre search section summary table tbody td tfoot th thead tr ul"""
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[a-z0-9]+|[A-Z][a-z0-9]*")


def tidy(text: str) -> str:
    """Return the text with each run of white space as one blank, none at its ends."""
    return _SPACE.sub(" ", text).strip()


def text_of(element: HtmlElement) -> str:
    """Return all text below an element, tidied."""
    return tidy("".join(element.itertext()))


def style(element: HtmlElement) -> str:
    """Return the element's own style, lower case and without blanks."""
    said = element.get("style")
    return "".join(said.lower().split()) if said else ""


def tokens(element: HtmlElement) -> frozenset[str]:
    """Return the words that class and id are made of: ``site-footer``, ``siteFooter`` → both."""
    said = f"{element.get('class', '')} {element.get('id', '')}"
    return frozenset(word.lower() for word in _WORD.findall(said))


def start_of(element: HtmlElement, most: int) -> str:
    """Return the first ``most`` characters below an element, tidied."""
    found = ""
    for piece in element.itertext():
        found += piece
        if len(found) > 2 * most:
            break
    return tidy(found)[:most]


def is_block(element: HtmlElement) -> bool:
    """Return whether the element begins and ends a paragraph."""
    if element.tag in BLOCKS:
        return True
    return "display:block" in style(element)
