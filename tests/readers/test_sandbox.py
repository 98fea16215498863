from __future__ import annotations

import sys

import pytest

from pressgap.errors import PressGapError, TooLarge, UnreadableDocument, UnsupportedFormat
from pressgap.readers.sandbox import Limits, read_boxed

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(sys.platform == "win32", reason="limits need the resource module"),
]
FAKE = "tests.readers.fakes"


def run(act: str, limits: Limits | None = None) -> str:
    return read_boxed(FAKE, act.encode(), "speech.pdf", 1_000, limits or Limits()).text


@pytest.mark.parametrize(
    ("act", "limits", "error", "said"),
    [
        ("spin", Limits(cpu_seconds=1), TooLarge, "took more than 1 seconds to read"),
        ("wait", Limits(wall_seconds=2), TooLarge, "took more than 2 seconds to read"),
        ("hoard", None, TooLarge, r"needed more than 1\.5 GB of memory"),
        ("long", None, TooLarge, "more than 1,000 characters"),
        ("die", None, UnreadableDocument, r"broke down on it \(exit status -6\)"),
        ("nest", None, UnreadableDocument, "nested too deeply"),
        ("refuse", None, UnreadableDocument, "no"),
        ("connect", None, UnreadableDocument, r"may not do this: socket\."),
        ("run", None, UnreadableDocument, r"may not do this: subprocess\.Popen"),
        ("write", None, UnreadableDocument, "may not do this: open"),
    ],
)
def test_a_reader_that_goes_too_far_ends_in_an_error_that_names_the_file(
    act: str, limits: Limits | None, error: type[PressGapError], said: str
) -> None:
    with pytest.raises(error, match=rf"(?s)speech\.pdf: .*{said}"):
        run(act, limits)


def test_what_libraries_print_does_not_come_into_the_answer() -> None:
    assert run("chatter") == "read"


def test_a_reader_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSGAP_JUDGE_API_KEY", "secret")
    assert "PRESSGAP" not in run("environment")


def test_a_reader_starts_without_the_heavy_libraries() -> None:
    assert not {"numpy", "torch", "faiss", "sqlalchemy", "flask"} & set(run("loaded").split())


def test_halves_of_characters_come_through_for_the_reader_of_texts_to_refuse() -> None:
    assert run("marks") == "\ud800 halves"


def test_a_reader_that_cannot_start_says_what_is_missing() -> None:
    with pytest.raises(UnsupportedFormat, match=r"cannot be started .*no_such.*install"):
        read_boxed("pressgap.readers.no_such", b"", "speech.pdf", 1_000)
