"""House styles of declarations that nobody wrote a rule for: invented texts, read as people do."""

from __future__ import annotations

from textwrap import dedent

import pytest

from pressgap.core.declarations.declaration import parse_declaration

Found = list[tuple[str | None, str]]


def read(text: str) -> Found:
    """Return number and words of each clause, on one line."""
    text = dedent(text).strip()
    found = parse_declaration(text).clauses
    return [(clause.number, " ".join(clause.span.of(text).split())) for clause in found]


def headings(text: str) -> list[str]:
    return [" > ".join(clause.heading) for clause in parse_declaration(dedent(text)).clauses]


def lead_ins(text: str) -> list[str | None]:
    text = dedent(text)
    found = parse_declaration(text).clauses
    return [clause.lead_in.of(text) if clause.lead_in else None for clause in found]


def warnings(text: str) -> str:
    return "\n".join(parse_declaration(dedent(text)).warnings)


# --- numbers of every kind -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "printed"),
    [
        (("1 –", "2 –", "3 –"), ("1", "2", "3")),
        (("1°", "2°", "3°"), ("1", "2", "3")),
        (("1.1", "1.2", "1.3"), ("1.1", "1.2", "1.3")),
        (("(i)", "(ii)", "(iii)"), ("i", "ii", "iii")),
        (("a)", "b)", "c)"), ("a", "b", "c")),
        (("A.", "B.", "C."), ("A", "B", "C")),
        (("Article I.", "Article II.", "Article III."), ("Article I", "Article II", "Article III")),
        (("Point 1:", "Point 2:", "Point 3:"), ("Point 1", "Point 2", "Point 3")),
        (("Article 5 –", "Article 6 –", "Article 6a –"), ("Article 5", "Article 6", "Article 6a")),
        (("第一条", "第二条", "第十条"), ("第一条", "第二条", "第十条")),
        (("一、", "二、", "三、"), ("一", "二", "三")),
        (("（一）", "（二）", "（三）"), ("一", "二", "三")),
        (("１．", "２．", "３．"), ("１", "２", "３")),
        (("①", "②", "③"), ("①", "②", "③")),
        (("١-", "٢-", "٣-"), ("١", "٢", "٣")),
        (("المادة ١", "المادة ٢", "المادة ٣"), ("المادة ١", "المادة ٢", "المادة ٣")),
        (("Art. 1.", "Article 2.", "Art. 3."), ("Art. 1", "Article 2", "Art. 3")),
    ],
)
def test_a_number_of_any_script_or_word_begins_a_clause(
    marks: tuple[str, ...], printed: tuple[str, ...]
) -> None:
    said = ("The bank raises rates.", "The bridge is shut.", "Meals become free.")
    text = "\n\n".join(f"{mark} {words}" for mark, words in zip(marks, said, strict=True))
    assert read(text) == list(zip(printed, said, strict=True))


def test_roman_numerals_are_told_from_letters() -> None:
    letters = "\n\n".join(f"{letter}. Clause {letter} stands." for letter in "ABCDEFGHIJ")
    assert [number for number, _ in read(letters)] == list("ABCDEFGHIJ")
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    text = "\n\n".join(f"{numeral}. A clause stands here." for numeral in numerals)
    assert [number for number, _ in read(text)] == list(numerals)


def test_dates_and_amounts_at_the_start_of_a_paragraph_number_nothing() -> None:
    text = """
        12 February 2031 was a dark day for the harbour.

        From 1 July no fee is taken.

        3.5 percent of the fund goes to the villages.

        27 Ports have signed so far.
    """
    assert [number for number, _ in read(text)] == [None] * 4


def test_a_lone_number_before_the_first_is_no_clause() -> None:
    text = "44. Lost gear\n\nThe Assembly,\n\n1. Calls for marks;\n\n2. Asks for a register.\n"
    assert read(text) == [("1", "Calls for marks;"), ("2", "Asks for a register.")]


# --- sections and what stands under them ---------------------------------------------------


