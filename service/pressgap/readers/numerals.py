"""Numbers as lists write them: letters and Roman numerals, in capitals."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MOST_ROMAN = 3999
_LETTERS = 26


def roman(number: int) -> str:
    """Return a Roman numeral; digits for what has none (below 1, over 3999)."""
    if not 1 <= number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        written += sign * count
    return written


def letters(number: int) -> str:
    """Return A to Z, then AA, AB, as a browser counts; digits below 1."""
    if number < 1:
        return str(number)
    written = ""
    while number:
        number, place = divmod(number - 1, _LETTERS)
        written = chr(ord("A") + place) + written
    return written
