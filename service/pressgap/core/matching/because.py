"""One plain sentence that says why a verdict is what it is, made from the signals themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pressgap.core.model import ClauseVerdictName, Passage, QuestionVerdictName, Strength

# Why a verdict is unsure where the probabilities alone do not say it: text that perhaps nobody said
# would raise the clause; there is no background; a question is near without a telling word.
Doubt = Literal["trailing", "no_background", "no_word"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a document as a reason shows them; ``name``: they name something."""

    text: str
    name: bool

    def __str__(self) -> str:
        """Return a name as it is, other words in quotation marks."""
        return self.text if self.name else f"“{self.text}”"


@dataclass(frozen=True, slots=True)
class Reason:
    """What a clause and a passage have in common and what not.

    ``passage`` is None where there is none. ``topic`` is what it is about in its own words,
    ``shared`` what it mentions of what sets the clause apart, ``missing`` what it does not.
    """

    passage: Passage | None
    topic: tuple[Phrase, ...] = ()
    shared: tuple[Phrase, ...] = ()
    missing: tuple[Phrase, ...] = ()


NOTHING = Reason(None)


def because(
    verdict: ClauseVerdictName,
    found: Reason,
    doubt: Doubt | None = None,
    strength: Strength | None = None,
) -> str:
    """Return the sentence for the verdict on a clause; ``strength`` is that of the match."""
    if verdict == "asked":
        return f"{_place(found)} {_raises(found, strength, 'asks about it')}."
    if verdict == "volunteered":
        raises = _raises(found, strength, "speaks of it")
        return f"No question raises it, but {_lower(_place(found))} {raises}."
    if doubt == "trailing":
        return (
            "Text after the last certain answer would raise it, but it is not known whether "
            "anyone said it."
        )
    if found.passage is None:
        return "Nothing was said that could be held against it."
    if verdict == "not_raised":
        return f"No question and no answer comes near{_contrast(found)}; {_closest(found)}."
    if doubt == "no_word":
        return (
            f"{_place(found)}{_about(found)} is near in meaning, but no word that sets the clause "
            f"apart is shared{_lacking(found)}."
        )
    if doubt == "no_background":
        return (
            f"Nothing raises it, but there is no background to tell absence by{_contrast(found)}; "
            f"{_closest(found)}."
        )
    return f"The evidence does not decide{_contrast(found)}; {_closest(found)}."


def question_because(
    verdict: QuestionVerdictName,
    found: Reason,
    clause: str | None,
    *,
    touched: bool,
    background: bool = True,
    strength: Strength | None = None,
    in_context: bool = False,
) -> str:
    """Return the sentence for the verdict on a question.

    ``clause`` names the nearest clause, None where there is none; ``touched``: it is raised.
    ``in_context``: the question means little without what stands around it.
    """
    if clause is None:
        return "There is no clause to hold it against."
    said = _on_declaration(verdict, found, clause, touched, background, strength)
    if not in_context:
        return f"{said}."
    return f"Read in context, {_lower(said)}."


def _on_declaration(
    verdict: QuestionVerdictName,
    found: Reason,
    clause: str,
    touched: bool,
    background: bool,
    strength: Strength | None,
) -> str:
    if verdict == "on_declaration" and touched:
        if strength == "implied":
            return f"It touches the issue of {clause} without what that provides{_both(found)}"
        return f"It asks about {clause}{_both(found) or ', in other words'}"
    nearest = f"nearest is {clause}{_of_which(found)}"
    if verdict == "on_declaration":
        return f"It is about what the declaration is about, but no clause in particular; {nearest}"
    if verdict == "off_declaration":
        about = f"is{_about(found)} and " if found.topic else ""
        return f"It {about}comes near no clause; {nearest}"
    if not background:
        return f"There is no background to tell by whether it is about the declaration; {nearest}"
    return f"It is not clear whether it is about the declaration; {nearest}"


def _place(found: Reason) -> str:
    passage = found.passage
    if passage is None:
        return "Something"
    article = "A" if passage.part == "question" else "The"
    name = {"opening": "opening", "question": "question"}.get(passage.part, "answer")
    where = "" if passage.exchange is None else f" in exchange {passage.exchange}"
    return f"{article} {name}{where}"


def _lower(said: str) -> str:
    return said[0].lower() + said[1:]


def _raises(found: Reason, strength: Strength | None, verb: str) -> str:
    if strength == "implied":
        return f"touches its issue without what it provides{_both(found, lacking=True)}"
    return f"{verb}{_both(found) or ', in other words'}"


def _both(found: Reason, lacking: bool = False) -> str:
    only = f"only the clause mentions {listed(found.missing[:1])}" if found.missing else ""
    if not found.shared:
        return f"; {only}" if lacking and only else ""
    both = f"; both mention {listed(found.shared)}"
    return f"{both}, but {only}" if lacking and only else both


def _contrast(found: Reason) -> str:
    """Return what the clause names, where the passage names something else."""
    names = [phrase for phrase in found.missing if phrase.name]
    return f": the clause names {listed(names)}" if _names_another(found) else ""


def _names_another(found: Reason) -> bool:
    sides = found.missing[:1], found.topic[:1]
    return not found.shared and all(side and side[0].name for side in sides)


def _closest(found: Reason) -> str:
    closest = f"closest is {_lower(_place(found))}{_about(found)}"
    return closest if _names_another(found) else closest + _compared(found)


def _about(found: Reason) -> str:
    return f" about {listed(found.topic)}" if found.topic else ""


def _compared(found: Reason) -> str:
    if found.shared and found.missing:
        return f", which mentions {listed(found.shared)} but not {listed(found.missing, 'or')}"
    if found.shared:
        return f", which mentions {listed(found.shared)}"
    if found.missing:
        return f", which does not mention {listed(found.missing, 'or')}"
    return ""


def _lacking(found: Reason) -> str:
    return f"; it does not mention {listed(found.missing, 'or')}" if found.missing else ""


def _of_which(found: Reason) -> str:
    if found.shared and found.missing:
        missing = listed(found.missing, "or")
        return f", of which it mentions {listed(found.shared)} but not {missing}"
    if found.shared:
        return f", of which it mentions {listed(found.shared)}"
    return f", of which it does not mention {listed(found.missing, 'or')}" if found.missing else ""


def listed(phrases: Sequence[Phrase], joint: str = "and") -> str:
    """Return the phrases as a list in a sentence."""
    said = [str(phrase) for phrase in phrases]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} {joint} {said[-1]}"
