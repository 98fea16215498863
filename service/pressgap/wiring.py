"""Settings → parts. The only file that names concrete backends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.matching.opinions import Judge
from pressgap.core.report import ModelRef
from pressgap.data import (
    Fitted,
    fitted_for,
    load_raised_model,
    load_statement_model,
    reviews_file,
    with_reviews,
)
from pressgap.encoder import identify, open_encoder
from pressgap.errors import BadSettings, ModelUnavailable
from pressgap.kept import KeptComparisons
from pressgap.library import EmbeddingModel, Library
from pressgap.readers.addresses import allowed
from pressgap.readers.fetched import Fetch, Fetched
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
    fetch: Fetch

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
    a folder that `pressgap fit` did not make for the model). A judge that lacks what it needs, and
    a host to fetch from that is none, is ``BadSettings`` at once.
    """
    judge = _judge(settings)
    fetch = _fetch(settings)
    store = Store(settings.data_dir)
    found = cache(lambda: _found(settings))
    library = Library(
        store,
        lambda: _embedding_model(*found(), settings),
        settings=settings,
    )
    open_comparer = cache(lambda: _comparer(library, store, settings, judge, found()[1]))
    return Parts(settings, library, KeptComparisons(store), open_comparer, store, fetch)


def find_fitted(settings: Settings) -> tuple[ModelRef, Fitted]:
    """Return the embedding model that is set and what was fitted to it, no reviews counted in.

    Raises ``ModelUnavailable`` and ``BadSettings`` as `open_parts` says.
    """
    model = ModelRef(*identify(settings.model))
    return model, fitted_for(model, _folder(settings.background))


def _found(settings: Settings) -> tuple[ModelRef, Fitted]:
    model, fitted = find_fitted(settings)
    return model, with_reviews(fitted, reviews_file(settings.data_dir))


def _embedding_model(model: ModelRef, fitted: Fitted, settings: Settings) -> EmbeddingModel:
    return EmbeddingModel(
        ref=model,
        index=FaissIndex(settings.data_dir / INDEX_FOLDER, model.sha256),
        background=fitted.background,
        statement_model=load_statement_model(fitted.file),
        raised_model=load_raised_model(fitted.file),
        notes=fitted.search_notes,
        open=lambda: open_encoder(settings.model, settings.torch_threads),
    )


def _comparer(
    library: Library, store: Store, settings: Settings, judge: Judge | None, fitted: Fitted
) -> Comparer:
    verdict_model, background = fitted.verdict_model(), fitted.background
    if settings.expected_raised_percent:
        verdict_model = verdict_model.expecting(settings.expected_raised_percent / 100.0)
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
        notes=fitted.notes,
        expected_raised_percent=settings.expected_raised_percent,
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


def _fetch(settings: Settings) -> Fetch:
    """Return what fetches addresses; what it takes is imported when the first is fetched."""
    may_fetch = allowed(settings.fetch_allow)

    def fetch(url: str) -> Fetched:
        from pressgap.readers.fetching import Fetcher

        seconds, most = settings.fetch_timeout, settings.fetch_max_bytes
        return Fetcher(may_fetch, seconds=seconds, max_bytes=most).fetch(url)

    return fetch


def _identify_judge(model: str) -> tuple[str, str]:
    try:
        return identify(model)
    except ModelUnavailable as error:  # it would name the embedding model's setting
        raise ModelUnavailable(
            f"the judge's model {model!r} is neither a folder with weights nor a hub name within "
            "reach: set judge_model to a cross-encoder's folder or hub name, or judge to nothing"
        ) from error


def _folder(setting: str) -> Path | None:
    return Path(setting).expanduser() if setting else None
