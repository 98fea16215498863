"""Cross-encoders small enough to make in a test: random, or with weights that tell something."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.tiny_model import WORDS, save_tokenizer

WINDOW = 32


def make_cross_encoder(folder: Path, labels: Sequence[str], window: int = WINDOW) -> Path:
    """Write a random two-layer cross-encoder with these labels under ``folder``."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=window,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    save_tokenizer(folder, window)
    return folder


def make_word_spotter(folder: Path, labels: Sequence[str], word: str) -> Path:
    """Write one that gives its last label where ``word`` is said, else the first (of one: a score).

    All tokens attend to all alike, and a dimension of its own tells the word from all others, so
    that the first token, which is classified, holds how much of the pair is the word.
    """
    import torch
    from transformers import BertForSequenceClassification

    make_cross_encoder(folder, labels)
    model = BertForSequenceClassification.from_pretrained(folder)
    same = torch.eye(model.config.hidden_size)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for name, parameter in model.named_parameters():
            if name.endswith("LayerNorm.weight"):
                parameter.fill_(1)
            elif name.endswith(
                ("value.weight", "attention.output.dense.weight", "pooler.dense.weight")
            ):
                parameter.copy_(same)
        rows = model.bert.embeddings.word_embeddings.weight
        rows[:, :4] = torch.tensor([1.0, -1.0, 0.0, 0.0])
        rows[WORDS.index(word), :4] = torch.tensor([0.0, 0.0, 1.0, -1.0])
        model.classifier.weight[-1, 2] = 1_000
        model.classifier.bias[0] = 5 if len(labels) > 1 else -5
    model.save_pretrained(folder)
    return folder
