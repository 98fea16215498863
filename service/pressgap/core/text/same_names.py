"""Whether a text says what another names: by its terms, by a form of them, by its initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from pressgap.core.text.named import Named


def share_named(
    named: Named, said: AbstractSet[str], shorts: AbstractSet[str], weights: Mapping[str, float]
) -> float:
    """Return how much of a named thing is said, from 0 to 1, its terms weighing as ``weights``.

    ``said`` are terms, ``shorts`` the acronyms and initials of names there. A term without a weight
    weighs like the heaviest.
    """
    if named.initials is not None and named.initials in shorts:
        return 1.0
    heaviest = max(weights.values(), default=1.0) or 1.0
    weight = {term: weights.get(term, heaviest) or heaviest / 1000.0 for term in named.terms}
    found = sum(value for term, value in weight.items() if _is_said(term, said))
    return found / sum(weight.values())


def shorts_of(named: Sequence[Named]) -> frozenset[str]:
    """Return what names are called for short: acronyms as printed, and initials."""
    return frozenset(each.initials for each in named if each.initials is not None)


# Endings that `fold` leaves on: Russia and Russian, Israel and Israeli.
_SUFFIXES = ("", "n", "s", "i", "an", "ian", "ns", "is")


def _is_said(term: str, said: AbstractSet[str]) -> bool:
    if term in said:
        return True
    if len(term) < 4 or not term.isalpha():
        return False
    shorter = (term.removesuffix(ending) for ending in _SUFFIXES[1:] if term.endswith(ending))
    return any(term + ending in said for ending in _SUFFIXES) or any(
        len(each) >= 4 and each in said for each in shorter
    )
