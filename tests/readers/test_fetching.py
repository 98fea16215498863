"""Everything against servers on loopback, which are allowed by name, and names made up here."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import httpcore2
import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressgap import __version__
from pressgap.errors import (
    AddressRefused,
    BadSettings,
    FetchFailed,
    TooLarge,
    UnsupportedFormat,
)
from pressgap.readers import connecting
from pressgap.readers.addresses import allowed
from pressgap.readers.fetching import Fetcher
from pressgap.readers.headers import charset, file_name, media_type
from tests.readers.site import Names, Page, Site, redirect, site, text, trusting

LOOPBACK = "127.0.0.1"


@pytest.fixture
def server() -> Iterator[Site]:
    with site() as running:
        yield running


def fetcher(*allow: str, **more: Any) -> Fetcher:
    more.setdefault("resolve", Names())
    return Fetcher(allowed(allow or (LOOPBACK,)), **more)


# --- what comes back -----------------------------------------------------------------------


def test_what_an_address_holds_comes_with_name_and_charset(server: Site) -> None:
    server.pages["/talks/press.html"] = text("Grüße".encode("cp1252"), "text/html; charset=CP1252")
    found = fetcher().fetch(server.url("/talks/press.html#end"))
    assert found.data.decode("cp1252") == "Grüße"
    assert (found.url, found.name) == (server.url("/talks/press.html"), "press.html")
    assert (found.encoding, found.title) == ("cp1252", "press")


def test_one_get_is_sent_with_our_own_name_and_no_cookie(server: Site) -> None:
    server.pages["/a"] = redirect("/b")
    server.pages["/a"].headers["Set-Cookie"] = "who=you"
    server.pages["/b"] = text("Text.")
    fetcher().fetch(server.url("/a"))
    assert [(each.method, each.path) for each in server.seen] == [("GET", "/a"), ("GET", "/b")]
    for each in server.seen:
        assert each.headers["User-Agent"] == f"PressGap/{__version__}"
        assert each.headers["Host"] == f"{LOOPBACK}:{server.port}"
        assert not {"Cookie", "Referer", "Authorization"} & set(each.headers)


def test_no_proxy_of_the_environment_is_asked(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["/"] = text("Text.")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher().fetch(server.url()).data == b"Text."


def test_a_packed_answer_is_unpacked(server: Site) -> None:
    server.pages["/"] = text(gzip.compress(b"Text." * 100), Content_Encoding="gzip")
    assert fetcher().fetch(server.url()).data == b"Text." * 100
    assert server.seen[0].headers["Accept-Encoding"] == "gzip"


def test_an_answer_in_chunks_and_one_without_a_length_come_whole(server: Site) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nText.\r\n0\r\n\r\n"
    server.pages["/chunked"] = Page(raw=chunked)
    server.pages["/old"] = Page(raw=b"HTTP/1.0 200 OK\r\n\r\nText.")
    for path in server.pages:
        assert fetcher().fetch(server.url(path)).data == b"Text."


@pytest.mark.parametrize(
    ("path", "disposition", "name", "title"),
    [
        ("/", "", None, LOOPBACK),
        ("/a/b%20c.md?d=e.pdf", "", "b c.md", "b c"),
        ("/get", 'attachment; filename="Talk 1.docx"', "Talk 1.docx", "Talk 1"),
        ("/get", "inline; filename*=UTF-8''%D0%A0%D0%B5%D1%87%D1%8C.pdf", "Речь.pdf", "Речь"),
        ("/get", 'attachment; filename="../../etc/passwd"', "passwd", "passwd"),
        ("/get", 'attachment; filename="C:\\\\temp\\\\a.txt"', "a.txt", "a"),
        ("/get", "attachment", "get", "get"),
        ("/get", "attachment; filename*=nonsense''%ff%fe", "ÿþ", "ÿþ"),
        ("/a%00%1b[2J", "", "a[2J", "a[2J"),
        ("/x/..%2f", "", None, LOOPBACK),
    ],
)
def test_the_name_is_what_a_browser_would_call_the_file(
    server: Site, path: str, disposition: str, name: str | None, title: str
) -> None:
    server.pages[path] = text("Text.", Content_Disposition=disposition)
    found = fetcher().fetch(server.url(path))
    assert (found.name, found.title) == (name, title)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=60))
def test_no_header_breaks_the_reading_of_it(value: str) -> None:
    for begin in ("", "text/html; charset", "attachment; filename", "attachment; filename*0*="):
        sent = (begin + value).encode("latin-1")
        headers = httpx2.Headers([(b"Content-Type", sent), (b"Content-Disposition", sent)])
        name = file_name(b"/talk%ff", headers)
        assert (name or "").isprintable()
        assert "/" in media_type(headers)
        assert (charset(headers) or "").isascii()


# --- redirections --------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["301 a", "302 b", "303 c", "307 d", "308 e"])
def test_a_redirection_is_followed_and_where_it_led_is_the_source(
    server: Site, status: str
) -> None:
    server.pages["/old"] = redirect("new?x=y#z", status)
    server.pages["/new?x=y"] = text("Text.")
    assert fetcher().fetch(server.url("/old")).url == server.url("/new?x=y")


def test_five_redirections_are_followed_and_no_sixth(server: Site) -> None:
    server.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    server.pages["/6"] = text("Text.")
    assert fetcher().fetch(server.url("/1")).data == b"Text."
    with pytest.raises(FetchFailed, match=r"/0 redirects more than 5 times.*/6"):
        fetcher().fetch(server.url("/0"))


def test_a_redirection_in_a_circle_ends(server: Site) -> None:
    server.pages["/"] = redirect("/")
    with pytest.raises(FetchFailed, match="more than 5 times"):
        fetcher().fetch(server.url())
    assert len(server.seen) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.2]/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://inside.example/secret",
        "http://localhost/secret",
        "http://0/secret",
        "http://127.1:{port}/secret",
        "http://a:b@127.0.0.1/secret",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/_GET",
        "//127.0.0.2/secret",
        "http://ⓛocalhost/",
    ],
)
def test_a_redirection_to_where_nobody_may_go_is_refused(server: Site, location: str) -> None:
    names = Names(inside_example=["10.0.0.1"], localhost=[LOOPBACK])
    target = location.format(port=server.port)
    raw = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n"
    server.pages["/"] = Page(raw=raw.encode())
    with pytest.raises(AddressRefused):
        fetcher(f"{LOOPBACK}:{server.port}", resolve=names).fetch(server.url())
    assert [each.path for each in server.seen] == ["/"]


def test_a_redirection_from_https_to_http_is_refused() -> None:
    names = Names(press_example=[LOOPBACK])
    with site(tls=True) as server:
        server.pages["/"] = redirect("http://press.example/talk")
        with pytest.raises(AddressRefused, match=r"http://press\.example/talk, which is not encr"):
            fetcher("press.example", resolve=names, tls=trusting()).fetch(
                server.url("/", "press.example", "https")
            )


def test_a_redirection_to_nowhere_is_refused(server: Site) -> None:
    server.pages["/"] = Page(status="302 Found")
    with pytest.raises(FetchFailed, match="without saying where to"):
        fetcher().fetch(server.url())


# --- where it may go -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254", "fd00:ec2::254", "::ffff:7f00:1"]
)
def test_a_name_that_leads_inside_is_refused_without_a_connection(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "create_connection", _never)
    names = Names(press_example=[address])
    with pytest.raises(
        AddressRefused, match=r"name press\.example in the setting fetch_allow"
    ) as no:
        Fetcher(resolve=names).fetch("http://press.example/")
    assert address not in str(no.value)  # who asks learns no addresses of a network


def test_one_bad_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", _never)
    for found in (["93.184.216.34", "10.0.0.1"], ["2606:4700::1111", "93.184.216.34", "::1"]):
        with pytest.raises(AddressRefused):
            Fetcher(resolve=Names(press_example=found)).fetch("https://press.example/")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.1", "[fe80::1]", "0.1.2.3"])
def test_an_address_inside_is_refused_without_asking_for_names(host: str) -> None:
    names = Names()
    with pytest.raises(AddressRefused):
        Fetcher(resolve=names).fetch(f"http://{host}/")
    assert names.asked == []


def test_only_the_usual_ports_are_asked_unless_the_host_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "create_connection", _never)
    names = Names(press_example=["93.184.216.34"])
    for url in (
        "http://press.example:22/",
        "http://press.example:443/",
        "https://press.example:80/",
    ):
        with pytest.raises(AddressRefused, match=r"port \d+ is not the usual one"):
            Fetcher(resolve=names).fetch(url)


def test_a_host_is_allowed_by_name_and_a_network_by_number(server: Site) -> None:
    server.pages["/"] = text("Text.")
    names = Names(press_example=[LOOPBACK], other_example=[LOOPBACK])
    by_name = fetcher("press.example", resolve=names)
    assert by_name.fetch(server.url("/", "press.example")).data == b"Text."
    with pytest.raises(AddressRefused):
        by_name.fetch(server.url("/", "other.example"))
    by_network = fetcher("127.0.0.0/8", resolve=names)
    assert by_network.fetch(server.url("/", "other.example")).data == b"Text."
    assert by_network.fetch(server.url("/", "other.example.")).data == b"Text."


def test_an_address_on_one_network_card_is_refused_even_where_it_is_allowed() -> None:
    names = Names(press_example=["fe80::1%eth0"])
    with pytest.raises(AddressRefused, match="one network card"):
        fetcher("press.example", resolve=names).fetch("http://press.example/")


def test_what_is_no_address_is_refused_as_such() -> None:
    with pytest.raises(BadSettings, match="only http:// and https://"):
        fetcher().fetch("ftp://press.example/")


# --- the address checked is the address connected to ---------------------------------------


def test_a_name_that_changes_its_mind_is_connected_to_where_it_was_checked(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first answer is allowed, every later one is a server that holds a secret."""
    with site("127.0.0.2", server.port) as inside:
        server.pages["/"] = text("Text.")
        inside.pages["/"] = text("Secret.")
        names = Names(press_example=[[LOOPBACK], ["127.0.0.2"]])
        monkeypatch.setattr(socket, "getaddrinfo", _numbers_only)
        assert fetcher(resolve=names).fetch(server.url("/", "press.example")).data == b"Text."
        assert names.asked == ["press.example"]
        assert inside.seen == []
        assert server.seen[0].headers["Host"] == f"press.example:{server.port}"


