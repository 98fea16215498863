"""Whether reading takes time in proportion to length: ``python -m benchmarks parsing``.

Each text is read at one length and at four times that; in proportion means four times the time, and
twice that is the bound. The same for the pieces that parsing is made of, on texts that are odd
enough to bring out what would be slower. Ten megabytes of a press conference are timed as such.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks.measures import Row
from pressgap.core.declarations.clause_labels import clause_labels
from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.passages import passages
from pressgap.core.model import Clause, Declaration, Span
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import PressGapError, TooLarge
from pressgap.readers import read
from pressgap.readers.html import extract

CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "seen" / "transcripts"
_TIMES = 4
_LONG = 10_000_000
_SPOKEN = ("names-with-outlets.txt", "bare-q-briefing.txt", "hearing.txt", "labels-on-own-line.txt")
_ODD_SPEECH = (
    "Ann: why? ",
    "a: b\n",
    "Mr. A. ",
    "Q  x\n",
    "A Bc\n",
    "(x) [y]\n",
    "Ann Roe - ",
    "1:2 ",
    "Ann Roe" + " " * 99 + "why?" + " " * 99 + "\n",
)
_DECLARED = (
    "1. The bank raises rates. ",
    "{n}. The bank raises rates.\n",
    "{n}. We name:\n1. rates\n\n",
    "Trade\n",
    "## Trade\n\n1. Rates rise.\n",
    "The bank raises rates and shuts the bridge\n",
    "Mayor we pay\n- ",
    "*",
    "\r",
)
_CUT = ("word ", "a, ", "長", "Rates rise. ", "\n\n", "x")
_SENTENCES = ("a", ". ", "?!", "A. ", "\n")


def parsing() -> Iterator[Row]:
    """Return a row for each kind of text: how much longer four times the text takes."""
    for name in _SPOKEN:
        text = (CORPUS / name).read_text(encoding="utf-8")
        yield _in_proportion(f"transcript, {name}", partial(_repeated, text), 20)
    yield _in_proportion(
        "odd transcripts",
        lambda n: [_spoken("Ann Roe: Why?\n" + p * n) for p in _ODD_SPEECH],
        4_000,
    )
    yield _in_proportion("odd declarations", lambda n: [_declared(p, n) for p in _DECLARED], 1_000)
    yield _in_proportion("passages of odd texts", lambda n: [_cut(p * n) for p in _CUT], 4_000)
    yield _in_proportion(
        "sentences of odd texts", lambda n: [sentence_spans(p * n) for p in _SENTENCES], 40_000
    )
    yield _in_proportion("labels of clauses", _labels, 500)
    yield _in_proportion("a page in HTML", _page, 2_000)
    yield from _ten_megabytes()


def _page(turns: int) -> str:
    said = "".join(f"<p><b>Ann Roe {n}:</b> Who pays for bridge {n}?</p>" for n in range(turns))
    return extract(f"<html><body><main>{said}</main></body></html>".encode(), "page.html").text


def _in_proportion(what: str, action: Callable[[int], object], size: int) -> Row:
    short, long = (min(_seconds(action, n) for _ in range(2)) for n in (size, _TIMES * size))
    measured = f"{long / max(short, 1e-6):.1f} × ({long:.2f} s)"
    return Row(f"{_TIMES} times the text: {what}", measured, f"{2 * _TIMES} ×")


def _seconds(action: Callable[[int], object], size: int) -> float:
    before = time.process_time()
    action(size)
    return time.process_time() - before


def _ten_megabytes() -> Iterator[Row]:
    text = (CORPUS / _SPOKEN[0]).read_text(encoding="utf-8")
    long = text * (_LONG // len(text))
    seconds = _seconds(lambda _: _spoken(long), 0)
    yield Row("a transcript of 10 million characters", f"{seconds:.1f} s", "60 s")
    yield Row("50 MB refused unread", f"{1000 * _seconds(_refused, 50_000_000):.0f} ms", "100 ms")


def _refused(size: int) -> None:
    try:
        read(bytes(size), name="big.txt", max_chars=500_000)
    except TooLarge:
        return
    raise AssertionError("50 MB were read")


def _spoken(text: str) -> None:
    try:
        parse_transcript(text)
    except PressGapError:
        return


def _repeated(text: str, times: int) -> None:
    _spoken(text * times)


def _declared(piece: str, times: int) -> None:
    try:
        parse_declaration("a\n" + "".join(piece.format(n=n) for n in range(1, times)))
    except PressGapError:
        return


def _cut(text: str) -> None:
    text = f"Start. {text}end"
    declared = Declaration((Clause("c1", "1", "All", Span(0, len(text))),))
    passages("d1", text, declared, _pieces, 256)


def _pieces(texts: Sequence[str]) -> list[int]:
    """Count a word piece for every fourth character: no model is needed to cut a text."""
    return [len(text) // 4 + 1 for text in texts]


def _labels(count: int) -> None:
    clauses = [f"Clause {n} pays for bridge {n} and school {n * 7}." for n in range(count)]
    clause_labels([*clauses, "very long words " * (20 * count), "x" * (100 * count)])
    clause_labels(["one same clause of many different words each time " * 30] * (count // 5))
