"""What a caller overrules of the transcript parser: the lines that are speech, and who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from pressgap.core.labels.label import label_key
from pressgap.core.model import Role, Span, TranscriptOptions
from pressgap.core.text.lines import line_spans
from pressgap.core.text.places import Places
from pressgap.core.transcripts.speakers import Person
from pressgap.errors import BadSettings


def speech_bounds(text: str, options: TranscriptOptions) -> Span:
    """Return the stretch between ``first_line`` and ``last_line``.

    Raises ``BadSettings`` where the text has no such line.
    """
    if options.first_line is None and options.last_line is None:
        return Span(0, len(text))
    lines = line_spans(text)
    first = 1 if options.first_line is None else options.first_line
    last = len(lines) if options.last_line is None else options.last_line
    for name, value in (("first_line", first), ("last_line", last)):
        if not 1 <= value <= len(lines):
            raise BadSettings(f"{name} {value}: the text has lines 1 to {len(lines)}")
    if first > last:
        raise BadSettings(f"first_line {first} comes after last_line {last}")
    return Span(lines[first - 1].start, lines[last - 1].end)


def with_bounds(text: str, options: TranscriptOptions) -> TranscriptOptions:
    """Return the options with ``first_line`` and ``last_line`` as the corrections have them."""
    places = Places(text)
    lines = {
        correction.kind: places.line(correction.at)
        for correction in options.corrections
        if correction.kind in ("first_line", "last_line")
        and correction.at is not None
        and 0 <= correction.at <= len(text)
    }
    return replace(
        options,
        first_line=lines.get("first_line", options.first_line),
        last_line=lines.get("last_line", options.last_line),
    )


def named_labels(options: TranscriptOptions) -> frozenset[str]:
    """Return the labels, folded, that the options say are labels."""
    names = [label for label, _ in options.speakers]
    names += [each.label for each in options.corrections if each.label is not None]
    return frozenset(label_key(name) for name in [*names, options.principal or ""])


def apply_roles(options: TranscriptOptions, people: Sequence[Person]) -> None:
    """Set the roles that the options name; ``BadSettings`` for an unknown label or role.

    Where there are corrections, a label they did away with is passed over.
    """
    for label, role in options.speakers:
        if role not in get_args(Role):
            known = ", ".join(get_args(Role))
            raise BadSettings(f"role {role!r} of speaker {label!r}: expected one of {known}")
        person = _find(label, people, options)
        if person is not None:
            person.role, person.overruled = role, True
    if options.principal is not None:
        chosen = _find(options.principal, people, options)
        if chosen is not None:
            choose_principal(chosen, people)


def choose_principal(chosen: Person, people: Sequence[Person]) -> None:
    """Make one person the principal, and nobody else."""
    for person in people:
        person.role = None if person.role == "principal" else person.role
    chosen.role, chosen.overruled = "principal", True


def _find(wanted: str, people: Sequence[Person], options: TranscriptOptions) -> Person | None:
    key = label_key(wanted)
    for person in dict.fromkeys(people):
        if key in {label_key(name) for name in [*person.labels, *person.names, person.name()]}:
            return person
    if options.corrections:
        return None
    known = list(dict.fromkeys(label for person in people for label in person.labels))
    shown = ", ".join(known[:20]) + (" …" if len(known) > 20 else "")
    raise BadSettings(f"no speaker is labelled {wanted!r}; the labels are: {shown}")
