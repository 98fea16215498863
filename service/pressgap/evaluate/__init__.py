"""Measures on judged cases. Documents go through Library and Comparer: what is measured ships."""

from __future__ import annotations

from pathlib import Path

from pressgap import readers
from pressgap.compare import Comparer
from pressgap.core.align import EmbeddedDocument
from pressgap.core.model import Kind
from pressgap.errors import BadSettings
from pressgap.evaluate.judgements import Case, cases, read_case
from pressgap.evaluate.lines import report_lines
from pressgap.evaluate.result import CaseResult, measure
from pressgap.library import Library, NewDocument

__all__ = ["Case", "CaseResult", "cases", "evaluate_case", "read_case", "report_lines"]

_MAX_CHARS = 20_000_000


def evaluate_case(folder: Path, library: Library, comparer: Comparer) -> CaseResult:
    """Compare the documents of the case in ``folder``, keep nothing, and measure the report.

    Raises ``BadSettings`` for a case that cannot be read, and what reading a document raises.
    """
    case = read_case(folder)
    report = comparer.compare_embedded(
        _embedded(case.declaration, "declaration", library),
        [_embedded(path, "transcript", library) for path in case.transcripts],
        keep=False,
    )
    return measure(case, report)


def _embedded(path: Path, kind: Kind, library: Library) -> EmbeddedDocument:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadSettings(f"{path}, named by the case, cannot be read: {error.strerror}") from error
    read = readers.read(data, name=path.name, max_chars=_MAX_CHARS)
    return library.embed(NewDocument(kind=kind, text=read.text, data=data, title=read.title))
