"""Which addresses may be connected to: those of the public internet, and what the operator names.

The tables are our own beside ``ipaddress.is_global``, which calls multicast global and, in the
Pythons we run on, parts of what the registries of special addresses set aside.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pressgap.errors import BadSettings

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SET_ASIDE: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "unspecified"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "carrier's (CGNAT)"),
    ("127.0.0.0/8", "loopback"),
    ("168.63.129.16/32", "metadata"),  # public by number, but a cloud's own towards its machines
    ("169.254.0.0/16", "link-local"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "reserved"),
    ("192.0.2.0/24", "reserved"),
    ("192.88.99.0/24", "reserved"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "reserved"),
    ("198.51.100.0/24", "reserved"),
    ("203.0.113.0/24", "reserved"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("fc00::/7", "private"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "private"),
    ("ff00::/8", "multicast"),
    ("2001::/23", "reserved"),  # with Teredo, which wraps an IPv4 address
    ("2001:db8::/32", "reserved"),
    ("2002::/16", "reserved"),  # 6to4, the same
    ("3fff::/20", "reserved"),
)
_NETWORKS = tuple((ipaddress.ip_network(network), kind) for network, kind in _SET_ASIDE)
_UNICAST = ipaddress.IPv6Network("2000::/3")  # all of IPv6 that is given out
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ENTRY = re.compile(r"(?:\[(?P<inner>[^\[\]]+)\]|(?P<plain>[^\[\]]+?))(?::(?P<port>\d{1,5}))?")
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")


def why_not_public(address: Address) -> str | None:
    """Return what sets the address apart ("loopback", "private", …); None for a public one.

    An IPv4 address in IPv6 clothing (mapped, NAT64) is what it wraps. 6to4 and Teredo, both given
    up, are refused whatever they wrap.
    """
    inner = _unwrapped(address)
    for network, kind in _NETWORKS:
        if inner in network:
            return kind
    if inner.version == 6 and inner not in _UNICAST:
        return "reserved"
    return None if inner.is_global else "reserved"


def _unwrapped(address: Address) -> Address:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


def is_host_name(host: str) -> bool:
    """Return whether this is a name as DNS has them (lower case, ASCII, no dot at the end)."""
    return _NAME.fullmatch(host) is not None and all(len(each) <= 63 for each in host.split("."))


@dataclass(frozen=True, slots=True)
class _Entry:
    """A host or a network, on one port or on any."""

    host: str | None
    network: Network | None
    port: int | None


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the operator named beside the public internet."""

    entries: tuple[_Entry, ...] = ()

    def names(self, host: str, port: int) -> bool:
        """Return whether this host is allowed by its name, whatever its addresses."""
        return any(each.host == host and each.port in (None, port) for each in self.entries)

    def holds(self, address: Address, port: int) -> bool:
        """Return whether the address, or the one it wraps, lies in an allowed network."""
        return any(
            each.network is not None
            and each.port in (None, port)
            and any(one in each.network for one in (address, _unwrapped(address)))
            for each in self.entries
        )


NOTHING = Allowed()


def allowed(entries: Iterable[str]) -> Allowed:
    """Return what the setting ``fetch_allow`` names: ``host``, ``address`` or ``network/bits``.

    Each may end in ``:port``; IPv6 then stands in square brackets. Raises ``BadSettings``.
    """
    return Allowed(tuple(map(_entry, entries)))


def _entry(entry: str) -> _Entry:
    text = entry.strip().lower()
    try:  # IPv6 without brackets is full of colons
        return _Entry(None, ipaddress.ip_network(text), None)
    except ValueError:
        pass
    found = _ENTRY.fullmatch(text)
    if found is None:
        raise _bad(entry)
    port = int(found["port"]) if found["port"] else None
    where = found["inner"] or found["plain"]
    if port is not None and not 1 <= port <= 65_535:
        raise _bad(entry)
    try:
        return _Entry(None, ipaddress.ip_network(where), port)
    except ValueError:
        return _Entry(_host(where.removesuffix("."), entry), None, port)


def _host(host: str, entry: str) -> str:
    if not host.isascii():
        import httpx2  # late: only for names beyond ASCII

        try:
            host = httpx2.URL(scheme="http", host=host).raw_host.decode("ascii")
        except httpx2.InvalidURL as error:
            raise _bad(entry) from error
    if not is_host_name(host) or host.rpartition(".")[2].isdigit():
        raise _bad(entry)
    return host


def _bad(entry: str) -> BadSettings:
    return BadSettings(
        f"fetch_allow: {entry!r} is neither a host (intranet.example) nor an address or network "
        "(10.1.0.0/16), each with a port or none (intranet.example:8080, [fd00::1]:8080)"
    )
