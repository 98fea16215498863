"""A text has one vector to the bit: alone, in any company or order, with any number of threads."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from pressgap.encoder import PACKAGED, Encoder, open_encoder
from pressgap.encoder.sentence_encoder import SentenceEncoder
from tests.conftest import ROOT
from tests.tiny_model import make_tiny_model, make_tiny_static_model

Rows = NDArray[np.float32]
SAMPLE = ROOT / "service" / "pressgap" / "samples" / "astana-2024" / "declaration.md"


def real_texts() -> list[str]:
    """Lines and sentences of the sample, from one letter to more than a window."""
    whole = SAMPLE.read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if line.strip()]
    sentences = [part for line in lines for part in line.split(". ")]
    return list(dict.fromkeys([*lines, *sentences, "a", "No.", "?", "", whole[:6000]]))


def in_any_company(encode: Callable[[Sequence[str]], Rows], texts: list[str], pieces: int) -> Rows:
    """Return the rows of ``texts`` encoded shuffled, in calls of ``pieces`` texts."""
    order = list(range(len(texts)))
    random.Random(pieces).shuffle(order)  # noqa: S311 - no secret
    rows = [
        encode([texts[i] for i in order[start : start + pieces]])
        for start in range(0, len(order), pieces)
    ]
    found = np.empty_like(np.concatenate(rows))
    found[order] = np.concatenate(rows)
    return found


def check(one: Encoder, other: Encoder, texts: list[str]) -> None:
    expected = one.encode(texts)
    for pieces in (1, 7, len(texts)):
        np.testing.assert_array_equal(in_any_company(one.encode, texts, pieces), expected)
    np.testing.assert_array_equal(in_any_company(other.encode, texts, 50), expected)


def test_a_text_has_one_vector_with_a_tiny_model(tmp_path: Path) -> None:
    folder = str(make_tiny_model(tmp_path))
    check(open_encoder(folder, threads=1), open_encoder(folder, threads=3), real_texts())


def test_a_text_has_one_vector_with_a_static_model(tmp_path: Path) -> None:
    folder = str(make_tiny_static_model(tmp_path))
    texts = [text for text in real_texts() if text]
    one = open_encoder(folder, threads=1)
    check(one, open_encoder(folder, threads=3), texts)
    assert one.count_tokens(["rates budget ?"]) == [3]
    assert one.window == 512  # it has none of its own


@pytest.mark.model
def test_a_text_has_one_vector_with_the_packaged_model() -> None:
    one, two = (open_encoder(PACKAGED, threads=threads) for threads in (1, 2))
    assert one._most > 1  # type: ignore[attr-defined]  # several texts at a time on this machine
    check(one, two, real_texts()[::3])


class SmallModel:
    """What an encoder asks of a model, with a flaw to put in: ``answer`` makes the rows.

    A word is a word piece, to the tokenizer that counts; in a text one with a hyphen makes two.
    """

    default_prompt_name = None
    max_seq_length = 32

    def __init__(self, answer: Callable[[torch.Tensor], torch.Tensor]) -> None:
        self.prompts: dict[str, str] = {}
        self._answer = answer

    def tokenizer(self, texts: list[str], **_: object) -> dict[str, list[list[int]]]:
        return {"input_ids": [[len(word) for word in text.split()] for text in texts]}

    def preprocess(self, texts: list[str], prompt: str | None) -> dict[str, torch.Tensor]:
        assert prompt is None
        ids = [[len(word) for word in text.replace("-", " ").split()] for text in texts]
        width = max(map(len, ids))
        return {
            "input_ids": torch.tensor([each + [0] * (width - len(each)) for each in ids]),
            "attention_mask": torch.tensor([[i < len(each) for i in range(width)] for each in ids]),
        }

    def __call__(self, features: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        return {"sentence_embedding": self._answer(features["input_ids"].float())}


def encoder_on(answer: Callable[[torch.Tensor], torch.Tensor]) -> SentenceEncoder:
    return SentenceEncoder("small", "0" * 64, cast(Any, SmallModel(answer)), threads=2)


def with_rounding(ids: torch.Tensor) -> torch.Tensor:
    """Rows that depend a little on how many are made at a time, as on some processors."""
    return torch.stack([torch.tensor([row.sum(), row[0], len(ids) * 1e-3]) for row in ids])


def with_width(ids: torch.Tensor) -> torch.Tensor:
    """Rows that depend a little on how far a batch is padded."""
    return torch.stack([torch.tensor([row.sum(), row[0], len(row) * 1e-3]) for row in ids])


def test_where_company_would_change_a_vector_texts_go_one_by_one() -> None:
    texts = [f"a few {'words ' * (i % 5)}{'x' * i}" for i in range(40)]
    encoder = encoder_on(with_rounding)
    np.testing.assert_array_equal(in_any_company(encoder.encode, texts, 1), encoder.encode(texts))
    assert encoder._most == 1


def test_no_text_is_padded_even_where_pieces_were_counted_wrong() -> None:
    texts = ["one two three", "one-and two three", "four five six", "one two three-four"]
    encoder = encoder_on(with_width)
    assert encoder._most > 1
    np.testing.assert_array_equal(in_any_company(encoder.encode, texts, 1), encoder.encode(texts))
