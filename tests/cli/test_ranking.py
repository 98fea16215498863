from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CONFERENCE, Run
from tests.fakes import FakeEncoder

TUNNEL = "The reserve fund pays for the harbour tunnel."


def stored(run: Run, *about: str) -> str:
    """Add the conference; return its id."""
    done = run("add", "--kind", "transcript", "conference.txt", *about)
    return str(done.stdout.split()[0])


def test_the_turns_of_a_stored_transcript_are_ranked(run: Run) -> None:
    document = stored(run, "--date", "2026-03-01")
    result = run("search", TUNNEL, "--within", document, "--statement", "--json")
    found = json.loads(result.stdout)
    assert (found["document"], found["scope"]) == (document, "statement")
    best = found["turns"][0]
    assert (best["speaker"], best["part"], best["exchange"]) == ("Mayor Lund", "answer", 1)
    assert best["quote"] == CONFERENCE[best["start"] : best["end"]]


def test_discussions_are_looked_for_unless_said_otherwise(run: Run) -> None:
    document = stored(run)
    plain = run("search", TUNNEL, "--within", document, "--limit", "2", "--json").stdout
    named = ("--discussion", "--limit", "2", "--json")
    assert run("search", TUNNEL, "--within", document, *named).stdout == plain
    assert (json.loads(plain)["scope"], len(json.loads(plain)["turns"])) == ("discussion", 2)


def test_the_table_says_who_where_and_how_probable_it_is(run: Run) -> None:
    document = stored(run, "--date", "2026-03-01")
    text = run("search", TUNNEL, "--within", document, "--statement").stdout
    assert text.startswith("conference, 2026-03-01\n")
    assert "Who said it, best first. Probability that it is raised there at all: " in text
    assert "Mayor Lund, answer" in text
    assert "“Yes, the reserve fund pays for the harbour tunnel.”" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


def test_a_paraphrase_is_called_one_and_gets_no_quotation_marks(run: Run) -> None:
    document = stored(run, "--paraphrase", "--note", "A digest of the radio.")
    text = run("search", TUNNEL, "--within", document).stdout
    assert text.startswith("conference (paraphrase)\nA digest of the radio.\n")
    assert "“" not in text


def test_a_file_is_read_and_not_kept(run: Run) -> None:
    found = json.loads(run("search", TUNNEL, "--within", "conference.txt", "--json").stdout)
    assert found["title"] == "conference"
    assert run("list").stdout == ""


def test_a_file_that_is_stored_is_taken_as_it_is_known(run: Run, encoder: FakeEncoder) -> None:
    document = stored(run, "--paraphrase", "--title", "Town hall")
    encoder.encoded.clear()
    found = json.loads(run("search", TUNNEL, "--within", "conference.txt", "--json").stdout)
    assert (found["document"], found["title"], found["verbatim"]) == (document, "Town hall", False)
    assert encoder.encoded == [TUNNEL]


def test_standard_input_takes_the_place_of_text_or_transcript_not_both(run: Run) -> None:
    by_file = run("search", TUNNEL, "--within", "conference.txt", "--json").stdout
    text_given = run("search", "-", "--within", "conference.txt", "--json", given=TUNNEL)
    assert text_given.stdout == by_file
    given = run("search", TUNNEL, "--within", "-", "--json", given=CONFERENCE)
    assert json.loads(given.stdout)["turns"] == json.loads(by_file)["turns"]
    both = run("search", "-", "--within", "-", given=CONFERENCE)
    assert both.exit_code == 2
    assert "can be read once only" in both.stderr


def test_warnings_go_to_standard_error(run: Run) -> None:
    result = run("search", TUNNEL, "--within", "conference.txt")
    assert "Warning: PressGap is not calibrated" in result.stderr
    assert "Warning" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--within", "t0123456789abcde"), "t0123456789abcde"),
        (("--within", "nowhere.txt"), "neither a file nor the id of a document"),
        (("--within", "budget.md"), "declaration"),
        (("--within", "conference.txt", "--role", "chair"), "leave them out"),
        (("--within", "conference.txt", "--since", "2026-01-01"), "leave them out"),
        (("--statement",), "name it by --within"),
        (("--discussion", "--kind", "transcript"), "name it by --within"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_do(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    result = run("search", TUNNEL, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert words in result.stderr
    assert result.stdout == ""


def test_a_stored_declaration_is_refused(run: Run) -> None:
    document = run("add", "--kind", "declaration", "budget.md").stdout.split()[0]
    result = run("search", TUNNEL, "--within", document)
    assert result.exit_code == 2
    assert "is a declaration, and only the turns of a transcript can be ranked" in result.stderr


def test_an_empty_file_is_refused(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    result = run("search", TUNNEL, "--within", "empty.txt")
    assert result.exit_code == 2
    assert "empty" in result.stderr
