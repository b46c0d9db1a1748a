"""What every answer gets on its way out: safe headers, an entity tag, packing, HEAD.

Knows nothing of routes or of Litestar: it wraps the whole ASGI app, so that answers no handler
made (an unknown path, a wrong method) leave the same way.
"""

from __future__ import annotations

import gzip
import hashlib
from typing import Any

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

# Plotly and Swagger write style attributes, hence 'unsafe-inline' for styles only; their
# icons are data: images. Nothing may come from another host, and no script stands in a page.
POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    b"img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    b"base-uri 'none'; frame-ancestors 'none'"
)
SAFE_HEADERS = {
    b"content-security-policy": POLICY,
    b"cross-origin-opener-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
SMALLEST_PACKED = 600
PACK_LEVEL = 5
# Where a route leaves the tag it knows of its answer before the answer is made.
TAG = "entity_tag"
Headers = dict[bytes, bytes]


def finish(app: ASGIApp) -> ASGIApp:
    """Wrap ``app``: its HTTP answers are collected, finished and sent in one piece."""

    async def finished(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        asked: Headers = {name.lower(): value for name, value in scope["headers"]}
        method = str(scope["method"])
        if method == "HEAD":
            scope["method"] = HttpMethod.GET
        start: dict[str, Any] = {}
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body"):
                    _note_tag(scope, start)
                    await _send(start, bytes(body), asked, method, send)

        await app(scope, receive, collect)

    return finished


def _note_tag(scope: Scope, start: dict[str, Any]) -> None:
    tag = scope.get("state", {}).get(TAG)
    if tag is not None and start["status"] == 200:
        start["headers"] = [*start["headers"], (b"etag", tag)]


async def _send(
    start: dict[str, Any], body: bytes, asked: Headers, method: str, send: Send
) -> None:
    cookies = [pair for pair in start["headers"] if pair[0].lower() == b"set-cookie"]
    headers = {name.lower(): value for name, value in start["headers"]}
    status, headers, body = finished_answer(start["status"], headers, body, asked, method)
    pairs = [*headers.items(), *(cookies if status != 304 else [])]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    sent = b"" if method == "HEAD" else body
    await send({"type": "http.response.body", "body": sent, "more_body": False})


def finished_answer(
    status: int, headers: Headers, body: bytes, asked: Headers, method: str
) -> tuple[int, Headers, bytes]:
    """The answer as it leaves: 304 without a body if the asker holds this very one."""
    headers = {**SAFE_HEADERS, **headers}
    headers.pop(b"set-cookie", None)
    if status == 200 and method in {"GET", "HEAD"}:
        headers.setdefault(b"etag", entity_tag(body))
        headers.setdefault(b"cache-control", b"no-cache")
        if holds(asked.get(b"if-none-match", b""), headers[b"etag"]):
            kept = {n: v for n, v in headers.items() if n != b"content-type"}
            return 304, {**kept, b"content-length": b"0"}, b""
    if _worth_packing(headers, body):
        headers[b"vary"] = _with_encoding(headers.get(b"vary", b""))
        if b"gzip" in asked.get(b"accept-encoding", b""):
            body = gzip.compress(body, PACK_LEVEL, mtime=0)
            headers[b"content-encoding"] = b"gzip"
    headers[b"content-length"] = str(len(body)).encode()
    return status, headers, body


def entity_tag(*parts: bytes) -> bytes:
    """A weak tag of ``parts``: equal parts, equal tag, on every machine."""
    return b'W/"%s"' % hashlib.sha256(b"\0".join(parts)).hexdigest()[:24].encode()


def holds(if_none_match: bytes, tag: bytes) -> bool:
    """Whether an If-None-Match header names ``tag`` (weakly compared) or any."""
    held = {one.strip().removeprefix(b"W/") for one in if_none_match.split(b",")}
    return b"*" in held or tag.removeprefix(b"W/") in held


def _worth_packing(headers: Headers, body: bytes) -> bool:
    kind = headers.get(b"content-type", b"")
    text = kind.startswith(b"text/") or b"json" in kind or b"javascript" in kind
    return text and len(body) >= SMALLEST_PACKED and b"content-encoding" not in headers


def _with_encoding(vary: bytes) -> bytes:
    return b", ".join(part for part in (vary, b"Accept-Encoding") if part)
