import pytest

from pressgap.errors import BadSettings
from pressgap.judges.address import address_of


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8080/v1",
        "http://127.0.0.1:8080/v1/",
        " http://127.0.0.1:8080/v1/chat/completions ",
    ],
)
def test_the_base_address_and_the_full_one_are_the_same(url: str) -> None:
    address = address_of(url)
    assert address.url == "http://127.0.0.1:8080/v1/chat/completions"
    assert address.shown == "http://127.0.0.1:8080/v1"


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:1234", True),
        ("http://127.8.8.8/v1", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.7:8080/v1", False),
        ("http://0.0.0.0:8080/v1", False),
        ("https://localhost.example.org/v1", False),
        ("https://models.example.org/v1", False),
    ],
)
def test_only_loopback_is_this_machine(url: str, local: bool) -> None:
    assert address_of(url).local is local


@pytest.mark.parametrize(
    "url",
    [
        "",
        "models.example.org/v1",
        "ftp://models.example.org",
        "file:///etc/passwd",
        "http://",
        "http://models.example.org:99999/v1",
        "http://[::1/v1",
        "https://models.example.org/v1?key=hidden",
        "https://models.example.org/v1#hidden",
    ],
)
def test_what_is_no_plain_address_is_refused_without_being_repeated(url: str) -> None:
    with pytest.raises(BadSettings, match="judge_url") as refused:
        address_of(url)
    assert "hidden" not in str(refused.value)


def test_a_password_in_the_address_is_refused_and_the_place_for_it_named() -> None:
    with pytest.raises(BadSettings, match="PRESSGAP_JUDGE_API_KEY") as refused:
        address_of("https://user:hidden@models.example.org/v1")
    assert "hidden" not in str(refused.value)
