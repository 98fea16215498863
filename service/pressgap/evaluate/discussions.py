"""A folder of QMSum: where is a topic or question discussed, and is it raised at all?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.evaluate.floor import Floor, best_turns
from pressgap.evaluate.measures import Measure, Progress, Result, sample
from pressgap.evaluate.meetings import Query
from pressgap.evaluate.metrics import Floats, mean, ndcg, ranked_precision, ranks, share_within
from pressgap.evaluate.raised import Probe, Trials, raised_measures
from pressgap.evaluate.speech import Speech
from pressgap.library import Library

FIRST = 10
ROOM = 3000
_MEASURED = (
    ("map", "MAP"),
    (f"ndcg{FIRST}", f"nDCG@{FIRST}"),
    ("recall3000", f"utterance recall at {ROOM:,} words"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """One query: MAP, nDCG and recall of our ranking, and of the floor's."""

    home: int
    topic: bool
    ours: tuple[float, ...]
    floor: tuple[float, ...]


def discussions(
    title: str, speeches: Sequence[Speech], library: Library, progress: Progress
) -> Result:
    """Measure topics and questions of these meetings, as the library ranks "discussion".

    The utterance recall is the share of a query's labelled turns among those taken whole, best
    first, until the next would go beyond 3,000 words.
    """
    floor = Floor(library)
    found = [
        each for home, speech in enumerate(speeches) for each in _rank(home, speech, library, floor)
    ]
    probes = [
        Probe(query.text, home, query.turns)
        for home, speech in enumerate(speeches)
        for query in (*speech.meeting.topics, *speech.meeting.questions)
    ]
    held = Trials(speeches, library, floor, "discussion").of(probes, progress)
    topics, questions = ([each for each in found if each.topic is way] for way in (True, False))
    measures = [
        *_measures("topics", "topic → turns", topics),
        *_measures("questions", "question → turns", questions),
        *_measures("queries", "topics and questions", found)[-1:],
        *raised_measures("raised", "topics and questions", held),
    ]
    drawn = sample([each.home for each in found], "queries", "meetings")
    return Result(title, "qmsum", len(speeches), drawn.resampled, tuple(measures))


def _rank(home: int, speech: Speech, library: Library, cosine: Floor) -> Iterator[_Found]:
    topics, questions = speech.meeting.topics, speech.meeting.questions
    queries = [*topics, *questions]
    if not queries:
        return
    texts = [query.text for query in queries]
    ranked = library.ranked_all(texts, speech.embedded, "discussion")
    floors = best_turns(cosine.rows(texts), speech.embedded)
    for place, (query, ours, floor) in enumerate(zip(queries, ranked, floors, strict=True)):
        yield _Found(
            home,
            place < len(topics),
            _scored(query, speech, ours.turns),
            _scored(query, speech, floor),
        )


def _scored(query: Query, speech: Speech, turns: Floats) -> tuple[float, ...]:
    scores = speech.of_labelled(turns)
    wanted: NDArray[np.bool_] = np.isin(np.arange(len(scores)), list(query.turns))
    found = ranks(scores, wanted)
    return (
        ranked_precision(found, len(found)),
        ndcg(found, len(found), FIRST),
        share_within(scores, wanted, speech.words(), ROOM),
    )


def _measures(name: str, what: str, found: Sequence[_Found]) -> list[Measure]:
    drawn = sample([each.home for each in found], "queries", "meetings")
    count = f"{len(found)} in {len({each.home for each in found})} meetings"
    return [
        drawn.measure(
            f"{name}.{key}",
            f"{what}: {said}",
            mean([each.ours[place] for each in found]),
            count,
            mean([each.floor[place] for each in found]),
        )
        for place, (key, said) in enumerate(_MEASURED)
    ]
