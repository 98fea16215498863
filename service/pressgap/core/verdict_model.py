"""The numbers behind a verdict: coefficients and bars, fitted elsewhere, read from one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import FEATURES, Fallback
from pressgap.errors import BadSettings

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic function of named features."""

    intercept: float
    coefficients: tuple[float, ...]

    def probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return probabilities of (..., features) values, rounded to three decimals."""
        logits = features @ np.array(self.coefficients) + self.intercept
        return np.round(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))), 3)


@dataclass(frozen=True, slots=True)
class VerdictModel:
    """How pairs become probabilities and probabilities verdicts.

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
