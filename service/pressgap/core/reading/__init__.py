"""A document's whole text in reading order, with what was understood at its place."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.model import Declaration, Landmark, Passage, Structure
from pressgap.core.reading.paragraphs import Paragraphs
from pressgap.core.reading.sections import of_declaration, of_transcript
from pressgap.core.reading.values import FullText, Paragraph, Part, Section, Warned, Words, name_of

__all__ = [
    "FullText",
    "Paragraph",
    "Part",
    "Section",
    "Warned",
    "Words",
    "full_text",
    "name_of",
]


def full_text(
    text: str,
    structure: Structure,
    passages: Sequence[Passage],
    landmarks: Sequence[Landmark] = (),
) -> FullText:
    """Return ``text`` as ``structure`` has it, no word left out; linear in its length.

    ``passages`` are those stored of it, ``landmarks`` its pages and times.
    """
    paragraphs = Paragraphs(text, structure, passages, landmarks)
    if isinstance(structure, Declaration):
        sections = tuple(of_declaration(text, structure, paragraphs))
    else:
        sections = tuple(of_transcript(text, structure, paragraphs))
    return FullText(sections, paragraphs.warnings())
