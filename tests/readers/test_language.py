from __future__ import annotations

import pytest

from pressgap.readers.language import detect_language


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
