"""The command line. Importing it imports click alone: a command imports what it needs when it runs.

Results go to standard output; errors, warnings and progress to standard error. Exit codes: 0 done,
1 failed, 2 wrong usage or input.
"""

from __future__ import annotations

from pathlib import Path

import click

from pressgap import __version__
from pressgap.cli.comparing import compare, demo
from pressgap.cli.correcting import correct
from pressgap.cli.documents import add, remove
from pressgap.cli.evaluating import evaluate
from pressgap.cli.program import Invocation, Program, rest_idle_threads
from pressgap.cli.reviewing import review
from pressgap.cli.searching import search
from pressgap.cli.showing import list_, show
from pressgap.cli.upkeep import fit, reindex, serve

__all__ = ["main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pressgap")
@click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings file (TOML); PRESSGAP_CONFIG names one too.",
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="State folder: the library and its index.",
)
@click.option("--debug", is_flag=True, help="Show tracebacks and what goes on.")
@click.pass_context
def main(context: click.Context, config: Path | None, data_dir: Path | None, debug: bool) -> None:
    """Show what the press did and did not ask about.

    Holds a declaration against transcripts and says of every clause whether it was asked about,
    volunteered, or not raised, with the passages as evidence.
    """
    rest_idle_threads()
    context.obj = Invocation(config=config, data_dir=data_dir, debug=debug)


for command in (
    demo,
    add,
    list_,
    show,
    correct,
    remove,
    search,
    compare,
    review,
    evaluate,
    fit,
    reindex,
    serve,
):
    main.add_command(command)
