import sqlite3
from pathlib import Path

import pytest

from pressgap.core.matching.opinions import Opinion
from pressgap.errors import DocumentNotFound
from pressgap.store import Store
from tests.store.build import PAPER, add, document, old_library

PAPERS = document(PAPER, "declaration")
SPOKEN = document()
FOUND = {
    "a" * 64: Opinion("implied", 0.812, "It asks who pays."),
    "b" * 64: Opinion("none", 0.9, "It is about the weather."),
}


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, PAPERS)
    add(store, SPOKEN)
    store.add_opinions(PAPERS.id, SPOKEN.id, "Ada", FOUND)
    return store


def test_opinions_come_back_as_they_were_and_only_those_that_are_there(filled: Store) -> None:
    assert filled.opinions([*FOUND, "c" * 64]) == FOUND
    assert filled.opinions([]) == {}


def test_many_can_be_asked_for_at_once(filled: Store) -> None:
    assert filled.opinions([f"{n:064}" for n in range(3_000)] + list(FOUND)) == FOUND


def test_an_opinion_that_is_there_stays(filled: Store) -> None:
    filled.add_opinions(PAPERS.id, SPOKEN.id, "Ada", dict.fromkeys(FOUND, FOUND["b" * 64]))
    assert filled.opinions(list(FOUND)) == FOUND


@pytest.mark.parametrize("gone", [PAPERS.id, SPOKEN.id])
def test_opinions_go_with_either_document(filled: Store, gone: str) -> None:
    filled.remove_document(gone)
    assert filled.opinions(list(FOUND)) == {}


def test_opinions_on_documents_that_are_not_stored_are_refused(filled: Store) -> None:
    with pytest.raises(DocumentNotFound):
        filled.add_opinions(PAPERS.id, "t0123456789abcde", "Ada", FOUND)


def test_a_library_of_before_there_were_opinions_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_library(tmp_path, "0001", SPOKEN, monkeypatch)
    with sqlite3.connect(tmp_path / "library.db") as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    assert "opinions" not in tables
    store = Store(tmp_path)
    assert store.document(SPOKEN.id) == SPOKEN
    add(store, PAPERS)
    store.add_opinions(PAPERS.id, SPOKEN.id, "Ada", FOUND)
    assert store.opinions(list(FOUND)) == FOUND
    store.close()
