import threading
from pathlib import Path

import pytest

from pressgap.core.model import Filters, RelatedPassage
from pressgap.errors import BadSettings, DocumentNotFound, ModelUnavailable, TooLarge
from pressgap.library import Library
from pressgap.library.keeper import IndexKeeper
from tests.fakes import FakeEncoder, open_library
from tests.library.texts import BRIEFING, briefing, programme

RATES = "The bank will raise interest rates this year."


@pytest.fixture
def filled(library: Library) -> Library:
    library.add(briefing(title="Briefing", date="2024-07-04"))
    library.add(programme(title="Programme", date="2024-07-01", verbatim=False))
    return library


def quotes(found: tuple[RelatedPassage, ...]) -> list[str]:
    return [passage.quote for passage in found]


def test_passages_over_the_bar_come_best_first(filled: Library) -> None:
    found = filled.search(RATES).passages
    assert found
    assert [p.probability for p in found] == sorted((p.probability for p in found), reverse=True)
    assert all("interest rates" in quote for quote in quotes(found))
    assert all(p.probability >= 0.5 for p in found)


def test_a_found_passage_says_who_said_it_where(filled: Library) -> None:
    found = filled.search("Will the bank raise interest rates?", Filters(kinds=("transcript",)))
    best = found.passages[0]
    assert best.quote == BRIEFING[best.start : best.end]
    assert best.passage == f"{best.document}:{best.start}-{best.end}"
    assert best.sentence.of(BRIEFING) == "Will the bank raise interest rates this year?"
    assert (best.part, best.role, best.speaker, best.outlet) == (
        "question",
        "questioner",
        "Ana Silva",
        "The Gazette",
    )
    assert (best.exchange, best.kind, best.title, best.date, best.verbatim) == (
        1,
        "transcript",
        "Briefing",
        "2024-07-04",
        True,
    )
    assert best.context.start <= best.start < best.end <= best.context.end


def test_a_clause_is_found_with_its_number_and_as_a_paraphrase(filled: Library) -> None:
    found = filled.search("The archive of the bank will be opened to historians.")
    best = found.passages[0]
    assert (best.part, best.clause, best.turn, best.verbatim) == ("clause", "c3", None, False)


def test_nothing_that_fits_is_an_empty_answer_with_the_closest_misses(filled: Library) -> None:
    found = filled.search("Penguins dislike marmalade on the river.")
    assert found.passages == ()
    assert 1 <= len(found.closest) <= 3
    assert all(p.probability < 0.5 for p in found.closest)


def test_a_statement_of_several_sentences_is_held_sentence_by_sentence(filled: Library) -> None:
    found = filled.search(f"Penguins dislike marmalade. {RATES} Zebras stay silent about that.")
    assert any("interest rates" in quote for quote in quotes(found.passages))


def test_the_chair_is_never_a_finding(filled: Library) -> None:
    found = filled.search("Next question.")
    assert all(p.part != "chair" for p in (*found.passages, *found.closest))


def test_filters_hold_for_hits_and_misses(filled: Library) -> None:
    briefing_id = filled.search(RATES, Filters(kinds=("transcript",))).passages[0].document
    for filters in (
        Filters(documents=(briefing_id[:6],)),
        Filters(roles=("questioner", "principal")),
        Filters(date_from="2024-07-02"),
    ):
        found = filled.search(RATES, filters)
        assert {p.document for p in (*found.passages, *found.closest)} == {briefing_id}
    for filters in (Filters(date_to="2024-07-01"), Filters(kinds=("declaration",))):
        found = filled.search(RATES, filters)
        assert {p.title for p in (*found.passages, *found.closest)} == {"Programme"}
    found = filled.search(RATES, Filters(date_from="2030-01-01"))
    assert (found.passages, found.closest) == ((), ())


def test_a_limit_cuts_the_list_and_not_the_score(filled: Library) -> None:
    many, one = filled.search(RATES, limit=10), filled.search(RATES, limit=1)
    assert one.passages == many.passages[:1]


def test_the_same_search_twice_gives_the_same_answer(filled: Library) -> None:
    assert filled.search(RATES) == filled.search(RATES)


def test_a_statement_asked_again_is_not_embedded_again(
    filled: Library, encoder: FakeEncoder
) -> None:
    found = filled.search(RATES)
    encoder.encoded.clear()
    assert filled.search(RATES, Filters(kinds=("transcript",)), limit=1).passages
    assert filled.search(RATES) == found
    assert encoder.encoded == []


def test_an_empty_library_says_so(library: Library) -> None:
    found = library.search(RATES)
    assert (found.passages, found.closest) == ((), ())
    assert "empty" in found.warnings[0]


@pytest.mark.parametrize("text", ["", "  ", "?!…"])
def test_a_statement_without_words_is_refused(filled: Library, text: str) -> None:
    with pytest.raises(BadSettings, match="no words"):
        filled.search(text)


def test_wrong_searches_are_refused_by_name(filled: Library) -> None:
    with pytest.raises(TooLarge, match="max_statement_chars"):
        filled.search("word " * 5000)
    with pytest.raises(BadSettings, match="limit"):
        filled.search(RATES, limit=0)
    with pytest.raises(BadSettings, match="date_from"):
        filled.search(RATES, Filters(date_from="yesterday"))
    with pytest.raises(DocumentNotFound):
        filled.search(RATES, Filters(documents=("t00000",)))


