from dataclasses import replace

import pytest

from pressgap.core.codec import from_json, to_json
from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.export import DocumentExport, check_structure, export_of
from pressgap.core.model import Declaration, Landmark, Span, Transcript, TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript
from tests.library.texts import BRIEFING, PROGRAMME
from tests.store.build import document

SAID = parse_transcript(BRIEFING)
OUTLINE = parse_declaration(PROGRAMME)


def test_an_export_is_read_as_it_was_written() -> None:
    marked = replace(
        document(BRIEFING), landmarks=(Landmark(0, page=1), Landmark(9, time="00:01:00"))
    )
    options = TranscriptOptions(principal="Governor")
    export = export_of(marked, SAID, options)
    assert from_json(DocumentExport, to_json(export)) == export


def test_a_structure_fits_the_text_it_was_parsed_from() -> None:
    check_structure(SAID, BRIEFING)
    check_structure(OUTLINE, PROGRAMME)


def changed(**values: object) -> Transcript:
    return replace(SAID, **values)  # type: ignore[arg-type]  # what a file may hold


@pytest.mark.parametrize(
    ("structure", "text", "wrong"),
    [
        (SAID, BRIEFING[:100], "outside of its text"),
        (changed(turns=SAID.turns[::-1]), BRIEFING, "not in order"),
        (changed(turns=SAID.turns[1:]), BRIEFING, "turns are not numbered from 1"),
        (changed(speakers=()), BRIEFING, "no speaker s1"),
        (changed(opening=(99,)), BRIEFING, "no turn 99"),
        (changed(exchanges=SAID.exchanges[1:]), BRIEFING, "exchanges are not numbered"),
        (
            changed(exchanges=(replace(SAID.exchanges[0], turns=(1,)), *SAID.exchanges[1:])),
            BRIEFING,
            "no turn 2",
        ),
        (
            changed(asides=(replace(SAID.asides[0], span=Span(5, 2)),) if SAID.asides else ()),
            BRIEFING[:0],
            "outside",
        ),
        (Declaration(OUTLINE.clauses[:1] * 2), PROGRAMME, "overlap"),
        (
            Declaration((OUTLINE.clauses[0], replace(OUTLINE.clauses[1], id="c1"))),
            PROGRAMME,
            "two clauses have one id",
        ),
    ],
)
def test_a_structure_of_another_text_is_refused(
    structure: Transcript | Declaration, text: str, wrong: str
) -> None:
    with pytest.raises(ValueError, match=wrong):
        check_structure(structure, text)
