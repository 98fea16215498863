"""Styles of a Word document: headings, bold, italics and numbering that paragraphs inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_LEVELS = 6
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-.*)?\Z")


def value(element: Any, *path: str) -> str | None:
    """Return the ``w:val`` of the element at ``path`` below ``element``, or None."""
    found = below(element, *path)
    return None if found is None else found.get(qn("w:val"))


def below(element: Any, *path: str) -> Any:
    """Return the element at ``path`` below ``element``, or None."""
    for name in path:
        if element is None:
            return None
        element = element.find(qn(name))
    return element


def is_on(element: Any, name: str) -> bool | None:
    """Return whether a property such as ``w:b`` is set, unset, or None where nothing is said."""
    found = below(element, name)
    if found is None:
        return None
    return (found.get(qn("w:val")) or "on").lower() not in _OFF


class Styles:
    """The styles by their ids."""

    def __init__(self, root: Any) -> None:
        """Read ``root``, the ``w:styles`` element, or None for a document without any."""
        found = [] if root is None else root.findall(qn("w:style"))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        self._default = next(
            (
                style.get(qn("w:styleId"))
                for style in found
                if style.get(qn("w:type")) == "paragraph"
                and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        said = below(root, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
        language = _LANGUAGE.match(said.get(qn("w:val"), "") if said is not None else "")
        self.language = language[1].lower() if language else None

    def lineage(self, style_id: str | None) -> Iterator[Any]:
        """Yield a style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style_id is not None and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = value(style, "w:basedOn")

    def of_paragraph(self, paragraph: Any) -> str | None:
        """Return the id of a paragraph's style."""
        return value(paragraph, "w:pPr", "w:pStyle") or self._default

    def name(self, style_id: str | None) -> str:
        """Return a style's name in lower case; built-in ones are English in every Word."""
        style = self._styles.get(style_id)
        return (value(style, "w:name") or "").lower() if style is not None else ""

    def heading_level(self, paragraph: Any) -> int | None:
        """Return the level of a heading from 1 to 6, or None for a paragraph that is none."""
        own = value(paragraph, "w:pPr", "w:outlineLvl")
        for style in self.lineage(self.of_paragraph(paragraph)):
            name = value(style, "w:name") or ""
            found = _HEADING.match(name)
            if found:
                return min(int(found[1]), _MOST_LEVELS)
            if name.lower() == "title":
                return 1
            own = own or value(style, "w:pPr", "w:outlineLvl")
        return min(int(own) + 1, _MOST_LEVELS) if own in tuple("012345678") else None

    def emphasis(self, name: str, run: Any, paragraph: Any) -> bool:
        """Return whether a run is bold (``w:b``) or italic (``w:i``), itself or by its styles."""
        said = is_on(below(run, "w:rPr"), name)
        styles = (value(run, "w:rPr", "w:rStyle"), self.of_paragraph(paragraph))
        for style in (style for each in styles for style in self.lineage(each)):
            if said is not None:
                break
            said = is_on(below(style, "w:rPr"), name)
        return bool(said)
