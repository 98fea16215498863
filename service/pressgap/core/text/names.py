"""Names of people as transcripts print them: parts, titles, and whether two may be one person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from pressgap.core.text.tables import word_set

_PART = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?|\d+")
_JOINED_PARTICLE = re.compile(r"[^\W\d_]{1,4}['’\-](?=[^\W\d_])(?![a-zà-ÿ])")

# A word with a capital, or of a script that has none, as a pattern for what may be a name.
CAPITAL = r"(?![a-zà-ÿа-я])[^\W\d_][\w’'\-]*"


_SHE, _HE = word_set("ms mrs miss mme г-жа"), word_set("mr г-н")
TITLES = (
    _SHE
    | _HE
    | word_set(
        """
    dr doctor prof professor sir madam lord lady baroness judge justice senator sen representative
    rep congressman congresswoman delegate president minister chancellor secretary ambassador
    governor mayor general admiral colonel commissioner director councillor member chair chairman
    chairwoman chairperson speaker prime vice deputy excellency honourable honorable hon gen gov
    the your his her президент министр господин госпожа председатель депутат
    السيد السيدة معالي سعادة الوزير الرئيس الدكتور الدكتورة
    """
    )
)
PARTICLES = word_set(
    """
    de del della da di du van von der den bin ibn al el la le of and y e dos das ter the for to
    """
)


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Return a name's parts without titles, folded; an initial keeps its dot: ("a.", "osei")."""
    found = [part.casefold() for part in _PART.findall(name)]
    kept = [p if len(p) <= 3 else p.rstrip(".") for p in found if p.rstrip(".") not in TITLES]
    return (*kept[:-1], kept[-1].rstrip(".")) if kept else ()


@lru_cache(maxsize=4096)
def titles(name: str) -> frozenset[str]:
    """Return the titles in a name, folded and without dots."""
    found = {part.casefold().rstrip(".") for part in _PART.findall(name)}
    return frozenset(found & TITLES)


def may_be_one(one: str, other: str) -> bool:
    """Return whether two printed names can be one person's.

    The last parts agree; given names agree, or one is the other's initial, or is missing; and
    no title says "Mr" where the other says "Ms".
    """
    a, b = parts(one), parts(other)
    if not a or not b or a[-1] != b[-1]:
        return False
    both = titles(one), titles(other)
    if any(x & _HE and y & _SHE for x, y in (both, both[::-1])):
        return False
    return all(_given_names_agree(x, y) for x, y in zip(a[:-1], b[:-1], strict=False))


def _given_names_agree(a: str, b: str) -> bool:
    short, long = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    initial = len(short) == 1 or (len(short) <= 2 and (a.endswith(".") or b.endswith(".")))
    return short == long or (initial and long.startswith(short))


def surname(name: str) -> str:
    """Return the folded last part of a name, or "" when only titles are left."""
    found = parts(name)
    return found[-1] if found else ""


def fullest(names: Iterable[str]) -> str:
    """Return the name that says most: most parts, then the longest; the first among equals."""
    return max(names, key=lambda name: (len(parts(name)), len("".join(parts(name)))))


def tidy(name: str) -> str:
    """Return a name with one space between its parts: ``J.Osei`` becomes ``J. Osei``."""
    return re.sub(r"(?<=\w\.)(?=[^\W\d_]{2})", " ", " ".join(name.split()))


def is_capitalised(word: str) -> bool:
    """Return whether a word begins with a capital, quotes aside, or its script has none.

    A small particle may be joined on: "d'Ormesson", "al-Haddad".
    """
    bare = word.lstrip("\"'“”„‘’«([《「『")
    first = bare[:1]
    capital = not first.islower() or "\u10d0" <= first <= "\u10ff"  # Georgian: one case only
    return first.isalpha() and (capital or bool(_JOINED_PARTICLE.match(bare)))
