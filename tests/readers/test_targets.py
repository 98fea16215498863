import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap.errors import BadSettings
from pressgap.readers.targets import target_of


@pytest.mark.parametrize(
    ("written", "url", "host", "port"),
    [
        ("http://press.example", "http://press.example/", "press.example", 80),
        (" HTTPS://Press.Example/A ", "https://press.example/A", "press.example", 443),
        ("http://press.example:80/", "http://press.example/", "press.example", 80),
        ("https://press.example:8443/", "https://press.example:8443/", "press.example", 8443),
        ("http://press.example./x", "http://press.example/x", "press.example", 80),
        ("http://press.example/a/../b?c=d#e", "http://press.example/b?c=d", "press.example", 80),
        (
            "http://Bücher.example/ä",
            "http://xn--bcher-kva.example/%C3%A4",
            "xn--bcher-kva.example",
            80,
        ),
        ("http://пресса.рф/", "http://xn--80aj3aega.xn--p1ai/", "xn--80aj3aega.xn--p1ai", 80),
        ("http://münchen。de/", "http://xn--mnchen-3ya.de/", "xn--mnchen-3ya.de", 80),
        ("http://192.0.2.1/", "http://192.0.2.1/", "192.0.2.1", 80),
        ("http://127.0.0.1./", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://127。0。0。1/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://[::1]:81/", "http://[::1]:81/", "::1", 81),
        ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "::ffff:7f00:1", 80),
    ],
)
def test_an_address_is_written_out_in_one_way(written: str, url: str, host: str, port: int) -> None:
    target = target_of(written)
    assert (target.url, target.host, target.port) == (url, host, port)
    assert target_of(target.url) == target


@pytest.mark.parametrize(
    "written",
    [
        "http://127.1/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0X7F.0.0.1/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0177.0.0.1/",
        "http://0177.0.0.0x1/",
        "http://127.0.0.1.1/",
        "http://127.0.0.256/",
        "http://127.1./",
        "http://１２７.０.０.１/",
        "http://①②⑦.⓪.⓪.①/",
        "http://ⓛocalhost/",
        "http://[::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://%6c%6f%63alhost/",
        "http://[v1.fe80]/",
        "http://[::1/",
        "http://user@press.example/",
        "http://user:password@press.example/",
        "http://press.example\\@127.0.0.1/",
        "http://press.example:80@127.0.0.1/",
        "http://press.example:0/",
        "http://press.example:-1/",
        "http://press.example:99999/",
        "http://press.example:ssh/",
        "http://press..example/",
        "http://-press.example/",
        "http://press example/",
        f"http://{'x' * 64}.example/",
        f"http://{'x.' * 130}example/",
        "http:///etc/passwd",
        "http://",
        "http:press.example",
        "//press.example/",
        "press.example",
        "",
        "file:///etc/passwd",
        "ftp://press.example/",
        "gopher://press.example/",
        "data:text/plain,hello",
        "javascript:alert(1)",
        "ws://press.example/",
        "http://press.example/\r\nHost: other.example",
        "http://press.example/\x00",
        "http://press.example/" + "x" * 8_000,
        "http://press.example/\ud800",
    ],
)
def test_what_could_be_read_in_two_ways_or_never_be_fetched_is_refused(written: str) -> None:
    with pytest.raises(BadSettings, match="is no address that can be fetched"):
        target_of(written)


PIECES = [
    *("http", "https", "://", "//", ":", "/", "@", "[", "]", "::1", "127.0.0.1", "1", "0x", "80"),
    *("%", "25", "a", ".", "-", "_", "?", "#", "\\", " ", "é", "。", "１", "xn--", "\ud800"),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_whatever_is_written_is_one_address_or_refused(written: str) -> None:
    for each in (written, f"http://{written}"):
        try:
            target = target_of(each)
        except BadSettings:
            continue
        assert target_of(target.url) == target
        assert not set("%@/\\") & set(target.host)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(BadSettings) as refused:
        target_of("http://ana:secret@press.example/")
    assert "secret" not in str(refused.value)
    with pytest.raises(BadSettings) as refused:
        target_of("ftp://ana:secret@press.example/")
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://press.example/b"),
        ("b?c", "https://press.example/a/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("https://other.example:8443", "https://other.example:8443/"),
        ("#part", "https://press.example/a/x"),
    ],
)
def test_a_redirection_is_read_from_where_it_stands(location: str, url: str) -> None:
    assert target_of("https://press.example/a/x").join(location).url == url


@pytest.mark.parametrize(
    "location", ["http://[", "http://a:b@c/", "file:///etc/passwd", "http://0/"]
)
def test_a_redirection_to_what_is_no_address_is_refused(location: str) -> None:
    with pytest.raises(BadSettings, match="is no address"):
        target_of("https://press.example/").join(location)


def test_the_host_header_names_a_port_that_is_not_the_usual_one() -> None:
    assert target_of("http://press.example/").netloc == "press.example"
    assert target_of("http://[fd00::1]:8080/").netloc == "[fd00::1]:8080"
