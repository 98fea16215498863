"""Where turns begin and end in the layouts of publishers, and what nobody says."""

from __future__ import annotations

import pytest

from pressgap.core.model import Turn
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import UnreadableDocument

QUESTION, ANSWER = "When will it open?", "In May, we hope."


def said(text: str) -> list[tuple[str, str]]:
    return [(turn.label, " ".join(turn.span.of(text).split())) for turn in parsed(text)]


def parsed(text: str) -> tuple[Turn, ...]:
    return parse_transcript(text).turns


@pytest.mark.parametrize(
    "layout",
    [
        "{name}\n{office}{gap}{mark}\n\n{said}\n\n..........\n\n",
        "{name}\n{office}\n{mark}\n{said}\n..........\n",
        "{name}\n{office}\t{mark}\n{said}\n\n",
        "**{name}**\n{office}\n\n{said}\n\n",
    ],
)
def test_an_office_below_a_name_and_q_or_a_beside_it_are_no_speech(layout: str) -> None:
    people = [
        ("Tia Kern", "Analyst, Vale Securities", "Q", QUESTION),
        ("Rob Ames", "Chief Executive Officer, Corvus", "A", ANSWER),
    ]
    text = "".join(
        layout.format(name=name, office=office, gap=" " * 30, mark=mark, said=words)
        for name, office, mark, words in people * 2
    )
    assert said(text) == [("Tia Kern", QUESTION), ("Rob Ames", ANSWER)] * 2


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Q12 **Chair:** {}", "**Dr Roe:** {}"),
        ("Q3   Chair: {}", "Dr Roe: {}"),
        ("REPORTER; {}", "PREMIER; {}"),
        ("PERIODISTA.- {}", "MINISTRA DE VIVIENDA.- {}"),
        ("Q - Tia Kern {{BIO 12 <GO>}}\n{}", "A - Rob Ames {{BIO 34 <GO>}}\n{}"),
        ("<Q - Tia Kern - Vale>: {}", "<A - Rob Ames - Chief Executive Officer>: {}"),
        ("12        Q.   {}", "13        A.   {}"),
        (" 7   Q     {}", " 8   A     {}"),
    ],
)
def test_labels_are_read_in_the_forms_of_many_houses(asks: str, answers: str) -> None:
    text = f"{asks.format(QUESTION)}\n\n{answers.format(ANSWER)}\n\n" * 3
    turns = parse_transcript(text)
    assert [words for _, words in said(text)] == [QUESTION, ANSWER] * 3
    assert [turns.speaker(t.speaker).role for t in turns.turns[:2]] == ["questioner", "principal"]


@pytest.mark.parametrize("mark", [";", " -", ".", ".-"])
def test_a_label_in_a_form_of_its_own_is_read_between_turns_of_others(mark: str) -> None:
    text = (
        "Ann Roe: When?\n\nDr Hale: In May.\n\nAnn Roe: Why so late?\n\n"
        f"Dr Hale{mark} The rock was hard.\n\nAnn Roe: And who pays?\n\nDr Hale: You do.\n"
    )
    assert [label for label, _ in said(text)] == ["Ann Roe", "Dr Hale"] * 3


@pytest.mark.parametrize(
    "single",
    [
        "Oskar: It adds half a point.",
        "Press officer: Five more minutes, please.",
        "Emil: It adds half a point.",
    ],
)
def test_a_label_printed_once_counts_where_the_text_knows_whose_it_is(single: str) -> None:
    text = (
        "Emil Oskar, Deputy Governor\n\nPetra Lind: Good morning. The rate stays.\n\n"
        "Emil Oskar: We voted twice.\n\nAnn Roe: What does a fall do to prices?\n\n"
        f"{single}\n\nAnn Roe: And next year?\n\nPetra Lind: We shall see.\n"
    )
    assert (single.partition(":")[0], single.partition(": ")[2]) in said(text)


@pytest.mark.parametrize(
    "head",
    [
        "SUBJECTS: Housing; interest rates; the by-election in Tarrant.\n\n",
        "Interviewee:   Mrs Edith Dale, born 1931\nPlace:   14 Tenter Row\n\n",
        "Witness: Ida Lund, Managing Director, Valley Coaches.\n\n",
        "11:42 A.M.\n\n",
    ],
)
def test_the_fields_of_a_head_are_nobodys_turn(head: str) -> None:
    text = f"{head}Ann Roe: {QUESTION}\n\nIda Lund: {ANSWER}\n\nAnn Roe: Why?\n\nIda Lund: Rock.\n"
    assert said(text)[0] == ("Ann Roe", QUESTION)