def test_numbered_titles_over_numbered_paragraphs_are_headings() -> None:
    text = """
        1. Energy

        1.1 The dam is repaired.

        1.2 Nobody pays more for it.

        2. Roads

        2.1 The pass opens in May.
    """
    assert [number for number, _ in read(text)] == ["1.1", "1.2", "2.1"]
    assert headings(text) == ["1. Energy", "1. Energy", "2. Roads"]


def test_numbered_titles_over_several_paragraphs_are_headings() -> None:
    text = """
        Item 1. Business

        We run 214 warehouses.

        The largest is in Dorn.

        Item 1A. Risk Factors

        A strike would delay deliveries.

        We depend on two makers of robots.
    """
    assert [number for number, _ in read(text)] == [None] * 4
    assert headings(text)[2:] == ["Item 1A. Risk Factors"] * 2


def test_a_numbered_title_over_one_paragraph_is_the_title_of_a_clause() -> None:
    text = "1. Ports\n\nPorts open.\n\n2. Meals\n\nMeals are free.\n\n3. Roads\n\nThe pass opens.\n"
    assert read(text) == [("1", "Ports open."), ("2", "Meals are free."), ("3", "The pass opens.")]
    assert headings(text) == ["Ports", "Meals", "Roads"]


def test_parts_stand_above_items() -> None:
    text = """
        PART I

        Item 1. Business

        We run ferries.

        We lease two.

        PART II

        Item 2. Dividends

        The board pays nothing.

        It buys no shares.
    """
    assert headings(text)[0] == "PART I > Item 1. Business"
    assert headings(text)[-1] == "PART II > Item 2. Dividends"


def test_sections_of_a_bill_hold_subsections_and_abbreviate_their_name() -> None:
    text = """
        SECTION 1. SHORT TITLE.

        This Act may be cited as the "Dam Inspection Act".

        SEC. 2. INSPECTIONS.

        (a) IN GENERAL.—The Secretary shall inspect each dam.

        (b) REPORTS.—The Secretary shall publish a report that

        (1) names the defects; and

        (2) sets a term.

        SEC. 3. MONEY.

        There are authorized 40 million.
    """
    assert [number for number, _ in read(text)] == ["SECTION 1", "SEC. 2", "SEC. 3"]
    assert read(text)[1][1].startswith("(a) IN GENERAL")
    assert read(text)[1][1].endswith("(2) sets a term.")


def test_a_section_without_subsections_is_a_clause_beside_those_that_have_them() -> None:
    text = """
        § 1 Fees
        (1) The fee for ferries falls.
        (2) Children travel free.

        § 2 Beginning
        The decision takes effect on the first of July.
    """
    assert read(text) == [
        ("1", "The fee for ferries falls."),
        ("2", "Children travel free."),
        ("§ 2", "The decision takes effect on the first of July."),
    ]
    assert headings(text) == ["§ 1 Fees", "§ 1 Fees", "Beginning"]


def test_lists_in_lists_stay_in_their_clause() -> None:
    text = """
        1) to build the tunnel
        a) with two tubes,
        b) without a toll;

        2) to sell the ferry, namely
        – the hull,
        – the engine;

        3) to thank the pilots.
    """
    assert [number for number, _ in read(text)] == ["1", "2", "3"]


def test_an_annex_begins_its_numbers_anew() -> None:
    text = (
        "1. Firing stops.\n\n2. Troops leave.\n\nANNEX\n\n1. The line runs north.\n\n2. It ends.\n"
    )
    assert [number for number, _ in read(text)] == ["1", "2", "1", "2"]
    assert headings(text) == ["", "", "ANNEX", "ANNEX"]


# --- preambles -----------------------------------------------------------------------------


def test_recitals_are_clauses_and_who_speaks_and_words_of_enactment_are_not() -> None:
    text = """
        The ministers,

        Recalling their declaration of 2028,

        Aware that the glaciers melt,

        Have agreed as follows:

        1. Stations measure the glaciers.

        2. A fund is set up.
    """
    assert read(text) == [
        (None, "Recalling their declaration of 2028,"),
        (None, "Aware that the glaciers melt,"),
        ("1", "Stations measure the glaciers."),
        ("2", "A fund is set up."),
    ]
    assert "no number" not in warnings(text)


