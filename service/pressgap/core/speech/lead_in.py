"""Where a question begins: what only leads in, and sentences that join two questions."""

from __future__ import annotations

import re

from pressgap.core.model import Span
from pressgap.core.text.names import TITLES, is_capitalised

_AUXILIARY = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|"
    r"must)"
    r"(?:n['’]t)?"
)
_WH = r"(?:what|why|how|when|where|who|whom|whose|which)"
_SUBJECT = (
    r"(?:I|you|he|she|it|we|they|there|this|that|these|those|the|a|an|any|your|our|his|her|its|"
    r"their|"
    r"my|some|all|such|[A-ZÀ-ÞА-ЯЁ][\w’'\-]*)"
)
# "who could", "what prospects does this", "how much will it"; not "how they will threaten".
_DIRECT = (
    rf"(?:(?i:{_AUXILIARY})\s+{_SUBJECT}\b"
    rf"|(?i:(?:with|for|to|by|in|on|at|of|from)\s+)?(?i:{_WH})\s+(?!{_SUBJECT}\s)"
    rf"(?:[\w’'\-]+\s+){{0,4}}?(?i:{_AUXILIARY})\b)"
)
_ASIDE_IN = r"(?:(?:[\w’']+\s+){0,4}[\w’']+,\s+)?"
_NEXT = re.compile(rf"(?P<joint>,?\s+(?:and|but)\s+){_ASIDE_IN}(?P<ask>{_DIRECT})")

_LEAD_IN = re.compile(
    (
        r"(?:"
        r"(?:and|but|so|also|then|now|well|okay|ok|yes|plus|again|first(?:ly)?|second(?:ly)?|"
        r"third(?:ly)?|"
        r"finally|lastly)[,:]?\s+(?!far\b|much\b|many\b|of\b|that\b)"
        r"|(?:in general|more broadly|generally|generally speaking|by the way|to follow up|"
        r"as a follow-up|"
        r"let(?:['’]s| us) (?:just )?(?:say|put it this way)|so to speak|please|just quickly|"
        r"in short|"
        r"on another (?:matter|topic|subject)|in your (?:opinion|view)|with respect|"
        r"if I may)[,:]\s+"
        r"|(?:please )?(?:tell|explain to) (?:me|us)(?: please|, please)?[,:]\s+"
        r"|(?:(?:the|my|our|one|another|here is my|this is my) )(?:\w+ ){0,2}question"
        r"(?: (?:is|would be|for you|to you|here)){0,3}(?: this| the following)?\s*[:,–—-]\s*"
        r"|(?:I(?:['’]d| would) (?:\w+ )?like to (?:ask|know)|I want(?:ed)? to ask|I wonder)[:,]\s+"
        r"|if (?:it(?:['’]s| is) (?:not|no) (?:a )?secret|it(?:['’]s| is) not a secret|I may|"
        r"possible|"
        r"you (?:can|may|could|will|would|don['’]t mind|please)(?: \w+){0,4})[,:]\s+"
        r"|(?:скажите|пожалуйста|скажите пожалуйста|вопрос(?: такой)?)[,:]\s+|(?:и|а|но|ну),?\s+"
        r"|(?:السيد|سيدي|معالي|سعادة)[^،,]{0,40}[،,]\s*"
        r")"
    ).replace(" ", r"\s+"),  # a line may end anywhere
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?P<who>[^\s,،][^,،]{1,60})[,،]\s*")
_ASKING_BEFORE_COLON = re.compile(
    r"[^:?]{0,160}\b(?:question|questions|ask|asking|wonder|curious|вопрос|спросить|"
    r"سؤال)\b[^:?]{0,40}:\s*",
    re.IGNORECASE,
)


def without_lead_in(text: str, sentence: Span, names: frozenset[str]) -> int:
    """Return where the asking itself begins inside a sentence.

    Skipped are joining words, addresses by name or title, "tell me," and the like. A clause that
    carries matter ("If the talks fail, …") stays.
    """
    at = sentence.start
    for _ in range(8):
        following = _skip_once(text, at, sentence.end, names)
        if following is None or following >= sentence.end:
            return at
        at = following
    return at


def _skip_once(text: str, at: int, end: int, names: frozenset[str]) -> int | None:
    before_colon = _ASKING_BEFORE_COLON.match(text, at, end)
    if before_colon:
        return before_colon.end()
    lead = _LEAD_IN.match(text, at, end)
    if lead:
        return lead.end()
    address = _ADDRESSED.match(text, at, min(end, at + 80))
    return address.end() if address and _is_address(address["who"], names) else None


def _is_address(who: str, names: frozenset[str]) -> bool:
    words = who.split()
    titled = words[0].casefold().rstrip(".") in TITLES - {"the", "his", "her", "your"}
    known = {word.casefold().rstrip(".") for word in words} & names
    capital = all(map(is_capitalised, words)) and any(letter.isupper() for letter in who)
    return len(words) <= 4 and (capital or titled) and (titled or bool(known) or len(words) > 1)


def next_question(text: str, asked: Span) -> Span | None:
    """Return the joint (", and in general, ") between two questions of one sentence, or None.

    The clause after it must be a direct question of its own: "and how did it end", but not "and
    how it ended", which depends on what precedes; "or" only offers the other half of a choice.
    """
    for found in _NEXT.finditer(text, asked.start, asked.end):
        before = text[asked.start : found.start()]
        after = text[found.start("ask") : asked.end]
        if min(len(before.split()), len(after.split())) >= 3 and re.match(_DIRECT, before):
            return Span(found.start(), found.start("ask"))
    return None