def test_a_name_is_checked_anew_on_every_redirection(server: Site) -> None:
    with site("127.0.0.2", server.port) as inside:
        server.pages["/"] = redirect("/more")
        server.pages["/more"] = text("Text.")
        inside.pages["/more"] = text("Secret.")
        names = Names(press_example=[[LOOPBACK], ["127.0.0.2"]])
        with pytest.raises(AddressRefused, match="loopback"):
            fetcher(resolve=names).fetch(server.url("/", "press.example"))
        assert names.asked == ["press.example", "press.example"]
        assert inside.seen == []


def test_a_public_name_is_connected_to_at_the_address_that_was_checked(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    connected: list[tuple[str, int]] = []
    real = httpcore2.SyncBackend.connect_tcp

    def record(self: Any, host: str, port: int, *more: Any) -> httpcore2.NetworkStream:
        connected.append((host, port))
        return real(self, LOOPBACK, server.port, *more)

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", record)
    server.pages["/"] = text("Text.")
    names = Names(press_example=[["93.184.216.34"], [LOOPBACK]])
    assert Fetcher(resolve=names).fetch("http://press.example/").url == "http://press.example/"
    assert connected == [("93.184.216.34", 80)]


def test_where_one_address_takes_no_connection_the_next_is_tried(server: Site) -> None:
    server.pages["/"] = text("Text.")
    names = Names(press_example=["127.0.0.3", LOOPBACK])
    found = fetcher("press.example", resolve=names).fetch(server.url("/", "press.example"))
    assert found.data == b"Text."


def test_certificates_are_checked_against_the_name(server: Site) -> None:
    names = Names(press_example=[LOOPBACK], other_example=[LOOPBACK])
    fetch = fetcher(LOOPBACK, resolve=names, tls=trusting()).fetch
    with site(tls=True) as encrypted:
        encrypted.pages["/"] = text("Text.")
        assert fetch(encrypted.url("/", "press.example", "https")).data == b"Text."
        assert encrypted.names == ["press.example"]
        with pytest.raises(FetchFailed, match=r"other\.example.*certificate that does not hold"):
            fetch(encrypted.url("/", "other.example", "https"))
        with pytest.raises(FetchFailed, match="certificate that does not hold"):
            fetcher(resolve=names).fetch(encrypted.url("/", "press.example", "https"))
    with pytest.raises(FetchFailed, match="does not speak TLS"):
        fetch(server.url("/", "press.example", "https"))


# --- what goes wrong -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("404 Nope", "answers 404 Not Found; check the address"),
        ("403 Nope", "answers 403 Forbidden; it turns programs away"),
        ("401 Nope", "asks for a login"),
        ("429 Nope", "try again later"),
        ("500 Nope", "answers 500 Internal Server Error; try again"),
        ("204 Nope", "answers 204 No Content"),
        ("206 Nope", "answers 206 Partial Content"),
        ("299 Nope", "answers 299; try again"),
        ("304 Nope", "answers 304"),
    ],
)
def test_an_answer_that_is_no_document_is_named(server: Site, status: str, words: str) -> None:
    server.pages["/talk"] = Page(status=status)
    with pytest.raises(FetchFailed, match=words) as failed:
        fetcher().fetch(server.url("/talk"))
    assert server.url("/talk") in str(failed.value)
    assert "Nope" not in str(failed.value)


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "AUDIO/mpeg; x=y", "font/woff2"])
def test_pictures_sound_and_video_are_not_taken(server: Site, kind: str) -> None:
    server.pages["/"] = Page(headers={"Content-Type": kind, "Content-Length": "900"})
    with pytest.raises(UnsupportedFormat, match="not a text"):
        fetcher().fetch(server.url())