def test_recitals_without_blank_lines_or_capitals_are_told_apart() -> None:
    preamble = "The Council,\nnoting the petition,\nhaving heard the mayor,\nresolves:\n\n"
    text = f"{preamble}1) to build.\n\n2) to sell.\n"
    assert [words for _, words in read(text)][:2] == [
        "noting the petition,",
        "having heard the mayor,",
    ]
    assert len(read(text)) == 4


@pytest.mark.parametrize(
    ("body", "recitals", "enacting", "article"),
    [
        ("Мы, мэры городов,", ("учитывая рост судоходства,",), "заявляем:", "Статья"),
        ("Les ministres,", ("Rappelant leur déclaration,",), "sont convenus :", "Article"),
        ("إن المدن الساحلية،", ("إذ تؤكد حرصها على الملاحة،",), "تعلن ما يلي:", "المادة"),
    ],
)
def test_preambles_of_other_languages(
    body: str, recitals: tuple[str, ...], enacting: str, article: str
) -> None:
    parts = [body, *recitals, enacting, f"{article} 1. Ab.", f"{article} 2. Cd."]
    found = read("\n\n".join(parts))
    assert [words for _, words in found] == [*recitals, "Ab.", "Cd."]


def test_numbered_recitals_and_articles_are_both_clauses() -> None:
    text = """
        THE COUNCIL OF THE NORTHERN UNION,

        Whereas:

        (1) Trade in skins has grown.

        (2) Common rules are needed,

        HAS ADOPTED THIS DECISION:

        Article 1
        Skins are sold with a certificate.

        Article 2
        This Decision is addressed to the member states.
    """
    assert [number for number, _ in read(text)] == ["1", "2", "Article 1", "Article 2"]
    assert read(text)[1][1] == "Common rules are needed,"


def test_a_preamble_may_stand_over_unnumbered_provisions() -> None:
    text = """
        DECLARATION OF SORN

        We, the mayors of the mountain towns,

        Aware that snow falls later each year,

        Declare the following:

        Lifts below 1,200 metres are closed by 2035.

        Towns that close lifts receive 4 million each.
    """
    assert [words.split()[0] for _, words in read(text)] == ["Aware", "Lifts", "Towns"]


def test_those_who_are_spoken_to_are_no_clause() -> None:
    text = """
        Budget Speech

        Mr Speaker,

        The duty on cider rises by two pence.

        Mr Speaker,

        The allowance for carers rises as well.
    """
    assert len(read(text)) == 2


# --- lists under a lead-in -----------------------------------------------------------------


def test_every_item_of_a_list_under_a_heading_has_its_lead_in() -> None:
    text = """
        Programme

        Energy

        We will:
        • build two dams;
        • close the coal plant.

        Transport

        By 2033 we will:
        1. buy forty buses;
        2. open the pass.
    """
    assert [number for number, _ in read(text)] == [None, None, "1", "2"]
    assert lead_ins(text) == ["We will:"] * 2 + ["By 2033 we will:"] * 2
    assert headings(text) == ["Energy", "Energy", "Transport", "Transport"]


def test_hard_wrapped_items_are_whole() -> None:
    text = """
        The ministers discussed the state of the lake. They are worried by the low level of the
        water and by the growth of weeds along the northern shore, which has doubled since the
        last survey of the whole lake, and the

        ministers have agreed:

          * to lower the weir at Dorn by twenty centimetres from the first of June until the end
            of September;
          * to meet again in October.
    """
    assert [words for _, words in read(text)][-2:] == [
        "to lower the weir at Dorn by twenty centimetres from the first of June until the end "
        "of September;",
        "to meet again in October.",
    ]


def test_bullets_of_a_numbered_clause_stay_in_it() -> None:
    text = "1. We will:\n- build;\n- repair.\n\n2. We will not:\n- wait.\n"
    assert len(read(text)) == 2
    assert lead_ins(text) == [None, None]


# --- what is printed with it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "note"),
    [("[1]", "[1] See the annex."), ("¹", "¹ See the annex."), ("[^a]", "[^a]: See the annex.")],
)
def test_footnotes_are_left_out_and_said(call: str, note: str) -> None:
    text = f"1. Ports open in May.{call}\n\n2. Duties fall.\n\n{note}\n\n3. Boats are free.\n"
    assert [number for number, _ in read(text)] == ["1", "2", "3"]
    assert all("annex" not in words for _, words in read(text))
    assert "footnotes" in warnings(text)


