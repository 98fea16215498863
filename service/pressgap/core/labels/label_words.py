"""What the words of a label say: a name, a role, a firm, or that it is no label at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pressgap.core.labels.label import Label
from pressgap.core.model import Role, Span
from pressgap.core.speech.role_words import (
    ANSWER,
    ANSWERS,
    ARTICLES,
    ASKS,
    CHAIR,
    OTHERS,
    PRESIDES,
    QUESTION,
    bare,
    role_by_wording,
)
from pressgap.core.text.names import PARTICLES, TITLES, is_capitalised, parts, titles
from pressgap.core.text.tables import word_set

# "Woman in audience", "Caller from Ohio".
_SOMEBODY = word_set(
    """man woman lady gentleman boy girl person voice member participant caller listener viewer
    resident citizen student attendee delegate speaker audience reporter journalist questioner"""
)
_UNKNOWN = word_set("unidentified unverified unknown unnamed male female")
_NOT_A_NAME = word_set(
    """as in on for to of and but so if when while with from by at this that these those it its he
    she we i you my our your his their there here what how why who where which first second third
    fourth fifth sixth firstly secondly thirdly fourthly finally lastly next then also note notes
    example examples one two three four five six seven eight nine ten
    update source sources re subject date time place venue location photo image video read see
    warning summary background today yesterday tomorrow topic title participants attendees present
    speakers tags posted published translation transcript link links ps nb contents agenda
    editor editors disclaimer contact contacts important remember conclusion result results decides
    requests duration recording recorded length interview language event
    welcomes whereas including namely however therefore because since after before during
    according regarding concerning let once again more another other all both each every
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday yes no ok okay well now
    во-первых во-вторых в-третьих в-четвёртых итак например примечание по на о в об что как и но
    дата место время тема источник участники присутствовали первое второе третье
    أولا أولاً ثانيا ثانياً ثالثا ثالثاً رابعا رابعاً خامسا أخيرا أخيراً ملاحظة مثلا التاريخ
    المكان الزمان
    الموضوع المصدر erstens zweitens drittens viertens hinweis anmerkung ort datum zeit thema
    primero segundo tercero nota fecha lugar hora premièrement deuxièmement troisièmement
    remarque lieu heure primo secondo terzo
    第一 第二 第三 第四 首先 其次 再次 最后 最後 注 备注 備註 例如 时间 時間 地点 地點 日期 主题
    来源 编者按 一 二 三 四 摘要 标题 日時 場所"""
)
_WHERE = word_set("in for as of")  # "In the chair: Ann Roe" tells who presides, nobody says it
_IMPRINT = word_set("contact contacts enquiries inquiries")
_LINKS = word_set("in at on via by mic off interpreter")
_COURTESIES = word_set("m mme mm mmes mr mrs ms herr frau señor señora sr sra signor signora")
_JOINTS = word_set("& / + and")
_SMALL_WORDS = (
    PARTICLES | CHAIR | ASKS | ANSWERS | OTHERS | TITLES | _JOINTS | {"unidentified", "from"}
)
# "Daily Post" is an outlet; these, in brackets after a name, say how or where somebody speaks.
_MANNER = re.compile(
    r"(?:via|through|by|in|off|on|over|from|speaking|as|with|without|under|continu\w*|cont|"
    r"inaudible|remotely|online|translat\w*|interpret\w*|presiding|standing|через|по|на|à|par|"
    r"durch|über|auf|عبر)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[（【](?P<in>[^()\[\]（）【】]*)[)\]）】]\s*")
_MARKED = re.compile(r"(?P<mark>[QA])\s?[-–—:]\s(?P<name>\S.*)")  # "Q - Jane Roe"
_REST = re.compile(r"[,，、]\s+|[^\S\n]+(?:--+|[–—|/-])[^\S\n]+|[，、|]")
_NOWHERE = Span(0, 0)
_PARTS = 3  # after a name: firm, title, place
_LONGEST_NAME = 6  # words
_LONGEST_OFFICE = 12
_LONGEST_WEAK = 4
_SPELT = 4  # letters of a word that stands for a question, not of a name's initial


def plain(printed: str) -> str:
    """Return a label on one line, without marks of emphasis."""
    return " ".join(re.sub(r"[*_]+|\{[^{}]*\}", "", printed).split())


def as_label(printed: str, span: Span) -> Label:
    """Return the label that a person says ``printed`` is, whatever it looks like."""
    printed = " ".join(printed.split()).strip("*_: ") or printed
    found = understood(printed, span)
    if found is None:
        return Label(printed, printed, None, role_by_wording(printed), span)
    return replace(found, sure=True)


def understood(printed: str, span: Span) -> Label | None:
    """Return the label that these words are, or None where they are none."""
    found = _read(printed)
    return None if found is None else replace(found, span=span)


@lru_cache(maxsize=4096)
def _read(printed: str) -> Label | None:
    printed = plain(printed).strip("<>").strip()
    asker = _asker_in(printed)
    if asker is not None:
        return replace(asker, printed=printed, role="questioner", sure=True)
    if (marked := _MARKED.fullmatch(printed)) is not None and (named := _read(marked["name"])):
        marks: Role = "questioner" if marked["mark"] == "Q" else "principal"
        return replace(named, role=named.role or marks, sure=True) if named.name else None
    main, outlet = _without_brackets(printed)
    if any(mark in main for mark in '?!;"“”«»()[]。？！；') or not main:
        return None
    name, *rest = (part.strip() for part in _REST.split(main))
    words = name.split()
    role = role_by_wording(name) or _role_by_office(rest)
    if not words or not is_name(words, role) or len(rest) > _PARTS:
        return None
    if any(not is_capitalised(part) or len(part.split()) > _LONGEST_NAME for part in rest):
        return None
    nobody = role in ("questioner", "principal") and _only_role_words(words)
    outlet = outlet or first_outlet(rest)
    if nobody and role == "principal" and (answering := _titled_inside(printed)):
        return Label(printed, answering, None, role, _NOWHERE, sure=True)
    return Label(printed, None if nobody else name, outlet, role, _NOWHERE, _is_sure(name, role))


# "Q11 Chair", "Frage Kroll", "Question – Ann Roe, Daily Post", "Question de Mme Roe".
_ASKER = re.compile(
    r"(?P<word>[^\W\d_]+(?:-[^\W\d_]+)?)\.?[ \t]*(?P<number>[\d.]*\d)?[.:)]?[ \t]*"
    r"(?P<joint>[–—|/(,-]"
    r"|(?:from|by|of|de|du|d['’]|von|der|des|di|da|van|от)(?=[ \t]))?[ \t]*(?P<rest>[^\s].*?)[ \t]*"
)
_SITTINGS = word_set("time period hour session round mark paper und and et y e и")


def _asker_in(printed: str) -> Label | None:
    """Return who asks by what stands beside a word for a question, or None."""
    found = _ASKER.fullmatch(printed)
    if found is None or bare(found["word"]) not in QUESTION:
        return None
    rest = found["rest"].rstrip(")") if found["joint"] == "(" else found["rest"]
    first = rest.split()[0]
    if bare(first) in _SITTINGS or not is_capitalised(first):
        return None
    short = len(found["word"]) < _SPELT and found["number"] is None and found["joint"] is None
    if short and len(rest.split()) < 2:  # "Q Ann Roe", but "Q Branch"
        return None
    if found["joint"] == "(" and "," not in rest and not titles(rest):
        return None  # whom somebody asks for, more likely than a name
    if first.casefold() in PARTICLES and all(map(is_capitalised, rest.split())):
        return Label(rest, rest, None, None, _NOWHERE)  # "De Jong"
    asker = _read(rest)
    return asker if asker is not None and asker.name is not None else None


def _titled_inside(printed: str) -> str | None:
    """Return who answers by the brackets of a label: "A (Deputy Governor Roe)"."""
    found = _BRACKETS.search(printed)
    inside = found["in"].strip() if found else ""
    return inside if titles(inside) and parts(inside) and is_capitalised(inside) else None


def _is_sure(name: str, role: Role | None) -> bool:
    """Return whether a name's form alone makes it one: a role, two capitalised words, an
    initial."""
    words = name.split()
    cased = any(letter.isupper() for letter in name)
    numbered = role is not None and words[-1].isdigit()  # "Witness 2", but not "Table 2"
    numbered = numbered or (len(words) == 2 and words[0].casefold() == "speaker")
    capital = len(words) > 2 or all(map(is_capitalised, words[:-1] if numbered else words))
    named = (len(words) > 1 or "." in name) and not has_small_words(words)
    return (role is not None and capital) or (cased and capital and named)


def _role_by_office(rest: Sequence[str]) -> Role | None:
    """Return the role that what follows a name tells; a firm's chairman presides over nothing."""
    roles = [role_by_wording(part) for part in rest if not set(map(bare, part.split())) & PRESIDES]
    return next((role for role in roles if role is not None), None)


