"""One plain sentence that says why a verdict is what it is, made from the signals themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pressgap.core.model import ClauseVerdictName, Passage
from pressgap.core.stop_words import FUNCTION_WORDS
from pressgap.core.terms import fold, words

_MOST = 3
# A word that weighs less than this sets no clause apart, so it is no reason.
_TELLING = 9.0


@dataclass(frozen=True, slots=True)
class Reason:
    """The passage a verdict leans on (None: there is none) and the telling words it shares with
    the clause, or lacks.
    """

    passage: Passage | None
    shared: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def reason(
    clause: str, passage: Passage, said: Sequence[str], weights: Mapping[str, float]
) -> Reason:
    """Return the reason in a pair; ``said`` are the terms of the sentence that carries it."""
    telling: dict[str, str] = {}
    # In a short declaration no word can weigh much: half of what its rarest weigh will do.
    enough = min(_TELLING, max(weights.values(), default=0.0) / 2.0)
    for word in words(clause):
        term = fold(word)
        if weights.get(term, 0.0) >= enough and term not in FUNCTION_WORDS:
            telling.setdefault(term, word)
    ranked = sorted(telling, key=lambda term: (-weights[term], telling[term]))
    shared = [telling[term] for term in ranked if term in set(said)]
    missing = [telling[term] for term in ranked if term not in set(said)]
    return Reason(passage, tuple(shared[:_MOST]), tuple(missing[:_MOST]))


def because(
    verdict: ClauseVerdictName, found: Reason, trailing: bool = False, background: bool = True
) -> str:
    """Return the sentence for a verdict.

    ``trailing``: words that perhaps nobody said would change it. ``background``: there was one.
    """
    if verdict == "asked":
        return f"{_place(found)} raises it{_shared(found)}."
    if verdict == "volunteered":
        return f"No question raises it, but {_place(found, start=False)} does{_shared(found)}."
    if trailing:
        return (
            "Text after the last certain answer would raise it, but it is not known whether "
            "anyone said it."
        )
    if found.passage is None:
        return "Nothing was said that could be held against it."
    closest = f"closest is {_place(found, start=False)}{_compared(found)}"
    if verdict == "not_raised":
        return f"No question and no answer comes near; {closest}."
    if not background:
        return f"Nothing raises it, but there is no background to tell absence by; {closest}."
    return f"The evidence does not decide; {closest}."


def _place(found: Reason, start: bool = True) -> str:
    passage = found.passage
    if passage is None:
        return "Something" if start else "something"
    article = "A" if passage.part == "question" else "The"
    name = {"opening": "opening", "question": "question"}.get(passage.part, "answer")
    where = "" if passage.exchange is None else f" in exchange {passage.exchange}"
    return f"{article if start else article.lower()} {name}{where}"


def _shared(found: Reason) -> str:
    if found.shared:
        return f", sharing {_listed(found.shared)}"
    return " in other words"


def _compared(found: Reason) -> str:
    if found.shared and found.missing:
        return f", which shares {_listed(found.shared)} but not {_listed(found.missing)}"
    if found.shared:
        return f", which shares {_listed(found.shared)}"
    if found.missing:
        return f", which does not mention {_listed(found.missing)}"
    return ""


def _listed(items: Sequence[str]) -> str:
    quoted = [f"“{item}”" for item in items]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
