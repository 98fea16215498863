import threading
from pathlib import Path

import numpy as np
import pytest

from pressgap.core.model import Declaration, Passage, Transcript, TranscriptOptions, text_sha256
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import (
    BadSettings,
    DocumentNotFound,
    LanguageNotKnown,
    ModelUnavailable,
    StorageUnavailable,
    TooLarge,
    UnreadableDocument,
)
from pressgap.library import Added, Library, NewDocument
from pressgap.settings import Settings
from tests.fakes import FakeEncoder, open_library
from tests.library.texts import BRIEFING, briefing, programme
from tests.stored_before import spoken_in


def test_a_new_document_is_stored_with_all_that_is_known_of_it(library: Library) -> None:
    new = briefing(title="Harbour briefing", date="2024-07-04", source="radio", note="live")
    added = library.add(new)
    assert added.created
    document = library.get(added.document.id)
    assert document == added.document
    assert (document.title, document.date, document.source) == (
        "Harbour briefing",
        "2024-07-04",
        "radio",
    )
    assert document.text == BRIEFING
    assert isinstance(library.structure(document.id), Transcript)
    assert library.store.source_bytes(document.id) == BRIEFING.encode()


def test_the_first_line_is_the_title_where_none_is_given(library: Library) -> None:
    assert library.add(programme()).document.title == "Programme of the bank"
    assert isinstance(library.structure(library.list().items[0].id), Declaration)


def test_passages_and_vectors_stand_side_by_side(library: Library, encoder: FakeEncoder) -> None:
    document_id = library.add(briefing()).document.id
    embedded = library.embedded(document_id)
    assert len(embedded.passages) == len(embedded.vectors)
    expected = encoder.encode([p.span.of(BRIEFING) for p in embedded.passages])
    np.testing.assert_allclose(embedded.vectors, expected, atol=1e-6)
    assert {p.level for p in embedded.passages} == {"sentence", "block"}


def test_comparing_needs_no_model(library: Library, tmp_path: Path) -> None:
    document_id = library.add(briefing()).document.id

    class NoEncoder(FakeEncoder):
        def encode(self, *_: object) -> object:  # type: ignore[override]  # never called
            raise AssertionError("the model was used")

    fresh = open_library(tmp_path, NoEncoder())
    assert len(fresh.embedded(document_id).vectors) > 0
    fresh.store.close()


def test_no_text_is_embedded_twice(library: Library, encoder: FakeEncoder) -> None:
    first = library.add(briefing())
    assert first.embedded == len(set(encoder.encoded)) == len(encoder.encoded)
    encoder.encoded.clear()
    more = BRIEFING + "\nReporter: Next question. Is the ferry late?\n"
    library.add(briefing(text=more, data=more.encode()))
    assert "Next question." not in encoder.encoded
    assert all("Is the ferry late?" in text for text in encoder.encoded)


def test_the_same_text_again_is_the_same_document_and_differences_are_named(
    library: Library, encoder: FakeEncoder
) -> None:
    first = library.add(briefing(title="First", date="2024-07-04"))
    encoder.encoded.clear()
    again = library.add(briefing(title="Second", verbatim=False))
    assert not again.created
    assert again.document == first.document
    assert (again.passages, again.embedded) == (first.passages, 0)
    assert encoder.encoded == []
    told = [warning for warning in again.warnings if "stored already" in warning]
    assert len(told) == 2
    assert "'First'; that was kept, not 'Second'" in told[0]
    assert "verbatim" in told[1]
    assert len(library.list().items) == 1


def test_other_options_read_a_stored_text_anew(library: Library) -> None:
    first = library.add(briefing())
    before = library.embedded(first.document.id)
    again = library.add(briefing(options=TranscriptOptions(first_line=1, last_line=5)))
    after = library.embedded(first.document.id)
    assert not again.created
    assert any("read anew" in warning for warning in again.warnings)
    assert len(after.passages) < len(before.passages)
    assert len(after.passages) == len(after.vectors) == again.passages


def test_the_same_text_under_the_other_kind_is_another_document(library: Library) -> None:
    one = library.add(programme())
    text = one.document.text + "\nReporter: Why?\nMinister: Because.\n"
    assert library.add(programme(text=text)).document.id != one.document.id
    assert library.add(briefing(text=text)).document.kind == "transcript"


