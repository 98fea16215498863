from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.errors import PressGapError, UnreadableDocument


def clauses(text: str) -> list[tuple[str | None, str]]:
    return [(c.number, c.span.of(text)) for c in parse_declaration(text).clauses]


def quotes(text: str) -> list[str]:
    return [quote for _, quote in clauses(text)]


def headings(text: str) -> list[tuple[str, ...]]:
    return [clause.heading for clause in parse_declaration(text).clauses]


def warnings(text: str) -> str:
    return "\n".join(parse_declaration(text).warnings)


# --- numbers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marks", "printed"),
    [
        (("1.", "2.", "3."), ["1", "2", "3"]),
        (("1)", "2)", "3)"), ["1", "2", "3"]),
        (("(1)", "(2)", "(3)"), ["1", "2", "3"]),
        (("I.", "II.", "III."), ["I", "II", "III"]),
        (("**1.**", "**2.**", "**3.**"), ["1", "2", "3"]),
        (("1\\.", "2\\.", "3\\."), ["1", "2", "3"]),
        (("Article 5.", "Article 6.", "Article 7."), ["Article 5", "Article 6", "Article 7"]),
        (("Art. 5", "Art. 6", "Art. 7"), ["Art. 5", "Art. 6", "Art. 7"]),
        (("§ 3", "§ 4", "§ 5"), ["§ 3", "§ 4", "§ 5"]),
        (("SEC. 1.", "SEC. 2.", "SEC. 3."), ["SEC. 1", "SEC. 2", "SEC. 3"]),
        (("Статья 1.", "Статья 2.", "Статья 3."), ["Статья 1", "Статья 2", "Статья 3"]),
    ],
)
def test_a_number_is_kept_as_printed_and_is_not_part_of_the_clause(
    marks: tuple[str, ...], printed: list[str]
) -> None:
    said = ["The bank raises rates.", "The bridge is shut.", "Meals become free."]
    text = "\n\n".join(f"{mark} {words}" for mark, words in zip(marks, said, strict=True))
    assert clauses(text) == list(zip(printed, said, strict=True))


def test_ids_count_from_one_whatever_is_printed() -> None:
    found = parse_declaration("7. The bank raises rates.\n\n8. The bridge is shut.").clauses
    assert [(clause.id, clause.number) for clause in found] == [("c1", "7"), ("c2", "8")]


def test_what_stands_before_the_first_number_is_left_out_and_said() -> None:
    text = (
        "# Decision (digest)\n\n## About this digest\n\nIn our words.\n\nNot official.\n\n"
        "1. Rates rise.\n\n2. Meals are free."
    )
    assert clauses(text) == [("1", "Rates rise."), ("2", "Meals are free.")]
    assert headings(text) == [(), ()]
    assert "2 paragraphs (lines 5 to 7)" in warnings(text)


def test_a_heading_over_a_left_out_preface_is_no_theme() -> None:
    text = "# Act\n\n## Preamble\n\nWe, the people, met.\n\n1. Rates rise.\n\n2. Meals are free."
    assert headings(text) == [(), ()]


def test_lists_stay_in_their_clause() -> None:
    text = (
        "1. The parties agree:\n\n- to trade\n- to travel\n\n"
        "2. They also agree:\n(a) to meet;\n(b) to talk.\n\n"
        "3. They name three aims:\n   1. peace\n   2. bread\n   3. work\n\n"
        "4. They part."
    )
    assert [number for number, _ in clauses(text)] == ["1", "2", "3", "4"]
    assert quotes(text)[0] == "The parties agree:\n\n- to trade\n- to travel"
    assert quotes(text)[2].endswith("3. work")


def test_an_unindented_numbered_list_after_a_colon_stays_in_its_clause() -> None:
    text = (
        "1. We met.\n2. We name:\n1. peace\n2. bread\n3. work\n3. We part.\n4. We will meet again."
    )
    assert [number for number, _ in clauses(text)] == ["1", "2", "3", "4"]
    assert quotes(text)[1] == "We name:\n1. peace\n2. bread\n3. work"


def test_a_clause_may_have_several_paragraphs() -> None:
    text = "1. Rates rise.\n\nThey rise by a quarter.\n\n2. Meals are free."
    assert quotes(text) == ["Rates rise.\n\nThey rise by a quarter.", "Meals are free."]


