from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.documents.landmarks import locate
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import TooLarge, UnreadableDocument
from pressgap.readers.extracted import Extracted
from pressgap.readers.pdf import extract, pages
from tests.pdfs import EVEN_WIDTH, SCAN, STEP, TOP, At, encrypted, file_of, paragraph, pdf

LONG = (
    "The council meets in the old harbour hall this week, and every",
    "ferry is full until Sunday because the bridge is still closed to",
    "all traffic but buses, which the mayor had promised to change by",
    "the spring of last year.",
)


def read(*pages_: Sequence[At] | bytes) -> Extracted:
    return extract(pdf(pages_), "paper.pdf")


def body(*pages_: Sequence[At] | bytes) -> str:
    return read(*pages_).text


def test_lines_become_one_paragraph() -> None:
    assert body(paragraph(LONG)) == " ".join(LONG) + "\n"


def test_a_gap_begins_a_paragraph() -> None:
    text = body([*paragraph(LONG), *paragraph(LONG, y=TOP - 6 * STEP)])
    assert text == "\n\n".join([" ".join(LONG)] * 2) + "\n"


def test_an_indented_first_line_begins_a_paragraph() -> None:
    full = LONG[:3]
    lines = [At(90, TOP, full[0]), *paragraph([full[1], "the end of it all."], y=TOP - STEP)]
    again = [At(piece.x, piece.y - 3 * STEP, piece.text) for piece in lines]
    assert body([*lines, *again]).count("\n\n") == 1


def test_a_label_and_a_clause_number_stay_at_the_start_of_a_paragraph() -> None:
    lines = ["Ann Lee: Why is the harbour tunnel still closed to all of us today?",
             "Mayor Lund: Because it leaks, as we have said here before many times,",
             "and the money for it is not there."]  # fmt: skip
    assert body(paragraph(lines)) == f"{lines[0]}\n\n{lines[1]} {lines[2]}\n"
    clauses = ["1. The harbour tunnel is financed from the reserve of the council;",
               "2. Night buses run on every weekday from the first of March on, and",
               "(a) on every Sunday as well."]  # fmt: skip
    assert body(paragraph(clauses)).split("\n\n") == [*clauses[:2], clauses[2] + "\n"]


def test_words_that_only_look_like_a_label_stay_in_their_sentence() -> None:
    lines = ["The council has decided on a great many things, and this is what the",
             "Mayor of Harbour said: the tunnel will be repaired before the winter."]  # fmt: skip
    assert body(paragraph(lines)) == " ".join(lines) + "\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left line {n} goes on and on here," for n in range(12)]
    right = [f"right line {n} goes on and on too," for n in range(12)]
    title = At(72, TOP + 30, "A title over both of the columns of this page, quite a long one")
    by_column = [title, *paragraph(left), *paragraph(right, x=320)]
    by_row = [title, *(piece for pair in zip(paragraph(left), paragraph(right, x=320), strict=True)
              for piece in pair)]  # fmt: skip
    for drawn in (by_column, by_row):
        text = body(drawn)
        assert text.startswith(title.text)
        assert " ".join(left) in text
        assert text.index(left[-1]) < text.index(right[0])


def test_labels_beside_what_they_label_are_no_column() -> None:
    said = [f"Answer {n} is a rather long line about the harbour and its tunnel." for n in range(9)]
    names = [At(72, TOP - 2 * STEP * n, "Lund:") for n in range(9)]
    drawn = [*names, *(At(150, TOP - 2 * STEP * n, line) for n, line in enumerate(said))]
    assert body(drawn).split("\n\n")[:2] == [f"Lund: {said[0]}", f"Lund: {said[1]}"]


def test_a_label_over_two_lines_beside_its_speech_is_one_label() -> None:
    drawn: list[At] = []
    for n in range(6):
        y = TOP - 4 * STEP * n
        drawn += [At(72, y, "Ms." if n % 2 else "Q"), At(130, y, f"Speech {n} begins here and it"),
                  At(130, y - STEP, "goes on for a second line of text.")]  # fmt: skip
        drawn += [At(72, y - STEP, "Lee:")] if n % 2 else []
    said = [f"Speech {n} begins here and it goes on for a second line of text." for n in range(2)]
    assert body(drawn).split("\n\n")[:2] == [f"Q  {said[0]}", f"Ms. Lee: {said[1]}"]


def test_letters_drawn_one_by_one_are_words_again() -> None:
    words = "The harbour is shut"
    step = 11 * EVEN_WIDTH
    drawn = [At(72 + step * n, TOP, letter, even=True)
             for n, letter in enumerate(words) if letter != " "]  # fmt: skip
    assert body(drawn) == words + "\n"


def test_pieces_of_a_word_drawn_apart_are_one_word() -> None:
    pieces = [At(72, TOP, "har", even=True), At(72 + 3 * 6.6 + 0.5, TOP, "bour", even=True)]
    assert body(pieces) == "harbour\n"


