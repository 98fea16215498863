"""Text before the first speaker label: an introduction, or speech that nobody labelled."""

from __future__ import annotations

import pytest

from pressgap.core.transcripts.transcript import parse_transcript

REST = (
    "Minister Lund: Because the town can pay.\n\n"
    "Eva Holm: And the buses?\n\nMinister Lund: Those too.\n"
)


def before(text: str) -> list[tuple[str, bool]]:
    """The asides before the first label: what they hold, and whether that is certain."""
    found = parse_transcript(text)
    return [(aside.span.of(text), aside.certain) for aside in found.asides]


@pytest.mark.parametrize(
    "question",
    [
        "What makes the ferries free?",
        "Nils Reid, Evening Mail. What makes the ferries free? Thanks.",
        "Das ist neu. Wer zahlt die Fähren?",
    ],
)
def test_a_question_that_nobody_is_named_for_is_uncertain_and_warned_about(question: str) -> None:
    text = f"{question}\n\n{REST}"
    assert before(text) == [(question, False)]
    (warning,) = (w for w in parse_transcript(text).warnings if w.startswith("line 1 "))
    assert "first_line (or label the speaker)" in warning


def test_what_stands_before_such_a_question_stays_an_introduction() -> None:
    text = (
        "Harbour Town, 3 May. The ministry met the press.\n\n"
        f"What makes the ferries free?\n\n{REST}"
    )
    assert before(text) == [
        ("Harbour Town, 3 May. The ministry met the press.", True),
        ("What makes the ferries free?", False),
    ]
    warnings = parse_transcript(text).warnings
    assert [warning.split(" (")[0] for warning in warnings[:2]] == ["line 1", "line 3"]


@pytest.mark.parametrize(
    "introduction",
    [
        "Free ferries, but for whom?\n\nThe ministry met the press in Harbour Town.",
        "# Free ferries, but for whom?",
        "The ministry met the press.\n\nWhat did Lund leave out? Read on.",
        "The ministry met the press. All of it is told below.",
    ],
)
def test_titles_and_what_a_writer_asks_are_an_introduction(introduction: str) -> None:
    assert before(f"{introduction}\n\n{REST}") == [(introduction, True)]
