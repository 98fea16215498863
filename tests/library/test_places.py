"""Pages and times through the library, and documents from one library to another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressgap.core.codec import to_json
from pressgap.core.documents.landmarks import locate
from pressgap.core.model import Landmark, Locator, TranscriptOptions
from pressgap.errors import BadSettings
from pressgap.library import Library, as_exported
from pressgap.readers import export
from pressgap.readers.extracted import Extracted
from tests.fakes import FakeEncoder, open_library
from tests.library.texts import BRIEFING, briefing, programme

PAGES = (Landmark(0, page=1), Landmark(BRIEFING.index("Reporter 2"), page=2))


def test_landmarks_are_stored_with_the_document(library: Library) -> None:
    document_id = library.add(briefing(landmarks=PAGES)).document.id
    assert library.get(document_id).landmarks == PAGES
    assert library.embedded(document_id).document.landmarks == PAGES


def test_a_document_without_landmarks_has_none(library: Library) -> None:
    assert library.get(library.add(briefing()).document.id).landmarks == ()


def test_time_stamps_of_a_transcript_are_its_landmarks(library: Library) -> None:
    stamps = ("00:00:01", "00:00:07", "00:00:20", "00:01:00", "00:01:05", "00:01:20", "00:12:31")
    turns = BRIEFING.split("\n\n")
    text = "\n\n".join(f"[{at}] {turn}" for at, turn in zip(stamps, turns, strict=True))
    document = library.get(library.add(briefing(text=text)).document.id)
    assert locate(document.landmarks, text.index("Who pays")) == Locator(time="00:01:05")
    assert [mark.time for mark in document.landmarks] == list(stamps)


def test_a_search_and_a_ranking_say_on_which_page(library: Library) -> None:
    document_id = library.add(briefing(landmarks=PAGES)).document.id
    found = library.search("Who pays for the new bridge over the river?")
    assert (*found.passages, *found.closest)[0].locator == Locator(page=2)
    ranking = library.ranking("Who pays?", library.embedded(document_id), "statement")
    pages = {turn.turn: turn.locator.page for turn in ranking.turns}
    assert pages[2] == 1
    assert pages[5] == 2


def test_the_same_text_with_other_landmarks_is_said_to_be_there_already(library: Library) -> None:
    library.add(briefing())
    warnings = library.add(briefing(landmarks=PAGES)).warnings
    assert any("no pages or times; remove it first" in warning for warning in warnings)
    assert library.get(library.list().items[0].id).landmarks == ()


def test_an_export_read_elsewhere_is_the_same_document(library: Library, tmp_path: Path) -> None:
    options = TranscriptOptions(principal="Governor", speakers=(("Moderator", "chair"),))
    here = library.add(
        briefing(landmarks=PAGES, options=options, title="Briefing", date="2024-07-04", note="n",
                 source="radio", verbatim=False)
    ).document  # fmt: skip
    data = json.dumps(to_json(library.export(here.id[:8]))).encode()
    other = open_library(tmp_path / "other", FakeEncoder())
    said = export.extract(data, "briefing.json")
    there = other.add(as_exported(briefing(text=said.text, data=data), said)).document
    for name in ("id", "title", "date", "source", "note", "verbatim", "language", "landmarks"):
        assert getattr(there, name) == getattr(here, name)
    assert other.structure(there.id) == library.structure(here.id)
    assert other.store.options(there.id) == options
    other.close()
    other.store.close()


def test_a_structure_that_came_with_the_text_is_taken_unless_options_are_given(
    library: Library,
) -> None:
    said = export.extract(
        json.dumps(to_json(library.export(library.add(programme()).document.id))).encode(), "x"
    )
    taken = as_exported(programme(text=said.text), said)
    assert taken.structure == said.structure
    options = TranscriptOptions(principal="Governor")
    assert as_exported(programme(options=options), said).structure is None


def test_an_export_added_as_the_other_kind_is_refused(library: Library) -> None:
    data = json.dumps(to_json(library.export(library.add(programme()).document.id))).encode()
    with pytest.raises(BadSettings, match="exported as a declaration: add it as one"):
        as_exported(briefing(), export.extract(data, "programme.json"))


def test_any_other_file_stays_as_it_is() -> None:
    new = briefing()
    assert as_exported(new, None) is new
    assert as_exported(new, Extracted(BRIEFING, title="A page", date="2020-01-01")) is new
