"""How questioners introduce themselves: "Jane Doe, Daily Mail." or "I'm Jane Doe with Reuters".

An introduction beats the printed label, so a name is believed only where a phrase says so
("I'm", "from"), where it agrees with the label's surname, or where a medium stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pressgap.core.labels.label import Label
from pressgap.core.model import Span
from pressgap.core.text.names import PARTICLES, TITLES, is_capitalised, parts, surname


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who a questioner says to be; ``end`` is where the introduction ends in the text."""

    name: str | None
    outlet: str | None
    end: int


_GREETING = re.compile(
    r"(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|thank(?:s| you)|welcome|yes|"
    r"здравствуйте|добрый (?:день|вечер)|доброе утро|спасибо|благодарю|bonjour|bonsoir|merci|"
    r"guten (?:tag|abend|morgen)|hallo|grüß gott|(?:vielen |herzlichen |schönen )?dank(?:e)?|"
    r"buenos días|buenas (?:tardes|noches)|hola|(?:muchas )?gracias|buongiorno|buonasera|grazie|"
    r"obrigad[oa]|bom dia|boa (?:tarde|noite)|goede\w+|dank u|dzień dobry|dziękuję|tack|takk|tak|"
    r"hej|teşekkür\w*|merhaba|مرحبا|السلام عليكم|شكرا|صباح الخير|مساء الخير|您好|你好)\b",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\b(?:newspaper|magazine|agency|tv|television|channel|radio|news|daily|weekly|gazette|times|"
    r"post|press|journal|tribune|herald|broadcasting|media|observer|courier|"
    r"wire|network|bulletin|chronicle|mail|standard|express|telegraph|guardian|sentinel|dispatch|"
    r"examiner|mirror|globe|argus|monitor|review|agence|chaîne|quotidien|nachrichten|rundfunk|"
    r"rundschau|tageblatt|kurier|anzeiger|presse|fernsehen|agentur|agencia|cadena|canal|emisora|"
    r"noticias|giornale|corriere|agenzia|gazzetta|krant|omroep|avis|tidning|gazeta|dziennik|"
    r"jornal|haber|ajans\w*|вестник|газета|телеканал|канал|агентство|журнал|радио|zeitung|periódico|diario|"
    r"صحيفة|قناة|وكالة|جريدة|إذاعة)\b|[\"“«]",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[^\W\d_][\w’'.\-]*(?:[ \t]+[^\W\d_][\w’'.\-]*){0,3}?)"
_AFFILIATION = (
    r"(?:[ \t]+here)?,?[ \t]+(?:(?:and[ \t]+)?I(?:['’]m|[ \t]+am)[ \t]+)?"
    r"(?:(?:a|an|the)[ \t]+)?(?:(?:reporter|correspondent|journalist|analyst)[ \t]+)?"
    r"(?:with|from|of|for|at|representing|pour|de|du|von|vom|für|bei|para|por|del|per|di|della|"
    r"van|voor|från|fra|из|от|для)[ \t]+(?P<outlet>[^,.;:!?\n\r]{2,60})"
)
_I_AM = re.compile(
    r"(?i:I['’]m|I[ \t]+am|my[ \t]+name[ \t]+is|this[ \t]+is|it['’]s|меня[ \t]+зовут|"
    r"je[ \t]+suis|je[ \t]+m['’]appelle|ich[ \t]+bin|mein[ \t]+name[ \t]+ist|soy|me[ \t]+llamo|"
    r"sono|mi[ \t]+chiamo|اسمي|"
    r"أنا)[ \t]+"
    + _NAME
    + rf"(?:{_AFFILIATION}|,[ \t]*(?P<beside>[^,.;:!?\n\r]{{2,60}}))?(?=[,.;:!?\n\r]|\Z)"
)
_FROM = re.compile(_NAME + _AFFILIATION + r"(?=[,.;:!?\n\r]|\Z)")
# Scripts that set no spaces: outlet, "reporter" and name in one run.
_JOINED = re.compile(
    r"(?:^|(?<=[，。！？、\s是叫]))(?P<outlet>《[^》]{1,30}》|[\u3400-\u9fff\u30a0-\u30ff]{2,20}?)的?(?:记者|記者)"
    r"(?P<name>[\u3400-\u9fff·]{2,6})(?=[，。！？、\s]|\Z)"
)
# "Tom Lund here, Daily Post."; "Ann Roe again."
_HERE = re.compile(
    r"(?P<name>[^\W\d_][\w’'.\-]*(?:[ \t]+[^\W\d_][\w’'.\-]*){1,3}?)[ \t]+(?:here|again|encore|"
    r"noch(?:mal| einmal)|de nuevo|ancora|снова)(?:,[ \t]*(?P<outlet>[^,.;:!?\n\r]{2,60}))?"
    r"(?=[,.;:!?\n\r]|\Z)"
)
_COMMA = re.compile(r"[,،][ \t]*|[ \t]+[–—-]{1,2}[ \t]+")
_QUOTED = re.compile(r"[\"“«][^\"”»]*(?:[\"”»]|\Z)")
_SMALL = frozenset(
    (
        "dello",
        "delle",
        "dei",
        "degli",
        "do",
        "das",
        "dem",
        "des",
        "lo",
        "los",
        "las",
        "à",
        "zu",
        "a",
        "im",
        "in",
        "на",
        "по",
    )
)
_GOES_ON = re.compile(r"[ \t]+(?:and|und|et|y|e|и)[ \t]+(?=I\b|[^\W\d_A-ZÀ-ÞА-ЯЁ])")
_ENDS_OUTLET = frozenset(
    ("and", "und", "et", "y", "e", "и", "here", "speaking", "with", "on", "thank", "thanks", "i")
)
_DIRECTION = re.compile(r"[*_]{0,2}[(\[（][^()\[\]（）]{1,80}[)\]）][*_]{0,2}\s*(?=\S)")
# "from the school paper, The Whistle"
_NAMED_AFTER = re.compile(r",[ \t]*(?P<outlet>[^,.;:!?\n\r]{2,60})(?=[,.;:!?\n\r]|\Z)")
_QUOTES = "\"'“”„‘’«»‹› \t.*_"


