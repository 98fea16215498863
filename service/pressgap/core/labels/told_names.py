"""Names of people as a text's head tells them, each with the office that stands beside it.

"Tarek Oumlin, Spokesperson", "PRIME MINISTER ANN ROE", "Ann Roe (Chair)", "Ann Roe has been
Minister of Transport", "the Mayor of Holm, Ann Roe", or a name with the office on the next line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.labels.introductions import names_medium
from pressgap.core.model import Span
from pressgap.core.speech.office_words import folded, is_office_word
from pressgap.core.text.names import PARTICLES, TITLES, is_capitalised
from pressgap.core.text.tables import word_set

_TOKEN = re.compile(
    r"(?i:\b(?:dr|mr|mrs|ms|mme|hon|prof|gov|sen|rep|gen|st|rt)\.)|[^\W\d_]\.(?=[ \t]*[^\W\d_])"
    r"|[^\W_][\w’'\-]*|[^\w\s]|\n+"
)
_LONGEST = 4  # words of a name
_GAP = 6  # words between a name and its office
_FAR = 8  # words of what an office is of
_OPENERS, _STOPS = frozenset("([–—-:,（、，"), frozenset(".!?;•|")
# Capitalised beside names and offices, and part of none.
_NEVER = word_set(
    """
    a an and or but of in on at to for from by with without as the this that these those is are was
    were be has have had will would not no yes i you he she it we they his her its our your their
    my about after before during under over between per via ministry office department committee
    council republic kingdom union government house press conference briefing transcript interview
    interviews question questions answer answers remarks statement statements session news
    university bank company group agency hall centre center service services institute association
    federation league bureau court parliament assembly senate congress state states county city
    town national international public affairs regular daily weekly monthly annual joint opening
    evidence oral written witness witnesses member members present participants panel panellists
    speakers call earnings quarter results inc ltd plc corp llc today tomorrow yesterday doorstop
    doorstep gaggle subjects subject topics transcription media release date time venue location
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december summary home page contact moderated hosted
    interviewed watch listen read by-line aboard north south east west northern southern eastern
    western great new port st saint
    le la les l un une des du de au aux et ou en dans sur par pour avec conference presse communique
    entretien propos ministere conseil republique gouvernement palais monsieur madame mesdames
    der die das dem den des ein eine und oder im in am an auf mit von vom zum zur fur bei uber
    pressekonferenz regierungspressekonferenz mitschrift wortlaut interview themen ministerium
    el los las una y o en con por para sobre rueda prensa entrevista ministerio gobierno
    il lo gli i e un uno una con per su conferenza stampa intervista ministero governo
    пресс-конференция стенограмма интервью брифинг министерство правительство республика совет
    город заявления вопросы ответы на в и с о по для
    """
)
_ANOTHER = frozenset(("vice", "deputy", "former", "ex", "ancien", "ancienne", "бывший"))
_WITHIN = PARTICLES - {"and", "y", "e", "of", "the", "for", "to"}
_JOINTS = frozenset(("and", "et", "und", "y", "e", "и", "og", "och", "en", "i", "ve"))
_OF = word_set(
    "of for to de du des der fur del della dello dei degli delle di do da dos das van av"
)
_POSTNOMINAL = word_set("mp mps qc kc obe cbe kbe am ao ac phd md msp mla mep td esq jr")
# Offices of those who ask, preside or write.
_ASKING = word_set(
    """
    moderat moderad report correspond journal interview editor analyst host chair operator animat
    ведущ корресп журнал
    """
)
_ROOT, _ENDING = 6, 3  # letters
_BETWEEN = 3  # words
_HONOURS = TITLES | frozenset(("sir", "dame", "rt", "hon", "m", "mme", "herr", "frau"))


@dataclass(frozen=True, slots=True)
class Told:
    """A name of the head: its words, and where they stand among the tokens."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class Head:
    """The tokens of a text's head, and the names among them."""

    tokens: tuple[str, ...]
    names: tuple[Told, ...]

    @classmethod
    def of(cls, text: str) -> Head:
        """Return the head that ``text`` is."""
        found = (each[0] for each in _TOKEN.finditer(text.replace("\r\n", "\n")))
        tokens = tuple(part for token in found for part in _parted(token))
        return cls(tokens, tuple(_names(tokens)))

    def holders(self, office: Sequence[str]) -> list[str]:
        """Return the names told beside an office, those that stand nearest to it.

        ``office`` are its folded words. More than one name: the head does not tell which.
        """
        found: dict[str, int] = {}
        for place in self._places(office):
            cost, name = min(self._beside(Span(place, place + len(office))), default=(0, ""))
            if name:
                found[name] = min(cost, found.get(name, cost))
        least = min(found.values(), default=0)
        return _longest_alone([name for name, cost in found.items() if cost == least])

    def in_office(self) -> list[str]:
        """Return the names told beside an office of those that answer questions."""
        offices = {folded(each) for each in self.tokens if is_office_word(each)}
        answering = [each for each in offices if not each.startswith(tuple(_ASKING))]
        found = {name for office in answering for name in self.holders([office])}
        return _longest_alone(sorted(found))

    def surnames(self, office: Sequence[str]) -> list[str]:
        """Return the single names right after an office: "Governor Roe, when …"."""
        found = (self._surname(place + len(office)) for place in self._places(office))
        return [name for name in dict.fromkeys(found) if name is not None]

    def _places(self, office: Sequence[str]) -> Iterator[int]:
        words = [folded(token) for token in self.tokens]
        for place in range(len(words) - len(office) + 1):
            other = place and words[place - 1] in _ANOTHER and words[place - 1] not in office
            if not other and all(map(_is_same, words[place:], office)):
                yield place

    def _beside(self, office: Span) -> Iterator[tuple[int, str]]:
        """Yield the names beside an office, each with how far from it: 0 is next to it."""
        for told in self.names:
            if told.span.end <= office.start:
                gap = self.tokens[told.span.end : office.start]
                cost = _after_name(gap)
            else:
                cost = _before_name(self.tokens[office.end : told.span.start])
            if cost is not None:
                yield cost, told.name
        alone = self._surname(office.end)
        if alone:
            yield 0, alone

    def _surname(self, at: int) -> str | None:
        """Return the one word of a name right after an office: "PRESIDENT HOLLOWAY"."""
        if at < len(self.tokens) and _may_be_part(self.tokens[at]):
            after = self.tokens[at + 1 : at + 2]
            if not after or not (_may_be_part(after[0]) or after[0] in _WITHIN):
                return _cased(self.tokens[at])
        return None


