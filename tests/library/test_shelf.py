from pressgap.library.shelf import Shelf


def test_what_was_used_longest_ago_goes_first() -> None:
    shelf: Shelf[str] = Shelf(6, len)
    shelf.put("a", "xxx")
    shelf.put("b", "yyy")
    assert shelf.get("a") == "xxx"
    shelf.put("c", "z")
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("xxx", None, "z")


def test_what_outweighs_the_shelf_is_not_kept() -> None:
    shelf: Shelf[str] = Shelf(2, len)
    shelf.put("a", "x")
    shelf.put("b", "too long")
    assert (shelf.get("a"), shelf.get("b")) == ("x", None)


def test_a_thing_kept_twice_weighs_once() -> None:
    shelf: Shelf[str] = Shelf(4, len)
    for _ in range(5):
        shelf.put("a", "xx")
    shelf.put("b", "yy")
    assert (shelf.get("a"), shelf.get("b")) == ("xx", "yy")


def test_several_things_are_asked_for_at_once_and_count_as_used() -> None:
    shelf: Shelf[str] = Shelf(6, len)
    shelf.put("a", "xxx")
    shelf.put("b", "yyy")
    assert shelf.all_of(["a", "z", "a"]) == {"a": "xxx"}
    shelf.put("c", "z")
    assert shelf.all_of("abc") == {"a": "xxx", "c": "z"}
