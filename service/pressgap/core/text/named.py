"""Named things in a text: names, acronyms, dates, and numbers with what they count.

Names are runs of capitalised words with small words inside ("Office on Drugs and Crime"); the rules
for those are English. Where capitals tell nothing, in scripts without them or where every noun has
one, phrases in quotation marks and runs of several capitals stand in; dates and numbers are read in
any script. Two texts name the same thing where the terms of its name are the same (`terms.fold`),
or where one says the other's initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pressgap.core.model import Span
from pressgap.core.text.capitals import Capitals, Word, without_possessive, words_of
from pressgap.core.text.figures import date_spans, number_spans
from pressgap.core.text.names import TITLES
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.text.terms import fold, terms

NamedKind = Literal["name", "acronym", "date", "number"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Kinds of things that names end in or hang on: "Treaty on …", "Drugs and Crime Office".
_HEADS = frozenset(
    map(
        fold,
        _words(
            """
            accord act agency agreement alliance assembly association authority bank bill board
            bureau centre charter coalition commission committee compact conference congress
            convention corporation council court declaration department directorate forum
            foundation framework fund goals group initiative institute law league mechanism
            ministry mission network office organisation pact parliament partnership plan
            programme protocol report resolution secretariat service society statement strategy
            summit treaty tribunal union university week year
            """
        ),
    )
)
# What a name may do without: "the Republic of Belarus" is Belarus.
_GENERIC = frozenset(map(fold, _words("republic federation people")))
# By themselves these name nothing: "the Council", "the Parties".
_ROLES = frozenset(
    map(fold, _words("government party member state side power minister secretary-general"))
)
_TITLES = TITLES - _words("member general vice deputy the his her your speaker chair")
# Names that stand before what they belong to: "Iranian", "Turkish", "Western".
_ADJECTIVE = re.compile(r"(?:ian|ean|can|ish|ese|eli|aqi|ani|ic|ern)\Z")
# What may stand between an adjective of place and its noun: "nuclear", "political", "foreign".
_BETWEEN = re.compile(r"(?:ar|al|ic|ary|ive|ern|ous|eign|less|ian|an)\Z")
_OF = _words("of de del della di du des der van von и")
_ON = _words("on for against between")
_AND = _words("and & und et y")
_ARTICLES = _words("the a an la le les el los las der die das")
_QUOTED = re.compile(r"[«“„「『]([^«»“”„「」『』\n]{2,80})[»”“」』]")


@dataclass(frozen=True, slots=True)
class Named:
    """A named thing as ``text`` has it at ``span``, on one line, "the" before it included.

    ``terms`` are what has to be said to name it; ``initials`` what it may be called for short.
    ``phrase`` is ``text``, and for an adjective what it goes with ("the Iranian programme").
    """

    kind: NamedKind
    span: Span
    text: str
    terms: tuple[str, ...]
    phrase: str
    initials: str | None = None


def named_things(
    text: str,
    seen: Capitals,
    within: Span | None = None,
    shared: AbstractSet[str] = frozenset(),
) -> tuple[Named, ...]:
    """Return the named things of a stretch, in the order of the text, each place once.

    ``seen`` is what capitals tell. ``shared`` are names (as `name_key` has them) that all the
    text is full of: they are cut off longer ones ("Association of Investors of the Member States").
    """
    stretch = within or Span(0, len(text))
    found = [_named("date", text, span) for span in date_spans(text, stretch)]
    for span in number_spans(text, stretch):
        if not any(_overlap(span, each.span) for each in found):
            found.append(_named("number", text, span))
    for name in _names(text, stretch, seen, shared):
        if not any(_overlap(name.span, each.span) for each in found):
            found.append(name)
    return tuple(sorted(found, key=lambda each: each.span))


def name_key(words: str) -> str:
    """Return what makes two spellings of a name one: its terms in order."""
    return " ".join(terms(words))


def _names(text: str, within: Span, seen: Capitals, shared: AbstractSet[str]) -> Iterator[Named]:
    words = list(words_of(text, within))
    place = 0
    while place < len(words):
        if words[place].text[0].islower() or not _is_name(words, place, seen):
            place += 1
            continue
        blocks = _run(text, words, place, seen)
        place = blocks[-1].stop
        while len(blocks) > 1 and _key(words, blocks[-1]) in shared:
            blocks.pop()
        named = words[_first(words, blocks) : blocks[-1].stop]
        if named and _names_one(named, seen):
            yield _name(text, named, words[blocks[-1].stop :][:2])
    if not seen.telling or not seen.inside:
        yield from _quoted(text, within)


def _names_one(words: Sequence[Word], seen: Capitals) -> bool:
    """Return whether what is left of a run names something in particular."""
    if len(words) > 1 or words[0].acronym:
        return seen.telling or words[0].acronym or not words[0].first
    term = words[0].term
    ordinary = term in seen.small or term in _HEADS or term in _ROLES
    return seen.telling and not ordinary


def _is_name(words: Sequence[Word], place: int, seen: Capitals) -> bool:
    word = words[place]
    if not seen.names(word) and not _leads_a_name(words, place, seen):
        return False
    beside = [words[i] for i in (place - 1, place + 1) if 0 <= i < len(words)]
    shouted = word.acronym and len(word.text) > 1 and any(b.acronym for b in beside)
    return not shouted or any(letter.isdigit() for letter in word.text)


def _leads_a_name(words: Sequence[Word], place: int, seen: Capitals) -> bool:
    """Return whether a capital at the beginning of a sentence begins a name of several words."""
    if not words[place].first or place + 1 >= len(words) or not seen.may_be_name(words[place]):
        return False
    one, other = words[place], words[place + 1]
    return other.start - one.end == 1 and not other.first and seen.names(other)


def _run(text: str, words: Sequence[Word], place: int, seen: Capitals) -> list[range]:
    """Return the blocks of capitalised words of the name that begins at ``place``."""
    blocks = [_block(text, words, place, seen)]
    while (following := _joined(text, words, blocks, seen)) is not None:
        blocks.append(_block(text, words, following, seen))
    return blocks


def _block(text: str, words: Sequence[Word], place: int, seen: Capitals) -> range:
    end = place + 1
    while end < len(words) and _touch(text, words[end - 1], words[end]):
        numbered = words[end].text.isdigit() and len(words[end].text) < 4
        if not (words[end].capital and (numbered or _goes_on(words, end, seen))) and not numbered:
            break
        end += 1
    return range(place, end)


def _goes_on(words: Sequence[Word], place: int, seen: Capitals) -> bool:
    return words[place].acronym or seen.names(words[place])


def _touch(text: str, one: Word, other: Word) -> bool:
    """Return whether two words stand in one name: only white space, or an initial's stop."""
    if one.text.endswith(("'s", "’s")) and one.term not in _GENERIC:
        return False
    gap = text[one.end : other.start]
    initial = len(one.text) == 1 or one.text.casefold() in TITLES
    return not gap.strip() or (initial and gap.strip() == ".")