@pytest.mark.parametrize(
    "note",
    [
        "*Ida Lund, The Log of a Light, Fjord Press, 248 pages.*",
        "The interview was authorised before publication.",
        "Gus Wend covers sports and the county board for the Ledger.",
        "Service de presse – Palais des Tilleuls – Tél. : 00 55 12 12",
        "Questions? press@valley.example",
    ],
)
def test_what_a_publisher_adds_below_is_nobodys_speech(note: str) -> None:
    text = f"Ann Roe: {QUESTION}\n\nIda Lund: {ANSWER}\n\nAnn Roe: Thank you.\n\n{note}\n"
    assert said(text)[-1] == ("Ann Roe", "Thank you.")


@pytest.mark.parametrize(
    "note",
    [
        "Sitting suspended for a Division in the House.",
        "Proceedings suspended from 9.24 am to 9.40",
    ],
)
def test_a_note_that_a_sitting_is_suspended_is_nobodys_speech(note: str) -> None:
    text = f"Ann Roe: {QUESTION}\n\nIda Lund: {ANSWER}\n\n{note}\n\nAnn Roe: Who paid for it?\n"
    assert said(text)[1] == ("Ida Lund", ANSWER)


def test_a_document_put_into_the_record_is_nobodys_speech() -> None:
    text = (
        "The CHAIRMAN. Mr. Hale, go ahead.\n\nMr. HALE. We tied off and we waited. Thank you.\n"
        "    [The prepared statement of Mr. Hale follows:]\n\n\n"
        "        Prepared Statement of Carl Hale\n\n    The Association has 41 members.\n\n"
        "The CHAIRMAN. Who paid?\n\nMr. HALE. We did.\n"
    )
    assert said(text)[1] == ("Mr. HALE", "We tied off and we waited. Thank you.")


@pytest.mark.parametrize(
    ("head", "label"),
    [
        ("A near-verbatim transcript of today's briefing by Tom Veld, Spokesman.", "Spokesman"),
        ("Transcript of the press conference of the Prime Minister", "Prime Minister"),
    ],
)
def test_an_opening_without_a_label_is_whose_words_the_head_announces(
    head: str, label: str
) -> None:
    text = (
        f"{head}\n\nGood afternoon, everyone. We have signed it.\n\nIt begins in May. Edda?\n\n"
        f"Question: Who pays?\n\n{label}: We do.\n\nQuestion: How much?\n\n{label}: A lot.\n"
    )
    assert said(text)[0] == (
        label,
        "Good afternoon, everyone. We have signed it. It begins in May. Edda?",
    )


def test_questions_in_bold_and_answers_plain_are_turns_without_labels() -> None:
    text = (
        "# I never wanted a garden\n\n*Interview: Tom Vik*\n\n"
        "**You still paint every day. Why?**\n\nBecause I get up.\n\nWhat else should I do?\n\n"
        "**You could rest.**\n\nI rest when I paint.\n\n"
        "**When did you sell your first picture?**\n\nIn 1962.\n\n"
        "**And the last one?**\n\nYesterday.\n"
    )
    turns = said(text)
    assert [label for label, _ in turns] == ["Q", "A"] * 4
    assert turns[1] == ("A", "Because I get up. What else should I do?")


def test_a_text_with_headings_in_bold_is_no_interview() -> None:
    text = "**Aims**\n\nWe build.\n\n**Means**\n\nWe save.\n\n**Why now?**\n\nIt is late.\n"
    with pytest.raises(UnreadableDocument):
        parse_transcript(text)


def test_an_opening_and_a_first_question_without_labels_are_told_by_the_list_and_what_follows() -> (
    None
):
    text = (
        "Anna Berg, President of the Bank\nLuis Prado, Vice-President\n\n"
        "Good afternoon. We lowered the rate today.\n\nWe are ready for your questions.\n\n"
        "Was it unanimous?\n\nBerg: It was.\n\nQuestion: And tariffs?\n\nBerg: We look at them.\n\n"
        "Question: When is the next cut?\n\nPrado: We never say.\n"
    )
    assert [label for label, _ in said(text)][:4] == ["Berg", "Question", "Berg", "Question"]
    assert said(text)[1] == ("Question", "Was it unanimous?")


def test_what_an_author_writes_about_a_speaker_is_not_theirs() -> None:
    text = (
        "A conversation with Ida Lund, director\n\n"
        "Welcome to our series. We met Ida Lund on a quay.\n\n"
        "Tom Vik: When?\n\nIda Lund: In 1980.\n\nTom Vik: And then?\n\nIda Lund: It grew.\n"
    )
    assert said(text)[0] == ("Tom Vik", "When?")
