"""Files that are no plain text on the command line."""

from __future__ import annotations

import html
import json
from pathlib import Path

import pytest

from tests.cli.conftest import CONFERENCE, Run
from tests.readers.docx.files import docx_of
from tests.readers.unboxed import unbox

PAGE = (
    '<!doctype html><html lang="en"><head><title>Press day | Town hall</title>'
    '<meta property="article:published_time" content="2026-03-01T10:00:00Z"></head><body>'
    + "".join(f"<p>{html.escape(turn)}</p>" for turn in CONFERENCE.split("\n\n"))
    + '<section id="comments"><p>Reader: I do not believe a word of it, not one.</p></section>'
    "</body></html>"
)


@pytest.fixture(autouse=True)
def _in_this_process(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    unbox(monkeypatch)
    Path("page.txt").write_text(PAGE, encoding="utf-8")


def shown(run: Run, *arguments: str) -> dict[str, object]:
    result = run("add", "--kind", "transcript", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    document_id = json.loads(result.stdout)["document"]["id"]
    document: dict[str, object] = json.loads(run("show", document_id, "--json").stdout)
    return document


def test_a_page_brings_its_title_and_date_and_its_doubts_are_warnings(run: Run) -> None:
    result = run("add", "--kind", "transcript", "page.txt")
    assert "added: Press day" in result.stdout
    assert "page.txt: the name ends in .txt, but this is HTML" in " ".join(result.stderr.split())
    assert "comments under the text" in " ".join(result.stderr.split())
    document = shown(run, "page.txt")
    assert (document["title"], document["date"]) == ("Press day", "2026-03-01")
    assert str(document["text"]).strip() == CONFERENCE.strip()


def test_what_the_user_says_goes_before_what_the_file_says(run: Run) -> None:
    document = shown(run, "page.txt", "--title", "Town talk", "--date", "2026-03-02")
    assert (document["title"], document["date"]) == ("Town talk", "2026-03-02")


def test_adding_again_does_not_warn_of_what_only_the_file_says(run: Run) -> None:
    shown(run, "page.txt", "--title", "Town talk", "--date", "2026-03-02")
    result = run("add", "--kind", "transcript", "page.txt")
    assert "already there: Town talk" in result.stdout
    assert "stored already" not in result.stderr


def test_a_word_file_is_compared_as_its_text_is(run: Run) -> None:
    Path("talks.docx").write_bytes(docx_of(*CONFERENCE.strip().split("\n\n")))
    by_word = run("compare", "budget.md", "talks.docx", "--format", "json", "--no-keep")
    by_text = run("compare", "budget.md", "conference.txt", "--format", "json", "--no-keep")
    verdicts = [
        [clause["verdict"] for clause in json.loads(result.stdout)["clauses"]]
        for result in (by_word, by_text)
    ]
    assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cut.docx", docx_of(CONFERENCE)[:9_000], "cut.docx: this Word document is truncated"),
        ("scripts.html", b"<html><script>load()</script></html>", "scripts.html: this page"),
        ("huge.html", b"<html>" + b" " * 33_000_000, "max_file_bytes"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    ],
)
def test_a_bad_file_among_good_ones_leaves_the_library_untouched(
    run: Run, name: str, data: bytes, said: str
) -> None:
    Path(name).write_bytes(data)
    result = run("add", "--kind", "transcript", "conference.txt", name)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert run("list").stdout == ""
