"""The labelled meetings under ``train``: turns, and summary sentences with what supports them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.text.sentences import sentence_spans
from pressgap.core.text.terms import terms
from pressgap.errors import BadSettings

# A speaker asks for a living when at least this share of their turns holds a question mark.
_ASKS = 0.35
_BLOCK_WORDS = 150  # about what fits the model's window
_PRESIDES = ("chair", "speaker")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a summary. ``central`` are the turns that say it, ``near`` all turns that
    bear on it; ``sentences`` quote what was marked as saying it.
    """

    text: str
    central: frozenset[int]
    near: frozenset[int]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A topic or question, and the turns that discuss it."""

    text: str
    turns: frozenset[int]


@dataclass(frozen=True, eq=False)
class Meeting:
    """A meeting of a ``split`` as sentences.

    ``turns`` gives the turn of each; ``asks`` and ``presides`` say of each turn whether its speaker
    asks questions, or chairs.
    """

    name: str
    split: str
    sentences: tuple[str, ...]
    turns: NDArray[np.int64]
    asks: NDArray[np.bool_]
    presides: NDArray[np.bool_]
    statements: tuple[Statement, ...]
    queries: tuple[Query, ...]

    @property
    def series(self) -> str:
        """Return the series the meeting belongs to, as its file name says."""
        return self.name.split("_")[0]

    @cached_property
    def terms(self) -> tuple[tuple[str, ...], ...]:
        """Return the terms of each sentence."""
        return tuple(tuple(terms(sentence)) for sentence in self.sentences)


def read_meetings(train: Path) -> tuple[Meeting, ...]:
    """Return every meeting under ``train`` in the order of its path.

    Raises ``BadSettings`` when the folder holds none, or a file that is none.
    """
    paths = sorted(train.glob("qmsum-committee/*/*.json"))
    if not paths:
        raise BadSettings(f"{train} holds no qmsum-committee/*/*.json: name the folder that does")
    return tuple(_read(path, train) for path in paths)


def _read(path: Path, train: Path) -> Meeting:
    try:
        return _meeting(path, train)
    except (KeyError, TypeError, ValueError) as error:
        raise BadSettings(
            f"{path} and its summary are not as QMSum and ExplainMeetSum have them: {error!r}"
        ) from error


def _meeting(path: Path, train: Path) -> Meeting:
    values = json.loads(path.read_text(encoding="utf-8"))
    turns = values["meeting_transcripts"]
    explained = train / "explainmeetsum-committee" / path.parent.name / path.name
    sentences, numbers = [], []
    for number, turn in enumerate(turns):
        text = str(turn["content"])
        for span in sentence_spans(text):
            sentences.append(span.of(text))
            numbers.append(number)
    asking = _asking([(str(turn["speaker"]), str(turn["content"])) for turn in turns])
    return Meeting(
        name=path.stem,
        split=path.parent.name,
        sentences=tuple(sentences),
        turns=np.array(numbers, np.int64),
        asks=np.array([turn["speaker"] in asking for turn in turns]),
        presides=np.array([any(p in turn["speaker"].lower() for p in _PRESIDES) for turn in turns]),
        statements=_statements(explained) if explained.exists() else (),
        queries=(
            *_queries(values["topic_list"], "topic"),
            *_queries(values["specific_query_list"], "query"),
        ),
    )


def _queries(entries: list[dict[str, Any]], key: str) -> Iterator[Query]:
    for entry in entries:
        spans = [(int(first), int(last)) for first, last in entry["relevant_text_span"]]
        turns = frozenset(turn for first, last in spans for turn in range(first, last + 1))
        yield Query(str(entry[key]), turns)


def _asking(turns: list[tuple[str, str]]) -> set[str]:
    spoke = Counter(speaker for speaker, _ in turns)
    asked = Counter(speaker for speaker, text in turns if "?" in text)
    return {speaker for speaker, count in spoke.items() if asked[speaker] >= _ASKS * count}


def _statements(path: Path) -> tuple[Statement, ...]:
    summary = json.loads(path.read_text(encoding="utf-8"))["qmsum"]
    queries = [*summary["general_query_list"], *summary["specific_query_list"]]
    return tuple(found for query in queries for found in _supported(query))


def _supported(query: dict[str, Any]) -> list[Statement]:
    found = []
    for number, text in enumerate(query["tokenized_answer"]):
        marks = [
            mark
            for group, marks in zip(query["answer_sentence_index"], query["evidence"], strict=False)
            if number in group
            for mark in marks
        ]
        if marks:
            central = [mark for mark in marks if mark["type"] == "CES"]
            found.append(
                Statement(
                    text=str(text),
                    central=frozenset(int(mark["turn_index"]) for mark in central),
                    near=frozenset(int(mark["turn_index"]) for mark in marks),
                    sentences=tuple(str(mark["content"]) for mark in central),
                )
            )
    return found


def block_texts(meeting: Meeting) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return consecutive sentences of one turn joined, and the block of each sentence."""
    blocks: list[list[str]] = []
    of_sentence = []
    turn, length = -1, 0
    for sentence, number in zip(meeting.sentences, meeting.turns.tolist(), strict=True):
        words = len(sentence.split())
        if number != turn or length + words > _BLOCK_WORDS:
            blocks.append([])
            turn, length = number, 0
        blocks[-1].append(sentence)
        length += words
        of_sentence.append(len(blocks) - 1)
    return tuple(" ".join(block) for block in blocks), np.array(of_sentence, np.int64)
