"""Which documents may be held against each other."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.core.model import Document, Kind
from pressgap.errors import BadSettings


def check_pairing(declaration: Document, transcripts: Sequence[Document]) -> None:
    """Raise ``BadSettings`` for wrong kinds, no transcript, or a declaration against itself."""
    if not transcripts:
        raise BadSettings("a comparison needs at least one transcript")
    _check_kind(declaration, "declaration")
    for transcript in transcripts:
        _check_kind(transcript, "transcript")
        if transcript.sha256 == declaration.sha256:
            raise BadSettings(
                f"“{transcript.title}” is the same text as the declaration: a document cannot be "
                "compared with itself; name the transcript of what was said about it"
            )


def _check_kind(document: Document, kind: Kind) -> None:
    if document.kind != kind:
        raise BadSettings(
            f"{document.id} (“{document.title}”) is a {document.kind}, but stands where a {kind} "
            f"is needed; swap the two, or add the text again as a {kind}"
        )