def test_a_number_on_a_line_of_its_own_begins_the_clause_below() -> None:
    text = "Article 1\n\nRates rise.\n\nArticle 2\n\nMeals are free."
    assert clauses(text) == [("Article 1", "Rates rise."), ("Article 2", "Meals are free.")]


def test_articles_that_only_hold_numbered_paragraphs_are_headings_over_them() -> None:
    text = (
        "### Article 1 — Rates\n\n1. Rates rise.\n\n2. They rise soon.\n\n"
        "### Article 2 — Meals\n\nMeals are free.\n\n"
        "### Article 3 — Ports\n\n1. Ports open.\n"
    )
    assert clauses(text) == [
        ("1", "Rates rise."),
        ("2", "They rise soon."),
        ("Article 2", "Meals are free."),
        ("1", "Ports open."),
    ]
    assert headings(text) == [
        ("Article 1 — Rates",),
        ("Article 1 — Rates",),
        ("Meals",),
        ("Article 3 — Ports",),
    ]


def test_a_sentence_that_begins_with_an_article_is_no_mark() -> None:
    text = (
        "1. We met.\n\nArticle 5 of the treaty holds.\n\nArticle 6 of it does not.\n\n2. We left."
    )
    assert [number for number, _ in clauses(text)] == ["1", "2"]


def test_numbers_that_are_missing_double_or_go_back_are_said() -> None:
    text = "1. One.\n\n2. Two.\n\n2. Two again.\n\n5. Five.\n\n4. Four."
    assert [number for number, _ in clauses(text)] == ["1", "2", "2", "5", "4"]
    assert "leave some out: 2 to 5" in warnings(text)
    assert "more than one clause: 2" in warnings(text)
    assert "go back: 4 after 5" in warnings(text)


def test_a_year_or_amount_at_the_start_of_a_line_is_no_number() -> None:
    text = "1. We met in\n2024. It was cold.\n\n2. We paid\n3.5 percent.\n\n3. We left."
    assert [number for number, _ in clauses(text)] == ["1", "2", "3"]


def test_numbers_that_begin_anew_under_a_heading_are_clauses() -> None:
    trade = "## Trade\n\n1. Duties fall.\n\n2. Ports open.\n\n"
    text = trade + "## Peace\n\n1. Troops leave.\n\n2. Talks go on."
    assert [number for number, _ in clauses(text)] == ["1", "2", "1", "2"]
    assert headings(text) == [("Trade",), ("Trade",), ("Peace",), ("Peace",)]
    assert parse_declaration(text).warnings == ()


def test_unnumbered_paragraphs_under_a_heading_of_their_own_are_clauses_and_said() -> None:
    text = "## Trade\n\n1. Duties fall.\n\n2. Ports open.\n\n## Peace\n\nTroops leave."
    assert clauses(text)[-1] == (None, "Troops leave.")
    assert "no number" in warnings(text)


def test_a_number_without_text_is_left_out_and_said() -> None:
    text = "1. Rates rise.\n\n2.\n\n3. Meals are free."
    assert [number for number, _ in clauses(text)] == ["1", "3"]
    assert "no text under number 2" in warnings(text)


def test_a_short_list_does_not_number_the_document() -> None:
    said = [f"The council decided matter {word} after a long debate." for word in "abcdefgh"]
    text = "\n\n".join([said[0], "It named:\n1. peace\n2. bread", *said[1:]])
    assert clauses(text)[:4] == [
        (None, said[0]),
        ("1", "peace"),
        ("2", "bread"),
        (None, said[1]),
    ]
    assert len(clauses(text)) == 10


# --- without numbers -----------------------------------------------------------------------


def test_without_numbers_each_paragraph_is_a_clause() -> None:
    text = "The bank raises rates.\n\nThe bridge is shut\nuntil May.\n\nMeals become free."
    assert clauses(text) == [
        (None, "The bank raises rates."),
        (None, "The bridge is shut\nuntil May."),
        (None, "Meals become free."),
    ]


def test_hard_wrapped_paragraphs_are_joined() -> None:
    lines = "The bank raises its key interest rate by a quarter of a point, to three"
    text = f"{lines}\n{lines}\nand the board agrees.\n\n{lines}\n{lines}\nand nobody objects.\n"
    assert len(quotes(text)) == 2


def lead_ins(text: str) -> list[str | None]:
    found = parse_declaration(text).clauses
    return [clause.lead_in.of(text) if clause.lead_in else None for clause in found]


