"""Settings → parts. The only file that names concrete backends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pressgap.compare import Comparer
from pressgap.core.background import Background
from pressgap.core.opinions import Judge
from pressgap.core.report import ModelRef
from pressgap.data import load_background, load_statement_model, load_verdict_model
from pressgap.encoder import identify, open_encoder
from pressgap.errors import BadSettings, ModelUnavailable
from pressgap.library import Library
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
    (``background`` names a folder without a table for the model; a judge lacks what it needs).
    """
    judge = _judge(settings)
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
    budget = settings.judge_max_pairs, settings.judge_max_seconds
    asker = None if judge is None else Asker(judge, store, *budget)
    verdict_model = load_verdict_model()
    comparer = Comparer(
        library,
        store,
        model=ModelRef(name, sha256),
        verdict_model=verdict_model,
        background=background,
        languages=settings.model_languages,
        second_opinions=None if asker is None else SecondOpinions(asker, verdict_model, background),
    )
    return Parts(settings, library, comparer, store)


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
