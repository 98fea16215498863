"""The numbers behind a verdict: coefficients and bars, fitted elsewhere, read from one file."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.agenda import AGENDA
from pressgap.core.matching.align import FEATURES, Fallback
from pressgap.errors import BadSettings

FORMAT = 2
RAISED = ("either", "nearest", "length", "mentioned", "key_asked")
EXPLICIT = ("apart", "coverage", "returned", "lead")
_LEAST = 1e-4  # keeps log-odds finite


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic function of named features."""

    intercept: float
    coefficients: tuple[float, ...]

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return probabilities of (..., features) values, rounded to three decimals."""
        logits = features @ np.array(self.coefficients) + self.intercept
        found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0)))
        return found.round(3)

    def shifted(self, odds: float) -> Logistic:
        """Return the function with ``odds`` (log-odds) added to whatever it says."""
        return Logistic(self.intercept + odds, self.coefficients)


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """How pairs become probabilities and probabilities verdicts.

    Question and answer count by their best sentence; ``raised`` makes of both and of
    ``raised_signals`` how likely the clause is raised at all.
    A clause is asked at ``asked_bar``, answered at ``answered_bar`` (at half of it where all signs
    together put it over ``raised_bar``), not raised where the probability that it was raised is at
    most ``not_raised_bar``; between the bars it is unsure.
    A match is explicit where the probability of ``explicit`` reaches ``explicit_bar``. A question
    is on the declaration at ``on_bar`` of the probability that it is, and off it at ``off_bar``.
    ``sha256`` is of the file it came from.
    """

    name: str
    sha256: str
    coverage_weight: float
    asked: Logistic
    answered: Logistic
    raised: Logistic
    explicit: Logistic
    on_declaration: Logistic
    asked_bar: float
    answered_bar: float
    raised_bar: float
    not_raised_bar: float
    explicit_bar: float
    on_bar: float
    off_bar: float
    raised_share: float
    fallback: Fallback

    def enough_answered(self, raised: float) -> float:
        """Return what an answer has to reach by itself for a clause raised with this probability.

        What is surely raised, and in no question, is in an answer: half will do.
        """
        return self.answered_bar / 2.0 if raised >= self.raised_bar else self.answered_bar

    def expecting(self, raised_share: float) -> VerdictModel:
        """Return the model for declarations of whose clauses this share is raised.

        Probabilities hold at the share they were fitted at; at another one the same evidence means
        more or less, by as much as the log-odds of the shares differ (prior correction; Saerens,
        Latinne and Decaestecker 2002). The bars stay: they are probabilities.
        """
        odds = _log_odds(raised_share) - _log_odds(self.raised_share)
        # What `raised` is told by the other two has moved already.
        rest = odds * (1.0 - self.raised.coefficients[RAISED.index("either")])
        return replace(
            self,
            asked=self.asked.shifted(odds),
            answered=self.answered.shifted(odds),
            raised=self.raised.shifted(rest),
        )

    @classmethod
    def from_json(cls, values: Mapping[str, Any], sha256: str = "") -> VerdictModel:
        """Return the model a data file holds; ``BadSettings`` says what is wrong with it."""
        try:
            if values["format"] != FORMAT or tuple(values["features"]) != FEATURES:
                raise BadSettings(
                    f"the verdict model is of format {values['format']!r} with the features "
                    f"{', '.join(values['features'])}; this version reads format {FORMAT} with "
                    f"{', '.join(FEATURES)}: run `pressgap fit` to make one"
                )
            bars = values["bars"]
            return cls(
                name=str(values["name"]),
                sha256=sha256,
                coverage_weight=float(values["coverage_weight"]),
                asked=_logistic(values, "asked", FEATURES),
                answered=_logistic(values, "answered", FEATURES),
                raised=_logistic(values, "clause_raised", RAISED),
                explicit=_logistic(values, "explicit", EXPLICIT),
                on_declaration=_logistic(values, "on_declaration", AGENDA),
                asked_bar=float(bars["asked"]),
                answered_bar=float(bars["answered"]),
                raised_bar=float(bars["raised"]),
                not_raised_bar=float(bars["not_raised"]),
                explicit_bar=float(bars["explicit"]),
                on_bar=float(bars["on_declaration"]),
                off_bar=float(bars["off_declaration"]),
                raised_share=float(values["raised_share"]),
                fallback=Fallback(**{key: float(v) for key, v in values["fallback"].items()}),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadSettings(f"the verdict model cannot be read: {error!r}") from error


def _log_odds(share: float) -> float:
    return math.log(share / (1.0 - share))


def raised_signals(
    asked: float, answered: float, nearest: float, words: int, mentioned: float, key_asked: float
) -> NDArray[np.float64]:
    """Return (len(RAISED),) of a clause: the log-odds that question or answer raises it, the
    cosine of the ``nearest`` sentence, how many ``words`` it has (a long one holds more that could
    be touched), and whether its salient words are said (`core.matching.salience`).
    """
    neither = min(max((1.0 - asked) * (1.0 - answered), _LEAST), 1.0 - _LEAST)
    either = _log_odds(1.0 - neither)
    return np.array([either, nearest, math.log1p(words), mentioned, key_asked])


def _logistic(values: Mapping[str, Any], part: str, names: Sequence[str]) -> Logistic:
    function = values[part]
    coefficients = function["coefficients"]
    missing = [name for name in names if name not in coefficients]
    if missing:
        raise BadSettings(
            f"the verdict model's {part} has no coefficient of {', '.join(missing)}: another "
            "version made it; run `pressgap fit --train DIR --out FOLDER` to make a new one"
        )
    return Logistic(float(function["intercept"]), tuple(float(coefficients[n]) for n in names))