def first_outlet(rest: Sequence[str]) -> str | None:
    """Return the first of the pieces after a name that is no title or office."""
    return next((part for part in rest if part and not _is_office(part)), None)


_OFFICE = re.compile(
    r"\b(?:officer|presidents?|vice|director|chief|ceo|cfo|coo|cto|head|treasurer|relations|"
    r"secretary|minister|chair\w*|founder|partner|manager|analyst|spokes\w+|senior|deputy|"
    r"governor|mayor|member|commissioner|counsel|editor|correspondent|reporter|journalist)\b",
    re.IGNORECASE,
)


def _is_office(part: str) -> bool:
    return part.split()[0].casefold().rstrip(".") in TITLES or bool(_OFFICE.search(part))


def says_office(printed: str) -> bool:
    """Return whether a label names an office: "Chief Financial Officer"."""
    return bool(_OFFICE.search(printed))


def _without_brackets(printed: str) -> tuple[str, str | None]:
    """Return a label without what stands in brackets, and the first of it that is an outlet."""
    inside: list[str] = []
    outer = printed
    while found := _BRACKETS.search(outer):  # innermost first
        inside.append(found["in"].strip())
        outer = f"{outer[: found.start()]} {outer[found.end() :]}"
    named = [
        each
        for each in inside
        if is_capitalised(each) and not _MANNER.match(each) and not _is_office(each)
    ]
    return " ".join(outer.split()), named[0] if named else None


