from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.core.model import Span
from pressgap.core.text.lines import is_hard_wrapped, line_spans, paragraph_spans
from pressgap.core.text.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya met Dr. Lindqvist of St. Alban.",
        "A. Marlowe and J. P. Osei signed No. 5 and Art. 12.",
        "Growth was 5.4 percent, e.g. in Jan. 2024, i.e. later.",
        "The U.S. Senate sat until 5 p.m. and left.",
        "В 2024 г. А. Петрова и проф. Смирнов уехали.",
    ],
)
def test_abbreviations_initials_and_numbers_end_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_an_abbreviation_ends_a_sentence_when_a_new_one_plainly_begins() -> None:
    assert sentences("They flew to the U.S. The talks failed.") == [
        "They flew to the U.S.",
        "The talks failed.",
    ]


def test_quotes_and_brackets_after_the_stop_belong_to_the_sentence() -> None:
    assert sentences('She said "No." (He left.) «Да.» Then?') == [
        'She said "No."',
        "(He left.)",
        "«Да.»",
        "Then?",
    ]


def test_a_question_inside_quotes_with_a_small_letter_after_it_goes_on() -> None:
    assert sentences('"Who?" he asked. Why?! Because… of rain… It fell.') == [
        '"Who?" he asked.',
        "Why?!",
        "Because… of rain…",
        "It fell.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("你好。你怎么样？很好！", ["你好。", "你怎么样？", "很好！"]),
        ("كيف حالك؟ أنا بخير. شكرا.", ["كيف حالك؟", "أنا بخير.", "شكرا."]),
        ("Τι κάνεις; Καλά. Ναι; όχι", ["Τι κάνεις;", "Καλά.", "Ναι;", "όχι"]),
        ("यह क्या है? ठीक। हाँ।", ["यह क्या है?", "ठीक।", "हाँ।"]),
    ],
)
def test_other_scripts_are_split_too(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_list_mark_is_no_sentence() -> None:
    assert sentences("1. Having met.\nII. Then left.") == ["1. Having met.", "II. Then left."]


def test_every_kind_of_line_end_ends_a_line() -> None:
    text = "One\r\nTwo\rThree\nFour\u2028Five"
    assert [s.of(text) for s in line_spans(text)] == ["One", "Two", "Three", "Four", "Five"]
    assert sentences(text) == ["One", "Two", "Three", "Four", "Five"]


WRAPPED = """The Harbour Board has looked at the pier for the better part of a year and
finds that it is sound. It will be opened to the public in the spring, when the
last of the planks has been laid by the crew.
A second pier will follow. The Board has not yet said where it is going to be
built, nor what it will cost.

Nobody objected to that, as far as the minutes of the meeting held in the town
tell."""


def test_in_a_hard_wrapped_text_a_line_end_ends_nothing() -> None:
    assert is_hard_wrapped(WRAPPED)
    assert [s.of(WRAPPED)[:12] for s in paragraph_spans(WRAPPED)] == [
        "The Harbour ",
        "A second pie",
        "Nobody objec",
    ]
    assert len(sentences(WRAPPED)) == 5


def test_a_text_with_a_paragraph_a_line_is_not_hard_wrapped() -> None:
    text = "\n".join(["A short paragraph that ends as it should, on this line."] * 5)
    assert not is_hard_wrapped(text)
    assert len(paragraph_spans(text)) == 5


def test_a_stretch_of_a_text_is_split_without_looking_beyond_it() -> None:
    text = "Alpha beta. Gamma delta. Epsilon."
    assert sentence_spans(text, Span(6, 18)) == [Span(6, 11), Span(12, 17)]


@given(st.text(alphabet=st.sampled_from("aBя你؟ .!?…\n\r\t\"')1;。"), max_size=80) | st.text())
def test_sentences_are_in_order_inside_the_text_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(s.of(text) == s.of(text).strip() for s in spans)
    kept = "".join(s.of(text) for s in spans)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@settings(max_examples=5, deadline=None)
@given(
    st.sampled_from(["a" * 10_000, ". " * 50_000, "?!" * 50_000, "A. " * 50_000, "\n" * 100_000])
)
def test_odd_texts_keep_their_letters(text: str) -> None:
    kept = "".join(span.of(text) for span in sentence_spans(text))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
