"""Which doubtful labels are labels: those that something beside their form speaks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pressgap.core.labels.label import Label, label_key
from pressgap.core.labels.label_words import has_small_words
from pressgap.core.speech.office_words import core_of
from pressgap.core.text.lines import QUESTION_MARKS
from pressgap.core.text.names import CAPITAL, is_capitalised, parts

_OFTEN = 2  # times: what comes back more often is hardly prose
_HEAD = 8000  # characters before the first label
_LISTED = 300  # of a line that lists people
_CAPITAL = rf"{CAPITAL}\.?"
_LISTED_NAME = re.compile(rf"\b({_CAPITAL}(?:[ \t]+{_CAPITAL}){{1,3}})[*_]*(?=,|[ \t]+[-–—(|])")
# Whose office a label is, not what is official about something: "Press officer", not "Chief aims".
_OFFICE = re.compile(
    r"\b(?:officer|minister|secretary|spokes(?:man|woman|person)|director|governor|mayor|president|"
    r"manager|aide|advis[eo]r|lawyer|attaché|sprecher(?:in)?|counsel|commissioner|ambassador|"
    r"chancellor|premier|producer|coach|porte-parole|portavoz)\Z",
    re.IGNORECASE,
)
_FEW = 6  # sure labels that make it a habit to print names in full


def supported(
    text: str, found: Sequence[Label], end: int, named: frozenset[str] = frozenset()
) -> tuple[list[Label], list[Label]]:
    """Return the labels that count, and the doubtful ones that nothing speaks for.

    For a doubtful label speaks that it comes back (where names are not printed in full, or it is
    part of one, or answers a question), that the text's head lists the name, that it is an office,
    that it stands between turns of one speaker, what it says is a question, other labels are
    written in capitals too, its script has none and a label went before, or that the caller
    ``named`` it (folded).
    """
    times = Counter(label.printed for label in found)
    loud = {label.printed for label in found if _is_loud(label.printed)}
    sure = [label for label in found if label.sure]
    full = len(sure) >= _FEW and len(sure) > 0.8 * len(found)
    of_names = {part for label in sure for part in parts(label.name or "")}
    known = of_names | {label.printed for label in found if _after_a_question(text, label)}
    head = text[: sure[0].span.start] if sure else ""
    listed = _listed_names(head)
    lines = {line.strip() for line in head[-_HEAD:].splitlines()}
    kept: list[Label] = []
    dropped: list[Label] = []
    for place, label in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        between = bool(kept) and after is not None and kept[-1].printed == after.printed
        said = text[label.span.end : after.span.start if after else end].strip()
        asks = said.endswith(QUESTION_MARKS) and not said[:1].islower() and bool(kept or after)
        weak = has_small_words((label.name or "").split())
        often = times[label.printed] > (_OFTEN if weak and not _ends_in_a_name(label) else 1)
        alone = full and len(label.printed.split()) == 1  # a first name, or a heading's word
        comes_back = (often and not alone) or (times[label.printed] > 1 and _is_known(label, known))
        counts = (
            label.sure
            or comes_back
            or (between and not weak)
            or (asks and not weak)
            or (not weak and label.printed in lines)
            or (not weak and not listed.isdisjoint(parts(label.name or "")[-1:]))
            or (_after_a_question(text, label) and _names_part(label, of_names))
            or (bool(kept) and after is not None and _is_somebodys_office(label.printed))
            or (label.printed in loud and len(loud) > 1)
            or (bool(kept) and bool(core_of(label.name or "")) and not weak)
            or (bool(kept) and _is_caseless(label) and _same_place(text, label, kept[-1]))
            or not named.isdisjoint(map(label_key, (label.printed, label.name or label.printed)))
        )
        (kept if counts else dropped).append(label)
    return kept, dropped


def _listed_names(head: str) -> frozenset[str]:
    """Return the folded surnames that a text's head lists, with what each person is behind it."""
    lines = [line for line in head[-_HEAD:].splitlines() if len(line) <= _LISTED]
    return frozenset(
        parts(f[1])[-1] for line in lines for f in _LISTED_NAME.finditer(line) if parts(f[1])
    )


def _names_part(label: Label, of_names: AbstractSet[str]) -> bool:
    """Return whether a label is one word of a sure label's name: "Ann" beside "Ann Roe"."""
    own = parts(label.name or label.printed)
    return len(own) == 1 and own[0] in of_names


def _is_somebodys_office(printed: str) -> bool:
    return is_capitalised(printed) and len(printed.split()) <= 3 and bool(_OFFICE.search(printed))


def _is_caseless(label: Label) -> bool:
    return label.printed.upper() == label.printed.lower()


def _same_place(text: str, label: Label, other: Label) -> bool:
    """Return whether speech begins on the line of both labels, or below both."""
    ends = [text[each.span.end : each.span.end + 1] in ("\n", "\r") for each in (label, other)]
    return ends[0] == ends[1]


def _is_loud(printed: str) -> bool:
    return printed.isupper() and len(printed) > 1


def _ends_in_a_name(label: Label) -> bool:
    return is_capitalised((label.name or label.printed).split()[-1])


def _is_known(label: Label, known: set[str]) -> bool:
    own = parts(label.name or label.printed)
    return label.printed in known or (bool(own) and own[-1] in known)


def _after_a_question(text: str, label: Label) -> bool:
    before = text[max(0, label.span.start - 40) : label.span.start]
    return before.rstrip(' \t\r\n*_"”’»)]').endswith(QUESTION_MARKS)
