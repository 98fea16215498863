"""One conversation printed in many styles: the same turns, people and exchanges in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pressgap.core.model import Transcript
from pressgap.core.transcripts.transcript import parse_transcript

TALK = (
    ("p", "Good morning. We have opened the new quay today. It took four years and nine storms."),
    ("a", "When will the old quay be closed?"),
    ("p", "In May. The ferries move on the first of June."),
    ("a", "And who pays for the move?"),
    ("p", "The road fund does. It has always paid for quays."),
    ("b", "What will a ticket to Austra cost?"),
    ("p", "The same as today, as I said last week."),
    ("b", "Will dogs still travel free?"),
    ("p", "They will."),
)
Names = Mapping[str, str]


def three(principal: str, first: str, second: str) -> Names:
    return {"p": principal, "a": first, "b": second}


FULL = three("Ingrid Holm", "Ann Roe", "Jonas Sand")
CAPS = three("INGRID HOLM", "ANN ROE", "JONAS SAND")
TITLED = three("MINISTER HOLM", "MS. ROE", "MR. SAND")
SURNAMES = three("Holm", "Roe", "Sand")
Q_AND_A = three("A", "Q", "Q")

# Name of the style: the three labels, and how a turn is printed.
STYLES: Mapping[str, tuple[Names, str]] = {
    "colon": (FULL, "{n}: {t}\n\n"),
    "space before the colon": (FULL, "{n}\u00a0: {t}\n\n"),
    "windows line ends": (FULL, "{n}: {t}\r\n\r\n"),
    "tab": (FULL, "{n}\t{t}\n\n"),
    "colon and tab": (FULL, "{n}:\t{t}\n\n"),
    "arrow": (CAPS, "{n} > {t}\n\n"),
    "arrows before": (CAPS, ">> {n}: {t}\n\n"),
    "dash": (FULL, "{n} - {t}\n\n"),
    "em dash": (FULL, "{n} — {t}\n\n"),
    "pipe": (FULL, "{n} | {t}\n\n"),
    "bold without colon": (FULL, "**{n}** {t}\n\n"),
    "bold on its own line": (FULL, "**{n}**\n\n{t}\n\n"),
    "bold, colon outside": (FULL, "**{n}**: {t}\n\n"),
    "italics": (FULL, "*{n}:* {t}\n\n"),
    "headings": (FULL, "### {n}\n\n{t}\n\n"),
    "own line": (FULL, "{n}\n{t}\n\n"),
    "own line, capitals": (CAPS, "{n}\n{t}\n\n"),
    "own line, blank after": (FULL, "{n}\n\n{t}\n\n"),
    "own line with time": (FULL, "{n}  0:0{i}\n{t}\n\n"),
    "own line, time above": (FULL, "00:0{i}:12\n{n}\n{t}\n\n"),
    "own line, numbered speakers": (
        three("Speaker 1", "Speaker 2", "Speaker 3"),
        "{n}  00:0{i}\n{t}\n\n",
    ),
    "own line, title below": (
        three("Ingrid Holm\nMinister", "Ann Roe\nDaily Post", "Jonas Sand\nRadio Fjord"),
        "{n}\n{t}\n\n",
    ),
    "own line, title after comma": (
        three("Ingrid Holm, Minister", "Ann Roe, Daily Post", "Jonas Sand, Radio Fjord"),
        "{n}\n{t}\n\n",
    ),
    "time before": (FULL, "[00:0{i}:12] {n}: {t}\n\n"),
    "bare time before": (FULL, "00:0{i}:12 {n}: {t}\n\n"),
    "time after": (FULL, "{n} [00:0{i}:12]: {t}\n\n"),
    "time after the colon": (FULL, "{n}: [00:0{i}:12] {t}\n\n"),
    "cue above": (FULL, "00:0{i}:12.100 --> 00:0{i}:15.300\n{n}: {t}\n\n"),
    "chat with date and time": (FULL, "[12/01/2024, 10:0{i}:11] {n}: {t}\n"),
    "chat with dash": (FULL, "1/12/24, 10:0{i} AM - {n}: {t}\n"),
    "chat on two lines": (FULL, "{n}, [12.01.2024 10:0{i}]\n{t}\n\n"),
    "chat in angles": (SURNAMES, "[10:0{i}] <{n}> {t}\n"),
    "chat in small letters": (three("ingrid", "ann", "jonas"), "{n}: {t}\n\n"),
    "bullets": (FULL, "- {n}: {t}\n"),
    "quoted": (FULL, "> **{n}:** {t}\n\n"),
    "table": (FULL, "| {n} | {t}\n"),
    "numbered": (FULL, "{i}. {n}: {t}\n"),
    "Q and A, colon": (Q_AND_A, "{n}: {t}\n\n"),
    "Q and A, full stop": (Q_AND_A, "{n}. {t}\n\n"),
    "Q and A, bold": (Q_AND_A, "**{n}** {t}\n\n"),
    "Q and A, numbered": (Q_AND_A, "{n}{i}. {t}\n\n"),
    "Q and A on one line": (Q_AND_A, "{n}: {t} "),
    "words with full stops": (three("Answer", "Question", "Question"), "{n}. {t}\n\n"),
    "words in German": (three("Antwort", "Frage", "Frage"), "{n}: {t}\n\n"),
    "words in Spanish": (three("Respuesta", "Pregunta", "Pregunta"), "{n}.- {t}\n\n"),
    "words of a language without table": (three("Vastus", "Küsimus", "Küsimus"), "{n}: {t}\n\n"),
    "initials of words": (three("R", "P", "P"), "{n}: {t}\n\n"),
    "reporters off the microphone": (
        three("Minister Holm", "Reporter 1 (off mic)", "Reporter 2 (off mic)"),
        "{n}: {t}\n\n",
    ),
    "numbered journalists": (three("Holm", "Journalist #1", "Journalist #2"), "{n}: {t}\n\n"),
    "brackets": (FULL, "[{n}] {t}\n\n"),
    "wide brackets": (three("大臣", "記者", "記者"), "【{n}】{t}\n"),
    "full stops": (TITLED, "{n}. {t}\n"),
    "committee print": (three("Dr. HOLM", "Ms. ROE of Ohio", "Mr. VAN DER SAND"), "    {n}. {t}\n"),
    "French courtesies": (three("Mme la ministre", "M. Roe", "M. Sand"), "{n}. – {t}\n\n"),
    "outlet after comma": (
        three("Ingrid Holm", "Ann Roe, Daily Post", "Jonas Sand, Radio Fjord"),
        "{n}: {t}\n\n",
    ),
    "outlet after slash": (three("Holm", "Ann Roe / Post", "Jonas Sand / Radio"), "{n}: {t}\n\n"),
    "office in square brackets": (
        three("INGRID HOLM [Secretary of the Alliance]", "ANN ROE [Daily Post]", "Q"),
        "{n}: {t}\n\n",
    ),
    "outlet after bold": (FULL, "**{n}** (Daily Post): {t}\n\n"),
    "surnames": (SURNAMES, "{n}: {t}\n\n"),
    "initials of names": (three("IH", "AR", "JS"), "{n}: {t}\n\n"),
    "particles, hyphens, apostrophes": (
        three("Ursula von der Leyen", "Jean-Luc d'Ormesson", "Conor O’Brien-Smith"),
        "{n}: {t}\n\n",
    ),
    "a long office": (
        three(
            "The Deputy Prime Minister and Minister for Foreign Affairs", "Ann Roe", "Jonas Sand"
        ),
        "{n}: {t}\n\n",
    ),
    "Greek": (three("Κυριάκος Παππάς", "Άννα Ρο", "Δημοσιογράφος"), "{n}: {t}\n\n"),
    "Georgian": (three("ნინო", "გიორგი", "ანა"), "{n}: {t}\n\n"),
    "Hebrew": (three("השר כהן", "דנה לוי", "יוסי"), "{n}: {t}\n\n"),
    "Hindi": (three("मंत्री", "पत्रकार", "रवि"), "{n}: {t}\n\n"),
    "Korean": (three("장관", "기자", "기자"), "{n}: {t}\n\n"),
    "Japanese": (three("大臣", "記者", "記者"), "{n}：{t}\n"),
    "page numbers between": (FULL, "{n}: {t}\n\n- 3 -\n\n"),
    "pages of pages between": (FULL, "{n}: {t}\n\nPage 3 of 9\n\n"),
}
ROLES = {"p": "principal", "a": "questioner", "b": "questioner"}


def printed(names: Names, form: str, talk: Sequence[tuple[str, str]] = TALK) -> str:
    turns = (form.format(n=names[who], t=said, i=i) for i, (who, said) in enumerate(talk, 1))
    return "Opening of the quay\n\n" + "".join(turns)


def speeches(text: str, transcript: Transcript) -> list[str]:
    return [turn.span.of(text).rstrip(" |") for turn in transcript.turns]


@pytest.mark.parametrize("style", STYLES)
def test_the_turns_are_the_same_in_every_style(style: str) -> None:
    text = printed(*STYLES[style])
    assert speeches(text, parse_transcript(text)) == [said for _, said in TALK]


@pytest.mark.parametrize("style", STYLES)
def test_people_roles_and_exchanges_are_the_same_in_every_style(style: str) -> None:
    names, form = STYLES[style]
    transcript = parse_transcript(printed(names, form))
    roles = [transcript.speaker(turn.speaker).role for turn in transcript.turns]
    assert roles == [ROLES[who] for who, _ in TALK]
    assert len(transcript.speakers) == len(set(names.values()))
    assert [e.turns[0] for e in transcript.exchanges][:2] == [2, 6]
    assert sum(len(e.questions) for e in transcript.exchanges) == 4


@pytest.mark.parametrize(
    "paragraph",
    [
        "Second: the boats are longer.",
        "10:30: the first boat leaves.",
        "Jobs: we keep them all.",
        "Table 2: Jobs come first.",
        "Important: Mind the step.",
        "MIND THE STEP. IT IS WET.",
        "THE NEW QUAY IS OPEN TO ALL",
        "Ferry Plan 2030 - a summary of it",
        'To quote it: "The quay sings."',
        "A. The first way is the bridge.",
    ],
)
@pytest.mark.parametrize("style", ["colon", "own line", "committee print", "bold, colon outside"])
def test_a_paragraph_of_a_speech_begins_no_turn_in_any_style(style: str, paragraph: str) -> None:
    said = f"In May.\n\n{paragraph}\n\nThe ferries move on the first of June."
    talk = [*TALK[:2], ("p", said), *TALK[3:]]
    text = printed(*STYLES[style], talk=talk)
    assert len(parse_transcript(text).turns) == len(TALK)


@pytest.mark.parametrize(
    "head",
    [
        "Date: 4 May 2024\nPlace: Vestnes\nParticipants: Minister Holm; Ann Roe, Daily Post",
        "Moderator: Peter Vik\nMinister: Ingrid Holm",
        "Speakers:\nIngrid Holm, Minister of Transport\nPeter Vik, Spokesperson",
        "Participants:\n- Ingrid Holm (Minister of Transport)\n- Ann Roe (Daily Post)",
        "FOR IMMEDIATE RELEASE\n\nContact: Jane Doe, 555 0101",
        "START 1:07 P.M.",
    ],
)
def test_what_a_text_says_of_itself_is_in_no_turn(head: str) -> None:
    text = f"{head}\n\n{printed(*STYLES['colon'])}"
    assert speeches(text, parse_transcript(text)) == [said for _, said in TALK]
