"""What speaks for a block of a declaration being behind its end, and what against it.

No cue decides alone: a formula ("Done at …"), a party ("For Torvik: Ida Holm"), a short line that
ends no sentence, an address, a note of the publisher speak for it; a sentence, a list and a number
that goes on speak against it, the more so the longer they are. ``core.endings`` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pressgap.core.blocks import Block, announces, ends, leads_on
from pressgap.core.headings import is_about_the_text, is_dateline, reads_as_title
from pressgap.core.marks import WEAK

Kind = Literal["footnote", "signature", "publisher"]

_MOST_WORDS = 14  # of a line with a name, an office, a place
_FEW = 4  # words of a closing salutation: "In solidarity,"
_MOST_IN_PARTS = 60  # of several such lines in one block
_MOST_IN_FORMULA = 60
_MOST_IN_NOTE = 120
_LINE = 40  # characters of what may be more than a name or a place
_LEAST_ENDED = 0.5  # share of blocks that end as sentences do; else a missing stop says nothing
_SENTENCE, _PER_WORD = 1.5, 1 / 12  # how much a sentence speaks against, and each of its words
_LEAST_CAPITALS = 2 / 3
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SAYS_END = re.compile(
    r"[-–—*#_ \t]*(?:(?:the )?ends?|end of (?:the )?(?:text|statement|document|release)|"
    r"fin|ende|конец|-30-)[-–—*#_. \t]*|"
    r"(?P<frame>[-–—*#_=]+)[ \t]*(?:here ends|end of|fin d[eu]|ende de[rs]|конец)\b"
    r"[^.:;!?\n]{1,60}(?P=frame)",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"[*_(\[]*(?P<sure>done (?:at|in|on)\b|in (?:witness|faith) whereof|\(signed\)|"
    r"(?:fait|donné) (?:à|au|aux|en|le)\b|geschehen (?:zu|in|am)\b|ausgefertigt|"
    r"(?:hecho|dado) en\b|fatto a\b|feito em\b|совершено|حرر|"
    r"本(?:声明|条约|协定|公报|宣言)[^。]{0,20}(?:签署|签订))|"
    r"[*_(\[]*(?:signed\b|given (?:at|under|in)\b|signator(?:y|ies)\b|the undersigned|"
    r"(?:adopted|passed|approved) (?:at|in|on|by|with|unani|without)|agreed (?:at|in|on)\b|"
    r"issued (?:at|in|on|by)\b|(?:die )?unterzeichne\w*|gezeichnet|beschlossen (?:am|in|von)\b|"
    r"sign(?:é|ataires)|adopté|les soussigné|firma(?:do|n|ntes)\b|suscri|aprobad[oa] |adottat|"
    r"подпис|принят[оа]\b|صدر |وقع|الموقعون|签署|签字|签名)",
    re.IGNORECASE,
)
_WITNESS = re.compile(r"[*_]*in (?:witness|faith) whereof", re.IGNORECASE)
_VOTES = re.compile(r"\d\D{0,40}(?:votes?\b|stimmen\b|voix\b|vot[oi]s?\b|голос|票)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_FOR = re.compile(
    r"(?:for|on behalf of|für|im namen|pour|au nom|por|en nombre|per|за|от имени|عن)\s|.*代表",
    re.IGNORECASE,
)
_PARTY = re.compile(r"(?P<whose>[^:：\n]{2,80})[:：][ \t]*(?P<names>\S[^\n]*)")
_COLUMNS = re.compile(r"\S(?:[ \t]{3,}|\t)\S")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PUBLISHED = re.compile(
    r"[*_\[(]*(?:notes? (?:to|for|from) (?:the )?(?:editors?|media|press|publisher)|"
    r"(?:editor|publisher|translator)['’]?s['’]? notes?|"
    r"for (?:further|more|additional|media|press) (?:information|enquiries|inquiries|details)|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b|contacts?:|"
    r"(?:this is an? )?(?:unofficial|courtesy|provisional|working|non-official) translation|"
    r"translat(?:ed|ion) (?:from|by)|embargo(?:ed)?(?: until| till|:)|source:|"
    r"published (?:by|on|in)\b|"
    r"for immediate release|press release\b|check against delivery|released (?:by|on)|"
    r"this (?:text|version|page|document) (?:is|was|has been|may) (?:published|translated|updated|"
    r"provided|released|a translation|an? (?:unofficial|digest))|©|copyright\b|all rights reserved|"
    r"(?:presse)?kontakte?:|pressekontakt|herausgegeben (?:von|vom)\b|anmerkung der|"
    r"hinweise? (?:für|an) die|contacts? (?:presse|de prensa)|traduction non|traducción no|"
    r"notes? (?:aux|à l['’]attention|de la rédaction|de l['’]édit)|nota (?:a|para|del?) l?|"
    r"неофициальный перевод|примечани[ея] (?:ред|для)|контакты|источник:|"
    r"编者注|译者注|新闻联系|联系人|ملاحظة)",
    re.IGNORECASE,
)
_REACHED = re.compile(r"[\w.-]@\w|\b(?:tel|phone|fax|тел)\b.{0,5}\d|\+\d[\d ()-]{7}", re.IGNORECASE)
_WEB = re.compile(r"\bwww\.|\bhttps?:|(?<!\w)@\w", re.IGNORECASE)
_REUSE = re.compile(
    r"\b(?:may be (?:freely )?(?:copied|shared|reproduced|reprinted|distributed|quoted|translated)|"
    r"creative commons|open licen[cs]e|reprints?|reproduction|nachdruck|reproducción|перепечатк)",
    re.IGNORECASE,
)
_MARKED_NOTE = (("[", "]"), ("(", ")"), ("*", "*"), ("_", "_"), ("> ", ""))


@dataclass(frozen=True, slots=True)
class Cue:
    """How much a block speaks for being behind the end, and as what it is left out there.

    ``run`` names what it is like: more of the same says less each time. ``anchor`` tells that a
    signature begins here for certain, wherever it stands; ``reopens`` that a declaration may go
    on here: at a heading or a number.
    """

    weight: float
    kind: Kind = "signature"
    run: str = ""
    anchor: bool = False
    reopens: bool = False


def is_formula(text: str, block: Block) -> bool:
    """Return whether a block is sure to tell who signed or adopted a text, where and when."""
    words = block.span.of(text)
    if not block.plain or len(words) > 1_000 or _FORMULA.match(words) is None:
        return False
    if _WITNESS.match(words) is not None:
        return len(words.split()) <= _MOST_IN_FORMULA
    dated = _YEAR.search(words) is not None or not ends(text, block)
    return dated and _size(words) <= 2 * _MOST_WORDS


def is_published_note(text: str, block: Block) -> bool:
    """Return whether a block is the publisher's, going by its first words."""
    words = block.span.of(text)
    if len(words) > 1_500 or not (block.plain or block.bullet):
        return False
    if is_about_the_text(words) and ":" not in words and not ends(text, block):
        return False  # a heading, perhaps over paragraphs
    if says_end(text, block):
        return True
    return _PUBLISHED.match(words) is not None and len(words.split()) <= _MOST_IN_NOTE