def _joined(
    text: str, words: Sequence[Word], blocks: Sequence[range], seen: Capitals
) -> int | None:
    """Return where the name goes on after a small word, None where it ends."""
    at = blocks[-1].stop
    if at >= len(words) or not _touch(text, words[at - 1], words[at]):
        return None
    joint, following = words[at].text, at + 1
    if joint not in _OF | _ON | _AND:
        return None
    if joint not in _AND and following < len(words) and words[following].text in _ARTICLES:
        following += 1
    inside = [words[i] for i in range(at, min(following + 1, len(words)))]
    if following >= len(words) or not all(_touch(text, *pair) for pair in pairwise(inside)):
        return None
    if not words[following].capital or not _is_name(words, following, seen):
        return None
    if joint in _ON and words[at - 1].term not in _HEADS:
        return None
    if joint in _AND and not _belongs(words, blocks, _block(text, words, following, seen), seen):
        return None
    return following


def _belongs(words: Sequence[Word], blocks: Sequence[range], other: range, seen: Capitals) -> bool:
    """Return whether "and" stands inside a name: "Drugs and Crime", not "Russia and Belarus"."""
    if len(blocks) > 1:
        return True
    last = words[other.stop - 1].term
    lone = len(blocks[0]) == 1 and words[blocks[0].start].term not in _HEADS
    if lone and len(other) > 1 and last in _HEADS:
        return True
    pair = (words[blocks[0].stop - 1].term, last)
    return all(term in seen.small for term in pair)


