"""Finds the part of a page that holds its main text.

trafilatura says which paragraphs belong to it; but it drops short turns ("Yes."), lines that come
again ("Next question.") and parts of divided texts. So its paragraphs only point to a part of the
tree: the smallest that holds them, widened to neighbours that look like more of the same. That part
is read whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from pressgap.readers.html.elements import BLOCKS, start_of, text_of, tidy, words
from pressgap.readers.html.measures import Measures

_MOST = 0.9  # of the paragraphs found must lie in the part, by length
_LONG = 80  # characters: where nothing else tells, a paragraph of the main text
_MOST_LINKS = 0.4
_MOST_ELEMENTS = 40_000  # trafilatura takes about a second for 10,000
_MOST_DEPTH = 250  # and much longer for what is nested more deeply than any honest page
_LINKS, _SMALL_LIST = 0.8, 0.3
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
    measures = Measures(body)
    blocks = list(_blocks(body, measures))
    marked = _pointed_out(tree, blocks, measures[body].depth)
    marked = marked or [block for block in blocks if _looks_like_text(block, measures)]
    if not marked:
        return _without_marks(body, measures)
    part = _smallest_with(marked, body, measures)
    wider = _Neighbours(measures, frozenset(marked)).widened(part, body)
    if wider is part:
        return part, []
    return wider, [
        "where the main text begins and ends was not clear; check its first and last lines"
    ]


def _without_marks(body: HtmlElement, measures: Measures) -> tuple[HtmlElement | None, list[str]]:
    if not measures[body].text or measures[body].link_share > _MOST_LINKS:
        return None, []
    return body, ["which part of the page is its main text was not clear; all of it was read"]


def _blocks(body: HtmlElement, measures: Measures) -> Iterator[HtmlElement]:
    """Yield the elements that hold text directly, not only by way of other blocks."""
    for element in body.iter():
        if element.tag in BLOCKS and (
            _own_text(element)
            or any(measures[child].text for child in element if child.tag not in BLOCKS)
        ):
            yield element


def _own_text(element: HtmlElement) -> bool:
    return _said(element.text) or any(_said(child.tail) for child in element)


def _said(text: str | None) -> bool:
    return bool(text and text.strip())


def _looks_like_text(block: HtmlElement, measures: Measures) -> bool:
    return measures[block].text >= _LONG and measures[block].link_share <= _MOST_LINKS


def _pointed_out(tree: HtmlElement, blocks: list[HtmlElement], depth: int) -> list[HtmlElement]:
    """Return the blocks whose text trafilatura takes for main text."""
    if depth > _MOST_DEPTH or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return []
    found = bare_extraction(tree, include_comments=False, include_tables=True, fast=True)
    if not isinstance(found, Document) or found.body is None:
        return []
    known = {tidy("".join(each.itertext())) for each in found.body.iter()}
    return [block for block in blocks if text_of(block) in known]


def _smallest_with(marked: list[HtmlElement], body: HtmlElement, measures: Measures) -> HtmlElement:
    """Return the deepest element that holds nearly all marked text."""
    weights: dict[HtmlElement, int] = {}
    for block in marked:
        for element in (block, *block.iterancestors()):
            weights[element] = weights.get(element, 0) + measures[block].text
    part, least = body, _MOST * weights[body]
    while not _own_text(part):
        inner = next((child for child in part if weights.get(child, 0) >= least), None)
        if inner is None:
            break
        part = inner
    return next(each for each in (part, *part.iterancestors()) if each.tag in _CONTAINERS)


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Judges what stands beside the part found."""

    measures: Measures
    marked: frozenset[HtmlElement]

    def widened(self, part: HtmlElement, body: HtmlElement) -> HtmlElement:
        """Return the highest part that has more of the same beside the one found."""
        found = inner = part
        labels = self._labels(part)
        much = max(_MUCH_BESIDE, _SHARE_BESIDE * self.measures[part].text)
        for outer in part.iterancestors():
            if inner is body:
                break
            beside = [each for each in outer if each is not inner]
            if _own_text(outer) or self._is_more(beside, labels, much):
                found = outer
            inner = outer
        return found

    def _is_more(self, beside: list[HtmlElement], labels: frozenset[str], much: float) -> bool:
        """Return whether neighbours hold marked text, much prose, or turns of the same people."""
        prose = 0
        for block in (each for element in beside for each in _blocks(element, self.measures)):
            measure = self.measures[block]
            label = _LABEL.match(start_of(block, _LONG))
            if (label and label[0] in labels) or (block in self.marked and measure.text >= _LONG):
                return True
            if measure.link_share <= _MOST_LINKS and text_of(block).endswith(_SENTENCE_ENDS):
                prose += measure.text
        return prose > much

    def _labels(self, element: HtmlElement) -> frozenset[str]:
        """Return what paragraphs of an element begin with, up to a colon."""
        starts = (start_of(block, _LONG) for block in _blocks(element, self.measures))
        return frozenset(found[0] for found in map(_LABEL.match, starts) if found)


def drop_link_lists(body: HtmlElement) -> None:
    """Drop lists and tables of links: contents, "related", tags. Not sentences that are links."""
    measures = Measures(body)
    most = _SMALL_LIST * measures[body].text
    for element in list(body.iter("ul", "ol", "dl", "table")):
        measure = measures[element]
        if element.getparent() is None or measure.link_share < _LINKS or measure.text >= most:
            continue
        links = [text_of(link) for link in element.iter("a")]
        if len(links) > 2 and not any(text.endswith(_SENTENCE_ENDS) for text in links):
            element.drop_tree()
