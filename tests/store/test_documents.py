import pytest

from pressgap.core.model import Document, TranscriptOptions
from pressgap.errors import BadSettings, DocumentInUse, DocumentNotFound
from pressgap.store import Listing, Mark, Store
from tests.store.build import MODEL, PAPER, SPEECH, add, document, passages, rows, structure
from tests.store.test_comparisons import report


def test_a_stored_document_comes_back_whole(store: Store) -> None:
    first = document(date="2024-07-04")
    add(store, first)
    assert store.document(first.id) == first
    assert store.find(first.id) == first
    assert store.structure(first.id) == structure("transcript", SPEECH)
    assert store.options(first.id) is None
    assert store.source_bytes(first.id) == b"bytes of " + SPEECH.encode()
    assert store.document_ids() == [first.id]


def test_options_are_kept(store: Store) -> None:
    of, options = document(), TranscriptOptions("Ada", (("Reporter", "chair"),), 2, 9)
    found = passages(of)
    vectors = rows([p.span.of(of.text) for p in found])
    store.add_document(of, b"", structure(of.kind, of.text), options, found, vectors, MODEL)
    assert store.options(of.id) == options


def test_the_same_document_again_changes_nothing(store: Store) -> None:
    add(store, document())
    before = store.mark()
    again = store.add_document(
        document(title="Another"), b"", structure("transcript", SPEECH), None, [], {}, MODEL
    )
    assert again is None
    assert store.mark() == before
    assert store.document(document().id).title == "A briefing"


def test_a_unique_beginning_of_an_id_is_enough_and_a_shorter_one_is_not(store: Store) -> None:
    of = document()
    add(store, of)
    assert store.document(of.id[:4]) == of
    for wrong in (of.id[:3], "tzzzz", "", "%%%%", of.id + "0"):
        with pytest.raises(DocumentNotFound, match="pressgap list"):
            store.document(wrong)


def test_an_ambiguous_beginning_is_refused_with_both_ids(store: Store) -> None:
    texts = [f"Number {i}." for i in range(400)]
    by_prefix: dict[str, Document] = {}
    for text in texts:
        of = document(text)
        other = by_prefix.setdefault(of.id[:4], of)
        if other is not of:
            add(store, other)
            add(store, of)
            with pytest.raises(
                DocumentNotFound, match=f"{min(of.id, other.id)}, {max(of.id, other.id)}"
            ):
                store.document(of.id[:4])
            return
    raise AssertionError("no two of the texts have like ids")


def test_documents_are_listed_newest_first_page_by_page(store: Store) -> None:
    for i in range(5):
        add(store, document(f"Number {i}.", title=f"T{i}"))
    first = store.documents(limit=2)
    second = store.documents(after=first.next, limit=2)
    third = store.documents(after=second.next, limit=2)
    titles = [[item.title for item in page.items] for page in (first, second, third)]
    assert titles == [["T4", "T3"], ["T2", "T1"], ["T0"]]
    assert third.next is None
    assert first.items[0].passages == 2
    assert first.items[0].characters == len("Number 4.")


def test_lists_filter_by_kind_date_and_title(store: Store) -> None:
    add(store, document(PAPER, "declaration", "Ärger über 100%", "2024-01-05"))
    add(store, document(SPEECH, "transcript", "Briefing", "2024-02-05"))
    add(store, document("Undated.", "transcript", "Other"))

    def titles(**which: str) -> list[str]:
        return [item.title for item in store.documents(Listing(**which)).items]  # type: ignore[arg-type]  # words

    assert titles(kind="declaration") == ["Ärger über 100%"]
    assert titles(date_from="2024-02-01") == ["Briefing"]
    assert titles(date_from="2024-01-05", date_to="2024-01-05") == ["Ärger über 100%"]
    assert titles(text="ÜBER 100%") == ["Ärger über 100%"]
    assert titles(text="%") == ["Ärger über 100%"]
    assert titles(text="e") == ["Other", "Briefing", "Ärger über 100%"]


@pytest.mark.parametrize("cursor", ["x", "-1", "", "1" * 30, "١"])
def test_a_cursor_that_is_none_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(BadSettings, match="cursor"):
        store.documents(after=cursor)


@pytest.mark.parametrize("limit", [0, 1001])
def test_a_limit_out_of_range_is_refused(store: Store, limit: int) -> None:
    with pytest.raises(BadSettings, match="limit"):
        store.documents(limit=limit)


def test_a_removed_document_is_gone_with_all_that_was_its_own(store: Store) -> None:
    speech, paper = document(), document(PAPER, "declaration")
    add(store, speech)
    kept = add(store, paper)
    store.remove_document(speech.id)
    with pytest.raises(DocumentNotFound):
        store.document(speech.id)
    assert store.index_state(MODEL).ids.tolist() == kept
    assert store.lexical("question", 5) == []
    shared, own = rows(["The bridge is shut."]), rows(["Next question."])
    assert store.known_hashes(MODEL, [*shared, *own]) == set(shared)


def test_numbers_of_removed_passages_never_come_back(store: Store) -> None:
    old = add(store, document())
    store.remove_document(document().id)
    assert min(add(store, document())) > max(old)


def test_a_quoted_document_is_removed_only_with_its_comparisons(store: Store) -> None:
    speech, paper = document(), document(PAPER, "declaration")
    add(store, speech)
    add(store, paper)
    store.add_comparison(report("r1234567"), paper.id, [speech.id])
    with pytest.raises(DocumentInUse, match="r1234567"):
        store.remove_document(speech.id)
    assert store.document(speech.id) == speech
    store.remove_document(speech.id, with_comparisons=True)
    assert store.comparisons().items == []
    assert store.document(paper.id) == paper


def test_every_change_of_documents_moves_the_mark_and_the_past_is_known(store: Store) -> None:
    seen = [store.mark()]
    add(store, document())
    seen.append(store.mark())
    store.remove_document(document().id)
    seen.append(store.mark())
    assert [mark.generation for mark in seen] == [0, 1, 2]
    assert store.generation() == 2
    assert all(store.happened(mark) for mark in seen)
    assert not store.happened(Mark(1, "another past"))
    assert not store.happened(Mark(3, "the future"))
