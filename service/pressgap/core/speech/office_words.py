"""Words for offices and functions in several languages, as stems without accents: "minist"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pressgap.core.text.tables import word_set

# A word is one of an office that begins so, or, in languages that join words, holds a long one.
_STEMS = word_set(
    """
    presid prasid minist premier chancel kanzler cancill secret sekret govern gouvern gobern
    alcald burgermeist borgmest burgemeest burmistr sindac prefeit spokes sprecher
    porte-parol portavo porta-vo vocer woordvoer talsper talesper rzeczni mluvc sozcu szoviv
    tiedott chair vorsitz voorzit ordfor puhemie puheenjoh przewodn predsed director direkt
    direttor directeur directric treasur commissi kommissar commissar comisar ambassad botschaft
    embajad embaixad moderat moderador superintend inspector entrenad allenator geschaftsfuh
    vorstand conven animateur animatric statsrad cumhurbask baskan basbakan miniszt
    prezyd wojewod hejtman statsmin interviewer
    президент министр премьер канцлер секретар губернатор пресс-секретар представител спикер
    председател директор ведущ руководител начальник модератор речник міністр прокурор
    πρωθυπουργ υπουργ προεδρ εκπροσωπ δημαρχ
    """
)
_WORDS = word_set(
    """
    officer ceo cfo coo cto mayor maire chief head rector dean bishop counsel coach trainer manager
    adviser advisor founder co-founder partner analyst analist editor correspondent reporter host
    envoy sheriff prefet prefect delegate rapporteur attorney prosecutor judge justice commander
    captain general operator leader principal leiter leiterin chef bakan vali elnok prezes starosta
    primar мэр мэра глава главы посол голова тренер
    الرئيس رئيس الوزير وزير المتحدث متحدث الناطق المحافظ محافظ السفير الامين المدير المنسق
    """
)
_JOINED = 6  # letters of a stem that may stand inside a word
_CASELESS = re.compile(
    r"(?:发言人|部长|总理|总统|主席|市长|省长|行长|局长|大臣|首相|総理|総裁|知事|市長|会長|社長|"
    r"報道官|長官|대통령|장관|총리|시장|대변인|총재)\Z"
)
_MODIFIERS = word_set(
    """
    prime vice deputy acting first chief executive financial operating general foreign press state
    interim former assistant senior principal the le la der die das el il o os a an m mme mr madam
    monsieur madame herr frau senor senora and & & et und y e i of co- managing primer primera
    financier financiere generale executif executive adjoint adjointe delegue delegado delegada
    ejecutivo ejecutiva geral adjunto adjunta stellvertretender stellvertretende group national
    amministratore delegato господин госпожа пресс his her excellency hon honourable lord
    """
)
_COURTESIES = word_set(
    """
    the le la l der die das el il o a an m mme mr mrs ms madam monsieur madame herr frau senor
    senora господин госпожа his her hon
    """
)
_TAIL = re.compile(
    r"\s+(?:of|for|to|de|du|des|del|della|dello|di|da|do|für|fur|der|van|voor|по|при)\s.*\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Return a word without case, accents and marks at its edges."""
    plain = unicodedata.normalize("NFKD", word.casefold().strip(" .,:;()[]*_'’\"«»"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def is_office_word(word: str) -> bool:
    """Return whether a word names an office: "Minister", "Regierungssprecherin", "мэр"."""
    plain = folded(word)
    return (plain in _WORDS or bool(_CASELESS.search(word))) or any(
        plain.startswith(stem) or (len(stem) >= _JOINED and stem in plain) for stem in _STEMS
    )


def has_office(printed: str) -> bool:
    """Return whether any word of a label names an office."""
    return any(map(is_office_word, printed.split()))


def core_of(printed: str) -> tuple[str, ...]:
    """Return the folded words of an office without article, courtesy and what it is of.

    "The Prime Minister of Holm" is ("prime", "minister"); () where a label names a person or
    no office.
    """
    main = _TAIL.sub("", re.sub(r"\s*[(\[].*", "", printed).split(",")[0].strip())
    words = [word for word in main.split() if folded(word)]
    if not words or not any(map(is_office_word, words)):
        return ()
    at_end = is_office_word(words[-1])  # "Emergency Services Minister"
    if not at_end and not all(is_office_word(w) or folded(w) in _MODIFIERS for w in words):
        return ()
    kept = [part for word in words for part in folded(word).split("-")]
    while len(kept) > 1 and kept[0] in _COURTESIES:
        kept = kept[1:]
    return tuple(kept)