def says_end(text: str, block: Block) -> bool:
    """Return whether a block says that the text ends: "-- End --"."""
    plain = block.plain or block.bullet is not None
    return plain and _SAYS_END.fullmatch(block.span.of(text)) is not None


def is_marked_note(text: str, block: Block) -> bool:
    """Return whether a whole block stands in brackets, is set in italics or is a Markdown quote."""
    words = block.span.of(text)
    bold = words.startswith(("**", "__"))
    return not bold and any(words.startswith(a) and words.endswith(b) for a, b in _MARKED_NOTE)


def cues(text: str, blocks: Sequence[Block], known: Mapping[int, Kind]) -> list[Cue]:
    """Return the cue of every block, in order; ``known`` are footnotes and notes."""
    return _Reader(text, blocks, known).read()


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks once, and knows what stands above each."""

    text: str
    blocks: Sequence[Block]
    known: Mapping[int, Kind]
    _tells: bool = False  # a line without a full stop is told from a sentence
    _declared: bool = False  # something has been said that may end
    _announced: bool = False  # a colon stands above, and only short lines since
    _party: str = ""  # how the last line of a party begins
    _under: Literal["", "names", "notes", "end"] = ""
    _last: dict[str, int] = field(default_factory=dict)  # the last number of each family
    _noted: dict[str, int] = field(default_factory=dict)  # the same, under names or notes

    def read(self) -> list[Cue]:
        """Return the cues; each further one of a run weighs half of the one before."""
        self._tells = self._stops()
        found: list[Cue] = []
        run, times = "", 0
        for place, block in enumerate(self.blocks):
            if block.rule:
                found.append(Cue(0.0))
                continue
            cue = self._cue(place, block)
            self._declared = self._declared or block.mark is not None or ends(self.text, block)
            times = times if cue.run and cue.run == run else 0
            lines = block.span.of(self.text).count("\n") + 1 if cue.run else 1
            weight = cue.weight * (2 - 2 ** (1 - min(lines, 30))) / 2 ** min(times, 30)
            run, times = cue.run, times + lines
            found.append(Cue(weight, cue.kind, run, cue.anchor, cue.reopens))
        return found

    def _stops(self) -> bool:
        """Return whether most blocks of some words end as sentences do, or lead on."""
        all_of_them = [block for block in self.blocks if block.level is None and not block.rule]
        long = [one for one in all_of_them if one.span.end - one.span.start >= _LINE]
        counted = long if len(long) > 1 else all_of_them
        ended = sum(1 for one in counted if ends(self.text, one) or leads_on(self.text, one))
        return len(counted) > 1 and ended >= _LEAST_ENDED * len(counted)

    def _cue(self, place: int, block: Block) -> Cue:
        if self.known.get(place) == "footnote":
            return Cue(0.5, "footnote", "note")
        if says_end(self.text, block):
            self._under = "end" if self._declared else ""
            return Cue(6.0, "publisher")
        if block.level is not None:
            return self._heading(place, block)
        if block.listed and not self._is_line(block):
            return self._item(block)
        return self._line(place, block)

    def _is_line(self, block: Block) -> bool:
        """Return whether what looks like a mark begins a name or a date: "R. Holm", "3 May"."""
        mark = block.mark
        if mark is None or mark.small:
            return False
        if mark.family in WEAK:
            return not ends(self.text, block) and is_dateline(block.span.of(self.text))
        if not mark.lettered:
            return False
        before = self._last.get(mark.family, 0)
        self._last[mark.family] = mark.value
        return mark.value != before + 1 and not ends(self.text, block)

    def _open(self, what: Literal["names", "notes"]) -> None:
        """Keep what the lines below are, behind anything declared."""
        self._under = self._under or (what if self._declared else "")

    # --- headings and lists ----------------------------------------------------------------

    def _heading(self, place: int, block: Block) -> Cue:
        if is_about_the_text(block.span.of(self.text)):
            self._open("notes")
            return Cue(2.5, "publisher")
        if self._under != "end":
            self._under = ""
        last = place + 1 == len(self.blocks)
        return Cue(2.0 if last else -1.0, reopens=not last)

    def _item(self, block: Block) -> Cue:
        mark = block.mark
        if mark is None or mark.small:
            return self._listed(block) or Cue(-2.5)
        goes_on = mark.value == self._last.get(mark.family, mark.value) + 1
        if self._under and not mark.numbers_clauses:
            noted = self._noted.get(mark.family, 0)
            if mark.value == noted + 1 and (found := self._listed(block)) is not None:
                self._noted[mark.family] = mark.value
                return found
            self._under = "end" if self._under == "end" and not goes_on else ""
        self._last[mark.family] = mark.value
        if mark.family in WEAK and not goes_on:
            return Cue(self._sentence(block))
        return Cue(-6.0 if goes_on else -4.0, reopens=True)

    def _listed(self, block: Block) -> Cue | None:
        """Return the cue of an item under "Signed:" or "Notes:"."""
        if self._under == "names":
            unended = not ends(self.text, block) and _size(block.span.of(self.text)) <= _MOST_WORDS
            return Cue(1.0, "signature", "item") if unended else None
        return Cue(0.5, "publisher", "item") if self._under else None

    # --- lines without a mark --------------------------------------------------------------

    def _line(self, place: int, block: Block) -> Cue:
        words = block.span.of(self.text)
        found = (
            self._note(block, words)
            or self._signed(place, block, words)
            or self._reached(block, words)
        )
        if found is not None:
            self._announced = False
            return found
        if self._under in ("notes", "end") and not self._over_provisions(place):
            return Cue(0.0, "publisher")
        if not ends(self.text, block) and not leads_on(self.text, block):
            return self._unended(place, words)
        self._under, self._announced = "", announces(self.text, block)
        return Cue(self._sentence(block), "publisher")

    def _sentence(self, block: Block) -> float:
        return -_SENTENCE - _PER_WORD * _size(block.span.of(self.text))

    def _note(self, block: Block, words: str) -> Cue | None:
        about = is_about_the_text(words) and not ends(self.text, block)
        if about or is_published_note(self.text, block):
            if not ends(self.text, block) and _size(words) <= _MOST_WORDS:
                self._open("notes")
            return Cue(3.0, "publisher")
        return Cue(2.0, "publisher") if is_marked_note(self.text, block) else None

    def _signed(self, place: int, block: Block, words: str) -> Cue | None:
        ended = ends(self.text, block)
        formula = _FORMULA.match(words) if _size(words) <= _MOST_IN_FORMULA else None
        if formula is not None:
            return self._formula(block, words, sure=formula["sure"] is not None)
        if self._is_party(words):
            return self._party_line(words)
        if leads_on(self.text, block):
            return Cue(1.0, "signature", "party") if self._is_over_names(place, words) else None
        if _COLUMNS.search(words) and not ended and _size(words) <= _MOST_IN_PARTS:
            return Cue(2.0, "signature", "columns")
        if not ended and is_dateline(words):
            return Cue(2.0, "signature", "date")
        return Cue(2.0, "signature", "votes") if self._votes(words) else None

    def _of(self, block: Block) -> str:
        return block.span.of(self.text)

    def _votes(self, words: str) -> bool:
        """Return whether a line counts votes: "14 in favour, 1 abstention"."""
        short = _size(words) <= 2 * _MOST_WORDS
        return short and _VOTES.search(words) is not None and len(_NUMBER.findall(words)) > 1

    def _formula(self, block: Block, words: str, *, sure: bool) -> Cue:
        """Return the cue of "Done at …", "Signed by …:"; a sentence may begin so as well."""
        names = re.search(r"[:：]", words) is not None
        certain = is_formula(self.text, block)
        if not ends(self.text, block) and _size(words) <= _MOST_WORDS:
            self._open("names")
        weight = 5.0 if certain else 3.5 if sure or names else 2.0
        weight += 2.0 if self._votes(words) else 0.0
        if ends(self.text, block) and not certain and not names:
            weight -= _SENTENCE + _PER_WORD * _size(words)
        return Cue(weight, "signature", anchor=certain or sure)

    def _party_line(self, words: str) -> Cue:
        """Return the cue of a party, surer where several begin alike."""
        firsts = [line.split()[0] for line in words.splitlines()]
        alike = len({*firsts, self._party or firsts[0]}) == 1 < len(firsts) + bool(self._party)
        self._party = firsts[0]
        sure = alike or _FOR.match(words) is not None
        return Cue(3.0 if sure else 2.0, "signature", "party", anchor=sure)

    def _is_party(self, words: str) -> bool:
        """Return whether each line is "For Torvik: Ida Holm, minister", or names behind a colon."""
        lines = words.splitlines()
        found = [_PARTY.fullmatch(line.strip()) for line in lines]
        return all(
            one is not None
            and _size(line) <= 2 * _MOST_WORDS
            and (_are_names(one["names"]) or _FOR.match(one["whose"]) is not None)
            and (len(one["names"].split()) > 1 or not one["names"].rstrip().endswith((".", "。")))
            for one, line in zip(found, lines, strict=True)
        )

    def _is_over_names(self, place: int, words: str) -> bool:
        """Return whether a block is "For the Government of Torvik:", over whoever signs for it."""
        below = next((one for one in self.blocks[place + 1 : place + 3] if not one.rule), None)
        if below is not None and not (below.plain or _is_initial(below)):
            return False
        if below is not None and ends(self.text, below):
            return False
        if words.endswith((",", "،", "，")):
            return len(words.split()) <= _FEW and below is not None and _are_names(self._of(below))
        columns = words.count("\n") + 1 if _COLUMNS.search(words) else 1
        short = _size(words) <= columns * _MOST_WORDS
        return short and (columns > 1 or _FOR.match(words) is not None or bool(self._under))

    def _reached(self, block: Block, words: str) -> Cue | None:
        if _size(words) > _MOST_IN_NOTE:
            return None
        if _REACHED.search(words):
            return Cue(2.5, "publisher", "address")
        if _WEB.search(words) and not ends(self.text, block):
            return Cue(2.0, "publisher", "address")
        return Cue(3.0 + self._sentence(block), "publisher") if _REUSE.search(words) else None

    def _unended(self, place: int, words: str) -> Cue:
        if _size(words) > (1 + words.count("\n")) * _MOST_WORDS:
            return Cue(-1.0 - _PER_WORD * _size(words))
        if self._over_provisions(place):
            self._under = ""
            return Cue(-0.5, reopens=True)
        if self._announced and not self._under:
            return Cue(-1.0, "signature", "listed")
        if self._tells and len(words.split()) > 1 and _are_names(words):
            return Cue(2.0, "signature", "line")
        return Cue(1.5 if self._tells and not words[:1].islower() else 0.0, "signature", "line")

    def _over_provisions(self, place: int) -> bool:
        """Return whether a line is a heading: a number, an item or a sentence stands below it."""
        block = self.blocks[place]
        if not block.plain or not (block.apart or self.blocks[place - 1].rule) or not reads_as_title(self.text, block):
            return False
        below = next((one for one in self.blocks[place + 1 : place + 3] if not one.rule), None)
        if below is None or below.level is not None or self.known.get(place + 1) is not None:
            return below is not None and below.level is not None
        if below.mark is not None:
            return not _is_initial(below)
        if self._is_party(below.span.of(self.text)):
            return False
        return below.apart and ends(self.text, below) and _size(below.span.of(self.text)) > 3


def _is_initial(block: Block) -> bool:
    """Return whether a mark may be the initial of a name: "R. Holm"."""
    return block.mark is not None and block.mark.lettered and not block.mark.small


def _size(words: str) -> int:
    """Return how many words there are; two signs of a script without spaces count for one."""
    return len(words.split()) + len(_HAN.findall(words)) // 2


def _are_names(words: str) -> bool:
    """Return whether most words begin with a capital, small ones aside; other scripts may be."""
    some = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 1]
    large = [word for word in some if not word[0].islower()]
    small = [word for word in some if word[0].islower() and len(word) > 3]
    return len(some) > 0 and len(large) >= _LEAST_CAPITALS * (len(large) + len(small))
