"""What of a reading a person gave: which facts of which speakers, and which turns."""

from __future__ import annotations

from collections.abc import Iterable

from pressgap.core.correction import Correction
from pressgap.core.labels.label import label_key
from pressgap.core.model import Speaker, Transcript, TranscriptOptions, Turn
from pressgap.core.text.places import turn_at


class Given:
    """What a person gave: facts of speakers by id, and turns by number."""

    def __init__(self, text: str, transcript: Transcript, options: TranscriptOptions) -> None:
        self.text = text
        self.transcript = transcript
        self.of_speaker: dict[str, set[str]] = {}
        self.turns: set[int] = set()
        for label, _ in options.speakers:
            self._note("role", self._speakers(label, None))
        if options.principal is not None:
            self._note("role", self._speakers(options.principal, None))
        for correction in options.corrections:
            self._take(correction)

    def _take(self, correction: Correction) -> None:
        speakers = self._speakers(correction.label, correction.at)
        match correction.kind:
            case "role" | "principal":
                self._note("role", speakers)
            case "name" | "outlet":
                self._note(correction.kind, speakers)
            case "merge":
                self._note("labels", speakers)
            case "split":
                self._note("labels", speakers)
                self._note("name", speakers if correction.value else ())
                self._mark(correction.at)
            case "turn":
                self._mark(correction.at)
            case _:
                pass

    def _mark(self, at: int | None) -> None:
        found = None if at is None else turn_at(self.text, self.transcript, at)
        self.turns |= {found.number} if found else set()

    def _note(self, fact: str, speakers: Iterable[Speaker]) -> None:
        for speaker in speakers:
            self.of_speaker.setdefault(speaker.id, set()).add(fact)

    def _speakers(self, label: str | None, at: int | None) -> list[Speaker]:
        if at is not None:
            found: Turn | None = turn_at(self.text, self.transcript, at)
            return [self.transcript.speaker(found.speaker)] if found else []
        key = label_key(label or "")
        return [
            each
            for each in self.transcript.speakers
            if key in {label_key(name) for name in (*each.labels, each.name)}
        ]