def _after_name(gap: Sequence[str]) -> int | None:
    """Return how far an office after a name is, or None: "Ann Roe, the Mayor"."""
    words = [token for token in gap if token[0].isalnum()]
    others = [token for token in gap if not token[0].isalnum()]
    broken = any(token in _STOPS for token in others) or len("".join(others)) > 2
    broken = broken or any(folded(word) in _JOINTS for word in words)
    if broken or len(words) > _GAP or any(map(_may_name_another, words)):
        return None
    listed = [token for token in others if token.strip()]
    if "\n" in "".join(others) and words:
        return None
    verbs = [word for word in words if folded(word) not in ("the", "a", "an", "le", "la", "der")]
    return 1 + (0 if not verbs else 1 + len(verbs)) + (0 if listed or words else 1)


def _may_name_another(word: str) -> bool:
    return is_capitalised(word) and not is_office_word(word) and folded(word) not in _NEVER


def _before_name(gap: Sequence[str]) -> int | None:
    """Return how far a name after an office is, or None: "the Mayor of Holm, Ann Roe"."""
    while gap and folded(gap[0]) in _HONOURS:
        gap = gap[1:]
    if not gap:
        return 0
    words = [token for token in gap if token[0].isalnum()]
    others = [token for token in gap if not token[0].isalnum()]
    if any("\n" in token or token in _STOPS for token in others) or len(words) > _FAR:
        return None
    if not words:
        return 1 if others in ([":"], ["–"], ["—"], ["-"], ["："]) else 3
    if not others and len(words) <= _BETWEEN and all(map(_declines, words)):
        return 3
    of = folded(words[0]) in _OF
    return 4 if of and gap[-1] == "," and len(others) == 1 else None


def _declines(word: str) -> bool:
    """Return whether a word may stand between office and name: "губернатор области Анна Роу"."""
    return not word.isascii() or (is_office_word(word) and word.islower())


def _is_same(token: str, word: str) -> bool:
    """Return whether two words are forms of one that change no name beside them."""
    if token == word:
        return True
    short, long = sorted((token, word), key=len)
    latin = word.isascii() and len(short) >= _ROOT and len(long) - len(short) <= _ENDING
    return latin and long.startswith(short[:-1] if short.endswith(("e", "o", "a")) else short)


def _parted(token: str) -> list[str]:
    """Return the parts of an office with a hyphen: "Secretary-General"."""
    if "-" not in token or not is_office_word(token):
        return [token]
    return [part for part in token.split("-") if part]


def _names(tokens: Sequence[str]) -> Iterator[Told]:
    at = 0
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            _may_be_part(tokens[end])
            or (end > at and (tokens[end] in _WITHIN or tokens[end] == "of"))
        ):
            end += 1
        while end > at and tokens[end - 1] in PARTICLES:
            end -= 1
        if end == at:
            at += 1
            continue
        after = end
        while end > at and folded(tokens[end - 1]) in _POSTNOMINAL:
            end -= 1
        start = at
        titled = False
        while start < end and folded(tokens[start]) in _HONOURS:
            start, titled = start + 1, True
        words = tokens[start:end]
        noble = titled and folded(tokens[start - 1]) in ("lord", "lady", "baroness")
        if (2 <= len(words) <= _LONGEST) or (titled and len(words) == 1):
            yield Told(
                _cased(" ".join(tokens[at:end] if len(words) < 2 or noble else words)),
                Span(at, after),
            )
        at = after


def _may_be_part(token: str) -> bool:
    return (
        is_capitalised(token)
        and any(map(str.isupper, token))  # where letters have no capitals any word would do
        and folded(token) not in _NEVER
        and not is_office_word(token)
        and not names_medium(token)
        and (len(token) > 1)
    )


def _cased(name: str) -> str:
    return name.title() if name.isupper() else name


def _longest_alone(names: Sequence[str]) -> list[str]:
    """Return the names without those that only repeat a part of another one."""
    return [
        name
        for name in names
        if not any(
            name != other and set(name.casefold().split()) < set(other.casefold().split())
            for other in names
        )
    ]
