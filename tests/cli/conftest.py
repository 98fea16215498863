"""The command line on a library in a folder of its own, with an encoder that needs no model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pressgap import wiring
from pressgap.cli import main
from tests.fakes import STATEMENT_MODEL, FakeEncoder

DECLARATION = """# Budget of the town

1. The council finances the harbour tunnel from the reserve fund.

2. Night buses run on every weekday from March until October.

3. School meals are free of charge for the first four years.

4. The flood wall at the old mill is raised by one metre.
"""
CONFERENCE = """Mayor Lund: Good morning. School meals are free of charge for the first four years.

Question: Rosa Diaz, Harbour Post. Will the council finance the harbour tunnel from the reserve?

Mayor Lund: Yes, the reserve fund pays for the harbour tunnel. Thank you.

Question: Jan Brook, Evening Mail. Will you run for mayor again next year?

Mayor Lund: Ask me again next year. I have not decided anything about that yet.
"""

Run = Callable[..., Result]


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> FakeEncoder:
    fake = FakeEncoder()
    monkeypatch.setattr(wiring, "identify", lambda model: (fake.name, fake.sha256))
    monkeypatch.setattr(wiring, "open_encoder", lambda model, threads: fake)
    monkeypatch.setattr(wiring, "load_statement_model", lambda file: STATEMENT_MODEL)
    return fake


@pytest.fixture
def run(tmp_path: Path, encoder: FakeEncoder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``pressgap`` with these arguments, in a folder that holds both texts as files."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "budget.md").write_text(DECLARATION, encoding="utf-8")
    (folder / "conference.txt").write_text(CONFERENCE, encoding="utf-8")
    monkeypatch.chdir(folder)
    state = tmp_path / "state"

    def invoke(*arguments: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["--data-dir", str(state), *arguments], input=given)

    return invoke
