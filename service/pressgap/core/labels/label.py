"""A speaker label as it stands in the text."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.model import Role, Span


@dataclass(frozen=True, slots=True)
class Label:
    """A label: as printed, what it says, where its line starts and where the speech begins.

    ``name`` is None for a label that is nobody's name ("Q", "Reporter"). ``role`` is what the
    wording itself tells; ``office`` is what stands below the name. ``sure`` is false for a label
    that needs support from the others.
    """

    printed: str
    name: str | None
    outlet: str | None
    role: Role | None
    span: Span
    sure: bool = True
    office: str | None = None


def label_key(printed: str) -> str:
    """Return what makes two spellings of a label one: whatever a caller names is compared so."""
    return " ".join(printed.casefold().strip(" :*_").split())
