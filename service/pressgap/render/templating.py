"""The templates of what is rendered here: whatever comes from a document is escaped."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment() -> Environment:
    """Return the templates; a name that a template does not know is an error."""
    return Environment(
        loader=PackageLoader("pressgap.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
