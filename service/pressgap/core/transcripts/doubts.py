"""What the transcript parser could not decide, in plain words, with what to do about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pressgap.core.labels.label import Label
from pressgap.core.model import Aside, Span
from pressgap.core.text.lines import line_spans
from pressgap.core.text.names import may_be_one, parts
from pressgap.core.transcripts.bare_answers import bare_answerers, owners_of
from pressgap.core.transcripts.exchanges import Draft
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.surroundings import MAYBE_SPEECH, RULED_OUT
from pressgap.core.transcripts.turns import Said

_NAMED_AT_MOST = 5


def doubts(
    text: str,
    turns: Sequence[Said],
    people: Sequence[Person],
    drafts: Sequence[Draft],
    asides: Sequence[Aside],
    doubtful: Sequence[Label],
) -> list[str]:
    """Return the warnings of a parsed transcript, in the order of the text where they have one.

    ``doubtful`` are the labels that were not taken for labels.
    """
    everyone = list(dict.fromkeys(people))
    return [
        *_about_asides(text, asides),
        *_about_labels(text, turns, doubtful),
        *_about_names(everyone),
        *_about_bare_answers(people),
        *_about_principal(everyone),
        *_about_questions(drafts, everyone),
    ]


def _about_asides(text: str, asides: Sequence[Aside]) -> Iterator[str]:
    told = [a for a in asides if a.why != RULED_OUT and not _only_headings(a.span.of(text))]
    for aside, where in zip(told, _lines_of(text, [a.span for a in told]), strict=True):
        if aside.certain:
            yield f"{where} ({aside.why}): taken for nobody's speech and left out"
        else:
            option = "last_line" if aside.why == MAYBE_SPEECH else "first_line"
            yield (
                f"{where} ({aside.why}): no evidence either way, and verdicts it would change are "
                f"unsure; set {option} (or label the speaker) to decide"
            )


def _about_labels(text: str, turns: Sequence[Said], doubtful: Sequence[Label]) -> Iterator[str]:
    """Name the lines inside turns that begin like labels; outside turns an aside tells of them."""
    starts = [turn.label.span.start for turn in turns]
    inside: list[tuple[Label, Said]] = []
    for label in doubtful:
        turn = turns[bisect_right(starts, label.span.start) - 1]
        if turn.span.covers(label.span):
            inside.append((label, turn))
    lines = _lines_of(text, [label.span for label, _ in inside])
    found = [
        f"{where} begins like a label ({label.printed!r}), read as said by {turn.label.printed!r}"
        for where, (label, turn) in zip(lines, inside, strict=True)
    ]
    if found:
        yield (
            f"{'; '.join(found[:_NAMED_AT_MOST])}{_more(found)}. Where somebody else speaks, give "
            "that label a role with the option speakers"
        )


def _lines_of(text: str, spans: Sequence[Span]) -> list[str]:
    """Return where spans stand, in words: "line 3", "lines 83 to 90"."""
    starts = [line.start for line in line_spans(text)] if spans else []
    found = []
    for span in spans:
        first, last = bisect_right(starts, span.start), bisect_right(starts, span.end - 1)
        found.append(f"line {first}" if first == last else f"lines {first} to {last}")
    return found


def _only_headings(said: str) -> bool:
    lines = [line for line in said.splitlines() if line.strip()]
    return all(line.lstrip().startswith("#") for line in lines) or not any(map(str.isalnum, said))


def _about_names(everyone: Sequence[Person]) -> Iterator[str]:
    differing = [
        f"{label!r} introduces themselves as {person.introduced!r}"
        for person in everyone
        if person.introduced and not (person.nameless or person.called)
        for label in person.names[:1]
        if len(parts(person.introduced)) > 1 and not may_be_one(label, person.introduced)
    ]
    if differing:
        yield f"label and introduction differ, the introduction is believed: {_list(differing)}"


def _about_bare_answers(people: Sequence[Person]) -> Iterator[str]:
    for bare in bare_answerers(people):
        owners = owners_of(bare, people)
        if owners:
            yield (
                f"{bare.name()!r} answers without a name and is kept as a speaker of its own; if "
                f"it stands for {_list([repr(p.name()) for p in owners], ' or ')}, name that "
                "speaker with the option principal"
            )


def _about_principal(everyone: Sequence[Person]) -> Iterator[str]:
    if not any(person.role == "principal" for person in everyone):
        yield "nobody was taken for the principal; name one with the option principal"


def _about_questions(drafts: Sequence[Draft], everyone: Sequence[Person]) -> Iterator[str]:
    if not any(draft.asked for draft in drafts):
        yield (
            "no question was found, so nothing can have been asked; if some speaker asks, give "
            "that label the role questioner with the option speakers"
        )
        return
    silent = [f"E{n}" for n, draft in enumerate(drafts, 1) if not draft.answered]
    if silent:
        yield f"no answer follows the questions of {_list(silent)}"
    askers = {draft.asker for draft in drafts}
    voiceless = [
        repr(person.name())
        for person in everyone
        if person.role == "questioner" and person not in askers
    ]
    if voiceless:
        yield f"no question of their own was found for {_list(voiceless)}"


def _list(items: Sequence[str], joint: str = ", ") -> str:
    return joint.join(items[:_NAMED_AT_MOST]) + _more(items)


def _more(items: Sequence[str]) -> str:
    more = len(items) - _NAMED_AT_MOST
    return f" and {more} more" if more > 0 else ""
