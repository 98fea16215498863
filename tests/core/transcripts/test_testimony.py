"""Depositions and inquiries: counsel who examine and object, the witness, the court's reporter."""

from __future__ import annotations

from pressgap.core.model import Speaker
from pressgap.core.transcripts.transcript import parse_transcript

DEPOSITION = """DEPOSITION OF ANN DOE

APPEARANCES:
For the Plaintiff: HENRY DOLE, Esq.
For the Defendant: PETRA HOLM, Esq.

EXAMINATION
BY MR. DOLE:

Q. Please state your name for the record.

A. Ann Doe.

Q. Where do you work?

A. At the quay.

MS. HOLM: Objection. Vague.

THE WITNESS: At the north quay.

Q. Did anybody tell you about the crack?

MS. HOLM: Objection, calls for hearsay.

THE COURT: Overruled.

Q. Who was it?

A. The foreman.

THE REPORTER: Could you spell that?

THE WITNESS: F-O-R-E-M-A-N.

EXAMINATION
BY MS. HOLM:

Q. Was it cold?

A. It was.
"""


def speakers(text: str) -> list[tuple[str, str]]:
    found = parse_transcript(text)
    who: list[Speaker] = [found.speaker(turn.speaker) for turn in found.turns]
    return [(each.name, each.role) for each in who]


def test_questions_are_those_of_counsel_who_examines() -> None:
    found = speakers(DEPOSITION)
    assert [name for name, _ in found[:4:2]] == ["Henry Dole", "Henry Dole"]
    assert found[6] == found[9] == ("Henry Dole", "questioner")
    assert found[-2][0] == "Petra Holm"


def test_answers_and_rulings_are_nobodys_name() -> None:
    names = {name for name, _ in speakers(DEPOSITION)}
    assert names == {"Henry Dole", "Petra Holm", "A", "THE COURT", "THE REPORTER"}


def test_counsel_who_only_object_and_the_courts_reporter_neither_ask_nor_answer() -> None:
    text = DEPOSITION.partition("EXAMINATION\nBY MS. HOLM")[0]
    roles = dict(speakers(text))
    assert roles["Petra Holm"] == roles["THE REPORTER"] == "other"
    assert roles["A"] == "principal"


def test_an_inquiry_tells_who_puts_the_questions_that_follow() -> None:
    found = speakers(
        "SIR ALAN VOSS: Good morning. Ms Hale.\n\n"
        "MS HALE: Thank you, sir. Our next witness is Mr Lund.\n\n"
        "MR PETER LUND (sworn)\n\nQuestions from MS HALE\n\n"
        "MS HALE: What was your post in 2019?\n\nA. District engineer.\n\n"
        "Q. Did you sign the inspection?\n\nA. I did.\n\n"
        "Q. Had you seen the bridge?\n\nA. No.\n"
    )
    assert [name for name, _ in found[2::2]] == ["MS HALE"] * 3
