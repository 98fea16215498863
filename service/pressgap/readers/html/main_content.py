"""Finds the part of a page that holds its main text.

trafilatura says which paragraphs belong to it; but it drops short turns ("Yes."), lines that come
again ("Next question.") and parts of divided texts. So its paragraphs only point to a part of the
tree: the smallest that holds them, widened to neighbours that look like more of the same. That part
is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pressgap.readers.html.elements import BLOCKS, link_share, text_of, tidy, words

_MOST = 0.9  # of the paragraphs found must lie in the part, by length
_LONG = 80  # characters: where nothing else tells, a paragraph of the main text
_MOST_LINKS = 0.4
_MOST_ELEMENTS = 40_000  # trafilatura takes about a second for 10,000
_MUCH_BESIDE, _SHARE_BESIDE = 300, 0.15
# What can hold a text from its beginning to its end; a list or a table is led up to by something.
_CONTAINERS = words("article body center details div form main section td")
_LABEL = re.compile(r"[^\W\d_][^\n:：]{0,60}[:：]")
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", "؟", "।")


def main_content(tree: HtmlElement) -> tuple[HtmlElement | None, list[str]]:
    """Return the part with the main text, or None; and what is in doubt about it."""
    body = tree.find(".//body")
    if body is None:
        return None, []
    drop_link_lists(body)
    blocks = list(_blocks(body))
    marked = _pointed_out(tree, blocks) or [b for b in blocks if _looks_like_text(b)]
    if not marked:
        return _without_marks(body)
    part = _smallest_with(marked, body)
    wider = _widened(part, body, frozenset(marked))
    if wider is part:
        return part, []
    return wider, [
        "where the main text begins and ends was not clear; check its first and last lines"
    ]


def _without_marks(body: HtmlElement) -> tuple[HtmlElement | None, list[str]]:
    if not text_of(body) or link_share(body) > _MOST_LINKS:
        return None, []
    return body, ["the page has hardly any text; all of it was read"]


def _blocks(body: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that hold text directly, not only by way of other blocks."""
    for element in body.iter():
        if element.tag not in BLOCKS:
            continue
        inline = (child for child in element if child.tag not in BLOCKS)
        if (
            _said(element.text)
            or any(_said(child.tail) for child in element)
            or any(map(text_of, inline))
        ):
            yield element


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _looks_like_text(block: HtmlElement) -> bool:
    return len(text_of(block)) >= _LONG and link_share(block) <= _MOST_LINKS


def _pointed_out(tree: HtmlElement, blocks: list[HtmlElement]) -> list[HtmlElement]:
    """Return the blocks whose text trafilatura takes for main text."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return []
    found = bare_extraction(tree, include_comments=False, include_tables=True, fast=True)
    if not isinstance(found, Document) or found.body is None:
        return []
    known = {tidy("".join(each.itertext())) for each in found.body.iter()}
    return [block for block in blocks if text_of(block) in known]


def _smallest_with(marked: list[HtmlElement], body: HtmlElement) -> HtmlElement:
    """Return the deepest element that holds nearly all marked text."""
    weights: dict[HtmlElement, int] = {}
    total = 0
    for block in marked:
        length = len(text_of(block))
        total += length
        for element in (block, *block.iterancestors()):
            weights[element] = weights.get(element, 0) + length
    part = body
    while True:
        inner = next((c for c in part if weights.get(c, 0) >= _MOST * total), None)
        if inner is None or _own_text(part):
            break
        part = inner
    return next(each for each in (part, *part.iterancestors()) if each.tag in _CONTAINERS)


def _own_text(element: HtmlElement) -> bool:
    return _said(element.text) or any(_said(child.tail) for child in element)


def _widened(part: HtmlElement, body: HtmlElement, marked: frozenset[HtmlElement]) -> HtmlElement:
    """Return the highest part that has more of the same beside the one found."""
    found = part
    labels = _labels(part)
    length = len(text_of(part))
    inner = part
    for outer in part.iterancestors():
        if inner is body:
            break
        beside = [each for each in outer if each is not inner]
        if _own_text(outer) or _is_more(beside, labels, length, marked):
            found = outer
        inner = outer
    return found


def _is_more(
    beside: list[HtmlElement],
    labels: frozenset[str],
    length: int,
    marked: frozenset[HtmlElement],
) -> bool:
    """Return whether neighbours hold marked text, much prose, or turns of the same speakers."""
    prose = 0
    for block in (block for element in beside for block in _blocks(element)):
        said = text_of(block)
        label = _LABEL.match(said[:_LONG])
        if (label and label[0] in labels) or (block in marked and len(said) >= _LONG):
            return True
        if said.endswith(_SENTENCE_ENDS) and link_share(block) <= _MOST_LINKS:
            prose += len(said)
    return prose > max(_MUCH_BESIDE, _SHARE_BESIDE * length)


def _labels(element: HtmlElement) -> frozenset[str]:
    """Return what paragraphs of an element begin with, up to a colon."""
    starts = (_LABEL.match(text_of(block)[:_LONG]) for block in _blocks(element))
    return frozenset(found[0] for found in starts if found)


def drop_link_lists(body: HtmlElement) -> None:
    """Drop lists and tables of links: contents, "related", tags. Not sentences that are links."""
    whole = len(text_of(body))
    for element in list(body.iter("ul", "ol", "dl", "table")):
        links = [text_of(link) for link in element.iter("a")]
        if element.getparent() is None or len(links) < 3 or link_share(element) < 0.8:
            continue
        if len(text_of(element)) < 0.3 * whole and not any(
            text.endswith(_SENTENCE_ENDS) for text in links
        ):
            element.drop_tree()
