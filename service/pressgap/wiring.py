"""Settings → parts. The only file that names concrete backends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.background import Background
from pressgap.core.report import ModelRef
from pressgap.data import load_background, load_statement_model, load_verdict_model
from pressgap.encoder import identify, open_encoder
from pressgap.errors import BadSettings
from pressgap.library import Library
from pressgap.settings import Settings
from pressgap.store import Store
from pressgap.vectors.faiss_index import FaissIndex

INDEX_FOLDER = "faiss"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the command line and the server work with."""

    settings: Settings
    library: Library
    comparer: Comparer
    store: Store

    def close(self) -> None:
        """Save the index where that was put off, and close the database."""
        try:
            self.library.close()
        finally:
            self.store.close()


def open_parts(settings: Settings) -> Parts:
    """Open the state folder; the embedding model is opened when a text has to be embedded.

    Raises ``StorageUnavailable``, ``ModelUnavailable`` (no such model) and ``BadSettings``
    (``background`` names a folder without a table for the model).
    """
    name, sha256 = identify(settings.model)
    background = _background(settings, sha256)
    store = Store(settings.data_dir)
    library = Library(
        store,
        FaissIndex(settings.data_dir / INDEX_FOLDER, sha256),
        lambda: open_encoder(settings.model, settings.torch_threads),
        model=ModelRef(name, sha256),
        statement_model=load_statement_model(),
        background=background,
        settings=settings,
    )
    comparer = Comparer(
        library,
        store,
        model=ModelRef(name, sha256),
        verdict_model=load_verdict_model(),
        background=background,
        languages=settings.model_languages,
    )
    return Parts(settings, library, comparer, store)


def _background(settings: Settings, model_sha256: str) -> Background | None:
    """Return the table the user named, else the packaged one; None where none fits."""
    if not settings.background:
        return load_background(model_sha256)
    folder = Path(settings.background).expanduser()
    found = load_background(model_sha256, folder)
    if found is None:
        raise BadSettings(
            f"background: {folder} holds no table for the model {settings.model!r}; make one with "
            f"`pressgap fit --train DIR --out {folder}`, or leave the setting empty"
        )
    return found
