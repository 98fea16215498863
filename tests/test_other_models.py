"""Another embedding model, end to end: a small multilingual one, with and without calibration."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressgap.cli import main
from pressgap.core.model import Kind
from pressgap.core.report import Report
from pressgap.data import FOLDER, MODEL_FILE, load_verdict_model
from pressgap.encoder import open_encoder
from pressgap.errors import BadSettings
from pressgap.fit import fit
from pressgap.library import NewDocument
from pressgap.settings import Settings
from pressgap.wiring import Parts, open_parts
from tests.multilingual import (
    ARABIC_CONFERENCE,
    ARABIC_DECLARATION,
    RUSSIAN_CONFERENCE,
    RUSSIAN_DECLARATION,
    make_multilingual_model,
    write_meetings,
)
from tests.tiny_model import make_tiny_model

BOTH = [
    pytest.param(RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE, id="Russian"),
    pytest.param(ARABIC_DECLARATION, ARABIC_CONFERENCE, id="Arabic"),
]
NOT_CALIBRATED = "PressGap is not calibrated for the embedding model 'multilingual'"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_multilingual_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="module")
def calibration(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command line fits to the model."""
    folder = tmp_path_factory.mktemp("calibration")
    train = write_meetings(folder / "train")
    fit(train, folder / "fitted", open_encoder(str(model)))
    return folder / "fitted"


@contextmanager
def parts_on(model: Path, state: Path, background: Path | None = None) -> Iterator[Parts]:
    opened = open_parts(
        Settings(
            data_dir=state,
            model=str(model),
            model_languages=("ru", "ar", "en"),
            background=str(background or ""),
        )
    )
    yield opened
    opened.close()


def compared(parts: Parts, declaration: str, conference: str) -> Report:
    def add(kind: Kind, text: str) -> str:
        new = NewDocument(kind=kind, text=text, data=text.encode(), title=kind)
        return parts.library.add(new).document.id

    return parts.comparer.compare(add("declaration", declaration), [add("transcript", conference)])


@pytest.mark.parametrize(("declaration", "conference"), BOTH)
def test_a_calibrated_model_decides_in_its_own_languages(
    model: Path, calibration: Path, tmp_path: Path, declaration: str, conference: str
) -> None:
    with parts_on(model, tmp_path, calibration) as parts:
        report = compared(parts, declaration, conference)
    assert report.warnings == ()
    verdicts = [clause.verdict for clause in report.clauses]
    assert (verdicts[0], verdicts[2]) == ("asked", "volunteered")
    assert {verdicts[1], verdicts[3]} <= {"not_raised", "unsure"}
    assert "not_raised" in verdicts
    assert [each.verdict for each in report.questions] == ["on_declaration", "off_declaration"]
    fitted = load_verdict_model(calibration / MODEL_FILE)
    assert report.manifest.verdict_model.sha256 == fitted.sha256 != load_verdict_model().sha256


@pytest.mark.parametrize(("declaration", "conference"), BOTH)
def test_without_calibration_the_report_says_so_and_nothing_is_called_not_raised(
    model: Path, tmp_path: Path, declaration: str, conference: str
) -> None:
    with parts_on(model, tmp_path) as parts:
        report = compared(parts, declaration, conference)
    assert report.warnings[0].startswith(NOT_CALIBRATED)
    assert report.summary.not_raised == report.summary.off_declaration == 0
    assert report.clauses[0].verdict == "asked"


def test_a_background_without_coefficients_is_no_calibration(
    model: Path, calibration: Path, tmp_path: Path
) -> None:
    table = next(calibration.glob("background-*.npz"))
    (tmp_path / table.name).write_bytes(table.read_bytes())
    with parts_on(model, tmp_path / "state", tmp_path) as parts:
        report = compared(parts, RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE)
    assert report.warnings[0].startswith(NOT_CALIBRATED)
    assert report.manifest.background is not None
    assert report.summary.not_raised == 0


def test_a_search_says_whether_the_model_is_calibrated(
    model: Path, calibration: Path, tmp_path: Path
) -> None:
    for background, warned in ((None, True), (calibration, False)):
        with parts_on(model, tmp_path / str(warned), background) as parts:
            compared(parts, RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE)
            compared(parts, ARABIC_DECLARATION, ARABIC_CONFERENCE)
            found = parts.library.search("Школьное питание бесплатно для младших классов.")
        assert "Школьное питание" in found.passages[0].quote
        assert any(each.startswith(NOT_CALIBRATED) for each in found.warnings) == warned


def test_a_calibration_of_another_model_is_refused_with_what_to_do(
    calibration: Path, tmp_path: Path
) -> None:
    other = make_tiny_model(tmp_path / "other")
    with (
        pytest.raises(BadSettings, match=r"fitted to another embedding model .*pressgap fit"),
        parts_on(other, tmp_path / "state", calibration) as parts,
    ):
        compared(parts, RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE)


def test_the_command_line_calibrates_another_model_into_a_folder_of_its_own(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESSGAP_MODEL", str(model))
    shipped = (FOLDER / MODEL_FILE).read_bytes()
    train = str(write_meetings(tmp_path / "train"))
    refused = CliRunner().invoke(main, ["fit", "--train", train])
    assert refused.exit_code == 2
    assert "--out FOLDER is needed" in refused.stderr
    done = CliRunner().invoke(main, ["fit", "--train", train, "--out", str(tmp_path / "fitted")])
    assert done.exit_code == 0, done.output
    assert (FOLDER / MODEL_FILE).read_bytes() == shipped
    with parts_on(model, tmp_path / "state", tmp_path / "fitted") as parts:
        assert compared(parts, RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE).warnings == ()
