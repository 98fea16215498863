import pytest

from pressgap.core.correction import Correction
from pressgap.core.model import TranscriptOptions
from pressgap.errors import DocumentNotFound
from pressgap.store import Change, NewCorrection, Overtaken, Store
from tests.store.build import MODEL, PAPER, SPEECH, add, document, passages, structure

CHAIR = Correction("role", "Reporter", value="chair")
NAME = Correction("name", at=0, value="Ada Wu")


def correct(store: Store, *made: NewCorrection, revision: int | None = None) -> Change:
    of = document()
    reading = structure(of.kind, of.text)
    return store.replace_passages(
        of.id, reading, None, passages(of), {}, MODEL, revision=revision, made=made
    )


def test_a_correction_is_kept_with_who_when_why_and_in_words(store: Store) -> None:
    add(store, document())
    change = correct(
        store, NewCorrection("Ana", "heard it", CHAIR), NewCorrection("Ana", None, NAME)
    )
    first, second = store.corrections(document().id)
    assert change.corrections == (first.id, second.id)
    assert (first.by, first.note, first.correction) == ("Ana", "heard it", CHAIR)
    assert first.created.startswith("20")
    assert first.says == "'Reporter' has the role chair"
    assert second.says == "whoever speaks at line 1 is called 'Ada Wu'"
    assert store.in_force(document().id) == (CHAIR, NAME)


def test_rows_are_added_and_never_changed(store: Store) -> None:
    add(store, document())
    (first,) = correct(store, NewCorrection("Ana", None, CHAIR)).corrections
    before = store.corrections(document().id)
    (undo,) = correct(store, NewCorrection("Ben", "no", undoes=first)).corrections
    after = store.corrections(document().id)
    assert [(row.id, row.by, row.correction) for row in after] == [
        (first, "Ana", CHAIR),
        (undo, "Ben", None),
    ]
    assert (before[0].in_force, after[0].in_force) == (True, False)
    assert (after[1].undoes, after[1].says) == (first, f"takes back {first}")
    assert store.in_force(document().id) == ()


def test_taking_back_what_took_something_back_puts_it_in_force_again(store: Store) -> None:
    add(store, document())
    (first,) = correct(store, NewCorrection("Ana", None, CHAIR)).corrections
    (undo,) = correct(store, NewCorrection("Ana", undoes=first)).corrections
    correct(store, NewCorrection("Ana", undoes=undo))
    assert store.in_force(document().id) == (CHAIR,)


def test_options_are_what_the_caller_gave_and_then_the_corrections(store: Store) -> None:
    of, given = document(), TranscriptOptions("Ada", corrections=(NAME,))
    add(store, of)
    assert store.stored(of.id).options is None
    correct(store, NewCorrection("Ana", None, CHAIR))
    assert store.options(of.id) == TranscriptOptions(corrections=(CHAIR,))
    store.replace_passages(of.id, structure(of.kind, SPEECH), given, passages(of), {}, MODEL)
    assert store.given_options(of.id) == given
    expected = TranscriptOptions("Ada", corrections=(NAME, CHAIR))
    assert store.options(of.id) == store.stored(of.id).options == expected


def test_a_reading_of_an_older_state_is_refused_and_changes_nothing(store: Store) -> None:
    add(store, document())
    seen = store.edition(document().id).revision
    correct(store, NewCorrection("Ana", None, CHAIR), revision=seen)
    mark = store.mark()
    with pytest.raises(Overtaken):
        correct(store, NewCorrection("Ben", None, NAME), revision=seen)
    assert store.in_force(document().id) == (CHAIR,)
    assert store.mark() == mark
    assert store.edition(document().id).revision == seen + 1


def test_corrections_go_with_their_document(store: Store) -> None:
    add(store, document())
    add(store, document(PAPER, "declaration"))
    (first,) = correct(store, NewCorrection("Ana", None, CHAIR)).corrections
    store.remove_document(document().id)
    with pytest.raises(DocumentNotFound):
        store.corrections(document().id)
    add(store, document())
    assert store.corrections(document().id) == []
    (later,) = correct(store, NewCorrection("Ana", None, CHAIR)).corrections
    assert later > first  # an id never comes back
