"""Settings → parts. The only file that names concrete backends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.background import Background
from pressgap.core.opinions import Judge
from pressgap.core.report import ModelRef
from pressgap.data import (
    load_background,
    load_raised_model,
    load_statement_model,
    load_verdict_model,
)
from pressgap.encoder import identify, open_encoder
from pressgap.errors import BadSettings, ModelUnavailable
from pressgap.kept import KeptComparisons
from pressgap.library import EmbeddingModel, Library
from pressgap.second_opinions import Asker, SecondOpinions
from pressgap.settings import Settings
from pressgap.store import Store
from pressgap.vectors.faiss_index import FaissIndex

INDEX_FOLDER = "faiss"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the command line and the server work with."""

    settings: Settings
    library: Library
    kept: KeptComparisons
    open_comparer: Callable[[], Comparer]
    store: Store

    @property
    def comparer(self) -> Comparer:
        """What makes comparisons, opened on first use; raises ``ModelUnavailable``."""
        return self.open_comparer()

    def close(self) -> None:
        """Save the index where that was put off, and close the database."""
        try:
            self.library.close()
        finally:
            self.store.close()


def open_parts(settings: Settings) -> Parts:
    """Open the state folder; raises ``StorageUnavailable``.

    The embedding model is found when it is first needed: what is stored can be read without it.
    Then ``ModelUnavailable`` is raised (no such model), or ``BadSettings`` (``background`` names
    a folder without a table for the model). A judge that lacks what it needs is ``BadSettings``
    at once.
    """
    judge = _judge(settings)
    store = Store(settings.data_dir)
    library = Library(
        store,
        lambda: _find_model(settings),
        statement_model=load_statement_model(),
        raised_model=load_raised_model(),
        settings=settings,
    )
    open_comparer = cache(lambda: _comparer(library, store, settings, judge))
    return Parts(settings, library, KeptComparisons(store), open_comparer, store)


def _find_model(settings: Settings) -> EmbeddingModel:
    name, sha256 = identify(settings.model)
    return EmbeddingModel(
        ref=ModelRef(name, sha256),
        index=FaissIndex(settings.data_dir / INDEX_FOLDER, sha256),
        background=_background(settings, sha256),
        open=lambda: open_encoder(settings.model, settings.torch_threads),
    )


def _comparer(library: Library, store: Store, settings: Settings, judge: Judge | None) -> Comparer:
    verdict_model, background = load_verdict_model(), library.model.background
    budget = settings.judge_max_pairs, settings.judge_max_seconds
    asker = None if judge is None else Asker(judge, store, *budget)
    return Comparer(
        library,
        store,
        model=library.model.ref,
        verdict_model=verdict_model,
        background=background,
        languages=settings.model_languages,
        second_opinions=None if asker is None else SecondOpinions(asker, verdict_model, background),
    )


def _judge(settings: Settings) -> Judge | None:
    """Return the judge the user named; its model or endpoint is not touched yet."""
    if not settings.judge:
        return None
    if not settings.judge_model:
        raise BadSettings(f"judge = {settings.judge!r} needs a judge_model")
    if settings.judge == "cross-encoder":
        from pressgap.judges.cross_encoder import CrossEncoderJudge

        return CrossEncoderJudge(settings.judge_model, _identify_judge, settings.torch_threads)
    if not settings.judge_url:
        raise BadSettings("judge = 'chat' needs a judge_url, like http://127.0.0.1:8080/v1")
    from pressgap.judges.address import address_of
    from pressgap.judges.chat import ChatJudge

    return ChatJudge(
        address_of(settings.judge_url),
        settings.judge_model,
        settings.judge_api_key,
        settings.judge_timeout,
    )


def _identify_judge(model: str) -> tuple[str, str]:
    try:
        return identify(model)
    except ModelUnavailable as error:  # it would name the embedding model's setting
        raise ModelUnavailable(
            f"the judge's model {model!r} is neither a folder with weights nor a hub name within "
            "reach: set judge_model to a cross-encoder's folder or hub name, or judge to nothing"
        ) from error


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
