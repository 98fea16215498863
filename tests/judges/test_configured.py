"""Settings → parts: what a judge needs is asked for by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pressgap import wiring
from pressgap.encoder import identify
from pressgap.errors import BadSettings, ModelUnavailable
from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts
from tests.cli.conftest import CONFERENCE, DECLARATION
from tests.fakes import STATEMENT_MODEL, FakeEncoder
from tests.second_opinions.parts import add

URL = "http://127.0.0.1:1/v1"


@pytest.fixture
def identified(monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedding model is a fake; any other name is looked for as ever."""
    fake = FakeEncoder()
    named = {"fake": (fake.name, fake.sha256)}
    monkeypatch.setattr(wiring, "identify", lambda name: named.get(name) or identify(name))
    monkeypatch.setattr(wiring, "open_encoder", lambda model, threads: fake)
    monkeypatch.setattr(wiring, "load_statement_model", lambda file: STATEMENT_MODEL)


def opened(folder: Path, **settings: Any) -> Parts:
    return open_parts(Settings(data_dir=folder, model="fake", **settings))


@pytest.mark.parametrize(
    ("settings", "needed"),
    [
        ({"judge": "chat", "judge_url": URL}, "judge_model"),
        ({"judge": "cross-encoder"}, "judge_model"),
        ({"judge": "chat", "judge_model": "ada"}, "judge_url"),
        ({"judge": "chat", "judge_model": "ada", "judge_url": "ada"}, "judge_url"),
    ],
)
@pytest.mark.usefixtures("identified")
def test_what_a_judge_lacks_is_named_at_once(
    tmp_path: Path, settings: dict[str, str], needed: str
) -> None:
    with pytest.raises(BadSettings, match=needed):
        opened(tmp_path, **settings)


@pytest.mark.usefixtures("identified")
def test_an_address_without_a_judge_asks_nobody(tmp_path: Path) -> None:
    parts = opened(tmp_path, judge_url=URL, judge_model="ada")
    ids = add(parts, "declaration", DECLARATION), add(parts, "transcript", CONFERENCE)
    report = parts.comparer.compare(ids[0], [ids[1]])
    assert report.manifest.judge is None
    assert not any("sent" in warning for warning in report.warnings)
    parts.close()


@pytest.mark.usefixtures("identified")
def test_a_judge_that_is_not_there_costs_nothing_but_its_opinions(tmp_path: Path) -> None:
    parts = opened(tmp_path, judge="chat", judge_url=URL, judge_model="ada", judge_timeout=1)
    ids = add(parts, "declaration", DECLARATION), add(parts, "transcript", CONFERENCE)
    report = parts.comparer.compare(ids[0], [ids[1]])
    judge = report.manifest.judge
    assert judge is not None
    assert judge.pairs == judge.failed > 0
    assert any("it cannot be reached" in warning for warning in report.warnings)
    assert not any("were sent" in warning for warning in report.warnings)
    parts.close()


@pytest.mark.usefixtures("identified")
def test_a_judges_model_that_is_not_there_is_told_by_its_own_setting(tmp_path: Path) -> None:
    missing = str(tmp_path / "no-model")
    parts = opened(tmp_path / "state", judge="cross-encoder", judge_model=missing)
    ids = add(parts, "declaration", DECLARATION), add(parts, "transcript", CONFERENCE)
    with pytest.raises(ModelUnavailable, match=r"no-model.*set judge_model") as told:
        parts.comparer.compare(ids[0], [ids[1]])
    assert "PRESSGAP_MODEL" not in str(told.value)
    parts.close()
