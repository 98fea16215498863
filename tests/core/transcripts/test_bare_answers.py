"""Transcripts that print "A" for some answers and a name for others."""

from __future__ import annotations

from pressgap.core.model import Transcript, TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript


def people(transcript: Transcript) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(s.name, s.role, s.labels) for s in transcript.speakers]


def doubts(transcript: Transcript) -> list[str]:
    return [warning for warning in transcript.warnings if "answers without a name" in warning]


def test_a_bare_a_is_the_named_person_who_answers_the_other_questions() -> None:
    found = parse_transcript(
        "Q: Why was the rate raised?\nGovernor Lund: Because prices rise.\n"
        "Q: Will it stay there?\nA: For now it will.\nQ: And after that?\nA: We shall see.\n"
    )
    assert people(found) == [
        ("Q", "questioner", ("Q",)),
        ("Governor Lund", "principal", ("Governor Lund", "A")),
    ]
    assert doubts(found) == []


def test_a_name_for_the_opening_alone_is_not_merged_but_told_of() -> None:
    text = (
        "Governor Lund: Good morning. The board raised the rate today.\n"
        "Q: Will it stay there?\nA: For now it will.\nQ: Until when?\nA: We shall see.\n"
    )
    found = parse_transcript(text)
    assert [name for name, _, _ in people(found)] == ["Governor Lund", "Q", "A"]
    (doubt,) = doubts(found)
    assert "'A' answers without a name" in doubt
    assert "'Governor Lund'" in doubt
    told = parse_transcript(text, TranscriptOptions(principal="Governor Lund"))
    assert people(told)[0] == ("Governor Lund", "principal", ("Governor Lund", "A"))
    assert doubts(told) == []


def test_a_bare_a_is_whoever_made_the_opening_statement_at_length() -> None:
    questions = "Q: Will it stay there?\nA: For now it will.\nQ: Until when?\nA: We shall see.\n"
    found = parse_transcript(
        "Governor Lund: Good morning. The board raised the rate today. Prices rise too fast. "
        f"I am happy to take your questions.\n{questions}"
    )
    assert people(found)[0] == ("Governor Lund", "principal", ("Governor Lund", "A"))
    host = parse_transcript(
        "Peter Vik: Good morning. Thank you for coming. The governor is with us. "
        f"He will take your questions.\n{questions}"
    )
    assert [name for name, _, _ in people(host)] == ["Peter Vik", "Q", "A"]


TWO_ANSWER = (
    "Q: Why was the rate raised?\nGovernor Lund: Because prices rise.\n"
    "Q: And the bonds?\nDeputy Falk: Those end in July.\n"
    "Q: Will it stay there?\nA: For now it will.\nQ: Until when?\nA: We shall see.\n"
)


def test_beside_two_who_answer_a_bare_a_stays_apart_and_is_told_of() -> None:
    found = parse_transcript(TWO_ANSWER)
    assert [role for _, role, _ in people(found)].count("principal") == 3
    assert ("A",) in [labels for _, _, labels in people(found)]
    (doubt,) = doubts(found)
    assert "'Governor Lund' or 'Deputy Falk'" in doubt


def test_the_caller_says_whose_answers_they_are() -> None:
    found = parse_transcript(TWO_ANSWER, TranscriptOptions(principal="Deputy Falk"))
    assert ("Deputy Falk", "principal", ("Deputy Falk", "A")) in people(found)
    assert doubts(found) == []


def test_who_speaks_between_a_question_and_its_answer_is_somebody_else() -> None:
    found = parse_transcript(
        "Q: Did you see the ship?\nMr. Hale: I object to that.\nA: I did see it.\n"
        "Q: When was that?\nA: At night.\nQ: Was it dark?\nA: It was.\n"
    )
    assert [labels for _, _, labels in people(found)] == [("Q",), ("Mr. Hale",), ("A",)]
    assert next(role for _, role, labels in people(found) if labels == ("A",)) == "principal"
    assert doubts(found) == []


def test_a_bare_a_whose_role_the_caller_gives_is_left_alone() -> None:
    text = (
        "Q: Why was the rate raised?\nGovernor Lund: Because prices rise.\n"
        "Q: Will it stay there?\nA: For now it will.\n"
    )
    found = parse_transcript(text, TranscriptOptions(speakers=(("A", "other"),)))
    assert {labels for _, _, labels in people(found)} == {("Q",), ("Governor Lund",), ("A",)}
    assert doubts(found) == []


def test_numbered_witnesses_stay_apart() -> None:
    found = parse_transcript(
        "Q: Who saw it?\nMr. Lund: I did.\nQ: And you?\nWitness 1: So did I.\n"
        "Q: And you?\nWitness 2: I did not.\n"
    )
    assert len(found.speakers) == 4
    assert [speaker.role for speaker in found.speakers].count("principal") == 3
