from dataclasses import replace

import numpy as np
import pytest

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.spoken import Counts, counts_of, spoken, windowed
from pressgap.core.model import Speaker, Transcript
from pressgap.core.text.terms import terms
from tests.core.comparing import Said, declaration, transcript

SAID: tuple[Said, ...] = (
    ("question", 1, "When does the ferry run?"),
    ("answer", 1, "The ferry runs daily."),
    ("answer", 1, "—"),
    ("answer", 1, "The tunnel is dug."),
)


def _by(embedded: EmbeddedDocument, *people: Speaker) -> EmbeddedDocument:
    """Return the transcript with its turns given to these people in order."""
    structure = embedded.structure
    assert isinstance(structure, Transcript)
    turns = tuple(
        replace(turn, speaker=person.id)
        for turn, person in zip(structure.turns, people, strict=True)
    )
    found = tuple({person.id: person for person in people}.values())
    return replace(embedded, structure=replace(structure, turns=turns, speakers=found))


def test_sentences_know_their_turn_and_a_turn_may_have_none() -> None:
    said = spoken(transcript(*SAID))
    assert said.turns == 4
    assert said.rows.tolist() == [0, 1, 3]
    assert len(said.terms) == len(said.passages) == len(said.windows) == 3


def test_a_declaration_is_not_spoken() -> None:
    with pytest.raises(TypeError, match="transcript"):
        spoken(declaration("The ferry runs."))


def test_where_nobody_says_anything_there_is_nothing() -> None:
    said = spoken(transcript())
    assert (said.turns, said.passages, len(said.windows)) == (0, (), 0)
    assert said.best_of_turns(np.zeros(0)).shape == (0,)


def test_windows_within_turns_do_not_leave_them_and_those_of_the_transcript_do() -> None:
    said = spoken(transcript(*SAID))
    assert np.array_equal(said.within_turns.around(3), said.windows.vectors)
    assert not np.array_equal(said.windows.around(3), said.windows.vectors)


def test_a_turn_without_sentences_is_as_the_worst_sentence_not_as_nothing() -> None:
    said = spoken(transcript(*SAID))
    assert said.best_of_turns(np.array([0.2, 0.9, 0.4])).tolist() == [0.2, 0.9, 0.0, 0.4]
    assert said.best_of_turns(np.array([0.2, -0.9, 0.4])).tolist() == [0.2, -0.9, -0.9, 0.4]


def test_the_vectors_of_a_turn_add_up() -> None:
    said = spoken(transcript(*SAID))
    assert said.sums.shape == (4, said.windows.vectors.shape[1])
    assert np.array_equal(said.sums[1], said.windows.vectors[1])
    assert not said.sums[2].any()


def test_a_text_names_a_speaker_by_name_label_or_outlet_and_rare_names_tell_more() -> None:
    holm = Speaker("s1", "Eva Holm", "questioner", "Harbour Post", ("Holm", "Q1"))
    lund = Speaker("s2", "Nils Lund", "principal", None, ("Mayor",))
    berg = Speaker("s3", "Eva Berg", "questioner")
    said = spoken(_by(transcript(*SAID), holm, lund, lund, berg))
    named = said.named(["holm", "ferri"])
    assert named[0] > 0.0
    assert named[1:].tolist() == [0.0, 0.0, 0.0]
    assert said.named(["mayor"]).tolist().index(0.0) == 0
    assert said.named(["harbour"])[0] > 0.0
    assert said.named(["holm"])[0] > said.named(["eva"])[0] > 0.0  # two are called Eva
    assert said.named(["holm", "holm"])[0] == said.named(["holm"])[0]
    assert not said.named([]).any()


def test_a_turn_of_a_speaker_that_is_not_listed_is_named_by_nothing() -> None:
    embedded = transcript(*SAID)
    assert isinstance(embedded.structure, Transcript)
    said = spoken(replace(embedded, structure=replace(embedded.structure, speakers=())))
    assert not said.named(["somebodi"]).any()


# --- counting ------------------------------------------------------------------------------


def _counts(*units: str) -> Counts:
    return counts_of([unit.split() for unit in units], range(len(units)), len(units))


def test_who_says_a_rare_word_scores_over_who_says_a_common_one() -> None:
    scores = _counts("ferry a b", "daily a b", "a b c").bm25({"ferry": 5.0, "daily": 1.0})
    assert scores[0] > scores[1] > scores[2] == 0.0


def test_saying_it_again_counts_less_and_saying_it_shortly_counts_more() -> None:
    scores = _counts("ferry x y z", "ferry ferry y z", "ferry", "a b c d").bm25({"ferry": 2.0})
    assert 2.0 * scores[0] > scores[1] > scores[0]
    assert scores[2] > scores[0]


def test_terms_nobody_says_or_that_weigh_nothing_score_nothing() -> None:
    scores = _counts("ferry", "fare").bm25({"unheard": 4.0, "ferry": 0.0, "fare": -1.0})
    assert scores.tolist() == [0.0, 0.0]


def test_units_taken_with_their_neighbours_hear_them() -> None:
    counts = _counts("ferry", "a", "b", "c")
    scores = counts.bm25({"ferry": 2.0}, 1)
    assert scores[1] > 0.0
    assert scores[2:].tolist() == [0.0, 0.0]


def test_sentences_hear_their_neighbours_of_the_same_turn_only() -> None:
    said = spoken(transcript(*SAID))
    (daily,) = terms("daily")
    before, itself, after = said.bm25_near({daily: 3.0})
    assert before == after == 0.0 < itself


@pytest.mark.parametrize("reach", [0, 1, 2, 9])
def test_a_window_is_the_sum_of_what_lies_in_reach(reach: int) -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0])
    alone = [values[max(0, at - reach) : at + reach + 1].sum() for at in range(4)]
    assert windowed(values, reach).tolist() == alone
    assert windowed(values[:0], reach).shape == (0,)