def is_name(words: Sequence[str], role: Role | None) -> bool:
    """Return whether words can be a name: capitalised, few, and none that begins a sentence."""
    first = re.sub(r"['’]s?\Z", "", words[0].casefold().rstrip(".,"))
    titled = any(word.casefold().rstrip(".") in TITLES for word in words)
    if len(words) > (_LONGEST_OFFICE if titled else _LONGEST_NAME):
        return False
    if first in _WHERE or not _IMPRINT.isdisjoint(word.casefold() for word in words):
        return False
    if (first in _NOT_A_NAME and role is None) or not is_capitalised(words[0]):
        return False
    if words[0].casefold() in ARTICLES and len(words) == 2:
        return True  # "La ministre", "The minister": unsure unless capitalised
    if first in _COURTESIES and len(words) <= 4 and words[1:2] and words[1] in ARTICLES:
        return True  # "Mme la ministre"
    if first in _SOMEBODY and 1 < len(words) <= 5:
        return True  # "Man at the back": unsure
    if first in _UNKNOWN and len(words) == 2 and words[1].casefold() in _SOMEBODY:
        return True  # "Unidentified caller"
    loud = len(words) > 1 and all(map(str.isupper, words))  # "VAN TROOST"
    if words[0].casefold() in PARTICLES - TITLES and role is None and len(words) < 3 and not loud:
        return False
    if has_small_words(words):
        return len(words) <= _LONGEST_WEAK and all(map(str.isalpha, words))
    numbered = len(words) > 1 and words[-1].strip("#").isdigit()
    for word in words[:-1] if numbered else words:
        if word.endswith(".") and len(word) > 6 and word.casefold().rstrip(".") not in TITLES:
            return False
    return all(any(c.isalnum() for c in word) or word in _JOINTS for word in words)


def has_small_words(words: Sequence[str]) -> bool:
    """Return whether words in small letters are no particles, titles or roles.

    "Заместитель министра Лян", but also "The best example": such a label needs more support.
    """
    if words and bare(words[0]) in _SOMEBODY:
        return False
    return any(
        not is_capitalised(word)
        and word.casefold() not in _SMALL_WORDS
        and any(map(str.isalpha, word))
        for word in words
    )


def may_be_named(word: str) -> bool:
    """Return whether a word can stand in a name, a firm or an office: "Bank", "of", "&", "2"."""
    inside = word.strip("()[],.;")
    return not inside[:1].isalpha() or is_capitalised(inside) or inside in _SMALL_WORDS | _LINKS


def _only_role_words(words: Sequence[str]) -> bool:
    known = ASKS | ANSWERS | _UNKNOWN | {"the", "a", "from"}
    return all(bare(word) in known or word.strip("#.").isdigit() for word in words)


def is_no_name(word: str) -> bool:
    """Return whether a word begins sentences and lists rather than names anybody."""
    return word.casefold() in _NOT_A_NAME


def without_manner(printed: str) -> str:
    """Return a label without how it was said: "JOURNALIST (in Spanish)", not "(freelance)"."""
    said = _BRACKETS.sub(lambda found: " " if _MANNER.match(found["in"]) else found[0], printed)
    return " ".join(said.split())


def says_answer(printed: str) -> bool:
    """Return whether a label is a word for an answer, not for who gives it: "A", "Antwort"."""
    return speaker_under(printed) == "a"


def speaker_under(printed: str) -> str:
    """Return whose turns a nameless label counts: "Q1" and "Q2" are "q", "Reporter 1" is itself."""
    main, outlet = _without_brackets(printed)
    words = {word for word in map(bare, (printed if outlet else main).split()) if word}
    if words and words <= QUESTION:
        return "q"
    return "a" if words and words <= ANSWER else without_manner(printed).casefold()