def test_a_text_can_be_embedded_without_being_stored(
    library: Library, encoder: FakeEncoder
) -> None:
    at_hand = library.embed(briefing())
    assert library.list().items == []
    library.add(briefing())
    stored = library.embedded(at_hand.document.id)
    assert stored.passages == at_hand.passages
    np.testing.assert_array_equal(stored.vectors, at_hand.vectors)
    encoder.encoded.clear()
    library.embed(briefing())
    assert encoder.encoded == []


def test_progress_counts_texts(library: Library) -> None:
    seen: list[tuple[int, int]] = []
    added = library.add(briefing(), lambda done, total: seen.append((done, total)))
    assert seen[-1] == (added.embedded, added.embedded)


@pytest.mark.parametrize("date", ["04.07.2024", "2024-7-4", "20240704", "2024-02-30", ""])
def test_a_date_that_is_none_is_refused(library: Library, date: str) -> None:
    with pytest.raises(BadSettings, match="date"):
        library.add(briefing(date=date))


def test_options_for_a_declaration_are_refused(library: Library) -> None:
    with pytest.raises(BadSettings, match="transcripts only"):
        library.add(programme(options=TranscriptOptions()))


@pytest.mark.parametrize("text", ["", "   \n", "a\x00b", "a\ud800b", "No labels at all here."])
def test_a_text_that_cannot_be_taken_is_refused_and_nothing_stored(
    library: Library, text: str
) -> None:
    with pytest.raises(UnreadableDocument):
        library.add(briefing(text=text))
    assert library.list().items == []
    assert library.store.generation() == 0


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    library = open_library(tmp_path, settings=Settings(tmp_path, cli_max_document_chars=100))
    with pytest.raises(TooLarge, match="100"):
        library.add(briefing())
    library.store.close()


RUSSIAN = "1. Совет оплатит строительство тоннеля из резервного фонда, без новых долгов.\n"
NAMES = (
    "1. The ministers Wojciech Szczepański and Zdeněk Říha thank Governor Nguyễn Thị Hương, "
    "Señora Muñoz Ibáñez, "
    "Dr. Jürgen Großmann and Mr. Bakytzhan Sagintayev of Nur-Sultan for the talks in Łódź.\n"
)


@pytest.mark.parametrize("told", [None, "ru", "kk"])
def test_a_language_the_model_does_not_know_is_refused_with_what_to_do(
    library: Library, told: str | None
) -> None:
    new = NewDocument("declaration", RUSSIAN, RUSSIAN.encode(), language=told)
    for refused in (library.add, library.embed, lambda one: library.check([one])):
        with pytest.raises(LanguageNotKnown) as error:
            refused(new)
        assert f"({told or 'ru'})" in str(error.value)
        assert "model and model_languages" in str(error.value)
        assert "--language en" in str(error.value)
    assert library.store.document_ids() == []


def test_a_detected_language_may_be_overruled(library: Library) -> None:
    added = library.add(NewDocument("declaration", RUSSIAN, RUSSIAN.encode(), language="en"))
    assert added.document.language == "en"


@pytest.mark.parametrize("text", [NAMES, "1. Rates rise.\n", "1. Baku, Tbilisi, Gdańsk.\n"])
def test_english_with_foreign_names_and_short_texts_are_not_refused(
    library: Library, text: str
) -> None:
    assert library.add(NewDocument("declaration", text, text.encode())).created


def test_a_model_that_knows_the_language_takes_it(tmp_path: Path) -> None:
    library = open_library(tmp_path, settings=Settings(tmp_path, model_languages=("en", "ru")))
    assert library.add(NewDocument("declaration", RUSSIAN, RUSSIAN.encode())).created
    library.store.close()


def test_a_document_stored_before_in_another_language_is_only_warned_of(library: Library) -> None:
    spoken_in(library.store, library.add(briefing()).document.id, "kk")
    again = library.add(briefing())
    assert not again.created
    assert any("language (kk)" in warning for warning in again.warnings)


