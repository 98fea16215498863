"""Who asks, who answers, who presides: told by what they do."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript


def roles(text: str) -> dict[str, str]:
    return {speaker.name: speaker.role for speaker in parse_transcript(text).speakers}


TALK = (
    "Ann Roe: When will it open?\n\nIda Lund: In May.\n\n"
    "{name}: {between}\n\n"
    "Jonas Sand: And who pays for all of it?\n\nIda Lund: The road fund.\n\n"
    "{name}: {last}\n"
)


@pytest.mark.parametrize(
    ("opening", "between", "last"),
    [
        ("Welcome. The minister will say a few words.", "Jonas, please.", "Thank you all."),
        ("Good day. Ida Lund is with us.", "Mr Sand?", "That is all we have time for."),
        ("Please take your seats.", "Next question.", "We have to leave it there."),
        ("Guten Tag, herzlich willkommen.", "Bitte, Herr Sand.", "Vielen Dank."),
    ],
)
def test_whoever_only_gives_the_floor_presides_whatever_they_are_called(
    opening: str, between: str, last: str
) -> None:
    text = f"Peter Vik: {opening}\n\nIda Lund: Good morning. We have built a quay. It is long.\n\n"
    found = roles(text + TALK.format(name="Peter Vik", between=between, last=last))
    assert found == {
        "Peter Vik": "chair",
        "Ida Lund": "principal",
        "Ann Roe": "questioner",
        "Jonas Sand": "questioner",
    }


def test_a_leader_who_calls_on_reporters_is_no_chair() -> None:
    found = roles(
        "PRESIDENT LUND: Welcome. We have signed it. Nancy.\n\nQ: When does it begin?\n\n"
        "PRESIDENT LUND: In May. Tom, go ahead.\n\nQ: Who pays?\n\nPRESIDENT LUND: We do.\n"
    )
    assert found == {"PRESIDENT LUND": "principal", "Nancy": "questioner", "Tom": "questioner"}


def test_a_presiding_member_with_questions_of_their_own_asks() -> None:
    found = roles(
        "The CHAIRMAN. The committee will come to order.\n"
        "Dr. LUND. I thank you. My report is short. It is about doors.\n"
        "The CHAIRMAN. Who reported the door?\nDr. LUND. The crew did.\n"
        "The CHAIRMAN. And who read the report?\nDr. LUND. Nobody.\n"
        "The CHAIRMAN. Ms. Roe.\nMs. ROE. Why did nobody read it?\nDr. LUND. It was late.\n"
    )
    assert found == {"The CHAIRMAN": "questioner", "Dr. LUND": "principal", "Ms. ROE": "questioner"}


def test_interpreters_and_clerks_are_others() -> None:
    found = roles(
        "Ann Roe: General, where are they?\n\nGeneral Haro: En casa.\n\nInterpreter: At home.\n\n"
        "Ann Roe: With their arms?\n\nGeneral Haro: Sin ellas.\n\nInterpreter: Without them.\n"
    )
    assert found == {"Ann Roe": "questioner", "General Haro": "principal", "Interpreter": "other"}


def test_via_an_interpreter_it_is_the_leader_who_speaks() -> None:
    found = parse_transcript(
        "Ann Roe: Minister, where are they?\n\nMinister Haro (via interpreter): At home.\n\n"
        "Ann Roe: All of them?\n\nMinister Haro: Yes.\n"
    )
    assert [(s.name, s.role, s.outlet) for s in found.speakers] == [
        ("Ann Roe", "questioner", None),
        ("Minister Haro", "principal", None),
    ]


def test_statements_before_the_questions_are_made_by_principals() -> None:
    found = roles(
        "Mayor Ruiz: A main exploded at noon. Two houses are gone.\n\n"
        "Dr. Amin: We took in nineteen people. All of them are stable.\n\n"
        "Reporter: Mayor, when was it inspected?\n\nMayor Ruiz: In spring.\n"
    )
    assert found == {"Mayor Ruiz": "principal", "Dr. Amin": "principal", "Reporter": "questioner"}


def test_members_who_only_make_statements_in_turn_are_no_principals() -> None:
    members = ("Ms. May", "Mr. Singh", "Mr. Scheer", "Ms. Kwan", "Mr. Manly")
    statements = "".join(f"{n}: I speak of the river. It is low this year.\n\n" for n in members)
    found = roles(
        f"{statements}Ms. Roe: When will it rain?\n\nMinister Lee: In May.\n\n"
        "Ms. Roe: And how much?\n\nMinister Lee: A little.\n"
    )
    assert found == {
        **dict.fromkeys(members, "other"),
        "Ms. Roe": "questioner",
        "Minister Lee": "principal",
    }


def test_numbers_of_questions_are_no_people_but_numbers_of_reporters_are() -> None:
    text = "{0}1: Who won?\n\nA1: We did.\n\n{0}2: Who lost?\n\nA2: Nobody.\n"
    assert len(roles(text.format("Q"))) == 2
    assert len(roles(text.format("Reporter "))) == 3


def test_closing_words_belong_to_no_exchange() -> None:
    found = parse_transcript(
        "Operator: Our first question is from Ann Roe.\n\nAnn Roe: How are sales?\n\n"
        "Bob Lee: They rise.\n\nOperator: There are no further questions. Back to Bob Lee.\n\n"
        "Bob Lee: Thank you for your time. We speak again in May.\n"
    )
    assert [e.turns for e in found.exchanges] == [(2, 3)]
    assert found.opening == (1,)
