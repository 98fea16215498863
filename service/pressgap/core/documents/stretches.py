"""What is spoken or declared in one breath: each turn and clause as a passage to be cut up.

The part says on whose side of the table a turn stands. Certain asides, headings and notes are
nobody's words and make no passage.
"""

from __future__ import annotations

from pressgap.core.model import (
    Aside,
    Clause,
    Declaration,
    Exchange,
    Part,
    Passage,
    Role,
    Transcript,
    Turn,
)


def clause_stretches(document_id: str, declaration: Declaration) -> list[Passage]:
    """Return one block per clause, however long."""
    return [_clause(document_id, clause) for clause in declaration.clauses]


def speech_stretches(document_id: str, transcript: Transcript) -> list[Passage]:
    """Return one block per turn and per doubtful aside, however long, in the order of the text."""
    exchange_of = {turn: each for each in transcript.exchanges for turn in each.turns}
    roles = {speaker.id: speaker.role for speaker in transcript.speakers}
    opening = frozenset(transcript.opening)
    found = [
        _turn(document_id, turn, roles[turn.speaker], exchange_of.get(turn.number), opening)
        for turn in transcript.turns
    ]
    found += [_trailing(document_id, aside) for aside in transcript.asides if not aside.certain]
    return sorted(found, key=lambda passage: passage.span)


def _clause(document_id: str, clause: Clause) -> Passage:
    return Passage(
        document_id, "block", clause.span, "clause", clause=clause.id, lead_in=clause.lead_in
    )


def _turn(
    document_id: str, turn: Turn, role: Role, exchange: Exchange | None, opening: frozenset[int]
) -> Passage:
    return Passage(
        document_id,
        "block",
        turn.span,
        _part(turn, role, exchange, opening),
        turn=turn.number,
        exchange=exchange.number if exchange else None,
        speaker=turn.speaker,
        role=role,
    )


def _part(turn: Turn, role: Role, exchange: Exchange | None, opening: frozenset[int]) -> Part:
    if exchange is not None and any(asked.turn == turn.number for asked in exchange.questions):
        return "question"  # a chair who asks is asking
    if role == "chair":
        return "chair"
    if exchange is not None:
        return "question" if role == "questioner" else "answer"
    # A questioner who has not asked yet neither asks nor speaks for the principal.
    if role == "questioner":
        return "chair"
    # Closing words answer no question, but nor do they open anything: no verdict tells them apart
    # from what is said without being asked.
    return "opening" if turn.number in opening else "answer"


def _trailing(document_id: str, aside: Aside) -> Passage:
    return Passage(document_id, "block", aside.span, "trailing")
