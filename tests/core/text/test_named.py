from __future__ import annotations

import pytest

from pressgap.core.model import Span
from pressgap.core.text.capitals import capitals
from pressgap.core.text.named import Named, name_key, named_things

# Words that are seen in small letters, so that a capital at a sentence's beginning tells nothing.
ELSEWHERE = (
    "there the ferries, belts and roads of member states are closed again, the council says."
)


def things(text: str, shared: frozenset[str] = frozenset()) -> list[Named]:
    return list(named_things(text, capitals([text, ELSEWHERE]), shared=shared))


def texts(text: str) -> list[str]:
    return [each.text for each in things(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was signed in Holm.", ["Holm"]),
        ("They read the Treaty on the Sea of Holm.", ["the Treaty on the Sea of Holm"]),
        ("Ask the Office on Boats and Fish.", ["the Office on Boats and Fish"]),
        ("Ask the Fish and Boats Office.", ["the Fish and Boats Office"]),
        ("It lies between Holm and Brand.", ["Holm", "Brand"]),
        ("They joined the Belts and Roads plan.", ["the Belts and Roads"]),
        ("We thank President Ann Lund of Holm.", ["Ann Lund of Holm"]),
        ("We thank the President of Holm.", ["Holm"]),
        ("It is Holm's own port.", ["Holm"]),
        ("They met the People's Republic of Brand.", ["the People's Republic of Brand"]),
        ("We heard J. Lund and Mr. Reid.", ["Lund", "Reid"]),
        ("Ann Lund spoke.", ["Ann Lund"]),
        ("We asked the Council and the Minister.", []),
        ("Ferries run. We like that.", []),
    ],
)
def test_names_are_runs_of_capitals_with_small_words_inside(text: str, names: list[str]) -> None:
    assert texts(text) == names


def test_each_is_quoted_from_where_it_stands() -> None:
    text = "In the  Sea of\nHolm, on 4 July 2024, SCO ships used 30 percent."
    for each in things(text):
        assert each.text.removeprefix("the ") == " ".join(each.span.of(text).split())
    assert [each.kind for each in things(text)] == ["name", "date", "acronym", "number"]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "We met in Holm. We met in Brand."
    found = named_things(text, capitals([text]), Span(16, len(text)))
    assert [each.span.of(text) for each in found] == ["Brand"]


def test_an_adjective_is_shown_with_what_it_goes_with() -> None:
    (each,) = things("They spoke of the Norwegian nuclear programme, and left.")
    assert (each.text, each.phrase) == ("Norwegian", "the Norwegian nuclear programme")
    assert each.terms == ("norweg",)


def test_a_name_that_only_modifies_has_no_article() -> None:
    assert texts("He built the Marlow Bay plant.") == ["Marlow Bay"]
    assert texts("He left the Marlow Bay.") == ["the Marlow Bay"]


def test_what_a_name_may_do_without_need_not_be_said() -> None:
    assert things("It is the Republic of Brand.")[0].terms == ("brand",)


def test_initials_are_those_of_the_capitals() -> None:
    assert [e.initials for e in things("The Sea of Fish Council, or SFC, or U.S., met Holm.")] == [
        "SFC",
        "SFC",
        "US",
        None,
    ]


def test_names_that_all_the_text_is_full_of_are_cut_off_longer_ones() -> None:
    text = "It is the Association of Investors of the Member States."
    shared = frozenset([name_key("Member States")])
    assert [each.text for each in things(text, shared)] == ["the Association of Investors"]


def test_words_shouted_are_no_acronyms() -> None:
    assert texts("He said: THE PORT IS CLOSED, we think.") == []


def test_adjectives_meet_their_countries() -> None:
    afghan, country = things("They saw Afghan boats, and then Afghanistan.")
    assert afghan.terms == country.terms


def test_scripts_without_capitals_name_what_they_quote() -> None:
    text = "وقعت الحكومة «معاهدة البحر» في 2030."
    assert [(each.kind, each.span.of(text)) for each in things(text)] == [
        ("name", "معاهدة البحر"),
        ("date", "2030"),
    ]


def test_where_every_noun_has_a_capital_only_longer_runs_are_names() -> None:
    text = "Der Rat baut im Hafen einen Tunnel für die Stadt und ihre Bürger am Fluss. " * 8
    found = named_things(f"{text}Das sagt Anna Lund.", capitals([text]))
    assert {each.text for each in found} == {"Anna Lund"}
