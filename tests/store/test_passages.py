import numpy as np
import pytest

from pressgap.core.model import Filters, Span, text_sha256
from pressgap.errors import DocumentNotFound, ModelUnavailable
from pressgap.store import Store, VectorsMissing
from tests.store.build import MODEL, PAPER, SPEECH, add, document, passages, rows, structure


def test_passages_come_back_with_the_numbers_given_out(store: Store) -> None:
    of = document()
    keys = add(store, of)
    found = store.passages(of.id)
    assert [p.key for p in found] == keys
    assert [p.passage for p in found] == passages(of)
    assert [p.passage.level for p in store.passages(of.id, "block")] == ["block"]


def test_vectors_stand_in_the_order_of_the_passages(store: Store) -> None:
    of = document()
    add(store, of)
    found, vectors = store.embedded(of.id, MODEL)
    expected = rows([p.passage.span.of(of.text) for p in found])
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors, np.array(list(expected.values())))
    np.testing.assert_array_equal(vectors, store.vectors(of.id, MODEL))


def test_a_text_is_stored_once_however_often_it_is_said(store: Store) -> None:
    repeated = document("Next question. Next question. Next question.")
    add(store, repeated)
    found, vectors = store.embedded(repeated.id, MODEL)
    assert len(found) == 4
    np.testing.assert_array_equal(vectors[1], vectors[2])
    assert store.known_hashes(MODEL, [text_sha256("Next question."), "0" * 64]) == {
        text_sha256("Next question.")
    }


def test_a_passage_without_vector_is_refused_and_nothing_is_stored(store: Store) -> None:
    of = document()
    vectors = rows([p.span.of(of.text) for p in passages(of)])
    lacking, _ = vectors.popitem()
    with pytest.raises(VectorsMissing) as raised:
        store.add_document(of, b"", structure(of.kind, SPEECH), None, passages(of), vectors, MODEL)
    assert raised.value.hashes == (lacking,)
    assert store.find(of.id) is None
    assert store.known_hashes(MODEL, vectors) == set()
    assert store.generation() == 0


def test_what_a_new_model_has_not_embedded_is_counted_and_refused(store: Store) -> None:
    of = document()
    keys = add(store, of)
    assert store.index_state(MODEL).lacking == 0
    assert store.index_state(MODEL).ids.tolist() == keys
    other = "e" * 64
    assert store.index_state(other).lacking == len(keys)
    with pytest.raises(VectorsMissing, match="pressgap reindex"):
        store.vectors(of.id, other)
    missing = store.missing_hashes(of.id, other)
    store.add_vectors(other, {sha256: np.ones(3, dtype=np.float32) for sha256 in missing})
    assert store.index_state(other).lacking == 0
    assert store.vectors(of.id, other).shape == (len(keys), 3)
    assert store.vectors(of.id, MODEL).shape == (len(keys), 8)


def test_one_model_gives_one_dimension(store: Store) -> None:
    add(store, document())
    with pytest.raises(ModelUnavailable, match="8"):
        store.add_vectors(MODEL, {"0" * 64: np.ones(3, dtype=np.float32)})


def test_rows_come_in_portions_without_those_that_are_gone(store: Store) -> None:
    keys = add(store, document())
    ((ids, vectors),) = store.rows(MODEL, [*keys, 4711])
    assert sorted(ids.tolist()) == keys
    assert vectors.shape == (len(keys), 8)


def test_a_new_reading_replaces_the_passages_and_keeps_shared_vectors(store: Store) -> None:
    of = document()
    old = add(store, of)
    fewer = passages(of)[:2]
    reading = structure(of.kind, SPEECH)
    keys = store.replace_passages(of.id, reading, None, fewer, {}, MODEL).keys
    assert min(keys) > max(old)
    assert [p.passage for p in store.passages(of.id)] == fewer
    assert store.edition(of.id).revision == 2
    gone = rows(["Next question."])
    assert store.known_hashes(MODEL, gone) == set()
    assert [key for key, _ in store.lexical("question", 9)] == [keys[0]]


def test_filters_choose_passages_by_document_kind_role_and_date(store: Store) -> None:
    speech = add(store, document(date="2024-07-04"))
    paper = add(store, document(PAPER, "declaration", date="2024-07-01"))

    def keys(filters: Filters) -> list[int] | None:
        found = store.filtered(filters)
        return None if found is None else found.tolist()

    assert keys(Filters()) is None
    assert keys(Filters(kinds=("declaration",))) == paper
    assert keys(Filters(documents=(document().id[:6],))) == speech
    assert keys(Filters(roles=("questioner",))) == speech
    assert keys(Filters(roles=("chair",))) == []
    assert keys(Filters(date_from="2024-07-02")) == speech
    assert keys(Filters(date_to="2024-07-03")) == paper
    with pytest.raises(DocumentNotFound):
        keys(Filters(documents=("tnothing",)))


def test_a_hit_brings_all_sentences_of_its_block(store: Store) -> None:
    keys = add(store, document())
    for hit in (keys[0], keys[2]):
        beside = store.sentences_beside([hit])
        assert sorted(beside.tolist()) == [[key, keys[0]] for key in keys[1:]]
    assert store.sentences_beside([]).shape == (0, 2)


def test_candidates_come_in_the_order_asked_for_without_those_that_are_gone(store: Store) -> None:
    keys = add(store, document())
    found = store.candidates([keys[3], 4711, keys[1]])
    assert [c.key for c in found] == [keys[3], keys[1]]
    assert {(c.block, c.block_start, c.block_end) for c in found} == {(keys[0], 0, len(SPEECH))}
    assert Span(found[1].start, found[1].end).of(SPEECH) == "Will rates rise?"
    assert (found[1].document, found[1].revision) == (1, 1)
    assert store.candidates([]) == []
