"""The bundled sample: a declaration and a press conference that every installation has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from pressgap.core.model import Kind
from pressgap.library.reading import NewDocument

_KINDS: tuple[Kind, ...] = ("declaration", "transcript")


def sample() -> Iterator[NewDocument]:
    """Yield the declaration, then the transcript, ready to be added."""
    folder = files("pressgap") / "samples" / "astana-2024"
    facts = tomllib.loads((folder / "sample.toml").read_text(encoding="utf-8"))
    for kind in _KINDS:
        about = facts[kind]
        data = (folder / about.pop("file")).read_bytes()
        yield NewDocument(kind=kind, text=data.decode("utf-8"), data=data, **about)
