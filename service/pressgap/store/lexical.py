"""Full-text search over passages (FTS5), for any text a user may send.

Nothing of the text reaches FTS5 as syntax: its words are taken out, and each is quoted.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from itertools import accumulate

from sqlalchemy import Connection, text

from pressgap.core.model import Filters
from pressgap.store import documents, passages
from pressgap.store.database import driver
from pressgap.store.values import Mark

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 64
# Passages looked at, all words together: the rarest words first, which tell the most. It bounds the
# time of a search whatever the size of the library.
_MOST_LOOKED_AT = 2_000

_COUNTED_AT_MOST = 50_000
_COUNTS = text(
    "SELECT term, doc FROM passage_terms_vocabulary "
    "WHERE term IN (SELECT value FROM json_each(:words))"
)
_BEST = (
    "SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH :match ORDER BY rank LIMIT :k"
)
_BEST_ALLOWED = (
    "SELECT rowid, rank FROM passage_terms WHERE passage_terms MATCH :match "
    "AND rowid IN (SELECT value FROM json_each(:allowed)) ORDER BY rank LIMIT :k"
)


class WordCounts:
    """In how many passages a word occurs, counted once per state of the documents. Thread-safe.

    SQLite counts a word by reading all its places, and nearly every statement says "the".
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: Mark | None = None
        self._counts: dict[str, int] = {}

    def of(self, connection: Connection, words: Sequence[str]) -> dict[str, int]:
        """Return the counts of ``words`` in the state that ``connection`` sees."""
        mark = documents.last_mark(connection)
        with self._lock:
            if mark != self._mark or len(self._counts) > _COUNTED_AT_MOST:
                self._mark, self._counts = mark, {}
            found = {word: self._counts[word] for word in words if word in self._counts}
        unknown = [word for word in words if word not in found]
        if unknown:
            counted = dict.fromkeys(unknown, 0)
            rows = connection.execute(_COUNTS, {"words": json.dumps(unknown)})
            counted |= {row.term: row.doc for row in rows}
            found |= counted
            with self._lock:
                if mark == self._mark:
                    self._counts |= counted
        return found


def search(
    connection: Connection, query: str, k: int, filters: Filters, counts: WordCounts
) -> list[tuple[int, float]]:
    """Return keys and BM25 scores (higher is better) of the ``k`` best passages, best first."""
    words = _telling_words(connection, query, counts)
    if not words or k < 1:
        return []
    values: dict[str, object] = {"match": " OR ".join(f'"{word}"' for word in words), "k": k}
    allowed = passages.filtered(connection, filters)
    if allowed is not None:
        values["allowed"] = json.dumps(allowed.tolist())
    best = _BEST if allowed is None else _BEST_ALLOWED
    return [(key, -rank) for key, rank in driver(connection).execute(best, values)]


def _telling_words(connection: Connection, query: str, counts: WordCounts) -> list[str]:
    """Return the words of ``query`` as the index holds them, rarest first."""
    words = list(dict.fromkeys(_fold(word) for word in _WORD.findall(query)))
    if not words:
        return []
    found = counts.of(connection, words)
    rarest = sorted((word for word in words if found[word]), key=lambda word: found[word])
    looked_at = accumulate(found[word] for word in rarest)
    within = sum(1 for each in looked_at if each <= _MOST_LOOKED_AT)
    return rarest[: min(max(1, within), _MOST_WORDS)]


def _fold(word: str) -> str:
    """Fold as FTS5's unicode61 tokenizer does: lower case, no diacritics."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
