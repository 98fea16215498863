"""Comparisons: one declaration held against transcripts; judged, reported, kept, reviewed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pressgap import __version__
from pressgap.core.codec import to_json
from pressgap.core.documents.pairing import check_pairing
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.background import Background
from pressgap.core.matching.declared import Declared
from pressgap.core.matching.pairs import ANSWERS, QUESTIONS, Pairs, pairs_of
from pressgap.core.matching.verdict import VerdictModel, combine, judge
from pressgap.core.model import Declaration, Document, Transcript, TranscriptVerdicts
from pressgap.core.report import Manifest, ModelRef, Report
from pressgap.core.reports.build_report import build_report
from pressgap.errors import BadSettings, ComparisonNotFound
from pressgap.kept import load
from pressgap.second_opinions import Case, Heard, Progress, SecondOpinions
from pressgap.store import Store

EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class ComparisonSettings:
    """How many passages a clause shows: ``evidence`` over the bar, ``closest`` below it."""

    evidence: int = 5
    closest: int = 3

    def __post_init__(self) -> None:
        """Refuse counts that cannot be meant; raises ``BadSettings``."""
        for name in ("evidence", "closest"):
            value = getattr(self, name)
            if not 0 <= value <= 50:
                raise BadSettings(f"settings.{name} must be from 0 to 50, not {value}")


class Documents(Protocol):
    """Where documents with their vectors come from: the library."""

    def embedded(self, document_id: str) -> EmbeddedDocument:
        """Return the document; raises ``DocumentNotFound``."""


class Comparer:
    """Runs comparisons and keeps them. Safe to share between threads."""

    def __init__(
        self,
        documents: Documents,
        store: Store,
        *,
        model: ModelRef,
        verdict_model: VerdictModel,
        background: Background | None,
        languages: Sequence[str],
        second_opinions: SecondOpinions | None = None,
        notes: Sequence[str] = (),
        expected_raised_percent: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Put the parts together.

        ``notes`` are warnings that stand in every Report; ``expected_raised_percent`` is the share
        of clauses that ``verdict_model`` expects to be raised, 0 for the one it was fitted at: the
        manifest names it.
        """
        self._documents = documents
        self._store = store
        self._model = model
        self._verdict_model = verdict_model
        self._expected_raised = expected_raised_percent
        self._background = background
        self._languages = tuple(languages)
        self._second_opinions = second_opinions
        self._notes = tuple(notes)
        self._now = now
        self._held: Declared | None = None

    def compare(
        self,
        declaration_id: str,
        transcript_ids: Sequence[str],
        settings: ComparisonSettings = ComparisonSettings(),
        keep: bool = True,
        progress: Progress | None = None,
    ) -> Report:
        """Compare stored documents.

        The same documents, settings and models give the same comparison: a kept one is returned
        with its reviews instead of being made again, unless opinions of a judge are missing in it.
        ``progress`` counts the pairs put to the judge. Raises ``DocumentNotFound`` and
        ``BadSettings`` (wrong kinds, no transcript, a document against itself).
        """
        declaration = self._documents.embedded(declaration_id)
        transcripts = [self._documents.embedded(each) for each in transcript_ids]
        return self.compare_embedded(declaration, transcripts, settings, keep, progress)

    def compare_embedded(
        self,
        declaration: EmbeddedDocument,
        transcripts: Sequence[EmbeddedDocument],
        settings: ComparisonSettings = ComparisonSettings(),
        keep: bool = True,
        progress: Progress | None = None,
    ) -> Report:
        """Compare documents at hand, as ``compare`` does; ``keep`` needs them to be stored."""
        transcripts = _distinct(transcripts)
        check_pairing(declaration.document, [each.document for each in transcripts])
        manifest = self._manifest(declaration, transcripts, settings)
        comparison_id = _comparison_id(manifest, declaration, transcripts)
        kept = self._kept(comparison_id) if keep else None
        if kept is not None and not _lacks_opinions(kept):
            return kept
        report = self._report(
            comparison_id, declaration, transcripts, settings, manifest, keep, progress
        )
        if keep:
            ids = [each.document.id for each in transcripts]
            self._store.add_comparison(
                to_json(report), declaration.document.id, ids, replace=kept is not None
            )
        return report if kept is None else load(self._store, comparison_id)

    def chances(
        self, declaration: EmbeddedDocument, transcript: EmbeddedDocument
    ) -> NDArray[np.float64]:
        """Return (clauses, turns): how likely each turn raises each clause.

        Rows are aligned with ``Declaration.clauses``, columns with ``Transcript.turns``; a turn
        that is no evidence (the chair's, one without passages) has 0.
        """
        pairs = self._pairs(declaration, transcript)
        return _by_turn(pairs.best, pairs, declaration, transcript)

    def points(
        self, declaration: EmbeddedDocument, transcript: EmbeddedDocument
    ) -> NDArray[np.float64]:
        """Return (clauses, turns) as ``chances`` does: how likely each turn makes each clause's own
        point, where it is related at all.
        """
        pairs = self._pairs(declaration, transcript)
        return _by_turn(pairs.strongest, pairs, declaration, transcript)

    def _pairs(self, declaration: EmbeddedDocument, transcript: EmbeddedDocument) -> Pairs:
        held, models = self._declared(declaration), (self._verdict_model, self._background)
        return pairs_of(declaration, transcript, *models, held=held)

    def _kept(self, comparison_id: str) -> Report | None:
        try:
            return load(self._store, comparison_id)
        except ComparisonNotFound:
            return None

    def _report(
        self,
        comparison_id: str,
        declaration: EmbeddedDocument,
        transcripts: Sequence[EmbeddedDocument],
        settings: ComparisonSettings,
        manifest: Manifest,
        keep: bool,
        progress: Progress | None,
    ) -> Report:
        counts = settings.evidence, settings.closest
        first = [self._judge(declaration, each, *counts) for each in transcripts]
        heard = self._heard(declaration, transcripts, first, counts, keep, progress)
        report = build_report(
            id=comparison_id,
            created=self._now().isoformat(timespec="seconds"),
            declaration=declaration.document,
            outline=_outline(declaration),
            transcripts=[(each.document, _speech(each)) for each in transcripts],
            findings=heard.findings,
            combined=combine(heard.findings, *counts),
            manifest=replace(manifest, judge=heard.judge),
            warnings=(*self._warnings(declaration, transcripts, first), *heard.warnings),
        )
        return heard.shown(report, first, transcripts)

    def _heard(
        self,
        declaration: EmbeddedDocument,
        transcripts: Sequence[EmbeddedDocument],
        first: Sequence[TranscriptVerdicts],
        counts: tuple[int, int],
        keep: bool,
        progress: Progress | None,
    ) -> Heard:
        """Put what the first stage leaves open to the judge, if there is one."""
        if self._second_opinions is None:
            return Heard(tuple(first))
        cases = [
            Case(each, found, self._judge(declaration, each, EVERYTHING, EVERYTHING))
            for each, found in zip(transcripts, first, strict=True)
            if not any(self._foreign(document.document) for document in (declaration, each))
        ]
        heard = self._second_opinions.hear(declaration, cases, counts, keep, progress)
        return heard.among(first)

    def _judge(
        self,
        declaration: EmbeddedDocument,
        transcript: EmbeddedDocument,
        evidence: int,
        closest: int,
    ) -> TranscriptVerdicts:
        foreign = [
            warning
            for each in (declaration, transcript)
            if (warning := self._foreign(each.document)) is not None
        ]
        return judge(
            declaration,
            transcript,
            self._verdict_model,
            self._background,
            evidence=evidence,
            closest=closest,
            trusted=not foreign,
            reason=foreign[0] if foreign else "",
            held=self._declared(declaration),
        )

    def _declared(self, declaration: EmbeddedDocument) -> Declared:
        """Return what holding a declaration takes of it alone.

        That of the last one stays at hand: it is held against several transcripts, and again when
        another is added. It takes some 30 kB for each of its sentences.
        """
        held = self._held
        if held is None or held.document is not declaration:
            held = self._held = Declared.of(declaration, self._verdict_model, self._background)
        return held

    def _foreign(self, document: Document) -> str | None:
        if document.language in (*self._languages, "und"):
            return None
        known = ", ".join(self._languages)
        return (
            f"The {document.kind} “{document.title}” is in a language ({document.language}) that "
            f"the model does not know ({known}), so no verdict is given; set model and "
            f"model_languages to a multilingual model."
        )

    def _warnings(
        self,
        declaration: EmbeddedDocument,
        transcripts: Sequence[EmbeddedDocument],
        findings: Sequence[TranscriptVerdicts],
    ) -> Sequence[str]:
        found: dict[str, None] = dict.fromkeys(self._notes)
        for each in (declaration, *transcripts):
            if (foreign := self._foreign(each.document)) is not None:
                found[foreign] = None
            for warning in each.structure.warnings:
                found[f"{each.document.title}: {warning}"] = None
        for finding in findings:
            found.update(dict.fromkeys(finding.warnings))
        return tuple(found)

    def _manifest(
        self,
        declaration: EmbeddedDocument,
        transcripts: Sequence[EmbeddedDocument],
        settings: ComparisonSettings,
    ) -> Manifest:
        background, second = self._background, self._second_opinions
        return Manifest(
            pressgap=__version__,
            model=self._model,
            verdict_model=ModelRef(self._verdict_model.name, self._verdict_model.sha256),
            background=ModelRef(background.name, background.sha256) if background else None,
            judge=second.ref if second else None,
            settings={
                **asdict(settings),
                "model_languages": list(self._languages),
                "expected_raised_percent": self._expected_raised,
                **(second.settings if second else {}),
            },
            texts={d.document.id: d.document.sha256 for d in (declaration, *transcripts)},
            options={d.document.id: d.options for d in transcripts if d.options is not None},
        )