def test_what_repeats_at_the_same_place_is_left_out() -> None:
    text = body(
        *(
            [At(72, 770, f"Council of Harbour, page {n}"), *paragraph(LONG, y=700),
             At(300, 30, f"- {n} -")]
            for n in range(1, 6)
        )
    )  # fmt: skip
    assert "Council of Harbour" not in text
    assert "- 3 -" not in text
    assert text.count("old harbour hall") == 5


def test_headers_that_alternate_and_spare_the_first_page_are_left_out() -> None:
    heads = ["", *["The Harbour Post", "Press conference"] * 4]
    drawn = [
        [*([At(72, 775, head)] if head else []), *paragraph(LONG, y=700), At(540, 775, str(n))]
        for n, head in enumerate(heads, 1)
    ]
    text = body(*drawn)
    assert "Harbour Post" not in text
    assert "Press conference" not in text


def test_the_page_number_of_a_single_page_is_left_out() -> None:
    assert body([*paragraph(LONG), At(300, 30, "Page 1 of 1")]) == " ".join(LONG) + "\n"


def test_a_line_that_repeats_at_different_places_is_text() -> None:
    drawn = [paragraph(["Thank you.", *LONG], y=740 - 30 * n) for n in range(4)]
    assert body(*drawn).count("Thank you.") == 4


def test_numbers_of_lines_in_the_margin_are_left_out() -> None:
    lines = [f"and the witness said that point {n} was settled long ago" for n in range(1, 21)]
    drawn = [
        piece
        for row, line in enumerate(lines)
        for piece in (At(40, TOP - 20 * row, str(row + 1)), At(72, TOP - 20 * row, line))
    ]
    assert body(drawn) == " ".join(lines) + "\n"


def test_words_broken_at_line_ends_are_joined_and_real_hyphens_kept() -> None:
    text = body(
        paragraph(
            [
                "The government will pay for the harbour in a long-term plan, a govern-",
                "ment plan, as was said, for the long term. It is a well-known and long-",
                "term plan, for ships of the middle-",
                "and upper class, from 2023-",
                "2024 on, with Serbia-",
                "Montenegro.",
            ]
        )
    )
    assert "a government plan" in text
    assert "well-known and long-term plan" in text
    assert "middle- and upper class" in text
    assert "2023-2024" in text
    assert "Serbia-Montenegro" in text


def test_without_any_broken_word_hyphens_at_line_ends_are_real() -> None:
    lines = [*["Nothing at all is broken in these lines of text here today."] * 40,
             "and this is a cease-", "fire of the sea."]  # fmt: skip
    assert "cease-fire" in body(paragraph(lines, y=780, size=9))


def test_ligatures_are_folded() -> None:
    assert body(paragraph(["The ﬁrst ﬂight"])) == "The first flight\n"


def test_a_bold_label_and_a_heading_are_marked() -> None:
    drawn = [
        At(72, TOP + 40, "Press conference", 18),
        At(72, TOP, "Ann Lee:", bold=True), At(130, TOP, "Why is the tunnel closed?"),
        At(72, TOP - 30, "Questions", bold=True),
        *paragraph(LONG, y=TOP - 60),
    ]  # fmt: skip
    assert body(drawn).split("\n\n")[:3] == [
        "# Press conference",
        "**Ann Lee:** Why is the tunnel closed?",
        "**Questions**",
    ]


def test_raised_figures_stay_raised_and_letters_struck_twice_count_once() -> None:
    drawn = [At(72, TOP, "Peace"), At(103, TOP + 4, "12", 7), At(120, TOP, "lasts"),
             At(120.3, TOP, "lasts")]  # fmt: skip
    assert body(drawn) == "Peace¹² lasts\n"


def test_every_page_is_a_landmark_also_within_a_paragraph() -> None:
    found = read(
        paragraph(["The first page ends in the middle of a sentence that"]),
        paragraph(["goes on there."]),
        [],
        paragraph(["Fourth page."]),
    )
    assert found.text == (
        "The first page ends in the middle of a sentence that goes on there.\n\nFourth page.\n"
    )
    places = {word: locate(found.landmarks, found.text.index(word)).page
              for word in ("The first", "sentence", "goes", "Fourth")}  # fmt: skip
    assert places == {"The first": 1, "sentence": 1, "goes": 2, "Fourth": 4}
    assert found.warnings == ()


def test_the_title_is_what_the_file_says_unless_it_is_a_files_name() -> None:
    assert extract(pdf([paragraph(LONG)], "The Harbour Pact"), "x").title == "The Harbour Pact"
    assert extract(pdf([paragraph(LONG)], "scan0012.docx"), "x").title is None


def test_a_scan_is_told_to_be_read_by_ocr_first() -> None:
    with pytest.raises(UnreadableDocument, match=r"scan\.pdf: no text in this PDF, run OCR first"):
        extract(pdf([SCAN, SCAN]), "scan.pdf")


