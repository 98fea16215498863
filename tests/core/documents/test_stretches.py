"""On whose side of the table each turn stands."""

from __future__ import annotations

from pressgap.core.documents.stretches import speech_stretches
from pressgap.core.transcripts.transcript import parse_transcript


def test_closing_words_are_said_unasked_and_stand_in_no_exchange() -> None:
    text = (
        "Bob Lee: Good morning. We sold more.\n\nOperator: Our first question is from Ann Roe.\n\n"
        "Ann Roe: How much more?\n\nBob Lee: A tenth.\n\n"
        "Operator: There are no further questions. Back to Bob Lee.\n\n"
        "Bob Lee: Thank you for your time. We speak again in May.\n"
    )
    found = speech_stretches("t1", parse_transcript(text))
    assert [(passage.part, passage.exchange) for passage in found] == [
        *(("opening", None), ("chair", None), ("question", 1), ("answer", 1)),
        *(("chair", None), ("answer", None)),
    ]
