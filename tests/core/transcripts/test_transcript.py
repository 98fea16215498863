from __future__ import annotations

import pytest

from pressgap.core.model import Speaker, Transcript, TranscriptOptions
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import BadSettings, UnreadableDocument


def speeches(text: str) -> list[tuple[str, str]]:
    return [(turn.label, turn.span.of(text)) for turn in parse_transcript(text).turns]


def questions(text: str) -> list[str]:
    transcript = parse_transcript(text)
    return [q.span.of(text) for e in transcript.exchanges for q in e.questions]


def asked(speech: str) -> list[str]:
    """What one questioner asks in ``speech``."""
    return questions(f"Ann Roe: {speech}\nBob Lee: We shall see about that.\n")


def by_label(transcript: Transcript, label: str) -> Speaker:
    return next(s for s in transcript.speakers if label in s.labels)


# --- turns ----------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\u2028"])
def test_a_turn_is_a_slice_of_the_text_whatever_its_line_ends(end: str) -> None:
    text = end.join(["Ann Roe: Why is it late?", "Bob Lee: The train.", "It broke down."])
    assert speeches(text) == [
        ("Ann Roe", "Why is it late?"),
        ("Bob Lee", f"The train.{end}It broke down."),
    ]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("**Ann Roe:** Why?", "Ann Roe"),
        ("**Ann Roe**: Why?", "Ann Roe"),
        ("An.Roe: Why?", "An.Roe"),
        ("ANN ROE (Daily Post): Why?", "ANN ROE (Daily Post)"),
        ("[00:12:07] Ann Roe: Why?", "Ann Roe"),
        ("Ann de la Roe:Why?", "Ann de la Roe"),
        ("Prime Minister Roe: Why?", "Prime Minister Roe"),
        ("安娜：Why?\nBob Lee: So.\n安娜：Why?", "安娜"),
    ],
)
def test_labels_come_in_many_styles(line: str, label: str) -> None:
    assert speeches(f"{line}\nBob Lee: Because.\n")[0] == (label, "Why?")


@pytest.mark.parametrize(
    "line",
    [
        "Second. It rained.",
        "First: it rained.",
        "Note: bring umbrellas.",
        "10:30 it stopped.",
        "As for the Harbour Union: it is growing.",
        "The question is: will it grow?",
        "See https://example.org for more.",
        "We say this: never.",
        "Sea Trade: it doubled.",
    ],
)
def test_a_paragraph_that_begins_like_a_label_is_none(line: str) -> None:
    text = f"Ann Roe: Why?\nBob Lee: Because.\n{line}\nCy Poe: And when?\nBob Lee: Soon.\n"
    assert [label for label, _ in speeches(text)] == ["Ann Roe", "Bob Lee", "Cy Poe", "Bob Lee"]


def test_a_single_word_is_a_label_where_it_comes_back() -> None:
    text = "Roe: Why?\nLee: Because.\nRoe: And when?\nLee: Soon.\n"
    assert [label for label, _ in speeches(text)] == ["Roe", "Lee", "Roe", "Lee"]


def test_in_a_hard_wrapped_text_a_line_inside_a_sentence_begins_no_turn() -> None:
    text = (
        "Ann Roe: Would you tell us how long the dredging of the harbour will go on, and\n"
        "what you have agreed upon in the talks that you had last night with the deputy\n"
        "Minister Falk: was there any paper signed, and will the contents be made public\n"
        "before the end of the year?\n\n"
        "Bob Lee: The dredging goes on until the first frost, and nothing was signed that\n"
        "you would not have heard of by now.\n"
    )
    assert [label for label, _ in speeches(text)] == ["Ann Roe", "Bob Lee"]


def test_headings_between_turns_are_nobodys_speech() -> None:
    text = "Bob Lee: Good day.\n\n## Questions\n\nAnn Roe: Why?\n\nBob Lee: Because.\n"
    assert speeches(text)[0] == ("Bob Lee", "Good day.")


# --- speakers -------------------------------------------------------------------------------


def test_two_labels_of_one_person_are_one_speaker() -> None:
    text = "A. Roe: Why?\nBob Lee: Because.\nAnn Roe: And when?\nMr. Lee: Soon.\n"
    transcript = parse_transcript(text)
    assert [(s.name, s.labels) for s in transcript.speakers] == [
        ("Ann Roe", ("A. Roe", "Ann Roe")),
        ("Bob Lee", ("Bob Lee", "Mr. Lee")),
    ]


def test_people_who_share_a_surname_stay_apart() -> None:
    text = "Ann Roe: Why?\nBob Lee: So.\nCarl Roe: When?\nBob Lee: Soon.\nMs. Roe: And?\n"
    names = {speaker.name for speaker in parse_transcript(text).speakers}
    assert {"Ann Roe", "Carl Roe"} <= names


