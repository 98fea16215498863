import threading
from pathlib import Path

import pytest

from pressgap.core.correction import Correction, Wanted
from pressgap.core.model import Filters, Transcript, TranscriptOptions
from pressgap.errors import BadSettings, Busy, DocumentNotFound, UnreadableDocument
from pressgap.library import Library
from pressgap.store import NewCorrection, Overtaken, Store
from tests.fakes import FakeEncoder, open_library
from tests.library.texts import BRIEFING, briefing, programme

CHAIR = Wanted("role", speaker="Governor", value="chair")
PRESS = Wanted("role", speaker="Moderator", value="press")


@pytest.fixture
def transcript(library: Library) -> str:
    return library.add(briefing()).document.id


def roles(library: Library, document_id: str) -> dict[str, str]:
    reading = library.structure(document_id)
    assert isinstance(reading, Transcript)
    return {speaker.name: speaker.role for speaker in reading.speakers}


def test_a_correction_reads_the_text_anew(library: Library, transcript: str) -> None:
    before = library.store.edition(transcript)
    made = library.correct(transcript, [CHAIR], "Ana", "He only opened it.")
    assert roles(library, transcript)["Governor"] == "chair"
    assert library.store.edition(transcript).revision == before.revision + 1
    assert [(row.by, row.note, row.says) for row in made.corrections] == [
        ("Ana", "He only opened it.", "'Governor' has the role chair")
    ]
    assert made.passages == len(library.embedded(transcript).passages)


def test_search_goes_by_the_corrected_reading(library: Library, transcript: str) -> None:
    said = "The bridge over the river is paid for by a toll on lorries."
    principals = Filters(roles=("principal",))
    assert library.search(said, principals).passages[0].speaker == "Governor"
    library.correct(transcript, [Wanted("name", speaker="Governor", value="Eva Lund")], "Ana")
    assert library.search(said, principals).passages[0].speaker == "Eva Lund"
    library.correct(transcript, [Wanted("nobody", line=11)], "Ana")
    assert not any("toll" in each.quote for each in library.search(said).passages)


def test_only_what_is_new_is_embedded(
    library: Library, transcript: str, encoder: FakeEncoder
) -> None:
    encoder.encoded.clear()
    assert library.correct(transcript, [CHAIR], "Ana").embedded == 0
    assert encoder.encoded == []
    made = library.correct(transcript, [Wanted("not_a_turn", line=7)], "Ana")
    assert made.embedded == len(encoder.encoded) > 0


def test_corrections_come_before_the_parser_in_every_later_reading(
    library: Library, transcript: str
) -> None:
    library.correct(transcript, [CHAIR, Wanted("not_a_turn", line=7)], "Ana")
    corrected = library.structure(transcript)
    library.reindex(reparse=True)
    assert library.structure(transcript) == corrected
    library.add(briefing(options=TranscriptOptions(principal="Governor", last_line=11)))
    assert roles(library, transcript)["Governor"] == "chair"
    assert library.store.given_options(transcript) == TranscriptOptions("Governor", last_line=11)


def test_a_text_added_again_with_the_options_it_is_read_with_stays_as_it_is(
    library: Library, transcript: str
) -> None:
    library.correct(transcript, [CHAIR], "Ana")
    revision = library.store.edition(transcript).revision
    library.add(briefing(options=library.store.options(transcript)))
    assert library.store.edition(transcript).revision == revision


def test_each_correction_refers_to_what_those_before_it_led_to(
    library: Library, transcript: str
) -> None:
    library.correct(
        transcript,
        [
            Wanted("name", speaker="Governor", value="Eva Lund"),
            Wanted("outlet", speaker="Eva Lund", value="The Bank"),
        ],
        "Ana",
    )
    outline = library.outline(transcript)
    (governor,) = [each for each in outline.speakers if each.name == "Eva Lund"]
    assert (governor.outlet, governor.corrected) == ("The Bank", ("name", "outlet"))
    assert len(outline.corrections) == 2


def test_of_several_corrections_none_is_made_where_one_is_wrong(
    library: Library, transcript: str
) -> None:
    before = library.structure(transcript)
    with pytest.raises(BadSettings, match="'Zed'"):
        library.correct(transcript, [CHAIR, Wanted("role", speaker="Zed", value="press")], "Ana")
    assert library.corrections(transcript) == []
    assert library.structure(transcript) == before


def test_what_the_parser_refuses_is_not_kept(library: Library) -> None:
    text = "Reporter: Ana Silva, The Gazette. Will the bank raise rates this year?\n"
    document_id = library.add(briefing(text=text)).document.id
    with pytest.raises(UnreadableDocument, match="no transcript"):
        library.correct(document_id, [Wanted("nobody", line=1)], "Ana")
    assert library.corrections(document_id) == []


def test_where_nobody_asks_any_more_the_parser_warns(library: Library, transcript: str) -> None:
    asking = [Wanted("role", speaker=name, value="other") for name in ("Ana Silva", "Ben Okoro")]
    made = library.correct(transcript, asking, "Ana")
    assert any("no question was found" in warning for warning in made.warnings)


