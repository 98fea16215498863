"""Tables of words, as the modules that know a language write them down."""

from __future__ import annotations


def word_set(table: str) -> frozenset[str]:
    """Return the words of a table that is written as a text, whatever its lines."""
    return frozenset(table.split())
