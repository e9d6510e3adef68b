"""Addresses: which are public, alone and as the resolver gives them. No name is looked up."""

import socket

import pytest

from dragoman.errors import ReadError
from dragoman.read import addresses
from dragoman.read.addresses import is_public, public_addresses


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.0.0.5",
        "172.16.3.4",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.5",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Let every name have these addresses."""

    def look_up(host: str, port: int, **_: object) -> list[tuple]:
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in a], socket.SOCK_STREAM, 6, "", (a, port)) for a in answers]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", look_up)


def test_the_order_of_the_resolver_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver(monkeypatch, "93.184.215.14", "8.8.8.8", "93.184.215.14")
    assert public_addresses("daily-post.example", 443) == ["93.184.215.14", "8.8.8.8"]


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["93.184.215.14", "10.0.0.5"], ["::1", "93.184.215.14"], ["fe80::1%eth0"]])
def test_one_private_address_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch, answers: list[str]) -> None:
    resolver(monkeypatch, *answers)
    with pytest.raises(ReadError, match=r"daily-post\.example is a private address") as caught:
        public_addresses("daily-post.example", 80)
    assert caught.value.hint
