"""Labelled folders of every kind, made up and small."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DECLARATION = """# Harbour plan

1. The council will build a harbour tunnel for lorries.

2. Night buses will run on every weekday from March.

3. School meals become free for younger pupils.
"""
TRANSCRIPT = """Mayor Ada Fell: Good morning. Questions, please.

Jon Reed: Jon Reed, The Courier. When will the council build the harbour tunnel for lorries?

Mayor Ada Fell: Work begins in May. And night buses will run on every weekday from March.
"""
CLAUSES = "clause\tasked\tanswered\tambiguous\n1\t2\t1\t0\n2\t0\t2\t0\n3\t0\t0\t1\n"

# Turns of two meetings of one series and of one other: (speaker, what they say).
HARBOUR = [
    ("Chair Mia Holm", "Good morning. We begin with the harbour tunnel."),
    (
        "Jon Reed",
        "When will the harbour tunnel for lorries be built? Lorries block the old bridge.",
    ),
    ("Minister Ada Fell", "The harbour tunnel opens in May. Lorries will leave the bridge then."),
    ("Eva Brook", "What about night buses? Nobody gets home after ten."),
    ("Minister Ada Fell", "Night buses will run on every weekday from March. We bought six buses."),
    ("Chair Mia Holm", "Thank you. The meeting is closed."),
]
SCHOOLS = [
    ("Chair Mia Holm", "Good morning. We turn to school meals."),
    ("Jon Reed", "Are school meals free for younger pupils? Parents ask me every day."),
    ("Minister Ada Fell", "School meals are free from autumn. The kitchens get new ovens."),
    ("Chair Mia Holm", "Thank you. That is all for today."),
]
WATER = [
    ("Chair Per Lund", "Good evening. The flood wall is our first matter."),
    ("Rosa Diaz", "Why was the flood wall never raised? The mill stood under water."),
    ("Engineer Tom Vale", "The flood wall needs new ground first. We drill since April."),
]


def make_case(folder: Path, clauses: str = CLAUSES, title: str = "Harbour") -> Path:
    folder.mkdir(parents=True)
    (folder / "plan.md").write_text(DECLARATION)
    (folder / "talk.txt").write_text(TRANSCRIPT)
    (folder / "case.toml").write_text(
        f'title = "{title}"\ndeclaration = "plan.md"\ntranscripts = ["talk.txt"]\n'
    )
    (folder / "clauses.tsv").write_text(clauses)
    (folder / "questions.tsv").write_text(
        "exchange\tquestion\tbegins\ton_declaration\tclauses\n"
        "1\t1\tWhen will the council\t1\t1\n1\t2\tNobody said this\t0\t\n"
    )
    (folder / "topics.csv").write_text("paragraph,topic,group\n1,Harbour tunnel,works\n")
    return folder


def meeting(
    turns: list[tuple[str, str]],
    topics: list[tuple[str, list[list[str]]]],
    questions: list[tuple[str, list[list[str]]]],
) -> dict[str, Any]:
    return {
        "topic_list": [{"topic": t, "relevant_text_span": spans} for t, spans in topics],
        "general_query_list": [{"query": "Summarize the whole meeting.", "answer": "They met."}],
        "specific_query_list": [
            {"query": q, "answer": "", "relevant_text_span": spans} for q, spans in questions
        ],
        "meeting_transcripts": [{"speaker": s, "content": text} for s, text in turns],
    }


MEETINGS = {
    "town_1": meeting(
        HARBOUR,
        [("Harbour tunnel for lorries", [["0", "2"]]), ("Night buses", [["3", "4"]])],
        [("When will the harbour tunnel open?", [["1", "2"]])],
    ),
    "town_2": meeting(SCHOOLS, [("Free school meals", [["0", "2"]])], []),
    "river_1": meeting(
        WATER, [("The flood wall", [["0", "2"]])], [("Why is the flood wall low?", [["1", "1"]])]
    ),
}


def mark(kind: str, turn: int, content: str) -> dict[str, Any]:
    return {"type": kind, "turn_index": turn, "sent_index": 0, "speaker": "", "content": content}


def explained(sentences: list[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    query = {
        "query": "Summarize the whole meeting.",
        "tokenized_answer": [text for text, _ in sentences],
        "answer_sentence_index": [[n] for n in range(len(sentences))],
        "evidence": [marks for _, marks in sentences],
    }
    summary = {"general_query_list": [query], "specific_query_list": []}
    return {"domain": "Town", "ami": None, "icsi": None, "qmsum": summary}


EXPLAINED = {
    "town_1": explained(
        [
            (
                "The minister said that night buses run on every weekday.",
                [
                    mark("CES", 4, "Night buses will run on every weekday from March."),
                    mark("PES", 3, "What about night buses?"),
                ],
            ),
            ("Lorries block the bridge.", [mark("CES", 1, "Lorries block the old  bridge.")]),
            ("The meeting was long.", []),
        ]
    ),
    "town_2": explained(
        [
            ("The kitchens get new ovens.", [mark("CES", 2, "The kitchens get new ovens.")]),
            ("Parents keep asking.", [mark("PES", 1, "Parents ask me every day.")]),
        ]
    ),
}


def make_meetings(folder: Path) -> Path:
    return _written(folder, MEETINGS)


def make_explained(folder: Path) -> Path:
    return _written(folder, EXPLAINED)


def _written(folder: Path, files: dict[str, dict[str, Any]]) -> Path:
    folder.mkdir(parents=True)
    for name, values in files.items():
        (folder / f"{name}.json").write_text(json.dumps(values))
    return folder


ARGUMENTS = """arg_id,argument,topic,stance
a1,School meals keep pupils awake in class,Meals should be free,1
a2,Pupils who eat learn better in class,Meals should be free,1
a3,Free meals help poor families save money,Meals should be free,1
a4,My uncle was a cook,Meals should be free,1
b1,Free meals cost the town too much money,Meals should be free,-1
b2,"The town has no money, none at all",Meals should be free,-1
"""
POINTS = """key_point_id,key_point,topic,stance
k1,Pupils who eat learn better,Meals should be free,1
k2,Free meals help poor families,Meals should be free,1
l1,Free meals cost too much money,Meals should be free,-1
"""
LABELS = """arg_id,key_point_id,label
a1,k1,1
a1,k2,0
a2,k1,1
a2,k2,0
a3,k2,1
a4,k1,0
a4,k2,0
b1,l1,1
"""


def make_arguments(folder: Path, split: str = "dev") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"arguments_{split}.csv").write_text(ARGUMENTS)
    (folder / f"key_points_{split}.csv").write_text(POINTS)
    (folder / f"labels_{split}.csv").write_text(LABELS)
    return folder
