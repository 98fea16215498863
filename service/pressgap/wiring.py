"""Settings → parts. The only file that names concrete backends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.report import ModelRef
from pressgap.data import fitted_for, load_statement_model
from pressgap.encoder import identify, open_encoder
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
    (``background`` names a folder that `pressgap fit` did not make for the model).
    """
    model = ModelRef(*identify(settings.model))
    fitted = fitted_for(model, _folder(settings.background))
    store = Store(settings.data_dir)
    library = Library(
        store,
        FaissIndex(settings.data_dir / INDEX_FOLDER, model.sha256),
        lambda: open_encoder(settings.model, settings.torch_threads),
        model=model,
        statement_model=load_statement_model(fitted.file),
        background=fitted.background,
        settings=settings,
        notes=fitted.notes,
    )
    comparer = Comparer(
        library,
        store,
        model=model,
        verdict_model=fitted.verdict_model(),
        background=fitted.background,
        languages=settings.model_languages,
        notes=fitted.notes,
    )
    return Parts(settings, library, comparer, store)


def _folder(setting: str) -> Path | None:
    return Path(setting).expanduser() if setting else None
