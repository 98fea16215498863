"""How much text is where in a page: counted once for all elements, from the leaves up.

Asking each element for its text would take the square of a deep page's length.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_FRAME = frozenset({"main", "article", "h1"})


@dataclass(slots=True)
class Measure:
    """Of an element: characters of its text and of the links in it, white space not counted.

    ``frame`` tells whether a main part, an article or a first heading lies below it, ``depth`` how
    many elements at most lie within one another there.
    """

    text: int = 0
    linked: int = 0
    frame: bool = False
    depth: int = 0

    @property
    def link_share(self) -> float:
        """Return which part of the text is links, from 0 to 1."""
        return self.linked / self.text if self.text else 0.0


class Measures:
    """The measures of all elements below a root, as they are now."""

    def __init__(self, root: HtmlElement) -> None:
        """Count once; later changes to the tree do not show."""
        self._of: dict[HtmlElement, Measure] = {}
        links = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            links += _is_link(element) if event == "start" else 0
            if event == "end":
                self._of[element] = self._measured(element, links > 0)
                links -= _is_link(element)

    def __getitem__(self, element: HtmlElement) -> Measure:
        """Return the measure of an element that was there when it was counted."""
        return self._of[element]

    def _measured(self, element: HtmlElement, in_link: bool) -> Measure:
        found = Measure(text=_length(element.text))
        for child in element:
            below = self._of[child]
            found.text += below.text + _length(child.tail)
            found.linked += below.linked
            found.frame = found.frame or below.frame or child.tag in _FRAME
            found.depth = max(found.depth, below.depth + 1)
        if in_link:
            found.linked = found.text
        return found


def _is_link(element: HtmlElement) -> bool:
    return element.tag == "a" and bool(element.get("href"))


def _length(text: str | None) -> int:
    return sum(map(len, text.split())) if text else 0