def test_threads_adding_the_same_text_store_it_once(library: Library) -> None:
    found: list[Added] = []
    threads = [
        threading.Thread(target=lambda: found.append(library.add(briefing()))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert sum(added.created for added in found) == 1
    assert len(library.list().items) == 1


def test_vectors_taken_away_meanwhile_are_made_again(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(briefing())
    known = library.store.known_hashes
    more = BRIEFING + "\nReporter: Is the ferry late?\n"

    def look_then_lose(model: str, hashes: object) -> set[str]:
        found = known(model, hashes)  # type: ignore[arg-type]  # handed on
        if library.list().items:
            library.remove(library.list().items[0].id)
        return found

    monkeypatch.setattr(library.store, "known_hashes", look_then_lose)
    added = library.add(briefing(text=more))
    assert len(library.embedded(added.document.id).vectors) == added.passages


def test_a_failure_on_the_way_stores_nothing(
    library: Library, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> object:
        raise ModelUnavailable("the weights are damaged")

    monkeypatch.setattr(encoder, "encode", broken)
    with pytest.raises(ModelUnavailable):
        library.add(briefing())
    assert library.list().items == []


def test_a_document_is_stored_even_where_the_index_cannot_be_saved(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full() -> None:
        raise StorageUnavailable("the disk is full")

    monkeypatch.setattr(library.model.index, "save", full)
    assert library.add(briefing()).created
    assert "the disk is full" in caplog.text
    assert library.search("Will the bank raise interest rates?").passages


def test_a_document_is_found_even_where_the_index_failed_to_take_it_in(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(*_: object) -> None:
        raise StorageUnavailable("the disk is gone")

    with monkeypatch.context() as broken:
        broken.setattr(library.model.index, "append", failing)
        assert library.add(briefing()).created
    assert "will catch up: the disk is gone" in caplog.text
    assert library.search("Will the bank raise interest rates?").passages


def test_a_removed_document_is_found_no_more(library: Library) -> None:
    document_id = library.add(briefing()).document.id
    library.embedded(document_id)
    library.remove(document_id[:8])
    for gone in (library.get, library.structure, library.embedded, library.remove):
        with pytest.raises(DocumentNotFound):
            gone(document_id)


def test_a_document_added_again_after_removal_has_its_new_title(library: Library) -> None:
    document_id = library.add(briefing(title="Old")).document.id
    library.embedded(document_id)
    library.remove(document_id)
    library.add(briefing(title="New"))
    assert library.embedded(document_id).document.title == "New"


def test_every_sentence_belongs_to_the_document_it_is_stored_with(library: Library) -> None:
    embedded = library.embedded(library.add(briefing()).document.id)

    def hash_of(passage: Passage) -> str:
        return text_sha256(passage.span.of(embedded.document.text))

    known = library.store.known_hashes("0" * 64, map(hash_of, embedded.passages))
    assert known == set(map(hash_of, embedded.passages))


def test_checking_refuses_what_adding_would_and_stores_nothing(
    library: Library, encoder: FakeEncoder
) -> None:
    prose = briefing(title="Old harbour", text="The harbour is old. So is the mill.")
    with pytest.raises(UnreadableDocument, match="“Old harbour”: no transcript"):
        library.check([programme(), prose])
    library.check([programme(), briefing()])
    assert library.list().items == []
    assert encoder.encoded == []


def test_a_stored_text_passes_the_check_however_it_was_read(library: Library) -> None:
    library.add(briefing(options=TranscriptOptions(first_line=1, last_line=5)))
    library.check([briefing()])
    with pytest.raises(BadSettings, match="“Governor: Good morning"):
        library.check([briefing(options=TranscriptOptions(principal="Nobody of that name"))])


def test_a_comparison_is_checked_for_ids_kinds_and_its_own_text(library: Library) -> None:
    stored = library.add(programme()).document.id
    library.check_comparison(stored, [briefing()])
    with pytest.raises(DocumentNotFound):
        library.check_comparison("d0123456789abcde", [briefing()])
    with pytest.raises(BadSettings, match="stands where a transcript is needed"):
        library.check_comparison(stored, [briefing(), stored])
    both = "1. The toll pays for the bridge.\n\nReporter: Why?\n\nGovernor: Because it must.\n"
    with pytest.raises(BadSettings, match="cannot be compared with itself"):
        library.check_comparison(programme(text=both), [briefing(text=both)])


def test_the_parsers_messages_name_the_document(library: Library) -> None:
    with pytest.raises(UnreadableDocument, match="“Old harbour”: no transcript"):
        library.add(briefing(title="Old harbour", text="The harbour is old. So is the mill."))


def test_a_text_that_was_checked_is_not_parsed_again_when_it_is_added(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def counting(text: str, options: TranscriptOptions) -> Transcript:
        texts.append(text)
        return parse_transcript(text, options)

    monkeypatch.setattr("pressgap.library.reading.parse_transcript", counting)
    new = briefing(text="Reporter: Is the ferry late again?\nMinister: It is, by an hour.")
    library.check([new])
    added = library.add(new)
    assert texts == [new.text]
    assert library.structure(added.document.id) == parse_transcript(new.text)
