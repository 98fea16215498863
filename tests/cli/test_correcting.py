from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run
from tests.cli.test_documents import added


@pytest.fixture
def transcript(run: Run) -> str:
    return added(run, "--kind", "transcript", "conference.txt")


def structure(run: Run, transcript: str) -> str:
    return run("show", transcript, "--structure").stdout


def test_corrections_of_many_kinds_are_made_at_once(run: Run, transcript: str) -> None:
    result = run(
        *("correct", transcript, "--by", "Ana", "--note", "Heard it."),
        *("--role", "Rosa Diaz=chair", "--speaker", "7=other", "--outlet", "7=Radio Nine"),
        *("--name", "Mayor Lund=Ida Lund", "--split", "9=Deputy Falk"),
    )
    assert result.exit_code == 0, result.stderr
    assert "  whoever speaks at line 1 is called 'Ida Lund'\n" in result.stdout
    assert f"{transcript}  read anew (" in result.stdout
    shown = structure(run, transcript)
    assert "chair  Rosa Diaz (Harbour Post)  [Question]  1 turn, corrected: role" in shown
    assert "other  Jan Brook (Radio Nine)" in shown
    assert "principal  Ida Lund  [Mayor Lund]  2 turns, corrected: name" in shown
    assert "turn 5, line 9: Deputy Falk  [Mayor Lund]  corrected" in shown
    assert "Ana: whoever speaks at line 1 is called 'Ida Lund'" in shown


def test_turns_are_taken_away_and_given(run: Run, transcript: str) -> None:
    run("correct", transcript, "--not-a-turn", "9", "--nobody", "1", "--by", "Ana")
    shown = structure(run, transcript)
    assert "3 turns, 2 exchanges" in shown
    assert "line 1: nobody's speech (nobody's words, as a person says): Mayor Lund:" in shown
    run("correct", transcript, "--turn", "9=Mayor Lund", "--by", "Ana")
    assert "4 turns, 2 exchanges" in structure(run, transcript)


def test_speakers_are_merged_by_name_or_line(run: Run, transcript: str) -> None:
    run("correct", transcript, "--merge", "Jan Brook=Rosa Diaz", "--by", "Ana")
    assert "Rosa Diaz (Harbour Post)  [Question]  2 turns" in structure(run, transcript)
    assert run("correct", transcript, "--split", "7=Jan Brook", "--by", "Ana").exit_code == 0
    assert run("correct", transcript, "--merge", "3=7", "--by", "Ana").exit_code == 0
    assert "Jan Brook" in structure(run, transcript)
    assert "Rosa Diaz" not in structure(run, transcript).split("opening")[0]


def test_a_turn_is_split_off_to_whoever_speaks_on_another_line(run: Run, transcript: str) -> None:
    made = run("correct", transcript, "--split", "9=7", "--by", "Ana")
    assert made.exit_code == 0, made.stderr
    assert "turn 5, line 9: Jan Brook  [Mayor Lund]  corrected" in structure(run, transcript)
    refused = run("correct", transcript, "--split", "9=2", "--by", "Ana")
    assert refused.exit_code == 2
    assert "no turn begins at line 2" in refused.stderr


def test_what_was_corrected_is_listed_and_taken_back(run: Run, transcript: str) -> None:
    before = run("show", transcript, "--structure", "--json").stdout
    made = run("correct", transcript, "--principal", "Rosa Diaz", "--by", "Ana", "--json")
    number = json.loads(made.stdout)["corrections"][0]["id"]
    undone = run("correct", transcript, "--undo", str(number), "--by", "Ben", "--note", "No.")
    assert undone.exit_code == 0
    after = json.loads(run("show", transcript, "--structure", "--json").stdout)
    assert after == json.loads(before)
    listed = run("correct", transcript, "--list").stdout.splitlines()
    assert listed[0].endswith("Ana  taken back")
    assert listed[1].startswith(f"{number + 1:>4}  takes back {number}, ")
    assert listed[1].endswith("Ben (No.)")
    rows = json.loads(run("correct", transcript, "--list", "--json").stdout)
    assert [row["in_force"] for row in rows] == [False, True]


def test_the_parser_warns_about_a_corrected_reading(run: Run, transcript: str) -> None:
    roles = ("--role", "3=other", "--role", "7=other")
    result = run("correct", transcript, *roles, "--by", "Ana")
    assert "Warning: no question was found" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "give corrections, or --undo NUMBER, or --list"),
        (("--list", "--nobody", "3"), "give corrections, or"),
        (("--nobody", "3"), "--by NAME is needed"),
        (("--role", "Zed=press", "--by", "Ana"), "no speaker has the label or name 'Zed'; there"),
        (("--role", "Mayor Lund=boss", "--by", "Ana"), "'boss' is no role; roles are press"),
        (("--merge", "Zed", "--by", "Ana"), "expected SPEAKER="),
        (("--turn", "Zed=Ann", "--by", "Ana"), "expected LINE=LABEL"),
        (("--turn", "99=Ann", "--by", "Ana"), "line 99: the text has lines 1 to 10"),
        (("--not-a-turn", "2", "--by", "Ana"), "no turn begins at line 2; the nearest turns"),
        (("--undo", "3", "--by", "Ana"), "has no correction 3 in force: nobody corrected it"),
        (("--name", "Mayor Lund=a\udcffb", "--by", "Ana"), "is not UTF-8"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(
    run: Run, transcript: str, arguments: tuple[str, ...], told: str
) -> None:
    result = run("correct", transcript, *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert run("correct", transcript, "--list").stdout == ""


def test_a_declaration_is_not_corrected(run: Run) -> None:
    declaration = added(run, "--kind", "declaration", "budget.md")
    result = run("correct", declaration, "--nobody", "3", "--by", "Ana")
    assert result.exit_code == 2
    assert "is a declaration" in result.stderr


@pytest.mark.parametrize("format_", ["table", "md", "html", "json", "csv"])
def test_a_comparison_made_before_says_that_a_transcript_was_corrected(
    run: Run, format_: str
) -> None:
    report = json.loads(run("compare", "budget.md", "conference.txt", "--format", "json").stdout)
    shown = run("show", report["id"], "--format", format_)
    assert "corrected since" not in " ".join((shown.stdout + shown.stderr).split())
    run("correct", report["transcripts"][0]["id"], "--nobody", "9", "--by", "Ana")
    shown = run("show", report["id"], "--format", format_)
    assert "corrected since" in " ".join((shown.stdout + shown.stderr).split())
