"""What the transcript parser could not decide, in plain words, with what to do about it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pressgap.core.exchanges import Draft
from pressgap.core.lines import line_spans
from pressgap.core.model import Aside
from pressgap.core.names import may_be_one, parts
from pressgap.core.speakers import Person
from pressgap.core.surroundings import MAYBE_SPEECH, RULED_OUT

_NAMED_AT_MOST = 5


def doubts(
    text: str,
    people: Sequence[Person],
    drafts: Sequence[Draft],
    asides: Sequence[Aside],
) -> list[str]:
    """Return the warnings of a parsed transcript, in the order of the text where they have one."""
    everyone = list(dict.fromkeys(people))
    return [
        *_about_asides(text, asides),
        *_about_names(everyone),
        *_about_principal(everyone),
        *_about_questions(drafts, everyone),
    ]


def _about_asides(text: str, asides: Sequence[Aside]) -> Iterator[str]:
    starts: list[int] = []
    for aside in asides:
        if aside.why == RULED_OUT or _only_headings(aside.span.of(text)):
            continue
        starts = starts or [line.start for line in line_spans(text)]
        first = bisect_right(starts, aside.span.start)
        last = bisect_right(starts, aside.span.end - 1)
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        if aside.certain:
            yield f"{where} ({aside.why}): taken for nobody's speech and left out"
        else:
            option = "last_line" if aside.why == MAYBE_SPEECH else "first_line"
            yield (
                f"{where} ({aside.why}): no evidence either way, and verdicts it would change are "
                f"unsure; set {option} (or label the speaker) to decide"
            )


def _only_headings(said: str) -> bool:
    lines = [line for line in said.splitlines() if line.strip()]
    return all(line.lstrip().startswith("#") for line in lines) or not any(map(str.isalnum, said))


def _about_names(everyone: Sequence[Person]) -> Iterator[str]:
    differing = [
        f"{label!r} introduces themselves as {person.introduced!r}"
        for person in everyone
        if person.introduced and not person.nameless
        for label in person.names[:1]
        if len(parts(person.introduced)) > 1 and not may_be_one(label, person.introduced)
    ]
    if differing:
        yield f"label and introduction differ, the introduction is believed: {_list(differing)}"


def _about_principal(everyone: Sequence[Person]) -> Iterator[str]:
    principal = next((person for person in everyone if person.role == "principal"), None)
    if principal is None:
        yield "nobody was taken for the principal; name one with the option principal"
        return
    rivals = [p for p in everyone if p.role == "other" and 2 * p.said > principal.said]
    if rivals:
        yield (
            f"{principal.name()!r} is taken for the principal, who says most of those who do not "
            f"ask; {_list([repr(p.name()) for p in rivals])} say nearly as much. Set the option "
            "principal if that is wrong; all of them count as answering"
        )


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
    voiceless = [
        repr(person.name())
        for person in everyone
        if person.role == "questioner" and all(draft.asker is not person for draft in drafts)
    ]
    if voiceless:
        yield f"no question of their own was found for {_list(voiceless)}"


def _list(items: Sequence[str]) -> str:
    more = len(items) - _NAMED_AT_MOST
    return ", ".join(items[:_NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