def introduction(text: str, sentences: Sequence[Span], label: Label) -> Introduction | None:
    """Return who speaks by the first sentences of a questioner's turn, or None."""
    for sentence in sentences[:4]:
        joined = _JOINED.search(text, sentence.start, sentence.end)
        if joined is not None:
            return Introduction(joined["name"], _clean(joined["outlet"]), joined.end())
        start = _after_address(text, _after_direction(text, sentence))
        if start >= sentence.end:
            continue
        found = _in_words(text, start, sentence.end, label) or _beside(text, start, sentence, label)
        if found is not None:
            return replace(found, end=_after_punctuation(text, found.end, sentence.end))
        if not _is_address(text, sentence):
            return None
    return None


def _after_direction(text: str, sentence: Span) -> Span:
    """Return a sentence without the direction that it begins with: "(in Russian) Ann Roe, …"."""
    found = _DIRECTION.match(text, sentence.start, sentence.end)
    return Span(found.end(), sentence.end) if found else sentence


def _after_punctuation(text: str, at: int, end: int) -> int:
    while at < end and not text[at].isalnum() and text[at] not in '"“«([¿':
        at += 1
    return at


def _is_address(text: str, sentence: Span) -> bool:
    return len(sentence.of(text).split()) <= 4 or bool(_GREETING.match(text, sentence.start))


def _after_address(text: str, sentence: Span) -> int:
    """Skip greetings and "Mr Marlowe," at a sentence's start."""
    at = sentence.start
    for comma in [*_COMMA.finditer(text, sentence.start, sentence.end)][:3]:
        piece = text[at : comma.start()]
        words = piece.split()
        titled = bool(words) and words[0].casefold().rstrip(".") in TITLES and len(words) <= 5
        if not titled and not (_GREETING.match(piece) and len(words) <= 6):
            return at
        at = comma.end()
    piece = text[at : sentence.end]
    return sentence.end if _GREETING.match(piece) and len(piece.split()) <= 4 else at


def _in_words(text: str, start: int, end: int, label: Label) -> Introduction | None:
    here = _HERE.match(text, start, end)
    if here is not None and _is_person(here["name"]) and _says_no_name(label):
        outlet = here["outlet"]
        named = outlet is None or all(map(_may_be_of_outlet, outlet.split()))
        if named:
            return Introduction(here["name"], _clean(outlet), here.end())
    found = _I_AM.match(text, start, end)
    beside = found["beside"] if found else None
    if found is None:
        found = _FROM.match(text, start, end)
    if found is None or not _is_person(found["name"]):
        return None
    outlet = found["outlet"] or (beside if beside and _names_something(beside) else None)
    if found["outlet"]:
        outlet, after = _named_part(found["outlet"])
        below = _NAMED_AFTER.match(text, found.end(), end) if outlet is None else None
        if below is not None and all(map(_may_be_of_outlet, below["outlet"].split())):
            return Introduction(found["name"].strip(), _clean(below["outlet"]), below.end())
        if found.re is _FROM and after:
            return None
    by_title = {part.rstrip(".") for part in parts(found["name"])}
    alone = text.startswith(" here", found.end("name"))
    if len(by_title) < 2 and surname(found["name"]) != surname(label.name or "") and not alone:
        return None
    if outlet is None and not (_agrees(found["name"], label) or _says_no_name(label)):
        return None
    return Introduction(found["name"].strip(), _clean(outlet), found.end())


