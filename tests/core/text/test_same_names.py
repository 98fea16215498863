from pressgap.core.text.capitals import capitals
from pressgap.core.text.named import Named, named_things
from pressgap.core.text.same_names import share_named, shorts_of
from pressgap.core.text.terms import terms


def named(text: str) -> list[Named]:
    return list(named_things(text, capitals([text])))


def share(name: str, said: str) -> float:
    weights = {"sea": 1.0, "holm": 9.0}
    (one,) = named(f"They named {name}.")
    return share_named(one, frozenset(terms(said)), shorts_of(named(said)), weights)


def test_a_name_is_said_where_all_its_terms_are() -> None:
    assert share("the Sea of Holm", "At Holm, by the sea.") == 1.0
    assert share("the Sea of Holm", "By the river.") == 0.0


def test_what_weighs_more_is_more_of_a_name() -> None:
    assert share("the Sea of Holm", "At Holm.") > 0.5 > share("the Sea of Holm", "By the sea.")


def test_other_forms_of_a_name_say_it() -> None:
    assert share("Russia", "A Russian boat.") == 1.0
    assert share("Afghanistan", "An Afghan boat.") == 1.0


def test_initials_stand_for_a_name_and_a_name_for_its_initials() -> None:
    assert share("the World Fish Council", "The WFC met.") == 1.0
    assert share("the WFC", "They saw the World Fish Council.") == 1.0
    assert share("the World Fish Council", "The wfc met.") == 0.0
