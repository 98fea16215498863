from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressgap.core.model import Transcript
from pressgap.errors import BadSettings
from pressgap.evaluate import Evaluator
from pressgap.evaluate.embedding import Embedding
from pressgap.evaluate.floor import Floor
from pressgap.evaluate.meetings import Meeting, Query, Statement, read_meeting, read_statements
from pressgap.evaluate.raised import Probe, Trials
from pressgap.evaluate.speech import Speech, embed
from pressgap.evaluate.statements import marked
from pressgap.wiring import Parts
from tests.evaluate.folders import HARBOUR, make_explained, make_meetings


@pytest.fixture
def harbour(tmp_path: Path, parts: Parts) -> Speech:
    return embed(
        read_meeting(make_meetings(tmp_path / "m") / "town_1.json"), Embedding(parts.library)
    )


def test_a_meeting_goes_through_the_parser_and_its_turns_are_found_again(harbour: Speech) -> None:
    assert harbour.read
    text = harbour.embedded.document.text
    assert [span.of(text) for span in harbour.said] == [said for _, said in HARBOUR]
    assert all(len(rows) == 1 for rows in harbour.parsed)


def test_a_meeting_the_parser_cannot_read_is_structured_by_its_labels(parts: Parts) -> None:
    turns = (("a small label", "We met."), ("another one", "We spoke of buses."))
    speech = embed(Meeting("odd_1", turns, (), ()), Embedding(parts.library))
    assert not speech.read
    assert isinstance(speech.embedded.structure, Transcript)
    assert [turn.label for turn in speech.embedded.structure.turns] == [name for name, _ in turns]
    assert {passage.part for passage in speech.embedded.passages} == {"opening"}


def test_a_cut_transcript_keeps_its_turns_and_loses_their_words(harbour: Speech) -> None:
    rest = harbour.without(frozenset({1, 2}))
    assert rest.structure == harbour.embedded.structure
    left = " ".join(passage.span.of(rest.document.text) for passage in rest.passages)
    assert "lorries" not in left.lower()
    assert "Night buses" in left
    assert len(rest.vectors) == len(rest.passages)


def test_a_probe_is_held_against_its_meeting_a_near_one_and_its_own_cut(
    tmp_path: Path, parts: Parts
) -> None:
    folder = make_meetings(tmp_path / "meetings")
    speeches = [
        embed(read_meeting(path), Embedding(parts.library)) for path in sorted(folder.glob("*"))
    ]
    assert [speech.meeting.name for speech in speeches] == ["river_1", "town_1", "town_2"]
    probe = Probe("Night buses run on every weekday", 1, frozenset({3, 4}))
    held = Trials(speeches, parts.library, Floor(parts.library), "statement")
    found = held.of([probe], lambda *_: None)
    assert [trial.origin for trial in found] == ["own", "near", "cut"]
    own, near, cut = (trial.floor for trial in found)
    assert own > max(near, cut)
    assert found[0].raised > max(found[1].raised, found[2].raised)


def test_topics_and_questions_are_measured(tmp_path: Path, evaluator: Evaluator) -> None:
    (result,) = evaluator.run(make_meetings(tmp_path / "town" / "val")).results
    assert (result.title, result.kind, result.documents) == ("town/val", "qmsum", 3)
    assert result.resampled == "queries"  # three meetings are too few
    assert result.measure("topics.map").n == 4
    assert result.measure("questions.map").n == 2
    assert result.measure("queries.recall3000").value == 1.0  # all of a meeting fits
    assert result.measure("raised.auroc.near").n == 12
    assert result.measure("raised.ece").floor is None
    topics = result.measure("topics.map")
    assert topics.value is not None
    assert topics.low is not None
    assert topics.high is not None
    assert 0.5 < topics.low <= topics.value <= topics.high <= 1.0


def test_statements_are_measured_and_those_left_out_are_counted(
    tmp_path: Path, evaluator: Evaluator
) -> None:
    make_meetings(tmp_path / "meetings" / "test")
    (result,) = evaluator.run(make_explained(tmp_path / "explained" / "test")).results
    assert result.measure("turns.mrr").n == 3
    assert result.measure("turns.mrr").value == 1.0
    assert result.measure("sentences.has5").value == 1.0
    assert result.measure("supported.auroc.near+cut").n == 9
    assert "without a central sentence in these turns: 1;" in result.notes[0]


