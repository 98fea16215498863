"""``pressgap review``."""

from __future__ import annotations

import click

from pressgap.cli.inputs import well_formed
from pressgap.cli.program import Invocation, pass_invocation
from pressgap.errors import BadSettings


@click.command()
@click.argument("comparison")
@click.argument("target")
@click.argument("verdict", required=False)
@click.option(
    "--reviewer", required=True, callback=well_formed, metavar="NAME", help="Who says so."
)
@click.option("--note", callback=well_formed, help="Why.")
@click.option("--withdraw", is_flag=True, help="Take back what the reviewer said of the target.")
@pass_invocation
def review(
    invocation: Invocation,
    comparison: str,
    target: str,
    verdict: str | None,
    reviewer: str,
    note: str | None,
    withdraw: bool,
) -> None:
    """Record a person's verdict beside the machine's; both stay.

    TARGET is a clause (c15) or a question (t1.e11.q2) of the COMPARISON. VERDICT is asked,
    volunteered, not_raised or unsure of a clause; on_declaration, off_declaration or unsure of a
    question. Each reviewer's latest stands.
    """
    if withdraw == (verdict is not None):
        raise BadSettings("give a verdict, or --withdraw to take the reviewer's last one back")
    name = verdict.replace("-", "_").replace(" ", "_") if verdict else None
    with invocation.parts() as parts:
        parts.kept.review(comparison, target, name, reviewer, note)
        report = parts.kept.get(comparison)
    from pressgap.render.words import findings, verdict_words

    finding = next(item for item in findings(report) if item.id == target)
    click.echo(f"{report.id} {target}: {verdict_words(finding)}")
