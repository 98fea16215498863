"""The lead-in of a list's items: embedded, stored, searched and forgotten with them."""

from __future__ import annotations

from pressgap.core.matching.align import sentences_of
from pressgap.core.model import Declaration, text_sha256
from pressgap.library import Library, NewDocument

TEXT = """The lake states met in Sund.

We will protect the eastern wetlands from:

- drainage;
- roads. No road is built before 2040.
"""


def added(library: Library) -> str:
    new = NewDocument("declaration", TEXT, TEXT.encode(), title="Wetlands", language="en")
    return library.add(new).document.id


def test_a_lead_in_is_embedded_and_stored_with_the_first_passages_of_an_item(
    library: Library,
) -> None:
    found = [each.passage for each in library.store.passages(added(library))]
    said = [passage.words(TEXT) for passage in found if passage.level == "sentence"]
    assert said == [
        "The lake states met in Sund.",
        "We will protect the eastern wetlands from: drainage;",
        "We will protect the eastern wetlands from: roads.",
        "No road is built before 2040.",
    ]
    hashes = set(map(text_sha256, said))
    assert library.store.known_hashes(library.model.ref.sha256, hashes) == hashes


def test_the_terms_of_a_lead_in_count_in_a_comparison(library: Library) -> None:
    embedded = library.embedded(added(library))
    assert "wetland" in " ".join(sentences_of(embedded).terms[1])


def test_an_item_is_found_by_its_lead_in_and_quoted_without(library: Library) -> None:
    added(library)
    found = library.search("We will protect the eastern wetlands from: drainage;")
    best = (found.passages or found.closest)[0]
    assert best.quote == "drainage;"
    assert best.lead_in == "We will protect the eastern wetlands from:"


def test_the_words_of_a_lead_in_are_forgotten_with_the_document(library: Library) -> None:
    document = added(library)
    assert library.store.lexical("wetlands", 5)
    library.remove(document)
    assert not library.store.lexical("wetlands", 5)


def test_the_structure_that_is_kept_has_the_lead_ins(library: Library) -> None:
    structure = library.structure(added(library))
    assert isinstance(structure, Declaration)
    leads = [clause.lead_in.of(TEXT) if clause.lead_in else None for clause in structure.clauses]
    assert leads == [None, *2 * ["We will protect the eastern wetlands from:"]]