def _named_part(outlet: str) -> tuple[str | None, bool]:
    """Return the words of an outlet that name it, and whether a sentence goes on after them."""
    words = _GOES_ON.split(outlet, maxsplit=1)[0].split()
    kept = list(takewhile(_may_be_of_outlet, words))
    rest = words[len(kept) :]
    while kept and not (is_capitalised(kept[-1]) or _MEDIUM.search(kept[-1])):
        rest.insert(0, kept.pop())
    named = any(map(is_capitalised, kept)) or bool(_MEDIUM.search(" ".join(kept)))
    goes_on = bool(rest) and rest[0].casefold() not in _ENDS_OUTLET
    return (" ".join(kept) if named else None), goes_on or not named


def _may_be_of_outlet(word: str) -> bool:
    small = word.casefold() in PARTICLES | _SMALL
    return is_capitalised(word) or word[:1].isdigit() or small or bool(_MEDIUM.search(word))


def _beside(text: str, start: int, sentence: Span, label: Label) -> Introduction | None:
    """Read "Name, Outlet" or "Outlet, Name", in a sentence of their own or before a comma."""
    pieces: list[Span] = []
    for comma in [*_COMMA.finditer(text, start, sentence.end)][:3]:
        pieces.append(Span(start, comma.start()))
        start = comma.end()
    pieces.append(Span(start, sentence.end))
    named = [i for i, p in enumerate(pieces[:2]) if _agrees(p.of(text), label)]
    short = [len(p.of(text).split()) <= 6 and _names_something(p.of(text)) for p in pieces]
    if named:
        return _named(text, pieces, short, named[0], label)
    return _unnamed(text, pieces, short, label)


def _named(
    text: str, pieces: Sequence[Span], short: Sequence[bool], name: int, label: Label
) -> Introduction | None:
    other = 1 - name
    whole = len(pieces) == 1
    if not short[name] or (not whole and (len(pieces) < 2 or not short[other])):
        return None
    outlet = None if whole else _clean(pieces[other].of(text))
    end = pieces[0].end if whole else pieces[1].end
    said = pieces[name].of(text).strip(_QUOTES)
    named = _is_person(said) or (label.name and all(map(_may_be_of_outlet, said.split())))
    return Introduction(said, outlet, end) if named else None


def _unnamed(
    text: str, pieces: Sequence[Span], short: Sequence[bool], label: Label
) -> Introduction | None:
    if len(pieces) > 2:  # "Jane Doe, Daily Post, and why …": an introduction, then matter
        pieces, short = pieces[:2], short[:2]
        if not all(_MEDIUM.search(p.of(text)) or len(p.of(text).split()) > 1 for p in pieces):
            return None
    if not all(short):
        return None
    said = [piece.of(text).strip(_QUOTES) for piece in pieces]
    media = [bool(_MEDIUM.search(piece.of(text))) for piece in pieces]
    if "?" in pieces[-1].of(text) or not _all_names(said):
        return None
    if len(pieces) == 1:
        alone = media[0] and len(said[0].split()) > 1
        return Introduction(None, _clean(said[0]), pieces[0].end) if alone else None
    names = [i for i in (0, 1) if _is_person(said[i]) and not media[i]]
    if not names or not (any(media) or _says_no_name(label)):
        return None
    return Introduction(said[names[0]], _clean(said[1 - names[0]]), pieces[1].end)


def _names_something(said: str) -> bool:
    return is_capitalised(said) or bool(_MEDIUM.match(said))


def _all_names(said: Sequence[str]) -> bool:
    words = [word for piece in said for word in _QUOTED.sub(" ", piece).split()]
    return all(
        is_capitalised(word) or _MEDIUM.search(word) or word in PARTICLES | _SMALL or word.isdigit()
        for word in words
    )


def _says_no_name(label: Label) -> bool:
    return label.name is None or label.name[-1:].isdigit()


def _agrees(said: str, label: Label) -> bool:
    own = surname(label.name or "")
    return bool(own) and surname(said) == own


def _is_person(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 4 and all(map(is_capitalised, words)) and not _MEDIUM.search(name)


def greets(said: str) -> bool:
    """Return whether words begin with a greeting: "Guten Tag"."""
    return bool(_GREETING.match(said))


def names_medium(said: str) -> bool:
    """Return whether words name a medium: "Daily Post", "Hill Television"."""
    return bool(_MEDIUM.search(said))


def _clean(outlet: str | None) -> str | None:
    if outlet is None:
        return None
    plain = outlet.strip(" \t.*_")
    quotes = sum(plain.count(mark) for mark in _QUOTES if not mark.isspace() and mark not in ".*_")
    wrapped = quotes == 2 and plain[0] in _QUOTES and plain[-1] in _QUOTES
    return (plain[1:-1] if wrapped else plain) or None
