"""The README's commands run as printed; ids in it stand for ids that exist."""

import itertools
import json
import re
import shlex
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx2
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from pressgap import client, wiring
from pressgap.cli import main
from pressgap.readers.fetched import Fetched
from pressgap.readers.fetching import Fetcher
from pressgap.web.app import create_app
from pressgap.wiring import Parts
from tests.conftest import ROOT
from tests.fakes import STATEMENT_MODEL, FakeEncoder
from tests.parts import fake_parts

README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = ROOT / "tests" / "transcripts"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands(program: str) -> list[list[str]]:
    lines = "".join(blocks("sh")).splitlines()
    return [shlex.split(each) for each in lines if each.split()[:1] == [program]]


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    """The library the README talks about, in a folder with the files it names."""
    (tmp_path / "declaration.md").write_bytes((TEXTS / "hearing-bill.md").read_bytes())
    (tmp_path / "transcript.txt").write_bytes((TEXTS / "hearing.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    opened = fake_parts(tmp_path / "state")
    yield opened
    opened.close()


def known(parts: Parts, argument: str) -> str:
    """Put ids that exist in the place of the README's."""
    for letter, kind in (("d", "declaration"), ("t", "transcript")):
        found = parts.library.list(kind=kind).items  # type: ignore[arg-type]  # the literals above
        argument = argument.replace(f"{letter}0123456789abcde", found[0].id if found else "none")
    reports = parts.kept.list().items
    return argument.replace("r0123456789abcde", reports[0].id if reports else "none")


def test_the_command_lines_run_as_printed(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeEncoder()
    monkeypatch.setattr(wiring, "identify", lambda model: (fake.name, fake.sha256))
    monkeypatch.setattr(wiring, "open_encoder", lambda model, threads: fake)
    monkeypatch.setattr(wiring, "load_statement_model", lambda file: STATEMENT_MODEL)
    monkeypatch.setattr(Fetcher, "fetch", lambda _, url: press_office(url))
    monkeypatch.setenv("PRESSGAP_DATA_DIR", str(parts.settings.data_dir))
    ran = commands("pressgap")
    assert len(ran) >= 6
    for _, *arguments in ran:
        done = CliRunner().invoke(main, [known(parts, each) for each in arguments])
        assert done.exit_code == 0, (arguments, done.output)
    assert Path("report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert Path("evidence.csv").read_bytes()


def press_office(url: str) -> Fetched:
    """What the addresses in the README hold: the same two texts; no test leaves this machine."""
    file = "declaration.md" if url.endswith("/declaration") else "transcript.txt"
    return Fetched(url, url, "press.example", Path(file).read_bytes(), file)


def test_the_curl_lines_are_answered_as_promised(parts: Parts) -> None:
    browser = create_app(parts).test_client()
    statuses = [send(browser, [known(parts, a) for a in line]) for line in commands("curl")]
    assert statuses == [201, 201, 201, 200, 200, 200]


def send(browser: FlaskClient, arguments: list[str]) -> int:
    options: dict[str, list[str]] = {}
    for name, value in itertools.pairwise(arguments):
        options.setdefault(name, []).append(value)
    url = next(each for each in arguments if each.startswith("http://127.0.0.1:8017"))
    if "-d" in options:
        return browser.post(url, json=json.loads(options["-d"][0])).status_code
    if "-F" in options:
        form = dict(each.split("=", 1) for each in options["-F"])
        with Path(form.pop("file").removeprefix("@")).open("rb") as file:
            return browser.post(url, data={**form, "file": file}).status_code
    return browser.get(url).status_code


def test_the_python_example_runs_as_printed(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    transport = httpx2.WSGITransport(create_app(parts))
    monkeypatch.setattr(client, "Client", partial(client.Client, transport=transport))
    (example,) = blocks("python")
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 - the README is ours
    assert re.match(r"1 \w+ [01]\.\d+ .+\n2 \w+ [01]\.\d+ .+\n", capsys.readouterr().out)


def test_make_knows_every_target_the_readme_names() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"\bmake (demo|test|check|serve|bench|quality|fit)\b", README))
    assert {"demo", "test"} <= named
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in named)
