"""An address as people write it → what a request needs, parsed once and for all."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import httpx2

from pressgap.errors import BadSettings
from pressgap.readers.addresses import Address, is_host_name

_PORTS = {"http": 80, "https": 443}
_LONGEST = 8_000
_SHOWN = 300
_USER = re.compile(r"//[^/?#]*@")
# What the system's resolver would take for an IPv4 address: 127.1, 0x7f.1, 2130706433, 0177.0.0.1.
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Target:
    """Where one request goes. ``url`` is how it is written out, without a fragment."""

    url: str
    scheme: str
    host: str
    port: int
    path: bytes

    @property
    def shown(self) -> str:
        """Return the address as messages name it."""
        return shown(self.url)

    @property
    def usual_port(self) -> bool:
        """Return whether the port is the scheme's own."""
        return self.port == _PORTS[self.scheme]

    @property
    def literal(self) -> Address | None:
        """Return the host where it is an address, not a name."""
        return _literal(self.host)

    @property
    def netloc(self) -> str:
        """Return host and port, as the Host header has them."""
        place = f"[{self.host}]" if ":" in self.host else self.host
        return place if self.usual_port else f"{place}:{self.port}"

    def join(self, location: str) -> Target:
        """Return where ``location`` leads to from here; raises ``BadSettings``."""
        try:
            return target_of(str(httpx2.URL(self.url).join(location)))
        except (httpx2.InvalidURL, ValueError) as error:  # ValueError: of the standard library's
            raise _bad(location, str(error)) from error


def shown(url: str) -> str:
    """Return an address on one line, not too long, without a user or password."""
    line = _USER.sub("//…@", " ".join(url.split()))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def target_of(url: str) -> Target:
    """Parse an address; raises ``BadSettings`` for what is none that could ever be fetched.

    Not http(s), a user or password in it, a host that is no name and no address, or an address
    written otherwise than everybody reads it.
    """
    if len(url) > _LONGEST:
        raise _bad(url, f"it is longer than {_LONGEST:,} characters")
    try:
        parsed = httpx2.URL(url.strip())
    except (httpx2.InvalidURL, ValueError) as error:  # ValueError: half a character
        raise _bad(url, str(error)) from error
    scheme = parsed.scheme
    if scheme not in _PORTS:
        raise _bad(url, "only http:// and https:// are fetched")
    if parsed.userinfo:
        raise _bad(
            url,
            "it holds a user or password, which would be stored with the document; leave them out, "
            "or save the page and add the file",
        )
    host = _host(parsed.raw_host.decode("ascii").removesuffix("."), url)
    port = _PORTS[scheme] if parsed.port is None else parsed.port
    if not 1 <= port <= 65_535:
        raise _bad(url, f"there is no port {port}")
    plain = parsed.copy_with(host=host, raw_path=parsed.raw_path, fragment=None)
    return Target(str(plain), scheme, host, port, plain.raw_path)


def _host(host: str, url: str) -> str:
    if "%" in host:
        raise _bad(url, "its host holds a %, of a zone or an encoded letter")
    address = _literal(host)
    if address is not None:
        return str(address)
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise _bad(url, "write an IPv4 address as four decimal numbers, like 192.0.2.1")
    if not is_host_name(host):
        raise _bad(url, "it names no host")
    return host


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _bad(url: str, why: str) -> BadSettings:
    return BadSettings(f"{shown(url)} is no address that can be fetched: {why}")
