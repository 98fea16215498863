"""The address of a chat endpoint: checked, shown without secrets, told local from remote."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from pressgap.errors import BadSettings

PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Address:
    """Where requests go. ``shown`` is the part of it that people see; ``local``: this machine."""

    url: str
    shown: str
    host: str
    local: bool


def address_of(url: str) -> Address:
    """Return the endpoint at ``url``, the base address (``…/v1``) or the full one.

    Raises ``BadSettings`` for what is no http(s) address, or holds more than one: a password or a
    query would end up in reports and logs.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise BadSettings(f"judge_url is no address ({error})") from error
    if parts.username is not None or parts.password is not None:
        raise BadSettings(
            "judge_url holds a user or password: put a key in the environment variable "
            "PRESSGAP_JUDGE_API_KEY instead"
        )
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise BadSettings(
            "judge_url must be an http or https address without ? and #, like "
            "http://127.0.0.1:8080/v1"
        )
    base = parts.path.rstrip("/").removesuffix(PATH)
    place = f"[{host}]" if ":" in host else host
    shown = f"{parts.scheme}://{place}{f':{port}' if port else ''}{base}"
    return Address(f"{shown}{PATH}", shown, host, _local(host))


def _local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