def _lacks_opinions(report: Report) -> bool:
    judge = report.manifest.judge
    return judge is not None and judge.failed > 0


def _distinct(transcripts: Sequence[EmbeddedDocument]) -> list[EmbeddedDocument]:
    return list({each.document.id: each for each in transcripts}.values())


def _by_turn(
    score: Callable[[str, list[int]], float],
    pairs: Pairs,
    declaration: EmbeddedDocument,
    transcript: EmbeddedDocument,
) -> NDArray[np.float64]:
    columns: dict[int | None, list[int]] = {}
    for column in pairs.columns(QUESTIONS + ANSWERS):
        columns.setdefault(pairs.spoken.passages[column].turn, []).append(column)
    turns = [columns.get(turn.number, []) for turn in _speech(transcript).turns]
    clauses = _outline(declaration).clauses
    return np.array([[score(clause.id, some) for some in turns] for clause in clauses])


def _outline(embedded: EmbeddedDocument) -> Declaration:
    assert isinstance(embedded.structure, Declaration)  # noqa: S101 - kind checked before
    return embedded.structure


def _speech(embedded: EmbeddedDocument) -> Transcript:
    assert isinstance(embedded.structure, Transcript)  # noqa: S101 - kind checked before
    return embedded.structure


def _comparison_id(
    manifest: Manifest, declaration: EmbeddedDocument, transcripts: Sequence[EmbeddedDocument]
) -> str:
    """Return an id made of all that decides the findings, the parsed structures included."""
    key = {
        "manifest": to_json(manifest),
        "declaration": to_json(declaration.structure),
        "transcripts": [[t.document.id, to_json(t.structure)] for t in transcripts],
    }
    return "r" + hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:15]