@pytest.mark.parametrize("kind", ["", "application/octet-stream", "nonsense", "text/html; charset"])
def test_any_other_type_is_left_to_the_readers(server: Site, kind: str) -> None:
    server.pages["/"] = text("Text.", kind)
    assert fetcher().fetch(server.url()).encoding is None


def test_a_body_over_the_limit_is_refused_before_it_comes_or_while_it_does(server: Site) -> None:
    server.pages["/said"] = Page(headers={"Content-Length": "1001"})
    server.pages["/not"] = Page(raw=b"HTTP/1.0 200 OK\r\n\r\n", endless=b"x" * 10_000)
    server.pages["/bomb"] = text(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")
    for path in server.pages:
        with pytest.raises(TooLarge, match=r"larger than 1,000 bytes.*fetch_max_bytes"):
            fetcher(max_bytes=1_000).fetch(server.url(path))


def test_a_body_shorter_than_it_said_is_refused(server: Site) -> None:
    server.pages["/"] = Page(b"Text.", headers={"Content-Length": "900"})
    with pytest.raises(FetchFailed, match="broke off"):
        fetcher().fetch(server.url())


def test_of_a_body_longer_than_it_said_no_more_is_taken(server: Site) -> None:
    server.pages["/"] = Page(b"Text. And more.", headers={"Content-Length": "5"})
    assert fetcher().fetch(server.url()).data == b"Text."


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nText.",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000,
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_without_repeating_it(server: Site, raw: bytes) -> None:
    server.pages["/"] = Page(raw=raw)
    with pytest.raises(FetchFailed) as failed:
        fetcher().fetch(server.url())
    assert "SSH" not in str(failed.value)


def test_a_name_that_nobody_knows_is_named() -> None:
    with pytest.raises(FetchFailed, match=r"no address is known of press\.example.*spelling"):
        fetcher().fetch("http://press.example/")


def test_a_host_that_takes_no_connection_is_named() -> None:
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = free.getsockname()[1]  # bound, and nobody listens
        with pytest.raises(FetchFailed, match=r"takes no connection.*try again"):
            fetcher().fetch(f"http://{LOOPBACK}:{port}/")


@pytest.mark.parametrize(
    "answer",
    [
        Page(b"Text." * 100, drip=0.02),  # in the head already
        Page(raw=b"HTTP/1.1 100 Continue\r\n\r\n" * 100, drip=0.02),
        Page(raw=b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 500, drip=0.02),
    ],
)
def test_an_answer_in_drops_ends_with_the_time_for_all_of_it(server: Site, answer: Page) -> None:
    server.pages["/"] = answer
    with pytest.raises(FetchFailed, match=r"took longer than 0\.5 seconds \(setting fetch_timeout"):
        fetcher(seconds=0.5).fetch(server.url())


def test_the_time_is_for_all_redirections_together(server: Site) -> None:
    server.pages["/"] = Page(raw=redirect("/").bytes(), drip=0.004)
    with pytest.raises(FetchFailed, match="took longer"):
        fetcher(seconds=0.5).fetch(server.url())


def test_a_server_that_says_nothing_ends_with_the_time_of_one_step(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressgap.readers.fetching._TIMEOUTS", {"connect": 5.0, "read": 0.2})
    server.pages["/"] = Page(b"Text.", drip=5.0)
    with pytest.raises(FetchFailed, match="does not answer"):
        fetcher().fetch(server.url())


def test_a_name_that_is_not_told_in_time_is_given_up() -> None:
    def slow(host: str, seconds: float) -> Sequence[str]:
        raise TimeoutError

    with pytest.raises(FetchFailed, match=r"the address of press\.example is not told in time"):
        fetcher(resolve=slow).fetch("http://press.example/")


# --- the system's names --------------------------------------------------------------------


def test_the_system_tells_each_address_of_a_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, 1, 6, "", (each, 0)) for each in ("8.8.8.8", LOOPBACK, "8.8.8.8")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert connecting.resolve("press.example", 5.0) == ["8.8.8.8", LOOPBACK]


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_a_name_the_system_does_not_know_is_an_error(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(OSError, match=r"unknown|too long"):
        connecting.resolve("press.example", 5.0)


def test_a_system_that_does_not_answer_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    hangs = threading.Event()

    def hanging(*_: Any, **__: Any) -> list[Any]:
        hangs.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    try:
        with pytest.raises(TimeoutError):
            connecting.resolve("press.example", 0.1)
    finally:
        hangs.set()


def test_names_of_this_machine_are_told_by_the_system_and_refused() -> None:
    with pytest.raises(AddressRefused, match="loopback"):
        Fetcher().fetch("http://localhost/")


def _never(*_: Any, **__: Any) -> None:
    raise AssertionError("a connection was opened")


def _numbers_only(host: Any, *more: Any, **named: Any) -> Any:
    assert str(host).replace(".", "").isdigit(), f"{host} was looked up"
    return _getaddrinfo(host, *more, **named)


_getaddrinfo = socket.getaddrinfo