@pytest.mark.parametrize(
    ("speech", "name", "outlet"),
    [
        ("Ann Roe, Daily Post. Why?", "Ann Roe", "Daily Post"),
        ('"Daily Post", Ann Roe. Why?', "Ann Roe", "Daily Post"),
        ("Daily Post, Ann Roe.\nWhy?", "Ann Roe", "Daily Post"),
        ("Hello, Mr Lee. Anna Roe, THE POST.\nWhy?", "Anna Roe", "THE POST"),
        ("Good evening! Ann Roe, Post TV channel. Why?", "Ann Roe", "Post TV channel"),
        ("Post newspaper.\nWhy?", "A. Roe", "Post newspaper"),
        ("I'm Jane Doe with Reuters. Why?", "Jane Doe", "Reuters"),
        ("Jane Doe from the FT. Why?", "Jane Doe", "the FT"),
        ("Jane Doe from the FT, why?", "Jane Doe", "the FT"),
        ("My name is Jane Doe, Radio Five. Why?", "Jane Doe", "Radio Five"),
        ("Ann Roe. Why?", "Ann Roe", None),
        ("Yes, according to the papers. Why?", "A. Roe", None),
        ("In Paris, London and Rome it rains. Why?", "A. Roe", None),
    ],
)
def test_an_introduction_beats_the_label(speech: str, name: str, outlet: str | None) -> None:
    transcript = parse_transcript(f"A. Roe: {speech}\nBob Lee: Because it is so.\n")
    speaker = by_label(transcript, "A. Roe")
    assert (speaker.name, speaker.outlet) == (name, outlet)


def test_a_label_that_disagrees_with_the_introduction_is_warned_about() -> None:
    transcript = parse_transcript("Alan Roe: Ann Roe, Daily Post. Why?\nBob Lee: Because.\n")
    assert any("'Alan Roe'" in w and "'Ann Roe'" in w for w in transcript.warnings)


def test_the_principal_is_who_answers_even_where_they_ask_back() -> None:
    text = (
        "Moderator: Minister, would you like to say a few words?\n"
        "Minister Lee: We did it.\n"
        "Moderator: Any questions?\n"
        "Ann Roe: Ann Roe, Daily Post. What is next?\n"
        "Minister Lee: Wait and see. What would you do?\n"
        "Ann Roe: I would strike, and I would go on striking until the wages rise.\n"
        "Minister Lee: Ha.\n"
    )
    transcript = parse_transcript(text)
    assert [s.role for s in transcript.speakers] == ["chair", "principal", "questioner"]
    assert questions(text) == ["What is next?"]
    assert transcript.opening == (1, 2, 3)


def test_a_host_who_alone_asks_is_the_questioner() -> None:
    text = "Host: Welcome. What brought you?\nAda Wu: A ship.\nHost: Which?\nAda Wu: The Swan.\n"
    assert [s.role for s in parse_transcript(text).speakers] == ["questioner", "principal"]


def test_whoever_answers_is_a_principal_however_many_they_are() -> None:
    text = (
        "Ann Roe: Why was it closed?\nBob Lee: We had to do it then.\n"
        "Ann Roe: Mr Poe, did you agree?\nCy Poe: We all had to.\n"
    )
    roles = {speaker.name: speaker.role for speaker in parse_transcript(text).speakers}
    assert roles == {"Ann Roe": "questioner", "Bob Lee": "principal", "Cy Poe": "principal"}


# --- questions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speech", "expected"),
    [
        ("Are you glad, and in general, does it pay?", ["Are you glad", "does it pay?"]),
        (
            "How do you see it, and who could mediate in it?",
            ["How do you see it", "who could mediate in it?"],
        ),
        (
            "What do we know of the plan, what it may cost, and how it will end?",
            ["What do we know of the plan, what it may cost, and how it will end?"],
        ),
        ("Will it end, or will it go on?", ["Will it end, or will it go on?"]),
        ("When and where will you meet?", ["When and where will you meet?"]),
        ("Mr Lee, tell me, will it end?", ["will it end?"]),
        ("Robert Lee, do you agree?", ["do you agree?"]),
        ("The question is: will it end?", ["will it end?"]),
        ("And, let us say, have you won?", ["have you won?"]),
        ("If it is no secret, what did you say?", ["what did you say?"]),
        ("If the talks fail, what will you do?", ["If the talks fail, what will you do?"]),
        (
            "Perhaps you could write to them directly?",
            ["Perhaps you could write to them directly?"],
        ),
        ("Will it end? If so, when?", ["Will it end?", "If so, when?"]),
        ("Could you comment on the fees.", ["Could you comment on the fees."]),
        ("I'd like to hear your view of the fees.", ["I'd like to hear your view of the fees."]),
        ("Tell us about the fees.", ["Tell us about the fees."]),
        ("I have two questions. Will it end? Who pays?", ["Will it end?", "Who pays?"]),
        ("I would like to ask about the fees.", ["I would like to ask about the fees."]),
        ("Can you hear me? Will it end? Thank you.", ["Will it end?"]),
        ("Last year I asked you: war or peace? You said peace. And now?", ["now?"]),
    ],
)
def test_what_is_asked_is_found_without_its_lead_in(speech: str, expected: list[str]) -> None:
    assert asked(speech) == expected


