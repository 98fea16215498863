import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from pressgap.errors import BadSettings
from pressgap.settings import Settings, load_settings
from tests.conftest import ROOT

DEFAULT_TOML = ROOT / "config" / "default.toml"


def test_the_default_file_equals_the_defaults() -> None:
    assert load_settings(DEFAULT_TOML, {}) == Settings()


def test_the_default_file_shows_every_key() -> None:
    text = DEFAULT_TOML.read_text(encoding="utf-8").replace("# data_dir", "data_dir")
    assert set(tomllib.loads(text)) == {each.name for each in fields(Settings)}


def test_environment_beats_file_beats_default(tmp_path: Path) -> None:
    file = tmp_path / "pressgap.toml"
    file.write_text('port = 9000\nmodel = "from-file"\n')
    settings = load_settings(file, {"PRESSGAP_PORT": "9001"})
    assert (settings.port, settings.model, settings.max_transcripts) == (9001, "from-file", 20)


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    file = tmp_path / "pressgap.toml"
    file.write_text('model_languages = ["en", "de"]\n')
    assert load_settings(None, {"PRESSGAP_CONFIG": str(file)}).model_languages == ("en", "de")


def test_an_argument_beats_the_environment(tmp_path: Path) -> None:
    settings = load_settings(None, {"PRESSGAP_DATA_DIR": "elsewhere"}, data_dir=tmp_path)
    assert settings.data_dir == tmp_path


def test_an_argument_of_none_leaves_the_setting_alone() -> None:
    assert load_settings(None, {"PRESSGAP_PORT": "9001"}, port=None).port == 9001


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"PRESSGAP_PROT": "80"}, "prot"),
        ({"PRESSGAP_PORT": "eighty"}, "PRESSGAP_PORT"),
        ({"PRESSGAP_PORT": "70000"}, "PRESSGAP_PORT"),
        ({"PRESSGAP_LOG_LEVEL": "LOUD"}, "PRESSGAP_LOG_LEVEL"),
        ({"PRESSGAP_DATA_DIR": ""}, "PRESSGAP_DATA_DIR"),
    ],
)
def test_a_bad_value_is_refused_by_name(environment: dict[str, str], named: str) -> None:
    with pytest.raises(BadSettings, match=named):
        load_settings(None, environment)


@pytest.mark.parametrize(
    "content", ["nonsense = 1", "port = ", "port = true", 'model_languages = "x" ["y"]']
)
def test_a_bad_file_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(content)
    with pytest.raises(BadSettings, match=r"bad\.toml"):
        load_settings(file, {})


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"PRESSGAP_JUDGE": "oracle"}, "cross-encoder, chat"),
        ({"PRESSGAP_JUDGE_MAX_PAIRS": "-1"}, "PRESSGAP_JUDGE_MAX_PAIRS"),
        ({"PRESSGAP_JUDGE_TIMEOUT": "0"}, "PRESSGAP_JUDGE_TIMEOUT"),
    ],
)
def test_a_judge_that_cannot_be_meant_is_refused(environment: dict[str, str], named: str) -> None:
    with pytest.raises(BadSettings, match=named):
        load_settings(None, environment)


def test_a_key_comes_from_the_environment_and_shows_nowhere() -> None:
    settings = load_settings(None, {"PRESSGAP_JUDGE_API_KEY": "sk-secret"})
    assert settings.judge_api_key == "sk-secret"
    assert "sk-secret" not in repr(settings)


def test_a_key_in_a_file_is_refused_without_showing_it(tmp_path: Path) -> None:
    file = tmp_path / "copied.toml"
    file.write_text('judge_api_key = "sk-secret"\n')
    with pytest.raises(BadSettings, match="PRESSGAP_JUDGE_API_KEY") as refused:
        load_settings(file, {})
    assert "sk-secret" not in str(refused.value)


@pytest.mark.parametrize("key", ["sk secret", "sk-secret\n", "sk-sécret"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(BadSettings, match="visible ASCII") as refused:
        load_settings(None, {"PRESSGAP_JUDGE_API_KEY": key})
    assert key not in str(refused.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"missing\.toml"):
        load_settings(tmp_path / "missing.toml", {})
