from __future__ import annotations

from pathlib import Path

import pytest

from pressgap.cli.inputs import is_id, transcript_options
from pressgap.core.model import TranscriptOptions
from pressgap.errors import BadSettings


def test_an_id_or_its_beginning_names_a_stored_document() -> None:
    assert is_id("d0123456789abcde")
    assert is_id("t012")
    assert not is_id("t01")
    assert not is_id("declaration.md")
    assert not is_id("-")


def test_a_file_that_is_called_like_an_id_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("deed").write_text("1. A clause.")
    assert not is_id("deed")


def test_what_nobody_overrules_is_left_to_the_parser() -> None:
    assert transcript_options(None, (), None, None) is None


def test_a_label_may_hold_an_equals_sign() -> None:
    options = transcript_options("Lund", ("A=B = chair", "Q=questioner"), 3, 9)
    assert options == TranscriptOptions("Lund", (("A=B", "chair"), ("Q", "questioner")), 3, 9)


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("Lund", "expected LABEL=ROLE"),
        (
            "Lund=boss",
            "'boss' is no role; roles are press, questioner, speaker, principal, chair, other",
        ),
        ("=chair", "roles are"),
    ],
)
def test_a_speaker_without_label_or_role_is_refused(pair: str, words: str) -> None:
    with pytest.raises(BadSettings, match=words):
        transcript_options(None, (pair,), None, None)


def test_lines_that_run_backwards_are_refused() -> None:
    with pytest.raises(BadSettings, match="--from 9 lies after --to 3"):
        transcript_options(None, (), 9, 3)
