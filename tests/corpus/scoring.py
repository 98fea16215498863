"""How much of a transcript's expected structure the parser finds, and how much it makes up.

A transcript lies beside ``NAME.expected.json`` (see README.md here). Stretches of text are compared
by their first and last letter or digit, so that white space, punctuation and marks of emphasis at
their edges do not count; stage directions ("(Laughter.)", "[crosstalk]") at the edges of a turn do
not either.

- turns: same first and last word; consecutive turns of one speaker are one, on both sides.
- speakers, roles: the turn is found and its speaker's name is one of ``names`` (titles and case
  aside), or its speaker's role is the expected one. Both are counted by turn.
- exchanges: same first and last turn, without turns of a chair at either end, what stands before
  the first questioner's turn (a handing over may stand on either side), and closing words after
  the last exchange.
- questions: same last word, and the same first word or one of the two begins with lead-in words
  that the other leaves out: up to two ("And", "So then"), or up to eight that end in a comma, colon
  or dash ("On another matter, Minister,"). Several questions in one sentence are one, on both
  sides.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from pressgap.core.model import Role, Span, Transcript
from pressgap.core.text.names import parts
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import UnsupportedFormat
from pressgap.readers import read

MEASURES = ("turns", "speakers", "roles", "exchanges", "questions")
CORPUS = Path(__file__).parent
_LEAD_IN = 8  # words at most
_OPENERS, _CLOSERS = "([（【", ")]）】"
_DIRECTION = 120  # characters at most
_EMPHASIS = "*_ \t\r\n"
_TRAILING = _EMPHASIS + ".-–—"
_STOPS = ".!?…؟。！？।"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one measure; ratios are 1 where there is nothing to find."""

    hits: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.hits + other.hits, self.found + other.found, self.expected + other.expected
        )

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return self.hits / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        """Return the share of what is there that was found."""
        return self.hits / self.expected if self.expected else 1.0


Score = Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Piece:
    """A turn as it is compared: extent, who speaks, under which names and in which role."""

    extent: Span
    speaker: str
    names: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Structure:
    """Turns, exchanges (first and last place in ``turns``) and the extents of questions."""

    turns: tuple[Piece, ...]
    exchanges: tuple[tuple[int, int], ...]
    questions: tuple[Span, ...]


def transcripts(corpus: Path = CORPUS) -> list[Path]:
    """Return every transcript of the corpus that has an expected structure."""
    found = sorted(corpus.glob("*/transcripts/*"))
    return [path for path in found if path.suffix != ".json" and _expected_path(path).is_file()]


def _expected_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}.expected.json")


def expectation(path: Path) -> Mapping[str, Any]:
    """Return the expected structure of a file."""
    found: Mapping[str, Any] = json.loads(_expected_path(path).read_text(encoding="utf-8"))
    return found


def text_of(path: Path) -> str | None:
    """Return the text of a file, or None where its format has no reader."""
    try:
        text = read(path.read_bytes(), name=path.name, max_chars=1_000_000).text
    except UnsupportedFormat:
        return None
    return None if path.suffix in (".vtt", ".srt") and "-->" in text else text


def score(path: Path) -> Score | None:
    """Return the scores of one transcript, or None where its format has no reader."""
    text = text_of(path)
    if text is None:
        return None
    wanted = expected_structure(text, expectation(path))
    return compared(text, wanted, found_structure(text, parse_transcript(text)))


def total(scores: Sequence[Score]) -> Score:
    """Return the sum of scores."""
    return {name: sum((one[name] for one in scores), Tally()) for name in MEASURES}


def expected_structure(text: str, expected: Mapping[str, Any]) -> Structure:
    """Return the structure of an expectation, with its words found in the text.

    Raises ``ValueError`` for words that are not there.
    """
    letters = _Letters.of(text)
    at, turns = 0, []
    for key, first, last in expected["turns"]:
        start = letters.find(first, at).start
        at = letters.find(last, start, whole=False).end
        speaker = expected["speakers"][key]
        extent = without_directions(text, _with_brackets(text, Span(start, at)))
        turns.append(Piece(extent, key, tuple(speaker["names"]), speaker["role"]))
    at, questions = 0, []
    for question in expected["questions"]:
        questions.append(letters.find_question(question, at))
        at = questions[-1].end
    pairs = tuple((first, last) for first, last in expected["exchanges"])
    return Structure(tuple(turns), pairs, tuple(questions))


