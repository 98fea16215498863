"""How long the parser takes for declarations that are made to be slow, a million characters each.

A parser that goes back over what it has read takes a hundred times as long for ten times the text.
"""

from __future__ import annotations

import string
import time
from contextlib import suppress
from itertools import count, product

from pressgap.core.declarations.declaration import parse_declaration
from pressgap.errors import PressGapError

SHORT, LONG = 100_000, 1_000_000
# What a text consists of; {n} counts, {w} is another word each time.
PIECES = {
    "clauses": "{n}. The bank raises rates.\n",
    "one number": "1. The bank raises rates.\n",
    "lists in clauses": "{n}. We name:\n1. rates\n\n",
    "titles": "Trade\n",
    "sections": "Article {n}\nRates\n\n1. Rates rise.\n\n",
    "words with numbers": "{w} {n}: rates rise now.\n\n",
    "decimals": "{n}.1 Rates\n\n",
    "bullets": "We will:\n- rates\n- ports\n\n",
    "recitals": "Noting that rates rise;\n",
    "one recital": "noting ",
    "recitals with items": "Noting these rates:\n" + 50 * "- rates\n",
    "headings": "## Trade\n",
    "lead-ins over numbers": "## Trade\n\nWe will:\n1. name rates\n",
    "lines without a stop": "Ports and rates for all that we name here\n",
    "footnotes": "word[{n}] and more.\n\n[{n}] See it.\n\n",
    "pages": "{n}\n\ntext goes\n\n",
    "running heads": "Pact of the valleys {n}\ntext goes on and\n",
    "every mark": "1) a\n(2) b\n3. c\ni. d\nA. e\nV. f\n",
    "line ends": "\r",
    "stars": "*",
    "brackets": "(a) (b) ",
    "one word": "inging",
}


def text_of(piece: str, characters: int) -> str:
    """Return a text of at least so many characters, made of one piece."""
    words = ("".join(letters).capitalize() for letters in product(string.ascii_lowercase, repeat=4))
    parts, size = ["word\n"], 0
    for n in count(1):
        parts.append(piece.format(n=n, w=next(words) if "{w}" in piece else ""))
        size += len(parts[-1])
        if size >= characters:
            return "".join(parts)
    raise AssertionError("counting ends nowhere")


def seconds(text: str) -> float:
    """Return the processor time that parsing takes, refused or not."""
    before = time.process_time()
    with suppress(PressGapError):
        parse_declaration(text)
    return time.process_time() - before


def slowest() -> tuple[str, float, float]:
    """Return the name of the slowest long text, its time, and how many times that of the short."""
    times = {name: seconds(text_of(piece, LONG)) for name, piece in PIECES.items()}
    name = max(times, key=lambda each: times[each])
    return name, times[name], times[name] / seconds(text_of(PIECES[name], SHORT))
