"""What a clause says that sets it apart: the names few other clauses name, its label, its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from pressgap.core.model import Clause, Declaration, Document, Span
from pressgap.core.text.capitals import Capitals
from pressgap.core.text.named import Named, name_key, named_things
from pressgap.core.text.stop_words import DECLARING, FUNCTION_WORDS
from pressgap.core.text.terms import fold, terms, words

# A word that weighs less than this sets no clause apart, so it is no reason.
_TELLING = 9.0
# What more than one clause in ten says sets none apart; of few clauses, more than one or two.
_ONE_IN = 10.0
_SEVERAL = 6
_MOST_WORDS = 4
# A word with less rarity than this is said in one of four hundred sentences, whatever the matter.
_EVERYDAY = 6.0
_NO_REASON = FUNCTION_WORDS | DECLARING | set(map(fold, ("inside", "outside", "nothing")))
_NOBODY: frozenset[str] = frozenset()
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Words that name nothing by themselves, whatever they weigh: "dealing", "recognised", "closer".
_WEAK_ENDINGS = ("ing", "ed", "er", "ly", "nt")


@dataclass(frozen=True, eq=False)
class ClauseWords:
    """A declaration's clauses; ``weights`` are those of its terms, ``seen`` what capitals tell,
    ``idf`` how rare terms are in unrelated speech, where that is known.
    """

    document: Document
    outline: Declaration
    weights: Mapping[str, float]
    seen: Capitals
    idf: Callable[[str], float] | None = None
    _names: dict[str, list[Named]] = field(default_factory=dict)
    _telling_few: dict[tuple[str, ...], bool] = field(default_factory=dict)

    def name(self, clause: str) -> str:
        """Return a clause's number (its id where none is printed) and label."""
        found = self._clauses[clause]
        label = f" (“{found.label}”)" if found.label else ""
        return f"clause {found.number or found.id}{label}"

    def names(self, clause: str) -> list[Named]:
        """Return what the clause names and few others do: names first, then dates and numbers."""
        if clause not in self._names:
            self._names[clause] = self._few_name(clause)
        return self._names[clause]

    def _few_name(self, clause: str) -> list[Named]:
        found: dict[frozenset[str], Named] = {}
        for each in self._named[clause]:
            known = found.get(frozenset(each.terms))
            if self.tells(each.terms) and (known is None or len(each.phrase) > len(known.phrase)):
                found[frozenset(each.terms)] = each
        return sorted(found.values(), key=lambda each: each.kind in ("date", "number"))

    def tells(self, said: Sequence[str]) -> bool:
        """Return whether few enough clauses say these terms together that they set one apart."""
        key = tuple(said)
        if key not in self._telling_few:
            saying = [self._saying.get(term, _NOBODY) for term in key]
            often = len(frozenset.intersection(*saying)) if saying else len(self._clauses)
            self._telling_few[key] = often <= self._few
        return self._telling_few[key]

    def label_parts(self, clause: str) -> list[str]:
        """Return the phrases of several words in a clause's label, as the clause has them."""
        found = self._clauses[clause]
        whole, parts = found.words(self.document.text), []
        for part in found.label.split(", "):
            pattern = r"\W+".join(map(re.escape, _WORD.findall(part)))
            at = re.search(pattern, whole, re.IGNORECASE) if pattern else None
            if at and len(at[0].split()) > 1 and set(terms(at[0])) - _NO_REASON:
                parts.append(self._in_mid_sentence(at[0]))
        return parts

    def said_share(self, phrase: str, said: AbstractSet[str]) -> float:
        """Return how much of a phrase's weight is among the terms ``said``, from 0 to 1."""
        weight = {term: max(self.weights.get(term, 0.0), 0.01) for term in terms(phrase)}
        found = sum(value for term, value in weight.items() if term in said)
        return found / (sum(weight.values()) or 1.0)

    def phrases(self, sentence: Span, wanted: Callable[[str], bool]) -> list[str]:
        """Return runs of a clause sentence's telling words that are ``wanted``, part by part of
        hyphenated ones: first those that tell what is meant, then those that weigh most.
        """
        text = sentence.of(self.document.text)
        found: list[tuple[float, int, str]] = []
        run: list[re.Match[str]] = []
        for word in _WORD.finditer(text):
            parts = words(word[0])
            if not any(self._telling(fold(part)) for part in parts) or not all(map(wanted, parts)):
                continue
            joins = run and not text[run[-1].end() : word.start()].strip("- ")
            if run and not (joins and len(run) < _MOST_WORDS):
                found.append(self._run(text, run))
                run = []
            run.append(word)
        if run:
            found.append(self._run(text, run))
        kept = [said for _, _, said in sorted(found)]
        return sorted(kept, key=lambda said: not self.tells_what(said))

    def tells_what(self, phrase: str) -> bool:
        """Return whether a phrase by itself tells what is meant: one everyday word does not."""
        if len(said := terms(phrase)) > 1:
            return True
        everyday = self.idf is not None and self.idf(said[0]) < _EVERYDAY
        return not everyday and not phrase.endswith(_WEAK_ENDINGS)

    def _run(self, text: str, run: list[re.Match[str]]) -> tuple[float, int, str]:
        said = [term for word in run for term in terms(word[0])]
        start = run[0].start()
        phrase = self._in_mid_sentence(text[start : run[-1].end()])
        return -sum(self.weights.get(term, 0.0) for term in said), start, phrase

    def _in_mid_sentence(self, phrase: str) -> str:
        """Return a phrase on one line as it is written where it does not begin a sentence."""
        line = " ".join(phrase.split())
        first = line.split()[0]
        begins_small = first[1:].islower() and fold(first) not in self.seen.inside
        return line[0].lower() + line[1:] if begins_small else line

    def _telling(self, term: str) -> bool:
        weighs = self.weights.get(term, 0.0) >= self._enough and len(term) > 1
        return weighs and term not in _NO_REASON and not term.isdigit()

    # --- worked out once -------------------------------------------------------------------

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.outline.clauses}

    @cached_property
    def _saying(self) -> dict[str, frozenset[str]]:
        """The clauses that say each term."""
        found: dict[str, set[str]] = {}
        for key, clause in self._clauses.items():
            for term in terms(clause.words(self.document.text)):
                found.setdefault(term, set()).add(key)
        return {term: frozenset(clauses) for term, clauses in found.items()}

    @cached_property
    def _enough(self) -> float:
        # In a short declaration no word can weigh much: half of what its rarest weigh will do.
        return min(_TELLING, max(self.weights.values(), default=0.0) / 2.0)

    @cached_property
    def _few(self) -> float:
        least = 1.0 if len(self._clauses) < _SEVERAL else 2.0
        return max(least, len(self._clauses) / _ONE_IN)

    @cached_property
    def _named(self) -> dict[str, tuple[Named, ...]]:
        """The named things of each clause, names that many clauses share cut off longer ones."""
        first = {key: self._things(clause) for key, clause in self._clauses.items()}
        keys = [{name_key(each.text.removeprefix("the ")) for each in f} for f in first.values()]
        often = Counter(key for found in keys for key in found)
        shared = frozenset(key for key, clauses in often.items() if clauses > self._few)
        longer = {
            key: self._things(self._clauses[key], shared)
            for key, found in first.items()
            if any(len(each.terms) > 2 for each in found)
        }
        return first | longer

    def _things(self, clause: Clause, shared: AbstractSet[str] = frozenset()) -> tuple[Named, ...]:
        return named_things(self.document.text, self.seen, clause.span, shared)