def _key(words: Sequence[Word], block: range) -> str:
    return name_key(" ".join(words[i].text for i in block))


def _first(words: Sequence[Word], blocks: Sequence[range]) -> int:
    """Return where a name begins after titles: "President Erdogan" is Erdogan."""
    for block in blocks:
        for place in block:
            if words[place].text.casefold().rstrip(".") not in _TITLES:
                return place
    return blocks[-1].stop


def _name(text: str, words: Sequence[Word], after: Sequence[Word]) -> Named:
    alone, last = len(words) == 1, words[-1]
    goes_with = _goes_with(text, last, after)
    # "the Marlow plant" is no "the Marlow", but "the Ministry said" is the Ministry.
    whole = last.term in _HEADS or last.text[-1] == "s" or not all(w.capital for w in words)
    modifies = bool(goes_with) and (alone or not whole)
    adjective = modifies and alone and not last.acronym and bool(_ADJECTIVE.search(last.text))
    named = _named(
        "acronym" if alone and words[0].acronym else "name",
        text,
        Span(words[0].start, last.end),
        words,
    )
    the = "the " if _article_before(text, words[0].start) else ""
    with_noun = " ".join([named.text, *(word.text for word in goes_with)])
    return replace(
        named,
        text=named.text if modifies else the + named.text,
        phrase=the + with_noun if adjective else named.text if modifies else the + named.text,
    )


def _goes_with(text: str, last: Word, after: Sequence[Word]) -> list[Word]:
    """Return the words in small letters right behind a name that it may belong to, two at most."""
    found: list[Word] = []
    for word in after:
        before = found[-1] if found else last
        small = word.text.islower() and word.term not in FUNCTION_WORDS
        if not small or before.text.endswith(("'s", "’s")) or not _touch(text, before, word):
            break
        if found and not _BETWEEN.search(before.text):
            break
        found.append(word)
    return found


def _named(kind: NamedKind, text: str, span: Span, words: Sequence[Word] = ()) -> Named:
    surface = " ".join(span.of(text).split())
    bare = without_possessive(surface) if words else surface
    span = Span(span.start, span.end - (len(surface) - len(bare)))
    found = [term for term in terms(bare) if kind != "name" or term not in FUNCTION_WORDS]
    telling = [term for term in found if term not in _GENERIC] or found or [bare.casefold()]
    return Named(kind, span, bare, tuple(dict.fromkeys(telling)), bare, _initials(words))


def _article_before(text: str, at: int) -> bool:
    return text[max(0, at - 5) : at].split()[-1:] in (["the"], ["The"]) and text[at - 1].isspace()


def _initials(words: Sequence[Word]) -> str | None:
    if len(words) == 1:
        bare = without_possessive(words[0].text).replace(".", "").removesuffix("s").upper()
        return bare if words[0].acronym else None
    capitals = [word.text[0] for word in words if word.capital]
    return "".join(capitals) if len(capitals) > 1 else None


def _quoted(text: str, within: Span) -> Iterator[Named]:
    for found in _QUOTED.finditer(text, within.start, within.end):
        inside = found[1].strip()
        if len(inside.split()) <= 8 and inside[-1] not in ".!?؟。":
            yield _named("name", text, Span(found.start(1), found.end(1)))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
