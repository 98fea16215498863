"""A judged case on disk: which documents it is about, and what careful readers found."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressgap.errors import BadSettings

CASE_FILE = "case.toml"


@dataclass(frozen=True, slots=True)
class ClauseJudgement:
    """How far a clause was raised: ``asked`` and ``answered`` are 0 absent, 1 implied, 2 explicit.

    ``number`` counts the clauses from 1.
    """

    number: int
    asked: int
    answered: int
    ambiguous: bool

    @property
    def verdict(self) -> str:
        """Return the verdict that follows."""
        if self.asked:
            return "asked"
        return "volunteered" if self.answered else "not_raised"


@dataclass(frozen=True, slots=True)
class QuestionJudgement:
    """A question by the words it begins with; ``on`` None: readers could differ."""

    exchange: int
    begins: str
    on: bool | None
    clauses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its files, the judgements, and a person's topic per clause where there are any."""

    title: str
    declaration: Path
    transcripts: tuple[Path, ...]
    clauses: tuple[ClauseJudgement, ...]
    questions: tuple[QuestionJudgement, ...]
    topics: dict[int, str]


def cases(path: Path) -> list[Path]:
    """Return the folders of the cases at ``path``: itself, or those it holds, in order of name.

    Raises ``BadSettings`` when there is none.
    """
    if (path / CASE_FILE).is_file():
        return [path]
    found = sorted(entry.parent for entry in path.glob(f"*/{CASE_FILE}"))
    if not found:
        raise BadSettings(
            f"{path} holds no {CASE_FILE}, nor does any folder in it: name the folder of a judged "
            f"case ({CASE_FILE}, clauses.tsv, questions.tsv)"
        )
    return found


def read_case(folder: Path) -> Case:
    """Return the case in ``folder``; ``BadSettings`` says what is missing or wrong, and where."""
    path = folder / CASE_FILE
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        declaration = folder / values["declaration"]
        transcripts = tuple(folder / name for name in values["transcripts"])
        topics = folder / values["topics"] if "topics" in values else None
    except KeyError as error:
        raise BadSettings(f"{path} lacks {error}: it names declaration and transcripts") from error
    except (OSError, ValueError, TypeError) as error:
        raise BadSettings(f"{path} cannot be read: {error}") from error
    return Case(
        title=str(values.get("title", folder.name)),
        declaration=declaration,
        transcripts=transcripts,
        clauses=_judged(folder / "clauses.tsv"),
        questions=tuple(_questions(folder / "questions.tsv")),
        topics=_topics(topics or declaration.parent / "topics.csv"),
    )


def _judged(path: Path) -> tuple[ClauseJudgement, ...]:
    found = tuple(_clauses(path))
    if not found:
        raise BadSettings(f"{path} judges no clause: nothing can be measured")
    return found


def _clauses(path: Path) -> list[ClauseJudgement]:
    try:
        return [
            ClauseJudgement(
                number=int(row["clause"]),
                asked=int(row["asked"]),
                answered=int(row["answered"]),
                ambiguous=row.get("ambiguous") == "1",
            )
            for row in _rows(path, "\t")
        ]
    except (KeyError, ValueError, TypeError) as error:
        raise BadSettings(
            f"{path}: expected the columns clause, asked, answered, ambiguous, in numbers ({error})"
        ) from error


def _questions(path: Path) -> list[QuestionJudgement]:
    if not path.is_file():
        return []
    try:
        return [
            QuestionJudgement(
                exchange=int(row["exchange"]),
                begins=row["begins"],
                on={"1": True, "0": False}.get(row["on_declaration"]),
                clauses=tuple(int(n) for n in (row.get("clauses") or "").split(",") if n.strip()),
            )
            for row in _rows(path, "\t")
        ]
    except (KeyError, ValueError, TypeError) as error:
        raise BadSettings(
            f"{path}: expected the columns exchange, begins, on_declaration, clauses ({error})"
        ) from error


def _topics(path: Path) -> dict[int, str]:
    if not path.is_file():
        return {}
    try:
        return {int(row["paragraph"]): str(row["topic"]) for row in _rows(path, ",")}
    except (KeyError, ValueError, TypeError) as error:
        raise BadSettings(f"{path}: expected the columns paragraph and topic ({error})") from error


def _rows(path: Path, delimiter: str) -> list[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines, delimiter=delimiter))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadSettings(f"{path} cannot be read: {error}") from error
