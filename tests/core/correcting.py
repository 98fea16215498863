"""Corrections as a person makes them: each checked against the reading that the others led to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pressgap.core.correction import Correction, CorrectionKind, Wanted
from pressgap.core.model import Speaker, Transcript, TranscriptOptions
from pressgap.core.transcripts.anchoring import anchored, check_fits
from pressgap.core.transcripts.transcript import parse_transcript

NOTHING = TranscriptOptions()


def want(kind: CorrectionKind, **more: Any) -> Wanted:
    return Wanted(kind, **more)


def anchor(text: str, wanted: Wanted, options: TranscriptOptions = NOTHING) -> Correction:
    return anchored(text, parse_transcript(text, options), wanted)


def corrected(text: str, *wanted: Wanted, options: TranscriptOptions = NOTHING) -> Transcript:
    """Return the reading of a text after each of these corrections was made in turn."""
    return parse_transcript(text, made(text, *wanted, options=options))


def made(text: str, *wanted: Wanted, options: TranscriptOptions = NOTHING) -> TranscriptOptions:
    for each in wanted:
        correction = anchor(text, each, options)
        options = replace(options, corrections=(*options.corrections, correction))
        check_fits(text, parse_transcript(text, options), correction)
    return options


def labels(transcript: Transcript) -> list[str]:
    return [turn.label for turn in transcript.turns]


def said(text: str, transcript: Transcript) -> list[tuple[str, str]]:
    """Who says what, by the names of speakers."""
    return [(transcript.speaker(t.speaker).name, t.span.of(text)) for t in transcript.turns]


def roles(transcript: Transcript) -> dict[str, str]:
    return {speaker.name: speaker.role for speaker in transcript.speakers}


def named(transcript: Transcript, name: str) -> Speaker:
    return next(speaker for speaker in transcript.speakers if speaker.name == name)
