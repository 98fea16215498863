import json
from typing import get_args

from pressgap.core.codec import from_json, to_json
from pressgap.core.matching import ranked_turns, ranking
from pressgap.core.matching.ranked_turns import RankedTurn, Ranking
from pressgap.core.model import Span


def test_scopes_are_those_of_the_ranking_itself() -> None:
    assert get_args(ranked_turns.Scope) == get_args(ranking.Scope)


def test_a_ranking_comes_back_equal_through_json() -> None:
    turn = RankedTurn(3, None, "Eva", "principal", None, "opening", 1.5, "No.", 9, 12, Span(0, 12))
    found = Ranking("t1", "Briefing", None, False, "A digest.", "statement", 0.7, (turn,))
    assert from_json(Ranking, json.loads(json.dumps(to_json(found)))) == found
