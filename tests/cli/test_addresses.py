"""Documents given as addresses on the command line; the servers are on loopback."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import CONFERENCE, DECLARATION, Run
from tests.readers.site import Page, Site, redirect, site, text


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        running.pages |= {
            "/budget.md": text(DECLARATION, "text/markdown"),
            "/talk": text(CONFERENCE),
            "/moved": redirect("/talk"),
            "/empty.txt": text("  "),
        }
        yield running


@pytest.fixture
def _allowed(server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSGAP_FETCH_ALLOW", f"127.0.0.1:{server.port}")


def only_document(run: Run) -> dict[str, object]:
    [summary] = listed(run)
    found: dict[str, object] = json.loads(run("show", summary["id"], "--json").stdout)
    return found


def listed(run: Run) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("list", "--json").stdout)
    return found


@pytest.mark.usefixtures("_allowed")
def test_what_an_address_holds_is_added_with_where_it_led_as_its_source(
    run: Run, server: Site
) -> None:
    result = run("add", "--kind", "transcript", server.url("/moved"), "--date", "2026-02-03")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    document = only_document(run)
    assert document["source"] == server.url("/talk")
    assert (document["title"], document["date"]) == ("talk", "2026-02-03")


@pytest.mark.usefixtures("_allowed")
def test_a_source_that_is_given_is_kept(run: Run, server: Site) -> None:
    run("add", "--kind", "declaration", server.url("/budget.md"), "--source", "The town")
    document = only_document(run)
    assert (document["source"], document["title"]) == ("The town", "Budget of the town")


@pytest.mark.usefixtures("_allowed")
def test_what_is_there_already_is_not_claimed_anew(run: Run, server: Site) -> None:
    run("add", "--kind", "transcript", "conference.txt", "--source", "The mayor's office")
    result = run("add", "--kind", "transcript", server.url("/talk"))
    assert "already there" in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("_allowed")
def test_addresses_are_compared_like_files(run: Run, server: Site) -> None:
    result = run(
        "compare", server.url("/budget.md"), server.url("/talk"), "--no-keep", "--format", "json"
    )
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert report["summary"]["clauses"] == 4
    assert [each["title"] for each in report["transcripts"]] == ["talk"]
    assert listed(run) == []


@pytest.mark.usefixtures("_allowed")
def test_one_bad_address_adds_nothing(run: Run, server: Site) -> None:
    result = run("add", "--kind", "transcript", server.url("/talk"), server.url("/gone"))
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: {server.url('/gone')} answers 404 Not Found; check the address\n"
    )
    assert listed(run) == []


@pytest.mark.usefixtures("_allowed")
def test_what_cannot_be_read_is_named_by_its_address(run: Run, server: Site) -> None:
    result = run("add", "--kind", "transcript", server.url("/empty.txt"))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {server.url('/empty.txt')} is empty")


def test_an_address_inside_is_refused_with_the_setting_that_allows_it(
    run: Run, server: Site
) -> None:
    result = run("add", "--kind", "transcript", server.url("/talk"))
    assert result.exit_code == 2
    assert "leads to a loopback address" in result.stderr
    assert "name 127.0.0.1 in the setting fetch_allow" in result.stderr
    assert server.seen == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://press.example/a", "HTTP://0x7f.1/"])
def test_what_is_no_address_to_fetch_is_refused(run: Run, url: str) -> None:
    result = run("add", "--kind", "transcript", url)
    assert result.exit_code == 2
    assert "is no address that can be fetched" in result.stderr


def test_the_limits_are_settings(run: Run, server: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSGAP_FETCH_ALLOW", "127.0.0.1")
    monkeypatch.setenv("PRESSGAP_FETCH_MAX_BYTES", "100")
    result = run("add", "--kind", "transcript", server.url("/talk"))
    assert (result.exit_code, "larger than 100 bytes" in result.stderr) == (2, True)
    monkeypatch.setenv("PRESSGAP_FETCH_TIMEOUT", "1")
    server.pages["/slow"] = Page(b"x" * 1_000, drip=0.05)
    result = run("add", "--kind", "transcript", server.url("/slow"))
    assert (result.exit_code, "longer than 1 seconds" in result.stderr) == (1, True)


def test_a_host_that_is_none_is_refused_before_anything_is_done(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_FETCH_ALLOW", "http://intranet.example")
    result = run("list")
    assert (result.exit_code, "fetch_allow" in result.stderr) == (2, True)


def test_a_transcript_at_an_address_is_ranked_and_not_kept(
    run: Run, server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_FETCH_ALLOW", "127.0.0.1")
    result = run("search", "harbour tunnel", "--within", server.url("/talk"), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["turns"]


@pytest.mark.process
def test_adding_a_file_imports_nothing_that_fetches(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(CONFERENCE)
    code = (
        "import sys\n"
        "from pressgap.cli.inputs import About, new_document\n"
        "from pressgap.settings import Settings\n"
        "from pressgap.wiring import open_parts\n"
        "from pathlib import Path\n"
        "parts = open_parts(Settings(data_dir=Path('state'), fetch_allow=('press.example',)))\n"
        "new_document('talk.txt', 'transcript', About(), parts)\n"
        "parts.close()\n"
        "print(sorted({'httpx2', 'httpcore2', 'h11'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "[]\n"
