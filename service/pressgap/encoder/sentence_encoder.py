"""A sentence-transformers model; a text's vector is the same to the bit, whatever is read with it.

A processor adds up in another order when a product has another shape or is shared out among
threads, and the last digits of a vector change with that. So texts that are read together have
the same length (none is padded), every product is one thread's, and the threads work on different
texts instead. Imported where a model is opened, and only there: torch takes seconds.
"""

from __future__ import annotations

import logging
import string
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray

from pressgap.encoder.files import REMEDY
from pressgap.encoder.workers import Workers
from pressgap.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from pressgap.encoder import Progress

# Word pieces in a batch. Fewer read the model's weights too often, more gain nothing on a CPU.
_MOST = 192
# A product of very few rows is worked out by other instructions than a larger one: a batch with
# fewer word pieces is filled up with itself.
_LEAST = 16
# A model that names no window, or one beyond all transcripts, reads so many word pieces at a time:
# a vector of more says too little about any of them.
_UNBOUNDED = 512
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Batch:
    """Texts of ``length`` word pieces each, and their ``places`` among the texts of a call."""

    length: int
    places: list[int]
    texts: list[str]


class SentenceEncoder:
    """Safe to share between threads; they take turns at the tokenizer, which is not."""

    def __init__(
        self, name: str, sha256: str, model: SentenceTransformer, threads: int = 0
    ) -> None:
        """Use ``model`` with so many processor threads; 0: as many as the library would."""
        self.name = name
        self.sha256 = sha256
        self._model = model
        self._prompt = model.prompts.get(model.default_prompt_name or "")
        self._tokenizing = threading.Lock()
        self._workers = Workers(
            threads or torch.get_num_threads(), prepare=partial(torch.set_num_threads, 1)
        )
        self.window = _window(model)
        (row,) = self._workers.each(self._rows, [_Batch(1, [0], ["one"])])
        self.dimension = row.shape[1]
        self._most = _MOST
        if not self._same_in_company():
            self._most = 1

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return one unit row per text, in the order of ``texts``.

        Raises ``ModelUnavailable`` when the model answers with something that is no direction.
        """
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        batches = list(self._batches(texts))
        done = 0
        for batch, found in zip(batches, self._workers.each(self._rows, batches), strict=True):
            rows[batch.places] = found
            done += len(batch.places)
            if progress is not None:
                progress(done, len(texts))
        return rows

    def word_rows(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per word: the mean of the vectors that its pieces come in with.

        Nothing is read for it; where the model has no table of pieces, the words are.
        """
        table = self._table
        if table is None:
            return self.encode(words)
        rows = np.zeros((len(words), table.shape[1]), np.float32)
        for row, pieces in zip(rows, self._pieces(words), strict=True):
            if pieces:
                row[:] = table[pieces].mean(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-9))
        return unit

    @cached_property
    def _table(self) -> NDArray[np.float32] | None:
        return _table(self._model)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the word pieces of each text, without the two special ones."""
        return [len(pieces) for pieces in self._pieces(texts)]

    def _pieces(self, texts: Sequence[str]) -> list[list[int]]:
        if not texts:
            return []
        with self._tokenizing:
            return _pieces(self._model.tokenizer, list(texts))

    def _batches(self, texts: Sequence[str]) -> Iterator[_Batch]:
        """Yield all of ``texts`` in batches, the longest first."""
        lengths = [min(count, self.window) for count in self.count_tokens(texts)]
        order = sorted(range(len(texts)), key=lambda place: -lengths[place])
        for length, group in groupby(order, key=lambda place: lengths[place]):
            places = list(group)
            size = max(1, self._most // max(1, length))
            for start in range(0, len(places), size):
                some = places[start : start + size]
                yield _Batch(length, some, [texts[place] for place in some])

    def _rows(self, batch: _Batch) -> NDArray[np.float32]:
        """Return the unit rows of a batch; runs in a worker."""
        count = len(batch.texts)
        copies = -(-_LEAST // (max(1, batch.length) * count))
        with self._tokenizing:
            features = self._model.preprocess(batch.texts * copies, prompt=self._prompt)
        mask = features.get("attention_mask")
        if count > 1 and mask is not None and not mask.all():
            # With its special ones a tokenizer makes other pieces of some text than without.
            pairs = zip(batch.places, batch.texts, strict=True)
            return np.concatenate([self._rows(_Batch(batch.length, [p], [t])) for p, t in pairs])
        with torch.inference_mode():
            found = self._model(features)["sentence_embedding"][:count].float().numpy()
        return self._unit(batch.texts, found)

    def _unit(self, texts: list[str], found: NDArray[np.float32]) -> NDArray[np.float32]:
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and (lengths > 0).all()):
            bad = texts[int(np.argmin(np.isfinite(lengths) & (lengths > 0)))]
            raise ModelUnavailable(
                f"the model {self.name!r} gives no usable vector for {bad[:60]!r}: "
                f"its weights are damaged; reinstall it, or {REMEDY}"
            )
        unit: NDArray[np.float32] = found / lengths
        return unit

    def _same_in_company(self) -> bool:
        """Return whether texts get the same rows alone and together, on this processor.

        Where its kernels add up by the size of a product they do not, and texts have to go one by
        one: a third slower, and right.
        """
        alone: list[NDArray[np.float32]] = []
        together: list[NDArray[np.float32]] = []
        for length, count in ((3, 24), (20, 6)):  # a few very short texts, and usual sentences
            letters = [" ".join(string.ascii_lowercase[i % 7 :][:length]) for i in range(count)]
            together.append(self.encode(letters)[[0, -1]])
            alone += [self.encode([letters[0]]), self.encode([letters[-1]])]
        return np.array_equal(np.concatenate(together), np.concatenate(alone))


def load(folder: Path) -> SentenceTransformer:
    """Open the model in ``folder``, for the CPU, without the network."""
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    # Its bar for loading weights would stand in every command's output.
    transformers_logging.disable_progress_bar()
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return model.eval()


def _window(model: Any) -> int:
    longest = model.max_seq_length or model.tokenizer.model_max_length
    return _UNBOUNDED if longest > _LONGEST else int(longest)


def _table(model: Any) -> NDArray[np.float32] | None:
    """Return (pieces, d): the vector each word piece comes in with; None where there is no table.

    It is the model's own, not a copy.
    """
    first = model[0]
    if hasattr(first, "auto_model"):
        layer = first.auto_model.get_input_embeddings()
    else:
        layer = getattr(first, "embedding", None)  # of a static model
    weight = getattr(layer, "weight", None)
    if weight is None:
        return None
    table: NDArray[np.float32] = weight.detach().float().numpy()
    return table


def _pieces(tokenizer: Any, texts: list[str]) -> list[list[int]]:
    if not callable(tokenizer):  # that of a static model, which has no transformer
        found = tokenizer.encode_batch(texts, add_special_tokens=False)
        return [list(each.ids) for each in found]
    pieces = tokenizer(
        texts,
        add_special_tokens=False,
        truncation=False,
        return_attention_mask=False,
        return_token_type_ids=False,
        verbose=False,  # long texts are counted here in order to be split, not by mistake
    )
    return [list(ids) for ids in pieces["input_ids"]]
