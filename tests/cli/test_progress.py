from __future__ import annotations

import time

import pytest

from pressgap.cli.progress import progress


def test_short_work_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Adding", quiet=60) as report:
        report(1, 2)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_long_work_is_told_on_standard_error_with_the_time_that_remains(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressgap.cli.progress.LINE_SECONDS", 0.0)
    with progress("Adding", quiet=0.0) as report:
        wait_for_the_first_line()
        for done in range(4):
            report(done, 3)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Adding: 1 of 3, about 1 s left" in captured.err
    assert "Adding: 3 of 3\n" in captured.err


def test_work_without_a_count_is_told_as_going_on(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Opening", quiet=0.0):
        wait_for_the_first_line()
    assert capsys.readouterr().err == "Opening: working\n"


def test_lines_come_only_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("Adding", quiet=0.0) as report:
        wait_for_the_first_line()
        for done in range(100):
            report(done, 1000)
    assert capsys.readouterr().err.count("\n") == 1


def test_an_error_inside_stops_the_display(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="bad"), progress("Adding", quiet=0.05):
        raise ValueError("bad")
    time.sleep(0.1)
    assert capsys.readouterr().err == ""


def wait_for_the_first_line() -> None:
    time.sleep(0.1)
