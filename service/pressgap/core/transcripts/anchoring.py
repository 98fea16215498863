"""What a person wants corrected → a correction anchored in the text, checked against a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.correction import (
    KINDS,
    MAX_NAME,
    ROLE_WORDS,
    Correction,
    Wanted,
    role_named,
)
from pressgap.core.labels.label import label_key
from pressgap.core.labels.label_words import as_label
from pressgap.core.model import Span, Speaker, Transcript, Turn
from pressgap.core.text.places import Places, label_place, turn_at, turn_on
from pressgap.core.transcripts.correction_words import misfit_warning
from pressgap.errors import BadSettings

_SHOWN = 20
# What each kind needs besides whom or what it is about; "?" where it may be left out.
_VALUES = {"role": "a role", "name": "a name", "outlet": "?", "turn": "a label", "split": "?"}


def anchored(text: str, transcript: Transcript, wanted: Wanted) -> Correction:
    """Return the correction that is wanted of a reading.

    Raises ``BadSettings`` for a label, line, speaker or role that there is not, naming what there
    is, and for a correction that lacks something or holds what its kind does not take.
    """
    _check(wanted)
    return _Anchoring(text, transcript).anchored(wanted)


def check_fits(text: str, transcript: Transcript, correction: Correction) -> None:
    """Raise ``BadSettings`` where a correction changed nothing in the reading made with it."""
    unread = correction.kind == "turn" and (
        correction.at is None or turn_at(text, transcript, correction.at) is None
    )
    if unread or misfit_warning(text, correction) in transcript.warnings:
        raise BadSettings(
            misfit_warning(text, correction).removesuffix(" and is passed over")
            + ": no speech stands there, or it lies outside the lines given as speech"
        )


def _check(wanted: Wanted) -> None:
    kind, value = wanted.kind, wanted.value
    if kind not in KINDS:
        raise BadSettings(f"{kind!r} is no kind of correction; kinds are {', '.join(KINDS)}")
    about = [each for each in (wanted.speaker, wanted.line, wanted.at) if each is not None]
    if len(about) != 1:
        raise BadSettings(f"a correction of kind {kind} names one speaker, line or place")
    if kind not in _VALUES and value is not None:
        raise BadSettings(f"a correction of kind {kind} takes no value, not {value!r}")
    if _VALUES.get(kind, "?") != "?" and not (value or "").strip():
        raise BadSettings(f"a correction of kind {kind} needs {_VALUES[kind]}")
    if value is not None and (len(value) > MAX_NAME or not value.isprintable()):
        raise BadSettings(f"{value[:40]!r}: at most {MAX_NAME} characters, all on one line")
    into = [each for each in (wanted.into, wanted.into_line) if each is not None]
    if kind == "merge" and len(into) != 1:
        raise BadSettings("a correction of kind merge names one speaker or line to merge into")
    if kind not in ("merge", "split") and into:
        raise BadSettings(f"a correction of kind {kind} is into nobody; merge and split are")
    if kind == "split" and len(into) + (value is not None) > 1:
        raise BadSettings("a correction of kind split is into one speaker: give one name or line")


@dataclass(frozen=True, slots=True)
class _Who:
    """A speaker as a correction names them: by a label, or by where a turn of theirs begins."""

    label: str | None
    at: int | None
    speakers: tuple[Speaker, ...]


class _Anchoring:
    def __init__(self, text: str, transcript: Transcript) -> None:
        self.text = text
        self.places = Places(text)
        self.transcript = transcript

    def anchored(self, wanted: Wanted) -> Correction:
        """Return the correction."""
        match wanted.kind:
            case "first_line" | "last_line":
                return Correction(wanted.kind, at=self._line_start(wanted))
            case "turn":
                value = " ".join((wanted.value or "").split())
                return Correction("turn", at=self._speech_on(wanted), value=value)
            case "not_a_turn" | "nobody":
                return Correction(wanted.kind, at=self._place(self._turn(wanted)))
            case "split":
                return self._split(wanted)
        who = self._who(wanted.speaker, wanted.line, wanted.at, one=wanted.kind != "role")
        if wanted.kind == "merge":
            return self._merge(who, self._who(wanted.into, wanted.into_line, None, one=True))
        return Correction(wanted.kind, who.label, who.at, self._value(wanted))

    def _value(self, wanted: Wanted) -> str | None:
        value = " ".join((wanted.value or "").split()) or None
        if wanted.kind != "role":
            return value
        role = role_named(value or "")
        if role is None:
            raise BadSettings(f"{value!r} is no role; roles are {', '.join(ROLE_WORDS)}")
        return role

    def _merge(self, who: _Who, into: _Who) -> Correction:
        if set(who.speakers) == set(into.speakers):
            raise BadSettings(
                f"{who.speakers[0].name!r} and {into.speakers[0].name!r} are one speaker already"
            )
        return Correction("merge", who.label, who.at, None, into.label, into.at)

    def _split(self, wanted: Wanted) -> Correction:
        value = " ".join((wanted.value or "").split()) or None
        if wanted.speaker is None:
            turn = self._turn(wanted)
            label, at = None, self._place(turn)
            own = [self.transcript.speaker(turn.speaker)]
            alone = sum(each.speaker == turn.speaker for each in self.transcript.turns) == 1
        else:
            label, at = self._label(wanted.speaker), None
            own = self._labelled(label)
            alone = len(own) == 1 and len(own[0].labels) == 1
        into = self._into(wanted, own) or self._other(value, own)
        if alone and value is None and into is None:
            raise BadSettings(
                f"{own[0].name!r} has that label or turn alone, nothing can be split off: give the "
                "line of one turn, or a name too"
            )
        if into is not None:
            return Correction("split", label, at, None, into.label, into.at)
        return Correction("split", label, at, value)

    def _into(self, wanted: Wanted, own: Sequence[Speaker]) -> _Who | None:
        """Return the speaker whose words they are said to be, if one is named for that."""
        if wanted.into is None and wanted.into_line is None:
            return None
        into = self._who(wanted.into, wanted.into_line, None, one=True)
        if list(into.speakers) == list(own):
            raise BadSettings(f"{own[0].name!r} says that already")
        return into

    def _other(self, name: str | None, own: Sequence[Speaker]) -> _Who | None:
        """Return the speaker of that name, if there is one besides those of ``own``."""
        if name is None:
            return None
        found = [each for each in self._named(name) if each not in own]
        return self._anchor(found[0]) if len(found) == 1 else None

    # --- speakers --------------------------------------------------------------------------

    def _who(self, name: str | None, line: int | None, at: int | None, *, one: bool) -> _Who:
        if name is None:
            turn = self._turn(Wanted("role", line=line, at=at))
            who = self._anchor(self.transcript.speaker(turn.speaker))
            return who if who.label else _Who(None, self._place(turn), who.speakers)
        found = self._named(name)
        labelled = self._labelled(name)
        if len(found) == 1:
            return self._anchor(found[0])
        if not found:
            raise self._nobody(name)
        if one or found != labelled:
            turns = [self._first_turn(each) for each in found[:_SHOWN]]
            lines = ", ".join(
                f"{each.name} at line {self.places.line(self._place(turn))}"
                for each, turn in zip(found, turns, strict=False)
            )
            raise BadSettings(f"{name!r} may be several speakers ({lines}): give a line instead")
        return _Who(self._label(name), None, tuple(found))

    def _named(self, name: str) -> list[Speaker]:
        """Return who goes by a label or a name; else whose id it is."""
        key = label_key(name)
        by_label = self._labelled(name)
        by_name = [each for each in self.transcript.speakers if label_key(each.name) == key]
        by_id = [each for each in self.transcript.speakers if each.id == name]
        if len(by_label) > 1 and len(by_name) == 1 and as_label(name, Span(0, 0)).name is not None:
            return by_name  # the label of others was split off, or theirs was
        return by_label or by_name or by_id

    def _labelled(self, label: str) -> list[Speaker]:
        key = label_key(label)
        return [
            speaker
            for speaker in self.transcript.speakers
            if key in {label_key(each) for each in speaker.labels}
        ]

    def _anchor(self, speaker: Speaker) -> _Who:
        """Name a speaker by a label that is theirs alone, else by their first turn."""
        label = next((e for e in speaker.labels if self._labelled(e) == [speaker]), None)
        at = self._place(self._first_turn(speaker)) if label is None else None
        return _Who(label, at, (speaker,))

    def _label(self, name: str) -> str:
        """Return the label as it is printed."""
        key = label_key(name)
        for turn in self.transcript.turns:
            if label_key(turn.label) == key:
                return turn.label
        raise self._nobody(name)

    def _nobody(self, name: str) -> BadSettings:
        speakers = self.transcript.speakers
        shown = "; ".join(
            each.name + (f" [{', '.join(each.labels)}]" if each.labels != (each.name,) else "")
            for each in speakers[:_SHOWN]
        )
        more = f"; and {len(speakers) - _SHOWN} more" if len(speakers) > _SHOWN else ""
        return BadSettings(
            f"no speaker has the label or name {name!r}; there are (labels in brackets): "
            f"{shown}{more}"
        )

    def _first_turn(self, speaker: Speaker) -> Turn:
        return next(turn for turn in self.transcript.turns if turn.speaker == speaker.id)

    # --- places ----------------------------------------------------------------------------

    def _place(self, turn: Turn) -> int:
        return label_place(self.text, turn)

    def _line_start(self, wanted: Wanted) -> int:
        if wanted.at is not None:
            return self._inside(wanted.at)
        line = wanted.line
        if line is None or not 1 <= line <= len(self.places.lines):
            raise BadSettings(
                f"line {line}: the text has lines 1 to {len(self.places.lines)}"
                if line is not None
                else f"a correction of kind {wanted.kind} names a line"
            )
        return self.places.lines[line - 1].start

    def _inside(self, at: int) -> int:
        if not 0 <= at < len(self.text):
            raise BadSettings(f"at {at}: the text has the places 0 to {len(self.text) - 1}")
        return at

    def _speech_on(self, wanted: Wanted) -> int:
        """Return where the words on a line begin, or from a place on."""
        start = self._line_start(wanted)
        line = self.places.lines[self.places.line(start) - 1]
        words = self.text[start : line.end]
        if not any(map(str.isalnum, words)):
            raise BadSettings(f"line {self.places.line(start)} holds no words from there on")
        return start + len(words) - len(words.lstrip())

    def _turn(self, wanted: Wanted) -> Turn:
        """Return the turn that begins on a line or at a place."""
        start = self._line_start(wanted)
        line = self.places.line(start)
        found = (
            turn_on(self.places, self.transcript.turns, line)
            if wanted.at is None
            else turn_at(self.text, self.transcript, start)
        )
        if found is None:
            raise BadSettings(f"no turn begins at line {line}; {self._near(line)}")
        return found

    def _near(self, line: int) -> str:
        """Say where the turns before and after a line begin."""
        starts = [(self.places.line(self._place(turn)), turn) for turn in self.transcript.turns]
        before = [each for each in starts if each[0] < line][-1:]
        after = [each for each in starts if each[0] > line][:1]
        near = [f"line {number} ({turn.label!r})" for number, turn in before + after]
        return f"the nearest turns begin at {' and '.join(near)}"
