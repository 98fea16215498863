"""Whether somebody was called before a turn or is spoken to after it, and who.

A capitalised word at a turn's end need be no name: it is believed where a chair says it in full,
where it is somebody's who spoke before, or where the text has it only where somebody is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.model import Span
from pressgap.core.speech.addressed import spoken_to
from pressgap.core.speech.asking import asks, on_one_line
from pressgap.core.speech.floor_words import points_at
from pressgap.core.speech.questions import Asked
from pressgap.core.text.names import may_be_one, parts
from pressgap.core.transcripts.given_floor import Call, call_in, may_be_meant
from pressgap.core.transcripts.moves import Move, is_call
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_TWICE = 2
_COMPARED_AT_MOST = 128  # turns before in which somebody spoke
_CALLED_AT_MOST = 64  # single names looked up in the whole text
_CALLING = re.compile(
    r"(?:\A|[^\w\s]\s*|\n\s*|\b(?:and|then|with|to|thank you|thanks|yes|no|okay|ok|uh|um|well|"
    r"now|is|hi|hello|i see|let me finish|listen|look|sorry|"
    r"oui|non|merci|bonjour|bonsoir|et|puis|à|pour|monsieur|madame|mme|ja|nein|danke|und|dann|an|"
    r"bitte|herrn?|frau|nun|sí|gracias|hola|y|para|señora?|grazie|sì|prego|signora?|"
    r"да|нет|спасибо|пожалуйста|и|госпожа|господин|mr|mrs|ms|dr|"
    r"from|for|please|here['’]s)\s+)\Z",
    re.IGNORECASE,
)
_CALLED_ON = re.compile(
    r"\s+(?:again|please|first|next|and then|here|has (?:a|one|another|the)\b|noch|encore|bitte)\b",
    re.IGNORECASE,
)
_OUTLET = 4  # signs of its name
_CALL = 2  # words of a sentence that only calls


@dataclass(slots=True)
class Calls:
    """What turns say of who is to speak; ``people`` may be changed by who reads them.

    ``absent`` are folded words that nobody is called by here; ``presided``: a chair gives the
    floor to those who ask.
    """

    text: str
    turns: Sequence[Said]
    people: Sequence[Person]
    moves: Sequence[Move]
    asked: Sequence[Sequence[Asked]]
    absent: frozenset[str]
    presided: bool
    called: dict[str, bool] = field(default_factory=dict)

    def before(self, place: int, holder: Person | None) -> Call | None:
        """Return who was called by name just before a turn; the holder is only spoken to."""
        before = self.people[place - 1] if place else None
        if before is None or before.role == "questioner":
            return None
        sentences = self.turns[place - 1].sentences
        call = call_in(
            self.text,
            sentences,
            self.absent,
            presides=before.role == "chair",
            answers=self._asked_at(place - 2),
        )
        if call is None or not self._is_believed(call, before, place):
            return self._call_by_outlet(place)
        addressed = holder is not None and is_called(holder, call.name)
        return None if addressed and len(call.name.split()) < 2 else call

    def answered_by_name(self, place: int) -> Call | None:
        """Return whom the answer speaks to by name, where that is whoever asked."""
        if place + 1 >= len(self.turns) or self.people[place + 1].role == "questioner":
            return None
        sentences = self.turns[place + 1].sentences
        calls = place + 2 < len(self.turns) and self.people[place + 2].role == "questioner"
        for name, sentence in spoken_to(self.text, sentences):
            ends = sentence == sentences[-1]
            alone = len(on_one_line(self.text, sentence).split()) <= _CALL
            given = ends and calls and (alone or self._calls(sentences, name))
            if not given and may_be_meant(name, self.absent) and self._only_called(name):
                return Call(name)
        return None

    def _calls(self, sentences: Sequence[Span], name: str) -> bool:
        call = call_in(self.text, sentences, self.absent, presides=False, answers=True)
        return len(sentences) > 1 and call is not None and call.name == name

    def _is_believed(self, call: Call, caller: Person, place: int) -> bool:
        """Return whether a name is somebody's who is called, and no other word at a turn's end.

        Where a chair gives the floor, whoever answers seldom does: "I have told her. Write."
        """
        if call.sure or (caller.role == "chair" and len(call.name.split()) > 1):
            return True
        before = self.people[max(0, place - _COMPARED_AT_MOST) : place]
        if any(is_called(p, call.name) for p in before if p.role == "questioner"):
            return True
        once = self.presided and caller.role != "chair" and self.text.count(call.name) < _TWICE
        return not once and self._only_called(call.name)

    def _only_called(self, name: str) -> bool:
        """Return whether the text has a name only where somebody is called out to.

        What else ends a turn in a capital is matter: "We signed with one country. Norway."
        """
        if name not in self.called:
            full = len(self.called) >= _CALLED_AT_MOST
            others = rf"(?<![\w’'\-]){re.escape(name)}(?![\w\-])"
            self.called[name] = not full and not any(
                _is_matter(self.text, found) for found in re.finditer(others, self.text)
            )
        return self.called[name]

    def _call_by_outlet(self, place: int) -> Call | None:
        """Return the call of somebody who asked before: "The lady of the Daily Post again."."""
        said = " ".join(
            on_one_line(self.text, sentence) for sentence in self.turns[place - 1].sentences[-2:]
        )
        for person in reversed(self.people[max(0, place - _COMPARED_AT_MOST) : place]):
            outlet = (person.outlet or "").strip("《》")
            if person.introduced and len(outlet) >= _OUTLET and outlet in said:
                return Call(person.introduced, person.outlet)
        return None

    def given_before(self, place: int) -> bool:
        """Return whether the floor was given to anybody just before a turn."""
        if not place or self.people[place - 1].role == "questioner":
            return False
        move = self.moves[place - 1]
        if move.calls or (move.floor and not move.asks):
            return True
        said = [on_one_line(self.text, s) for s in self.turns[place - 1].sentences[-2:]]
        presides = self.people[place - 1].role == "chair" and not self._asked_at(place - 2)
        return presides or any(is_call(s, frozenset()) or points_at(s) for s in said)

    def _asked_at(self, place: int) -> bool:
        """Return whether a turn ends in something asked, were it a courtesy."""
        if place < 0 or self.people[place].role != "questioner":
            return False
        sentences = self.turns[place].sentences[-1:]
        return bool(self.asked[place]) or any(asks(on_one_line(self.text, s)) for s in sentences)


def is_called(person: Person, name: str) -> bool:
    """Return whether a name that is called is the one somebody is known by."""
    own = person.introduced or person.called or ""
    first = len(parts(name)) == 1 and parts(name) == parts(own)[:1]
    return bool(own) and (first or may_be_one(own, name))


def _is_matter(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 16) : found.start()]
    after = text[found.end() : found.end() + 16]
    surname_follows = after[:1] == " " and after[1:2].isupper()
    apart = not after[:2].strip() or not after.strip()[0].isalnum() or surname_follows
    apart = apart or bool(_CALLED_ON.match(after))
    return not (_CALLING.search(before) and apart)
