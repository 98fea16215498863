"""The server as a process of its own, with the real model."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressgap.client import Client
from pressgap.errors import BadSettings
from pressgap.settings import load_settings
from pressgap.web.serve import serve
from tests.web.texts import DECLARATION, TRANSCRIPT

READY_SECONDS = 120


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PRESSGAP_DATA_DIR": str(tmp_path), "PRESSGAP_PORT": "0"}
    program = "from pressgap.settings import load_settings; from pressgap.web.serve import serve; "
    command = [sys.executable, "-c", program + "serve(load_settings())"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def address(process: subprocess.Popen[str]) -> str:
    """Return where the server listens, from its log; every line of it is JSON."""
    assert process.stderr
    for line in process.stderr:
        message = json.loads(line)["message"]
        if message.startswith("Listening at: "):
            return str(message.split()[2])
    raise AssertionError("the server never listened")


@pytest.mark.model
@pytest.mark.process
def test_the_server_works_and_stops_cleanly(server: subprocess.Popen[str]) -> None:
    with Client(address(server), timeout=READY_SECONDS) as client:
        declaration = client.add_document("declaration", "Budget", DECLARATION).document.id
        conference = client.add_document("transcript", "Press", TRANSCRIPT).document.id
        related = client.search("The reserve fund pays for the harbour tunnel.")
        assert related.passages[0].document in (declaration, conference)
        report = client.compare(declaration, [conference])
        assert report.summary.clauses == 3
    server.send_signal(signal.SIGTERM)
    assert server.wait(60) == 0
    assert server.stderr
    rest = [json.loads(line) for line in server.stderr]
    assert not [line for line in rest if line["level"] in ("ERROR", "CRITICAL")]


def test_a_port_that_is_taken_is_named_before_the_server_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_DATA_DIR", str(tmp_path))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PRESSGAP_PORT", str(port))
        with pytest.raises(BadSettings, match=rf"port {port} on 127\.0\.0\.1 is in use.*--port"):
            serve(load_settings())


def test_an_address_that_is_not_this_machines_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PRESSGAP_HOST", "192.0.2.1")  # kept for documentation: nobody's
    with pytest.raises(BadSettings, match=r"cannot listen on port \d+ of 192\.0\.2\.1.*--host"):
        serve(load_settings())


@pytest.mark.process
def test_a_server_without_its_model_says_so_and_ends(tmp_path: Path) -> None:
    program = "from pressgap.settings import load_settings; from pressgap.web.serve import serve; "
    missing = str(tmp_path / "no-model-here")
    environment = {**os.environ, "PRESSGAP_DATA_DIR": str(tmp_path), "PRESSGAP_MODEL": missing}
    ended = subprocess.run(
        [sys.executable, "-c", program + "serve(load_settings())"],
        env={**environment, "PRESSGAP_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=READY_SECONDS,
        check=False,
    )
    assert ended.returncode == 1
    assert "no-model-here" in ended.stderr
    assert "Traceback" not in ended.stderr
