from collections.abc import Sequence
from threading import Thread

import numpy as np
import pytest

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranking import Ranked, Scope, Text
from pressgap.library import ranker as module
from pressgap.library.ranker import Ranker
from tests.core.comparing import Said, background, declaration, transcript, vector, word_rows
from tests.fakes import RAISED_MODEL

SCOPES: tuple[Scope, ...] = ("discussion", "statement")
SAID: tuple[Said, ...] = (
    ("answer", 1, "Good morning."),
    ("question", 1, "When does the ferry run?"),
    ("answer", 1, "The ferry runs daily."),
)


def _text(whole: str) -> Text:
    return Text(whole, vector(whole)[None, :])


def _ranked(
    speech: EmbeddedDocument, scope: Scope, *texts: str, ranker: Ranker | None = None
) -> list[Ranked]:
    ranker = ranker or Ranker(RAISED_MODEL, background(), word_rows)
    return ranker.rank([_text(text) for text in texts], speech, scope)


@pytest.mark.parametrize("scope", SCOPES)
def test_what_is_said_is_likelier_raised_than_what_is_not(scope: Scope) -> None:
    ferry, museum = _ranked(transcript(*SAID), scope, "The ferry runs daily", "A museum opens")
    assert ferry.raised > museum.raised
    assert ferry.sentences == museum.sentences


@pytest.mark.parametrize("scope", SCOPES)
def test_where_nothing_is_said_nothing_is_raised(scope: Scope) -> None:
    for speech in (transcript(), transcript(("answer", 1, "—"))):
        (found,) = _ranked(speech, scope, "The ferry runs")
        assert found.raised == 0.0
        assert found.sentences == ()
        assert not np.isfinite(found.turns).any()


@pytest.mark.parametrize("scope", SCOPES)
def test_without_a_background_texts_are_ranked_all_the_same(scope: Scope) -> None:
    bare = Ranker(RAISED_MODEL, None, word_rows)
    ferry, museum = _ranked(transcript(*SAID), scope, "The ferry runs", "A museum", ranker=bare)
    assert ferry.raised > museum.raised


@pytest.mark.parametrize("scope", SCOPES)
def test_whether_a_text_is_raised_is_said_alike_with_and_without_a_ranking(scope: Scope) -> None:
    ranker, speech = Ranker(RAISED_MODEL, background(), word_rows), transcript(*SAID)
    texts = [_text("The ferry runs"), _text("A museum")]
    ranked = ranker.rank(texts, speech, scope)
    assert ranker.raised(texts, speech, scope) == [each.raised for each in ranked]


def test_a_declaration_cannot_be_ranked() -> None:
    with pytest.raises(TypeError, match="transcript"):
        _ranked(declaration("The ferry runs."), "statement", "The ferry runs")


def test_transcripts_and_texts_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def counting(name: str) -> None:
        real = getattr(module, name)

        def call(*arguments: object) -> object:
            made.append(name)
            return real(*arguments)

        monkeypatch.setattr(module, name, call)

    counting("spoken")
    counting("unrelated")
    counting("wording")
    ranker = Ranker(RAISED_MODEL, background(), word_rows)
    speech, other = transcript(*SAID), transcript(*SAID)
    first = _ranked(speech, "statement", "The ferry", "A museum", ranker=ranker)
    again = _ranked(speech, "statement", "The ferry", "A museum", ranker=ranker)
    assert sorted(made) == ["spoken", "unrelated", "unrelated", "wording"]
    assert [one.raised for one in first] == [one.raised for one in again]
    _ranked(other, "discussion", "The ferry", ranker=ranker)
    assert sorted(made) == ["spoken", "spoken", "unrelated", "unrelated", "wording"]


def test_threads_that_share_a_ranker_find_the_same() -> None:
    ranker, speech = Ranker(RAISED_MODEL, background(), word_rows), transcript(*SAID)
    texts = ["The ferry runs", "A museum opens", "The tunnel", "An orchard"]
    alone = [one.raised for one in _ranked(speech, "statement", *texts)]
    found: list[Sequence[float]] = []

    def rank() -> None:
        for _ in range(20):
            ranked = _ranked(speech, "statement", *texts, ranker=ranker)
            found.append([one.raised for one in ranked])

    threads = [Thread(target=rank) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 80
    assert all(raised == alone for raised in found)
