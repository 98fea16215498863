"""Who the one interviewer is, by the byline."""

from __future__ import annotations

import pytest

from pressgap.core.model import Speaker
from pressgap.core.transcripts.transcript import parse_transcript

INTERVIEW = """{head}

{label}: When does the ferry sail?

Holm: In May, I hope. The harbour is still full of ice.

{label}: And in winter?

Holm: Next year. We have written it into the contract.
{tail}"""


def interviewer(head: str, label: str, tail: str) -> Speaker:
    transcript = parse_transcript(INTERVIEW.format(head=head, label=label, tail=tail))
    return transcript.speaker(transcript.turns[0].speaker)


@pytest.mark.parametrize(
    ("head", "label", "tail", "name"),
    [
        ("Ann Holm on ferries\nInterview by Karl Lund", "Q", "", "Karl Lund"),
        ("Ein Gespräch über Fähren", "MERKUR", "\nDas Gespräch führte Karl Lund.", "Karl Lund"),
        ("Ann Holm, directrice", "Question", "\nPropos recueillis par Jean Lund", "Jean Lund"),
        ("Анна Холм о паромах", "Вопрос", "\nБеседовала Ида Лунд", "Ида Лунд"),
        ("Ann Holm runs it. Ida Lund met her at the quay.", "Interviewer", "", "Ida Lund"),
        ("A coffee with Ann Holm\n\nBy Ida Lund", "Me", "", "Ida Lund"),
    ],
)
def test_the_byline_names_the_one_who_asks(head: str, label: str, tail: str, name: str) -> None:
    assert interviewer(head, label, tail).name == name


def test_a_medium_that_labels_its_interviewer_is_their_outlet() -> None:
    found = interviewer("Ann Holm. Interview: Ida Lund", "Gazette", "")
    assert (found.name, found.outlet) == ("Ida Lund", "Gazette")


@pytest.mark.parametrize(
    ("head", "label", "name"),
    [
        ("Ann Holm, mayor, spoke to Radio Bay", "Q", "Q"),
        ("Hedda Quist visited the port and spoke to Luis Lara.", "Q", "Q"),
        ("Ida Roe. Interview by Karl Lund", "Roe", "Ida Roe"),
    ],
)
def test_a_byline_may_tell_no_name_or_somebody_elses(head: str, label: str, name: str) -> None:
    assert interviewer(head, label, "").name == name