def test_what_was_taken_back_is_read_as_before_and_stays_on_record(
    library: Library, transcript: str
) -> None:
    before = library.structure(transcript)
    (row,) = library.correct(transcript, [CHAIR], "Ana").corrections
    undone = library.undo_corrections(transcript, [row.id], "Ben", "She was right first.")
    assert library.structure(transcript) == before
    first, second = library.corrections(transcript)
    assert (first.in_force, second.in_force, second.undoes, second.by) == (
        False,
        True,
        row.id,
        "Ben",
    )
    assert undone.corrections == (second,)
    library.undo_corrections(transcript, [second.id], "Ana")
    assert roles(library, transcript)["Governor"] == "chair"


def test_a_correction_of_what_was_taken_back_fits_nothing_and_says_so(
    library: Library, transcript: str
) -> None:
    turn, _ = library.correct(
        transcript,
        [
            Wanted("turn", at=BRIEFING.index("Inflation is"), value="Deputy Falk"),
            Wanted("role", speaker="Deputy Falk", value="other"),
        ],
        "Ana",
    ).corrections
    undone = library.undo_corrections(transcript, [turn.id], "Ana")
    assert any(
        "'Deputy Falk' has the role other fits nothing" in warning for warning in undone.warnings
    )


@pytest.mark.parametrize(
    ("ids", "told"), [([], "no correction to take back"), ([99], "nobody corrected it")]
)
def test_what_is_not_in_force_cannot_be_taken_back(
    library: Library, transcript: str, ids: list[int], told: str
) -> None:
    with pytest.raises(BadSettings, match=told):
        library.undo_corrections(transcript, ids, "Ana")


def test_who_takes_back_what_is_not_there_is_told_what_is(
    library: Library, transcript: str
) -> None:
    (row,) = library.correct(transcript, [CHAIR], "Ana").corrections
    with pytest.raises(BadSettings, match=rf"no correction 99 in force; .*: {row.id} \('Governor'"):
        library.undo_corrections(transcript, [99], "Ana")


@pytest.mark.parametrize(("by", "note"), [(" ", None), ("x" * 201, None), ("Ana", "x" * 10_001)])
def test_a_correction_needs_a_name_and_a_note_that_fits(
    library: Library, transcript: str, by: str, note: str | None
) -> None:
    with pytest.raises(BadSettings, match="a correction"):
        library.correct(transcript, [CHAIR], by, note)


def test_nothing_wanted_and_a_declaration_are_refused(library: Library, transcript: str) -> None:
    with pytest.raises(BadSettings, match="nothing to correct"):
        library.correct(transcript, [], "Ana")
    declaration = library.add(programme()).document.id
    with pytest.raises(BadSettings, match="is a declaration"):
        library.correct(declaration, [CHAIR], "Ana")
    with pytest.raises(DocumentNotFound):
        library.correct("t0123456789abcde", [CHAIR], "Ana")


def test_corrections_made_at_once_are_all_kept_and_all_read(tmp_path: Path) -> None:
    first = open_library(tmp_path)
    second = open_library(tmp_path)
    document_id = first.add(briefing()).document.id
    wanted = [Wanted("outlet", speaker="Governor", value=f"Bank {n}") for n in range(8)]
    wanted[3], wanted[4] = CHAIR, Wanted("name", speaker="Moderator", value="Ida Holt")
    failed: list[Exception] = []

    def work(library: Library, some: list[Wanted]) -> None:
        try:
            for each in some:
                library.correct(document_id, [each], "Ana")
        except Exception as error:  # noqa: BLE001 - shown by the assertion
            failed.append(error)

    halves = ((first, wanted[:4]), (second, wanted[4:]), (first, [PRESS]))
    threads = [threading.Thread(target=work, args=half) for half in halves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    rows = first.corrections(document_id)
    assert len(rows) == 9
    last = [
        row.correction.value for row in rows if row.correction and row.correction.kind == "outlet"
    ][-1]
    outline = first.outline(document_id)
    found = {speaker.name: speaker for speaker in outline.speakers}
    assert (found["Governor"].role, found["Governor"].outlet) == ("chair", last)
    assert found["Ida Holt"].role == "questioner"
    for library in (first, second):
        library.close()
        library.store.close()


def test_a_document_that_never_stands_still_is_given_up(
    library: Library, transcript: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_: object, **__: object) -> None:
        raise Overtaken("somebody was quicker")

    monkeypatch.setattr(Store, "replace_passages", overtaken)
    with pytest.raises(Busy, match="try again shortly"):
        library.correct(transcript, [CHAIR], "Ana")


def test_a_library_can_be_reparsed_where_a_correction_fits_no_more(
    library: Library, transcript: str
) -> None:
    stored = library.store.stored(transcript)
    gone = NewCorrection("Ana", None, Correction("role", "Somebody Else", value="chair"))
    found = [each.passage for each in library.store.passages(transcript)]
    library.store.replace_passages(
        transcript, stored.structure, None, found, {}, library.model.ref.sha256, made=[gone]
    )
    library.reindex(reparse=True)
    assert "fits nothing here" in library.structure(transcript).warnings[-1]
