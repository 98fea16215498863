"""``pressgap evaluate``, ``fit``, ``reindex`` and ``serve``."""

from __future__ import annotations

from pathlib import Path

import click

from pressgap.cli.output import json_option, print_json, write
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import progress

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_OUT = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("path", type=_FOLDER)
@json_option
@pass_invocation
def evaluate(invocation: Invocation, path: Path, as_json: bool) -> None:
    """Measure the verdicts against judged cases.

    PATH is the folder of a case, or a folder of such folders.
    """
    from pressgap.evaluate import cases, evaluate_case, report_lines

    with invocation.parts() as parts, progress("Evaluating") as report:
        folders = cases(path)
        results = []
        for done, folder in enumerate(folders):
            report(done, len(folders))
            results.append(evaluate_case(folder, parts.library, parts.comparer))
    if as_json:
        print_json(results)
    else:
        write("\n\n".join(map(report_lines, results)) + "\n", None)


@click.command()
@click.option("--train", type=_FOLDER, required=True, help="Folder of labelled data to fit on.")
@click.option(
    "--out", type=_OUT, help="Folder for the result; where the package keeps it by default."
)
@click.option("--check", is_flag=True, help="Write nothing; fail where the result would differ.")
@pass_invocation
def fit(invocation: Invocation, train: Path, out: Path | None, check: bool) -> None:
    """Rebuild every fitted number from labelled data."""


@click.command()
@pass_invocation
def reindex(invocation: Invocation) -> None:
    """Rebuild the search index from the database, which is the truth."""
    with invocation.parts() as parts, progress("Indexing") as report:
        counts = parts.library.reindex(report)
    click.echo(f"{counts}")


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
