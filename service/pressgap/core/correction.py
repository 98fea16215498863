"""What a person says of a transcript that the parser read otherwise: corrections, as values.

A correction is anchored in the text, which never changes: a speaker by a label as printed, or by a
place where one of their turns begins; a turn by the place of its label. Never by a number in a
list, which another reading would give to something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

CorrectionKind = Literal[
    "role",
    "principal",
    "name",
    "outlet",
    "merge",
    "split",
    "turn",
    "not_a_turn",
    "nobody",
    "first_line",
    "last_line",
]
KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)
MAX_NAME = 200

# As a newsroom says it, and as the core does.
ROLE_WORDS = {
    "press": "questioner",
    "questioner": "questioner",
    "speaker": "principal",
    "principal": "principal",
    "chair": "chair",
    "other": "other",
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that the parser is to take as given; of two that contradict, the later holds.

    Who is meant stands in ``label`` (as printed) or ``at`` (code points: where a turn of theirs
    begins); whom they are or become in ``into`` or ``into_at``.

    - ``role``: ``value`` is a role; ``principal``: the one principal; ``name``, ``outlet``:
      ``value`` is theirs (an outlet may be None: none)
    - ``merge``: they are the same person as ``into``
    - ``split``: what is printed under ``label``, or the one turn ``at``, is said by ``into``, by
      somebody called ``value``, or by a speaker of its own
    - ``turn``: at ``at`` begins a turn under the label ``value``; ``not_a_turn``: none does, the
      line goes on with what stands before; ``nobody``: what stands there up to the next label is
      nobody's words
    - ``first_line``, ``last_line``: the speech begins, or ends, with the line that ``at`` is in
    """

    kind: CorrectionKind
    label: str | None = None
    at: int | None = None
    value: str | None = None
    into: str | None = None
    into_at: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A correction as a person words it, before it is anchored in the text.

    ``speaker`` and ``into`` are a label, a name as shown, or an id of the present reading;
    ``line`` (from 1) and ``into_line`` name the turn that begins there; ``at`` is a place in code
    points.
    """

    kind: CorrectionKind
    speaker: str | None = None
    line: int | None = None
    at: int | None = None
    value: str | None = None
    into: str | None = None
    into_line: int | None = None


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction as it is kept: who, when, why. Nothing is ever changed or taken out.

    ``undoes`` is the id of the row that this one takes back; ``correction`` is then null. ``says``
    is the correction in words; ``in_force`` false: it was taken back.
    """

    id: int
    document: str
    by: str
    created: str
    note: str | None
    correction: Correction | None
    undoes: int | None
    says: str
    in_force: bool


def taken_back(rows: Sequence[tuple[int, int | None]]) -> set[int]:
    """Return the ids of the rows that later ones took back.

    ``rows`` are ids, oldest first, each with the id of the row that it takes back. Whoever takes
    back what took something back, puts it in force again.
    """
    gone: set[int] = set()
    for number, undoes in reversed(rows):
        if undoes is not None and number not in gone:
            gone.add(undoes)
    return gone


def role_named(word: str) -> str | None:
    """Return the role that a newsroom's word for it means, or None."""
    return ROLE_WORDS.get(word.strip().casefold())
