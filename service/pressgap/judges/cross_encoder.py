"""A judge that is a sentence-transformers cross-encoder: any folder or hub name, on the CPU.

It reads clause and passage together, not the context. The model library takes seconds to import,
so that happens when the first pair is put.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.opinions import Opinion, Pair, Ruling, Undecided
from pressgap.core.report import JudgeRef
from pressgap.errors import ModelUnavailable
from pressgap.judges.labels import VERSION, best_of, check_labels, is_inference, opinion_of
from pressgap.judges.parts import in_parts

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_BATCH = 8
# A window of more than this is one that the tokenizer does not know.
_LONGEST_WINDOW = 100_000
# Word pieces of parts add up to a few more than those of the whole.
_SPARE = 4


class CrossEncoderJudge:
    """Scores pairs with a model that is opened on first use. Threads take turns."""

    def __init__(
        self, model: str, identify: Callable[[str], tuple[str, str]], threads: int = 0
    ) -> None:
        """Use ``model``; ``identify`` returns its name and the hash of its weights.

        ``threads`` bounds the processor threads; 0 leaves the library's choice.
        """
        self._name = model
        self._identify = identify
        self._threads = threads
        self._lock = threading.Lock()

    @cached_property
    def ref(self) -> JudgeRef:
        """What names the judge; raises ``ModelUnavailable``."""
        name, sha256 = self._identify(self._name)
        return JudgeRef(
            name=name,
            kind="cross-encoder",
            model=name,
            sha256=sha256,
            address=None,
            local=True,
            rubric=VERSION,
        )

    def opinions(self, pairs: Sequence[Pair], seconds: float) -> Iterator[Ruling]:
        """Yield a ruling for each pair; raises ``ModelUnavailable`` where it cannot be opened."""
        end = monotonic() + seconds
        for pair in pairs:
            if monotonic() > end:
                yield Undecided("the time for all pairs is used up (judge_max_seconds)", sent=False)
            else:
                yield self._opinion(pair)

    def _opinion(self, pair: Pair) -> Ruling:
        with self._lock:
            found = self._open.logits(pair.clause, pair.passage)
        if not np.isfinite(found).all():
            return Undecided("the model gives no usable number")
        opinions: list[Opinion] = [opinion_of(self._open.labels, row) for row in found]
        return best_of(opinions)

    @cached_property
    def _open(self) -> _Opened:
        try:
            return _Opened(_load(self._name), self._threads)
        except ModelUnavailable:
            raise
        except Exception as error:
            line = (str(error).splitlines() or [""])[0][:200]
            raise ModelUnavailable(
                f"the judge's model {self._name!r} cannot be opened ({type(error).__name__}: "
                f"{line}): set judge_model to a cross-encoder's folder or hub name"
            ) from error


class _Opened:
    """The model in memory."""

    def __init__(self, model: CrossEncoder, threads: int) -> None:
        import torch

        self._model = model
        self._identity = torch.nn.Identity()
        self._set_threads = torch.set_num_threads
        self._threads = threads or torch.get_num_threads()
        config: Any = model.config
        self.labels = [str(config.id2label[i]) for i in range(config.num_labels)]
        check_labels(self.labels)
        tokenizer = model.tokenizer
        special = tokenizer.num_special_tokens_to_add(pair=True)
        self._room = _window(model) - special - _SPARE

    def logits(self, clause: str, passage: str) -> NDArray[np.float64]:
        """Return the model's numbers on each part of the pair, shape (parts, labels)."""
        clauses = in_parts(clause, self._room // 2, self._count)
        room = self._room - max(map(self._count, clauses))
        pairs = [(c, p) for c in clauses for p in in_parts(passage, room, self._count)]
        if is_inference(self.labels):
            pairs = [(p, c) for c, p in pairs]
        self._set_threads(self._threads)  # every time: the number belongs to the calling thread
        found = self._model.predict(
            pairs,
            batch_size=_BATCH,
            activation_fn=self._identity,  # the model's own choice would be applied before ours
            show_progress_bar=False,
        )
        return np.asarray(found, dtype=np.float64).reshape(len(pairs), -1)

    def _count(self, text: str) -> int:
        ids = self._model.tokenizer(text, add_special_tokens=False, truncation=False, verbose=False)
        return len(ids["input_ids"])


def _load(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder
    from transformers import AutoConfig
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    folder = Path(name).expanduser()
    place = str(folder) if folder.is_dir() else name
    kinds = AutoConfig.from_pretrained(place, local_files_only=True).architectures or []
    if not any(kind.endswith("ForSequenceClassification") for kind in kinds):
        # Such a model would be given a random head without a word.
        raise ModelUnavailable(
            f"the judge's model {name!r} is no cross-encoder ({', '.join(kinds) or 'unknown'}): "
            "set judge_model to one made for sequence classification"
        )
    model: CrossEncoder = CrossEncoder(place, device="cpu", local_files_only=True)
    model.eval()
    return model


def _window(model: Any) -> int:
    known = (
        model.max_seq_length,
        model.tokenizer.model_max_length,
        getattr(model.config, "max_position_embeddings", None),
    )
    sizes = [int(size) for size in known if size and 0 < size < _LONGEST_WINDOW]
    if not sizes:
        raise ModelUnavailable("the judge's model does not say how long a text it reads")
    return min(sizes)
