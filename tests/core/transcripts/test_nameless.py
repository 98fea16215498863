"""Who speaks under a label that names nobody."""

from __future__ import annotations

import pytest

from pressgap.core.model import Span, Transcript
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.given_floor import Call, call_in
from pressgap.core.transcripts.transcript import parse_transcript

MEETING = """MODERATOR: Welcome. {first}

Q: Thank you. When will the bridge open to lorries?

GOVERNOR HOLM: In May, if the paint dries.

Q: And who paid for the paint?

GOVERNOR HOLM: The county did. We are grateful for it.

MODERATOR: Next is Piet Rasmey of the Coast Herald. Please go ahead.

Q: Will there be a toll on it?

GOVERNOR HOLM: There will be none this year.
"""


def called(said: str, *, presides: bool = True, answers: bool = False) -> Call | None:
    sentences = sentence_spans(said, Span(0, len(said)))
    return call_in(said, sentences, frozenset(("holm",)), presides=presides, answers=answers)


def speakers(transcript: Transcript) -> list[str]:
    return [transcript.speaker(turn.speaker).name for turn in transcript.turns]


@pytest.mark.parametrize(
    ("said", "name", "outlet"),
    [
        ("Thank you both. We'll begin with Jan Brek from Hill Radio.", "Jan Brek", "Hill Radio"),
        ("For the local press, Ida Lund, Bay Tribune.", "Ida Lund", "Bay Tribune"),
        ("I see Max Orr of Market Hour. Please go ahead, Max.", "Max Orr", "Market Hour"),
        ("We leave on Sunday. Marguerite.", "Marguerite", None),
        ("Petra, why don't you start.", "Petra", None),
        ("I will. Last one, Ahmed.", "Ahmed", None),
        ("It is. Matt, you had your hand up.", "Matt", None),
    ],
)
def test_a_name_is_read_from_how_the_floor_is_given(
    said: str, name: str, outlet: str | None
) -> None:
    found = called(said)
    assert found is not None
    assert (found.name, found.outlet) == (name, outlet)


def test_of_two_who_are_called_the_first_has_the_floor() -> None:
    assert called("Two more. Tamsin, and then Lloyd.") == Call("Tamsin")


@pytest.mark.parametrize(
    "said",
    [
        "The lady at the aisle, please.",
        "And the last question, from Hill Television.",
        "Governor Holm will take that one.",
        "Yes. Go ahead, please.",
    ],
)
def test_who_is_pointed_at_has_no_name(said: str) -> None:
    assert called(said) is None


def test_an_answer_that_ends_in_a_name_calls_nobody() -> None:
    assert called("We agreed it in spring with Angela Weber.", presides=False) is None
    assert called("New York. In the spring.", presides=False, answers=True) is None
    assert called("Forty. At forty we go to the cities.", answers=True) is None


def test_who_is_given_the_floor_keeps_it_until_somebody_else_gets_it() -> None:
    transcript = parse_transcript(MEETING.format(first="Ann Roe, Daily Post, please."))
    assert speakers(transcript)[1:] == [
        *("Ann Roe", "GOVERNOR HOLM", "Ann Roe", "GOVERNOR HOLM"),
        *("MODERATOR", "Piet Rasmey", "GOVERNOR HOLM"),
    ]
    outlets = {speaker.name: speaker.outlet for speaker in transcript.speakers}
    assert outlets["Ann Roe"] == "Daily Post"
    assert outlets["Piet Rasmey"] == "Coast Herald"
    assert [exchange.turns[0] for exchange in transcript.exchanges] == [2, 7]


def test_who_is_pointed_at_stays_nameless() -> None:
    transcript = parse_transcript(MEETING.format(first="The lady at the aisle, please."))
    assert speakers(transcript)[1] == "Q"


def test_a_word_that_the_text_has_as_matter_is_nobody_called() -> None:
    text = (
        "MINISTER LUND: Welcome. We have signed it. Norway.\n\nQ: When does it begin in Norway?\n\n"
        "MINISTER LUND: In Norway trains leave in May. We like it.\n\nQ: Who pays for it?\n\n"
        "MINISTER LUND: We do.\n"
    )
    assert "Norway" not in speakers(parse_transcript(text))


