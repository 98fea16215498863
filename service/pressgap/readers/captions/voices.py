"""A caption's lines → words, each with the voice that says it, as far as the caption tells."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressgap.readers.captions.cues import Cue

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+(?P<name>[^>]+)>|(?P<end></v>)")
_TAG = re.compile(r"<rt>[^<]*(?:</rt>)?|</?[A-Za-z][^<>]*>|<\d[\d:.,]*>|\{\\[^{}]*\}")
_ARROW = re.compile(r"(?:>>+|»)[ \t]*")
_DASH = re.compile(r"[-–—‐](?:[ \t]+(?=\S)|(?=[^\W\d_a-z]))")
_ARROWS = re.compile(r"[ \t]+(?=>>|&gt;&gt;)")
# "NAME:", "Ann Lee (Post):" at the beginning of a line; parsers look closer.
_LABEL = re.compile(r"[^\W\d_][^:：.!?<>]{0,60}[:：](?=\s|$)")
_LABEL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word. ``voice`` is the name that a voice tag gives; ``opens``: the caption says that
    somebody else begins here ("change"), or prints a label ("label").
    """

    text: str
    voice: str | None = None
    opens: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a caption, where its lines end among them, and its times in seconds."""

    start: float
    end: float
    words: tuple[Word, ...]
    line_ends: frozenset[int]


def spoken(cue: Cue) -> Spoken:
    """Return a caption's words without its tags."""
    words: list[Word] = []
    ends: set[int] = set()
    voice: str | None = None
    dialogue = sum(_DASH.match(_TAG.sub("", line).lstrip()) is not None for line in cue.lines) > 1
    for line in cue.lines:
        for stretch in _ARROWS.split(line):
            for name, piece in _by_voice(stretch, voice):
                words += _words(piece, name, dialogue)
                voice = name
        ends.add(len(words))
    return Spoken(cue.start, cue.end, tuple(words), frozenset(ends - {0}))


def _by_voice(line: str, voice: str | None) -> Iterator[tuple[str | None, str]]:
    """Yield the stretches of a line with their voices; the first goes on with ``voice``."""
    at = 0
    for tag in _VOICE.finditer(line):
        if line[at : tag.start()].strip():
            yield voice, line[at : tag.start()]
        voice = _name(tag["name"]) if tag["name"] else None
        at = tag.end()
    yield voice, line[at:]


def _name(printed: str) -> str | None:
    name = " ".join(html.unescape(_TAG.sub("", printed)).split()).rstrip(":： ")
    return name or None


def _words(piece: str, voice: str | None, dialogue: bool) -> list[Word]:
    """Return the words of a stretch; in a ``dialogue`` each dash is another speaker's."""
    text = html.unescape(_TAG.sub("", piece)).replace("\xa0", " ").strip()
    arrow, dash = _ARROW.match(text), _DASH.match(text)
    if mark := arrow or dash:
        text = text[mark.end() :]
    opens = None
    if _is_label(text):
        opens = "label"
    elif arrow or (dash and dialogue):
        opens = "change"
    found = [Word(word, voice) for word in text.split()]
    if found and opens:
        found[0] = Word(found[0].text, voice, opens)
    return found


def _is_label(text: str) -> bool:
    found = _LABEL.match(text)
    if found is None:
        return False
    words = found[0].split()
    return len(words) <= _LABEL_WORDS and not words[0][0].islower()
