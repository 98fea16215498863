from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranked_turns import Ranking, Scope
from pressgap.core.matching.ranking import Ranked
from pressgap.core.model import Span, Transcript
from pressgap.errors import BadSettings, TooLarge
from pressgap.library import Library
from pressgap.library.quoting_turns import doubts_about, ranking_of
from tests.library.texts import BRIEFING, briefing, programme

TEXTS = Path(__file__).resolve().parents[1] / "transcripts"
RATES = "Will the bank raise interest rates this year?"
TOLL = "The bridge is paid for by a toll."


@pytest.fixture
def transcript(library: Library) -> EmbeddedDocument:
    return library.embedded(library.add(briefing(title="Briefing", note="Live.")).document.id)


def ranked_by(transcript: EmbeddedDocument, turns: list[float], raised: float = 0.5) -> Ranking:
    """Rank by given turn scores, all sentences alike."""
    kept = tuple(p for p in transcript.passages if p.level == "sentence")
    found = Ranked(np.array(turns), kept, np.zeros(len(kept)), raised)
    return ranking_of(transcript, found, "discussion", 10, ())


def test_the_best_turn_is_quoted_with_who_said_it_and_where(
    library: Library, transcript: EmbeddedDocument
) -> None:
    found = library.ranking(RATES, transcript, "statement")
    best = found.turns[0]
    assert (best.turn, best.exchange, best.part) == (2, 1, "question")
    assert (best.speaker, best.role, best.outlet) == ("Ana Silva", "questioner", "The Gazette")
    assert best.quote == BRIEFING[best.start : best.end] == RATES
    assert best.context.of(BRIEFING) == f"Ana Silva, The Gazette. {RATES}"
    assert (found.title, found.note, found.verbatim, found.scope) == (
        "Briefing",
        "Live.",
        True,
        "statement",
    )


@pytest.mark.parametrize("scope", ["discussion", "statement"])
@pytest.mark.parametrize("text", [RATES, TOLL])
def test_turns_come_best_first_and_every_quotation_lies_in_its_turn(
    library: Library, transcript: EmbeddedDocument, text: str, scope: Scope
) -> None:
    found = library.ranking(text, transcript, scope)
    scores = [turn.score for turn in found.turns]
    assert scores == sorted(scores, reverse=True)
    assert {turn.turn for turn in found.turns} == {1, 2, 3, 4, 5, 6, 7}
    for turn in found.turns:
        assert turn.context.covers(Span(turn.start, turn.end))
        assert turn.quote == BRIEFING[turn.start : turn.end]


def test_a_limit_cuts_the_list_and_not_the_score(
    library: Library, transcript: EmbeddedDocument
) -> None:
    many = library.ranking(TOLL, transcript, "discussion")
    assert library.ranking(TOLL, transcript, "discussion", 2).turns == many.turns[:2]
    for limit in (0, 1001):
        with pytest.raises(BadSettings, match="limit must be from 1 to 1000"):
            library.ranking(TOLL, transcript, "discussion", limit)


def test_turns_that_look_equal_stand_in_the_order_of_the_text(
    transcript: EmbeddedDocument,
) -> None:
    found = ranked_by(transcript, [0.1, 0.2001, 0.2004, -0.0001, -0.0, -np.inf, 0.1])
    assert [turn.turn for turn in found.turns] == [2, 3, 1, 7, 4, 5]
    assert "-0.0" not in {str(turn.score) for turn in found.turns}


def test_a_turn_that_says_nothing_is_not_listed(transcript: EmbeddedDocument) -> None:
    found = ranked_by(transcript, [0.0, -np.inf, 0.0, 0.0, 0.0, 0.0, 0.0])
    assert 2 not in {turn.turn for turn in found.turns}
    assert ranked_by(transcript, [-np.inf] * 7).turns == ()


def test_the_probability_is_rounded_as_everywhere(transcript: EmbeddedDocument) -> None:
    assert ranked_by(transcript, [0.0] * 7, raised=0.12349).raised == 0.123


def test_a_declaration_is_refused_with_what_to_do(library: Library) -> None:
    declaration = library.embed(programme(title="Programme"))
    with pytest.raises(BadSettings, match=r"“Programme”\) is a declaration.*name a transcript"):
        library.ranking(RATES, declaration, "discussion")


def test_a_text_without_words_or_over_the_limit_is_refused(
    library: Library, transcript: EmbeddedDocument
) -> None:
    with pytest.raises(BadSettings, match="no words"):
        library.ranking("…", transcript, "discussion")
    with pytest.raises(TooLarge, match="max_statement_chars"):
        library.ranking("word " * 5000, transcript, "discussion")


def test_a_language_the_model_does_not_know_is_warned_of(library: Library) -> None:
    english = library.embed(briefing(title="Briefing"))
    foreign = replace(english, document=replace(english.document, language="kk"))
    warnings = library.ranking(RATES, foreign, "discussion").warnings
    assert any("“Briefing” is in a language (kk)" in warning for warning in warnings)
    known = doubts_about(foreign, ("en", "kk"), library.model)
    assert not any("language" in warning for warning in known)


def test_a_model_without_a_background_or_a_calibration_is_warned_of_once(
    library: Library, transcript: EmbeddedDocument
) -> None:
    (warning,) = library.ranking(RATES, transcript, "discussion").warnings
    assert "no background table" in warning
    uncalibrated = replace(library.model, notes=("It is not calibrated.",))
    assert list(doubts_about(transcript, ("en",), uncalibrated)) == ["It is not calibrated."]


def test_text_that_perhaps_nobody_said_is_not_ranked_and_that_is_told(library: Library) -> None:
    text = (TEXTS / "trailing" / "06-ends-without-a-cue.txt").read_text(encoding="utf-8")
    doubtful = library.embed(briefing(text=text, data=text.encode()))
    speech = doubtful.structure
    assert isinstance(speech, Transcript)
    (aside,) = (each for each in speech.asides if not each.certain)
    found = library.ranking(aside.span.of(text), doubtful, "statement")
    assert any("is not ranked" in warning for warning in found.warnings)
    assert all(not aside.span.covers(turn.context) for turn in found.turns)
