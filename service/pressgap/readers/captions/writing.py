"""Captions → paragraphs, with the time at which each caption begins in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.documents.landmarks import clock
from pressgap.core.model import Landmark
from pressgap.core.text.lines import ends_sentence
from pressgap.readers.captions.voices import Spoken, Word

UNNAMED = "Unidentified speaker"
_PAUSE = 3.0  # seconds
_LONG = 800  # characters


@dataclass(slots=True)
class _Writer:
    """Puts words one after the other."""

    named: bool
    text: str = ""
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraph: int = 0  # characters of the present one
    last: str = ""
    voice: str | None = None
    unnamed: int = 0
    landmarks: list[Landmark] = field(default_factory=list)

    def cue(self, cue: Spoken, pause: float) -> None:
        for place, word in enumerate(cue.words):
            begins = self._begins(word, pause if place == 0 else 0.0)
            if place == 0:
                self._mark(cue.start, begins)
            self._word(word, begins)

    def _begins(self, word: Word, pause: float) -> bool:
        if not self.pieces or word.opens or word.voice != self.voice:
            return True
        if self.named or not ends_sentence(self.last):
            return False
        return pause >= _PAUSE or self.paragraph >= _LONG

    def _mark(self, start: float, begins: bool) -> None:
        gap = 0 if not self.pieces else 2 if begins else 1
        time = clock(start)
        if not self.landmarks or self.landmarks[-1].time != time:
            self.landmarks.append(Landmark(self.length + gap, time=time))

    def _word(self, word: Word, begins: bool) -> None:
        if begins:
            self._add(("\n\n" if self.pieces else "") + self._label(word))
            self.paragraph = 0
        else:
            self._add(" ")
        self._add(word.text)
        self.paragraph += len(word.text) + 1
        self.last, self.voice = word.text, word.voice

    def _label(self, word: Word) -> str:
        """Return the label to write before a paragraph, "" where it prints its own or has none."""
        if word.opens == "label":
            return ""
        if word.voice and (word.voice != self.voice or word.opens is None):
            return f"{word.voice}: "
        if word.opens == "change" and self.named:
            self.unnamed += 1
            return f"{UNNAMED}: "
        return ""

    def _add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)


def written(cues: Sequence[Spoken]) -> tuple[str, tuple[Landmark, ...], list[str]]:
    """Return the text, the times in it, and a warning where somebody speaks who is not named."""
    words = [word for cue in cues for word in cue.words]
    writer = _Writer(named=any(word.voice or word.opens == "label" for word in words))
    end = 0.0
    for cue in cues:
        writer.cue(cue, max(0.0, cue.start - end))
        end = max(cue.end, cue.start)
    text = "".join(writer.pieces)
    warnings = []
    if writer.unnamed:
        warnings.append(
            f"the captions show {writer.unnamed} change(s) of speaker without a name; they are "
            f"written as “{UNNAMED}”: put names in their place where it matters"
        )
    return text + ("\n" if text else ""), tuple(writer.landmarks), warnings
