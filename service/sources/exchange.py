"""One request and its one answer, within limits of time, size and reach.

Knows nothing of redirects, robots or trying again: it gives what the server said, whatever the
status. The request speaks to the host by its name and goes to a number that was checked.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ssl import SSLContext

import httpcore
import httpx
import msgspec

from service.errors import FetchError
from service.sources.network import NetworkParams
from service.sources.reach import CheckedNetwork
from service.sources.unpacking import ACCEPTED, Unpacker

_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,*/*;q=0.5"
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


class Validators(msgspec.Struct, frozen=True, kw_only=True):
    """What a server gave to tell one state of a document from another."""

    etag: str | None = None
    modified: str | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came from ``address``: the status and the headers that matter, the body unpacked.

    The body is read where the status is 200 alone. ``retry_after`` is as the server wrote it.
    """

    address: str
    status: int
    body: bytes = b""
    media_type: str = ""
    charset: str | None = None
    validators: Validators = Validators()
    location: str | None = None
    retry_after: str | None = None


NEW = Validators()


def exchange(address: str, params: NetworkParams, known: Validators = NEW) -> Answer:
    """The answer at ``address``; 304 where it is as ``known`` says. Raises FetchError."""
    url = _url(address)
    network = CheckedNetwork(
        allow_private=params.allow_private, connect_s=params.connect_s, total_s=params.total_s
    )
    times = {"connect": params.connect_s, "read": params.read_s, "write": params.read_s}
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls(), network_backend=network, max_connections=1
            ) as pool,
            pool.stream(
                "GET",
                httpcore.URL(
                    scheme=url.raw_scheme,
                    host=url.raw_host,
                    port=url.port,
                    target=url.raw_path,
                ),
                headers=_headers(params.agent, known),
                extensions={"timeout": times},
            ) as response,
        ):
            return _answer(response, address, params.size)
    except FetchError as error:
        raise FetchError(
            error.reason, f"{address}: {error}", ours=error.ours, passing=error.passing
        ) from error
    except httpcore.TimeoutException as error:
        raise FetchError("timeout", f"{address}: no answer in time", passing=True) from error
    except httpcore.ConnectError as error:
        raise FetchError(
            "connection", f"{address}: cannot be fetched ({error})", passing=True
        ) from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        raise FetchError(
            "truncated", f"{address}: cannot be fetched whole ({error})", passing=True
        ) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError("address", f"{address}: cannot be asked for ({error})") from error


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError("address", f"{address}: is no address ({error})", ours=True) from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise FetchError(
            "address", f"{address}: only http and https addresses are fetched", ours=True
        )
    return url


@lru_cache(maxsize=1)
def _tls() -> SSLContext:
    """Made once: reading the certificates takes longer than a handshake."""
    return httpx.create_ssl_context(trust_env=False)


def _headers(agent: str, known: Validators) -> list[tuple[bytes | str, bytes | str]]:
    said = {
        "User-Agent": agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": ACCEPTED,
        "If-None-Match": known.etag,
        "If-Modified-Since": known.modified,
    }
    return [(name, value) for name, value in said.items() if value]


def _answer(response: httpcore.Response, address: str, limit: int) -> Answer:
    said = {name.lower(): _text(value) for name, value in response.headers}
    kind = said.get(b"content-type", "")
    return Answer(
        address=address,
        status=response.status,
        body=_body(response, said, limit) if response.status == httpx.codes.OK else b"",
        media_type=kind.split(";")[0].strip().lower(),
        charset=charset_of(kind),
        validators=Validators(
            etag=_header(said.get(b"etag")), modified=_header(said.get(b"last-modified"))
        ),
        location=said.get(b"location"),
        retry_after=said.get(b"retry-after"),
    )


def charset_of(content_type: str) -> str | None:
    """The charset that a Content-Type names, if it names one."""
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def _text(value: bytes) -> str:
    """A header's value: UTF-8 in the locations of some servers, else as the standard says."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _header(value: str | None) -> str | None:
    """A validator that can be sent back as it came, else none."""
    return value if value and value.isascii() and len(value) <= 1_000 else None


def _body(response: httpcore.Response, said: dict[bytes, str], limit: int) -> bytes:
    """The unpacked body; reading stops at the limit, packed or unpacked."""
    length = said.get(b"content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise FetchError("size", f"{int(length):,} bytes, more than {limit:,}", ours=True)
    unpacker = Unpacker(said.get(b"content-encoding", ""), limit)
    parts = [unpacker.feed(chunk) for chunk in response.iter_stream()]
    unpacker.finish()
    return b"".join(parts)