def test_a_training_folder_says_that_it_was_fitted_on(tmp_path: Path, evaluator: Evaluator) -> None:
    (result,) = evaluator.run(make_meetings(tmp_path / "town" / "train")).results
    assert "fitted on" in result.notes[-1]


def test_meetings_are_embedded_once_for_both_kinds_of_folder(tmp_path: Path, parts: Parts) -> None:
    make_meetings(tmp_path / "all" / "meetings" / "val")
    make_explained(tmp_path / "all" / "explained" / "val")
    encoder = parts.library.encoder()
    evaluator = Evaluator(parts.library, parts.comparer)
    evaluator.run(tmp_path / "all" / "meetings")
    evaluator.run(tmp_path / "all" / "explained")
    encoded: list[str] = encoder.encoded  # type: ignore[attr-defined]  # the fake tells
    assert encoded.count("Night buses will run on every weekday from March.") == 1


def test_vectors_that_were_kept_are_not_made_again(tmp_path: Path, parts: Parts) -> None:
    folder = make_meetings(tmp_path / "town" / "val")
    encoded: list[str] = parts.library.encoder().encoded  # type: ignore[attr-defined]  # the fake
    results = []
    for _ in range(2):
        encoded.clear()
        evaluator = Evaluator(parts.library, parts.comparer, keep_vectors=True)
        results.append(evaluator.run(folder))
    assert results[0] == results[1]
    assert "Night buses will run on every weekday from March." not in encoded
    assert parts.library.list().items == []


def test_a_quotation_is_found_whatever_its_spaces_and_marks(harbour: Speech) -> None:
    statement = Statement(
        "", frozenset({1}), frozenset({1}), ((1, "lorries block\tthe old bridge"),)
    )
    (span,) = marked(statement, harbour)
    assert span.of(harbour.embedded.document.text) == "Lorries block the old bridge."


def test_a_quotation_over_two_sentences_marks_both_and_one_of_nowhere_none(
    harbour: Speech,
) -> None:
    both = "harbour tunnel for lorries be built? Lorries block the old bridge."
    assert len(marked(Statement("", frozenset(), frozenset(), ((1, both),)), harbour)) == 2
    nowhere = Statement("", frozenset(), frozenset(), ((2, both),))
    assert marked(nowhere, harbour) == set()


def test_statements_without_any_support_are_not_read(tmp_path: Path) -> None:
    folder = make_explained(tmp_path / "explained")
    first, second = read_statements(folder / "town_1.json")
    assert first.central == {4}
    assert first.near == {3, 4}
    assert second.sentences == ((1, "Lorries block the old  bridge."),)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"meeting_transcripts": [{"speaker": "A"}]}, "content"),
        (
            {
                "meeting_transcripts": [{"speaker": "A", "content": "Yes."}],
                "topic_list": [{"topic": "Buses", "relevant_text_span": [["0"]]}],
            },
            "values to unpack",
        ),
    ],
)
def test_a_meeting_laid_out_otherwise_is_refused_with_its_place(
    tmp_path: Path, values: object, named: str
) -> None:
    path = tmp_path / "town_1.json"
    path.write_text(json.dumps(values))
    with pytest.raises(BadSettings, match=named):
        read_meeting(path)


def test_labels_beyond_the_last_turn_are_passed_over_and_counted(tmp_path: Path) -> None:
    spans = {"Yes": [["0", "2"]], "No": [["1", "1"]]}
    values = {
        "meeting_transcripts": [{"speaker": "A", "content": "Yes."}],
        "topic_list": [{"topic": t, "relevant_text_span": s} for t, s in spans.items()],
    }
    path = tmp_path / "town_1.json"
    path.write_text(json.dumps(values))
    found = read_meeting(path)
    assert found.topics == (Query("Yes", frozenset({0})),)
    assert found.strays == 3
