"""`pressgap fit --reviews`, on an encoder that needs no model."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from pressgap import wiring
from pressgap.cli import main
from pressgap.core.report import ModelRef, Report
from pressgap.data import (
    MODEL_FILE,
    STALE,
    fitted_for,
    load_verdict_model,
    reviews_file,
    trials_file,
)
from pressgap.encoder import PACKAGED_SHA256
from pressgap.errors import BadSettings, StorageUnavailable
from pressgap.fit.refit import Example, Heard, refitted
from pressgap.fit.regression import fit_logistic
from pressgap.fit.reviewed import Reviews, read_reviews
from pressgap.fit.reviews import write
from pressgap.fit.table import load_table
from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts
from tests.fakes import RAISED_MODEL, STATEMENT_MODEL, FakeEncoder
from tests.reviewing import (
    CLAUSES,
    as_asked,
    compare,
    make_fitted,
    make_table,
    one_contrary,
    review,
)


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeEncoder()
    monkeypatch.setattr(wiring, "identify", lambda model: (fake.name, fake.sha256))
    monkeypatch.setattr(wiring, "open_encoder", lambda model, threads: fake)
    monkeypatch.setattr(wiring, "load_statement_model", lambda file: STATEMENT_MODEL)
    monkeypatch.setattr(wiring, "load_raised_model", lambda file: RAISED_MODEL)


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_fitted(tmp_path / "fitted")
    monkeypatch.setenv("PRESSGAP_BACKGROUND", str(folder))
    return folder


@contextmanager
def opened(base: Path, state: Path) -> Iterator[Parts]:
    parts = open_parts(Settings(data_dir=state, background=str(base)))
    yield parts
    parts.close()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def fit(state: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--data-dir", str(state), "fit", *options])


def reviewed(base: Path, state: Path) -> Reviews:
    with opened(base, state) as parts:
        return read_reviews(parts.kept, parts.library, ("en",))


def compared(base: Path, state: Path, number: int = 0) -> Report:
    with opened(base, state) as parts:
        return parts.kept.get(compare(parts, number))


def test_reviews_that_help_are_used_by_the_next_comparison(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        before = review(parts, as_asked)
    result = fit(state, "--reviews")
    assert result.exit_code == 0, result.output
    assert f"{4 * CLAUSES} reviewed clauses of 4 comparisons: 16 asked, 16 not raised" in (
        result.output
    )
    assert "4 folds by comparison" in result.output
    after = compared(base, state)
    assert after.id != before[0]
    assert after.manifest.verdict_model.name == f"verdict-v2 + {4 * CLAUSES} reviews"
    assert after.warnings == ()
    shipped, own = load_verdict_model(base / MODEL_FILE), load_verdict_model(reviews_file(state))
    assert after.manifest.verdict_model.sha256 == own.sha256
    assert (own.asked_bar, own.not_raised_bar) == (shipped.asked_bar, shipped.not_raised_bar)
    assert own.asked != shipped.asked


def test_what_was_measured_is_kept_with_the_numbers(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked)
    fit(state, "--reviews")
    values = json.loads(reviews_file(state).read_text(encoding="utf-8"))
    told = values["provenance"]["reviews"]
    assert told["base"]["sha256"] == load_verdict_model(base / MODEL_FILE).sha256
    assert (told["clauses"], told["comparisons"]) == (4 * CLAUSES, 4)
    measured = told["cross_validation"]
    assert measured["after"]["log_loss_raised"] < measured["before"]["log_loss_raised"]


def test_reviews_that_make_it_worse_are_refused_and_nothing_is_written(
    base: Path, state: Path
) -> None:
    with opened(base, state) as parts:
        before = review(parts, one_contrary)
    result = fit(state, "--reviews")
    assert result.exit_code == 1
    assert "log loss, raised" in result.stdout
    assert "get worse" in result.stderr
    assert not reviews_file(state).exists()
    assert compared(base, state).id == before[0]


def test_what_reviews_made_before_stays_where_more_make_it_worse(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked)
    fit(state, "--reviews")
    content = reviews_file(state).read_bytes()
    with opened(base, state) as parts:
        review(parts, one_contrary)
    assert fit(state, "--reviews").exit_code == 1
    assert reviews_file(state).read_bytes() == content


def test_too_few_reviews_are_counted(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked, numbers=[0, 1])
    result = fit(state, "--reviews")
    assert result.exit_code == 2
    assert "20 reviewed clauses are needed" in result.stderr
    assert "there are 16: 8 raised, 8 not" in result.stderr


def test_reviews_of_one_kind_only_are_too_few(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, lambda number, clause: "not_raised")
    result = fit(state, "--reviews")
    assert result.exit_code == 2
    assert "there are 32: 0 raised, 32 not" in result.stderr


def test_few_comparisons_are_drawn_by_clause(
    base: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressgap.fit.reviews.LEAST", 2 * CLAUSES)
    with opened(base, state) as parts:
        review(parts, as_asked, numbers=[0, 1])
    assert "5 folds by clause" in fit(state, "--reviews").stdout


def test_disputed_unsure_and_withdrawn_reviews_are_left_out(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        first, *_ = review(parts, as_asked)
        parts.kept.review(first, "c1", "not_raised", "ben")
        parts.kept.review(first, "c2", "unsure", "ana")
        parts.kept.review(first, "c3", None, "ana")
        parts.kept.review(first, "c4", "asked", "ben")
    found = reviewed(base, state)
    assert found.left_out == {"disputed": 1, "called unsure": 1}
    assert found.counts().total() == 4 * CLAUSES - 3
    assert "left out: 1 clause disputed" in fit(state, "--reviews").stdout


def test_reviews_of_the_same_documents_are_taken_together(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked)
    fit(state, "--reviews")
    with opened(base, state) as parts:
        again = compare(parts, 0)
        parts.kept.review(again, "c1", "volunteered", "ana")
        parts.kept.review(again, "c2", "volunteered", "ben")
    found = reviewed(base, state)
    assert len(found.comparisons) == 4
    assert found.left_out == {"disputed": 1}  # ana and ben on c2; on c1 it is ana's latest
    assert found.counts() == {"asked": 14, "volunteered": 1, "not_raised": 16}


def test_a_language_the_model_does_not_know_is_left_out(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked)
        found = read_reviews(parts.kept, parts.library, ("de",))
    assert found.comparisons == ()
    assert found.left_out == {"in a language the model does not know": 4 * CLAUSES}


def test_what_was_fitted_on_an_older_version_is_left_aside_and_said(
    base: Path, state: Path
) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked)
    fit(state, "--reviews")
    with (base / MODEL_FILE).open("a", encoding="utf-8") as file:
        file.write("\n")
    report = compared(base, state)
    assert report.warnings == (STALE,)
    assert report.manifest.verdict_model.name == "verdict-v2"
    with opened(base, state) as parts:
        assert STALE not in parts.library.search("The council pays for the ice rink.").warnings
    assert fit(state, "--reviews").exit_code == 0
    assert compared(base, state).warnings == ()


@pytest.mark.parametrize("content", [b"", b"{}", b'{"provenance": {"reviews": 1}}'])
def test_a_torn_file_is_left_aside_and_fitted_again(
    base: Path, state: Path, content: bytes
) -> None:
    with opened(base, state) as parts:
        review(parts, as_asked, numbers=range(3))
    reviews_file(state).parent.mkdir()
    reviews_file(state).write_bytes(content)
    assert compared(base, state, 3).warnings == (STALE,)
    assert fit(state, "--reviews").exit_code == 0


def test_reviews_are_forgotten_on_demand(base: Path, state: Path) -> None:
    with opened(base, state) as parts:
        before = review(parts, as_asked)
    fit(state, "--reviews")
    assert "removed" in fit(state, "--forget-reviews").stdout
    assert compared(base, state).id == before[0]
    assert "nothing was fitted" in fit(state, "--forget-reviews").stdout


@pytest.mark.parametrize(
    "options", [(), ("--reviews", "--forget-reviews"), ("--reviews", "--check")]
)
def test_one_thing_at_a_time(state: Path, options: tuple[str, ...]) -> None:
    assert fit(state, *options).exit_code == 2


def test_without_anything_fitted_to_the_model_reviews_are_refused(state: Path) -> None:
    result = fit(state, "--reviews")
    assert result.exit_code == 2
    assert "--train DIR --out FOLDER" in result.stderr


def test_a_table_that_is_missing_torn_or_anothers_is_named(base: Path) -> None:
    path = base / trials_file("0" * 64)
    assert load_table(path, "verdict-v2", "0" * 64).asked.labels.any()
    for name, encoder in (("verdict-v1", "0" * 64), ("verdict-v2", "1" * 64)):
        with pytest.raises(BadSettings, match="of another version or embedding model"):
            load_table(path, name, encoder)
    path.write_bytes(b"PK torn")
    with pytest.raises(BadSettings, match="cannot be read"):
        load_table(path, "verdict-v2", "0" * 64)
    path.unlink()
    with pytest.raises(BadSettings, match="cannot be read"):
        load_table(path, "verdict-v2", "0" * 64)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "fitted" / MODEL_FILE
    write({"name": "old"}, file)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageUnavailable, match="No space left"):
        write({"name": "new"}, file)
    assert json.loads(file.read_text(encoding="utf-8")) == {"name": "old"}
    assert [each.name for each in file.parent.iterdir()] == [MODEL_FILE]


def test_a_clause_asked_teaches_nothing_about_its_answer() -> None:
    base, pairs = load_verdict_model(), np.full((3, 5), 0.2, np.float32)
    heard = Heard(pairs, pairs, 0.2, 5, 0.5, 0.0)
    asked = [Example(f"c{n}", "asked", (heard,)) for n in range(30)]
    absent = [replace(each, verdict="not_raised") for each in asked]
    row = pairs[0].astype(float)
    one, other = (refitted(make_table(), found, base) for found in (asked, absent))
    assert one.answered == base.answered
    assert other.answered.probabilities(row) <= base.answered.probabilities(row)
    assert one.asked.probabilities(row) > other.asked.probabilities(row)


def test_of_several_transcripts_the_one_that_raises_a_clause_counts() -> None:
    base = load_verdict_model()
    near, far = (
        Heard(np.full((2, 5), v, np.float32), np.full((2, 5), v, np.float32), v, 5, v, 0.0)
        for v in (0.6, 0.0)
    )
    both, alone = (
        refitted(make_table(), [Example(f"c{n}", "asked", heard) for n in range(30)], base)
        for heard in ((far, near), (near,))
    )
    assert both == alone


def test_the_shipped_table_belongs_to_the_shipped_model() -> None:
    fitted = fitted_for(ModelRef("packaged", PACKAGED_SHA256))
    path = fitted.file.parent / trials_file(PACKAGED_SHA256)
    assert path.stat().st_size < 1_000_000
    model = fitted.verdict_model()
    table = load_table(path, model.name, PACKAGED_SHA256)
    signals = table.signals(model.asked, model.answered)
    assert np.allclose(signals, table.raised.features, atol=0.02)
    again = fit_logistic(signals, table.raised.labels, table.raised.weights.astype(float))
    assert np.allclose(again, [model.raised.intercept, *model.raised.coefficients], atol=0.02)
