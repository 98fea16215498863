"""How labels look: whoever prints one name in bold or capitals prints the others so too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.labels.label_styles import Candidate, is_titled

_HEADINGS = re.compile(
    r"\b(?:questions?|answers?|remarks|statements?|session|presentation|transcript|introduction|"
    r"conclusion|opening|closing|discussion|conference|briefing|interview|q&a|part|chapter|section|"
    r"appendix|annex|summary|overview|notes?|agenda|contents|participants|welcome|table|figure)\b",
    re.IGNORECASE,
)
_ENOUGH = 4  # labels that make a habit
_HABIT = 0.8
_LONGEST = 4  # words of a name without title or firm on a line of its own


@dataclass(frozen=True, slots=True)
class Form:
    """What a label looks like: in bold or italics, in capitals, set off from what follows."""

    marks: str
    loud: bool
    blank_after: bool


def _form_of(text: str, candidate: Candidate) -> Form:
    """Return the form of a candidate."""
    label = candidate.label
    after = text[label.span.end : label.span.end + 4]
    blank = after.replace("\r\n", "\n").replace("\r", "\n").startswith("\n\n")
    return Form(candidate.marks, label.printed.isupper(), blank)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms that the labels of a style have, counted over those that are surely labels."""

    style: str
    counted: Counter[Form]

    @classmethod
    def of(cls, text: str, found: Sequence[Candidate]) -> Forms:
        """Return the forms of a style's candidates."""
        times = Counter(each.label.printed for each in found)
        sure = [c for c in found if c.label.name and (c.label.sure or times[c.label.printed] > 1)]
        style = found[0].style if found else ""
        return cls(style, Counter(_form_of(text, each) for each in sure))

    def fits(self, text: str, candidate: Candidate) -> bool:
        """Return whether a candidate looks like the labels around it."""
        own = _form_of(text, candidate)
        if self.style == "colon":
            if candidate.label.role is not None or is_titled(candidate.label):
                return True
            alike = self._is_common(own, "marks") and self._is_common(own, "blank_after")
            return alike and (own.loud or not self._is_habit("loud"))
        if self.style == "full stop" and not candidate.label.sure:
            return False
        words = (candidate.label.name or "").split()
        plain = 0 < len(words) <= _LONGEST and not _HEADINGS.search(candidate.label.printed)
        return (
            (candidate.label.sure or plain)
            and self._is_common(own, "marks")
            and self._is_common(own, "blank_after")
            and (own.loud or not self._is_habit("loud"))
        )

    def _is_common(self, own: Form, feature: str) -> bool:
        """Return whether the labels do not keep to another value of a feature than this one."""
        total = sum(self.counted.values())
        same = sum(
            n for f, n in self.counted.items() if getattr(f, feature) == getattr(own, feature)
        )
        return total < _ENOUGH or same > (1 - _HABIT) * total

    def _is_habit(self, feature: str) -> bool:
        total = sum(self.counted.values())
        return (
            total >= _ENOUGH
            and sum(n for form, n in self.counted.items() if getattr(form, feature))
            >= _HABIT * total
        )
