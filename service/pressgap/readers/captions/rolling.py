"""Rolling captions: what stays on screen while more is said counts once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pressgap.readers.captions.voices import Spoken, Word

_LEAST, _SHARE = 3, 0.3
_LOOKED_BACK = 200  # words
_SURELY_REPEATED = 4  # words


def said_once(cues: Sequence[Spoken]) -> tuple[list[Spoken], bool]:
    """Return the captions without what the one before shows already, and whether they roll.

    A file rolls where that happens again and again: elsewhere a speaker who says "Thank you." twice
    did say it twice.
    """
    cues = [cue for cue in cues if cue.words]
    repeated = [0, *(_repeated(a, b) for a, b in pairwise(cues))]
    rolls = sum(map(bool, repeated))
    if rolls < _LEAST or rolls < _SHARE * len(cues):
        return cues, False
    return [_without(cue, count) for cue, count in zip(cues, repeated, strict=True)], True


def _without(cue: Spoken, count: int) -> Spoken:
    ends = frozenset(end - count for end in cue.line_ends if end > count)
    return replace(cue, words=cue.words[count:], line_ends=ends)


def _repeated(before: Spoken, cue: Spoken) -> int:
    """Return how many words at the beginning of a caption are the last ones of that before."""
    shown, words = _plain(before.words[-_LOOKED_BACK:]), _plain(cue.words[:_LOOKED_BACK])
    for count in range(min(len(shown), len(words)), 0, -1):
        if shown[-count:] == words[:count] and (
            count >= _SURELY_REPEATED
            or count == len(before.words)
            or count == len(cue.words)
            or count in cue.line_ends
        ):
            return count
    return 0


def _plain(words: Sequence[Word]) -> list[str]:
    return [word.text.casefold() for word in words]
