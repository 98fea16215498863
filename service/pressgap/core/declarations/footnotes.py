"""Footnotes of a declaration: a footnote's sign stands behind a word of the text as well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pressgap.core.declarations.blocks import Block
from pressgap.core.model import Span

_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_SIGN = rf"\[\^?\w{{1,12}}\]|[{_SUPERSCRIPTS}]{{1,3}}|[†‡]{{1,3}}|\*{{1,3}}|\(\*{{1,3}}\)"
_CALL = re.compile(rf"(?<=[\w.,;:!?)”’\"»。，])(?:{_SIGN})(?!\w|\*)")
_NOTE = re.compile(rf"(?P<sign>{_SIGN}):?[ \t]*(?=\S)")
_PLAIN_CALL = re.compile(r"(?<=[a-zа-я][.,;]|.[a-zа-я])(?P<no>\d{1,2})(?!\w|\.\d)")
_PLAIN_NOTE = re.compile(r"(?P<no>\d{1,2})[.)]?[ \t]+(?=\S)")


def footnotes(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return the places of blocks that are footnotes, going by their signs in the text."""
    calls = {found[0] for found in _CALL.finditer(text)}
    last_rule = max((place for place, block in enumerate(blocks) if block.rule), default=-1)
    plain = _plain_calls(text) if last_rule > 0 else set()
    found: list[int] = []
    for place, block in enumerate(blocks):
        sign = _NOTE.match(text, block.span.start, block.span.end)
        if sign is not None and _is_called(text, block, sign, calls, place > last_rule > 0):
            found.append(place)
        elif place > last_rule > 0 and plain:
            number = _PLAIN_NOTE.match(text, block.span.start, block.span.end)
            if number is not None and int(number["no"]) in plain:
                found.append(place)
    return found


def _is_called(
    text: str, block: Block, sign: re.Match[str], calls: set[str], behind_the_rule: bool
) -> bool:
    called = sign["sign"] in calls or sign["sign"].strip("()") in calls
    if sign["sign"].startswith("[^"):
        return text[sign.end("sign") : sign.end("sign") + 1] == ":"
    if sign["sign"][0] == "*":  # may begin a list or italics as well
        single = block.span.of(text).count("*") == len(sign["sign"])
        return called and single and (behind_the_rule or not block.bullet or sign["sign"] != "*")
    return called


def _plain_calls(text: str) -> set[int]:
    """Return the small numbers that stand right behind words: "the ferries2"."""
    return {int(found["no"]) for found in _PLAIN_CALL.finditer(text)}


def called_numbers(text: str, notes: Sequence[Block]) -> frozenset[int]:
    """Return the numbers of footnotes that are called by a plain number behind a word."""
    found = (_PLAIN_NOTE.match(text, note.span.start, note.span.end) for note in notes)
    return frozenset({int(number["no"]) for number in found if number} & _plain_calls(text))


def without_call(text: str, span: Span, called: AbstractSet[int]) -> Span:
    """Return the span without the number of a footnote behind its last word."""
    for call in _PLAIN_CALL.finditer(text, max(span.start, span.end - 8), span.end):
        if call.end() == span.end and int(call["no"]) in called:
            return Span(span.start, call.start())
    return span
