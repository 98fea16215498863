"""What takes up what was said before, and what begins a new matter."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

BEFORE = "The ferries to the northern islands stop in May, since the quay is too short for them."


def exchanges(question: str, answer: str = BEFORE, asker: str = "Q", who: str = "A") -> int:
    return len(
        parse_transcript(
            f"{asker}: When do the ferries stop?\n\n{who}: {answer}\n\n"
            f"{asker}: {question}\n\n{who}: We shall see about that later.\n"
        ).exchanges
    )


@pytest.mark.parametrize(
    "question",
    [
        "And when do they come back?",
        "But why not in June?",
        "Why?",
        "By how much?",
        "Is that a promise?",
        "How long is the quay?",
        "Could the quay be made longer?",
        "To follow up, who pays for the works?",
        "If so, who pays?",
    ],
)
@pytest.mark.parametrize(("asker", "who"), [("Q", "A"), ("Clara Wind", "Tobi Okri")])
def test_what_takes_up_the_answer_stays_in_the_exchange(
    question: str, asker: str, who: str
) -> None:
    assert exchanges(question, asker=asker, who=who) == 1


@pytest.mark.parametrize(
    "question",
    [
        "How many teachers will the district hire for the autumn term?",
        "On another matter, who runs the museum?",
        "Turning to the budget, what will happen to the reserve?",
        "The hospital has lost two wards. Will a third one close?",
        "Can I ask about the budget? What will happen to the reserve?",
    ],
)
@pytest.mark.parametrize(("asker", "who"), [("Q", "A"), ("Clara Wind", "Tobi Okri")])
def test_a_new_matter_begins_an_exchange(question: str, asker: str, who: str) -> None:
    assert exchanges(question, asker=asker, who=who) == 2


@pytest.mark.parametrize("called", ["Next question.", "Yes, in the back.", "Go ahead, Maria."])
def test_a_nameless_question_after_somebody_got_the_floor_is_somebody_elses(called: str) -> None:
    assert exchanges("How long is the quay?", f"{BEFORE} {called}") == 2


def test_a_name_of_its_own_after_an_answer_may_give_the_floor() -> None:
    assert exchanges("Who pays for it?") == 1
    assert exchanges("Who pays for it?", f"{BEFORE} Tom.") == 2


def test_a_label_that_says_so_is_a_follow_up() -> None:
    found = parse_transcript(
        "Frage: Wann fahren die Fähren?\n\nHolm: Im Mai.\n\n"
        "Zusatzfrage: Wie viele Lehrer stellt der Bezirk ein?\n\nHolm: Zehn.\n"
    )
    assert [e.turns for e in found.exchanges] == [(1, 2, 3, 4)]
    assert [s.role for s in found.speakers] == ["questioner", "principal"]


def test_a_nameless_follow_up_is_asked_by_whoever_introduced_themselves() -> None:
    found = parse_transcript(
        "Q: Ann Roe, Daily Post. When do the ferries stop?\n\nA: In May.\n\nQ: And why?\n\n"
        "A: The quay is short. Next, please.\n\nQ: What about the schools?\n\nA: They stay.\n"
    )
    names = [found.speaker(turn.speaker).name for turn in found.turns]
    assert names == ["Ann Roe", "A", "Ann Roe", "A", "Q", "A"]


@pytest.mark.parametrize(
    ("between", "count"),
    [
        ("## The museum", 2),
        ("**THE MUSEUM**", 2),
        ("The Museum Of Boats", 2),
        ("(Laughter.)", 1),
        ("***", 1),
        ("", 1),
    ],
)
@pytest.mark.parametrize(("asker", "who"), [("Q", "A"), ("Clara Wind", "Tobi Okri")])
def test_a_heading_between_answer_and_question_speaks_for_a_new_matter(
    between: str, count: int, asker: str, who: str
) -> None:
    answer = f"{BEFORE}\n\n{between}"
    assert exchanges("Did anybody apologise?", answer, asker, who) == count


@pytest.mark.parametrize(("asker", "who"), [("Q", "A"), ("Clara Wind", "Tobi Okri")])
def test_a_follow_up_stays_a_follow_up_below_a_heading(asker: str, who: str) -> None:
    assert exchanges("And why not?", f"{BEFORE}\n\n## Why not?", asker, who) == 1
