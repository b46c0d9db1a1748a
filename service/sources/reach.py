"""The connection itself: where it may lead, and how long it may last.

Knows nothing of HTTP. A name is resolved once, every address it has is checked, and the
connection goes to an address that was checked, so that no answer of a name server can lead
inside. One deadline holds for connecting, reading and writing together: a server that sends a
byte a minute is let go like one that sends none.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from service.errors import FetchError

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The numbers of ``host``, all of which must lie on the public network unless allowed.

    Raises FetchError where the name leads nowhere, or anywhere inside.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError("no-host", f"no such host {host!r}", passing=_is_passing(error)) from error
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for number in numbers:
        if not allow_private and not is_public(number):
            raise FetchError(
                "private",
                f"{host} leads to {number}, which is not on the public network; "
                "private addresses must be allowed expressly",
                ours=True,
            )
    return numbers


def _is_passing(error: Exception) -> bool:
    """Whether the name server was at fault, not the name."""
    return isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN


def is_public(number: str) -> bool:
    """Whether an IP number lies on the public network, IPv4 inside IPv6 included."""
    try:
        ip = ipaddress.ip_address(number.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


class CheckedNetwork(httpcore.NetworkBackend):
    """TCP to checked numbers only, everything within ``total_s`` seconds from now."""

    def __init__(self, *, allow_private: bool, connect_s: float, total_s: float) -> None:
        self._allow_private = allow_private
        self._connect_s = connect_s
        self._deadline = time.monotonic() + total_s
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first number of ``host`` that answers."""
        del timeout
        numbers = resolve(host, port, allow_private=self._allow_private)
        for place, number in enumerate(numbers, 1):
            try:
                stream = self._inner.connect_tcp(
                    number,
                    port,
                    left(self._deadline, self._connect_s),
                    local_address,
                    socket_options,
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(numbers):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise FetchError("no-host", f"{host!r} has no address")


class TimedStream(httpcore.NetworkStream):
    """A stream no operation of which outlasts the deadline (seconds of the monotonic clock)."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: float) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to ``max_bytes`` bytes, empty at the end."""
        return self._inner.read(max_bytes, left(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self._inner.write(buffer, left(self._deadline, timeout))

    def close(self) -> None:
        """Let the connection go."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """The same stream, encrypted, under the same deadline."""
        try:
            remaining = left(self._deadline, timeout)
        except httpcore.ReadTimeout:
            # nobody else knows of the connection yet
            self._inner.close()
            raise
        inner = self._inner.start_tls(ssl_context, server_hostname, remaining)
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection beneath tells of itself."""
        return self._inner.get_extra_info(info)


def left(deadline: float, timeout: float | None) -> float:
    """The seconds one operation may take. Raises ReadTimeout once the deadline has passed."""
    remaining = deadline - time.monotonic()
    if remaining <= 0:
        raise httpcore.ReadTimeout("the time allowed for the whole exchange is over")
    return remaining if timeout is None else min(timeout, remaining)
