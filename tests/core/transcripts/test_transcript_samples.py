"""Whole transcripts of several kinds, all invented: who is who, and who is asked what."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from pressgap.core.model import Role, Transcript
from pressgap.core.transcripts.transcript import parse_transcript

FOLDER = Path(__file__).parents[2] / "transcripts"


def parsed(name: str) -> tuple[str, Transcript]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return text, parse_transcript(text)


def people(transcript: Transcript, role: Role) -> list[str]:
    return [speaker.name for speaker in transcript.speakers if speaker.role == role]


@pytest.mark.parametrize(
    ("name", "turns", "opening", "questions"),
    [
        ("hearing.txt", 20, 3, [4, 4, 1]),
        ("earnings-call.txt", 17, 5, [3, 2, 1]),
        ("briefing.txt", 16, 1, [2, 2, 2, 1, 1]),
        ("russian.txt", 11, 1, [3, 2, 2]),
        ("arabic.txt", 11, 1, [2, 2, 1, 1]),
    ],
)
def test_turns_exchanges_and_questions_are_counted_right(
    name: str, turns: int, opening: int, questions: list[int]
) -> None:
    _, transcript = parsed(name)
    assert len(transcript.turns) == turns
    assert len(transcript.opening) == opening
    assert [len(exchange.questions) for exchange in transcript.exchanges] == questions


def test_in_a_hearing_members_ask_and_the_witness_answers() -> None:
    text, transcript = parsed("hearing.txt")
    assert people(transcript, "chair") == ["The CHAIRMAN"]
    assert people(transcript, "principal") == ["Dr. LINDQVIST"]
    assert people(transcript, "questioner") == ["Ms. ADEYEMI", "Mr. OKONJO"]
    asked = [q.span.of(text) for q in transcript.exchanges[0].questions]
    assert asked[3] == "I would also like to hear your view of the passenger lists in section 3."
    last = transcript.exchanges[2]
    assert transcript.speaker(last.speaker).role == "chair"
    assert "fine for late reports" in last.questions[0].span.of(text)


def test_in_an_earnings_call_analysts_ask_and_executives_answer() -> None:
    _, transcript = parsed("earnings-call.txt")
    assert people(transcript, "chair") == ["Operator", "Teresa Quill"]
    assert people(transcript, "principal") == ["Martin Okafor", "Helen Strand"]
    analysts = [s for s in transcript.speakers if s.role == "questioner"]
    assert [(s.name, s.outlet) for s in analysts] == [
        ("Daniel Reyes", "Fenwick Capital"),
        ("Ines Falk", "Bank of Harrow"),
        ("Paul Whitlock", "Dunmore Partners"),
    ]


def test_a_list_of_participants_is_nobodys_speech() -> None:
    text, transcript = parsed("earnings-call.txt")
    assert "Helen Strand -- Brambleworth" in transcript.asides[0].span.of(text)
    assert transcript.turns[0].span.of(text).startswith("Good morning, and welcome")


def test_in_a_briefing_nameless_questions_go_to_whoever_introduced_themselves() -> None:
    text, transcript = parsed("briefing.txt")
    asking = [transcript.speaker(exchange.speaker) for exchange in transcript.exchanges]
    assert [(s.name, s.outlet) for s in asking[:2]] == [
        ("Lena Marsh", "the Hollin Courier"),
        ("Jonas Pell", "Radio Five"),
    ]
    request = transcript.exchanges[1].questions[0].span.of(text)
    assert request.startswith("Could you comment on the reports")


def test_in_russian_labels_introductions_and_requests_are_understood() -> None:
    text, transcript = parsed("russian.txt")
    assert people(transcript, "principal") == ["Игорь Вяземский"]
    asking = [s for s in transcript.speakers if s.role == "questioner"]
    assert [(s.name, s.outlet) for s in asking] == [
        ("Анна Лукина", "газета «Северный маяк»"),
        ("Пётр Дроздов", "Телеканал «Залив»"),
        ("Р. Ким", None),
    ]
    first = transcript.exchanges[0].questions[0]
    assert first.span.of(text) == "почему подорожала разгрузка?"


def test_in_arabic_right_to_left_labels_and_questions_are_understood() -> None:
    text, transcript = parsed("arabic.txt")
    assert people(transcript, "principal") == ["الوزير سالم الحداد"]
    assert people(transcript, "questioner") == ["ليلى منصور", "عمر الزين"]
    assert transcript.exchanges[0].questions[0].span.of(text) == "متى يبدأ بناء السدود؟"
    assert "أولاً: لن يغادر أحد" in transcript.turns[4].span.of(text)


@pytest.mark.parametrize("name", ["hearing.txt", "briefing.txt", "russian.txt"])
def test_a_transcript_broken_into_lines_of_one_width_reads_the_same(name: str) -> None:
    text, transcript = parsed(name)
    lines = [textwrap.fill(line, 72) for line in text.split("\n")]
    wrapped = parse_transcript("\n".join(lines))
    assert [t.label for t in wrapped.turns] == [t.label for t in transcript.turns]
    assert [(e.turns, len(e.questions)) for e in wrapped.exchanges] == [
        (e.turns, len(e.questions)) for e in transcript.exchanges
    ]
