"""Which addresses of the net are public: not those of the machine itself, of its network, or that wrap such a one."""

import ipaddress
import socket

from dragoman.errors import ReadError

UNICAST = ipaddress.IPv6Network("2000::/3")
"""All that is given out for public hosts in IPv6."""
SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")
"""Obsolete, and wraps any IPv4 address."""
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""How a network without IPv4 reaches an IPv4 host, whose address are the last four bytes."""


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host in the order the resolver prefers; ReadError where any of them is not public.

    One private address among public ones is reason enough: a name with both is set up to reach into a network.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    private = [address for address in found if not is_public(address)]
    if private:
        message = f"{host} is a private address ({private[0]}), and only public pages are fetched."
        raise ReadError(message, hint="Save the page and give the file.")
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Whether an IPv4 or IPv6 address can be reached from everywhere; of one that wraps another, whether that one can."""
    given = ipaddress.ip_address(address)
    reached = _unwrapped(given) if isinstance(given, ipaddress.IPv6Address) else given
    if isinstance(reached, ipaddress.IPv6Address) and (reached not in UNICAST or reached in SIX_TO_FOUR):
        return False
    return reached.is_global and not reached.is_multicast and not reached.is_reserved


def _unwrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    if address in NAT64:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or address