def test_lead_in_sentences_are_the_questions_context() -> None:
    text = "Ann Roe: Ann Roe, Daily Post. It rains. It pours. Who pays? And why?\nBob Lee: We do.\n"
    first, second = parse_transcript(text).exchanges[0].questions
    assert first.context is not None
    assert first.context.of(text) == "It rains. It pours."
    assert second.context == first.context


@pytest.mark.parametrize("mark", ["?", "؟", "？"])
def test_question_marks_of_other_scripts_ask_too(mark: str) -> None:
    assert len(asked(f"Kommt er{mark} Geht er{mark}")) == 2


# --- exchanges ------------------------------------------------------------------------------


def test_an_interruption_and_a_follow_up_stay_in_the_exchange() -> None:
    text = (
        "Bob Lee: Good day. Please.\n"
        "Ann Roe: You said that trade is falling.\n"
        "Bob Lee: It is growing.\n"
        "Ann Roe: But slowly. What hinders it?\n"
        "Bob Lee: The weather.\n"
        "Ann Roe: Only the weather?\n"
        "Bob Lee: Only that. Please, next.\n"
        "Cy Poe: And when will it stop raining?\n"
        "Bob Lee: In May.\n"
    )
    transcript = parse_transcript(text)
    assert transcript.opening == (1,)
    assert [e.turns for e in transcript.exchanges] == [(2, 3, 4, 5, 6, 7), (8, 9)]


def test_a_nameless_questioner_begins_an_exchange_unless_following_up() -> None:
    text = (
        "Q: Who won?\nA: We did.\nQ: And who lost?\nA: Nobody.\n"
        "Q: How old is the bridge at Lagan?\nA: Ten years.\n"
    )
    assert [e.turns for e in parse_transcript(text).exchanges] == [(1, 2, 3, 4), (5, 6)]


def test_what_a_member_says_without_asking_is_no_answer() -> None:
    text = (
        "Ms. Abel: Governor, what about wages?\n"
        "Governor Lund: They rise.\n"
        "Mr. Cole: I am worried by housing. Nobody in my town can buy.\n"
        "Governor Lund: Housing is a matter of supply.\n"
    )
    assert by_label(parse_transcript(text), "Mr. Cole").role == "questioner"
    told = TranscriptOptions(speakers=(("Mr. Cole", "other"),))
    assert by_label(parse_transcript(text, told), "Mr. Cole").role == "other"


def test_a_question_without_an_answer_is_warned_about() -> None:
    text = "Ann Roe: Why?\nBob Lee: Because.\nCy Poe: And when does it end?\n"
    assert any("E2" in warning for warning in parse_transcript(text).warnings)


# --- what the caller overrules, and what is refused --------------------------------------------

TEXT = "Ann Roe: Why?\nBob Lee: Because.\nCy Poe: We all know that. Why ask?\n"


def test_the_caller_can_name_principal_and_roles() -> None:
    options = TranscriptOptions(principal="cy poe", speakers=(("Bob Lee", "questioner"),))
    transcript = parse_transcript(TEXT, options)
    assert by_label(transcript, "Cy Poe").role == "principal"
    assert by_label(transcript, "Bob Lee").role == "questioner"


def test_the_caller_can_bound_the_speech_by_lines() -> None:
    transcript = parse_transcript(TEXT, TranscriptOptions(first_line=2, last_line=2))
    assert [turn.label for turn in transcript.turns] == ["Bob Lee"]
    assert [aside.certain for aside in transcript.asides] == [True, True]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (TranscriptOptions(principal="Zed"), "Ann Roe, Bob Lee, Cy Poe"),
        (TranscriptOptions(speakers=(("Zed", "chair"),)), "Ann Roe, Bob Lee, Cy Poe"),
        (TranscriptOptions(speakers=(("Ann Roe", "boss"),)), "questioner"),  # type: ignore[arg-type]  # the point of the test
        (TranscriptOptions(first_line=0), "lines 1 to 4"),
        (TranscriptOptions(last_line=99), "lines 1 to 4"),
        (TranscriptOptions(first_line=3, last_line=2), "comes after"),
    ],
)
def test_options_that_name_nothing_in_the_text_say_what_there_is(
    options: TranscriptOptions, names: str
) -> None:
    with pytest.raises(BadSettings, match=names):
        parse_transcript(TEXT, options)


def test_a_text_without_labels_is_refused_with_advice() -> None:
    with pytest.raises(UnreadableDocument, match="Jane Doe: Good morning"):
        parse_transcript("Only prose here.\nAnd more of it.\n")


def test_a_declaration_is_refused_as_one() -> None:
    text = "# Accord\n\n1. They met.\n\n2. They agreed.\n\n3. They resolve: to meet again.\n"
    with pytest.raises(UnreadableDocument, match="looks like a declaration"):
        parse_transcript(text)


def test_labels_without_a_question_are_warned_about() -> None:
    transcript = parse_transcript("Ann Roe: We are glad.\nBob Lee: So are we.\n")
    assert transcript.exchanges == ()
    assert any("no question was found" in warning for warning in transcript.warnings)
