from __future__ import annotations

import io
from dataclasses import replace

from rich.cells import cell_len
from rich.console import Console

from pressgap.core.matching.ranked_turns import RankedTurn, Ranking
from pressgap.core.model import Span
from pressgap.render import print_ranking

WORDS = "Who pays for the tunnel under the harbour, and from when on? "
ASKED = RankedTurn(
    turn=12,
    exchange=3,
    speaker="Rosa Diaz",
    role="questioner",
    outlet="Harbour Post",
    part="question",
    score=3.216,
    quote=WORDS.strip(),
    start=20,
    end=80,
    context=Span(0, 80),
)
SAID = replace(ASKED, turn=1, exchange=None, outlet=None, part="opening", speaker="Mayor Lund")
RANKING = Ranking(
    document="t0123456789abcde",
    title="Press conference",
    date="2026-03-01",
    verbatim=True,
    note=None,
    scope="discussion",
    raised=0.913,
    turns=(ASKED, SAID),
)


def printed(ranking: Ranking, width: int = 100) -> str:
    out = io.StringIO()
    print_ranking(ranking, Console(file=out, width=width, color_system=None))
    return out.getvalue()


def test_turns_stand_in_their_order_with_who_where_and_the_best_sentence() -> None:
    text = printed(RANKING, width=200)
    assert "Rosa Diaz (Harbour Post), question, exchange 3" in text
    assert "Mayor Lund, opening remarks" in text
    assert text.index("Rosa Diaz") < text.index("Mayor Lund")
    assert f"“{ASKED.quote}”" in text
    assert "3.22" in text


def test_what_was_looked_for_and_whether_it_is_raised_stands_above() -> None:
    assert (
        "Where it is discussed, best first. Probability that it is raised there at all: 0.913"
        in (printed(RANKING))
    )
    assert "Who said it, best first." in printed(replace(RANKING, scope="statement"))


def test_a_paraphrase_is_called_one_shows_its_note_and_gets_no_quotation_marks() -> None:
    text = printed(replace(RANKING, verbatim=False, note="A digest\nof the radio."), width=200)
    assert text.startswith("Press conference, 2026-03-01 (paraphrase)\nA digest of the radio.\n")
    assert "exchange 3, paraphrase" in text
    assert "“" not in text


def test_no_line_is_wider_than_the_terminal() -> None:
    long = replace(RANKING, turns=(replace(ASKED, quote=WORDS * 20, outlet="The Post " * 9),))
    for width in (60, 100):
        assert max(cell_len(line) for line in printed(long, width).splitlines()) <= width


def test_nothing_acts_on_the_terminal() -> None:
    hostile = replace(ASKED, speaker="\x1b[31mRosa", quote="[bold]Who\x1b[2J pays?[/bold]")
    text = printed(replace(RANKING, title="\x1b]0;x\x07Press", turns=(hostile,)))
    assert "\x1b" not in text
    assert "[bold]Who" in text


def test_a_transcript_without_words_says_so() -> None:
    assert "No turn says anything that could be ranked." in printed(replace(RANKING, turns=()))
