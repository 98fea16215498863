"""What a reader of one format hands on: the text, where in it pages and times begin, and doubts."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.model import Kind, Landmark, Structure, TranscriptOptions


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, made readable by the parsers.

    ``title`` and ``date`` (YYYY-MM-DD) are what the file says of itself, ``language`` a code like
    ``en``; each None where it says nothing. ``landmarks`` ascend.

    The rest is known of our own exports alone: ``structure`` is what was understood of the text,
    parsed with ``options``; ``verbatim`` is False for a paraphrase.
    """

    text: str
    landmarks: tuple[Landmark, ...] = ()
    warnings: tuple[str, ...] = ()
    title: str | None = None
    date: str | None = None
    language: str | None = None
    kind: Kind | None = None
    source: str | None = None
    note: str | None = None
    verbatim: bool | None = None
    options: TranscriptOptions | None = None
    structure: Structure | None = None
