"""Full-text search over passages (FTS5), for any text a user may send.

Nothing of the text reaches FTS5 as syntax: its words are taken out, and each is quoted.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from sqlalchemy import Connection, bindparam, text

from pressgap.core.model import Filters
from pressgap.store import passages

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 64
# Passages looked at, all words together: the rarest words first, which tell the most. It bounds the
# time of a search whatever the size of the library.
_MOST_LOOKED_AT = 2_000

_COUNTS = text("SELECT term, doc FROM passage_terms_vocabulary WHERE term IN :words").bindparams(
    bindparam("words", expanding=True)
)


def search(connection: Connection, query: str, k: int, filters: Filters) -> list[tuple[int, float]]:
    """Return keys and BM25 scores (higher is better) of the ``k`` best passages, best first."""
    words = _telling_words(connection, query)
    if not words or k < 1:
        return []
    match = " OR ".join(f'"{word}"' for word in words)
    where, values = "", {"match": match, "k": k}
    allowed = passages.filtered(connection, filters)
    if allowed is not None:
        where = "AND rowid IN (SELECT value FROM json_each(:allowed))"
        values["allowed"] = "[" + ",".join(map(str, allowed.tolist())) + "]"
    found = connection.execute(
        text(
            "SELECT rowid, rank FROM passage_terms "  # noqa: S608 - `where` is one of two constants
            f"WHERE passage_terms MATCH :match {where} ORDER BY rank LIMIT :k"
        ),
        values,
    )
    return [(row.rowid, -row.rank) for row in found]


def _telling_words(connection: Connection, query: str) -> list[str]:
    """Return the words of ``query`` as the index holds them, rarest first."""
    words = list(dict.fromkeys(_fold(word) for word in _WORD.findall(query)))
    if not words:
        return []
    counts = {row.term: row.doc for row in connection.execute(_COUNTS, {"words": words})}
    rarest = sorted((word for word in words if word in counts), key=lambda word: counts[word])
    looked_at = accumulate(counts[word] for word in rarest)
    within = sum(1 for each in looked_at if each <= _MOST_LOOKED_AT)
    return rarest[: min(max(1, within), _MOST_WORDS)]


def _fold(word: str) -> str:
    """Fold as FTS5's unicode61 tokenizer does: lower case, no diacritics."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