def found_structure(text: str, transcript: Transcript) -> Structure:
    """Return what the parser found, as it is compared."""
    turns = []
    for turn in transcript.turns:
        speaker = transcript.speaker(turn.speaker)
        extent = without_directions(text, turn.span)
        turns.append(Piece(extent, speaker.id, (speaker.name,), speaker.role))
    exchanges = transcript.exchanges
    return Structure(
        tuple(turns),
        tuple((exchange.turns[0] - 1, exchange.turns[-1] - 1) for exchange in exchanges),
        tuple(_worded(text, q.span) for exchange in exchanges for q in exchange.questions),
    )


def compared(text: str, expected: Structure, found: Structure) -> Score:
    """Return the tallies of all measures."""
    wanted = {piece.extent: piece for piece in _merged(expected.turns)}
    pieces = _merged(found.turns)
    met = [(piece, wanted[piece.extent]) for piece in pieces if piece.extent in wanted]
    return {
        "turns": Tally(len(met), len(pieces), len(wanted)),
        "speakers": Tally(
            sum(_one_of(piece.names[0], other.names) for piece, other in met),
            len(pieces),
            len(wanted),
        ),
        "roles": Tally(
            sum(piece.role == other.role for piece, other in met), len(pieces), len(wanted)
        ),
        "exchanges": _exchanges(expected, found),
        "questions": _questions(text, expected.questions, found.questions),
    }