def test_footnotes_behind_a_rule_may_be_numbered_like_clauses() -> None:
    text = (
        "1. Ports open in May2.\n\n2. Duties fall.3\n\n---\n\n2 On the east coast.\n\n3 Of steel.\n"
    )
    assert read(text)[-1] == ("2", "Duties fall.")  # its call is no word of the clause


@pytest.mark.parametrize(
    "end",
    [
        "Done at Sund on 4 May 2030.\n\nFor Carda\nO. Brandt, Minister\n\nFor Melin\nT. Holm",
        "Sund, 4 May 2030",
        "IN WITNESS WHEREOF, the undersigned have signed this Treaty.",
        "Passed unanimously on 4 May 2031.",
        "____________\nOlda Brandt\nPresident of Carda",
    ],
)
def test_signatures_are_left_out_and_said(end: str) -> None:
    text = f"1. The strait is open to all.\n\n2. The lights are lit again.\n\n{end}\n"
    assert read(text) == [("1", "The strait is open to all."), ("2", "The lights are lit again.")]
    assert "signatures" in warnings(text)


@pytest.mark.parametrize(
    "note",
    [
        "Note to editors: the map can be had on request.",
        "For further information: press@bank.example",
        "ENDS",
        "Contact: Ministry of Ports, +00 555 0142",
        "[Unofficial translation]",
    ],
)
def test_notes_of_the_publisher_are_left_out_and_said(note: str) -> None:
    text = f"Statement\n\nPorts open in May.\n\nDuties fall by half.\n\nBoats are free.\n\n{note}\n"
    assert [words.split()[0] for _, words in read(text)] == ["Ports", "Duties", "Boats"]
    assert "publisher" in warnings(text)


def test_notes_under_a_heading_of_their_own_number_nothing() -> None:
    text = """
        Ministers agree on ferries

        Every ferry carries a recorder. Its data are kept.

        Crews rest for eleven hours.

        Notes to editors

        1. The Marisol sank in 2029.
        2. Photographs are available.
    """
    assert [number for number, _ in read(text)] == [None, None]


def test_page_numbers_and_running_heads_end_nothing() -> None:
    text = (
        "1. The valleys keep the road open all year, and each of them\n\n"
        "                 2\nPact of the Valleys\n\n"
        "lends the others its ploughs.\n\n"
        "2. Water is shared by the hour.\n\n"
        "                 3\nPact of the Valleys\n\n"
        "3. The pasture is free.\n"
    )
    assert [number for number, _ in read(text)] == ["1", "2", "3"]
    assert read(text)[0][1].endswith("its ploughs.")
    assert read(text)[1][1] == "Water is shared by the hour."


def test_a_title_of_several_lines_and_a_dateline_are_no_clause() -> None:
    text = """
        Joint Declaration of the Presidents of the Republic of Carda and of the Republic of Melin
        on Friendship and on the Protection of the Border Forests

        Melin Bridge, 3 May 2030

        Carda withdraws its rangers from the eastern ridge.

        Melin pays 4 million for the damage done in 2029.
    """
    assert [words.split()[0] for _, words in read(text)] == ["Carda", "Melin"]


def test_bold_leads_stay_in_their_paragraphs() -> None:
    text = "**Debt.** Payments are suspended.\n\n**Trade.** The court is reformed.\n"
    assert [words.split()[0] for _, words in read(text)] == ["**Debt.**", "**Trade.**"]


def test_articles_put_in_between_others_are_clauses() -> None:
    text = """
        Article 5. The ports open.

        Article 5 bis. The piers open.

        Article 6. The roads open.
        """
    assert [number for number, _ in read(text)] == ["Article 5", "Article 5 bis", "Article 6"]
    assert not warnings(text)


def test_a_heading_without_words_heads_nothing() -> None:
    text = """
        # Act

        ## Ports

        #

        Our office has checked the text.

        1. The ports open.

        2. The roads open.
        """
    assert read(text) == [("1", "The ports open."), ("2", "The roads open.")]
