from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranking import Ranked, Scope, Text, rank, smoothed, z_scores
from pressgap.core.matching.spoken import spoken
from pressgap.core.matching.windows import unit_rows
from pressgap.core.matching.wording import wording
from pressgap.core.model import Speaker, Transcript
from pressgap.core.text.terms import terms
from tests.core.comparing import Said, transcript, vector, word_rows

SCOPES: tuple[Scope, ...] = ("discussion", "statement")
SMALL_TALK = ("Good morning.", "Thank you all.", "Please sit down.", "Next one.", "Very well.")
TALK: tuple[Said, ...] = tuple(("answer", 1, words) for words in 3 * SMALL_TALK)
FERRY, MUSEUM = 15, 32  # the turns that ask about them
HEARING: tuple[Said, ...] = (
    *TALK,
    ("question", 2, "When does the ferry run in winter?"),
    ("answer", 2, "Every hour until the ice comes."),
    *TALK,
    ("question", 4, "Is the museum open?"),
    ("answer", 4, "In May."),
    *TALK,
)


def _rarity(term: str) -> float:
    return 1.0 if term in ("it", "good", "on") else 5.0


def _text(whole: str) -> Text:
    return Text(whole, vector(whole)[None, :])


def _ranked(whole: str, scope: Scope, said: Sequence[Said] | EmbeddedDocument = HEARING) -> Ranked:
    embedded = said if isinstance(said, EmbeddedDocument) else transcript(*said)
    return _rank(_text(whole), embedded, scope, 0.4)


def _rank(text: Text, embedded: EmbeddedDocument, scope: Scope, raised: float = 0.0) -> Ranked:
    said = spoken(embedded)
    sentences = [passage.words(embedded.document.text) for passage in said.passages]
    words = wording(sentences, word_rows, _rarity)
    aligned = words.aligned(text.whole) if scope == "statement" else None
    return rank(text, said, aligned, _rarity, raised)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_turns_on_a_matter_come_before_all_others(scope: Scope) -> None:
    ferry, museum = (_ranked(f"The {each} in winter", scope).turns for each in ("ferry", "museum"))
    assert abs(int(ferry.argmax()) - FERRY) <= 1
    assert ferry[FERRY] > np.delete(ferry, np.arange(FERRY - 3, FERRY + 4)).max()
    assert museum[MUSEUM] > museum[0]


@pytest.mark.parametrize("scope", SCOPES)
def test_the_sentence_shown_is_the_one_on_the_matter(scope: Scope) -> None:
    found = _ranked("The ferry runs in winter", scope)
    assert found.sentences[int(found.scores.argmax())].turn == FERRY + 1
    assert len(found.scores) == len(found.sentences) == len(HEARING)


def test_a_discussion_lends_to_the_turns_beside_it_and_a_statement_does_not() -> None:
    reply, elsewhere = FERRY + 1, 2
    discussed = _ranked("The ferry in winter", "discussion").turns
    stated = _ranked("The ferry in winter", "statement").turns
    assert discussed[reply] > discussed[elsewhere]
    assert discussed[FERRY] - discussed[reply] < stated[FERRY] - stated[reply]


def test_who_said_a_thing_in_other_words_is_found_by_what_they_mean() -> None:
    said: tuple[Said, ...] = (*TALK, ("answer", 1, "It is the boat that sails."), *TALK)
    text = Text("The ferry", vector("no matter")[None, :])
    found = _rank(text, transcript(*said), "statement")
    assert int(found.turns.argmax()) == int(found.scores.argmax()) == len(TALK)


def test_whoever_is_called_by_name_did_not_say_it() -> None:
    embedded = transcript(
        ("question", 1, "Lund."), ("answer", 1, "The ferry runs all winter."), *TALK
    )
    structure = embedded.structure
    assert isinstance(structure, Transcript)
    people = Speaker("s1", "Eva Holm", "principal"), Speaker("s2", "Nils Lund", "principal")
    turns = [replace(turn, speaker="s1" if turn.number == 1 else "s2") for turn in structure.turns]
    named = replace(embedded, structure=replace(structure, turns=tuple(turns), speakers=people))
    found = _ranked("Lund thought that it runs all winter", "statement", named)
    assert int(found.turns.argmax()) == int(found.scores.argmax()) == 1


def test_the_turns_found_first_do_not_drown_a_clear_single_match() -> None:
    lone: tuple[Said, ...] = (*TALK, ("answer", 1, "We planted an orchard."), *TALK)
    found = _ranked("An orchard was planted", "discussion", lone)
    assert int(found.turns.argmax()) == len(TALK)
    assert found.sentences[int(found.scores.argmax())].turn == len(TALK) + 1


