import ipaddress

import pytest

from pressgap.errors import BadSettings
from pressgap.readers.addresses import allowed, why_not_public

NOT_PUBLIC = {
    "unspecified": ["0.0.0.0", "0.1.2.3", "::"],  # noqa: S104 - nothing is bound
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd00::1"],
    "link-local": ["169.254.1.1", "fe80::1", "febf::1"],
    "carrier's (CGNAT)": ["100.64.0.1", "100.127.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": [
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "240.0.0.1",
        "255.255.255.255",
        "100::1",
        "100:0:0:1::1",
        "2001:db8::1",
        "2001:20::1",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "::8.8.8.8",  # IPv4-compatible, given up long ago
        "64:ff9b:1::8.8.8.8",  # NAT64 of a network's own
    ],
}
PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "126.255.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "223.255.255.255",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "2620:4f:8000::1",
]
METADATA = {
    "169.254.169.254": "link-local",
    "169.254.170.2": "link-local",
    "fd00:ec2::254": "private",
    "fd20:ce::254": "private",
    "100.100.100.200": "carrier's (CGNAT)",
    "192.0.0.192": "reserved",
    "168.63.129.16": "metadata",
}


@pytest.mark.parametrize(
    ("address", "kind"), [(each, kind) for kind, found in NOT_PUBLIC.items() for each in found]
)
def test_what_is_set_aside_is_not_public(address: str, kind: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) == kind


@pytest.mark.parametrize("address", PUBLIC)
def test_the_rest_is(address: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize(("address", "kind"), METADATA.items())
def test_no_cloud_is_asked_for_its_metadata(address: str, kind: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) == kind


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "224.0.0.1"])
@pytest.mark.parametrize("clothing", ["::ffff:{}", "64:ff9b::{}"])
def test_an_ipv4_address_in_clothing_is_what_it_wraps(clothing: str, inner: str) -> None:
    wrapped = ipaddress.ip_address(clothing.format(inner))
    assert why_not_public(wrapped) == why_not_public(ipaddress.ip_address(inner))
    assert why_not_public(ipaddress.ip_address(clothing.format("8.8.8.8"))) is None


@pytest.mark.parametrize(
    "address",
    [
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "2002:808:808::1",  # and of a public one
        "2001:0:4136:e378:8000:63bf:80ff:fffe",  # Teredo of 127.0.0.1
        "2001::1",
    ],
)
def test_tunnels_that_were_given_up_are_refused_whatever_they_wrap(address: str) -> None:
    assert why_not_public(ipaddress.ip_address(address)) == "reserved"


def test_every_entry_of_the_table_is_refused_to_its_last_address() -> None:
    from pressgap.readers.addresses import _NETWORKS

    for network, _ in _NETWORKS:
        for address in (network[0], network[-1]):
            assert why_not_public(address) is not None, address


def test_a_host_is_allowed_by_name_on_any_port_or_on_one() -> None:
    found = allowed(["Intranet.Example.", "localhost:8080", "müller.example"])
    assert found.names("intranet.example", 80)
    assert found.names("intranet.example", 9000)
    assert found.names("localhost", 8080)
    assert not found.names("localhost", 80)
    assert found.names("xn--mller-kva.example", 443)
    assert not found.names("other.intranet.example", 80)


def test_networks_and_addresses_are_allowed_on_any_port_or_on_one() -> None:
    found = allowed(["10.1.0.0/16", "127.0.0.1:8080", "[fd00::1]:443", "fd01::/16"])

    def holds(address: str, port: int) -> bool:
        return found.holds(ipaddress.ip_address(address), port)

    assert holds("10.1.2.3", 80)
    assert holds("::ffff:10.1.2.3", 80)
    assert not holds("10.2.0.1", 80)
    assert holds("127.0.0.1", 8080)
    assert not holds("127.0.0.1", 80)
    assert holds("fd00::1", 443)
    assert not holds("fd00::1", 80)
    assert holds("fd01:2::3", 8017)


@pytest.mark.parametrize(
    "entry",
    [
        "http://intranet.example",
        "10.0.0.1/8",
        "127.1",
        "*.example",
        "a b",
        "host:0",
        "host:70000",
        "host:port",
        "[fd00::1",
        "-x.example",
        "x..example",
        "x" * 64,
        "ⓛocalhost",
    ],
)
def test_what_is_no_host_and_no_network_is_refused_by_name(entry: str) -> None:
    with pytest.raises(BadSettings, match="fetch_allow"):
        allowed([entry])
