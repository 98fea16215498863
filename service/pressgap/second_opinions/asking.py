"""Puts pairs to a judge within a budget, and keeps what it says: each pair is put once ever."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pressgap.core.matching.opinions import Judge, Opinion, Pair, Ruling, Undecided
from pressgap.core.report import JudgeRef
from pressgap.errors import ModelUnavailable
from pressgap.store import Store

Progress = Callable[[int, int], None]
"""Called with pairs done and pairs in all."""

_LOG = logging.getLogger(__name__)
_KEPT_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Put:
    """A pair to be put to a judge: the transcript it is from, and its key in the store."""

    transcript: str
    pair: Pair
    key: str


@dataclass(frozen=True, slots=True)
class Answers:
    """Rulings by key; ``known`` are the keys of those that were in the store."""

    rulings: Mapping[str, Ruling]
    known: frozenset[str]


class Asker:
    """One judge and its budget for each comparison. Safe to share between threads."""

    def __init__(self, judge: Judge, store: Store, max_pairs: int, max_seconds: int) -> None:
        """Put at most ``max_pairs`` to ``judge``, and none after ``max_seconds``."""
        self._judge = judge
        self._store = store
        self._max_pairs = max_pairs
        self._max_seconds = max_seconds

    @property
    def ref(self) -> JudgeRef:
        """What names the judge in a manifest; raises ``ModelUnavailable``."""
        return self._judge.ref

    @property
    def settings(self) -> dict[str, object]:
        """The budget, as a manifest names it."""
        return {"judge_max_pairs": self._max_pairs, "judge_max_seconds": self._max_seconds}

    def put(self, transcript: str, pair: Pair) -> Put:
        """Return the pair with its key: the hash of all that decides an opinion on it."""
        ref = self.ref
        who = [ref.kind, ref.model, ref.sha256, ref.address, ref.rubric]
        said = json.dumps([who, asdict(pair)], sort_keys=True, ensure_ascii=False)
        return Put(transcript, pair, hashlib.sha256(said.encode()).hexdigest())

    def ask(
        self,
        declaration: str,
        puts: Sequence[Put],
        keep: bool,
        progress: Progress | None = None,
    ) -> Answers:
        """Return a ruling for each key, from the store or the judge; ``keep`` stores opinions.

        Whatever the judge does, this returns; raises only what the store raises.
        """
        known = self._store.opinions([put.key for put in puts])
        missing = list({put.key: put for put in puts if put.key not in known}.values())
        within, beyond = missing[: self._max_pairs], missing[self._max_pairs :]
        why = f"the budget of {self._max_pairs} pairs is used up (judge_max_pairs)"
        found: dict[str, Ruling] = {**known, **{p.key: Undecided(why, False) for p in beyond}}
        fresh: list[tuple[Put, Opinion]] = []
        try:
            for done, (put, ruling) in enumerate(self._rulings(within), start=1):
                found[put.key] = ruling
                if isinstance(ruling, Opinion):
                    fresh.append((put, ruling))
                if keep and len(fresh) == _KEPT_AT_ONCE:
                    self._keep(declaration, fresh)
                    fresh = []
                if progress is not None:
                    progress(done, len(within))
        finally:  # interrupted or not: what has been said need not be asked for again
            if keep:
                self._keep(declaration, fresh)
        return Answers(found, frozenset(known))

    def _rulings(self, puts: Sequence[Put]) -> Iterator[tuple[Put, Ruling]]:
        """Yield each pair with a ruling, even where the judge breaks down."""
        if not puts:
            return
        done, why = 0, "the judge gave no answer"
        try:
            rulings = self._judge.opinions([put.pair for put in puts], self._max_seconds)
            for put, ruling in zip(puts, rulings, strict=False):
                done += 1
                yield put, ruling
        except ModelUnavailable as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001 - a judge must never cost a comparison
            # Not its message: that may hold anything, a key for one.
            why = f"the judge failed ({type(error).__name__})"
            _LOG.warning(why)
        for put in puts[done:]:
            yield put, Undecided(why)

    def _keep(self, declaration: str, fresh: Iterable[tuple[Put, Opinion]]) -> None:
        by_transcript: dict[str, dict[str, Opinion]] = {}
        for put, opinion in fresh:
            by_transcript.setdefault(put.transcript, {})[put.key] = opinion
        for transcript, opinions in by_transcript.items():
            self._store.add_opinions(declaration, transcript, self.ref.name, opinions)
