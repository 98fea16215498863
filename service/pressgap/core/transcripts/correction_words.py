"""Corrections in plain words."""

from __future__ import annotations

from pressgap.core.correction import Correction
from pressgap.core.text.places import Places


def described(places: Places, correction: Correction) -> str:
    """Return what a correction says, with line numbers of the text it is about."""
    line = _line(places, correction.at)
    who, value = _who(places, correction.label, correction.at), repr(correction.value)
    match correction.kind:
        case "role":
            return f"{who} has the role {correction.value}"
        case "principal":
            return f"{who} is the principal"
        case "name":
            return f"{who} is called {value}"
        case "outlet":
            return f"{who} speaks for {'no outlet' if correction.value is None else value}"
        case "merge":
            return f"{who} is the same person as {_into(places, correction)}"
        case "split":
            return _split(places, correction)
        case "turn":
            return f"{line} begins a turn of {value}"
        case "not_a_turn":
            return f"{line} begins no turn"
        case "nobody":
            return f"what begins at {line} is nobody's words"
        case "first_line":
            return f"the speech begins with {line}"
        case "last_line":
            return f"the speech ends with {line}"


def misfit_warning(text: str, correction: Correction) -> str:
    """Return the warning about a correction that nothing in a text fits."""
    return (
        f"the correction that {described(Places(text), correction)} fits nothing here and is "
        "passed over"
    )


def _split(places: Places, correction: Correction) -> str:
    what = repr(correction.label)
    if correction.at is not None:
        what = f"the turn at {_line(places, correction.at)}"
    if correction.into is not None or correction.into_at is not None:
        return f"{what} is said by {_into(places, correction)}"
    if correction.value is not None:
        return f"{what} is said by somebody called {correction.value!r}"
    return f"{what} is said by a speaker of its own"


def _into(places: Places, correction: Correction) -> str:
    return _who(places, correction.into, correction.into_at)


def _who(places: Places, label: str | None, at: int | None) -> str:
    return f"whoever speaks at {_line(places, at)}" if at is not None else repr(label)


def _line(places: Places, at: int | None) -> str:
    if at is None or not 0 <= at <= len(places.text):
        return "a place outside the text"
    return f"line {places.line(at)}"
