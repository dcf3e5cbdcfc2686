"""Which addresses may be dialled: public ones only, every answer of the name look-up checked before the first packet leaves."""

from __future__ import annotations

import socket
import threading
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from queue import Empty, SimpleQueue
from typing import Any

from storycompare.gather.web.settings import Web
from storycompare.gather.web.trouble import Deadline, Inside, Trouble
from storycompare.gather.web.url import Address, endpoint_name

WEB_PORTS = frozenset({80, 443, 8000, 8008, 8080, 8443, 8888})
"""Ports where web pages are served. A list of what is allowed, as one of what is forbidden is never whole; `--allow-host` adds to it."""
LOOK_UP_SECONDS = 10.0
"""How long a name look-up may take: resolvers give up after 5 seconds twice."""
_LOCAL_NAMES = ("localhost", "local", "localdomain", "internal", "intranet", "lan", "home.arpa", "onion")
# What each range is for (IANA's special-purpose registries); the first that holds the address names it.
_RANGES: tuple[tuple[str, str], ...] = (
    ("a loopback address", "127.0.0.0/8 ::1/128"),
    ("a private address", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16"),
    ("a link-local address", "169.254.0.0/16 fe80::/10"),
    ("an address inside a carrier's network", "100.64.0.0/10"),
    ("an unspecified address", "0.0.0.0/8 ::/128"),
    ("the broadcast address", "255.255.255.255/32"),
    ("a multicast address", "224.0.0.0/4 ff00::/8"),
    ("an address for documentation", "192.0.2.0/24 198.51.100.0/24 203.0.113.0/24 2001:db8::/32 3fff::/20"),
    ("an address for benchmarks", "198.18.0.0/15 2001:2::/48"),
    ("a reserved address", "240.0.0.0/4 192.0.0.0/24 100::/64 100:0:0:1::/64 5f00::/16 2001:10::/28 2001:20::/28 3ffe::/16"),
    ("an address inside a cloud's host", "168.63.129.16/32"),  # Azure's; those of other clouds are link-local, private or a carrier's
    ("an IPv4 address inside an IPv6 one", "::ffff:0:0/96 ::ffff:0:0:0/96 ::/96"),
    ("a NAT64 address", "64:ff9b::/96 64:ff9b:1::/48"),
    ("a 6to4 address", "2002::/16 192.88.99.0/24"),
    ("a Teredo address", "2001::/32"),
    ("a site-local address", "fec0::/10"),
    ("a unique local address", "fc00::/7"),
)
_REFUSED: tuple[tuple[str, IPv4Network | IPv6Network], ...] = tuple(
    (name, ip_network(text)) for name, texts in _RANGES for text in texts.split()
)
# The interface part before an IPv4 address, less the bit that says whether that is a public one (RFC 5214).
_ISATAP = 0x0000_5EFE
_PUBLIC_IPV6 = ip_network("2000::/3")


def why_not(address: str) -> str | None:
    """Return what ``address`` is when it may not be dialled, None when it is public.

    >>> why_not("93.184.216.34"), why_not("::127.0.0.1"), why_not("2606:2800:220:1::1")
    (None, 'an IPv4 address inside an IPv6 one', None)
    """
    ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    for name, network in _REFUSED:
        if ip in network:
            return name
    if ip.version == 6 and int(ip) >> 32 & 0xFDFF_FFFF == _ISATAP:
        return "an ISATAP address"
    # What a later registry adds: IPv6 outside the one public block, and all that Python knows to be private.
    return None if ip.is_global and (ip.version == 4 or ip in _PUBLIC_IPV6) else "not a public address"


def to_dial(address: Address, web: Web, deadline: Deadline) -> tuple[str, ...]:
    """Return the checked addresses of the host, in the order of the look-up; dialling any other one is out of the question from here on.

    Raises:
        Trouble: the host has no address, or one that may not be dialled; one bad answer among good ones is enough.
    """
    allowed = web.allows(address.host, address.port)
    fix = f"if it is yours to read, allow it with --allow-host {endpoint_name(address.host, address.port)}"
    if not allowed and (local := _local(address.host)):
        raise Inside(local, fix=fix)
    found = tuple(dict.fromkeys(_look_up(address, deadline)))
    for each in () if allowed else found:
        if bad := why_not(each):
            raise Inside(f"{address.host} is {bad}" if each == address.host else f"{address.host} leads to {each}, {bad}", fix=fix)
    if not allowed and address.port not in WEB_PORTS:
        raise Inside(f"port {address.port} is none that web pages come from", fix=fix)
    return found


def _local(host: str) -> str | None:
    """Return why a name is not even looked up: it has a meaning on this machine or network alone."""
    return f"{host} is a name of the local network" if any(f".{host}".endswith(f".{name}") for name in _LOCAL_NAMES) else None


def _look_up(address: Address, deadline: Deadline) -> list[str]:
    """Return every address of the host: asked in a thread, as a look-up cannot be stopped."""
    try:
        return [str(ip_address(address.host))]
    except ValueError:
        pass
    answers: SimpleQueue[Any] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left(LOOK_UP_SECONDS))
    except Empty:
        deadline.left()
        raise Trouble(f"the look-up of {address.host} took more than {LOOK_UP_SECONDS:g} seconds", again=True) from None
    if isinstance(found, Exception):
        temporary = getattr(found, "errno", None) == socket.EAI_AGAIN
        why = f"{address.host} could not be looked up just now" if temporary else f"there is no host {address.host}"
        raise Trouble(why, fix="check the address and your connection", again=temporary)
    return [str(row[4][0]) for row in found if row[0] in {socket.AF_INET, socket.AF_INET6}]