def _merged(turns: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for turn in turns:
        if kept and kept[-1].speaker == turn.speaker:
            extent = Span(kept[-1].extent.start, turn.extent.end)
            kept[-1] = Piece(extent, turn.speaker, turn.names, turn.role)
        else:
            kept.append(turn)
    return kept


def _one_of(name: str, names: Sequence[str]) -> bool:
    return _plain(name) in {_plain(each) for each in names}


def _plain(name: str) -> tuple[str, ...]:
    words = name.casefold().strip(" .:*").split()
    return parts(name) or tuple(word for word in words if word != "the")


def _exchanges(expected: Structure, found: Structure) -> Tally:
    chairs = {piece.extent for piece in expected.turns if piece.role == "chair"}
    others = {piece.extent for piece in expected.turns} - chairs
    chairs |= {p.extent for p in found.turns if p.role == "chair" and p.extent not in others}
    chairs |= _handing_over(expected)
    wanted = _bounds(expected, chairs)
    closing = _closing(expected)
    given = {Span(e.start, min(e.end, closing)) for e in _bounds(found, chairs)}
    return Tally(len(wanted & given), len(found.exchanges), len(expected.exchanges))


def _handing_over(expected: Structure) -> set[Span]:
    """Return the turns at an exchange's edges in which nobody asks, but gives others the floor.

    Before the first questioner's turn these are anybody's; else turns without a question of
    questioners other than who asks here: a member who presides.
    """
    found: set[Span] = set()
    for first, last in expected.exchanges:
        turns = expected.turns[first : last + 1]
        if any(turn.role == "questioner" for turn in turns):
            found |= {turn.extent for turn in takewhile(lambda t: t.role != "questioner", turns)}
        asking = [turn for turn in turns if _asks_in(turn, expected.questions)]
        for side in (turns, turns[::-1]):
            found |= {turn.extent for turn in _presiding(side, asking)}
    return found


def _asks_in(turn: Piece, questions: Sequence[Span]) -> bool:
    asked = any(turn.extent.start <= q.start < turn.extent.end for q in questions)
    return turn.role == "questioner" and asked


def _presiding(turns: Sequence[Piece], asking: Sequence[Piece]) -> Iterator[Piece]:
    return takewhile(lambda turn: _presides(turn, asking), turns)


def _presides(turn: Piece, asking: Sequence[Piece]) -> bool:
    """Return whether a questioner only gives the floor in an exchange, which is another's."""
    others = [piece for piece in asking if piece.speaker != turn.speaker]
    return turn.role == "questioner" and len(others) == len(asking) > 0


def _closing(expected: Structure) -> int:
    """Return where the last exchange ends that has an answer: closing words may follow."""
    first, last = expected.exchanges[-1] if expected.exchanges else (0, -1)
    answered = any(turn.role == "principal" for turn in expected.turns[first : last + 1])
    return expected.turns[last].extent.end if answered else expected.turns[-1].extent.end


def _bounds(structure: Structure, chairs: AbstractSet[Span]) -> set[Span]:
    found = set()
    for first, last in structure.exchanges:
        extents = [piece.extent for piece in structure.turns[first : last + 1]]
        kept = [extent for extent in extents if extent not in chairs] or extents
        found.add(Span(kept[0].start, kept[-1].end))
    return found


def _questions(text: str, expected: Sequence[Span], found: Sequence[Span]) -> Tally:
    wanted, given = _by_sentence(text, expected), _by_sentence(text, found)
    free = {question.end: question for question in wanted}
    hits = 0
    for question in given:
        other = free.get(question.end)
        if other is not None and _only_lead_in(text, question.start, other.start):
            del free[question.end]
            hits += 1
    return Tally(hits, len(given), len(wanted))


def _by_sentence(text: str, questions: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for question in questions:
        between = text[kept[-1].end : question.start] if kept else ""
        if kept and not set(between) & set(_STOPS) and "\n\n" not in between:
            kept[-1] = Span(kept[-1].start, question.end)
        else:
            kept.append(question)
    return kept


def _only_lead_in(text: str, one: int, other: int) -> bool:
    between = text[min(one, other) : max(one, other)].strip()
    words = len(between.split())
    return words <= 2 or (words <= _LEAD_IN and between[-1] in ",،、，:：–—-")


def without_directions(text: str, span: Span) -> Span:
    """Return the extent of a turn without stage directions and punctuation at its ends."""
    inner = span
    while (cut := _cut_once(text, inner)) != inner:
        inner = cut
    if not any(map(str.isalnum, inner.of(text))):
        inner = span
    return _worded(text, inner)


def _with_brackets(text: str, span: Span) -> Span:
    """Return a stretch with the bracket and stops just before its first and after its last word."""
    start, end = span.start, span.end
    while start and text[start - 1] in _OPENERS:
        start -= 1
    while end < len(text) and (text[end] in _CLOSERS or text[end] in ".!?"):
        end += 1
    return Span(start, end)


def _cut_once(text: str, span: Span) -> Span:
    said = span.of(text)
    start = span.start + len(said) - len(said.lstrip(_EMPHASIS))
    end = max(start, span.start + len(said.rstrip(_TRAILING)))
    if start < end and text[start] in _OPENERS:
        closed = min(_closings(text, start, end), default=-1)
        start = start if closed < 0 else closed + 1
    elif start < end and text[end - 1] in _CLOSERS:
        opened = max((text.rfind(mark, start, end) for mark in _OPENERS), default=-1)
        end = opened if start <= opened and end - opened <= _DIRECTION else end
    return Span(start, end)


def _closings(text: str, start: int, end: int) -> Iterator[int]:
    for mark in _CLOSERS:
        at = text.find(mark, start, min(end, start + _DIRECTION))
        if at >= 0:
            yield at


def _worded(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _as_marked(text: str, span: Span, words: str) -> bool:
    """Return whether a stretch ends in the mark that ``words`` end in, where they end in one."""
    mark = words.rstrip()[-1:]
    return mark.isalnum() or text[span.end :].lstrip()[:1] == mark


@dataclass(frozen=True, slots=True)
class _Letters:
    """A text's letters and digits alone, with where each stands."""

    text: str
    letters: str
    places: list[int] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> _Letters:
        places = [place for place, letter in enumerate(text) if letter.isalnum()]
        return cls(text, "".join(text[place] for place in places), places)

    def find(self, words: str, start: int, *, whole: bool = True) -> Span:
        """Return the first place of ``words`` from ``start`` on; ``whole``: it begins a word."""
        wanted = "".join(letter for letter in words if letter.isalnum())
        at = next((i for i, place in enumerate(self.places) if place >= start), len(self.places))
        while (at := self.letters.find(wanted, at)) >= 0:
            span = Span(self.places[at], self.places[at + len(wanted) - 1] + 1)
            begins = not whole or not self.text[max(0, span.start - 1) : span.start].isalnum()
            if begins and (whole or not self.text[span.end : span.end + 1].isalnum()):
                return span
            at += 1
        raise ValueError(f"not in the text from {start} on: {words!r}")

    def find_question(self, words: str, start: int) -> Span:
        """Return the first place of ``words`` that ends in their mark: an answer may say the same.

        Where none does, the first place.
        """
        found = first = self.find(words, start)
        while not _as_marked(self.text, found, words):
            try:
                found = self.find(words, found.end)
            except ValueError:
                return first
        return found
