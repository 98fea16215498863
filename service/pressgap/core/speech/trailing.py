"""Where the speech ends and somebody else's text begins, after the last turn and before the first.

After the last label a transcript as published often goes on: an author's comments, a plea for
subscriptions, readers' comments. Clear cues make it commentary. A farewell alone does not: people
go on speaking after "thank you". What has neither cue is left undecided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.model import Span
from pressgap.core.speech.asking import on_one_line
from pressgap.core.text.lines import ends_sentence, line_spans, paragraph_spans
from pressgap.core.text.names import is_capitalised
from pressgap.core.text.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the speech ends, and the text after it: undecided, then certainly commentary."""

    end: int
    undecided: Span | None = None
    commentary: Span | None = None
    why: str = ""


_FURNITURE = re.compile(
    r"\b(?:please|consider|like|to|can|may)\b[^.!?]{0,40}\bsubscri(?:be|bing)\b|^subscribe\b|"
    r"\bsubscribe (?:to|now|here|for|below)\b|"
    r"\b(?:monthly|yearly|annual|paid)\b[^.!?]{0,30}\b(?:pledge|subscri|donation|support)|"
    r"\bpatreon\b|\bsubstack\b|\b(?:our|my|free|weekly) newsletter\b|\bmake a donation\b|"
    r"\bdonate (?:here|now|via|to support)\b|©|\bcopyright \d|\ball rights reserved\b|"
    r"\bshare this (?:post|article|story|page|with)\b|\bleave a (?:comment|reply)\b|"
    r"^\d+ (?:comments?|replies|likes|shares)\b|\bclick here\b|\bsign up (?:for|to|here)\b|"
    r"^(?:comments?|related|tags?|advertisement|discussion|read more|see also)\b.{0,30}$|"
    r"^(?:disclaimer|sources?|(?:(?:press|media) )?contacts?|notes? to editors|(?:press|media) "
    r"(?:office|enquiries|inquiries))\s*[:：]|^about (?:the|us|this|[A-Z]\w+)\b[^.!?]{0,40}$|"
    r"\bfor (?:further|more|additional) information,? (?:please )?(?:contact|visit|see|call|go)\b|"
    r"^(?:last )?(?:published|updated)\b[^.!?]{0,30}$|"
    r"\b[\w.+\-]{1,40}@[\w\-]{1,40}\.\w|\b(?:https?://|www\.)\w|\b(?:t[eé]l|phone|telefon|fax|"
    r"тел)\.?\s*:?\s*[+(]?\d|\badditional reporting\b|"
    r"\b(?:covers|writes (?:about|on)) [^.!?]{2,60} for (?:the|our)\b|"
    r"\bпри (?:использовании|перепечатке) материалов\b|\bссылка обязательна\b|"
    r"\bfollow us on\b|^posted (?:by|on|in)\b|\boriginally published\b|"
    r"^.{0,40}\b\d+ ?(?:h|d|m|hrs?|mins?|hours?|days?|minutes?) ago\b.{0,20}$|"
    r"\bподпи(?:шитесь|сывайтесь|ска на)\b|\bоставьте комментарий\b|\bاشترك\w* في\b|"
    r"\babonnez-vous\b|\bjetzt abonnieren\b|\bsuscr[ií]b(?:ete|ase)\b",
    re.IGNORECASE,
)
# Nobody at the table says these.
_WRITER = re.compile(
    r"\bIMH?O\b|\b(?i:(?:editor|author|translator|blogger)['’]s note|dear readers?|my readers)\b|"
    r"\b(?i:(?:emphasis|italics) (?:mine|added)|transcri(?:bed|pt) (?:by|from)|translated by)\b|"
    r"\b(?i:(?:this|the) (?:transcript|text|interview|conversation|recording) (?:has been|was|is)"
    r" (?:\w+ )?(?:made|prepared|produced|edited|abridged|condensed|shortened|translated|"
    r"transcribed|unofficial|provided|authori[sz]ed|approved|checked|recorded|conducted|"
    r"reproduced|published))\b|"
    r"^\W*(?i:the (?:press )?(?:conference|briefing|hearing|meeting|session|event|interview|call)"
    r" (?:was )?(?:ended|concluded|closed|adjourned|finished)(?: at)?)\b|"
    r"\b(?i:(?:machine|unofficial) (?:translation|transcript)|(?:this|my) (?:blog|post|column|"
    r"substack))\b"
)
# These they might, so it takes a break before them, or another cue.
_PERHAPS_WRITER = re.compile(
    r"\bpress corps?\b|\b(?:reporters?|journalists?|nobody|no one) (?:asked|failed to|"
    r"did(?:n['’]t| not) ask|never asked|could have asked|should have asked)\b|"
    r"\b(?:was|were) (?:not |never |only )?asked about\b|\b(?:this|my) (?:article|piece)\b|"
    r"\b(?:range|choice|quality) of (?:the )?questions|\bthe questions (?:were|was)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"]{1,2000}\"|“[^”]{1,2000}”|«[^»]{1,2000}»")


def _outside_quotes(said: str) -> str:
    return " ".join(_QUOTED.sub(" ", said).split())


