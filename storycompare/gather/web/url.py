"""A web address taken apart once: what is judged is what is dialled, and no password in it is ever shown."""

from __future__ import annotations

import base64
import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, unquote, urljoin, urlsplit

from storycompare.gather.web.trouble import Trouble

PORTS = {"http": 80, "https": 443}
MAX_URL = 8_000
"""Characters of an address: longer ones are refused by most servers too (Apache and nginx: 8 KB a line)."""
_CHECK = "check the address"
_AUTHORITY = re.compile(r"(?<=//)[^/?#]*@")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?")
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)")
_PATH, _QUERY = "/:@!$&'()*+,;=~%-._", "/?:@!$&'()*+,;=~%-._[]|"
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\\\\]")


def masked(url: str) -> str:
    """Return ``url`` with the name and password in it, if any, as three stars.

    >>> masked("https://ana:secret@gazette.example/a"), masked("https://gazette.example/@ana")
    ('https://***@gazette.example/a', 'https://gazette.example/@ana')
    """
    try:
        urlsplit(url).port  # noqa: B018
    except ValueError:  # a password with a slash in it ends up anywhere
        return re.sub(r"//.*@", "//***@", url)
    return _AUTHORITY.sub("***@", url)


@dataclass(frozen=True, slots=True)
class Address:
    """One http or https address: the host in its canonical form, an IPv6 one without brackets."""

    scheme: str
    host: str
    port: int
    target: str
    credentials: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """Return host and, where it is not the usual one, port: what the Host header says."""
        return endpoint_name(self.host, None if self.port == PORTS[self.scheme] else self.port)

    @property
    def url(self) -> str:
        """Return the address without credentials."""
        return f"{self.scheme}://{self.name}{self.target}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return scheme, host and port: cookies and credentials stay with them."""
        return self.scheme, self.host, self.port

    @property
    def authorization(self) -> str | None:
        """Return the header that the address's own name and password ask for."""
        return None if self.credentials is None else "Basic " + base64.b64encode(self.credentials.encode()).decode()

    def joined(self, location: str) -> Address:
        """Return where a redirect to ``location`` leads; credentials in it are dropped, no site may choose them.

        >>> parse("https://gazette.example/news/a?b=1").joined("../c d").url
        'https://gazette.example/c%20d'
        """
        with suppress(UnicodeError):
            location = location.encode("latin-1").decode("utf-8")  # headers are handed over as Latin-1
        if re.search("[\x00-\x1f\x7f]", location):  # the join would drop some of them: two readers could read two hosts
            raise Trouble("there is a control character in the address it led to")
        try:
            found = parse(urljoin(self.url, location))
        except ValueError:
            raise Trouble("the address it led to cannot be read") from None
        return Address(found.scheme, found.host, found.port, found.target)


def endpoint_name(host: str, port: int | None) -> str:
    """Return ``host:port``, with brackets around an IPv6 address."""
    return (f"[{host}]" if ":" in host else host) + ("" if port is None else f":{port}")


def parse(url: str) -> Address:
    """Return the parts of ``url``.

    >>> parse("HTTP://ana:x@Gazette.EXAMPLE./a b#top")
    Address(scheme='http', host='gazette.example', port=80, target='/a%20b')
    >>> [parse(f"http://{host}/").host for host in ("2130706433", "0x7f.1", "0177.0.0.1", "\uff11\uff12\uff17.0.0.1", "%31%32%37.0.0.1")]
    ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.1', '127.0.0.1']

    Raises:
        Trouble: it is no http or https address, or one that two readers could read in two ways.
    """
    url = url.strip()
    if len(url) > MAX_URL:
        raise Trouble(f"the address is longer than {MAX_URL:,} characters", fix=_CHECK)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Trouble("the address cannot be read: its host or port is none", fix=_CHECK) from None
    if parts.scheme not in PORTS:
        raise Trouble("only http and https addresses are fetched", fix="pass a file by its path")
    _must_be_seen(url.partition("//")[2][: len(parts.netloc) + 1])
    credentials, _, _ = parts.netloc.rpartition("@")
    if port == 0:
        raise Trouble("its port is none", fix=_CHECK)
    # Dots are resolved here, as they would be on the way: robots.txt is to be asked about what is asked for.
    path = urlsplit(urljoin("http://host/", f".{parts.path}")).path if "/." in parts.path else parts.path or "/"
    target = quote(path, safe=_PATH) + (f"?{quote(parts.query, safe=_QUERY)}" if parts.query else "")
    return Address(parts.scheme, canonical(parts.hostname or ""), port or PORTS[parts.scheme], target, unquote(credentials) or None)


def _must_be_seen(authority: str) -> None:
    if _UNSEEN.search(authority):
        raise Trouble("there is a blank, a backslash or a control character in its host", fix=_CHECK)


def canonical(host: str) -> str:
    """Return the host that would be dialled: lower case, Unicode and percent signs resolved, every spelling of an IPv4 address as one.

    >>> canonical("M\u00fcnchen.example"), canonical("::FFFF:7f00:1")
    ('xn--mnchen-3ya.example', '::ffff:127.0.0.1')

    Raises:
        Trouble: it is no host.
    """
    host = unquote(host)
    if ":" in host:
        return _ipv6(host)
    if not host.isascii():
        host = _ascii(host)
    host = host.lower().removesuffix(".")
    if _NUMERIC.fullmatch(host):
        return _ipv4(host)
    if not _HOST.fullmatch(host) or ".." in host:
        raise Trouble("its host is no host name" if host else "it names no host", fix=_CHECK)
    return host


def _ascii(host: str) -> str:
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise Trouble("its host is no host name", fix=_CHECK) from None


def _ipv6(host: str) -> str:
    try:
        found = IPv6Address(host)
    except AddressValueError:
        raise Trouble("its host is no IPv6 address", fix=_CHECK) from None
    if found.scope_id:
        raise Trouble("its host names a network interface of this machine", fix=_CHECK)
    # Spelled here: Python 3.13 writes mapped addresses as ::ffff:a.b.c.d, the ones before it do not.
    return f"::ffff:{found.ipv4_mapped}" if found.ipv4_mapped else str(found)


def _ipv4(host: str) -> str:
    """Return the address that the system's own reader of decimal, hex, octal and short forms takes ``host`` for."""
    try:
        return str(IPv4Address(socket.inet_aton(host)))
    except OSError:
        raise Trouble("its host ends in a number and is no IPv4 address", fix=_CHECK) from None


def endpoint(text: str) -> tuple[str, int]:
    """Return host and port of ``HOST:PORT``, the host as `canonical` has it.

    >>> endpoint("Intranet.example:8080"), endpoint("[::1]:80")
    (('intranet.example', 8080), ('::1', 80))

    Raises:
        ValueError: it is not a host and a port.
    """
    host, colon, port = text.strip().rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    if not (colon and host and re.fullmatch(r"\d{1,5}", port, re.ASCII) and 0 < int(port) < 65_536) or (":" in host and not bracketed):
        raise ValueError(f"{text!r} is not HOST:PORT")
    try:
        return canonical(host.strip("[]")), int(port)
    except Trouble as trouble:
        raise ValueError(f"{text!r} is not HOST:PORT: {trouble.why}") from None
