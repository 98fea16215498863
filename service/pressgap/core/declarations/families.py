"""Marks of one family: Roman numerals told from letters, abbreviated words from those in full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pressgap.core.declarations.blocks import Block
from pressgap.core.text.marks import roman


def settle_families(blocks: Sequence[Block]) -> None:
    """Tell Roman numerals from letters ("I.", "II." from "H.", "I."), and know abbreviations
    ("SECTION 1", "SEC. 2"); marks are replaced.
    """
    families: dict[str, list[Block]] = {}
    for block in blocks:
        if block.mark is not None:
            families.setdefault(block.mark.family, []).append(block)
    whole = {family for family in families if family.startswith("word ") and "." not in family}
    for family, some in families.items():
        if family.startswith("alpha "):
            _settle(some)
        elif family.startswith("word ") and "." in family:
            _write_out(some, family, whole)


def _write_out(blocks: Sequence[Block], family: str, whole: Collection[str]) -> None:
    """Give the marks of an abbreviated word the family of the word, where that is used too."""
    short = family.replace(".", "")
    found = [one for one in whole if one.startswith(short.split(" ")[1], 5)][:1]
    for block in blocks if found else ():
        if block.mark is not None:
            block.mark = replace(block.mark, family=found[0])


def _settle(blocks: Sequence[Block]) -> None:
    marks = [block.mark for block in blocks if block.mark is not None]
    several = any(len(mark.printed) > 1 for mark in marks)
    numerals = all(roman(mark.printed) is not None for mark in marks)
    letter, expected = 0, 1
    for block, mark in zip(blocks, marks, strict=True):
        worth = roman(mark.printed)
        follows = worth in (expected, 1) and mark.value != letter + 1
        if worth is not None and (len(mark.printed) > 1 or (several and (numerals or follows))):
            block.mark = replace(mark, family=f"{mark.family} roman", values=(worth,))
            expected = worth + 1
        else:
            letter = mark.value
