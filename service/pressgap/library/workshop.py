"""What of a library hangs on its embedding model. Made when the model is first needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pressgap.core.matching.background import Background
from pressgap.core.matching.raised import RaisedModel
from pressgap.core.matching.statements import StatementModel
from pressgap.core.report import ModelRef
from pressgap.encoder import Encoder
from pressgap.library.adding import Adder
from pressgap.library.correcting import Corrector
from pressgap.library.embedding import Embedder
from pressgap.library.keeper import IndexKeeper
from pressgap.library.ranker import Ranker
from pressgap.library.related import Finder
from pressgap.settings import Settings
from pressgap.store import Store
from pressgap.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """A model that was found, by name and hash, and what is tied to that hash.

    ``open`` opens it, which takes seconds; ``background`` is None where no table fits it;
    ``notes`` are warnings that come with every search.
    """

    ref: ModelRef
    index: VectorIndex
    background: Background | None
    statement_model: StatementModel
    raised_model: RaisedModel
    open: Callable[[], Encoder]
    notes: tuple[str, ...] = ()


class Workshop:
    """Embeds, adds, indexes and finds with one model. Safe to share between threads."""

    def __init__(
        self,
        store: Store,
        model: EmbeddingModel,
        settings: Settings,
    ) -> None:
        self.model = model
        self.index = model.index
        self.embedder = Embedder(store, model.open, model.ref)
        self.keeper = IndexKeeper(store, model.index, model.ref)
        self.adder = Adder(store, self.embedder, self.keeper, settings)
        self.corrector = Corrector(store, self.adder)
        self.finder = Finder(
            store, model.index, model.statement_model, model.background, model.notes
        )
        self.ranker = Ranker(
            model.raised_model,
            model.background,
            lambda words: self.embedder.encoder().word_rows(words),
        )
