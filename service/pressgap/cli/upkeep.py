"""``pressgap fit``, ``reindex`` and ``serve``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import phases, progress
from pressgap.errors import BadSettings, PressGapError, StorageUnavailable

if TYPE_CHECKING:
    from pressgap.fit.reviewed import Reviews
    from pressgap.fit.reviews import CrossValidation

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_SHOWN = 5
_OUT = click.Path(path_type=Path, file_okay=False)
_SCORES = {
    "log_loss_asked": "log loss, asked (lower is better)",
    "log_loss_raised": "log loss, raised",
    "brier_asked": "Brier score, asked (lower is better)",
    "brier_raised": "Brier score, raised",
    "macro_f1": "macro-F1 of verdicts (higher is better)",
}


@click.command()
@click.option("--train", type=_FOLDER, help="Folder of labelled data to fit everything on.")
@click.option(
    "--out", type=_OUT, help="Folder for the result; where the package keeps it by default."
)
@click.option("--check", is_flag=True, help="Write nothing; fail where the result would differ.")
@click.option("--reviews", is_flag=True, help="Fit the verdicts on this library's reviews too.")
@click.option("--forget-reviews", is_flag=True, help="Go back to what is fitted without them.")
@pass_invocation
def fit(
    invocation: Invocation,
    train: Path | None,
    out: Path | None,
    check: bool,
    reviews: bool,
    forget_reviews: bool,
) -> None:
    """Fit the numbers behind a verdict: on labelled data, or on your own reviews too.

    --train DIR rebuilds every fitted number, for the embedding model that is set. The package's
    own files belong to the packaged model. For another one give --out FOLDER, and set background
    to that folder.

    --reviews adds the verdicts that people gave in this library (`pressgap review`) to what the
    numbers were fitted on, and shows by cross-validation what that changes. Where it makes the
    probabilities worse, the old numbers stay and the exit code is 1. Otherwise every comparison
    made from then on uses the new ones, and names them; a running server does when it is started
    again. --forget-reviews takes that back.
    """
    if (train is not None) + reviews + forget_reviews != 1:
        raise BadSettings("give one of --train DIR, --reviews and --forget-reviews")
    if train is not None:
        _fit_everything(invocation, train, out, check)
    elif out is not None or check:
        raise BadSettings("--out and --check go with --train DIR")
    elif reviews:
        _fit_reviews(invocation)
    else:
        _forget_reviews(invocation)


def _fit_everything(invocation: Invocation, train: Path, out: Path | None, check: bool) -> None:
    from tempfile import TemporaryDirectory

    from pressgap import data
    from pressgap import fit as fitting
    from pressgap.encoder import PACKAGED, open_encoder

    settings = invocation.settings()
    if out is None and settings.model != PACKAGED:
        raise BadSettings(
            f"--out FOLDER is needed: what the package holds is fitted to {PACKAGED}, not to "
            f"{settings.model!r}; set background to that folder then"
        )
    folder = out or data.FOLDER
    encoder = open_encoder(settings.model, settings.torch_threads)
    with TemporaryDirectory() as fresh, phases() as report:
        made = fitting.fit(train, Path(fresh) if check else folder, encoder, report)
        found = fitting.check(Path(fresh), folder, encoder.sha256) if check else []
    if found:
        raise PressGapError(
            f"what lies in {folder} is not what {train} gives: {'; '.join(found[:_SHOWN])}; "
            "`pressgap fit` without --check rebuilds it"
        )
    for path in made:
        click.echo(f"{path.name} {'as before' if check else f'written to {folder}'}")


def _fit_reviews(invocation: Invocation) -> None:
    from datetime import UTC, datetime

    from pressgap.data import reviews_file
    from pressgap.fit.reviewed import read_reviews
    from pressgap.fit.reviews import fit_reviews, write
    from pressgap.wiring import find_fitted

    settings = invocation.settings()
    with invocation.parts(settings) as parts, progress("Fitting on reviews"):
        model, fitted = find_fitted(settings)
        reviews = read_reviews(parts.kept, parts.library, settings.model_languages)
        today = datetime.now(UTC).date()
        values, measured = fit_reviews(reviews, fitted, model.sha256, today)
    _show(reviews, measured)
    if measured.worse:
        raise PressGapError(
            "with your reviews the probabilities get worse (the mean of both log losses, "
            f"{measured.after.log_loss:.3f} after {measured.before.log_loss:.3f}): nothing is "
            "written, and what was used before stays; more reviews may help, best of all clauses "
            "of several comparisons"
        )
    file = reviews_file(settings.data_dir)
    write(values, file)
    click.echo(f"{values['name']}: written to {file}; comparisons made from now on use it")


def _show(reviews: Reviews, measured: CrossValidation) -> None:
    """Print what was fitted on, and the scores before and after."""
    from pressgap.render.words import plural

    counts = reviews.counts()
    said = ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in sorted(counts))
    click.echo(
        f"{plural(measured.clauses, 'reviewed clause')} of "
        f"{plural(len(reviews.comparisons), 'comparison')}: {said}"
    )
    for why, count in sorted(reviews.left_out.items()):
        click.echo(f"left out: {plural(count, 'clause')} {why}")
    drawn = f"cross-validated, {measured.folds} folds by {measured.by}"
    click.echo(f"\n{drawn:<42}{'before':>8}{'after':>8}")
    for name, words in _SCORES.items():
        before, after = getattr(measured.before, name), getattr(measured.after, name)
        click.echo(f"{words:<42}{before:>8.3f}{after:>8.3f}")
    click.echo("")


def _forget_reviews(invocation: Invocation) -> None:
    from pressgap.data import reviews_file

    file = reviews_file(invocation.settings().data_dir)
    there = file.exists()
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"{file} cannot be removed ({error.strerror})") from error
    click.echo(
        f"{file} removed; comparisons made from now on use what is fitted without reviews"
        if there
        else "nothing was fitted on this library's reviews"
    )


@click.command()
@click.option("--reparse", is_flag=True, help="Read every text anew too, for a newer parser.")
@pass_invocation
def reindex(invocation: Invocation, reparse: bool) -> None:
    """Rebuild the search index from the database, which is the truth."""
    with invocation.parts() as parts, progress("Indexing") as report:
        counts = parts.library.reindex(report, reparse=reparse)
    from pressgap.render.words import plural

    click.echo(
        f"{plural(counts.documents, 'document')}, {plural(counts.passages, 'passage')}, "
        f"{counts.embedded} embedded now"
    )


@click.command()
@click.option("--host", help="Address to listen on; loopback unless told otherwise.")
@click.option("--port", type=int, help="Port; the setting's, 8017, unless told otherwise.")
@pass_invocation
def serve(invocation: Invocation, host: str | None, port: int | None) -> None:
    """Serve the reading room and the JSON API.

    The reading room, pages to compare, read, search and review in, is at the address itself,
    http://127.0.0.1:8017/, the documentation of the API at /docs below it.

    There is no authentication: whoever reaches the port may read and write the library.
    """
    from pressgap.web.serve import serve as run

    run(invocation.settings(host=host, port=port))
