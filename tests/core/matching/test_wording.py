import numpy as np
import pytest

from pressgap.core.matching.wording import Wording, lead, wording, words_of
from tests.core.comparing import word_rows

SENTENCES = ("The boat runs daily.", "Ferry!", "The museum is closed, closed for good.")


def _rarity(term: str) -> float:
    return -1.0 if term in ("the", "is", "for") else 10.0


def _wording(*sentences: str) -> Wording:
    return wording(sentences, word_rows, _rarity)


def test_a_word_counts_where_another_of_its_meaning_is_said() -> None:
    held, _ = _wording(*SENTENCES).aligned("The ferry")
    assert held.tolist() == pytest.approx([1.0, 1.0, 0.0])


def test_a_sentence_is_held_by_the_text_as_far_as_its_own_words_are() -> None:
    _, back = _wording(*SENTENCES).aligned("A ferry")
    assert back.tolist() == pytest.approx([1.0 / 3.0, 0.5, 0.0])


def test_a_sentence_of_one_word_is_not_held_whole_by_it() -> None:
    _, (one, all_of_it) = _wording("Ferry!", "The ferry runs daily.").aligned("ferry runs daily")
    assert one == pytest.approx(0.5)
    assert all_of_it == pytest.approx(1.0)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_sentence_without_a_word_holds_nothing_and_is_held_by_nothing(place: int) -> None:
    sentences = list(SENTENCES)
    sentences.insert(place, "👍")
    held, back = _wording(*sentences).aligned("The ferry")
    assert (held[place], back[place]) == (0.0, 0.0)
    alone = _wording(*SENTENCES).aligned("The ferry")
    assert np.delete(held, place).tolist() == alone[0].tolist()
    assert np.delete(back, place).tolist() == alone[1].tolist()
    assert _wording("👍").aligned("The ferry")[0].tolist() == [0.0]


def test_a_text_said_word_for_word_is_held_whole_whatever_its_case_and_order() -> None:
    held, back = _wording(*SENTENCES).aligned("closed FOR good, the Museum is closed")
    assert (held[2], back[2]) == pytest.approx((1.0, 1.0))
    assert held[:2].max() < held[2]


def test_a_word_that_comes_again_counts_again() -> None:
    once, _ = _wording("Ferry.", "Museum.").aligned("ferry museum")
    twice, _ = _wording("Ferry.", "Museum.").aligned("ferry museum museum")
    assert once.tolist() == pytest.approx([0.5, 0.5])
    assert twice.tolist() == pytest.approx([1.0 / 3.0, 2.0 / 3.0])


def test_words_that_weigh_nothing_and_words_nobody_knows_find_nothing() -> None:
    for text in ("the is for", "Zzyzx", "—"):
        held, back = _wording(*SENTENCES).aligned(text)
        assert held.tolist() == [0.0] * 3
        assert np.isfinite(back).all()
    unknown = wording(SENTENCES, lambda words: np.zeros((len(words), 4), np.float32), _rarity)
    assert unknown.aligned("The ferry")[0].tolist() == [0.0] * 3


def test_of_no_sentences_there_is_nothing() -> None:
    held, back = _wording().aligned("The ferry")
    assert held.shape == back.shape == (0,)


def test_words_are_in_lower_case_and_without_marks() -> None:
    assert words_of("The Ferry's 2 — ferries!") == ["the", "ferry's", "2", "ferries"]


def test_some_sentences_hold_a_text_as_they_would_by_themselves() -> None:
    kept = np.arange(len(SENTENCES)) != 1
    alone = _wording(*(s for s, stays in zip(SENTENCES, kept, strict=True) if stays))
    for one, other in zip(
        _wording(*SENTENCES).of(kept).aligned("The boat and the museum"),
        alone.aligned("The boat and the museum"),
        strict=True,
    ):
        assert one == pytest.approx(other)


def test_one_sentence_with_the_words_leads_and_a_word_in_every_sentence_does_not() -> None:
    talk = ["We hear you.", "Please go on.", "Thank you all.", "Very well."]
    assert lead(_wording(*talk, "The boat leaves.").aligned("the ferry leaves")) > 0.3
    everywhere = _wording(*(f"The ferry {number}." for number in "abcde"))
    assert lead(everywhere.aligned("ferry")) == pytest.approx(0.0)
    assert lead(_wording().aligned("ferry")) == 0.0
