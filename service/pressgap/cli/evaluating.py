"""``pressgap evaluate``."""

from __future__ import annotations

from pathlib import Path

import click

from pressgap.cli.output import check_output, json_option, json_text, print_json, write, write_file
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.cli.progress import phases

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_RUN = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("path", type=_FOLDER)
@json_option
@click.option("--out", type=_RUN, help="Save the run in this file, for a later --compare.")
@click.option("--compare", "saved", type=_RUN, help="Say what changed since this saved run.")
@click.option(
    "--keep-vectors",
    is_flag=True,
    help="Keep the texts' vectors in the state folder: the next run is faster.",
)
@pass_invocation
def evaluate(
    invocation: Invocation,
    path: Path,
    as_json: bool,
    out: Path | None,
    saved: Path | None,
    keep_vectors: bool,
) -> None:
    """Measure verdicts and search on labelled data.

    PATH is a folder that holds a judged case (case.toml), meetings of QMSum, summaries of
    ExplainMeetSum (their meetings lie in a QMSum folder nearby, same file names), or ArgKP; or a
    folder of such folders. Every measure stands with its 95 % interval, with the same measure of
    plain cosine where there is one, and with the count it is of. No text is kept in the library.
    """
    from pressgap.evaluate import Evaluator
    from pressgap.evaluate.lines import difference_lines, run_lines
    from pressgap.evaluate.runs import differences, read_run

    check_output("json", None, out)
    before = read_run(saved) if saved else None
    with invocation.parts() as parts, phases() as report:
        evaluator = Evaluator(parts.library, parts.comparer, report, keep_vectors=keep_vectors)
        run = evaluator.run(path)
    changed = differences(before, run) if before else ()
    if out:
        write_file(out, json_text(run).encode("utf-8"))
    if as_json:
        print_json({"run": run, "changed": changed} if before else run)
        return
    write(run_lines(run), None)
    if before:
        write("\n" + difference_lines(changed), None)
