"""Transcripts that are seldom and plain: what a person sees at once is read as they see it."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

# --- scripts without capitals --------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "answer"),
    [("الصحفي", "الوزير"), ("سؤال", "جواب"), ("שאלה", "תשובה"), ("기자", "장관")],
)
def test_the_last_words_of_an_answer_are_nobodys_name_where_letters_have_no_capitals(
    question: str, answer: str
) -> None:
    said = {"שאלה": "במאי. כך החלטנו.", "기자": "오월에 엽니다. 우리가 결정했습니다."}.get(
        question, "سيفتح الجسر في مايو. هذا قرارنا."
    )
    text = f"{question}: A?\n{answer}: {said}\n{question}: B?\n{answer}: {said}\n"
    speakers = parse_transcript(text).speakers
    assert [(each.name, each.role) for each in speakers] == [
        (question, "questioner"),
        (answer, "principal"),
    ]


def test_words_of_the_head_are_nobodys_name_where_letters_have_no_capitals() -> None:
    text = "국토교통부 장관 기자회견 서울\n\n기자: 누가 냅니까?\n장관: 시가 냅니다.\n"
    assert [each.name for each in parse_transcript(text).speakers] == ["기자", "장관"]


def test_words_before_a_surname_are_no_first_name_where_letters_have_no_capitals() -> None:
    text = "المنسق: أهلا بكم. يتحدث علي الآن.\nعلي: الجسر جاهز.\nالصحفي: متى؟\nعلي: في مايو.\n"
    assert [each.name for each in parse_transcript(text).speakers] == ["المنسق", "علي", "الصحفي"]


# --- odd, and right ------------------------------------------------------------------------


def test_asking_for_questions_calls_nobody_by_that_word() -> None:
    for chair, asks in (("Модератор", "Вопросы, пожалуйста."), ("Moderator", "Fragen, bitte.")):
        text = f"{chair}: {asks}\nQ: Why so late?\nMinister: Steel rose.\n"
        assert [s.name for s in parse_transcript(text).speakers] == [chair, "Q", "Minister"]


def test_two_titles_of_one_surname_that_speak_in_turn_are_two_people() -> None:
    asked, answered = "Senator Dean: On what?\n", "Dr. Dean: It was spent.\n"
    text = 2 * (asked + answered)
    speakers = parse_transcript(text).speakers
    assert [(s.name, s.role) for s in speakers] == [
        ("Senator Dean", "questioner"),
        ("Dr. Dean", "principal"),
    ]


def test_two_titles_of_one_surname_that_never_speak_in_turn_are_one_person() -> None:
    text = "Prime Minister Dean: It is open.\nQ: Who paid?\nMr. Dean: The town.\n"
    assert [s.labels for s in parse_transcript(text).speakers] == [
        ("Prime Minister Dean", "Mr. Dean"),
        ("Q",),
    ]


def test_short_lines_without_marks_are_speech_under_q_and_a() -> None:
    text = "Q: so who signed it\nA: the board did\nQ: and when did they sign\nA: in may\n"
    found = parse_transcript(text)
    assert len(found.turns) == 4
    assert [q.span.of(text) for e in found.exchanges for q in e.questions] == [
        "who signed it",
        "when did they sign",
    ]
