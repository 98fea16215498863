from pressgap.core.matching.salience import key_is_asked, key_term, mentioned, salience

RARITY = {"ferri": 6.0, "tunnel": 5.0, "member": 5.0, "state": 5.0, "daili": 2.0, "the": 0.1}
CLAUSES = (
    ("the", "member", "state", "run", "the", "ferri", "ferri", "daili"),
    ("the", "member", "state", "dig", "a", "tunnel"),
    ("the", "member", "state", "open", "a", "museum"),
    ("member", "state", "welcom", "it"),
)


def _salient() -> dict[str, float]:
    return dict(salience(CLAUSES, lambda term: RARITY.get(term, 1.0))[0])


def test_a_rare_word_said_often_in_the_clause_is_what_it_is_about() -> None:
    found = _salient()
    assert key_term(found) == "ferri"
    assert found["ferri"] > found["daili"] > found["run"]


def test_what_many_clauses_say_is_the_declarations_word_and_not_the_clauses() -> None:
    assert not {"member", "state"} & set(_salient())


def test_function_words_and_scraps_are_not_salient() -> None:
    scraps = salience([("the", "of", "eu", "ferri")], lambda _: 4.0)[0]
    assert set(scraps) == {"ferri"}


def test_in_a_single_clause_every_word_is_its_own() -> None:
    assert set(salience([("ferri", "fare")], lambda _: 4.0)[0]) == {"ferri", "fare"}


def test_beyond_a_point_rarer_is_not_more_salient() -> None:
    found = salience([("ferri", "fare")], {"ferri": 30.0, "fare": 9.0}.__getitem__)[0]
    assert found["ferri"] == found["fare"]
    assert key_term(found) == "fare"  # of equals the first in the alphabet


def test_the_more_salient_a_word_that_is_heard_the_more_the_clause_is_mentioned() -> None:
    found = _salient()
    key, lesser, none = (mentioned(found, {word}) for word in ("ferri", "daili", "tunnel"))
    assert 1.0 == key > lesser > none == 0.0


def test_whether_the_key_word_is_asked_is_yes_or_no() -> None:
    found = _salient()
    assert key_is_asked(found, {"ferri", "what"}) == 1.0
    assert key_is_asked(found, {"daili"}) == 0.0


def test_of_a_clause_without_salient_words_nothing_tells_that_nobody_says_it() -> None:
    assert key_term({}) is None
    assert mentioned({}, frozenset()) == 1.0
    assert key_is_asked({}, frozenset()) == 1.0


def test_a_declaration_without_clauses_has_nothing_salient() -> None:
    assert salience([], lambda _: 4.0) == []