def test_bullets_under_a_lead_in_are_a_clause_each() -> None:
    text = "We agreed on:\n\n- trade\n\n- travel\n\nWe parted as friends."
    assert quotes(text) == ["trade", "travel", "We parted as friends."]
    assert lead_ins(text) == ["We agreed on:", "We agreed on:", None]


def test_a_lead_in_without_a_colon_leads_to_items_that_go_on_its_sentence() -> None:
    text = "We will\n\n- trade;\n- travel.\n\nWe parted as friends."
    assert quotes(text) == ["trade;", "travel.", "We parted as friends."]
    assert lead_ins(text) == ["We will", "We will", None]


def test_only_the_last_sentence_leads_on_and_what_precedes_it_is_a_clause() -> None:
    text = "Duties are too high. We will:\n- halve them;\n- publish them.\n"
    assert quotes(text) == ["Duties are too high.", "halve them;", "publish them."]
    assert lead_ins(text) == [None, "We will:", "We will:"]


def test_items_inside_an_item_belong_to_it() -> None:
    text = "We will:\n• halve duties\n– on steel,\n– on coal;\n• open ports.\n"
    assert quotes(text) == ["halve duties\n– on steel,\n– on coal;", "open ports."]


def test_a_label_is_made_with_the_lead_in() -> None:
    text = "We will protect the eastern wetlands from:\n- drainage;\n- roads.\n"
    first, second = parse_declaration(text).clauses
    assert "wetlands" in (first.label + second.label)


def test_bullets_under_a_heading_are_clauses() -> None:
    text = "## Trade\n\n- Duties fall:\n  - on steel;\n  - on coal;\n\n- Ports open."
    assert quotes(text) == ["Duties fall:\n  - on steel;\n  - on coal;", "Ports open."]


def test_a_note_in_brackets_at_the_top_is_left_out() -> None:
    text = "[Unofficial translation]\n\nThe bank raises rates.\n\nThe bridge is shut."
    assert quotes(text) == ["The bank raises rates.", "The bridge is shut."]
    assert "left out" in warnings(text)


def test_sections_about_the_text_are_left_out_and_said() -> None:
    text = (
        "# Act\n\n## About this text\n\nIt is ours.\n\n## Trade\n\nDuties fall.\n\n"
        "## Sources\n\nA newspaper."
    )
    assert quotes(text) == ["Duties fall."]
    assert headings(text) == [("Trade",)]
    assert "2 paragraphs" in warnings(text)


# --- headings ------------------------------------------------------------------------------


def test_markdown_headings_make_a_path_and_the_title_is_none_of_it() -> None:
    text = "# Act\n\n## Trade\n\n### Ports\n\n1. Ports open.\n\n## Peace\n\n2. Troops leave."
    assert headings(text) == [("Trade", "Ports"), ("Peace",)]


def test_top_headings_that_come_back_are_themes() -> None:
    assert headings("# Trade\n\n1. Ports open.\n\n# Peace\n\n2. Troops leave.") == [
        ("Trade",),
        ("Peace",),
    ]


@pytest.mark.parametrize(("trade", "peace"), [("TRADE", "PEACE"), ("Trade", "Peace")])
def test_short_lines_without_a_full_stop_are_headings(trade: str, peace: str) -> None:
    text = (
        f"Communiqué of the council\n\n{trade}\n\nDuties fall by half.\n\nPorts open in May.\n\n"
        f"{peace}\n\nTroops leave the valley."
    )
    assert headings(text) == [(trade,), (trade,), (peace,)]


def test_lettered_headings_stand_above_numbered_clauses() -> None:
    text = "I. Trade\n\n1. Ports open.\n\n2. Duties fall.\n\nII. Peace\n\n3. Troops leave."
    assert headings(text) == [("I. Trade",), ("I. Trade",), ("II. Peace",)]


def test_a_single_line_at_the_top_is_the_title_and_no_theme() -> None:
    text = "Decision of the board\n\nThe bank raises rates.\n\nThe bridge is shut."
    assert headings(text) == [(), ()]
    assert len(quotes(text)) == 2


def test_a_place_and_date_is_neither_heading_nor_clause() -> None:
    text = "Decision of the board\n\nMillbrook, 4 July 2024\n\nRates rise by a quarter."
    assert quotes(text) == ["Rates rise by a quarter."]
    assert headings(text) == [()]


def test_names_at_the_end_are_no_headings() -> None:
    text = "1. Rates rise.\n\n2. Meals are free.\n\nJane Marlowe\n\nPeter Osei"
    assert [number for number, _ in clauses(text)] == ["1", "2"]