_WE_OR_YOU = re.compile(
    r"\b(?:we|we['’]\w+|our|ours|us|you|you['’]\w+|your|yours|мы|нас|нам|наш\w*|вы|вас|вам|ваш\w*|"
    r"nous|notre|nos|vous|wir|uns|unser\w*|nosotros|nuestr\w+|نحن|لنا|لكم|لدينا|أنتم)\b|我们|你们|您",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|I['’]\w+|my|me|я|мне|меня|мой|моя|je|ich|yo|أنا|لي)\b|我")
_FAREWELL = re.compile(
    r"(?:(?:and|so|well|with that|once (?:again|more)|again)[,:]?\s+)*(?:"
    r"(?:thank you|thanks|many thanks|my thanks)(?:\s+(?:very|so|much|all|everyone|everybody|"
    r"again|to|"
    r"of|you|once|more|indeed|for|your|attention|coming|time|joining|us|today|being|here|and|good|"
    r"luck|goodbye|ladies|gentlemen|the|questions|questioners|a|lot)\b,?)*"
    r"|good\s?bye|bye(?:[- ]bye)?|good (?:luck|night|day)|all the best|have a (?:good|nice|great|"
    r"safe)\b.{0,40}"
    r"|see you\b.{0,40}|that(?:['’]s| is) (?:all|it|everything)\b.{0,40}|"
    r"(?:this|that) (?:concludes|ends)\b.{0,80}|(?:the (?:hearing|meeting|committee|session)|we) "
    r"(?:is|are|stands?) adjourned\b.{0,40}|you may (?:now )?disconnect\b.{0,20}"
    r"|(?:большое )?спасибо(?:\s+(?:большое|вам|всем|за\s+внимание))*|до свидания|"
    r"всего (?:доброго|хорошего)|удачи"
    r"|شكرا\w*(?:\s+(?:جزيلا\w*|لكم|لك))*|شكراً(?:\s+(?:جزيلاً|لكم|لك))*|مع السلامة|"
    r"merci(?: beaucoup| à tous)*|au revoir|vielen dank|danke(?: schön)?|"
    r"auf wiedersehen|(?:muchas )?gracias|adiós|谢谢(?:大家|各位)?|再见"
    r")(?:[\s.!…。！,]+(?:and |и |und |et |y )?(?:good\s?bye|good (?:night|day)|bye|до свидания|"
    r"всего доброго|au revoir|auf wiedersehen|adiós|再见|have a (?:good|nice|great|safe)\b.{0,40}|"
    r"see you\b.{0,40}|bonne (?:soirée|journée)|(?:einen )?schönen (?:tag|abend|nachmittag)|"
    r"buenas (?:tardes|noches)))?[\s.!…。！,]*",
    re.IGNORECASE,
)
# "Thank you all for coming, and mind the step.": takes leave as well where nothing comes after.
_TO_ALL = re.compile(
    r"(?:(?:and|so|well)[,]? )?(?:thank you|thanks)(?: very much| so much)?,? (?:all|everyone|"
    r"everybody|both|for (?:coming|joining|being|driving|listening|watching))\b.{0,80}|"
    r"(?:и )?спасибо\b.{0,40}\bвсем\b.{0,60}|vielen dank (?:ihnen|euch) allen\b.{0,60}|"
    r"merci à (?:tous|toutes)\b.{0,60}|gracias a tod[oa]s\b.{0,60}|grazie a tutti\b.{0,60}",
    re.IGNORECASE,
)
_IMPRINT = 20  # words
_IN_ITALICS = re.compile(r"[*_]{1,3}[^*_\n].{20,}[^*_\n][*_]{1,3}", re.DOTALL)  # a note below
_BREAK = re.compile(r"#{1,6}\s.*|[*_\-=~•·#—–\s]{1,40}")


def _is_farewell(text: str, paragraph: Span) -> bool:
    """Return whether a paragraph's last sentence takes leave or says thanks and no more."""
    tail = Span(max(paragraph.start, paragraph.end - 400), paragraph.end)
    sentences = sentence_spans(text, tail)
    said = on_one_line(text, sentences[-1]) if sentences else ""
    return takes_leave(said) or bool(_TO_ALL.fullmatch(said))


def takes_leave(sentence: str) -> bool:
    """Return whether a sentence takes leave or says thanks and no more."""
    return bool(_FAREWELL.fullmatch(sentence))


def tail_of(text: str, last: Span, absent: frozenset[str]) -> Tail:
    """Return where the last turn's speech ends.

    ``absent`` are folded names that the turn's speaker would not say, their own: a text that has
    them is about the speaker, not by the speaker.
    """
    paragraphs = list(_paragraphs(text, last))
    reading = _Reading(text, absent)
    for place, paragraph in enumerate(paragraphs):
        if reading.turns_to_commentary(paragraph, first=place == 0):
            return _tail(reading, last, paragraph)
    return _tail(reading, last, None)


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    """Paragraphs, and lines of marks, which a hard-wrapped text may set without blank lines."""
    for paragraph in paragraph_spans(text, span):
        lines = line_spans(text, paragraph)
        if len(lines) > 1 and any(_BREAK.fullmatch(line.of(text)) for line in lines):
            yield from (line for line in lines if line.start < line.end)
        else:
            yield paragraph


class _Reading:
    """What has been seen so far while reading the last turn paragraph by paragraph."""

    def __init__(self, text: str, absent: frozenset[str]) -> None:
        self.text = text
        self.absent = absent
        self.broken = False  # after a farewell or a rule, where somebody else may begin
        self.undecided: int | None = None  # nobody's so far, since the break
        self.doubtful: int | None = None  # "I" after the break: the speaker, or an author
        self.suspect: int | None = None  # about the speaker, but without a break before it
        self.end = 0  # of the last paragraph taken for speech

    def turns_to_commentary(self, paragraph: Span, *, first: bool) -> bool:
        """Read one paragraph; return whether it is certainly commentary."""
        said = paragraph.of(self.text)
        if _BREAK.fullmatch(said):
            self.broken = not first or self.broken
            return False
        plain = _outside_quotes(said)
        cues = _commentary_cues(plain, self.absent)
        sure = len(cues) > 1 or bool(_FURNITURE.search(plain) or _WRITER.search(plain))
        sure = sure or bool(_IN_ITALICS.fullmatch(said))
        if not first and (sure or (cues and self.broken) or self._is_imprint(paragraph, plain)):
            return True
        self._speech_or_doubt(paragraph, plain, bool(cues) and not first)
        return False

    def _is_imprint(self, paragraph: Span, plain: str) -> bool:
        """Return whether a line that is no sentence stands apart after one: an address, a list."""
        words = plain.split()
        if not 0 < len(words) <= _IMPRINT or ends_sentence(plain.rstrip(":")):
            return False
        said = self.text[max(0, self.end - 40) : self.end]
        apart = self.text[self.end : paragraph.start].count("\n") > 1
        named = [word for word in words if is_capitalised(word) or not word[:1].isalpha()]
        spaced = all(len(word) == 1 for word in words)  # "A P P E N D I X"
        ours = not spaced and (_WE_OR_YOU.search(plain) or _I.search(plain))
        return apart and ends_sentence(said) and 2 * len(named) >= len(words) and not ours

    def _speech_or_doubt(self, paragraph: Span, plain: str, cued: bool) -> None:
        ours, mine = bool(_WE_OR_YOU.search(plain)), bool(_I.search(plain))
        farewell = _is_farewell(self.text, paragraph)
        if self.broken and not (ours or mine or farewell):
            self.undecided = paragraph.start if self.undecided is None else self.undecided
            return
        if cued and not ours:
            self.suspect = paragraph.start if self.suspect is None else self.suspect
        elif ours:
            self.suspect = None
        if self.broken and not ours and not farewell:
            self.doubtful = paragraph.start if self.doubtful is None else self.doubtful
        elif ours:
            self.doubtful = None
        if ours or mine or farewell:
            self.undecided = None
        self.broken = farewell
        self.end = paragraph.end


def _tail(reading: _Reading, last: Span, commentary: Span | None) -> Tail:
    starts = [reading.undecided, reading.suspect]
    starts += [reading.doubtful] if commentary else []
    undecided = min((start for start in starts if start is not None), default=None)
    until = commentary.start if commentary else last.end
    end = min(reading.end or last.end, until, last.end if undecided is None else undecided)
    maybe = None if undecided is None else Span(undecided, until)
    certain = Span(commentary.start, last.end) if commentary else None
    return Tail(end, maybe, certain, _why(reading, commentary) if commentary else "")


def _why(reading: _Reading, commentary: Span) -> str:
    plain = _outside_quotes(commentary.of(reading.text))
    return " and ".join(_commentary_cues(plain, reading.absent)) or "lines that are no sentences"


def _commentary_cues(plain: str, absent: frozenset[str]) -> list[str]:
    """Return, in words, what shows that a text outside quotation marks is not the speaker's."""
    cues = ["subscription or comment furniture"] if _FURNITURE.search(plain) else []
    author = _WRITER.search(plain) or _PERHAPS_WRITER.search(plain)
    cues += ["an author who comments"] if author else []
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", plain) if not word.islower()}
    return cues + (["the speaker in the third person"] if words & absent else [])


def cues_in(text: str, paragraphs: Sequence[Span], absent: frozenset[str]) -> bool:
    """Return whether any of the paragraphs shows that the speaker does not say it."""
    return any(_commentary_cues(_outside_quotes(p.of(text)), absent) for p in paragraphs)


def may_be_speech(text: str, paragraphs: Sequence[Span], absent: frozenset[str]) -> bool:
    """Return whether unlabelled text before the first label could be somebody's speech."""
    if cues_in(text, paragraphs, absent):
        return False
    plain = [_outside_quotes(paragraph.of(text)) for paragraph in paragraphs]
    spoken = [piece for piece in plain if _WE_OR_YOU.search(piece) or _I.search(piece)]
    return bool(spoken) and 2 * len(spoken) >= len(plain)
