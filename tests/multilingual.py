"""A small multilingual model, texts in Russian and Arabic, and meetings to calibrate it on.

The model is random, but a real folder of the kind that multilingual models come as: a sentence
piece tokenizer and XLM-RoBERTa. Every word of these texts is a piece of its vocabulary, so that
texts that share words are near each other.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

RUSSIAN_DECLARATION = """\
# Бюджет города

1. Совет финансирует портовый тоннель из резервного фонда.

2. Ночные автобусы ходят по будням с марта по октябрь.

3. Школьное питание бесплатно для младших классов.

4. Защитная стена у старой мельницы становится выше на один метр.
"""
RUSSIAN_CONFERENCE = """\
Мэр Лунд: Доброе утро. Школьное питание бесплатно для младших классов.

Роза Диас: Роза Диас, «Портовая газета». Финансирует ли совет портовый тоннель из резервного фонда?

Мэр Лунд: Да, резервный фонд платит за портовый тоннель. Спасибо.

Ян Брук: Ян Брук, «Вечерняя почта». Будете ли вы снова участвовать в выборах?

Мэр Лунд: Спросите меня через год. Я ещё ничего не решил.
"""
ARABIC_DECLARATION = """\
1. يمول المجلس نفق الميناء من صندوق الاحتياط.

2. تسير الحافلات الليلية في أيام العمل من مارس حتى أكتوبر.

3. وجبات المدرسة مجانية لتلاميذ الصفوف الأولى.

4. يرتفع الجدار الواقي عند الطاحونة القديمة مترا واحدا.
"""
ARABIC_CONFERENCE = """\
العمدة لوند: صباح الخير. وجبات المدرسة مجانية لتلاميذ الصفوف الأولى.

روزا دياس: روزا دياس، جريدة الميناء. هل يمول المجلس نفق الميناء من صندوق الاحتياط؟

العمدة لوند: نعم، صندوق الاحتياط يدفع ثمن نفق الميناء. شكرا.

يان بروك: يان بروك، بريد المساء. هل تترشح مرة أخرى في الانتخابات؟

العمدة لوند: اسألني بعد عام. لم أقرر شيئا بعد.
"""
_MATTERS = (
    "портовый тоннель",
    "ночные автобусы",
    "школьное питание",
    "نفق الميناء",
    "الحافلات الليلية",
    "وجبات المدرسة",
    "harbour tunnel",
    "night buses",
)
_ASKED = "Что будет с вопросом {}? Кто платит в году {}?"
_SAID = "Город платит за {} в году {}. Работа идёт дальше."
_TOLD = "Обсуждали {} в году {}."
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def make_multilingual_model(folder: Path, *, dimension: int = 32, window: int = 64) -> Path:
    """Write the model under ``folder``; return where."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import XLMRobertaConfig, XLMRobertaModel

    pieces = _pieces()
    torch.manual_seed(7)
    config = XLMRobertaConfig(
        vocab_size=len(pieces),
        hidden_size=dimension,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=2 * dimension,
        max_position_embeddings=window + 2,
        type_vocab_size=1,
        pad_token_id=1,
    )
    model = XLMRobertaModel(config)
    with torch.no_grad():  # what a text says, not where in it, makes its vector
        model.embeddings.position_embeddings.weight *= 0.1
    model.save_pretrained(folder / "xlm-roberta")
    _save_tokenizer(folder / "xlm-roberta", pieces, window)
    transformer = Transformer(str(folder / "xlm-roberta"), max_seq_length=window)
    made = SentenceTransformer(modules=[transformer, Pooling(dimension)], device="cpu")
    made.save(str(folder / "multilingual"), create_model_card=False)
    return folder / "multilingual"


def _pieces() -> list[tuple[str, float]]:
    """Return the vocabulary: every word of the texts here, and every letter by itself."""
    everything = " ".join(
        (RUSSIAN_DECLARATION, RUSSIAN_CONFERENCE, ARABIC_DECLARATION, ARABIC_CONFERENCE, *_MATTERS)
    )
    everything += f" {_ASKED} {_SAID} {_TOLD} 0123456789"
    words = dict.fromkeys(f"▁{word}" for word in re.findall(r"\w+", everything))
    letters = dict.fromkeys(letter for letter in everything if not letter.isspace())
    return [
        *((piece, 0.0) for piece in _SPECIAL),
        *((word, -2.0) for word in words if len(word) > 2),
        ("▁", -6.0),
        *((letter, -8.0) for letter in letters),
    ]


def _save_tokenizer(folder: Path, pieces: list[tuple[str, float]], window: int) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    names = dict(zip(("cls", "pad", "sep", "unk", "mask"), _SPECIAL, strict=True))
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        model_max_length=window,
        **{f"{name}_token": piece for name, piece in names.items()},
    ).save_pretrained(folder)


def write_meetings(train: Path) -> Path:
    """Write labelled meetings, as `pressgap fit` reads them, under ``train``; return it."""
    for first, name in enumerate(("town_1", "town_2", "port_1", "port_2", "isle_1")):
        turns, told = [], []
        for number in range(60):
            matter = _MATTERS[(first + number // 8) % len(_MATTERS)]
            speaker, words = ("Member", _ASKED) if number % 2 == 0 else ("Minister", _SAID)
            turns.append({"speaker": speaker, "content": words.format(matter, number)})
            if number % 5 == 0:
                told.append(_told(_TOLD.format(matter, number), number))
        queries = (_MATTERS[first % len(_MATTERS)], _MATTERS[(first + 1) % len(_MATTERS)])
        meeting = {
            "meeting_transcripts": turns,
            "topic_list": [{"topic": queries[0], "relevant_text_span": [["0", "7"]]}],
            "specific_query_list": [{"query": queries[1], "relevant_text_span": [["8", "15"]]}],
        }
        _write(train / "qmsum-committee" / "train" / f"{name}.json", meeting)
        summary = {"qmsum": {"general_query_list": [], "specific_query_list": told}}
        _write(train / "explainmeetsum-committee" / "train" / f"{name}.json", summary)
    _write_debates(train / "argkp-2021")
    return train


def _write_debates(folder: Path) -> None:
    """Write arguments and key points of one side of one topic; the third point nobody makes."""
    said = [_SAID.format(_MATTERS[number % 2], number) for number in range(8)]
    points = [_TOLD.format(matter, 0) for matter in _MATTERS[:3]]
    folder.mkdir(parents=True, exist_ok=True)
    for name, head, rows in (
        (
            "key_points",
            "key_point_id,key_point",
            [f'p{n},"{text}"' for n, text in enumerate(points)],
        ),
        ("arguments", "arg_id,argument", [f'a{n},"{text}"' for n, text in enumerate(said)]),
    ):
        lines = [f"{head},topic,stance", *(f"{row},town,1" for row in rows)]
        (folder / f"{name}_train.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    labels = [f"a{a},p{p},{int(a % 2 == p)}" for a in range(len(said)) for p in range(3)]
    text = "\n".join(["arg_id,key_point_id,label", *labels]) + "\n"
    (folder / "labels_train.csv").write_text(text, encoding="utf-8")


def _told(text: str, turn: int) -> dict[str, object]:
    """Return a summary sentence that a question says (and its answer), or an answer alone."""
    saying = (turn, turn + 1) if turn % 10 == 0 else (turn,)
    marks = [{"type": "CES", "turn_index": t, "sent_index": 0, "content": "."} for t in saying]
    return {
        "query": "?",
        "tokenized_answer": [text],
        "answer_sentence_index": [[0]],
        "evidence": [marks],
    }


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")
