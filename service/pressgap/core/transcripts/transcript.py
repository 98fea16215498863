"""A transcript's text → turns, speakers, exchanges, questions, and what nobody said."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.labels.introductions import Introduction
from pressgap.core.labels.labels import read_labels
from pressgap.core.model import Aside, Span, Transcript, TranscriptOptions, Turn
from pressgap.core.speech.asking import on_one_line
from pressgap.core.speech.questions import Asked, questions
from pressgap.core.text.names import parts
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.bare_answers import merge_bare_answers
from pressgap.core.transcripts.bylines import name_interviewer
from pressgap.core.transcripts.corrected_labels import correct_labels
from pressgap.core.transcripts.corrected_people import correct_people, foresee_roles
from pressgap.core.transcripts.correction_words import misfit_warning
from pressgap.core.transcripts.dashes import in_dashes
from pressgap.core.transcripts.doubts import doubts
from pressgap.core.transcripts.exchanges import Draft, exchanges, name_follow_ups
from pressgap.core.transcripts.full_names import tell_full_names
from pressgap.core.transcripts.moves import gives_floor
from pressgap.core.transcripts.named_offices import name_by_office
from pressgap.core.transcripts.nameless import name_the_nameless
from pressgap.core.transcripts.overrule import apply_roles, named_labels, speech_bounds, with_bounds
from pressgap.core.transcripts.refusals import refuse_without_speech
from pressgap.core.transcripts.roles import give_roles, moves
from pressgap.core.transcripts.sitting import Sitting
from pressgap.core.transcripts.speakers import (
    Person,
    introduce,
    people_by_label,
    read_introductions,
)
from pressgap.core.transcripts.surroundings import after, before
from pressgap.core.transcripts.testimony import know_the_courts_reporter
from pressgap.core.transcripts.turns import Said, said_under
from pressgap.core.transcripts.unlabelled import in_bold, with_opening


def parse_transcript(text: str, options: TranscriptOptions = TranscriptOptions()) -> Transcript:  # noqa: B008 - a frozen value
    """Return the structure of a transcript; the text itself is never changed.

    Raises ``UnreadableDocument`` for a text without speaker labels, and ``BadSettings`` for
    options that name no line, label or role of this text. A correction that fits nothing is passed
    over with a warning.
    """
    options = with_bounds(text, options)
    bounds = speech_bounds(text, options)
    found, doubtful = read_labels(text, bounds, named_labels(options))
    found = in_dashes(text, bounds, found) or with_opening(text, found, bounds)
    found = found or in_bold(text, bounds)
    corrected = correct_labels(text, bounds, found, options.corrections)
    turns = corrected.spoken(said_under(text, corrected.labels, bounds.end))
    refuse_without_speech(text, turns)
    people = people_by_label(turns)
    know_the_courts_reporter(text, turns, people)
    apply_roles(options, people)
    foresee_roles(options.corrections, turns, people)
    introductions = read_introductions(text, turns, people)
    doing = moves(text, turns, people, introductions)
    merge_bare_answers(people)
    give_roles(text, turns, people, doing)
    introduce(turns, people, introductions)
    misfits = correct_people(text, options, turns, people, introductions, doing)
    misfits = [*corrected.misfits, *misfits]
    name_by_office(text, turns, people)
    asides = before(text, bounds, corrected.first_of(turns), people)
    asides += after(text, turns, people, bounds, options)
    asked = _asked(text, turns, people, introductions)
    name_interviewer(text, turns, people)
    interrupting = name_the_nameless(text, turns, people, doing, asked, introductions)
    tell_full_names(text, turns, people)
    opening, drafts = exchanges(Sitting(text, turns, people, asked, doing, introductions))
    name_follow_ups(people, drafts, interrupting)
    warnings = doubts(text, turns, people, drafts, asides, corrected.undecided(doubtful))
    warnings += [misfit_warning(text, each) for each in misfits]
    asides += corrected.asides(text, bounds.end)
    return _transcript(turns, people, opening, drafts, asides, warnings)


def _asked(
    text: str,
    turns: Sequence[Said],
    people: Sequence[Person],
    introductions: Sequence[Introduction | None],
) -> list[list[Asked]]:
    everyone = dict.fromkeys(people)
    names = frozenset(part for person in everyone for name in person.names for part in parts(name))
    found: list[list[Asked]] = []
    for turn, person, told in zip(turns, people, introductions, strict=True):
        if person.role not in ("questioner", "chair"):
            found.append([])
            continue
        start = told.end if told else turn.span.start
        matter = sentence_spans(text, Span(start, turn.span.end)) if told else turn.sentences
        asked = questions(text, matter, names)
        if person.role == "chair":
            asked = [one for one in asked if not gives_floor(on_one_line(text, one.span), names)]
        found.append(asked)
    return found


def _transcript(
    turns: Sequence[Said],
    people: Sequence[Person],
    opening: Sequence[int],
    drafts: Sequence[Draft],
    asides: Sequence[Aside],
    warnings: Sequence[str],
) -> Transcript:
    everyone = list(dict.fromkeys(people))
    speakers = {id(p): p.speaker(number) for number, p in enumerate(everyone, 1)}
    return Transcript(
        turns=tuple(
            Turn(number, turn.label.printed, speakers[id(person)].id, turn.span)
            for number, (turn, person) in enumerate(zip(turns, people, strict=True), 1)
        ),
        speakers=tuple(speakers.values()),
        exchanges=tuple(
            draft.finished(number, speakers[id(draft.asker)].id, turns)
            for number, draft in enumerate(drafts, 1)
        ),
        opening=tuple(place + 1 for place in opening),
        asides=tuple(sorted(asides, key=lambda aside: aside.span)),
        warnings=tuple(warnings),
    )