def test_scanned_pages_among_others_are_named() -> None:
    found = read(paragraph(LONG), SCAN, SCAN, paragraph(LONG), SCAN)
    assert len(found.warnings) == 1
    assert "no text on pages 2-3, 5, only pictures" in found.warnings[0]
    assert "OCR" in found.warnings[0]


def test_an_encrypted_file_says_so_and_one_without_a_password_is_read() -> None:
    plain = pdf([paragraph(LONG)])
    with pytest.raises(UnreadableDocument, match="encrypted and asks for a password"):
        extract(encrypted(plain, "secret"), "locked.pdf")
    assert extract(encrypted(plain, ""), "open.pdf").text == " ".join(LONG) + "\n"


def test_text_in_another_direction_is_no_running_text() -> None:
    turned = b"BT /F1 9 Tf 0 1 -1 0 30 300 Tm (Unedited draft) Tj ET"
    drawn = b"BT /F1 11 Tf 72 700 Td (It rains in the harbour.) Tj ET\n" + turned
    assert extract(pdf([drawn]), "x").text == "It rains in the harbour.\n"


def test_a_transcript_of_one_line_turns_is_parsed_as_it_is_printed() -> None:
    lines = ["Ann Lee: Ann Lee, Harbour Post. Is the tunnel closed?", "Mayor Lund: Yes.",
             "Ann Lee: Until when will it be closed?", "Mayor Lund: Until May."] * 3  # fmt: skip
    found = parse_transcript(body(paragraph(lines)))
    assert len(found.turns) == 12


# --- hostile files -------------------------------------------------------------------------


def test_a_damaged_file_says_what_to_do() -> None:
    for data in (b"%PDF-1.7\n" + bytes(range(256)) * 20, b"%PDF-1.4", pdf([])):
        with pytest.raises(UnreadableDocument, match=r"bad\.pdf: .*damaged; send another copy"):
            extract(data, "bad.pdf")


def test_a_truncated_file_gives_what_it_holds_or_says_that_it_is_damaged() -> None:
    whole = pdf([paragraph(LONG)] * 5)
    for share in range(1, 20):
        cut = whole[: len(whole) * share // 20]
        try:
            assert "harbour" in extract(cut, "cut.pdf").text
        except UnreadableDocument as error:
            assert str(error).startswith("cut.pdf: ")  # noqa: PT017


def test_a_page_tree_that_runs_in_circles_ends() -> None:
    circular = file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 9 /Kids [3 0 R] >>",
            b"<< /Type /Pages /Count 9 /Parent 2 0 R /Kids [2 0 R 3 0 R] >>",
        ]
    )
    with pytest.raises(UnreadableDocument, match="damaged"):
        extract(circular, "ring.pdf")


def test_a_form_that_draws_itself_ends() -> None:
    whole = pdf([b"BT /F1 11 Tf 72 700 Td (It rains.) Tj ET /Im1 Do"])
    ring = whole.replace(b"/Subtype /Image /Width 1 /Height 1 ", b"/Subtype /Form /BBox [0 0 1 1] ")
    assert extract(ring, "ring.pdf").text == "It rains.\n"


def test_a_length_that_is_not_true_does_no_harm() -> None:
    whole = pdf([paragraph(LONG)])
    length = whole.split(b"/Length ")[-1].split(b" ")[0]
    lying = whole.replace(b"/Length " + length, b"/Length 99999999999")
    try:
        assert "harbour" in extract(lying, "long.pdf").text
    except UnreadableDocument as error:
        assert "long.pdf" in str(error)  # noqa: PT017


def test_more_pages_than_can_be_read_are_refused_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 3)
    with pytest.raises(TooLarge, match="5 pages, over the limit of 3; take out the pages"):
        read(*[paragraph(LONG)] * 5)


def test_a_page_of_endless_drawing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_MOST_PAGE_BYTES", 1_000)
    with pytest.raises(TooLarge, match="at page 2; take out the pages"):
        read(paragraph(LONG), paragraph(LONG * 20))


def test_one_unreadable_page_does_not_lose_the_others() -> None:
    whole = pdf([paragraph(LONG), paragraph(["Second."]), paragraph(["Third."])])
    broken = whole.replace(b"/Contents 9 0 R", b"/Contents (no) ")
    assert broken != whole
    found = extract(broken, "half.pdf")
    assert "Third." in found.text
    assert any("page 2 could not be read" in warning for warning in found.warnings)


@given(st.lists(st.tuples(st.integers(0, 3_000), st.binary(min_size=1, max_size=6)), max_size=8))
@settings(max_examples=60, deadline=None)
def test_whatever_bytes_are_damaged_only_our_errors_come(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(pdf([paragraph(LONG), SCAN, [*paragraph(LONG), At(72, 30, "Page 3")]]))
    for at, other in changes:
        data[at : at + len(other)] = other
    try:
        found = extract(bytes(data), "odd.pdf")
    except (UnreadableDocument, TooLarge):
        return
    starts = [mark.start for mark in found.landmarks]
    assert starts == sorted(starts)
    assert all(0 <= start < len(found.text) for start in starts)
