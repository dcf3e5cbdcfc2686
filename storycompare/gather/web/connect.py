"""One request to one checked address: the connection goes there and nowhere else, the name stays for TLS and the Host header.

A proxy of the environment is told the name: it takes Host from the target it is given (RFC 9112, 3.2.2), and looks the name up itself.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from storycompare.gather.web.settings import Web
from storycompare.gather.web.trouble import Deadline, OutOfTime, Trouble
from storycompare.gather.web.url import Address, endpoint_name

if TYPE_CHECKING:
    import requests

MAX_INTERIM = 10
"""Interim (1xx) answers before the real one; servers send one or two."""
ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"


@contextmanager
def asked(address: Address, ip: str, headers: dict[str, str], cookies: Any, deadline: Deadline, web: Web) -> Iterator[requests.Response]:
    """Yield the answer of the server at ``ip`` to a request for ``address``, its body not read.

    Raises:
        Trouble: there was none; the message says why.
    """
    import requests

    standing = {"User-Agent": web.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    environment: Any = requests.Session().merge_environment_settings(address.url, {}, True, None, None) if web.trust_environment else {}
    proxies = environment.get("proxies", {})
    proxied = requests.utils.select_proxy(address.url, proxies) is not None
    to = address.url if proxied else f"{address.scheme}://{endpoint_name(ip, address.port)}{address.target}"
    adapter = _adapter_class()(address, web, deadline, proxied)
    try:
        request = requests.Request("GET", to, headers={**standing, "Host": address.name, **headers}, cookies=cookies).prepare()
        response = adapter.send(
            request,
            stream=True,
            timeout=(deadline.left(web.connect_seconds), deadline.left(web.read_seconds)),
            verify=environment.get("verify", True),
            proxies=proxies,
        )
    except (requests.RequestException, http.client.HTTPException, OSError, ValueError) as error:
        adapter.close()
        raise _trouble(error, web, deadline) from None
    try:
        yield response
    finally:
        response.close()
        adapter.close()


@lru_cache(maxsize=1)
def _adapter_class() -> Any:
    from requests.adapters import HTTPAdapter
    from requests_hardened.ip_filter_adapter import IPFilterAdapter

    class Pinned(IPFilterAdapter):  # type: ignore[misc]
        """requests-hardened's adapter, given an address that is checked already: it checks it once more, and is told the name.

        Asked for the name itself, it would look it up again, and trust the first answer only.
        """

        def __init__(self, address: Address, web: Web, deadline: Deadline, proxied: bool) -> None:
            self.address, self.web, self.deadline = address, web, deadline
            self.named = proxied or web.allows(address.host, address.port)
            self.files: list[io.BufferedReader] = []
            super().__init__(is_https_proto=address.scheme == "https")

        def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
            # What was allowed by name is no business of its filter, which knows all or nothing of loopback; nor what a proxy looks up.
            host: Any
            pool: Any
            if self.named:
                host, pool = HTTPAdapter.build_connection_pool_key_attributes(self, request, verify, cert)
            else:
                host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
            request.headers["Host"] = self.address.name
            if self.address.scheme == "https":
                pool.update(assert_hostname=self.address.host, server_hostname=self.address.host)
            return host, pool

        def get_connection_with_tls_context(self, *arguments: Any, **named: Any) -> Any:
            pool = super().get_connection_with_tls_context(*arguments, **named)
            pool.ConnectionCls = partial(_connection, pool.ConnectionCls, self)
            return pool

        def close(self) -> None:
            for file in self.files:  # one that a broken connection left open would be closed, with a warning, some time
                file.close()
            super().close()

    return Pinned


def _connection(kind: Any, adapter: Any, **named: Any) -> Any:
    """Return a connection whose answers are read against the clock."""
    connection = kind(**named)
    connection.response_class = partial(_Response, adapter=adapter)
    return connection


class _Interim(http.client.HTTPException):
    """Interim answers without end."""


class _Response(http.client.HTTPResponse):
    """An answer that is read against the clock, byte by byte if the server wants it so, after a bounded number of interim ones."""

    def __init__(self, sock: socket.socket, *arguments: Any, adapter: Any, **named: Any) -> None:
        self._interim = 0
        super().__init__(_OnTheClock(sock, adapter), *arguments, **named)  # type: ignore[arg-type]

    def _read_status(self) -> tuple[str, int, str]:
        self._interim += 1
        if self._interim > MAX_INTERIM:
            raise _Interim
        return super()._read_status()  # type: ignore[misc,no-any-return]


class _OnTheClock:
    """What `http.client` asks of a socket: a file to read from."""

    def __init__(self, sock: socket.socket, adapter: Any) -> None:
        self.sock, self.adapter = sock, adapter

    def makefile(self, _mode: str) -> io.BufferedReader[Any]:
        file: io.BufferedReader[Any] = io.BufferedReader(_Timed(self.sock, self.adapter.deadline, self.adapter.web.read_seconds))
        self.adapter.files.append(file)
        return file


class _Timed(io.RawIOBase):
    """A socket's bytes, each wait for them bounded by the time a server may be silent and by what is left of the whole."""

    def __init__(self, sock: socket.socket, deadline: Deadline, most: float) -> None:
        self.sock, self.deadline, self.most = sock, deadline, most
        self.file = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self.sock.settimeout(self.deadline.left(self.most))
        return self.file.readinto(buffer)

    def close(self) -> None:
        self.file.close()
        super().close()


