"""Names that a text's head tells beside an office."""

from __future__ import annotations

import pytest

from pressgap.core.labels.told_names import Head
from pressgap.core.speech.office_words import core_of


@pytest.mark.parametrize(
    ("label", "head", "name"),
    [
        ("MINISTER", "The Hon Ann Roe MP\nMinister for Water\n\nDOORSTOP INTERVIEW", "Ann Roe"),
        ("PRIME MINISTER", "PRIME MINISTER THE HON. JOHN HOLM MP\nTRANSCRIPT", "John Holm"),
        ("THE PRESIDENT", "REMARKS BY PRESIDENT ROE IN PRESS CONFERENCE", "Roe"),
        ("Governor", "With Ann Roe, Governor, and Tom Brell, Deputy Governor", "Ann Roe"),
        ("Chair", "Members present: Ann Roe (Chair); Tom Holm; Ida Lund.", "Ann Roe"),
        ("LA MINISTRE", "Entretien avec Mme Claire Rouet, ministre de la Mer", "Claire Rouet"),
        ("Regierungssprecherin", "Mitschrift: Regierungssprecherin Anna Holm", "Anna Holm"),
        ("El ministro", "Rueda de prensa del ministro de Agua, Juan Lara", "Juan Lara"),
        ("Губернатор", "Отвечает губернатор области Анна Петрова", "Анна Петрова"),
        ("Secretary-General", "With Secretary General Jens Holm and the President", "Jens Holm"),
        ("The Mayor", "Ann Roe became Mayor of Holm in May.", "Ann Roe"),
        ("Statsministeren", "Pressekonferanse med statsminister Ann Roe", "Ann Roe"),
    ],
)
def test_the_head_tells_who_holds_an_office(label: str, head: str, name: str) -> None:
    assert Head.of(head).holders(core_of(label)) == [name]


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("PRESIDENT", "Office of the President\nTranscript of press conference\nFriday"),
        ("Minister", "Ministry of Health\nPress Conference\nMinister's Office"),
        ("Minister", "With Ann Roe, Minister of Water; Tom Holm, Minister of Roads"),
    ],
)
def test_a_head_may_not_tell_who_it_is(label: str, head: str) -> None:
    assert len(Head.of(head).holders(core_of(label))) != 1


@pytest.mark.parametrize("label", ["SECRETARY ROE", "Ann Roe", "Minister Holm", "Q"])
def test_a_label_with_a_name_is_no_mere_office(label: str) -> None:
    assert core_of(label) == ()


def test_an_office_with_a_hyphen_at_its_end_is_read_like_one_without() -> None:
    head = Head.of("Ann Roe, Minister-\nBen Holm, Secretary-General-\n")
    assert head.holders(["minister"]) == ["Ann Roe"]
    assert head.holders(["secretary", "general"]) == ["Ben Holm"]
