"""A Ranking for a terminal: readable at 100 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from pressgap.core.matching.ranked_turns import RankedTurn, Ranking
from pressgap.render.as_table import plain
from pressgap.render.words import PARAPHRASE, PARTS, found_at, one_line, quoted, shorten, who

_QUOTE_WIDTH = 220
_LOOKED_FOR = {"discussion": "Where it is discussed", "statement": "Who said it"}


def print_ranking(ranking: Ranking, console: Console) -> None:
    """Print whether it is raised there at all, and the turns with the sentences that fit best."""
    for number, line in enumerate(_head(ranking)):
        console.print(plain(line, "bold" if number == 0 else ""))
    console.print()
    if not ranking.turns:
        console.print(plain("No turn says anything that could be ranked."))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column("Turn", justify="right", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Who", ratio=3)
    table.add_column("What fits best", ratio=6)
    table.expand = True
    for turn in ranking.turns:
        words = quoted(shorten(turn.quote, _QUOTE_WIDTH), ranking.verbatim)
        place = _place(turn, ranking.verbatim)
        table.add_row(str(turn.turn), f"{turn.score:.2f}", plain(place), plain(words))
    console.print(table)


def _head(ranking: Ranking) -> Iterator[str]:
    title = ", ".join(filter(None, (one_line(ranking.title), ranking.date)))
    yield title if ranking.verbatim else f"{title} ({PARAPHRASE})"
    if ranking.note:
        yield one_line(ranking.note)
    yield (
        f"{_LOOKED_FOR[ranking.scope]}, best first. "
        f"Probability that it is raised there at all: {ranking.raised:.3f}"
    )


def _place(turn: RankedTurn, verbatim: bool) -> str:
    place = [one_line(who(turn.speaker, turn.outlet)), PARTS[turn.part]]
    if turn.exchange is not None:
        place.append(f"exchange {turn.exchange}")
    place += found_at(turn.locator)
    if not verbatim:
        place.append(PARAPHRASE)
    return ", ".join(place)
