"""A real library and comparer with a judge that says what a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.matching.background import Background, build_background
from pressgap.core.matching.opinions import Judge, Opinion, Pair, Ruling
from pressgap.core.matching.verdict_model import RAISED, Logistic
from pressgap.core.model import Kind
from pressgap.core.report import JudgeRef, ModelRef
from pressgap.core.text.terms import terms
from pressgap.data import load_verdict_model
from pressgap.kept import KeptComparisons
from pressgap.library import NewDocument
from pressgap.second_opinions import Asker, SecondOpinions
from pressgap.settings import Settings
from pressgap.wiring import Parts
from tests.fakes import FakeEncoder, open_library
from tests.parts import fetch_nothing

REF = JudgeRef("Ada", "by hand", "ada", None, None, True, "rubric-0")
ELSEWHERE = JudgeRef("Ada", "chat", "ada", None, "https://ada.example.org/v1", False, "rubric-0")
UNRELATED = (
    "Good morning and welcome to all of you.",
    "The minutes of the last meeting were approved.",
    "We turn to item two of the agenda.",
    "Is there any other business before lunch?",
)


def none_related(_: Pair) -> Ruling:
    return Opinion("none", 0.9, "It is about something else.")


@dataclass
class FakeJudge:
    """Rules as ``say`` does, and remembers what it was shown."""

    say: Callable[[Pair], Ruling] = none_related
    ref: JudgeRef = REF
    seen: list[Pair] = field(default_factory=list)

    def opinions(self, pairs: Sequence[Pair], seconds: float) -> Iterator[Ruling]:
        for pair in pairs:
            self.seen.append(pair)
            yield self.say(pair)


def unrelated(encoder: FakeEncoder) -> Background:
    said = [tuple(terms(text)) for text in UNRELATED]
    return build_background("by hand", encoder.sha256, encoder.encode(UNRELATED), said, said)


def judged_parts(
    data_dir: Path,
    judge: Judge | None,
    max_pairs: int = 1_000,
    background: bool = True,
) -> Parts:
    """Open parts in ``data_dir``; to be closed. No ``judge``: the first stage alone.

    The bars of absence are so low, and what is raised so plainly told from what is asked and
    answered, that half of the town's budget is left open.
    """
    encoder, settings = FakeEncoder(), Settings(data_dir=data_dir)
    library = open_library(data_dir, encoder, settings)
    table = unrelated(encoder) if background else None
    either = Logistic(0.0, tuple(float(name == "either") for name in RAISED))
    model = replace(load_verdict_model(), raised=either, not_raised_bar=0.016, off_bar=0.1)
    asker = None if judge is None else Asker(judge, library.store, max_pairs, max_seconds=60)
    comparer = Comparer(
        library,
        library.store,
        model=ModelRef(encoder.name, encoder.sha256),
        verdict_model=model,
        background=table,
        languages=settings.model_languages,
        second_opinions=None if asker is None else SecondOpinions(asker, model, table),
    )
    kept = KeptComparisons(library.store)
    return Parts(settings, library, kept, lambda: comparer, library.store, fetch_nothing)


def add(parts: Parts, kind: Kind, text: str, **about: str) -> str:
    new = NewDocument(
        kind=kind,
        text=text,
        data=text.encode(),
        title=about.get("title", kind),
        language=about.get("language", "en"),
    )
    return parts.library.add(new).document.id
