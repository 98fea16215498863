"""``pressgap fit``, ``reindex`` and ``serve``."""

from __future__ import annotations

from pathlib import Path

import click

from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import phases, progress
from pressgap.errors import BadSettings, PressGapError

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_SHOWN = 5
_OUT = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.option("--train", type=_FOLDER, required=True, help="Folder of labelled data to fit on.")
@click.option(
    "--out", type=_OUT, help="Folder for the result; where the package keeps it by default."
)
@click.option("--check", is_flag=True, help="Write nothing; fail where the result would differ.")
@pass_invocation
def fit(invocation: Invocation, train: Path, out: Path | None, check: bool) -> None:
    """Rebuild every fitted number from labelled data, for the embedding model that is set.

    The package's own files belong to the packaged model. For another one give --out FOLDER, and
    set background to that folder.
    """
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
    """Serve the JSON API, with its documentation at /docs.

    There is no authentication: whoever reaches the port may read and write the library.
    """
    from pressgap.web.serve import serve as run

    run(invocation.settings(host=host, port=port))
