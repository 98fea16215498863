"""Turns printed without labels: an opening before the first question, questions in bold.

Publishers that announce the speaker ("transcript of today's briefing by Jane Doe, Spokesperson")
print what is said first without a label. It begins with a greeting and goes on to the first label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pressgap.core.labels.label import Label
from pressgap.core.labels.label_words import says_office
from pressgap.core.model import Span
from pressgap.core.speech.asking import asks
from pressgap.core.speech.role_words import role_by_wording
from pressgap.core.speech.trailing import cues_in, may_be_speech
from pressgap.core.text.lines import paragraph_spans
from pressgap.core.text.names import parts

_LONGEST = 100_000  # characters before the first label that are looked at
_GREETING = re.compile(
    r"(?:(?:all right|alright|okay|ok|so|well|right)[,.]? )?(?:"
    r"good (?:morning|afternoon|evening|day)|hello|hi (?:everyone|everybody|all|there)|"
    r"welcome(?: back| to| everyone| everybody)?\b|"
    r"ladies and gentlemen|dear colleagues|thank you (?:all )?for (?:coming|joining|being)|"
    r"bonjour|bonsoir|mesdames|buen[oa]s (?:días|tardes|noches)|guten (?:morgen|tag|abend)|"
    r"meine damen|buongiorno|buonasera|bom dia|boa tarde|"
    r"добр(?:ый день|ое утро|ый вечер)|здравствуйте|уважаемые|مساء الخير|صباح الخير|"
    r"السلام عليكم|大家好|各位)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^[ \t*_]*(?P<name>[^\n,]{3,60}),[ \t]+(?P<office>[^\n]{3,100})", re.MULTILINE
)
_BOLD = re.compile(r"(?:\*\*|__)(?P<said>[^*_].*?[^*_]|[^*_])(?:\*\*|__)")
_LEAST = 3  # questions in bold that make an interview
_BY = re.compile(r"\b(?:by|of|from|par|von|por|de)\s+(?P<who>[^\n]{3,160})", re.IGNORECASE)


def with_opening(text: str, labels: Sequence[Label], within: Span) -> list[Label]:
    """Return the labels, and before them that of whoever speaks before the first one."""
    if len(labels) < 2 or labels[0].span.start - within.start > _LONGEST:
        return [*labels]
    before = paragraph_spans(text, Span(within.start, labels[0].span.start))
    at = next((i for i, each in enumerate(before) if _GREETING.match(each.of(text))), None)
    if at is None:
        return [*labels]
    said = before[at:]
    speaker = _announced(text[within.start : said[0].start], labels) or _alone(labels)
    if speaker is None and may_be_speech(text, said, frozenset()):
        speaker = _listed_first(text[within.start : said[0].start], labels)
    own = frozenset(parts(speaker.printed)[-1:]) if speaker else frozenset()
    if speaker is None or cues_in(text, said, own):
        return [*labels]
    asked = _asked_first(text, said, speaker, labels)
    start = said[0].start
    return [replace(speaker, span=Span(start, start), sure=True), *asked, *labels]


def _asked_first(
    text: str, said: Sequence[Span], speaker: Label, labels: Sequence[Label]
) -> list[Label]:
    """Return the label of a first question that has none either: the speaker's follows it."""
    if labels[0].printed != speaker.printed or len(said) < 2 or not asks(said[-1].of(text)):
        return []
    bare = next((each for each in labels if each.role == "questioner" and not each.name), None)
    return [replace(bare, span=Span(said[-1].start, said[-1].start))] if bare else []


def _announced(head: str, labels: Sequence[Label]) -> Label | None:
    """Return the commonest label that the text's head names as whose words these are."""
    words = {w for found in _BY.finditer(head) for w in re.findall(r"[^\W\d_]+", found["who"])}
    folded = {word.casefold() for word in words}
    times = Counter(label.printed for label in labels if label.role != "questioner")
    first = {label.printed: label for label in reversed(labels)}
    for printed, _ in times.most_common():
        own = parts(printed)[-1:] or tuple(printed.casefold().split())[-1:]
        if own and own[0] in folded:
            return first[printed]
    return None


def _listed_first(head: str, labels: Sequence[Label]) -> Label | None:
    """Return the label of the first person that the text's head lists with an office."""
    first = {parts(label.printed)[-1:]: label for label in reversed(labels) if not label.role}
    for found in _LISTED.finditer(head):
        label = first.get(parts(found["name"])[-1:])
        if label is not None and says_office(found["office"]):
            return label
    return None


def _alone(labels: Sequence[Label]) -> Label | None:
    """Return the one label that is not of those who ask."""
    others = {label.printed: label for label in labels if label.role != "questioner"}
    return next(iter(others.values())) if len(others) == 1 < len({*map(_printed, labels)}) else None


def _printed(label: Label) -> str:
    return label.printed


def in_bold(text: str, within: Span) -> list[Label]:
    """Return labels for an interview that prints questions in bold and answers plain, unlabelled.

    Each bold paragraph from the first question on, and each that follows one, begins a turn.
    """
    paragraphs = [p for p in paragraph_spans(text, within) if p.of(text)[:1] != "#"]
    bold = [bool(_BOLD.fullmatch(p.of(text))) for p in paragraphs]
    asking = [b and asks(p.of(text).strip("*_ ")) for p, b in zip(paragraphs, bold, strict=True)]
    first = next((i for i, each in enumerate(asking) if each), len(paragraphs))
    if (
        sum(asking) < _LEAST
        or 2 * sum(asking) <= sum(bold[first:])
        or bold[first + 1 : first + 2] != [False]
    ):
        return []
    return [
        _bare("Q" if is_bold else "A", paragraph.start)
        for place, (paragraph, is_bold) in enumerate(zip(paragraphs, bold, strict=True))
        if place == first or (place > first and is_bold != bold[place - 1])
    ]


def _bare(printed: str, at: int) -> Label:
    return Label(printed, None, None, role_by_wording(printed), Span(at, at))
