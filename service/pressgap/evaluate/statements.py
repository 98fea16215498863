"""A folder of ExplainMeetSum: who said this, in which sentence, and did anybody?

Statements are the summaries' sentences; their gold turns and sentences are those marked central
(CES). A statement with peripheral support only (PES) is left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pressgap.core.model import Passage, Span
from pressgap.evaluate.floor import Floor, best_turns, sentences
from pressgap.evaluate.measures import Measure, Progress, Result, sample
from pressgap.evaluate.meetings import Statement
from pressgap.evaluate.metrics import Floats, mean, ranked_precision, ranks, reciprocal_rank
from pressgap.evaluate.raised import Probe, Trials, raised_measures
from pressgap.evaluate.speech import Speech, overlap
from pressgap.library import Library

FIRST = 5
_MEASURED = (("mrr", "MRR"), ("map", "MAP"), (f"has{FIRST}", f"Has@{FIRST}"))
# A sentence of ours is a marked one when at least half of it is marked; splitters differ.
_LEAST_MARKED = 0.5

Scores = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """One statement: MRR, MAP and Has@5 of turns and of sentences, ours and the floor's."""

    home: int
    turns: Scores
    turns_floor: Scores
    sentences: Scores | None
    sentences_floor: Scores | None


def statements(
    title: str,
    speeches: Sequence[Speech],
    given: Sequence[Sequence[Statement]],
    library: Library,
    progress: Progress,
) -> Result:
    """Measure the statements ``given`` of each meeting, as the library ranks "statement"."""
    floor = Floor(library)
    kept = [
        [each for each in some if each.central and max(each.near) < len(speech.said)]
        for speech, some in zip(speeches, given, strict=True)
    ]
    found = [
        each
        for home, (speech, some) in enumerate(zip(speeches, kept, strict=True))
        for each in _rank(home, speech, some, library, floor)
    ]
    probes = [Probe(each.text, home, each.near) for home, some in enumerate(kept) for each in some]
    held = Trials(speeches, library, floor, "statement").of(probes, progress)
    within = [each for each in found if each.sentences is not None]
    left = sum(map(len, given)) - len(found)
    return Result(
        title,
        "explainmeetsum",
        len(speeches),
        sample([each.home for each in found], "statements", "meetings").resampled,
        (
            *_measures("turns", "statement → turn", found),
            *_measures("sentences", "statement → sentence", within),
            *raised_measures("supported", "statements", held),
        ),
        notes=(
            f"statements left out, without a central sentence in these turns: {left}; "
            f"with one that is not found in the transcript: {len(found) - len(within)}",
        ),
    )


def _rank(
    home: int, speech: Speech, given: Sequence[Statement], library: Library, floor: Floor
) -> Iterator[_Found]:
    if not given:
        return
    texts = [each.text for each in given]
    ranked = library.ranked_all(texts, speech.embedded, "statement")
    rows = floor.rows(texts)
    turns, (spoken, near) = best_turns(rows, speech.embedded), sentences(rows, speech.embedded)
    for place, (statement, ours) in enumerate(zip(given, ranked, strict=True)):
        wanted = marked(statement, speech)
        yield _Found(
            home,
            _of_turns(statement, speech, ours.turns),
            _of_turns(statement, speech, turns[place]),
            _of_sentences(wanted, ours.sentences, ours.scores) if wanted else None,
            _of_sentences(wanted, spoken, near[place]) if wanted else None,
        )


def _of_turns(statement: Statement, speech: Speech, turns: Floats) -> Scores:
    scores = speech.of_labelled(turns)
    wanted = np.isin(np.arange(len(scores)), list(statement.central))
    return _scored(scores, wanted, len(statement.central))


def _of_sentences(wanted: set[Span], spoken: Sequence[Passage], scores: Floats) -> Scores:
    return _scored(scores, np.array([each.span in wanted for each in spoken], bool), len(wanted))


def _scored(scores: Floats, wanted: np.typing.NDArray[np.bool_], count: int) -> Scores:
    found = ranks(scores, wanted)
    has = bool(len(found)) and int(found[0]) <= FIRST
    return reciprocal_rank(found), ranked_precision(found, count), float(has)


def marked(statement: Statement, speech: Speech) -> set[Span]:
    """Return the spans of the sentence passages that the statement's marks quote.

    A quotation is looked for in its turn by its letters and digits. A sentence is marked when at
    least half of its characters are, or when it holds more of the quotation than any other.
    """
    text = speech.embedded.document.text
    spoken = [p.span for p in speech.embedded.passages if p.level == "sentence"]
    found: set[Span] = set()
    for turn, quotation in statement.sentences:
        place = located(quotation, text, speech.said[turn])
        if place is None:
            continue
        shared = {span: _shared(span, place) for span in spoken if overlap(span, place)}
        most = max(shared.values(), default=0)
        found |= {
            span
            for span, many in shared.items()
            if many == most or many >= _LEAST_MARKED * (span.end - span.start)
        }
    return found


def located(quotation: str, text: str, within: Span) -> Span | None:
    """Return where ``quotation`` stands, by its letters and digits; None where it does not."""
    places = [at for at in range(within.start, within.end) if text[at].isalnum()]
    letters = "".join(text[at].lower()[:1] for at in places)
    wanted = "".join(letter.lower()[:1] for letter in quotation if letter.isalnum())
    at = letters.find(wanted)
    return Span(places[at], places[at + len(wanted) - 1] + 1) if wanted and at >= 0 else None


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _measures(name: str, what: str, found: Sequence[_Found]) -> list[Measure]:
    drawn = sample([each.home for each in found], "statements", "meetings")
    count = f"{len(found)} in {len({each.home for each in found})} meetings"
    return [
        drawn.measure(
            f"{name}.{key}",
            f"{what}: {said}",
            mean([getattr(each, name)[place] for each in found]),
            count,
            mean([getattr(each, f"{name}_floor")[place] for each in found]),
        )
        for place, (key, said) in enumerate(_MEASURED)
    ]
