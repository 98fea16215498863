from pathlib import Path

import pytest

from pressgap.errors import BadSettings
from pressgap.fit.meetings import block_texts, read_meetings
from tests.fit.train_folder import write_meeting


def test_a_meeting_knows_its_split_and_series_and_who_asks(tmp_path: Path) -> None:
    write_meeting(tmp_path, "town_1", 0, split="val")
    (meeting,) = read_meetings(tmp_path)
    assert (meeting.name, meeting.series, meeting.split) == ("town_1", "town", "val")
    assert meeting.asks.tolist() == [True, False] * 30
    assert not meeting.presides.any()
    assert len(meeting.sentences) == len(meeting.turns) == len(meeting.terms) == 120


def test_topics_and_questions_are_discussed_from_the_first_turn_to_the_last(tmp_path: Path) -> None:
    write_meeting(tmp_path, "town_1", 0)
    (meeting,) = read_meetings(tmp_path)
    assert [query.turns for query in meeting.queries] == [
        frozenset(range(10)),
        frozenset(range(10, 20)),
    ]


def test_a_statement_knows_the_turns_that_say_it(tmp_path: Path) -> None:
    write_meeting(tmp_path, "town_1", 0)
    (meeting,) = read_meetings(tmp_path)
    assert [statement.central for statement in meeting.statements[:2]] == [{0, 1}, {5}]


def test_a_meeting_without_a_summary_has_no_statements(tmp_path: Path) -> None:
    write_meeting(tmp_path, "town_1", 0)
    (tmp_path / "explainmeetsum-committee" / "train" / "town_1.json").unlink()
    (meeting,) = read_meetings(tmp_path)
    assert meeting.statements == ()
    assert meeting.queries


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"meeting_transcripts": [{"content": "x"}]}'])
def test_a_file_that_is_no_meeting_is_named(tmp_path: Path, content: str) -> None:
    write_meeting(tmp_path, "town_1", 0).write_text(content, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"town_1\.json .*not as QMSum"):
        read_meetings(tmp_path)


def test_blocks_are_sentences_of_one_turn(tmp_path: Path) -> None:
    write_meeting(tmp_path, "town_1", 0)
    (meeting,) = read_meetings(tmp_path)
    texts, of_sentence = block_texts(meeting)
    assert len(texts) == 60
    assert of_sentence.tolist() == meeting.turns.tolist()
    assert texts[0] == " ".join(meeting.sentences[:2])