@pytest.mark.parametrize("count", range(1, 9))
def test_only_angles_between_vectors_count_however_few_turns_there_are(count: int) -> None:
    rng = np.random.default_rng(count)
    embedded = transcript(*(("answer", 1, f"Word{n} and more.") for n in range(count)))
    rows = unit_rows(rng.normal(size=(count, 64)).astype(np.float32))
    turned = rows @ np.linalg.qr(rng.normal(size=(64, 64)))[0].astype(np.float32)
    found, again = (
        _rank(
            Text("nothing of it", each[-1:]),
            replace(embedded, vectors=np.repeat(each, 2, axis=0)),
            "discussion",
        ).turns
        for each in (rows, turned)
    )
    assert found == pytest.approx(again, abs=1e-3)


@pytest.mark.parametrize("scope", SCOPES)
def test_a_speaker_named_in_the_text_comes_before_who_says_the_same(scope: Scope) -> None:
    embedded = transcript(
        *(("answer", 1, words) for words in (*SMALL_TALK, "The ferry runs.", *SMALL_TALK)),
        *(("answer", 2, words) for words in (*SMALL_TALK, "The ferry runs.", *SMALL_TALK)),
    )
    structure = embedded.structure
    assert isinstance(structure, Transcript)
    turns = [replace(turn, speaker="s1" if turn.number < 12 else "s2") for turn in structure.turns]
    people = Speaker("s1", "Eva Holm", "principal"), Speaker("s2", "Nils Lund", "principal")
    named = replace(embedded, structure=replace(structure, turns=tuple(turns), speakers=people))
    by_lund = _ranked("Lund said that the ferry runs", scope, named)
    by_holm = _ranked("Holm said that the ferry runs", scope, named)
    assert by_lund.turns[16] > by_lund.turns[5]
    assert by_holm.turns[5] > by_holm.turns[16]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_turn_that_says_nothing_is_last_and_moves_no_other(scope: Scope) -> None:
    silent = list(HEARING)
    silent[3] = ("answer", 1, "—")
    found = _ranked("The ferry in winter", scope, silent)
    assert found.turns[3] == -np.inf
    assert np.isfinite(np.delete(found.turns, 3)).all()
    assert abs(int(found.turns.argmax()) - FERRY) <= 1
    assert 4 not in {passage.turn for passage in found.sentences}


@pytest.mark.parametrize("scope", SCOPES)
def test_of_an_empty_transcript_nothing_is_ranked(scope: Scope) -> None:
    assert _ranked("The ferry", scope, ()).turns.shape == (0,)
    dashes = _ranked("The ferry", scope, [("answer", 1, "—"), ("answer", 1, "…")])
    assert dashes.turns.tolist() == [-np.inf, -np.inf]
    assert (dashes.sentences, dashes.scores.shape, dashes.raised) == ((), (0,), 0.4)


@pytest.mark.parametrize("scope", SCOPES)
def test_one_turn_is_the_best_and_stands_out_of_nothing(scope: Scope) -> None:
    found = _ranked("The ferry in winter", scope, [("answer", 1, "The ferry runs.")])
    assert found.turns.tolist() == [0.0]
    assert found.scores.tolist() == [0.0]


@pytest.mark.parametrize("scope", SCOPES)
def test_a_text_without_a_word_that_anyone_knows_goes_by_its_vector(scope: Scope) -> None:
    text = Text("Zzyzx qwxv", vector("ferry")[None, :])
    found = _rank(text, transcript(*HEARING), scope)
    assert abs(int(found.turns.argmax()) - FERRY) <= 1
    found = _ranked("Is it on?", scope)  # function words alone
    assert np.isfinite(found.turns).all()


def test_function_words_are_no_words_of_a_text() -> None:
    assert _text("The ferry and the tunnel").words == terms("ferry tunnel")


def test_the_centre_of_a_text_lies_between_its_parts() -> None:
    text = Text("Ferry. Tunnel.", np.stack([vector("ferry"), vector("tunnel")]))
    assert np.linalg.norm(text.centre) == pytest.approx(1.0)
    assert text.centre @ vector("ferry") == pytest.approx(text.centre @ vector("tunnel"))


def test_equal_values_have_no_z_scores_and_unequal_keep_their_order() -> None:
    assert z_scores(np.full(4, 7.0)).tolist() == [0.0] * 4
    assert z_scores(np.array([1.0, 3.0, 2.0])).argsort().tolist() == [0, 2, 1]


def test_values_that_differ_by_rounding_alone_are_equal() -> None:
    noise = np.full(6, 0.5) + np.float32(6e-8) * np.arange(6)
    assert np.abs(z_scores(noise)).max() < 0.01


def test_smoothing_keeps_a_level_row_level_and_a_peak_in_its_place() -> None:
    assert smoothed(np.full(5, 2.0), 3.0) == pytest.approx(np.full(5, 2.0))
    peak = smoothed(np.array([0.0, 0.0, 1.0, 0.0, 0.0]), 1.0)
    assert peak.argmax() == 2
    assert peak[1] > peak[0] > 0.0
    assert smoothed(np.array([3.0]), 2.5).tolist() == [3.0]
