"""One plain sentence for a verdict that a judge's opinions decided, or could not."""

from __future__ import annotations

from pressgap.core.model import Passage


def raised_because(judge: str, passage: Passage, reason: str) -> str:
    """Return the sentence for a clause that ``passage`` raises, for the judge's ``reason``."""
    return f"{_place(passage)} raises it, by the second opinion of {judge}: {_ended(reason)}"


def not_raised_because(judge: str, closest: Passage, reason: str, count: int) -> str:
    """Return the sentence for a clause that none of the ``count`` open passages raises."""
    place = _place(closest)
    place = place[0].lower() + place[1:]
    if count == 1:
        where = f"in the one passage that may come near, {place}"
    else:
        where = f"in any of the {count} passages that may come near; of the closest, {place}"
    return f"The second opinion of {judge} does not find it {where}: {_ended(reason)}"


def unsure_because(judge: str, count: int, missing: int, unrelated: bool) -> str:
    """Return the sentence to add where opinions on ``count`` passages, or lack of them, left it.

    ``unrelated``: no passage is judged to raise it, but absence cannot be told.
    """
    if unrelated:
        return f"The second opinion of {judge} does not find it there either."
    if missing:
        passages = "passage" if count == 1 else "passages"
        return f"The second opinion of {judge} is missing on {missing} of {count} {passages}."
    return f"The second opinion of {judge} does not settle it."


def on_declaration_because(judge: str, reason: str) -> str:
    """Return the sentence for a question that touches a clause, for the judge's ``reason``."""
    return f"It is about the declaration, by the second opinion of {judge}: {_ended(reason)}"


def off_declaration_because(judge: str, reason: str) -> str:
    """Return the sentence for a question that touches none; ``reason`` is on the nearest clause."""
    return (
        f"The second opinion of {judge} finds no clause that it touches; of the nearest: "
        f"{_ended(reason)}"
    )


def _place(passage: Passage) -> str:
    article = "A" if passage.part == "question" else "The"
    where = "" if passage.exchange is None else f" in exchange {passage.exchange}"
    return f"{article} {passage.part}{where}"


def _ended(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?", "…")) else f"{reason}."
