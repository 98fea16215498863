"""What is printed around the clauses of a declaration: feet, closing lines, notes, titles."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pressgap.core.declarations.declaration import parse_declaration

Found = list[tuple[str | None, str]]


def read(text: str) -> Found:
    """Return number and words of each clause, on one line."""
    text = dedent(text).strip("\n")
    found = parse_declaration(text).clauses
    return [(clause.number, " ".join(clause.span.of(text).split())) for clause in found]


TWO = [("1", "The strait is open to all."), ("2", "The lights are lit again.")]


# --- the printed page ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("foot", "last"),
    [
        ("  SG/14  -  page 1 of 2", "  SG/14  -  page 2 of 2"),
        ("31-118                                        1/2", "31-118        2/2"),
        ("Strait Group        Page 1 of 2", "Strait Group        Page 2 of 2"),
    ],
)
def test_a_page_number_behind_other_words_of_a_foot_is_in_no_clause(foot: str, last: str) -> None:
    text = f"1. The strait is open to all.\n\n{foot}\n\n2. The lights are lit again.\n\n{last}\n"
    assert read(text) == TWO


def test_a_running_head_may_stand_at_the_end_of_the_first_line() -> None:
    text = (
        "Strait Group                   SG/RES/14\n\n1. The strait is open to all.\n\n"
        "31-118               1/2\n\nSG/RES/14\n\n2. The lights are lit again.\n"
    )
    assert read(text) == TWO


def test_numbers_of_votes_are_no_pages() -> None:
    votes = "Carda      41/53\n\nMelin      12/40\n\nNobody abstained."
    text = f"1. The votes were these:\n\n{votes}\n\n2. Ports open.\n"
    assert read(text)[0][1].endswith("Carda 41/53 Melin 12/40 Nobody abstained.")


# --- numbers in mid-sentence ---------------------------------------------------------------


@pytest.mark.parametrize("before", ["5, 6 and", "5 or", "5, 6,"])
def test_a_number_that_goes_back_in_mid_sentence_is_prose(before: str) -> None:
    text = f"""
        9.  The owner of a boat pays for the lights that it passes on its way.

        10. The owner reports once every six months on paragraphs {before}
            9. The reports are kept for ten years at the office of the strait.

        11. Nobody else pays.
    """
    assert [number for number, _ in read(text)] == ["9", "10", "11"]


def test_a_number_that_jumps_in_mid_sentence_is_prose() -> None:
    text = """
        1. The owner of a boat reports on paragraphs 4, 5 and
        17. The reports are kept at the office of the strait for ten years.

        2. Nobody else pays for the lights.
    """
    assert [number for number, _ in read(text)] == ["1", "2"]


def test_a_list_without_full_stops_may_leave_a_number_out() -> None:
    text = "1. Ports open in May\n2. Meals are free\n4. The pass opens\n5. Boats are free\n"
    assert [number for number, _ in read(text)] == ["1", "2", "4", "5"]


# --- before the first clause ---------------------------------------------------------------


def test_a_title_that_begins_like_a_recital_is_a_title() -> None:
    text = """
        Strait Group
        Meeting of Ministers of Ports and Lights

        Communiqué                         Sund, 4 May 2031

        (1) The strait is open to all.

        (2) The lights are lit again.
    """
    assert read(text) == TWO


def test_what_says_that_numbers_follow_is_no_clause_even_if_it_begins_like_a_recital() -> None:
    text = """
        Strait Group

        Meeting in Sund on 4 May 2031, the ministers agreed the following:

        1. The strait is open to all.

        2. The lights are lit again.
    """
    assert read(text) == TWO


# --- lead-ins ------------------------------------------------------------------------------


def test_a_lead_in_may_begin_like_a_recital() -> None:
    text = dedent("""
        The strait is open to all, and nobody pays a toll.

        Following the review by the harbour master, the council decided to:

        - light the strait;
        - mark the rocks.
    """).strip()
    found = parse_declaration(text).clauses
    assert [clause.span.of(text) for clause in found][1:] == [
        "light the strait;",
        "mark the rocks.",
    ]
    leads = {clause.lead_in.of(text)[:9] for clause in found[1:] if clause.lead_in}
    assert leads == {"Following"}


# --- the end -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "end",
    [
        "-----\nIssued by the office of the group. The official text is in Cardan.",
        "- - -\nIssued by the office of the group. The official text is in Cardan.",
        "-- End of the proclamation --\n\nLibrary of Sund. Shelf mark Ch. 9/80.",
        "ENDS\n\nThe map can be had from the office. It is free.",
        "EXPLANATORY NOTE\n(This note is not part of the Act)\n\nThe Act replaces that of 1987.",
        "Done at Sund, 4 May 2031\n\nFor Carda:\n\nO. Brandt\nMinister\n\nFor Melin:\n\nT. Holm",
        "Done at Sund, 4 May 2031.\n\nFor the State             For the State\n"
        "of Carda:                 of Melin:\n\n(signed)                  (signed)",
    ],
)
def test_what_closes_a_declaration_is_in_no_clause(end: str) -> None:
    text = f"1. The strait is open to all.\n\n2. The lights are lit again.\n\n{end}\n"
    assert read(text) == TWO
    assert "left out" in "\n".join(parse_declaration(text).warnings)


def test_long_signatures_do_not_outweigh_a_short_treaty() -> None:
    text = """
        TREATY ON THE STRAIT

        Carda and Melin,

        Have agreed as follows:

        Article 1

        The strait is open to all.

        Article 2

        The lights are lit again.

        DONE at Sund, this fourth day of May 2031, in two originals, both equally valid.

        For the Republic of Carda:          For the Kingdom of Melin:

        _______________                     _______________
        Olda Brandt                         Tove Holm
    """
    assert read(text) == [(f"Article {number}", words) for number, words in TWO]


def test_a_text_ruled_into_parts_keeps_its_last_paragraph() -> None:
    text = (
        "1. The strait is open to all.\n\n---\n\n2. The lights are lit again.\n\n---\n\n"
        "Every boat may pass at night.\n"
    )
    assert read(text)[-1][1].endswith("may pass at night.")


def test_a_list_behind_a_colon_is_not_signed() -> None:
    text = (
        "Adopted by the council of Sund on 4 May 2031\n\nThe strait is open to all.\n\n"
        "We will:\n\n- light the strait;\n\n- mark the rocks.\n"
    )
    assert [words for _, words in read(text)][-2:] == ["light the strait;", "mark the rocks."]
