"""Roles that fit the whole meeting: from what turns do, lists, offices and titles."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

ASKS, ANSWERS, PRESIDES = "questioner", "principal", "chair"


def roles(text: str) -> dict[str, str]:
    return {speaker.labels[0]: speaker.role for speaker in parse_transcript(text).speakers}


def test_whoever_asks_back_still_answers() -> None:
    found = roles(
        "Lord Vane: When was it dug?\n\nDr Roe: In 2011. What does one inherit but mistakes?\n\n"
        "Lady Holt: And what did it cost?\n\nDr Roe: Too much. Would you have paid?\n\n"
        "Lady Holt: Was anybody dismissed?\n\nDr Roe: Nobody.\n"
    )
    assert found == {"Lord Vane": ASKS, "Dr Roe": ANSWERS, "Lady Holt": ASKS}


@pytest.mark.parametrize(
    "handing_over",
    [
        "Ray's best placed on that one.",
        "Ray?",
        "I'll ask Ray to talk to that.",
        "Minister Dunn can say more about it.",
    ],
)
def test_a_second_who_is_brought_in_answers_as_well(handing_over: str) -> None:
    found = roles(
        "PREMIER: The fire is out. We thank the crews.\n\nREPORTER: Where were the tankers?\n\n"
        f"PREMIER: {handing_over}\n\nMINISTER DUNN: In the shed, with a fault in the pumps.\n\n"
        "REPORTER: They were there since May.\n\nMINISTER DUNN: Since June.\n\n"
        "REPORTER: Premier, will heads roll?\n\nPREMIER: No.\n"
    )
    assert found == {"PREMIER": ANSWERS, "REPORTER": ASKS, "MINISTER DUNN": ANSWERS}


def test_a_host_who_reads_the_disclaimer_and_hands_over_presides() -> None:
    found = roles(
        "Jane Fell: Good morning. Before we begin, our remarks are forward-looking. Rob?\n\n"
        "Rob Ames: Thanks. It was a good year. Sales rose in every region.\n\n"
        "Steve Park: What is behind the growth?\n\nRob Ames: Soup.\n\n"
        "Li Wei: And the margin?\n\nRob Ames: Stable.\n"
    )
    assert found["Jane Fell"] == PRESIDES
    assert found["Rob Ames"] == ANSWERS


def test_an_office_in_the_list_of_participants_speaks_for_a_role() -> None:
    found = roles(
        "CORPORATE PARTICIPANTS\n\nJane Fell\nHead of Investor Relations, Corvus\n"
        "Rob Ames\nChief Executive, Corvus\n\n"
        "Jane Fell: Good morning, and thank you all for being here.\n\n"
        "Rob Ames: Thanks. It was a good year. Sales rose in every region.\n\n"
        "Steve Park: What is behind the growth?\n\nRob Ames: Soup.\n"
    )
    assert found == {"Jane Fell": PRESIDES, "Rob Ames": ANSWERS, "Steve Park": ASKS}


HEARING = (
    "Mr. Dray. The subcommittee will come to order. Ms. Voss, you are recognized.\n"
    "Ms. Voss. Thank you. Our members serve two million homes. We need certainty.\n"
    "{own}"
    "Mr. Dray. I recognize Ms. Menon.\n"
    "Ms. Menon. Thank you. Why has the fund been frozen?\n"
    "Ms. Voss. We were never told.\n"
    "Mr. Dray. The subcommittee is adjourned.\n"
)
OWN = (
    "Mr. Dray. How many homes have no service?\nMs. Voss. About 300,000.\n"
    "Mr. Dray. And what would it cost to reach them?\nMs. Voss. Two billion.\n"
)


@pytest.mark.parametrize(("own", "role"), [("", PRESIDES), (OWN, ASKS)])
def test_whoever_keeps_order_presides_and_with_questions_of_their_own_asks(
    own: str, role: str
) -> None:
    found = roles(HEARING.format(own=own))
    assert found == {"Mr. Dray": role, "Ms. Voss": ANSWERS, "Ms. Menon": ASKS}


def test_a_president_who_answers_is_no_chair_and_the_moderator_is() -> None:
    found = roles(
        "Le Président : Bonjour. Nous avons signé un accord. Il est bon.\n\n"
        "Modératrice : Première question.\n\n"
        "Journaliste : Quand entrera-t-il en vigueur ?\n\n"
        "Le Président : En janvier. Peut-on faire plus vite ? Je le souhaite.\n\n"
        "Journaliste : Et les pêcheurs ?\n\nLe Président : Ils seront indemnisés.\n"
    )
    assert found == {"Le Président": ANSWERS, "Modératrice": PRESIDES, "Journaliste": ASKS}


def test_two_hosts_ask_and_their_guest_answers() -> None:
    found = roles(
        "Maya: Welcome to the show. With me is Joe Tan.\n\nJoe: Hey, folks.\n\n"
        "Maya: Our guest studies octopuses. So tell me, how smart are they?\n\n"
        "Priya: It depends what you mean by smart, right? They solve puzzles. They know people.\n\n"
        "Joe: Wait, they know people?\n\n"
        "Priya: One of ours squirted the guard every night. Can you imagine?\n\n"
        "Joe: I'd quit.\n\nPriya: He did quit, and the octopus moved to the next guard.\n\n"
        "Maya: What's next for you?\n\nPriya: Cuttlefish.\n"
    )
    assert found == {"Maya": ASKS, "Joe": ASKS, "Priya": ANSWERS}


def test_a_press_secretary_who_introduces_a_guest_and_answers_later_answers() -> None:
    found = roles(
        "MS. DOYLE: Good afternoon. Mark Ells is here, then I'll take questions. Mark.\n\n"
        "MR. ELLS: Thanks. They agreed on three things this morning. Go ahead.\n\n"
        "Q: When is the summit?\n\nMR. ELLS: In July.\n\nMS. DOYLE: Thanks, Mark. April.\n\n"
        "Q: Does the President support the bill?\n\nMS. DOYLE: He does. It's a good bill.\n\n"
        "Q: The Speaker doesn't like it, does he?\n\nMS. DOYLE: I'd refer you to the Speaker.\n"
    )
    assert found["MS. DOYLE"] == ANSWERS
    assert found["MR. ELLS"] == ANSWERS


def test_the_speaker_of_a_house_presides() -> None:
    found = roles(
        "1. Mr. Dell (Hull): What is she doing for river safety?\n\n"
        "Jane Poole: We have opened ten stations. I thank the crews.\n\n"
        "Mr. Dell: Does she accept that ten is too few?\n\nJane Poole: No.\n\n"
        "Mr. Speaker: Order. Let us move on.\n\nEva Orr: When will Wick open?\n\n"
        "Jane Poole: In June.\n"
    )
    assert found["Mr. Speaker"] == PRESIDES
    assert found["Jane Poole"] == ANSWERS


def test_whoever_speaks_between_an_answer_and_the_next_question_presides() -> None:
    found = roles(
        "MS. ARDEN: We begin in front.\n\nMR. TOLL: Why has it closed?\n\n"
        "SECRETARY HOLM: It was cheap. We shall build another.\n\nMS. ARDEN: Ruth.\n\n"
        "MS. BERN: Was it dived in May?\n\nSECRETARY HOLM: It was not.\n\n"
        "MS. ARDEN: Way in the back, by the camera.\n\nMR. QUIST: Who pays?\n\n"
        "SECRETARY HOLM: We do.\n\nMS. ARDEN: That was our time.\n"
    )
    assert found["MS. ARDEN"] == PRESIDES
    assert found["SECRETARY HOLM"] == ANSWERS


def test_a_second_who_adds_to_answers_presides_over_nothing() -> None:
    found = roles(
        "MR. TOLL: Why has it closed?\n\nHOLM: It was cheap.\n\nVIK: And old.\n\n"
        "MS. BERN: Was it dived?\n\nVIK: It was not. We had no boat.\n\nHOLM: In May we had.\n\n"
        "MR. TOLL: Who pays?\n\nHOLM: We do.\n\nVIK: All of us.\n\nMS. BERN: When?\n\n"
        "VIK: Now.\n"
    )
    assert found["HOLM"] == found["VIK"] == ANSWERS


def test_a_list_under_the_press_is_of_those_who_ask() -> None:
    found = roles(
        "Speakers\nAnn Vos, mission director\n\nMedia\nKarl Lind, Funkhaus\nIda Roe, Orbita\n\n"
        "Ann Vos: It has not answered since Sunday. We listen.\n\n"
        "Karl Lind: Please explain whether it is insured.\n\nAnn Vos: It is not.\n\n"
        "Ida Roe: A word on the batteries, then.\n\nAnn Vos: They hold.\n"
    )
    assert found == {"Ann Vos": ANSWERS, "Karl Lind": ASKS, "Ida Roe": ASKS}


def test_a_committees_secretary_neither_asks_nor_answers() -> None:
    found = roles(
        "CHAIR: The committee is open. Dr Amin.\n\nSenator Pell: What was said?\n\n"
        "Dr Amin: Nothing.\n\nCommittee Secretary: The next witnesses are here.\n\n"
        "Senator Pell: And since?\n\nDr Amin: Nothing either.\n"
    )
    assert found["Committee Secretary"] == "other"
