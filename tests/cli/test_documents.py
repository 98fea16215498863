from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CONFERENCE, DECLARATION, Run


def added(run: Run, *arguments: str) -> str:
    """Add a text and return its id."""
    result = run("add", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return str(json.loads(result.stdout)["document"]["id"])


@pytest.fixture
def declaration(run: Run) -> str:
    return added(run, "--kind", "declaration", "budget.md", "--date", "2026-02-01")


@pytest.fixture
def transcript(run: Run) -> str:
    return added(run, "--kind", "transcript", "conference.txt", "--date", "2026-03-01")


def test_a_text_is_added_with_what_is_known_of_it(run: Run) -> None:
    facts = ("--title", "Press day", "--source", "Town hall", "--note", "By ear", "--paraphrase")
    document_id = added(run, "--kind", "transcript", "conference.txt", *facts)
    document = json.loads(run("show", document_id, "--json").stdout)
    assert (document["title"], document["source"]) == ("Press day", "Town hall")
    assert (document["note"], document["verbatim"]) == ("By ear", False)


def test_the_title_is_the_first_heading_or_the_files_name(
    run: Run, declaration: str, transcript: str
) -> None:
    listed = run("list").stdout
    assert "Budget of the town" in listed
    assert "conference" in listed


def test_adding_again_says_that_it_is_there(run: Run, declaration: str) -> None:
    result = run("add", "--kind", "declaration", "budget.md")
    assert result.stdout.startswith(f"{declaration}  already there: Budget of the town (")
    assert "0 embedded now" in result.stdout
    assert result.stderr == ""


def test_of_several_files_none_is_added_when_one_is_bad(run: Run) -> None:
    Path("prose.txt").write_text("The harbour is old. It was built in another century.\n")
    result = run("add", "--kind", "transcript", "conference.txt", "prose.txt")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert run("list").stdout == ""


def test_another_title_for_a_stored_text_is_warned_about(run: Run, declaration: str) -> None:
    result = run("add", "--kind", "declaration", "budget.md", "--title", "Other")
    assert result.exit_code == 0
    assert result.stderr.startswith("Warning: ")
    assert "Budget of the town" in run("list").stdout


def test_standard_input_is_added(run: Run) -> None:
    result = run("add", "--kind", "declaration", "-", given=DECLARATION)
    assert "added: Budget of the town" in result.stdout


def test_several_files_are_added_at_once(run: Run) -> None:
    Path("second.md").write_text(DECLARATION.replace("Budget", "Second budget"))
    result = run("add", "--kind", "declaration", "budget.md", "second.md")
    assert result.stdout.count("added: ") == 2


def test_a_title_is_for_one_text(run: Run) -> None:
    result = run("add", "--kind", "declaration", "budget.md", "budget.md", "--title", "x")
    assert result.exit_code == 2
    assert "one text at a time" in result.stderr


@pytest.mark.parametrize("date", ["2026-2-1", "yesterday", "2026-02-30"])
def test_a_date_that_is_none_is_refused(run: Run, date: str) -> None:
    result = run("add", "--kind", "declaration", "budget.md", "--date", date)
    assert result.exit_code == 2
    assert "is no date like" in result.stderr


def test_a_title_that_is_not_utf_8_is_refused(run: Run) -> None:
    result = run("add", "--kind", "declaration", "budget.md", "--title", "a\udcffb")
    assert result.exit_code == 2
    assert "is not UTF-8" in result.stderr


def test_speakers_are_about_transcripts(run: Run) -> None:
    result = run("add", "--kind", "declaration", "budget.md", "--principal", "Lund")
    assert result.exit_code == 2
    assert "about transcripts" in result.stderr


def test_lists_are_filtered_by_kind_date_and_title(
    run: Run, declaration: str, transcript: str
) -> None:
    assert transcript not in run("list", "--kind", "declaration").stdout
    assert declaration not in run("list", "--since", "2026-02-15").stdout
    assert transcript not in run("list", "--until", "2026-02-15").stdout
    assert transcript not in run("list", "--text", "budget").stdout
    assert len(run("list", "--limit", "1").stdout.splitlines()) == 1
    assert [item["id"] for item in json.loads(run("list", "--json").stdout)] == [
        transcript,
        declaration,
    ]


def test_a_long_list_is_read_page_by_page(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        text = DECLARATION.replace("Budget", f"Budget {number}")
        run("add", "--kind", "declaration", "-", given=text)
    monkeypatch.setattr("pressgap.cli.showing.PAGE", 2)
    assert len(run("list").stdout.splitlines()) == 5
    assert len(run("list", "--limit", "3").stdout.splitlines()) == 3


def test_show_prints_the_text(run: Run, transcript: str) -> None:
    text = run("show", transcript).stdout
    assert text.startswith(f"{transcript}  ")
    assert CONFERENCE.rstrip() in text


def test_show_prints_what_the_parser_understood(
    run: Run, declaration: str, transcript: str
) -> None:
    speech = run("show", transcript, "--structure").stdout
    assert "2 exchanges, 2 questions" in speech
    assert "questioner  Rosa Diaz (Harbour Post)" in speech
    assert "q1  Will the council finance the harbour tunnel" in speech
    assert "  turn 3, line 5: Mayor Lund\n" in speech
    outline = json.loads(run("show", transcript, "--structure", "--json").stdout)
    assert [turn["line"] for turn in outline["turns"]] == [1, 3, 5, 7, 9]
    clauses = run("show", declaration, "--structure").stdout
    assert "4 clauses" in clauses
    assert "The flood wall at the old mill" in clauses
    assert len(json.loads(run("show", declaration, "--structure", "--json").stdout)["clauses"]) == 4


def test_a_comparison_is_shown_in_every_format(run: Run) -> None:
    report = json.loads(run("compare", "budget.md", "conference.txt", "--format", "json").stdout)
    assert run("show", report["id"]).stdout.startswith("Budget of the town")
    assert run("show", report["id"], "--format", "md").stdout.startswith("# Budget")
    assert json.loads(run("show", report["id"], "--json").stdout) == report


@pytest.mark.parametrize("name", ["d0123456789abcde", "r0123456789abcde", "x"])
def test_an_unknown_id_is_told(run: Run, name: str) -> None:
    for command in ("show", "remove"):
        result = run(command, name)
        assert result.exit_code == 2
        assert name in result.stderr


def test_a_removed_document_is_gone(run: Run, declaration: str) -> None:
    assert run("remove", declaration).stdout == f"{declaration}  removed\n"
    assert run("list").stdout == ""


def test_a_document_that_a_comparison_quotes_stays_until_that_goes_too(run: Run) -> None:
    report = json.loads(run("compare", "budget.md", "conference.txt", "--format", "json").stdout)
    transcript = report["transcripts"][0]["id"]
    refused = run("remove", transcript)
    assert refused.exit_code == 2
    assert report["id"] in refused.stderr
    assert run("remove", transcript, "--with-comparisons").exit_code == 0
    assert run("list", "--comparisons").stdout == ""


def test_a_comparison_is_removed(run: Run) -> None:
    report = json.loads(run("compare", "budget.md", "conference.txt", "--format", "json").stdout)
    assert run("remove", report["id"]).exit_code == 0
    assert run("list", "--comparisons").stdout == ""
    assert run("list").stdout.count("\n") == 2


def test_a_document_is_exported_to_a_file(run: Run, transcript: str, tmp_path: Path) -> None:
    assert run("show", transcript, "--format", "json", "-o", "out.json").stdout == ""
    exported = json.loads(Path("out.json").read_text("utf-8"))
    assert (exported["format"], exported["id"]) == ("pressgap-document", transcript)
    assert len(exported["structure"]["turns"]) == 5
    assert json.loads(run("show", transcript, "--json").stdout) == exported


def test_formats_of_reports_are_refused_for_documents(run: Run, transcript: str) -> None:
    for arguments in (("--format", "csv"), ("--format", "json", "--rows", "clauses")):
        refused = run("show", transcript, *arguments)
        assert refused.exit_code == 2
        assert "about comparisons" in refused.stderr


RUSSIAN = "1. Совет оплатит строительство тоннеля из резервного фонда, без новых долгов.\n"


def test_another_language_than_the_models_is_refused_and_may_be_overruled(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "совет.txt").write_text(RUSSIAN, encoding="utf-8")
    file = str(tmp_path / "совет.txt")
    refused = run("add", "--kind", "declaration", file)
    assert refused.exit_code == 2
    assert "(ru)" in refused.stderr
    assert "model_languages" in refused.stderr
    assert run("compare", file, "conference.txt", "--no-keep").exit_code == 2
    document_id = added(run, "--kind", "declaration", file, "--language", "en")
    assert json.loads(run("show", document_id, "--json").stdout)["language"] == "en"
    assert run("compare", file, "conference.txt", "--language", "en").exit_code == 0


def test_a_language_that_is_no_code_is_refused(run: Run) -> None:
    refused = run("add", "--kind", "declaration", "budget.md", "--language", "English")
    assert refused.exit_code == 2
    assert "language code" in refused.stderr


def test_the_structure_shows_what_leads_up_to_the_items_of_a_list(run: Run, tmp_path: Path) -> None:
    text = "The council met.\n\nWe will:\n- open the port;\n- repair the bridge.\n"
    (tmp_path / "list.txt").write_text(text, encoding="utf-8")
    document_id = added(run, "--kind", "declaration", str(tmp_path / "list.txt"))
    shown = run("show", document_id, "--structure").stdout
    assert shown.count("We will:") == 1
    assert shown.index("We will:") < shown.index("open the port")
