"""What the views work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

if TYPE_CHECKING:
    from pressgap.wiring import Parts

_KEY = "pressgap"


def attach(app: Flask, parts: Parts) -> None:
    """Give the app its parts."""
    app.extensions[_KEY] = parts


def parts() -> Parts:
    """Return the parts of the current app."""
    return cast("Parts", current_app.extensions[_KEY])
