"""What stands before the first provision: the body that speaks, recitals, words of enactment."""

from __future__ import annotations

import re

from pressgap.core.declarations.blocks import Block, announces, begins_recital, body_of, in_capitals

_LEAST_WORDS = 4
_SALUTATION = 5  # words: "Mr Speaker,", "Dear friends and colleagues,"
_LONGEST_BODY = 60  # words, where and when it meets included
_PAUSES = (",", ";", "，", "；", "、", "،", "؛")
_CLOSERS = "\"'”’»›)]}*_ \t"
_JOINED = re.compile(r"[,;،؛][ \t]+(?:and|et|und|y|e|и|و)[.]?\Z", re.IGNORECASE)
_CALLED = re.compile(
    r"[*_]*(?:the|we|le|la|les|l['’]|nous|der|die|das|wir|el|los|las|nosotros|il|i|gli|o|os|as|"
    r"мы|نحن)\b",
    re.IGNORECASE,
)


def is_recital(text: str, block: Block) -> bool:
    """Return whether a block without number is a recital: "Noting that …,", "Whereas …"."""
    words = body_of(text, block)
    if len(words.split()) < _LEAST_WORDS and words.isascii():
        return begins_recital(text, block.span) and pauses(words)
    if begins_recital(text, block.span):
        return True
    return pauses(words) and not is_body(text, block)


def is_body(text: str, block: Block) -> bool:
    """Return whether a block only names who speaks or is spoken to: "The General Assembly,"."""
    words = body_of(text, block)
    if not pauses(words) or begins_recital(text, block.span):
        return False
    count = len(words.split())
    if count <= _SALUTATION or in_capitals(words):
        return True
    return count <= _LONGEST_BODY and _CALLED.match(words) is not None


def pauses(words: str) -> bool:
    """Return whether words end in a comma or semicolon, or in one and "and"."""
    end = words[-40:].rstrip(_CLOSERS)
    return end.endswith(_PAUSES) or _JOINED.search(end) is not None


def enacts(text: str, block: Block, before: Block) -> bool:
    """Return whether a block only says that provisions follow: "Have agreed as follows:"."""
    words = body_of(text, block)
    if not announces(text, block) or begins_recital(text, block.span):
        return False
    behind_recital = pauses(body_of(text, before)) and words[:1].islower()
    return in_capitals(words) or behind_recital


def is_salutation(text: str, block: Block) -> bool:
    """Return whether a block only calls those it speaks to: "Mr Speaker,"."""
    words = body_of(text, block)
    if not block.plain or len(words.split()) > _SALUTATION or begins_recital(text, block.span):
        return False
    return words.rstrip().endswith((",", "،", "，")) and not words[:1].islower()
