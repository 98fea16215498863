"""What is printed with a declaration and is not of it: footnotes, signatures, publisher's notes.

A footnote's sign stands behind a word of the text as well. Signatures, and what else nobody
declares, stand at the end: short lines that end no sentence, dates, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from pressgap.core.blocks import Block, ends, leads_on
from pressgap.core.headings import is_about_the_text, is_dateline
from pressgap.core.model import Span

Kind = Literal["footnote", "signature", "publisher"]

_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_SIGN = rf"\[\^?\w{{1,12}}\]|[{_SUPERSCRIPTS}]{{1,3}}|[†‡]{{1,3}}|\*{{1,3}}|\(\*{{1,3}}\)"
_CALL = re.compile(rf"(?<=[\w.,;:!?)”’\"»。，])(?:{_SIGN})(?!\w|\*)")
_NOTE = re.compile(rf"(?P<sign>{_SIGN}):?[ \t]*(?=\S)")
_PLAIN_CALL = re.compile(r"(?<=[a-zа-я][.,;]|.[a-zа-я])(?P<no>\d{1,2})(?!\w|\.\d)")
_PLAIN_NOTE = re.compile(r"(?P<no>\d{1,2})[.)]?[ \t]+(?=\S)")
_MOST_WORDS = 14
_MOST_IN_FORMULA = 60
_MOST_IN_NOTE = 120
_MOST_BEHIND = 40  # words
_LEAST_ENDED = 0.5  # share of blocks that end as sentences do; else a missing stop says nothing
_END = re.compile(
    r"[-–—*#_ \t]*(?:(?:the )?ends?|end of (?:the )?(?:text|statement|document|release)|"
    r"fin|ende|конец|-30-)[-–—*#_. \t]*|"
    r"(?P<frame>[-–—*#_=]+)[ \t]*(?:here ends|end of|fin d[eu]|ende de[rs]|конец)\b"
    r"[^.:;!?\n]{1,60}(?P=frame)",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"[*_]*(?:done (?:at|in|on)|signed\b|given (?:at|under|in)|"
    r"(?:adopted|passed) (?:at|in|on|by|unani|without)|"
    r"agreed (?:at|in|on)\b|"
    r"issued (?:at|in|on|by)|in witness whereof|in faith whereof|\(signed\)|fait à|geschehen zu|"
    r"hecho en|fatto a|feito em|совершено|подписано|принято|принята|حرر|签署|签字)",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\S[ \t]{3,}\S")
_WHEN = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PUBLISHED = re.compile(
    r"[*_\[(]*(?:notes? (?:to|for) (?:the )?(?:editors?|media|press)|editor['’]?s['’]? notes?|"
    r"for (?:further|more|additional|media|press) (?:information|enquiries|inquiries|details)|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b|contacts?:|"
    r"(?:this is an? )?(?:unofficial|courtesy|provisional|working|non-official) translation|"
    r"translat(?:ed|ion) (?:from|by)|embargo(?:ed)?(?: until| till|:)|source:|"
    r"published (?:by|on|in)\b|"
    r"for immediate release|press release\b|check against delivery|released (?:by|on)|"
    r"this (?:text|version|page|document) (?:is|was|has been|may) (?:published|translated|updated|"
    r"provided|released|a translation|an? (?:unofficial|digest))|©|copyright\b|all rights reserved|"
    r"неофициальный перевод|контакты|источник:)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.-]@\w|\bwww\.|\bhttps?:|\b(?:tel|phone|fax|тел)\b.{0,5}\d|\+\d[\d ()-]{7}",
    re.IGNORECASE,
)
_MARKED_NOTE = (("[", "]"), ("(", ")"), ("*", "*"), ("_", "_"), ("> ", ""))


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


def beside_the_text(text: str, blocks: Sequence[Block]) -> dict[int, Kind]:
    """Return the places of blocks that are footnotes, signatures or notes of the publisher."""
    found: dict[int, Kind] = dict.fromkeys(_footnotes(text, blocks), "footnote")
    found |= {
        place: "publisher" for place, block in enumerate(blocks) if is_published_note(text, block)
    }
    found |= dict.fromkeys(_after_formulas(text, blocks), "signature")
    behind: dict[int, Kind] = dict.fromkeys(_behind_the_end(text, blocks), "publisher")
    closing = _closing(text, blocks, found, behind)
    return behind | found | closing


def is_published_note(text: str, block: Block) -> bool:
    """Return whether a block is the publisher's, going by its first words or an address."""
    words = block.span.of(text)
    if len(words) > 1_500 or not (block.plain or block.bullet):
        return False
    if is_about_the_text(words) and ":" not in words and not ends(text, block):
        return False  # a heading, perhaps over paragraphs
    if _END.fullmatch(words) is not None:
        return True
    return _PUBLISHED.match(words) is not None and len(words.split()) <= _MOST_IN_NOTE


