from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pressgap.core.codec import to_json
from pressgap.core.documents.export import export_of
from pressgap.core.model import Landmark, TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import UnreadableDocument, UnsupportedFormat
from pressgap.readers.export import extract
from tests.library.texts import BRIEFING
from tests.store.build import document

OPTIONS = TranscriptOptions(principal="Governor")
SAID = parse_transcript(BRIEFING, OPTIONS)
MARKED = replace(
    document(BRIEFING, date="2024-07-04"),
    source="radio",
    note="By ear",
    verbatim=False,
    landmarks=(Landmark(0, page=1), Landmark(90, page=2)),
)


def written(**changes: Any) -> bytes:
    said = {**to_json(export_of(MARKED, SAID, OPTIONS)), **changes}
    return json.dumps({name: value for name, value in said.items() if value != "gone"}).encode()


def test_an_export_gives_the_document_and_its_structure_again() -> None:
    found = extract(written(), "briefing.json")
    assert (found.text, found.structure, found.options) == (BRIEFING, SAID, OPTIONS)
    assert found.landmarks == MARKED.landmarks
    assert (found.kind, found.title, found.date) == ("transcript", "A briefing", "2024-07-04")
    assert (found.source, found.note, found.verbatim) == ("radio", "By ear", False)
    assert found.language == "en"
    assert found.warnings == ()


def test_what_a_hand_made_file_leaves_out_is_not_needed() -> None:
    said = {"format": "pressgap-document", "schema": 1, "kind": "transcript", "title": "Talk",
            "text": BRIEFING}  # fmt: skip
    found = extract(json.dumps(said).encode(), "talk.json")
    assert (found.text, found.structure, found.language) == (BRIEFING, None, None)
    assert found.warnings == ()


def test_a_text_changed_since_is_parsed_anew_and_that_is_said() -> None:
    found = extract(written(text=BRIEFING.replace("Monday", "Sunday")), "x.json")
    assert found.structure is None
    assert "text was changed since it was exported" in found.warnings[0]


def test_a_structure_that_does_not_fit_is_left_out_and_that_is_said() -> None:
    bad = to_json(SAID)
    bad["turns"][0]["span"]["end"] = 10**9
    for structure in (bad, {"turns": "many"}, 7):
        found = extract(written(structure=structure), "x.json")
        assert found.structure is None
        assert "does not fit it" in found.warnings[0]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[1, 2]",
        b'"text"',
        b'{"text": "It rains."}',
        b'{"schema": 1, "clauses": []}',
    ],
)
def test_other_json_is_refused_with_the_shape_that_is_expected(data: bytes) -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        extract(data, "other.json")
    assert str(caught.value).startswith("other.json: this JSON is no document that PressGap")
    assert '{"format": "pressgap-document", "schema": 1, "kind": ' in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"schema": 2}, "schema 2, and this PressGap reads 1; upgrade"),
        ({"schema": "one"}, "schema 'one'"),
        ({"text": "gone"}, "needs 'text'"),
        ({"text": 7}, r"\.text: expected str, not int"),
        ({"kind": "speech"}, r"\.kind"),
        ({"landmarks": [{"start": 9}, {"start": 3}]}, "landmarks of this export do not ascend"),
        ({"landmarks": [{"start": 10**9, "page": 1}]}, "landmarks .* outside of its text"),
    ],
)
def test_an_export_with_something_wrong_says_what(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(UnsupportedFormat, match=message):
        extract(written(**changes), "x.json")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"format":\n "pressgap-document",,', "not valid JSON at line 2, column 2"),
        (b'{"format": "\xff"}', "in UTF-8"),
        (b"[" * 100_000, "export it again"),
    ],
)
def test_what_is_no_json_says_where(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        extract(data, "x.json")


def test_half_a_character_is_left_to_whoever_checks_the_text() -> None:
    assert extract(written(text="Ann: a\ud800b", landmarks=[]), "x.json").structure is None
