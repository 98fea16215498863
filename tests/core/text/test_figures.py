import pytest

from pressgap.core.model import Span
from pressgap.core.text.figures import date_spans, number_spans


def dates(text: str) -> list[str]:
    return [span.of(text) for span in date_spans(text, Span(0, len(text)))]


def numbers(text: str) -> list[str]:
    return [span.of(text) for span in number_spans(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "date",
    [
        "4 July 2024",
        "July 4, 2024",
        "July 2024",
        "2024-07-04",
        "2024–2029",
        "2030",
        "the 3rd of May",
    ],
)
def test_days_months_with_a_year_and_years_are_dates(date: str) -> None:
    assert dates(f"It was agreed for {date}, they said.") == [date.removeprefix("the ")]


def test_a_month_alone_or_a_long_number_is_no_date() -> None:
    assert dates("It may be March, or 12,030 of them, or 2.2030 of it.") == []


@pytest.mark.parametrize(
    "number",
    [
        "41 percent",
        "3.5 %",
        "$55 billion",
        "412 million",
        "12 cubic metres",
        "30 seats",
        "section 2",
    ],
)
def test_numbers_are_kept_with_what_they_count(number: str) -> None:
    assert numbers(f"They spoke of {number}, no more.") == [number]


def test_a_number_that_counts_nothing_is_left_out() -> None:
    assert numbers("We meet at 5 and again at 7.") == []