def is_marked_note(text: str, block: Block) -> bool:
    """Return whether a whole block stands in brackets, is set in italics or is a Markdown quote."""
    words = block.span.of(text)
    bold = words.startswith(("**", "__"))
    return not bold and any(words.startswith(a) and words.endswith(b) for a, b in _MARKED_NOTE)


# --- footnotes -----------------------------------------------------------------------------


def _footnotes(text: str, blocks: Sequence[Block]) -> list[int]:
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


# --- the end -------------------------------------------------------------------------------


def _behind_the_end(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return what stands behind "-- End --", or in a few words behind the last numbers and a rule.

    Whoever rules off the parts of a text rules off more than its last lines.
    """
    numbers = [place for place, block in enumerate(blocks) if block.mark is not None]
    signs = [place for place, block in enumerate(blocks) if _says_end(text, block)]
    rules = [p for p in range(numbers[0], len(blocks)) if blocks[p].rule] if numbers else []
    behind = blocks[(signs or rules or [len(blocks)])[-1] + 1 :]
    if not behind or any(block.mark is not None for block in behind):
        return []
    length = behind[-1].span.end - behind[0].span.start
    if signs:
        short = 2 * length < len(text)
    else:
        words = sum(len(block.span.of(text).split()) for block in behind)
        plain = all(block.plain for block in behind)
        short = len(rules) == 1 and len(numbers) > 1 and plain and words <= _MOST_BEHIND
    first = len(blocks) - len(behind)
    return [p for p in range(first, len(blocks)) if short and not blocks[p].rule]


def _says_end(text: str, block: Block) -> bool:
    words = block.span.of(text)
    return (block.plain or block.bullet is not None) and _END.fullmatch(words) is not None


def _after_formulas(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return "Done at Torvik, 3 May 2031" and the short lines below it."""
    found: list[int] = []
    signing = declared = False
    for place, block in enumerate(blocks):
        if place and block.plain and _is_formula(text, block):
            signing = declared  # at the top it tells where and when, and a title may follow
            found.append(place)
        elif signing and (
            block.rule or _is_short_line(text, block) or _is_party(text, blocks, place)
        ):
            found.append(place)
        else:
            signing = False
            declared = declared or ends(text, block)
    return found


def _is_formula(text: str, block: Block) -> bool:
    words = block.span.of(text)
    if len(words) > 1_000 or _FORMULA.match(words) is None:
        return False
    dated = _WHEN.search(words) is not None or not ends(text, block)
    witness = re.match(r"[*_]*in (?:witness|faith) whereof", words, re.IGNORECASE) is not None
    count = len(words.split())
    return count <= _MOST_IN_FORMULA and (witness or (dated and count <= 2 * _MOST_WORDS))


def _is_short_line(text: str, block: Block) -> bool:
    """Return whether a block could be a name, an office, a party or a place."""
    if block.hashes or not (block.plain or (block.mark is not None and block.mark.lettered)):
        return False
    words = block.span.of(text)
    if len(words.split()) > _MOST_WORDS or words[:1].islower():
        return False
    return not ends(text, block) and not words.rstrip().endswith((":", "：", ";"))


def _is_party(text: str, blocks: Sequence[Block], place: int) -> bool:
    """Return whether a block is "For the Government of Torvik:", over whoever signs for it."""
    block, words = blocks[place], blocks[place].span.of(text).rstrip()
    below = next((one for one in blocks[place + 1 : place + 3] if not one.rule), None)
    if not words.endswith((":", "：")) or (below is not None and not _is_short_line(text, below)):
        return False
    columns = words.count("\n") + 1 if _COLUMNS.search(words) else 1
    return block.plain and len(words.split()) <= columns * _MOST_WORDS


def _closing(
    text: str, blocks: Sequence[Block], known: dict[int, Kind], behind: dict[int, Kind]
) -> dict[int, Kind]:
    """Return what stands behind the last words that somebody declares."""
    counted = [block for block in blocks if block.level is None and not block.rule]
    ended = sum(1 for block in counted if ends(text, block) or leads_on(text, block))
    tells = len(counted) > 2 and ended >= _LEAST_ENDED * len(counted)
    found: dict[int, Kind] = {}
    for place in range(len(blocks) - 1, 0, -1):
        block = blocks[place]
        kind = known.get(place) or _closing_kind(text, block, tells=tells) or behind.get(place)
        if kind is not None:
            found[place] = kind
        elif not block.rule:
            break
    return found


def _closing_kind(text: str, block: Block, *, tells: bool) -> Kind | None:
    if block.level is not None:
        return "signature"  # a heading over nothing
    words = block.span.of(text)
    if not block.plain and not (block.mark is not None and block.mark.lettered):
        return None
    if is_published_note(text, block) or is_marked_note(text, block):
        return "publisher"
    if _ADDRESS.search(words) is not None and len(words.split()) <= _MOST_IN_NOTE:
        return "publisher"
    if is_dateline(words) and not ends(text, block):
        return "signature"
    return "signature" if tells and _is_short_line(text, block) else None
