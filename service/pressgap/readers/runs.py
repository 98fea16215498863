"""Stretches of text with their emphasis → a line that shows it only where it tells something.

A line that begins in bold or italics may begin with who speaks; one that is all bold may be a
question, or a heading. Emphasis inside speech is a matter of print, and is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

_LONGEST_LABEL = 100
_LABEL_AND_MORE = re.compile(
    r"(?P<label>[^\W_][^:：\n]{0,79}[:：])(?P<gap>\s+)(?P<more>\S.*)\Z", re.S
)
# Hidden characters that would tear words and labels apart.
_UNSEEN = {ord(sign): None for sign in "\u00ad\u200b\u2060\ufeff"} | {0xA0: " ", 0x202F: " "}
_STAGE = re.compile(r"[(\[].*[)\]][.]?\Z", re.S)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one emphasis."""

    text: str
    strong: bool = False
    italic: bool = False


def line_of(runs: Sequence[Run]) -> str:
    """Return the text of ``runs`` with their line ends, and other white space as single blanks."""
    return "\n".join(_marked(line) for line in _lines(runs)).strip("\n")


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.translate(_UNSEEN).split("\n")
        line.append(replace(run, text=first))
        for text in others:
            yield line
            line = [replace(run, text=text)]
    yield line


def _marked(line: Sequence[Run]) -> str:
    parts = _merged(line)
    whole = _tidy("".join(part.text for part in parts))
    if not parts or not whole:
        return ""
    first, rest = parts[0], _tidy("".join(part.text for part in parts[1:]))
    words = _tidy(first.text)
    if not (first.strong or first.italic) or not any(map(str.isalnum, words)):
        return whole
    mark = "**" if first.strong else "*"
    if not rest.strip("*_ "):
        return _all_marked(words, mark) + rest
    if len(words) > _LONGEST_LABEL or (mark == "*" and not _leads(words, rest)):
        return whole
    apart = first.text[-1:].isspace() or parts[1].text[:1].isspace()
    gap = " " if apart or words.endswith((":", "：")) else ""
    return f"{mark}{words}{mark}{gap}{rest}"


def _all_marked(words: str, mark: str) -> str:
    """Mark a line that is all of one emphasis; of a turn in bold only who speaks."""
    found = _LABEL_AND_MORE.match(words)
    if found is not None:
        return f"{mark}{found['label']}{mark} {found['more']}"
    return words if _STAGE.match(words) else f"{mark}{words}{mark}"


def _leads(words: str, rest: str) -> bool:
    return words.endswith((":", "：")) or rest.startswith((":", "："))


def _merged(line: Sequence[Run]) -> list[Run]:
    """Return the runs with neighbours of one emphasis joined; white space has none of its own."""
    told: list[Run] = []
    for run in line:
        if not run.text:
            continue
        if told and not run.text.strip():
            told[-1] = replace(told[-1], text=told[-1].text + run.text)
        elif run.text.strip() or told:
            told.append(run)
    joined = groupby(told, key=lambda run: (run.strong, run.italic and not run.strong))
    return [
        Run("".join(run.text for run in group), strong, italic)
        for (strong, italic), group in joined
    ]


def _tidy(text: str) -> str:
    return " ".join(text.split())
