from hypothesis import given
from hypothesis import strategies as st

from pressgap.judges.parts import in_parts


def words(text: str) -> int:
    return len(text.split())


def test_what_fits_stays_whole() -> None:
    assert in_parts(" One sentence. Another one. ", 4, words) == ["One sentence. Another one."]


def test_a_long_text_is_cut_between_sentences_first() -> None:
    text = "One two three. Four five six. Seven eight nine. Ten eleven twelve."
    assert in_parts(text, 6, words) == [
        "One two three. Four five six.",
        "Seven eight nine. Ten eleven twelve.",
    ]


def test_a_long_sentence_is_cut_between_words_and_a_long_word_anywhere() -> None:
    assert in_parts("one two three four", 2, words) == ["one two", "three four"]
    assert in_parts("abcdefgh", 3, len) == ["ab", "cd", "ef", "gh"]


@given(st.text(alphabet="ab .!\n", max_size=60), st.integers(1, 9))
def test_nothing_is_lost_and_everything_fits(text: str, room: int) -> None:
    found = in_parts(text, room, len)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(len(part) <= room for part in found)
