"""What a cross-encoder's numbers mean: its labels decide.

- One label: the score of a reranker, through the logistic function. From 0.9 on the texts are on
  one issue, which is ``implied``: a score cannot tell that the passage is about what the clause
  provides. Below that, ``unsure``, never ``none``: a low score says that the passage would be no
  good find for the clause, not that it is about something else.
- Entailment, neutral, contradiction (natural language inference, the passage as premise and the
  clause as hypothesis): entailment at even chances is ``explicit``; contradiction is ``implied``,
  for to deny is to speak to it; all else is ``unsure``, never ``none``: a question entails nothing,
  and is neutral even where it asks about the very clause.
- The rubric's own words as labels (explicit, implied, none, with or without unsure): as they say.
  Only such a model can tell absence.

The bar of a score is stated, not fitted; the model's number shows in the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.opinions import Opinion
from pressgap.core.model import Relation
from pressgap.errors import ModelUnavailable

VERSION = "labels-1"
_RELATED = 0.9
_EVEN = 0.5
_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_INFERENCE: Mapping[str, Relation] = {
    "entailment": "explicit",
    "contradiction": "implied",
    "neutral": "unsure",
}
_RANK: tuple[Relation, ...] = ("none", "unsure", "implied", "explicit")


def is_inference(labels: Sequence[str]) -> bool:
    """Return whether the model reads a premise and a hypothesis: the passage comes first then."""
    return sorted(label.lower() for label in labels) == sorted(_INFERENCE)


def check_labels(labels: Sequence[str]) -> None:
    """Raise ``ModelUnavailable`` for labels whose meaning is not known."""
    if len(labels) > 1 and _meanings(labels) is None:
        raise ModelUnavailable(
            f"the judge's model has the labels {', '.join(labels)}, whose meaning is not known: "
            "set judge_model to a cross-encoder with one score, with entailment, neutral and "
            "contradiction, or with explicit, implied and none"
        )


def opinion_of(labels: Sequence[str], logits: NDArray[np.float64]) -> Opinion:
    """Return the opinion in the model's numbers on one pair, shape (labels,)."""
    meanings = _meanings(labels)
    if meanings is None:
        return _of_score(1.0 / (1.0 + float(np.exp(-np.clip(logits[0], -30.0, 30.0)))))
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    best = int(shares.argmax())
    share = round(float(shares[best]), 3)
    relation = meanings[best] if share >= _EVEN else "unsure"
    return Opinion(relation, share, f"The model says {labels[best].lower()} ({share:.3f}).")


def best_of(opinions: Sequence[Opinion]) -> Opinion:
    """Return the opinion on the best of a passage's parts: related before unsure before none."""
    best = max(opinions, key=lambda o: (_RANK.index(o.relation), o.probability))
    if len(opinions) == 1:
        return best
    # That no part is related is as sure as the least sure of them.
    sure = min(o.probability for o in opinions) if best.relation == "none" else best.probability
    reason = f"{best.reason} The passage was read in {len(opinions)} parts."
    return Opinion(best.relation, sure, reason)


def _of_score(score: float) -> Opinion:
    score = round(score, 3)
    relation: Relation = "implied" if score >= _RELATED else "unsure"
    return Opinion(relation, score, f"The model scores the pair {score:.3f} of 1.")


def _meanings(labels: Sequence[str]) -> list[Relation] | None:
    """Return what each label means; None for a single score, and for labels that are not known."""
    named = [label.lower() for label in labels]
    if is_inference(labels):
        return [_INFERENCE[label] for label in named]
    known = [relation for label in named for relation in _RELATIONS if relation == label]
    if len(known) == len(named) and {"explicit", "implied", "none"} <= set(known):
        return known
    return None
