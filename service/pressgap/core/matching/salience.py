"""Which words a clause is about, and whether anyone says them.

Frequent in the clause and rare in unrelated speech makes a word salient; what more than a third of
the clauses say is the declaration's word, not the clause's. That nobody says a clause's salient
words is a sign, not a proof, that nobody raises it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from pressgap.core.text.stop_words import FUNCTION_WORDS

_SHORTEST = 3
# Beyond this rarity words are rare by chance of the sample, not by what they mean.
_RAREST = 8.0
_ONE_IN = 3.0

Salience = Mapping[str, float]


def salience(clauses: Sequence[Sequence[str]], idf: Callable[[str], float]) -> list[Salience]:
    """Return how salient each term of each clause is; ``clauses`` are the terms of each."""
    frequency = Counter(term for clause in clauses for term in set(clause))
    most = max(1.0, len(clauses) / _ONE_IN)
    return [
        {
            term: often * max(0.0, min(idf(term), _RAREST))
            for term, often in Counter(clause).items()
            if frequency[term] <= most and len(term) >= _SHORTEST and term not in FUNCTION_WORDS
        }
        for clause in clauses
    ]


def key_term(salient: Salience) -> str | None:
    """Return the most salient term, of equals the first in the alphabet; None without any."""
    return min(salient, key=lambda term: (-salient[term], term), default=None)


def mentioned(salient: Salience, heard: AbstractSet[str]) -> float:
    """Return how salient the most salient term heard is, as a share of the most salient one.

    1 for a clause without salient words: nothing tells that nobody says it.
    """
    top = max(salient.values(), default=0.0)
    if top <= 0.0:
        return 1.0
    return max((value for term, value in salient.items() if term in heard), default=0.0) / top


def key_is_asked(salient: Salience, asked: AbstractSet[str]) -> float:
    """Return 1 where the clause's most salient term is said in a question, else 0."""
    key = key_term(salient)
    return 1.0 if key is None or key in asked else 0.0
