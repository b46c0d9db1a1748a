"""A page or feed from the network, within limits of time, size, redirects and reach.

Knows nothing of what it fetches. A name is resolved once, every address it has is checked, and
the connection goes to the address that was checked, so that no answer of a name server can
lead inside; each redirect is held to the same.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin

import httpx
import msgspec

from service.errors import SourceError
from service.sources.files import from_bytes
from service.sources.rows import Item
from service.sources.sniffing import Form, sniff


class FetchParams(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one fetch: seconds, bytes once unpacked, redirects, reach."""

    connect_s: float = 10.0
    read_s: float = 20.0
    total_s: float = 60.0
    size: int = 20_000_000
    redirects: int = 5
    allow_private: bool = False
    agent: str = "Riwaya/0.1 (news timelines)"


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What came: the address it came from in the end, its bytes, its type and charset as said."""

    address: str
    body: bytes
    media_type: str = ""
    charset: str | None = None


DEFAULT = FetchParams()
_ACCEPT = "text/html,application/xhtml+xml,application/xml,application/rss+xml,application/atom+xml"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FORMS: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/csv": "csv",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "application/json": "json",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
}


def read_address(
    address: str, *, allow_private: bool = False, params: FetchParams = DEFAULT
) -> Iterator[Item]:
    """The pages at ``address``: a page of HTML or text, a feed's entries, a table's rows.

    Raises SourceError where it cannot be had or is over a limit. ``allow_private`` lets
    loopback and private addresses through.
    """
    params = msgspec.structs.replace(params, allow_private=allow_private or params.allow_private)
    got = fetch(address, params=params)
    if not got.body.strip(b"\0\t\n\r "):
        raise SourceError(f"{address}: the answer is empty")
    form = sniff(got.body[:65_536], _FORMS.get(got.media_type), address)
    return from_bytes(got.body, form, address, address=got.address, charset=got.charset)


def fetch(address: str, *, params: FetchParams = DEFAULT) -> Fetched:
    """The bytes at ``address``, redirects followed. Raises SourceError, saying which limit."""
    deadline = time.monotonic() + params.total_s
    timeout = httpx.Timeout(params.read_s, connect=params.connect_s)
    with httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client:
        place = address
        for _ in range(params.redirects + 1):
            answer = _get(client, place, params, deadline)
            if isinstance(answer, Fetched):
                return answer
            place = answer
    raise SourceError(f"{address}: more than {params.redirects} redirects")


def _get(client: httpx.Client, address: str, params: FetchParams, deadline: float) -> Fetched | str:
    """The answer at one address, or where it redirects to."""
    try:
        request = _request(client, address, params)
        response = client.send(request, stream=True)
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return urljoin(address, response.headers["location"])
            if response.status_code != httpx.codes.OK:
                raise SourceError(f"{address}: the server answers {response.status_code}")
            body = _body(response, address, params, deadline)
        finally:
            response.close()
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise SourceError(
            f"{address}: cannot be fetched ({error or type(error).__name__})"
        ) from error
    media_type = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Fetched(
        address=address, body=body, media_type=media_type, charset=response.charset_encoding
    )


def _request(client: httpx.Client, address: str, params: FetchParams) -> httpx.Request:
    """A request that goes to the checked number of the host but speaks to it by its name."""
    url = httpx.URL(address)
    if url.scheme not in {"http", "https"} or not url.host:
        raise SourceError(f"{address}: only http and https addresses are fetched")
    number = resolve(url.host, url.port or (443 if url.scheme == "https" else 80), params, address)
    return client.build_request(
        "GET",
        url.copy_with(host=number, username=None, password=None, fragment=None),
        headers={
            "Host": url.netloc.decode("ascii"),
            "User-Agent": params.agent,
            "Accept": f"{_ACCEPT};q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
        extensions={"sni_hostname": url.raw_host.decode("ascii")},
    )


def resolve(host: str, port: int, params: FetchParams, address: str) -> str:
    """The first number of ``host``, all of which must lie on the public network.

    Raises SourceError where the name leads nowhere, or anywhere inside.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{address}: no such host {host!r}") from error
    numbers = [str(entry[4][0]) for entry in found]
    for number in numbers:
        if not params.allow_private and not is_public(number):
            raise SourceError(
                f"{address}: {host} leads to {number}, which is not on the public network; "
                "private addresses must be allowed expressly"
            )
    return numbers[0]


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


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _body(response: httpx.Response, address: str, params: FetchParams, deadline: float) -> bytes:
    """The unpacked body; unpacking stops at the limit, so that no archive can fill memory."""
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in {"identity", "", "gzip", "x-gzip", "deflate"}:
        raise SourceError(f"{address}: packed as {encoding!r}, which was not asked for")
    unpack = None if encoding in {"identity", ""} else zlib.decompressobj(zlib.MAX_WBITS | 32)
    parts: list[bytes] = []
    left = params.size
    for chunk in response.iter_raw():
        if time.monotonic() > deadline:
            raise SourceError(f"{address}: took longer than {params.total_s:g} s")
        try:
            part = chunk if unpack is None else unpack.decompress(chunk, left + 1)
        except zlib.error as error:
            raise SourceError(f"{address}: its packed body is broken ({error})") from error
        left -= len(part)
        if left < 0 or (unpack is not None and unpack.unconsumed_tail):
            raise SourceError(f"{address}: more than {params.size:,} bytes")
        parts.append(part)
    return b"".join(parts)
