"""Where a person says that turns begin, or that none does, or that nobody speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.correction import Correction
from pressgap.core.labels.label import Label, label_key
from pressgap.core.labels.label_words import as_label
from pressgap.core.model import Aside, Span
from pressgap.core.text.lines import LINE_ENDS, trimmed
from pressgap.core.transcripts.turns import Said

_NOBODYS = "nobody's words, as a person says"
_KINDS = ("turn", "not_a_turn", "nobody")
# What may stand before a label on its line: a mark, a bullet, a time.
_LEAD = rf"(?:(?![{LINE_ENDS}])[\W\d_]){{0,40}}?"
# What may stand behind it: an outlet in brackets before a colon, marks, a colon or a dash.
_BRACKETS = rf"(?:[ \t]*[(\[][^()\[\]{LINE_ENDS}]{{1,80}}[)\]](?=[*_ \t]*[:：]))?"
_CLOSE = r"[*_)\]> \t]*(?:[:：;,]|\.(?!\.)|--?|[–—])?[*_ \t]*"


@dataclass(frozen=True, slots=True)
class CorrectedLabels:
    """The labels as corrected, in order; ``nobodys`` are where those of nobody's words start."""

    labels: list[Label]
    nobodys: frozenset[int]
    misfits: tuple[Correction, ...]

    def first_of(self, turns: Sequence[Said]) -> int:
        """Return where the first turn, or the first that is nobody's words, begins."""
        return min([turns[0].label.span.start, *self.nobodys])

    def undecided(self, doubtful: Sequence[Label]) -> list[Label]:
        """Return those of the doubtful labels where no turn begins after all."""
        starts = [label.span.start for label in self.labels]
        return [
            label
            for label in doubtful
            if bisect_left(starts, label.span.start) == bisect_left(starts, label.span.end)
        ]

    def spoken(self, turns: Sequence[Said]) -> list[Said]:
        """Return the turns that are somebody's."""
        return [turn for turn in turns if turn.label.span.start not in self.nobodys]

    def asides(self, text: str, end: int) -> list[Aside]:
        """Return what is nobody's words: each from its label to the next one, or to ``end``."""
        ends = [*(label.span.start for label in self.labels[1:]), end][: len(self.labels)]
        spans = [
            trimmed(text, Span(label.span.start, until))
            for label, until in zip(self.labels, ends, strict=True)
            if label.span.start in self.nobodys
        ]
        return [Aside(span, True, _NOBODYS) for span in spans if span.start < span.end]


def correct_labels(
    text: str, bounds: Span, found: Sequence[Label], corrections: Sequence[Correction]
) -> CorrectedLabels:
    """Return the labels that ``found`` become by the corrections; those outside ``bounds`` fit
    nothing.
    """
    making = _Making(text, bounds, found)
    misfits = [each for each in corrections if each.kind in _KINDS and not making.take(each)]
    labels = [making.labels[start] for start in sorted(making.labels)]
    return CorrectedLabels(labels, frozenset(making.nobodys), tuple(misfits))


class _Making:
    def __init__(self, text: str, bounds: Span, found: Sequence[Label]) -> None:
        self.text = text
        self.bounds = bounds
        self.labels = {label.span.start: label for label in found}
        self.nobodys: set[int] = set()

    def take(self, correction: Correction) -> bool:
        """Take one correction in; return False where nothing in the text fits it."""
        at = correction.at
        if at is None or not self.bounds.start <= at < self.bounds.end:
            return False
        there = self._at(at)
        if correction.kind == "turn":
            return self._begin(at, correction.value or "", there)
        if correction.kind == "nobody":
            self.nobodys |= {there} if there is not None else set()
            return there is not None
        if there is not None:  # if not, the parser says so too by now
            del self.labels[there]
            self.nobodys.discard(there)
        return True

    def _at(self, at: int) -> int | None:
        """Return the start of the label that stands at a place, or of which the speech begins."""
        starts = sorted(self.labels)
        place = bisect_right(starts, at) - 1
        if place < 0:
            return None
        speech = self.labels[starts[place]].span.end
        before = self.text[speech:at] if at > speech else ""
        return None if before.strip() else starts[place]

    def _begin(self, at: int, said_by: str, there: int | None) -> bool:
        if not said_by.strip() or not any(map(str.isalnum, self.text[at : self.bounds.end])):
            return False
        label = _label_on(self.text, at, self.bounds.end, said_by)
        if there is not None:
            self.nobodys.discard(there)
            known = self.labels[there]
            if label_key(said_by) in {label_key(known.printed), label_key(known.name or "")}:
                return True
            if at > there:  # where the speech begins: it is another's who speaks
                label = as_label(said_by, known.span)
        for start, other in list(self.labels.items()):
            covered = start < label.span.end and label.span.start < other.span.end
            if covered or start == label.span.start:
                del self.labels[start]
                self.nobodys.discard(start)
        self.labels[label.span.start] = label
        return True


def _label_on(text: str, at: int, end: int, said_by: str) -> Label:
    """Return the label that begins at ``at``: as printed there, else one that is not printed."""
    words = r"[ \t]+".join(map(re.escape, said_by.split()))
    pattern = rf"{_LEAD}(?P<label>{words}(?!\w){_BRACKETS}){_CLOSE}"
    found = re.compile(pattern, re.IGNORECASE).match(text, at, end)
    if found is None:
        return as_label(said_by, Span(at, at))
    return as_label(found["label"], Span(at, found.end()))
