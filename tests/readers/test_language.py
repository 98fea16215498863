from __future__ import annotations

import threading
from typing import Any

import pytest

from pressgap.readers import language
from pressgap.readers.language import detect_language, prepare


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council will finance the harbour tunnel from the reserve fund.", "en"),
        ("Совет профинансирует строительство тоннеля из резервного фонда.", "ru"),
        ("سيمول المجلس نفق الميناء من صندوق الاحتياطي دون ديون جديدة.", "ar"),
        ("Der Rat bezahlt den Hafentunnel aus der Rücklage, ohne neue Schulden.", "de"),
        ("Le conseil financera le tunnel du port par le fonds de réserve.", "fr"),
    ],
)
def test_a_sentence_is_enough_to_tell_the_language(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "Yes.", "12, 34 and 56", "😀 😀 😀", "3.75 % (2024–2025)"])
def test_too_little_text_is_undetermined(text: str) -> None:
    assert detect_language(text) == "und"


def test_a_foreign_beginning_does_not_decide_a_long_text() -> None:
    start = "Cette page présente le texte suivant.\n\n"
    text = start + "The council will finance the harbour tunnel from the reserve fund.\n" * 2_000
    assert detect_language(text) == "en"


def _joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "language":
            thread.join(60)


def test_what_is_prepared_is_not_loaded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    found: Any = language._identifier()

    def load() -> Any:
        loaded.append(1)
        return found

    monkeypatch.setattr(language, "_identifier", load)
    prepare()
    _joined()
    assert loaded == [1]


def test_a_failure_to_prepare_is_met_by_whoever_detects(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no such file")

    monkeypatch.setattr(language, "_identifier", broken)
    prepare()
    _joined()
    with pytest.raises(OSError, match="no such file"):
        detect_language("The council will finance the harbour tunnel.")
