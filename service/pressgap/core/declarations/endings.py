"""What is printed with a declaration and is not of it: footnotes, signatures, publisher's notes.

Where the declaring ends is decided over the whole text at once: of all places where a tail may
begin, and of all stretches of signatures that an annex may follow, those are taken whose blocks
together speak most for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from statistics import median

from pressgap.core.declarations.blocks import Block, ends
from pressgap.core.declarations.closing_cues import Cue, Kind, cues
from pressgap.core.declarations.closing_words import is_formula, is_published_note
from pressgap.core.declarations.footnotes import footnotes

_ENTRY = 1.0  # what must speak for an ending at least
_GAP, _RULE, _ONLY_RULE = 1.0, 1.0, 2.5  # what speaks for one that is set off
_REOPENED, _GOES_ON = 2.0, 8.0  # what must speak for an annex, and for a sentence behind names
_MOST_PROSE = 0.5  # share of the text


class _State(IntEnum):
    """Declared; signed, with more to follow; behind the end."""

    DECLARED = 0
    SIGNED = 1
    BEHIND = 2


def beside_the_text(text: str, blocks: Sequence[Block]) -> dict[int, Kind]:
    """Return the places of blocks that are footnotes, signatures or notes of the publisher."""
    found: dict[int, Kind] = dict.fromkeys(footnotes(text, blocks), "footnote")
    for place, block in enumerate(blocks):
        if is_published_note(text, block):
            found[place] = "publisher"
        elif place and is_formula(text, block):
            found[place] = "signature"  # at the top it tells where and when
    weighed = cues(text, blocks, found)
    closing = {place: weighed[place].kind for place in _closing(text, blocks, weighed)}
    return closing | found


# --- the decision --------------------------------------------------------------------------


def _closing(text: str, blocks: Sequence[Block], weighed: Sequence[Cue]) -> list[int]:
    """Return the places of the blocks that are not declared."""
    states = _states(weighed, _offsets(text, blocks))
    tail = [place for place, state in enumerate(states) if state is _State.BEHIND]
    if _is_too_long(text, blocks, tail):
        return []
    return [place for place, state in enumerate(states) if state is not _State.DECLARED]


def _is_too_long(text: str, blocks: Sequence[Block], tail: Sequence[int]) -> bool:
    prose = [blocks[place].span for place in tail if ends(text, blocks[place])]
    return sum(span.end - span.start for span in prose) > _MOST_PROSE * len(text)


@dataclass(frozen=True, slots=True)
class _Step:
    """The best that can be made of the text up to a block, for each state of that block."""

    scores: tuple[float, float, float]
    before: tuple[_State, _State, _State]


def _states(weighed: Sequence[Cue], offsets: Sequence[float]) -> list[_State]:
    """Return the state of each block, of all sequences the one that is worth most."""
    no = float("-inf")
    steps: list[_Step] = []
    scores = (0.0, no, no)
    for cue, offset in zip(weighed, offsets, strict=True):
        step = _step(scores, cue, offset)
        steps.append(step)
        scores = step.scores
    state = max(_State, key=lambda one: scores[one]) if steps else _State.DECLARED
    found: list[_State] = []
    for step in reversed(steps):
        found.append(state)
        state = step.before[state]
    return found[::-1]


def _step(scores: tuple[float, float, float], cue: Cue, offset: float) -> _Step:
    """Return the next step; nobody comes back from behind the end."""
    declared, signed, behind = scores
    reopened = signed - (_REOPENED if cue.reopens else _GOES_ON)
    entered = declared + offset
    signs = entered if cue.anchor else float("-inf")
    return _Step(
        (
            max(declared, reopened),
            cue.weight + max(signed, signs),
            cue.weight + max(behind, entered),
        ),
        (
            _State.DECLARED if declared >= reopened else _State.SIGNED,
            _State.SIGNED if signed >= signs else _State.DECLARED,
            _State.BEHIND if behind >= entered else _State.DECLARED,
        ),
    )


def _offsets(text: str, blocks: Sequence[Block]) -> list[float]:
    """Return for each block what speaks for an ending that begins there, going by what is above.

    Whoever rules off the parts of a text rules off more than its last lines.
    """
    gaps = _gaps(text, blocks)
    usual = median([gap for gap in gaps if gap > 1] or [0])
    numbers = [place for place, block in enumerate(blocks) if block.mark is not None]
    rules = [p for p in range(numbers[0], len(blocks)) if blocks[p].rule] if numbers else []
    only = rules[0] if len(rules) == 1 and len(numbers) > 1 else -1
    found: list[float] = []
    declared = False
    for place, block in enumerate(blocks):
        offset = -_ENTRY
        if gaps[place] > usual:
            offset += _GAP
        if place and blocks[place - 1].rule:
            offset += _ONLY_RULE if place - 1 == only else _RULE
        found.append(offset if declared else float("-inf"))
        declared = declared or block.mark is not None or ends(text, block)
    return found


def _gaps(text: str, blocks: Sequence[Block]) -> list[int]:
    """Return how many line ends stand before each block, 0 before the first."""
    ends_at = [0, *(block.span.end for block in blocks)]
    return [
        len(f"{text[end : block.span.start]}.".splitlines()) - 1 if end else 0
        for end, block in zip(ends_at, blocks, strict=False)
    ]
