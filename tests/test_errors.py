import re

import pytest

from pressgap import errors
from pressgap.errors import EXIT_CODES, HTTP_STATUSES, PressGapError


def _classes() -> list[type[PressGapError]]:
    found = [PressGapError]
    for each in found:
        found.extend(each.__subclasses__())
    return [each for each in found if each.__module__ == errors.__name__]


@pytest.mark.parametrize("error", _classes())
def test_every_error_has_an_exit_code_and_a_status(error: type[PressGapError]) -> None:
    assert EXIT_CODES[error] in (1, 2)
    assert 400 <= HTTP_STATUSES[error] < 600


@pytest.mark.parametrize("error", _classes())
def test_wrong_input_exits_with_2_and_answers_4xx(error: type[PressGapError]) -> None:
    assert (EXIT_CODES[error] == 2) == (HTTP_STATUSES[error] < 500)


def test_the_tree_at_the_top_names_every_error() -> None:
    drawn = re.findall(r"^    \W*(\w+)", errors.__doc__ or "", re.MULTILINE)
    assert drawn == [each.__name__ for each in _classes()]


def test_all_public_names_are_exported() -> None:
    public = {name for name in vars(errors) if not name.startswith("_")}
    assert public == set(errors.__all__)
