"""Files of other formats through the command line, to the page or time of what is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CONFERENCE, Run
from tests.pdfs import LEFT, SCAN, TOP, At, pdf


@pytest.fixture
def printed(tmp_path: Path) -> str:
    """A PDF of two pages: the opening and the first exchange, then the second."""
    turns = CONFERENCE.strip().split("\n\n")
    pages = [
        [At(LEFT, TOP - 40 * row, turn, 9) for row, turn in enumerate(some)]
        for some in (turns[:3], turns[3:])
    ]
    file = tmp_path / "conference.pdf"
    file.write_bytes(pdf(pages, "Press conference"))
    return str(file)


def added(run: Run, *arguments: str) -> str:
    result = run("add", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return str(json.loads(result.stdout)["document"]["id"])


def test_a_pdf_is_added_and_found_by_its_page(run: Run, printed: str) -> None:
    document_id = added(run, "--kind", "transcript", printed)
    assert "Press conference" in run("list").stdout
    found = run("search", "Will you run for mayor again next year?", "--within", document_id)
    assert "p. 2" in " ".join(found.stdout.split())
    report = json.loads(run("compare", "budget.md", document_id, "--format", "json").stdout)
    pages = {
        item["locator"]["page"]
        for clause in report["clauses"]
        for item in (*clause["evidence"], *clause["closest"])
    }
    assert pages <= {1, 2}
    assert 1 in pages


def test_captions_are_added_and_found_by_their_time(run: Run, tmp_path: Path) -> None:
    cues = [
        f"00:1{n}:00.000 --> 00:1{n}:30.000\n{turn}"
        for n, turn in enumerate(CONFERENCE.strip().split("\n\n"))
    ]
    file = tmp_path / "talk.vtt"
    file.write_text("\n\n".join(["WEBVTT", *cues]), encoding="utf-8")
    document_id = added(run, "--kind", "transcript", str(file))
    found = run("search", "Will you run for mayor again next year?", "--within", document_id)
    assert "00:13:00" in found.stdout


def test_a_scan_says_what_to_do(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf([SCAN]))
    refused = run("add", "--kind", "transcript", str(file))
    assert refused.exit_code == 2
    assert "scan.pdf: no text in this PDF, run OCR first" in refused.stderr
    assert run("list").stdout == ""


def test_an_export_removed_and_added_again_is_the_same(run: Run, printed: str) -> None:
    options = ("--speaker", "Question=questioner", "--note", "By ear", "--paraphrase")
    document_id = added(run, "--kind", "transcript", printed, *options)
    assert run("show", document_id, "--format", "json", "-o", "out.json").stdout == ""
    before = json.loads(Path("out.json").read_text("utf-8"))
    run("remove", document_id)
    assert added(run, "--kind", "transcript", "out.json") == document_id
    after = json.loads(run("show", document_id, "--json").stdout)
    for part in ("added", "source_sha256"):
        before.pop(part), after.pop(part)
    assert after == before


def test_an_export_added_as_the_other_kind_is_refused(run: Run, printed: str) -> None:
    document_id = added(run, "--kind", "transcript", printed)
    run("show", document_id, "--json", "-o", "out.json")
    refused = run("add", "--kind", "declaration", "out.json")
    assert refused.exit_code == 2
    assert "exported as a transcript" in refused.stderr
