"""The documentation page: Swagger UI from its package, started by a script of our own.

No inline script and nothing from elsewhere, so the page works offline under a strict policy.
"""

from __future__ import annotations

from importlib.resources import files

from flask import Blueprint, Response, render_template, send_from_directory
from werkzeug.exceptions import NotFound

ASSETS = frozenset({"swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

pages = Blueprint("pages", __name__)


@pages.get("/docs")
def docs() -> Response:
    """Show the documentation of the API."""
    page = Response(render_template("docs.html"))
    page.headers["Content-Security-Policy"] = POLICY
    return page


@pages.get("/docs/<path:asset>")
def assets(asset: str) -> Response:
    """Return a file of Swagger UI."""
    if asset not in ASSETS:
        raise NotFound(f"no file {asset!r} belongs to the documentation page")
    return send_from_directory(str(files("flask_swagger_ui") / "dist"), asset, max_age=86_400)