def test_the_head_names_who_presides_and_who_answers() -> None:
    text = (
        "Bank of Holm\nWith Tom Brell, Governor, and Ina Oyel, Deputy Governor\n"
        "Moderator: Cora Asp, Head of Press\n\nThe statement has been published apart.\n\n* * *\n\n"
        "MODERATOR: Good afternoon and welcome. The lady at the aisle, please.\n"
        "Q: Governor, what has changed since April?\nA: Wages have. They rise more slowly.\n"
        "MODERATOR: Yes, in the middle.\nQ: Who failed the test?\n"
        "A (Deputy Governor Oyel): None failed.\nMODERATOR: Thank you all for coming.\n"
    )
    assert speakers(parse_transcript(text)) == [
        *("Cora Asp", "Q", "Tom Brell", "Cora Asp", "Q", "Deputy Governor Oyel", "Cora Asp"),
    ]


def test_speakers_with_numbers_name_themselves() -> None:
    text = (
        "Speaker 1: Okay, I think we are rolling. Good morning, I'm Dana Kouris, I run the press "
        "office. Questions, please.\n\nSpeaker 3: When will the bridge open?\n\n"
        "Speaker 2: Good morning. Anita Rao, chief engineer. It opens in May.\n\n"
        "Speaker 1: Okay, next question.\n\nSpeaker 4: Who pays?\n\nSpeaker 2: The county pays.\n"
    )
    found = speakers(parse_transcript(text))
    assert found[0] == found[3] == "Dana Kouris"
    assert found[2] == found[5] == "Anita Rao"


def test_no_greeting_and_no_last_word_of_an_answer_is_a_name_where_a_chair_calls() -> None:
    found = parse_transcript(
        "Moderatorin: Guten Tag. Bitte, die erste Frage.\n\nFrage: Wann kommt die Brücke?\n\n"
        "Ministerin Holm: Im Mai. Schreiben.\n\nFrage: Und was kostet sie?\n\n"
        "Ministerin Holm: Zwölf Millionen.\n\nModeratorin: Danke. Nächste Frage. Guten Tag.\n\n"
        "Frage: Wer zahlt?\n\nMinisterin Holm: Der Rat.\n"
    )
    assert set(speakers(found)) == {"Moderatorin", "Frage", "Ministerin Holm"}


def test_two_are_called_at_once_and_one_of_them_again() -> None:
    found = parse_transcript(
        "MODERATOR: Welcome. Dale, and then Tomas has one more.\n\nQ: Who paid?\n\n"
        "GOVERNOR HOLM: We did.\n\nMODERATOR: Tomas, last one.\n\nQ: Will it hold?\n\n"
        "GOVERNOR HOLM: It will.\n\nMODERATOR: And to finish, Dale again, briefly.\n\n"
        "Q: How long?\n\nGOVERNOR HOLM: For years.\n"
    )
    assert speakers(found)[1::3] == ["Dale", "Tomas", "Dale"]


def test_a_direction_may_stand_before_who_asks() -> None:
    found = parse_transcript(
        "Question: (in Russian) Darya Orlova, Nevskaya Volna. What did you talk about?\n\n"
        "Minister Holm: (in Russian) The sailors.\n\nQuestion: Amber News Agency. When?\n\n"
        "Minister Holm: In May.\n"
    )
    assert (found.speakers[0].name, found.speakers[0].outlet) == ("Darya Orlova", "Nevskaya Volna")


def test_a_chair_calls_by_title_and_outlet_and_a_label_may_say_how_it_was_said() -> None:
    found = parse_transcript(
        "MODERATOR: First question, Frau Bader, ARN.\n\nJOURNALIST: When is the vote?\n\n"
        "CHANCELLOR KUHL: In autumn.\n\nMODERATOR: The lady by the door.\n\n"
        "JOURNALIST (in Spanish): Who pays?\n\nCHANCELLOR KUHL: We do.\n"
    )
    assert speakers(found)[1::3] == ["Bader", "JOURNALIST"]
    assert found.speaker(found.turns[1].speaker).outlet == "ARN"
