"""Labelled meetings on disk: QMSum (turns, topics, questions) and ExplainMeetSum (statements)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from pressgap.errors import BadSettings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Query:
    """A topic or question and the turns (from 0) that discuss it."""

    text: str
    turns: frozenset[int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a summary with the turns and sentences that say it (``central``), and all
    turns that bear on it (``near``). ``sentences`` are (turn, quotation).
    """

    text: str
    central: frozenset[int]
    near: frozenset[int]
    sentences: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as labelled: ``turns`` are (speaker, what they say). ``strays`` counts labelled
    turns that the meeting does not have; they are passed over.
    """

    name: str
    turns: tuple[tuple[str, str], ...]
    topics: tuple[Query, ...]
    questions: tuple[Query, ...]
    strays: int = 0

    @property
    def series(self) -> str:
        """Return the series the meeting belongs to, as its file name says."""
        return self.name.split("_")[0]


def is_meeting(values: object) -> bool:
    """Return whether a JSON file is a meeting of QMSum."""
    return isinstance(values, dict) and "meeting_transcripts" in values


def is_explained(values: object) -> bool:
    """Return whether a JSON file is a summary of ExplainMeetSum."""
    return isinstance(values, dict) and isinstance(values.get("qmsum"), dict)


def read_meeting(path: Path) -> Meeting:
    """Return the meeting in a file of QMSum.

    Raises ``BadSettings`` for a file that is none.
    """
    return _read(path, _meeting)


def read_statements(path: Path) -> tuple[Statement, ...]:
    """Return the statements in a file of ExplainMeetSum that anything in the meeting supports.

    Raises ``BadSettings`` for a file that is none.
    """
    return _read(path, lambda _path, values: tuple(_statements(values["qmsum"])))


def read_json(path: Path) -> Any:
    """Return what a JSON file holds; raises ``BadSettings``."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadSettings(f"{path} cannot be read: {error}") from error


def _read(path: Path, reader: Callable[[Path, Any], T]) -> T:
    values = read_json(path)
    try:
        return reader(path, values)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise BadSettings(
            f"{path} is not laid out as meetings are ({type(error).__name__}: {error})"
        ) from error


def _meeting(path: Path, values: dict[str, Any]) -> Meeting:
    said = values["meeting_transcripts"]
    turns = tuple((str(turn["speaker"]), str(turn["content"])) for turn in said)
    topics = list(_queries(values.get("topic_list", []), "topic"))
    questions = list(_queries(values.get("specific_query_list", []), "query"))
    there = frozenset(range(len(turns)))
    return Meeting(
        name=path.stem,
        turns=turns,
        topics=_within(topics, there),
        questions=_within(questions, there),
        strays=sum(len(query.turns - there) for query in (*topics, *questions)),
    )


def _queries(entries: list[dict[str, Any]], key: str) -> Iterator[Query]:
    for entry in entries:
        spans = [(int(first), int(last)) for first, last in entry["relevant_text_span"]]
        found = frozenset(turn for first, last in spans for turn in range(first, last + 1))
        if any(map(str.isalnum, str(entry[key]))):
            yield Query(str(entry[key]), found)


def _within(queries: list[Query], there: frozenset[int]) -> tuple[Query, ...]:
    """Return the queries that name any turn that is there: another cannot be looked for."""
    kept = [replace(query, turns=query.turns & there) for query in queries]
    return tuple(query for query in kept if query.turns)


def _statements(summary: dict[str, Any]) -> Iterator[Statement]:
    for query in [*summary["general_query_list"], *summary["specific_query_list"]]:
        groups = list(zip(query["answer_sentence_index"], query["evidence"], strict=False))
        for number, text in enumerate(query["tokenized_answer"]):
            marks = [mark for group, found in groups if number in group for mark in found]
            if marks:
                yield _statement(str(text), marks)


def _statement(text: str, marks: list[dict[str, Any]]) -> Statement:
    central = [mark for mark in marks if mark["type"] == "CES"]
    return Statement(
        text=text,
        central=frozenset(int(mark["turn_index"]) for mark in central),
        near=frozenset(int(mark["turn_index"]) for mark in marks),
        sentences=tuple((int(mark["turn_index"]), str(mark["content"])) for mark in central),
    )
