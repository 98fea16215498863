from __future__ import annotations

from pressgap.core.correction import Correction, KeptCorrection
from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.outline import Outline, outline_of
from pressgap.core.model import TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript
from tests.core.correcting import NOTHING, made, want
from tests.core.transcripts.test_corrections import SHARED, TEXT

INTRODUCED = f"# Bridge talk\n\nA record of the evening.\n\n{TEXT}"
OWN_LINES = (
    "Operator\n\nGood day. Our first question comes from Ann Roe.\n\n"
    "Ann Roe -- Harbour Bank -- Analyst\n\nWhy is the toll so high?\n\n"
    "Bob Lee -- Chief Executive Officer\n\nBecause the bridge is new.\n\nOperator\n\nThank you.\n"
)


def outline(text: str, options: TranscriptOptions = NOTHING) -> Outline:
    return outline_of("t1", text, parse_transcript(text, options), options)


def test_turns_questions_and_asides_are_found_by_line() -> None:
    found = outline(INTRODUCED)
    assert [turn.line for turn in found.turns] == [5, 6, 7, 9, 10, 11]
    assert [(q.line, q.text) for q in found.exchanges[0].questions] == [
        (6, "Why is the bridge shut?"),
        (10, "when does it open?"),
    ]
    assert [(aside.first_line, aside.last_line) for aside in found.asides] == [(1, 3)]
    assert found.warnings[0].lines == ((1, 3),)
    assert found.warnings[1].lines == ((8, 8),)


def test_a_label_on_a_line_of_its_own_is_where_its_turn_begins() -> None:
    assert [turn.line for turn in outline(OWN_LINES).turns] == [1, 5, 9, 13]


def test_speakers_come_with_all_their_labels_and_how_often_they_speak() -> None:
    found = {speaker.name: speaker for speaker in outline(TEXT).speakers}
    assert (found["Ann Roe"].labels, found["Ann Roe"].turns) == (("Ann Roe", "A. Roe"), 2)
    assert found["Ann Roe"].outlet == "Daily Post"
    assert not any(speaker.corrected for speaker in found.values())


def test_a_turn_knows_its_exchange_or_that_it_has_none() -> None:
    found = outline(TEXT)
    assert [turn.exchange for turn in found.turns] == [None, 1, 1, 1, 1, 1]
    assert found.opening == (1,)


def test_what_a_person_corrected_is_told_from_what_the_parser_found() -> None:
    options = made(
        TEXT,
        want("turn", line=4, value="Falk"),
        want("merge", speaker="Falk", into="Cy Poe"),
        want("role", speaker="Cy Poe", value="chair"),
        want("name", speaker="Bob Lee", value="Robert Lee"),
        want("outlet", speaker="Ann Roe", value="Port"),
        options=TranscriptOptions(principal="Bob Lee"),
    )
    found = outline(TEXT, options)
    assert {speaker.name: speaker.corrected for speaker in found.speakers} == {
        "Moderator": (),
        "Ann Roe": ("outlet",),
        "Robert Lee": ("name", "role"),
        "Cy Poe": ("labels", "role"),
    }
    assert [turn.line for turn in found.turns if turn.corrected] == [4]


def test_a_turn_given_to_somebody_is_marked() -> None:
    options = made(SHARED, want("split", line=6, value="Ida Holt"))
    found = outline(SHARED, options)
    assert [turn.number for turn in found.turns if turn.corrected] == [6]
    assert [s.corrected for s in found.speakers if s.name == "Ida Holt"] == [("labels", "name")]


def test_only_corrections_in_force_are_shown() -> None:
    correction = Correction("role", "Bob Lee", value="chair")
    rows = [
        KeptCorrection(1, "t1", "Ana", "2026-02-03", None, correction, None, "", in_force=False),
        KeptCorrection(2, "t1", "Ana", "2026-02-03", None, None, 1, "", in_force=True),
        KeptCorrection(3, "t1", "Ana", "2026-02-03", None, correction, None, "", in_force=True),
    ]
    found = outline_of("t1", TEXT, parse_transcript(TEXT), None, rows)
    assert [row.id for row in found.corrections] == [3]


def test_a_declaration_has_clauses_with_numbers_headings_and_lines() -> None:
    text = "# Accord\n\n## Trade\n\n1. Tolls fall.\n\n2. Roads open.\n"
    found = outline_of("d1", text, parse_declaration(text))
    assert (found.kind, found.turns, found.speakers) == ("declaration", (), ())
    assert [(c.number, c.line) for c in found.clauses] == [("1", 5), ("2", 7)]
    assert found.clauses[0].heading[-1] == "Trade"
