"""``pressgap compare`` with a judge: a chat endpoint, and a cross-encoder made here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pressgap import wiring
from pressgap.encoder import identify
from tests.cli.conftest import Run
from tests.judges.server import Seen, chat_server, failing, opinion
from tests.judges.tiny_cross_encoder import make_cross_encoder

COMPARE = ("compare", "budget.md", "conference.txt", "--format", "json")


def report(run: Run) -> dict[str, Any]:
    done = run(*COMPARE)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_chat_endpoint_is_asked_once_and_named(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def model(seen: Seen) -> Any:
        return opinion("implied" if "run for mayor" in seen.prompt else "none")

    monkeypatch.setenv("PRESSGAP_JUDGE", "chat")
    monkeypatch.setenv("PRESSGAP_JUDGE_MODEL", "tiny-chat")
    monkeypatch.setenv("PRESSGAP_JUDGE_API_KEY", "sk-secret")
    with chat_server(model) as server:
        monkeypatch.setenv("PRESSGAP_JUDGE_URL", server.url)
        first = report(run)
        asked = len(server.seen)
        assert report(run) == first
        assert len(server.seen) == asked > 0
        assert f"sent to a local server at {server.url}" in " ".join(first["warnings"])
    judge = first["manifest"]["judge"]
    assert (judge["model"], judge["kind"], judge["asked"]) == ("tiny-chat", "chat", asked)
    assert any(clause["before_judge"] for clause in first["clauses"])
    kept = (tmp_path / "state" / "library.db").read_bytes()
    assert b"sk-secret" not in json.dumps(first).encode() + kept


def test_a_refused_key_is_a_warning_without_the_key(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_JUDGE", "chat")
    monkeypatch.setenv("PRESSGAP_JUDGE_MODEL", "tiny-chat")
    monkeypatch.setenv("PRESSGAP_JUDGE_API_KEY", "sk-secret")
    with chat_server(lambda _: failing(401)) as server:
        monkeypatch.setenv("PRESSGAP_JUDGE_URL", server.url)
        done = run("--debug", *COMPARE)
    assert done.exit_code == 0
    assert "PRESSGAP_JUDGE_API_KEY set and right" in done.stdout
    assert "sk-secret" not in done.output


def test_a_cross_encoder_is_opened_and_named_by_its_weights(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = make_cross_encoder(tmp_path / "little-judge", ["none", "implied", "explicit"])
    monkeypatch.setattr(wiring, "_identify_judge", identify)
    monkeypatch.setenv("PRESSGAP_JUDGE", "cross-encoder")
    monkeypatch.setenv("PRESSGAP_JUDGE_MODEL", str(folder))
    found = report(run)
    judge = found["manifest"]["judge"]
    assert (judge["name"], judge["sha256"]) == ("little-judge", identify(str(folder))[1])
    assert judge["pairs"] == judge["asked"] > 0
    assert not any("sent" in warning for warning in found["warnings"])
