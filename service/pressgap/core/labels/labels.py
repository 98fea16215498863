"""Speaker labels: where a line says who speaks, in the styles that a text is written in.

Prose can imitate every style: a definition begins with a word and a colon, a list has names on
lines of their own. So a style counts where the text keeps to it: what comes back, or is plainly a
role ("Q", "The CHAIRMAN"), speaks for the style, and the style speaks for what stands in it once.
The style that most labels are in is the text's own; in the others only roles, titles and people
who are known from it count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pressgap.core.labels.label import Label
from pressgap.core.labels.label_forms import Forms
from pressgap.core.labels.label_styles import Candidate, candidates, inside_lines, is_titled
from pressgap.core.labels.stacked_labels import stacked
from pressgap.core.labels.supported_labels import supported
from pressgap.core.model import Span
from pressgap.core.text.lines import ends_sentence, is_hard_wrapped
from pressgap.core.text.names import surname

# How many labels, with one that comes back, make a style.
_LEAST = {"colon": 0, "q": 2, "role stop": 3, "own line": 2}
_LEAST_OTHERWISE = 4
_LONE_FORMS = ("numbered", "semicolon", "dash", "stop dash", "full stop", "role stop", "arrow")
_SHARES = 0.4  # of the labels of the text's own style: a second one is its own as well


def labels(text: str, within: Span) -> list[Label]:
    """Return the speaker labels inside ``within``, in order."""
    return read_labels(text, within)[0]


def read_labels(
    text: str, within: Span, named: frozenset[str] = frozenset()
) -> tuple[list[Label], list[Label]]:
    """Return the speaker labels inside ``within``, and the doubtful ones that do not count.

    ``named`` are folded labels that the caller says are labels.
    """
    found = stacked(text, candidates(text, within))
    if is_hard_wrapped(text):
        found = [each for each in found if _after_a_sentence(text, each.label.span.start)]
    styles = {style: _in_style(found, style) for style in dict.fromkeys(c.style for c in found)}
    weights = {style: _weight(each) for style, each in styles.items() if _is_kept_to(each, style)}
    own = max(weights, key=lambda style: (weights[style], style == "colon"), default="colon")
    known = _known(styles.get(own, []))
    kept: list[Label] = []
    for style, each in styles.items():
        if style == own or (style == "colon" and weights[style] > _SHARES * weights[own]):
            kept += _of_own_style(text, each, style)
        elif style in weights:
            kept += _of_another_style(each, style, known)
    kept += _in_a_lone_form(found, kept)
    kept += inside_lines(text, kept, within)
    kept = _apart(sorted(kept, key=lambda label: (label.span.start, -label.span.end)))
    return supported(text, kept, within.end, named)


def _in_style(found: Sequence[Candidate], style: str) -> list[Candidate]:
    return [each for each in found if each.style == style]


def _times(found: Sequence[Candidate]) -> Counter[str]:
    return Counter(each.label.printed for each in found)


def _weight(found: Sequence[Candidate]) -> int:
    """Return how many labels of a style come back or are sure by their words."""
    times = _times(found)
    return sum(times[c.label.printed] > 1 or _by_wording(c.label) for c in found)


def _by_wording(label: Label) -> bool:
    return label.role is not None or (label.sure and is_titled(label))


def _is_kept_to(found: Sequence[Candidate], style: str) -> bool:
    times = _times(found)
    if style == "colon":
        return True
    if style == "q" and not any(printed.startswith("Q") for printed in times):
        return False
    if style not in ("q", "role stop") and len(times) < 2:
        return False  # nobody talks alone
    again = any(count > 1 for count in times.values())
    numbered = style in ("q", "role stop") and len(times) > 1
    return len(found) >= _LEAST.get(style, _LEAST_OTHERWISE) and (again or numbered)


def _known(found: Sequence[Candidate]) -> frozenset[str]:
    """Return the folded surnames of the sure and of the repeated labels of a style."""
    times = _times(found)
    sure = [c.label for c in found if c.label.sure or times[c.label.printed] > 1]
    return frozenset(surname(label.name or "") for label in sure) - {""}


def _of_own_style(text: str, found: Sequence[Candidate], style: str) -> list[Label]:
    """Return the labels of the style that the text is written in, unsure where the form differs."""
    forms = Forms.of(text, found)
    if style == "colon":
        return [
            replace(c.label, sure=c.label.sure and forms.fits(text, c) and _speaks(text, c.label))
            for c in found
        ]
    times = _times(found)
    named = Counter(c.label.name for c in found if c.label.name)
    certain = [
        _by_wording(c.label)
        or times[c.label.printed] > 1
        or c.label.office is not None
        or named[c.label.name or ""] > 1
        for c in found
    ]
    first = certain.index(True)  # what stands before it is a title
    return [
        replace(c.label, sure=True)
        for place, c in enumerate(found)
        if certain[place] or (place > first and forms.fits(text, c))
    ]


def _speaks(text: str, label: Label) -> bool:
    """Return whether speech follows: "Sea Trade: it doubled." is more likely prose."""
    begins = text[label.span.end : label.span.end + 8].lstrip(" \t\"'“‘«(…")
    return not begins[:1].islower()


def _of_another_style(found: Sequence[Candidate], style: str, known: frozenset[str]) -> list[Label]:
    times = _times(found)
    loose = style in ("full stop", "dash", "semicolon", "tab", "arrow", "bracketed", "bold")
    return [
        c.label
        for c in found
        if surname(c.label.name or "") in known
        or (not loose and _by_wording(c.label))
        or (style == "colon" and c.label.sure and c.label.printed.isupper())
        or c.label.office is not None
        or (style == "own line" and c.label.sure and times[c.label.printed] > 1)
        or (loose and _by_wording(c.label) and times[c.label.printed] > 1 and c.label.name is None)
    ]


def _in_a_lone_form(found: Sequence[Candidate], kept: Sequence[Label]) -> list[Label]:
    """Return the labels printed as others are, but for what follows: "Ann Roe;" among colons.

    They stand between turns of others: nobody takes the floor from themselves.
    """
    known = {label.printed.casefold() for label in kept if label.sure}
    people = {surname(label.name or "") for label in kept if label.sure} - {""}
    lone = [
        replace(c.label, sure=True)
        for c in found
        if c.style in _LONE_FORMS
        and (
            c.label.printed.casefold() in known
            or (is_titled(c.label) and surname(c.label.name or "") in people)
        )
    ]
    taken = {label.span.start for label in kept}
    near = sorted([*kept, *(label for label in lone if label.span.start not in taken)], key=_start)
    return [
        label
        for place, label in enumerate(near)
        if label.span.start not in taken
        and all(
            other.printed.casefold() != label.printed.casefold()
            for other in (*near[max(0, place - 1) : place], *near[place + 1 : place + 2])
        )
    ]


def _start(label: Label) -> int:
    return label.span.start


def _apart(found: Sequence[Label]) -> list[Label]:
    kept: list[Label] = []
    for label in found:
        if not kept or label.span.start >= kept[-1].span.end:
            kept.append(label)
    return kept


def _after_a_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 300) : at]
    last = before.rstrip()
    return not last or before[len(last) :].count("\n") > 1 or ends_sentence(last)
