"""Numbers, letters and bullets at the start of a line."""

from __future__ import annotations

import pytest

from pressgap.core.model import Span
from pressgap.core.text.marks import Mark, mark_at


def mark_of(line: str) -> Mark:
    found = mark_at(line, Span(0, len(line)))
    assert found is not None
    return found[0]


@pytest.mark.parametrize(
    ("line", "printed", "values"),
    [
        ("Article 5", "Article 5", (5, 0)),
        ("Article 5a", "Article 5a", (5, 1)),
        ("Article 5 bis", "Article 5 bis", (5, 2)),
        ("Article 5quater – Ports", "Article 5quater", (5, 4)),
        ("Section 1.3", "Section 1.3", (1, 3)),
        ("Section 1.2.3", "Section 1.2.3", (1, 2, 3)),
        ("Section 1.3a. Ports", "Section 1.3a", (1, 3, 1)),
        ("Section 1.3 bis. Ports", "Section 1.3 bis", (1, 3, 2)),
    ],
)
def test_a_number_behind_a_word_has_all_its_levels(
    line: str, printed: str, values: tuple[int, ...]
) -> None:
    mark = mark_of(line)
    assert (mark.printed, mark.values) == (printed, values)


def test_numbers_put_in_later_follow_the_one_they_hang_on() -> None:
    lines = ["Article 5", "Article 5 bis", "Article 5 ter", "Article 6"]
    values = [mark_of(line).values for line in lines]
    assert values == sorted(values)


def test_a_dotted_capital_i_is_a_letter_like_others() -> None:
    assert mark_of("İ. Limanlar").values == mark_of("I. Limanlar").values


def test_a_dotted_capital_i_right_behind_a_number_is_no_part_of_it() -> None:
    line = "Art. 2İ"
    assert mark_at(line, Span(0, len(line))) is None
