"""Made-up training data: a few tiny meetings with their summaries, and a debate."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pressgap.encoder import Encoder
from pressgap.fit.meetings import Meeting, read_meetings
from pressgap.fit.pseudo import Embedded

MATTERS = ("harbour tunnel", "night bus", "school meal", "flood wall", "library roof", "ice rink")
NAMES = {"town_1": 0, "town_2": 2, "port_1": 4, "port_2": 1, "isle_1": 3}
_TURNS = 60


def write_train(train: Path) -> Path:
    """Write meetings and a debate under ``train``, as `pressgap fit` reads them; return it."""
    write_debates(train)
    for name, first in NAMES.items():
        write_meeting(train, name, first)
    return train


def write_meeting(train: Path, name: str, first: int, split: str = "train") -> Path:
    """Write a meeting and its summary; return where the meeting lies.

    Members ask and a minister answers, ten turns on each matter, the ``first`` one first.
    """
    matters = [MATTERS[(first + number // 10) % len(MATTERS)] for number in range(_TURNS)]
    meeting = {
        "meeting_transcripts": [_turn(number, matter) for number, matter in enumerate(matters)],
        "topic_list": [{"topic": f"The {matters[0]}", "relevant_text_span": [["0", "9"]]}],
        "specific_query_list": [
            {"query": f"Who pays for the {matters[10]}?", "relevant_text_span": [["10", "19"]]}
        ],
    }
    told = [_told(number, matters[number]) for number in range(0, _TURNS, 5)]
    summary = {"qmsum": {"general_query_list": [], "specific_query_list": told}}
    _write(train / "explainmeetsum-committee" / split / f"{name}.json", summary)
    return _write(train / "qmsum-committee" / split / f"{name}.json", meeting)


def _turn(number: int, matter: str) -> dict[str, str]:
    if number % 2 == 0:
        words = f"What will become of the {matter} in year {number}? Who pays for it?"
        return {"speaker": "Member", "content": words}
    words = f"The {matter} is paid for by the town in year {number}. Work goes on."
    return {"speaker": "Minister", "content": words}


def _told(turn: int, matter: str) -> dict[str, object]:
    """Return a summary sentence that a question says (and its answer), or an answer alone."""
    saying = (turn, turn + 1) if turn % 10 == 0 else (turn,)
    marks = [
        {"type": "CES", "turn_index": t, "sent_index": 0, "content": "As said."} for t in saying
    ]
    return {
        "query": "What was said?",
        "tokenized_answer": [f"The {matter} was discussed for year {turn}."],
        "answer_sentence_index": [[0]],
        "evidence": [marks],
    }


def _write(path: Path, content: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_debates(train: Path) -> None:
    """Write arguments and key points of one side of one topic; the third point nobody makes."""
    write_debate(
        train,
        [f"p{n},The {matter} should be paid for,town,1" for n, matter in enumerate(MATTERS[:3])],
        [f'a{n},"I would pay for the {MATTERS[n % 2]}, take {n}",town,1' for n in range(8)],
        [f"a{a},p{p},{int(a % 2 == p)}" for a in range(8) for p in range(3)],
    )


def write_debate(
    train: Path,
    points: Sequence[str],
    arguments: Sequence[str],
    labels: Sequence[str],
    split: str = "train",
) -> None:
    """Write a split of ArgKP from the lines of its three files."""
    folder = train / "argkp-2021"
    folder.mkdir(parents=True, exist_ok=True)
    for name, head, lines in (
        ("key_points", "key_point_id,key_point,topic,stance", points),
        ("arguments", "arg_id,argument,topic,stance", arguments),
        ("labels", "arg_id,key_point_id,label", labels),
    ):
        text = "\n".join([head, *lines]) + "\n"
        (folder / f"{name}_{split}.csv").write_text(text, encoding="utf-8")


def embedded(train: Path, encoder: Encoder) -> list[Embedded]:
    """Return the meetings under ``train``, embedded."""
    return [_embedded(meeting, encoder) for meeting in read_meetings(train)]


def _embedded(meeting: Meeting, encoder: Encoder) -> Embedded:
    parts = (
        list(meeting.sentences),
        [statement.text for statement in meeting.statements],
        [query.text for query in meeting.queries],
    )
    empty = np.zeros((0, encoder.dimension), np.float32)
    return Embedded(meeting, *(encoder.encode(part) if part else empty for part in parts))
