import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from pressgap.core.model import Landmark
from pressgap.errors import StorageUnavailable
from pressgap.store import Store, database
from pressgap.store.migrations.run import config, is_ours
from pressgap.store.tables import metadata
from tests.store.build import PAPER, add, document, old_library


def test_a_new_library_is_made_with_its_folder_in_wal_mode(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b")
    add(store, document())
    store.close()
    with sqlite3.connect(tmp_path / "a" / "b" / "library.db") as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_what_was_stored_is_there_after_opening_again(tmp_path: Path) -> None:
    first = Store(tmp_path)
    add(first, document())
    first.close()
    second = Store(tmp_path)
    assert second.document(document().id) == document()
    second.close()


def test_migrations_make_the_tables_the_code_expects(tmp_path: Path) -> None:
    made = database.Database(tmp_path / "library.db")
    with made.read() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or is_ours(name)},
        )
        assert compare_metadata(context, metadata) == []
    made.close()


def test_the_newest_migration_is_the_one_the_code_names() -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == database.HEAD


def test_two_stores_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    stores: list[Store] = []
    threads = [threading.Thread(target=lambda: stores.append(Store(tmp_path))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 3
    add(stores[0], document())
    assert stores[2].document_ids() == [document().id]
    for store in stores:
        store.close()


def test_a_library_of_a_newer_pressgap_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).close()
    with sqlite3.connect(tmp_path / "library.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StorageUnavailable, match=r"newer PressGap \(schema 9999.*upgrade"):
        Store(tmp_path)


def test_a_file_where_the_folder_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("in the way")
    with pytest.raises(StorageUnavailable, match="PRESSGAP_DATA_DIR"):
        Store(tmp_path / "state")


def test_a_folder_where_the_file_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(StorageUnavailable, match=r"library\.db: it cannot be opened"):
        Store(tmp_path)


def test_a_file_that_is_no_database_is_reported_and_kept(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("not a database, but somebody's notes " * 50)
    with pytest.raises(StorageUnavailable, match="no SQLite database"):
        Store(tmp_path)
    assert (tmp_path / "library.db").read_text().startswith("not a database")


def test_a_full_disk_is_reported_and_leaves_nothing_half_written(
    store: Store, tmp_path: Path
) -> None:
    add(store, document())
    before = store.mark()
    with store._database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = f"PRAGMA max_page_count = {pages + 3}"
    with store._database.write() as connection:  # one connection is pooled, so this is the one
        connection.exec_driver_sql(limit)
    with pytest.raises(StorageUnavailable, match="the disk is full: free space"):
        add(store, document("A long text. " * 20_000, title="Too long for the disk"))
    assert store.mark() == before
    assert store.document_ids() == [document().id]
    with store._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    add(store, document(PAPER, "declaration"))
    assert len(store.document_ids()) == 2


def test_a_database_that_may_only_be_read_is_reported(store: Store) -> None:
    add(store, document())
    with store._database.read() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(StorageUnavailable, match="it cannot be written"):
        store.remove_document(document().id)
    assert store.document(document().id) == document()


def test_a_lock_that_is_never_given_up_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_SECONDS", 0.1)
    store = Store(tmp_path)
    raw = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="another process"):
        add(store, document())
    assert store.document_ids() == []
    raw.execute("ROLLBACK")
    raw.close()
    add(store, document())
    store.close()


def test_an_error_of_ours_rolls_back_and_stays_what_it_is(store: Store) -> None:
    def fail() -> None:
        with store._database.write() as connection:
            connection.exec_driver_sql("INSERT INTO changes(stamp) VALUES ('x')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.generation() == 0


def test_a_library_from_before_landmarks_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old_library(tmp_path, "0002", document(), monkeypatch)
    newer = Store(tmp_path)
    assert newer.document(document().id) == document()
    marked = replace(document(PAPER, "declaration"), landmarks=(Landmark(0, page=1),))
    add(newer, marked)
    assert newer.document(marked.id) == marked
    newer.close()
