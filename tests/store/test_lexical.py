import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressgap.core.model import Filters
from pressgap.store import Store
from tests.store.build import PAPER, SPEECH, add, document

EVERYTHING = Filters()


def texts(store: Store, query: str, filters: Filters = EVERYTHING) -> list[str]:
    ids = store.document_ids()
    spans = {
        p.key: p.passage.span.of(store.document(each).text)
        for each in ids
        for p in store.passages(each)
    }
    return [spans[key] for key, _ in store.lexical(query, 10, filters)]


@pytest.fixture
def filled(store: Store) -> Store:
    add(store, document())
    add(store, document(PAPER, "declaration"))
    add(store, document("Économie élargie. Müller ging nach Łódź.", title="Accents"))
    return store


def test_the_sentence_with_the_words_comes_first(filled: Store) -> None:
    assert texts(filled, "What about the next question?")[0] == "Next question."


def test_case_and_accents_do_not_matter(filled: Store) -> None:
    assert texts(filled, "ECONOMIE")[0] == "Économie élargie."
    assert texts(filled, "muller")[0] == "Müller ging nach Łódź."
    assert texts(filled, "MÜLLER")[0] == "Müller ging nach Łódź."


def test_scores_fall_and_higher_is_better(filled: Store) -> None:
    scores = [score for _, score in filled.lexical("bridge rates", 10)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 2


def test_filters_hold(filled: Store) -> None:
    assert set(texts(filled, "bridge", Filters(kinds=("declaration",)))) == {
        "The bridge is shut.",
        PAPER,
    }
    assert texts(filled, "bridge", Filters(roles=("chair",))) == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "zebra", '"', "*", "NEAR("])
def test_what_holds_no_known_word_finds_nothing(filled: Store, query: str) -> None:
    assert filled.lexical(query, 10) == []


@pytest.mark.parametrize(
    "query",
    [
        'bridge" OR "rates',
        "text:bridge",
        "bridge*",
        "bridge AND NOT rates",
        "NEAR(bridge rates, 5)",
        "^bridge",
        "bridge'; DROP TABLE passages; --",
        "{text} : bridge",
    ],
)
def test_search_syntax_is_taken_as_words(filled: Store, query: str) -> None:
    assert any("bridge" in text for text in texts(filled, query))
    assert filled.document(document().id).text == SPEECH


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60))
def test_no_text_breaks_the_search(filled: Store, query: str) -> None:
    assert len(filled.lexical(query, 3)) <= 3


def test_a_word_is_counted_anew_when_documents_change(filled: Store) -> None:
    assert texts(filled, "zebra bridge") != []
    assert "zebra" not in " ".join(texts(filled, "zebra"))
    add(filled, document("A zebra crosses.", title="Zebra"))
    assert texts(filled, "zebra")[0] == "A zebra crosses."
    filled.remove_document(document("A zebra crosses.").id)
    assert texts(filled, "zebra") == []


def test_words_are_counted_once_as_long_as_nothing_changes(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled.lexical("the bridge rates", 10)

    def counted_again() -> None:
        raise AssertionError

    monkeypatch.setattr("pressgap.store.lexical._COUNTS", counted_again)
    assert filled.lexical("the bridge rates", 10) == before
    assert filled.lexical("rates", 10)
