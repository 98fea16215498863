"""Starting a comparison: from documents that are kept, or from texts brought along."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.documents.listing import DocumentSummary, summary_of
from pressgap.core.model import Kind
from pressgap.errors import BadSettings, DocumentNotFound, PressGapError
from pressgap.library import NewDocument
from pressgap.library.sample import sample
from pressgap.render.words import plural
from pressgap.web.current import parts
from pressgap.web.room.addresses import comparison_page
from pressgap.web.room.page import done, room, sentence, show, status_of
from pressgap.web.room.taking import Refused, Taken, field, has_text, refusal, take

_OFFERED = 200  # of each kind; older ones are found in the library and begin there

Given = Taken | str


@room.get("/compare")
def compare_form() -> Response:
    """Show the form; a document named in the query is chosen already."""
    return _form({}, 200, request.args.get("declaration", ""), request.args.getlist("transcripts"))


@room.post("/compare")
def compare() -> AnyResponse:
    """Compare, adding what is new first, and lead to the comparison's page."""
    try:
        return _compared(*_given())
    except Refused as error:
        chosen = field("declaration"), request.form.getlist("transcripts")
        return _form(error.errors, error.status, *chosen)


@room.post("/sample")
def compare_sample() -> AnyResponse:
    """Compare the bundled sample and lead to the comparison's page."""
    declaration, transcript = sample()
    return _compare(declaration, [transcript], [])


def _form(
    errors: dict[str, str], status: int, declaration: str, transcripts: Sequence[str]
) -> Response:
    return show(
        "compare.html",
        status,
        typed=request.form,
        errors=errors,
        declarations=_offered("declaration", [declaration]),
        transcripts=_offered("transcript", transcripts),
        declaration=declaration,
        chosen=transcripts,
    )


def _offered(kind: Kind, chosen: Sequence[str]) -> list[DocumentSummary]:
    """Return the newest documents of a kind, and those that are chosen."""
    library = parts().library
    found = list(library.list(kind=kind, limit=_OFFERED).items)
    known = {each.id for each in found}
    for each in chosen:
        if each not in known:
            with suppress(DocumentNotFound):  # removed since it was chosen
                found += [summary_of(library.get(each), 0)] if each else []
    return [each for each in found if each.kind == kind]


def _given() -> tuple[Given, list[Given]]:
    """Return declaration and transcripts of the form; raises ``Refused`` with all that is wrong."""
    errors: dict[str, str] = {}
    declarations = _chosen_or_brought("declaration", errors)
    transcripts = _chosen_or_brought("transcripts", errors)
    if len(declarations) > 1:
        message = "Choose a declaration or paste one, not both: a comparison has one."
        errors.setdefault("declaration", message)
    most = parts().settings.max_transcripts
    if len(transcripts) > most:
        errors.setdefault("transcripts", f"At most {plural(most, 'transcript')} in one comparison.")
    if errors:
        raise Refused(errors)
    return declarations[0], transcripts


def _chosen_or_brought(side: str, errors: dict[str, str]) -> list[Given]:
    """Return what one side of the form brings; what is wrong with it goes to ``errors``."""
    kind: Kind = "declaration" if side == "declaration" else "transcript"
    prefix = f"{kind}_"
    chosen: list[Given] = [each for each in request.form.getlist(side) if each]
    if chosen and not has_text(prefix):
        return chosen
    try:
        return [*chosen, *take(kind, prefix)]
    except Refused as error:
        errors.update(error.errors)
        return chosen


def _compared(declaration: Given, transcripts: Sequence[Given]) -> AnyResponse:
    brought = [each for each in (declaration, *transcripts) if isinstance(each, Taken)]
    doubts = [warning for each in brought for warning in each.warnings]
    try:
        return _compare(_new(declaration), [_new(each) for each in transcripts], doubts)
    except BadSettings as error:
        raise Refused({"": sentence(error)}) from error
    except DocumentNotFound as error:
        raise refusal(error, 422) from error
    except PressGapError as error:
        raise refusal(error, status_of(error)) from error


def _new(given: Given) -> NewDocument | str:
    return given.new if isinstance(given, Taken) else given


def _compare(
    declaration: NewDocument | str, transcripts: Sequence[NewDocument | str], doubts: Sequence[str]
) -> AnyResponse:
    """Add what is new, once all of it is known to be good, and compare."""
    library = parts().library
    library.check_comparison(declaration, transcripts)
    first, *others = (
        each if isinstance(each, str) else library.add(each).document.id
        for each in (declaration, *transcripts)
    )
    report = parts().comparer.compare(first, others)
    return done(comparison_page(report.id), *doubts)