def test_a_sentence_longer_than_the_window_is_split_not_cut(filled: Library) -> None:
    long = "and ".join(f"penguin{i} " for i in range(100)) + "will raise interest rates in autumn"
    found = filled.search(long)
    assert any("interest rates" in quote for quote in quotes((*found.passages, *found.closest)))


def test_a_running_library_sees_what_another_process_added_and_removed(
    filled: Library, tmp_path: Path, encoder: FakeEncoder
) -> None:
    filled.search(RATES)
    other = open_library(tmp_path)
    text = BRIEFING.replace("bridge", "aqueduct")
    added = other.add(briefing(text=text, title="Aqueduct"))
    encoder.encoded.clear()
    statement = "Who pays for the new aqueduct over the river?"
    assert filled.search(statement).passages[0].title == "Aqueduct"
    assert set(encoder.encoded) == {statement}  # no passage was embedded to catch up
    other.remove(added.document.id)
    assert "Aqueduct" not in {p.title for p in filled.search(statement).passages}
    other.close()
    other.store.close()


def test_the_index_is_rebuilt_from_the_database_when_its_files_are_lost(
    filled: Library, tmp_path: Path, encoder: FakeEncoder
) -> None:
    expected = filled.search(RATES)
    filled.close()
    for file in (tmp_path / "faiss").iterdir():
        file.unlink()
    encoder.encoded.clear()
    fresh = open_library(tmp_path, encoder)
    assert fresh.search(RATES) == expected
    assert set(encoder.encoded) == {RATES}
    fresh.close()
    assert (tmp_path / "faiss" / "manifest.json").exists()
    fresh.store.close()


def test_an_index_of_a_backup_undone_is_not_believed(library: Library, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    library.add(programme())
    with library.store._database.read() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql(f"VACUUM INTO '{backup}'")
        connection.exec_driver_sql("BEGIN")
    library.add(briefing())
    library.search(RATES)
    library.close()
    library.store.close()
    for name in ("library.db", "library.db-wal", "library.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    backup.rename(tmp_path / "library.db")
    fresh = open_library(tmp_path)
    text = BRIEFING.replace("interest rates", "marble statues")
    fresh.add(briefing(text=text, title="Statues"))  # gets the numbers of the lost briefing
    found = fresh.search("We may raise marble statues in the autumn.")
    assert found.passages[0].title == "Statues"
    fresh.store.close()


def test_another_model_finds_nothing_until_the_library_is_indexed_anew(
    filled: Library, tmp_path: Path
) -> None:
    other = FakeEncoder("other", "1" * 64)
    fresh = open_library(tmp_path, other)
    with pytest.raises(ModelUnavailable, match="pressgap reindex"):
        fresh.search(RATES)
    text = "Reporter: Is the ferry late?\nMinister: It is late."
    fresh.add(briefing(text=text))
    with pytest.raises(ModelUnavailable, match="pressgap reindex"):
        fresh.search(RATES)
    seen: list[tuple[int, int]] = []
    counts = fresh.reindex(lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert counts.documents == 3
    assert counts.embedded > 0
    assert fresh.search(RATES).passages
    assert fresh.reindex().embedded == 0
    fresh.store.close()


def test_reading_anew_keeps_texts_options_and_findings(
    filled: Library, encoder: FakeEncoder
) -> None:
    before = filled.search(RATES)
    encoder.encoded.clear()
    counts = filled.reindex(reparse=True)
    assert encoder.encoded == []
    assert (counts.documents, counts.embedded) == (2, 0)
    assert filled.search(RATES) == before


def test_adding_many_documents_saves_the_index_seldom(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[int] = []
    monkeypatch.setattr(library.model.index, "save", lambda: saves.append(1))
    monkeypatch.setattr("pressgap.library.keeper._SAVING_SHARE", 1e-9)
    library.search(RATES)
    for i in range(5):
        library.add(briefing(text=BRIEFING + f"\nReporter: And number {i}?\n"))
    assert len(saves) <= 1
    library.close()
    assert len(saves) <= 2


def test_what_is_added_goes_to_the_index_without_a_rebuild(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.search(RATES)

    def rebuilt(_: IndexKeeper) -> None:
        raise AssertionError("compared the whole index")

    monkeypatch.setattr(IndexKeeper, "_reconcile", rebuilt)
    filled.add(briefing(text=BRIEFING.replace("bridge", "aqueduct"), title="Aqueduct"))
    found = filled.search("Who pays for the new aqueduct over the river?")
    assert found.passages[0].title == "Aqueduct"


def test_threads_may_search_while_documents_come_and_go(filled: Library) -> None:
    failures: list[BaseException] = []

    def change() -> None:
        for i in range(8):
            new = briefing(text=BRIEFING + f"\nReporter: Will rates number {i} rise?\n")
            filled.remove(filled.add(new).document.id)

    def search() -> None:
        for _ in range(20):
            if not filled.search(RATES).passages:
                raise AssertionError("found nothing")

    def guarded(work: object) -> None:
        try:
            work()  # type: ignore[operator]  # one of the two above
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in (change, search, search)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
