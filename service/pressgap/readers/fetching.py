"""Fetches a document that somebody asked for: politely, and from the public internet only.

One GET for each address, as a browser sends when a person follows a link, so robots.txt, which
speaks to crawlers, is not asked. No cookies, no proxy of the environment, no second look at DNS.
"""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Sequence

import httpcore2
import httpx2

from pressgap import __version__
from pressgap.errors import AddressRefused, BadSettings, FetchFailed, UnsupportedFormat
from pressgap.readers.addresses import NOTHING, Address, Allowed, why_not_public
from pressgap.readers.connecting import Deadline, Pinned, resolve
from pressgap.readers.failures import BROWSER, bad_status, failing
from pressgap.readers.fetched import Fetched
from pressgap.readers.headers import charset, file_name, media_type
from pressgap.readers.receiving import ENCODINGS, REMEDY, receive, too_large
from pressgap.readers.targets import Target, shown, target_of

USER_AGENT = f"PressGap/{__version__}"
MOST_REDIRECTS = 5
_TIMEOUTS = {"connect": 10.0, "read": 20.0, "write": 20.0}  # of one step
_MOST_ADDRESSES = 8
_HEADERS = [
    ("User-Agent", USER_AGENT),
    ("Accept", "text/html, text/plain, application/pdf, */*;q=0.8"),
    ("Accept-Encoding", ENCODINGS),
    ("Connection", "close"),
]
_OK = (200, 203)
_REDIRECTS = (301, 302, 303, 307, 308)
_NO_TEXT = ("audio/", "font/", "image/", "model/", "video/")

Resolve = Callable[[str, float], Sequence[str]]


class Fetcher:
    """Fetches under one set of limits. Safe to share between threads."""

    def __init__(
        self,
        allowed: Allowed = NOTHING,
        *,
        seconds: float = 30.0,
        max_bytes: int = 20_000_000,
        resolve: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Fetch from the public internet and what is ``allowed``.

        ``seconds`` are for all of one document with its redirections, ``max_bytes`` for what it
        holds unpacked. ``tls`` is how certificates are checked; by default as the system does.
        """
        self._allowed = allowed
        self._seconds = seconds
        self._max_bytes = max_bytes
        self._resolve = resolve
        self._tls = tls

    def fetch(self, url: str) -> Fetched:
        """Return what is at ``url``, following up to five redirections.

        Raises ``BadSettings`` for what is no http(s) address, ``AddressRefused`` for one (or a
        redirection) that may not be fetched, ``TooLarge``, ``UnsupportedFormat`` for pictures,
        sound and video, and ``FetchFailed`` for everything that goes wrong on the way.
        """
        deadline = Deadline(self._seconds)
        target = target_of(url)
        for _ in range(MOST_REDIRECTS + 1):
            with failing(target.shown, deadline):
                answer = self._get(target, deadline)
            if isinstance(answer, Fetched):
                return answer
            target = answer
        raise FetchFailed(
            f"{shown(url)} redirects more than {MOST_REDIRECTS} times, now to {target.shown}; it "
            f"may want cookies: {BROWSER}"
        )

    def _get(self, target: Target, deadline: Deadline) -> Fetched | Target:
        """Return what is there, or where it leads to."""
        network = Pinned(self._checked(target, deadline), deadline)
        url = httpcore2.URL(
            scheme=target.scheme, host=target.host, port=target.port, target=target.path
        )
        headers = [("Host", target.netloc), *_HEADERS]
        more = {"timeout": _TIMEOUTS}
        # A pool of its own for each request: no connection outlives the check of its address.
        with (
            httpcore2.ConnectionPool(self._tls, network_backend=network) as pool,
            pool.stream("GET", url, headers=headers, extensions=more) as response,
        ):
            if response.status in _REDIRECTS:
                return _led(target, httpx2.Headers(response.headers))
            return self._taken(target, response)

    def _checked(self, target: Target, deadline: Deadline) -> Sequence[str]:
        """Return the addresses of the host; raises ``AddressRefused`` if one may not be used."""
        literal = target.literal
        found = [str(literal)] if literal else self._resolved(target, deadline)
        if any("%" in each for each in found):
            raise AddressRefused(f"{target.shown} is reached over one network card only")
        if not self._allowed.names(target.host, target.port):
            for each in found:
                self._check(target, ipaddress.ip_address(each))
        return found[:_MOST_ADDRESSES]

    def _resolved(self, target: Target, deadline: Deadline) -> Sequence[str]:
        try:
            return self._resolve(target.host, deadline.within())
        except TimeoutError as error:
            raise FetchFailed(
                f"{target.shown}: the address of {target.host} is not told in time; {REMEDY}"
            ) from error
        except OSError as error:
            raise FetchFailed(
                f"{target.shown}: no address is known of {target.host} "
                f"({error.strerror or error}); check the spelling, and that this machine is online"
            ) from error

    def _check(self, target: Target, address: Address) -> None:
        if self._allowed.holds(address, target.port):
            return
        kind = why_not_public(address)
        if kind is not None:  # not which address: that would tell what names inside stand for
            article = "an" if kind[0] in "aeiou" else "a"
            raise AddressRefused(
                f"{target.shown} leads to {article} {kind} address; only the public internet is "
                f"fetched from. If you mean it, name {target.host} in the setting fetch_allow"
            )
        if not target.usual_port:
            raise AddressRefused(
                f"{target.shown}: port {target.port} is not the usual one of {target.scheme}. If "
                f"you mean it, name {target.netloc} in the setting fetch_allow"
            )

    def _taken(self, target: Target, response: httpcore2.Response) -> Fetched:
        if response.status not in _OK:
            raise bad_status(target.shown, response.status)
        headers = httpx2.Headers(response.headers)
        kind = media_type(headers)
        if kind.startswith(_NO_TEXT):
            raise UnsupportedFormat(
                f"{target.shown} is {kind}, not a text; give the address of the text itself"
            )
        length = headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise too_large(target.shown, self._max_bytes)
        encoding = headers.get("Content-Encoding", "")
        data = receive(response.iter_stream(), encoding, self._max_bytes, target.shown)
        return Fetched(
            url=target.url,
            shown=target.shown,
            host=target.host,
            data=data,
            name=file_name(target.path, headers),
            encoding=charset(headers),
        )


def _led(target: Target, headers: httpx2.Headers) -> Target:
    """Return where a redirection leads to; raises ``AddressRefused`` where it may not."""
    locations = headers.get_list("Location")
    if not locations:
        raise FetchFailed(f"{target.shown} redirects without saying where to; {BROWSER}")
    try:
        led = target.join(locations[0])
    except BadSettings as error:  # not what the caller wrote
        raise AddressRefused(f"{target.shown} redirects: {error}") from error
    if target.scheme == "https" and led.scheme == "http":
        raise AddressRefused(
            f"{target.shown} redirects to {led.shown}, which is not encrypted: anybody on the way "
            "could change the text. If you mean it, give that address"
        )
    return led
