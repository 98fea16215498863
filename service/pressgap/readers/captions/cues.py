"""The captions of a file with their times, and what is wrong with them, by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.documents.landmarks import clock
from pressgap.errors import UnreadableDocument

_LINE_END = re.compile(r"\r\n|\r|\n")
_ARROW = "-->"
_TIME = re.compile(
    r"(?P<minus>[-−])?(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{1,2})"
    r"(?:[.,:;](?P<part>\d{1,6}))?"
)
_HEADER = "WEBVTT"
_LANGUAGE = re.compile(r"Language:\s*(?P<code>[A-Za-z]{2,3})\b")
_NO_CUE = ("NOTE", "STYLE", "REGION")
_TITLE_WIDTH = 300
_LONG_OVERLAP = 1.0  # seconds
_NAMED = 3  # lines a warning names


@dataclass(frozen=True, slots=True)
class Cue:
    """A caption: from when to when it is shown, in seconds, and its lines with their tags."""

    start: float
    end: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Times:
    line: int  # from 1
    start: float
    end: float


@dataclass(slots=True)
class Captions:
    """All captions of a file in its order, and what it says of itself."""

    cues: tuple[Cue, ...]
    title: str | None
    language: str | None
    headless: bool
    times: list[_Times]
    unreadable: list[int]
    negative: list[int]

    def warnings(self, rolling: bool) -> Iterator[str]:
        """Yield what is wrong with the times; ``rolling``: captions are meant to overlap."""
        if self.headless:
            yield (
                "line 1 is no WEBVTT header, and captions are not numbered as in SubRip: read as "
                "WebVTT all the same"
            )
        before = [line for line, a, b in self._pairs() if b.start < a.start]
        over = [
            line
            for line, a, b in self._pairs()
            if a.start <= b.start < min(a.end, b.end) - _LONG_OVERLAP
        ]
        backwards = [each.line for each in self.times if each.end < each.start]
        for lines, trouble in (
            (self.unreadable, "times that cannot be read; the time of the caption before is taken"),
            (self.negative, "a time before zero; it is taken for zero"),
            (backwards, "an end before its start; only the start is used"),
            (before, "a start before that of the caption above; the order of the file is kept"),
            ([] if rolling else over, "a start while the caption above is still shown; check that "
             "the speeches are in order"),
        ):  # fmt: skip
            if lines:
                yield f"{_lines(lines)}: {trouble}"

    def _pairs(self) -> Iterator[tuple[int, _Times, _Times]]:
        for a, b in pairwise(self.times):
            yield b.line, a, b


def _lines(found: Sequence[int]) -> str:
    named = ", ".join(map(str, found[:_NAMED]))
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"line {named}" if len(found) == 1 else f"lines {named}{more}"


def read_cues(text: str, what: str) -> Captions:
    """Return the captions of a WebVTT or SubRip text; raises ``UnreadableDocument``."""
    from webvtt import WebVTT  # late: hardly ever needed
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    mended = _Mended(lines)
    if not mended.times:
        raise UnreadableDocument(
            f"{what}: no captions in this file: no line like “00:00:01.000 --> 00:00:04.000”; "
            "export the captions again as WebVTT or SubRip"
        )
    try:
        found = WebVTT.from_buffer(iter(mended.lines)).captions
    except (MalformedFileError, MalformedCaptionError) as error:
        raise UnreadableDocument(
            f"{what}: the captions cannot be read ({error}); export them again as WebVTT"
        ) from error
    cues = tuple(
        Cue(caption.start_in_seconds, caption.end_in_seconds, tuple(caption.lines))
        for caption in found
    )
    numbered = any(line.strip().isdigit() for line in lines[:5])
    return Captions(
        cues=cues,
        title=mended.title,
        language=mended.language,
        headless=not mended.has_header and not numbered,
        times=mended.times,
        unreadable=mended.unreadable,
        negative=mended.negative,
    )


@dataclass(slots=True)
class _Mended:
    """A file's ``lines`` made WebVTT that loses no words: times well-formed, blank lines inside
    captions gone.
    """

    source: Sequence[str]
    lines: list[str] = field(default_factory=lambda: [_HEADER, ""])
    times: list[_Times] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    negative: list[int] = field(default_factory=list)
    has_header: bool = False
    title: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        blocks = _blocks(self.source)
        if blocks and blocks[0][0][1].startswith(_HEADER):
            self._head([line for _, line in blocks[0] if _ARROW not in line])
            self.has_header = True
            if not any(_ARROW in line for _, line in blocks[0]):
                blocks = blocks[1:]
        for block in blocks:
            self._block(block)

    def _head(self, lines: Sequence[str]) -> None:
        title = lines[0][len(_HEADER) :].strip(" \t-–—:")
        self.title = title if title and len(title) <= _TITLE_WIDTH else None
        found = (_LANGUAGE.match(line) for line in lines[1:])
        self.language = next((each["code"].lower() for each in found if each), None)

    def _block(self, block: Sequence[tuple[int, str]]) -> None:
        first = block[0][1]
        if not any(_ARROW in line for _, line in block):
            lost = not first.startswith(_NO_CUE) and self.times
            if lost and not all(line.strip().isdigit() for _, line in block):
                self._words([line for _, line in block])  # a blank line inside a caption
            return
        for place, (number, line) in enumerate(block):
            if _ARROW in line:
                self.lines += ["", self._timing(number, line)]
            elif not _leads_to_times(block, place):
                self._words([line])

    def _words(self, lines: Sequence[str]) -> None:
        # What stands before the first times is no caption's.
        self.lines += [line for line in lines if line.strip() and self.times]

    def _timing(self, number: int, line: str) -> str:
        start, _, rest = line.partition(_ARROW)
        first, last = self._seconds(start), self._seconds(rest)
        if first is None:
            self.unreadable.append(number)
            first = self.times[-1].start if self.times else 0.0
            last = first
        elif last is None:
            last = first
        if first < 0 or last < 0:
            self.negative.append(number)
        first, last = max(0.0, first), max(0.0, last)
        self.times.append(_Times(number, first, last))
        return f"{clock(first)}.{_thousandths(first)} {_ARROW} {clock(last)}.{_thousandths(last)}"

    def _seconds(self, text: str) -> float | None:
        found = _TIME.match(text.strip())
        if found is None or int(found["seconds"]) > 59:
            return None
        value = 3600 * int(found["hours"] or 0) + 60 * int(found["minutes"]) + int(found["seconds"])
        exact = value + float(f"0.{found['part'] or 0}")
        return -exact if found["minus"] else exact


def _thousandths(seconds: float) -> str:
    return f"{min(999, int(seconds % 1 * 1000)):03}"


def _blocks(lines: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return the runs of lines between blank ones, with the numbers of the lines."""
    blocks: list[list[tuple[int, str]]] = []
    fresh = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            fresh = True
            continue
        if fresh:
            blocks.append([])
        blocks[-1].append((number, line))
        fresh = False
    return blocks


def _leads_to_times(block: Sequence[tuple[int, str]], place: int) -> bool:
    """Return whether a line is the name or number of the caption whose times follow."""
    if place + 1 >= len(block) or _ARROW not in block[place + 1][1]:
        return False
    return place == 0 or block[place][1].strip().isdigit()
