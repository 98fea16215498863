"""Documents made by hand, small enough to count."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from alembic import command
from numpy.typing import NDArray

from pressgap.core.codec import to_json
from pressgap.core.model import (
    Clause,
    Declaration,
    Document,
    Exchange,
    Kind,
    Passage,
    Question,
    Span,
    Speaker,
    Structure,
    Transcript,
    Turn,
    document_id,
    text_sha256,
)
from pressgap.store import Store, database

MODEL = "f" * 64
SPEECH = "Will rates rise? They may. Next question. The bridge is shut."
PAPER = "The bank sets rates. The bridge is shut."


def document(
    text: str = SPEECH,
    kind: Kind = "transcript",
    title: str = "A briefing",
    date: str | None = None,
) -> Document:
    sha256 = text_sha256(text)
    return Document(
        id=document_id(kind, sha256),
        kind=kind,
        title=title,
        text=text,
        sha256=sha256,
        source_sha256=sha256,
        added="2024-07-04T10:00:00+00:00",
        date=date,
        language="en",
    )


def sentences(text: str) -> list[Span]:
    spans, start = [], 0
    for at, letter in enumerate(text):
        if letter in ".?":
            spans.append(Span(start, at + 1))
            start = at + 2
    return spans


def structure(kind: Kind, text: str) -> Structure:
    whole = Span(0, len(text))
    if kind == "declaration":
        return Declaration((Clause("c1", "1", "rates", whole),))
    return Transcript(
        turns=(Turn(1, "Reporter", "s1", whole),),
        speakers=(Speaker("s1", "Ada", "questioner", "The Gazette", ("Reporter",)),),
        exchanges=(Exchange(1, "s1", (1,), (Question(1, 1, sentences(text)[0]),), whole),),
    )


def passages(of: Document) -> list[Passage]:
    """One block, and every sentence."""
    text = of.text
    block = Passage(of.id, "block", Span(0, len(text)), "clause", clause="c1")
    if of.kind == "transcript":
        block = Passage(of.id, "block", block.span, "question", 1, 1, "s1", "questioner")
    rest = {name: getattr(block, name) for name in ("turn", "exchange", "speaker", "role")}
    found = [
        Passage(of.id, "sentence", span, block.part, **rest, clause=block.clause)
        for span in sentences(text)
    ]
    return [block, *found]


def rows(texts: Sequence[str], dimension: int = 8) -> dict[str, NDArray[np.float32]]:
    """A unit row per text, of nothing but its hash."""
    found = {}
    for text in texts:
        seed = int(text_sha256(text)[:8], 16)
        row = np.random.default_rng(seed).normal(size=dimension).astype(np.float32)
        found[text_sha256(text)] = row / np.linalg.norm(row)
    return found


def add(store: Store, of: Document, model: str = MODEL) -> list[int]:
    found = passages(of)
    vectors = rows([p.span.of(of.text) for p in found])
    known = store.known_hashes(model, vectors)
    new = {sha256: row for sha256, row in vectors.items() if sha256 not in known}
    change = store.add_document(
        of, b"bytes of " + of.text.encode(), structure(of.kind, of.text), None, found, new, model
    )
    assert change is not None
    return change.keys


def old_library(folder: Path, revision: str, of: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a library as PressGap did up to this migration, with one document in it."""
    upgrade = command.upgrade
    with monkeypatch.context() as before:
        before.setattr(database, "HEAD", revision)
        before.setattr(command, "upgrade", lambda config, _: upgrade(config, revision))
        Store(folder).close()
    about = {name: getattr(of, name) for name in _COLUMNS}
    about |= {"key": 1, "characters": len(of.text), "revision": 1}
    content = {"document": 1, "text": of.text, "source_bytes": of.text.encode()}
    content |= {"structure": json.dumps(to_json(structure(of.kind, of.text)))}
    with sqlite3.connect(folder / "library.db") as raw:
        for table, row in (("documents", about), ("contents", content)):
            marks = ", ".join("?" * len(row))
            raw.execute(
                f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608 - ours
                tuple(row.values()),
            )
    raw.close()


_COLUMNS = (
    *("id", "kind", "title", "date", "source", "language", "verbatim", "note", "added"),
    *("sha256", "source_sha256"),
)
