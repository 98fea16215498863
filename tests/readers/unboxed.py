"""Readers run in the tests' own process: the same text, without the second a process takes."""

from __future__ import annotations

import importlib

import pytest

from pressgap.readers import reading
from pressgap.readers.extracted import Extracted


def unbox(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(module: str, data: bytes, what: str, max_chars: int) -> Extracted:
        found: Extracted = importlib.import_module(module).extract(data, what)
        return found

    monkeypatch.setattr(reading, "read_boxed", extract)