def why(error: BaseException, web: Web, deadline: Deadline) -> str:
    """Return the words for an exception of the network."""
    return _trouble(error, web, deadline).why


def _trouble(error: BaseException, web: Web, deadline: Deadline) -> Trouble:
    """Return what an exception of the network means, and whether asking again can help."""
    import urllib3
    from requests_hardened.ip_filter import InvalidIPAddress

    causes = list(_causes(error))
    try:
        deadline.left()
    except OutOfTime:
        return Trouble(deadline.over)
    if found := next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None):
        return Trouble(f"its certificate is not valid: {found.verify_message}")
    for kind, words, again in (
        (InvalidIPAddress, "it leads to an address that is not public", False),
        (urllib3.exceptions.ProxyError, "the proxy of the environment does not answer", True),
        (urllib3.util.ssl_match_hostname.CertificateError, "its certificate is not valid: it is of another host", False),
        ((ssl.SSLError, urllib3.exceptions.SSLError), "no TLS connection could be made", False),
        (ConnectionRefusedError, "nothing answers at that address: the connection was refused", True),
        (urllib3.exceptions.NewConnectionError, "no connection to it could be made", True),  # in urllib3 2 it is a ConnectTimeoutError too
        ((urllib3.exceptions.ConnectTimeoutError,), f"no connection within {web.connect_seconds:g} seconds", True),
        ((urllib3.exceptions.ReadTimeoutError, TimeoutError), "the server was silent for too long", False),
        ((ConnectionResetError, BrokenPipeError, http.client.RemoteDisconnected), "the server closed the connection", True),
        (http.client.LineTooLong, "its headers are too long", False),
        (http.client.BadStatusLine, "what answers there does not speak HTTP", False),
        ((urllib3.exceptions.InvalidHeader,), "its headers contradict one another", False),
        ((urllib3.exceptions.InvalidChunkLength,), "its chunks are garbled", False),
        ((urllib3.exceptions.IncompleteRead,), "it is shorter than its server said", False),
        (http.client.IncompleteRead, "its chunks stop in the middle, or are garbled", False),
        (_Interim, "it sends interim answers without end", False),
        (http.client.HTTPException, "its headers are too many", False),
        (OSError, "no connection to it", True),
    ):
        if any(isinstance(cause, kind) for cause in causes):
            return Trouble(words, again=again)
    return Trouble(f"the answer could not be read ({type(error).__name__})")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the exceptions that libraries have wrapped into one another, outermost first."""
    pending, seen = [error], set()
    while pending:
        each = pending.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        if not type(each).__module__.startswith("requests"):  # those are OSErrors, whatever they wrap
            yield each
        inner = [*each.args, getattr(each, "reason", None), each.__cause__, each.__context__]
        pending += [cause for cause in inner if isinstance(cause, BaseException)]
