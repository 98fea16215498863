"""Is the process alive, and can it work?"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from pressgap import __version__
from pressgap.core.report import ModelRef
from pressgap.web.answers import answer
from pressgap.web.current import parts
from pressgap.web.openapi import Resource


@dataclass(frozen=True, slots=True)
class Alive:
    """The process answers."""

    status: str
    pressgap: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Database and model answer too."""

    status: str
    pressgap: str
    model: ModelRef


health = Resource("health", __name__, description="For whoever watches the server")


@health.route("/healthz")
@health.response(200, "Alive")
def show_health() -> Response:
    """Say that the process is alive."""
    return answer(Alive("ok", __version__))


@health.route("/readyz")
@health.fails(503)
@health.response(200, "Ready")
def show_readiness() -> Response:
    """Say whether the server can work: database reachable, model loaded; 503 where it cannot."""
    library = parts().library
    library.list(limit=1)
    encoder = library.encoder()
    return answer(Ready("ready", __version__, ModelRef(encoder.name, encoder.sha256)))
