"""What a page of a document is made of."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.model import Aside, Clause, Exchange, Landmark, Span, Speaker, Turn


def name_of(span: Span) -> str:
    """Return the name of a stretch of text, ``p-120-245``.

    A document's text never changes, so its names do not either.
    """
    return f"p-{span.start}-{span.end}"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence, or what stands between two.

    ``name`` is that of the sentence, None where its paragraph has the same; ``blocks`` are those
    of longer passages that begin here. ``question`` is the number of the question it belongs to,
    ``asks`` whether that begins here.
    """

    text: str
    name: str | None = None
    blocks: tuple[str, ...] = ()
    question: int | None = None
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, the pages and times that begin in it, and the numbers of warnings about it."""

    span: Span
    words: tuple[Words, ...]
    landmarks: tuple[Landmark, ...] = ()
    warnings: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The name of the whole paragraph."""
        return name_of(self.span)


@dataclass(frozen=True, slots=True)
class Part:
    """A turn, a clause, an aside, or text that is none of them.

    ``printed`` is what marks a turn or clause in the text: its label, its number.
    """

    paragraphs: tuple[Paragraph, ...]
    printed: str = ""
    turn: Turn | None = None
    speaker: Speaker | None = None
    clause: Clause | None = None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """An exchange, or what stands under a heading.

    ``headings`` are those that begin here, outermost first: level from 1, and words.
    """

    parts: tuple[Part, ...]
    headings: tuple[tuple[int, str], ...] = ()
    exchange: Exchange | None = None
    asker: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning of the parser; ``at`` names the paragraph it is about, where it names a line."""

    number: int
    text: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class FullText:
    """All of a document."""

    sections: tuple[Section, ...]
    warnings: tuple[Warned, ...]
