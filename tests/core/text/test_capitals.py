from pressgap.core.text.capitals import Word, capitals, words_of
from pressgap.core.text.terms import fold


def word(text: str, said: str) -> Word:
    return next(each for each in words_of(text) if each.text == said)


def test_a_capital_inside_a_sentence_makes_a_name() -> None:
    text = "We met in Holm."
    assert capitals([text]).names(word(text, "Holm"))
    assert not capitals([text]).names(word(text, "We"))


def test_the_first_word_of_a_sentence_is_a_name_where_it_is_one_elsewhere() -> None:
    text = "Ferries run. Holm pays for them, and so it was in Holm before."
    seen = capitals([text])
    assert seen.names(word(text, "Holm"))
    assert not seen.names(word(text, "Ferries"))


def test_what_is_elsewhere_in_small_letters_is_an_ordinary_word() -> None:
    text = "Harbours close. The harbours are full."
    assert not capitals([text], common=lambda _: False).names(word(text, "Harbours"))


def test_a_word_that_other_speech_never_has_is_no_ordinary_one() -> None:
    text = "Holm pays. Money is short."
    seen = capitals([text], common=lambda term: term == fold("money"))
    assert seen.names(word(text, "Holm"))
    assert not seen.names(word(text, "Money"))


def test_initials_and_titles_end_no_sentence() -> None:
    assert not word("By Mr. Lund.", "Lund").first
    assert not word("By J. Lund.", "Lund").first
    assert word("It rains. Lund stays.", "Lund").first


def test_acronyms_are_told_by_their_capitals() -> None:
    text = "The NGOs and the U.S. signed START-3, said Ann."
    assert [each.text for each in words_of(text) if each.acronym] == ["NGOs", "U.S.", "START-3"]


def test_where_every_noun_has_a_capital_one_capital_tells_nothing() -> None:
    german = "Der Rat baut im Hafen einen Tunnel für die Stadt und ihre Bürger am Fluss. " * 8
    english = "The council builds a tunnel for the town and its people at the river in Holm. " * 8
    assert not capitals([german]).telling
    assert capitals([english]).telling
