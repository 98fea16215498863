"""A sentence-transformers model small enough to make in a test: random, but a real folder."""

from pathlib import Path

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = [*SPECIAL, *LETTERS, *(f"##{c}" for c in LETTERS), "rates", "budget", "?", "."]


def make_tiny_model(folder: Path, *, dimension: int = 16, window: int = 32) -> Path:
    """Write a random two-layer model with a letter vocabulary under ``folder``; return where."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=dimension,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=2 * dimension,
        max_position_embeddings=window,
    )
    BertModel(config).save_pretrained(folder / "bert")
    save_tokenizer(folder / "bert", window)
    transformer = Transformer(str(folder / "bert"), max_seq_length=window)
    model = SentenceTransformer(modules=[transformer, Pooling(dimension)], device="cpu")
    model.save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def make_tiny_static_model(folder: Path, *, dimension: int = 16) -> Path:
    """Write a random model without a transformer under ``folder``: a vector for each word piece."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    save_tokenizer(folder / "words", window=32)
    tokenizer = Tokenizer.from_file(str(folder / "words" / "tokenizer.json"))
    torch.manual_seed(7)
    static = StaticEmbedding(tokenizer, embedding_dim=dimension)
    model = SentenceTransformer(modules=[static], device="cpu")
    model.save(str(folder / "static"), create_model_card=False)
    return folder / "static"


def save_tokenizer(folder: Path, window: int) -> None:
    """Write a WordPiece tokenizer over ``WORDS``."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocabulary = {word: i for i, word in enumerate(WORDS)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no secret
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    names = dict(zip(("pad", "unk", "cls", "sep", "mask"), SPECIAL, strict=True))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=window,
        **{f"{name}_token": word for name, word in names.items()},
    ).save_pretrained(folder)
