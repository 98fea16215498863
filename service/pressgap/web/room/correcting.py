"""Correcting what was understood of a transcript: a form at the speaker or turn it is about.

What a form is about stands in it as a place in the text, which never changes; numbers and ids of a
reading may mean something else once somebody has corrected it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.correction import KeptCorrection, Wanted
from pressgap.core.model import Speaker, Transcript, Turn
from pressgap.errors import BadSettings, PressGapError
from pressgap.web.current import parts
from pressgap.web.room.addresses import document_page
from pressgap.web.room.document import page_of
from pressgap.web.room.page import done, room, sentence, status_of
from pressgap.web.room.person import note_given, remember


@room.post("/documents/<document_id>/corrections")
def correct(document_id: str) -> AnyResponse:
    """Keep a correction, or take one back, and lead to where it shows."""
    document = parts().library.get(document_id)
    before = _transcript(document.id)
    try:
        made = _made(document.id, before)
    except PressGapError as error:
        return page_of(document.id, status_of(error), wrong=sentence(error))
    place = f"{document_page(document.id)}{_where(_transcript(document.id))}"
    return remember(done(place, *(sentence(_told(row)) for row in made)), _by())


def _told(row: KeptCorrection) -> str:
    return row.says if row.undoes is not None else f"Kept: {row.says}"


def _made(document_id: str, transcript: Transcript) -> Sequence[KeptCorrection]:
    note, library = note_given("by"), parts().library
    if "undo" in request.form:
        ids = [_number("undo")]
        return library.undo_corrections(document_id, ids, _by(), note).corrections
    about = _of_turn if request.form.get("about") == "turn" else _of_speaker
    wanted = list(about(transcript))
    if not wanted:
        raise BadSettings("nothing is changed yet: change what is wrong, then keep it")
    return library.correct(document_id, wanted, _by(), note).corrections


def _of_speaker(transcript: Transcript) -> Iterator[Wanted]:
    """Yield what differs from what is known of the speaker."""
    at = _number("at")
    speaker = _speaker(transcript, at)
    now = {"name": speaker.name, "outlet": speaker.outlet or "", "role": speaker.role}
    given = {fact: _words(fact, value) for fact, value in now.items()}
    if _words("into"):
        yield Wanted("merge", at=at, into=_speaker(transcript, _number("into")).id)
    if given["name"] != " ".join(now["name"].split()):
        yield Wanted("name", at=at, value=given["name"])
    if given["outlet"] != " ".join(now["outlet"].split()):
        yield Wanted("outlet", at=at, value=given["outlet"] or None)
    if given["role"] != speaker.role:
        yield Wanted("role", at=at, value=given["role"])


def _of_turn(transcript: Transcript) -> Iterator[Wanted]:
    at = _turn(transcript, _number("at")).span.start
    match request.form.get("what"):
        case "not_a_turn":
            yield Wanted("not_a_turn", at=at)
        case "nobody":
            yield Wanted("nobody", at=at)
        case "split":
            into = _speaker(transcript, _number("into")).id if _words("into") else None
            yield Wanted("split", at=at, value=_words("name") or None, into=into)
        case _:
            raise BadSettings("say first what is wrong with the turn")


def _where(transcript: Transcript) -> str:
    """Return the place on the page that shows what was corrected, as it is read now."""
    if "undo" in request.form:
        return "#corrections"
    at = _number("at")
    before = [turn for turn in transcript.turns if turn.span.start <= at]
    turn = before[-1] if before else transcript.turns[0]
    if request.form.get("about") == "turn":
        return f"#t-{turn.span.start}"
    first = next(each for each in transcript.turns if each.speaker == turn.speaker)
    return f"?speakers=all#s-{first.span.start}"


def _speaker(transcript: Transcript, at: int) -> Speaker:
    return transcript.speaker(_turn(transcript, at).speaker)


def _turn(transcript: Transcript, at: int) -> Turn:
    for turn in transcript.turns:
        if turn.span.start == at:
            return turn
    raise BadSettings("no turn begins there any more: somebody corrected it meanwhile")


def _transcript(document_id: str) -> Transcript:
    found = parts().library.structure(document_id)
    if isinstance(found, Transcript):
        return found
    raise BadSettings(f"{document_id} is a declaration: only transcripts can be corrected")


def _by() -> str:
    return request.form.get("by", "")


def _words(name: str, otherwise: str = "") -> str:
    return " ".join(request.form.get(name, otherwise).split())


def _number(name: str) -> int:
    value = request.form.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) <= 12):
        raise BadSettings(f"the form names no place in the text ({name}): open the page again")
    return int(value)
