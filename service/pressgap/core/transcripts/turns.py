"""Turns in the making: each label with the speech that follows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import takewhile

from pressgap.core.labels.label import Label
from pressgap.core.model import Span
from pressgap.core.speech.unsaid import ends_in_bracket, without_furniture
from pressgap.core.text.lines import ends_sentence, trimmed
from pressgap.core.text.names import is_capitalised
from pressgap.core.text.sentences import sentence_spans

_FOLLOWS = re.compile(
    r"^[ \t]*[\[(](?=[A-Z])[^\[\]()]{4,300}\b(?:follows?|set out below)"
    r"\s*[:.]?\s*[\])]",
    re.MULTILINE,
)
_FIELD = re.compile(r"[ \t]*[^\W\d_][\w '’/\-]{1,30}:[ \t]")
_SPOKEN = re.compile(
    r"\b(?:I|I['’]\w+|we|we['’]\w+|our|you|your|my|us|thank|thanks|welcome|"
    r"good (?:morning|afternoon|evening))\b|[?？؟]",
    re.IGNORECASE,
)
_HEAD = 400  # characters of what a text's head tells under one label
_LISTED = 3  # labels in succession that nothing is said under
_PARTICULAR = 8  # words of a line of it


@dataclass(slots=True)
class Said:
    """A turn in the making; ``sentences`` are those of ``span``."""

    label: Label
    span: Span
    sentences: list[Span] = field(default_factory=list)

    def length(self) -> int:
        """Return the length of the speech in characters: a cheap measure of who talks most."""
        return self.span.end - self.span.start


def said_under(text: str, labels: Sequence[Label], end: int) -> list[Said]:
    """Return the speech under each label, up to the next label or ``end``.

    A label without speech (a list of participants, "Moderator: Jane Doe" in a text's head) is
    left out; headings and stage directions on lines of their own end no turn.
    """
    labels = _without_fields(text, _without_list(text, labels))
    ends = [*(label.span.start for label in labels[1:]), end][: len(labels)]
    turns: list[Said] = []
    for place, (label, until) in enumerate(zip(labels, ends, strict=True)):
        span = trimmed(text, Span(label.span.end, max(label.span.end, until)))
        span = _without_insert(text, span)
        span = without_furniture(text, span, before_label=place < len(labels) - 1)
        if not any(map(str.isalnum, span.of(text))) or _only_a_caption(text, label, span):
            continue
        if not turns and len(labels) > 2 and _only_a_particular(text, label, span):
            continue
        turns.append(Said(label, span, sentence_spans(text, span)))
    return turns


def _without_list(text: str, labels: Sequence[Label]) -> Sequence[Label]:
    """Return the labels without those of a list of participants that stands at the end."""
    first = len(labels) - 1
    while first > 0 and not text[labels[first - 1].span.end : labels[first].span.start].strip():
        first -= 1
    return labels[:first] if 0 < first <= len(labels) - _LISTED else labels


def _without_fields(text: str, labels: Sequence[Label]) -> Sequence[Label]:
    """Return the labels without the fields of the text's head: "Subjects: …", "Place: …".

    Each is printed once, and nobody speaks under it: a line or two that list something.
    """
    times = Counter(label.printed for label in labels)
    names = {label.name for label in labels if label.name and " " in label.name}
    first = 0
    while first < len(labels) - 2 and times[labels[first].printed] == 1:
        said = text[labels[first].span.end : labels[first + 1].span.start][:_HEAD]
        if not (_lists(said) or _names_one(said, names - {labels[first].name})):
            break
        first += 1
    return labels[first:]


def _lists(said: str) -> bool:
    """Return whether the first paragraph under a label lists things, or fields go on below."""
    paragraph, *rest = re.split(r"\r?\n[ \t]*\r?\n", said.lstrip(), maxsplit=1)
    if _SPOKEN.search(paragraph):
        return False
    fields = [line for line in paragraph.splitlines()[1:] if _FIELD.match(line)]
    goes_on = not rest and bool(paragraph.strip()) and not ends_sentence(paragraph.strip())
    return (
        bool(fields) or goes_on or (paragraph.count(";") > 1 and not ends_sentence(paragraph[:-1]))
    )


def _names_one(said: str, names: AbstractSet[str]) -> bool:
    """Return whether a label's line only says who somebody is: "Witness: Ann Roe, Director."."""
    line = said.strip().partition("\n")[0]
    name, *rest = re.split(r"[,(]", line, maxsplit=1)
    return name.strip(" .") in names and (not rest or is_capitalised(rest[0].lstrip()))


def _without_insert(text: str, span: Span) -> Span:
    """Return speech without a document put in below it: "[The statement of Ms. Roe follows:]"."""
    found = _FOLLOWS.search(text, span.start, span.end)
    return span if found is None else trimmed(text, Span(span.start, found.start()))


def _only_a_caption(text: str, label: Label, span: Span) -> bool:
    """Return whether a caption ("Prepared remarks:") follows a label on a line of its own."""
    said = span.of(text)
    ends = not ends_sentence(said) or said.endswith(":")
    return text[label.span.end] in "\n\r" and len(said) <= 60 and len(said.split()) <= 6 and ends


def _is_title(text: str, label: Label, span: Span) -> bool:
    """Return whether lines below a label on its own line are a title and a date: no sentences."""
    said = span.of(text)
    lines = [line for line in said.splitlines() if line.strip()]
    below = text[label.span.end : label.span.end + 1] in ("\n", "\r")
    return (
        below
        and len(said) <= _HEAD
        and not (_SPOKEN.search(said) or any(map(ends_sentence, lines)))
    )


def _only_a_particular(text: str, label: Label, span: Span) -> bool:
    """Return whether a text's head tells something under a label: "Moderator: Jane Doe, NATO".

    What follows after an empty line is no speech either, as long as nobody's label comes before.
    A line in small letters is speech where the label names nobody: "Q: so who signed it".
    """
    if label.name is None and text[span.start].islower():
        return False
    lines = [line.strip() for line in span.of(text)[:_HEAD].splitlines()]
    said = list(takewhile(bool, lines))
    if span.end - span.start <= _HEAD and len(said) == len(lines):
        said = [line for line in lines if line]
    if _is_title(text, label, span):
        return True
    apart = len(said) < len(lines)
    return bool(said) and not any(
        len(line.split()) > _PARTICULAR
        or ends_sentence(line)
        or ends_in_bracket(line)
        or (apart and not is_capitalised(line))
        for line in said
    )
