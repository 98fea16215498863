"""The numbers behind a verdict: coefficients and bars, fitted elsewhere, read from one file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import FEATURES, Fallback
from pressgap.errors import BadSettings

FORMAT = 1
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


@dataclass(frozen=True, slots=True)
class Pool:
    """Several sentences of an answer on one matter make it likelier that it speaks to it.

    The ``count`` likeliest sentences of a block are taken together as if each were a chance of
    its own (noisy or); as they are not independent, the log-odds are calibrated anew.
    """

    count: int
    intercept: float
    slope: float

    def odds(self, probabilities: NDArray[np.float64]) -> float:
        """Return the log-odds that any of the likeliest ``probabilities`` (n,) holds."""
        likeliest = np.sort(probabilities)[-self.count :]
        none = float(np.prod(1.0 - np.clip(likeliest, _LEAST, 1.0 - _LEAST)))
        return math.log((1.0 - none) / none)

    def probability(self, probabilities: NDArray[np.float64]) -> float:
        """Return the calibrated probability, rounded to three decimals."""
        return round(
            1.0 / (1.0 + math.exp(-(self.intercept + self.slope * self.odds(probabilities)))), 3
        )


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """How pairs become probabilities and probabilities verdicts.

    A question counts by its best sentence, an answer by ``answered_pool`` of a block's.
    A clause is asked at ``asked_bar``, answered at ``answered_bar``, not raised where the
    probability that it was raised is at most ``not_raised_bar``; between the bars it is unsure.
    A match is explicit from ``explicit_coverage`` of the clause sentence's weight on.
    ``sha256`` is of the file it came from.
    """

    name: str
    sha256: str
    coverage_weight: float
    asked: Logistic
    answered: Logistic
    answered_pool: Pool
    asked_bar: float
    answered_bar: float
    not_raised_bar: float
    explicit_coverage: float
    fallback: Fallback

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
                asked=_logistic(values["asked"]),
                answered=_logistic(values["answered"]),
                answered_pool=Pool(
                    int(values["answered"]["pool"]["count"]),
                    float(values["answered"]["pool"]["intercept"]),
                    float(values["answered"]["pool"]["slope"]),
                ),
                asked_bar=float(bars["asked"]),
                answered_bar=float(bars["answered"]),
                not_raised_bar=float(bars["not_raised"]),
                explicit_coverage=float(bars["explicit_coverage"]),
                fallback=Fallback(**{key: float(v) for key, v in values["fallback"].items()}),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadSettings(f"the verdict model cannot be read: {error!r}") from error


def _logistic(values: Mapping[str, Any]) -> Logistic:
    coefficients = values["coefficients"]
    return Logistic(
        float(values["intercept"]), tuple(float(coefficients[name]) for name in FEATURES)
    )
