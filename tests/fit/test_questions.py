from dataclasses import replace
from pathlib import Path

import pytest

from pressgap.core.matching.agenda import AGENDA
from pressgap.errors import BadSettings
from pressgap.fit.questions import fit_questions
from tests.fakes import FakeEncoder
from tests.fit.train_folder import embedded, write_train


def test_a_question_near_its_own_meetings_statements_is_likelier_on_them(tmp_path: Path) -> None:
    logistic, bars = fit_questions(embedded(write_train(tmp_path), FakeEncoder()), 1.5)
    assert set(logistic["coefficients"]) == set(AGENDA)
    assert sum(logistic["coefficients"].values()) > 0.0
    assert 0.0 <= bars["off_declaration"] < bars["on_declaration"] < 1.0


def test_meetings_in_which_nobody_asks_are_refused(tmp_path: Path) -> None:
    silent = [
        replace(each, meeting=replace(each.meeting, asks=each.meeting.asks & False))
        for each in embedded(write_train(tmp_path), FakeEncoder())
    ]
    with pytest.raises(BadSettings, match="surely on"):
        fit_questions(silent, 1.5)
