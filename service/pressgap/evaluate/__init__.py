"""Measures on labelled folders, through Library and Comparer: what is measured is what ships."""

from __future__ import annotations

from pathlib import Path

from pressgap import __version__, readers
from pressgap.compare import Comparer
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Kind
from pressgap.errors import BadSettings
from pressgap.evaluate.cases import Rows, pooled, rows_of
from pressgap.evaluate.discussions import discussions
from pressgap.evaluate.embedding import Embedding
from pressgap.evaluate.floor import Floor
from pressgap.evaluate.folder import Labelled, meeting_files, meetings_of, recognise
from pressgap.evaluate.judgements import read_case
from pressgap.evaluate.measures import Measure, Progress, Result
from pressgap.evaluate.meetings import read_meeting, read_statements
from pressgap.evaluate.points import key_points, read_split, splits
from pressgap.evaluate.runs import Run
from pressgap.evaluate.speech import Speech, embed
from pressgap.evaluate.statements import statements
from pressgap.evaluate.verdicts import verdict_measures
from pressgap.library import Library, NewDocument

__all__ = ["Evaluator", "Labelled", "Measure", "Result", "Run", "recognise"]

_MAX_CHARS = 20_000_000
_FITTED_ON = "train"


def _silent(_what: str, _done: int, _total: int) -> None:
    """Report to nobody."""


class Evaluator:
    """Measures what a library and comparer find; embeds each meeting once.

    ``keep_vectors`` leaves the vectors of what is embedded in the library's database, so that the
    next run has them at hand. Nothing else is kept.
    """

    def __init__(
        self,
        library: Library,
        comparer: Comparer,
        progress: Progress = _silent,
        *,
        keep_vectors: bool = False,
    ) -> None:
        self._library = library
        self._embedding = Embedding(library, keep_vectors)
        self._comparer = comparer
        self._progress = progress
        self._speeches: dict[Path, Speech] = {}

    def run(self, path: Path, *, fitted_on: bool = True) -> Run:
        """Measure what lies at ``path``: a labelled folder, or a folder of such.

        ``fitted_on`` False leaves the splits called train out. Raises ``BadSettings`` for a folder
        that holds none or cannot be read, and what reading and embedding a document raises.
        """
        encoder = self._library.encoder()
        found = [f for f in recognise(path) if fitted_on or f.path.name != _FITTED_ON]
        cases = [each.path for each in found if each.kind == "case"]
        others = [result for each in found for result in self._others(each, fitted_on)]
        return Run(
            pressgap=__version__,
            model=f"{encoder.name} {encoder.sha256[:12]}",
            results=(*self._cases(cases), *others),
        )

    def _others(self, found: Labelled, fitted_on: bool) -> list[Result]:
        if found.kind == "qmsum":
            return [self._qmsum(found.path)]
        if found.kind == "explainmeetsum":
            return [self._explained(found.path)]
        if found.kind == "argkp":
            names = [name for name in splits(found.path) if fitted_on or name != _FITTED_ON]
            names.sort(key=lambda name: (name == _FITTED_ON, name))
            return [self._argkp(found.path, name) for name in names]
        return []

    def _qmsum(self, path: Path) -> Result:
        speeches = self._embedded(meeting_files(path))
        result = discussions(_title(path), speeches, self._library, self._progress)
        return _noted(result, [*_fitted(path.name), *_unread(speeches)])

    def _explained(self, path: Path) -> Result:
        speeches = self._embedded(meetings_of(path))
        given = [read_statements(each) for each in meeting_files(path)]
        result = statements(_title(path), speeches, given, self._library, self._progress)
        return _noted(result, [*_fitted(path.name), *_unread(speeches)])

    def _argkp(self, path: Path, split: str) -> Result:
        stances = read_split(path, split)
        if not stances:
            raise BadSettings(f"{path}: the split {split!r} has no topic with key points")
        title = f"{_title(path)} {split}"
        result = key_points(title, stances, self._embedding, self._comparer, self._progress)
        return _noted(result, _fitted(split))

    def _embedded(self, paths: list[Path]) -> list[Speech]:
        for done, path in enumerate(paths):
            self._progress("Reading meetings", done, len(paths))
            if path.resolve() not in self._speeches:
                self._speeches[path.resolve()] = embed(read_meeting(path), self._embedding)
        return [self._speeches[path.resolve()] for path in paths]

    def _cases(self, folders: list[Path]) -> list[Result]:
        measured = []
        for done, folder in enumerate(folders):
            self._progress("Judged cases", done, len(folders))
            measured.append(self._case(folder))
        results = [verdict_measures(title, rows, notes) for title, rows, notes in measured]
        if len(measured) > 1:
            every = pooled([rows for _, rows, _ in measured])
            results.append(verdict_measures(f"all {len(measured)} cases", every))
        return results

    def _case(self, folder: Path) -> tuple[str, Rows, list[str]]:
        case = read_case(folder)
        declaration = self._document(case.declaration, "declaration")
        transcripts = [self._document(path, "transcript") for path in case.transcripts]
        report = self._comparer.compare_embedded(declaration, transcripts, keep=False)
        model = report.manifest.verdict_model
        notes = [f"verdict model {model.name} {model.sha256[:12]}"]
        floor = Floor(self._library)
        return case.title, rows_of(case, report, declaration, transcripts, floor), notes

    def _document(self, path: Path, kind: Kind) -> EmbeddedDocument:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise BadSettings(
                f"{path}, named by the case, cannot be read: {error.strerror}"
            ) from error
        read = readers.read(data, name=path.name, max_chars=_MAX_CHARS)
        new = NewDocument(kind=kind, text=read.text, data=data, title=read.title)
        return self._embedding.embed(new)


def _title(path: Path) -> str:
    whole = path.resolve()
    return f"{whole.parent.name}/{whole.name}"


def _fitted(name: str) -> list[str]:
    if name != _FITTED_ON:
        return []
    return ["“train” is what the shipped numbers are fitted on: expect less elsewhere"]


def _unread(speeches: list[Speech]) -> list[str]:
    lost = [speech.meeting.name for speech in speeches if not speech.read]
    strays = sum(speech.meeting.strays for speech in speeches)
    notes = []
    if lost:
        notes.append(f"structured by their labels, for the parser loses speech: {', '.join(lost)}")
    if strays:
        notes.append(f"labels that name turns the meetings do not have, passed over: {strays}")
    return notes


def _noted(result: Result, notes: list[str]) -> Result:
    return Result(
        result.title,
        result.kind,
        result.documents,
        result.resampled,
        result.measures,
        result.decided,
        (*result.notes, *notes),
    )