def test_a_text_of_nothing_but_a_heading_is_one_clause() -> None:
    assert quotes("# Peace now") == ["Peace now"]
    assert quotes("Peace now") == ["Peace now"]


# --- odd input -----------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", " \n", "***\n\n---", "😀 😀"])
def test_a_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no word"):
        parse_declaration(text)


def test_a_transcript_is_refused_with_what_to_do() -> None:
    text = (
        "Mayor: Good morning.\n\nRosa Diaz: Who pays for the tunnel?\n\nMayor: The fund.\n\n"
        "Tom Reed: Will you run again?\n\nMayor: Ask me again.\n"
    )
    with pytest.raises(UnreadableDocument, match=r"looks like a transcript.*kind transcript"):
        parse_declaration(text)


def test_paragraphs_that_begin_with_a_topic_and_a_colon_are_no_transcript() -> None:
    text = "Trade: Duties fall.\n\nSchool Meals: All free.\n\nPublic Order: Kept.\n\nTax: None."
    assert len(quotes(text)) == 4


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_line_ends_of_any_kind_separate_clauses(end: str) -> None:
    text = f"# Act{end}{end}1. Rates rise.{end}{end}2. Meals are free.{end}"
    assert clauses(text) == [("1", "Rates rise."), ("2", "Meals are free.")]


def test_right_to_left_text_with_its_own_digits_is_parsed() -> None:
    text = "بيان\n\n١. ترتفع الفائدة غدا.\n\n٢. الجسر مغلق الآن."
    assert clauses(text) == [("١", "ترتفع الفائدة غدا."), ("٢", "الجسر مغلق الآن.")]


def test_emoji_do_not_shift_offsets() -> None:
    text = "😀 Preface 😀\n\n1. Rates 😀 rise.\n\n2. Meals are free."
    assert quotes(text) == ["Rates 😀 rise.", "Meals are free."]


LINES = st.sampled_from(
    """# Act|## Trade|1. Ports open.|2. Duties fall.|2) Two.|(3) Three.|I. Peace|IV. War.|Article 5|
    § 3 Steel.|- a list item|(a) another|Trade|TRADE|Mayor: We pay.|Who pays?|***|1.||  |
    The bank raises rates.|We name:|Astana, 4 July 2024|\u202bשלום.|😀|We will|• an item|(i) roman|
    1.1 Decimal.|1.2.3|Article 2 – Rates|Point 3: Meals.|第一条 利率上升。|一、 港口|٣. ترتفع|
    The Assembly,|
    Noting rates,|Whereas rates rise;|Have agreed as follows:|[1] See it.|word[1]|Page 2 of 9|12|
    Signed in May 2031|ENDS|Note to editors: none.|___|SECTION 1. RATES.|2 Duty to pay|  - deeper|
    Rates rise and the ministers of all five of the lake states agree to share""".replace(
        "\n", "|"
    ).split("|")
)
TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(LINES, max_size=40).map("\n".join),
    st.lists(LINES, max_size=40).map("\r\n\r\n".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_clauses_in_order_and_apart_or_an_error(text: str) -> None:
    try:
        found = parse_declaration(text).clauses
    except PressGapError:
        return
    assert found
    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(c.span.of(text) == c.span.of(text).strip() for c in found)
    assert [c.id for c in found] == [f"c{n}" for n in range(1, len(found) + 1)]
    assert all(c.label for c in found)
    leads = [(c.lead_in, c.span) for c in found if c.lead_in is not None]
    assert all(0 <= lead.start < lead.end <= span.start for lead, span in leads)
    assert not any(clause.span.covers(lead) for lead, _ in leads for clause in found)


@pytest.mark.parametrize(
    "piece",
    [
        "1. The bank raises rates. ",
        "{n}. The bank raises rates.\n",
        "1. The bank raises rates.\n",
        "{n}. We name:\n1. rates\n\n",
        "Trade\n",
        "## Trade\n\n1. Rates rise.\n",
        "The bank raises rates and shuts the bridge\n",
        "Mayor we pay\n- ",
        "*",
        "\r",
    ],
)
def test_much_of_the_same_makes_clauses_in_order(piece: str) -> None:
    text = "a\n" + "".join(piece.format(n=n) for n in range(1, 500))
    spans = [clause.span for clause in parse_declaration(text).clauses]
    assert spans
    assert all(a.end <= b.start for a, b in pairwise(spans))
