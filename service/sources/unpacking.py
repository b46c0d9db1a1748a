"""Packed bytes to plain ones, never more of them than allowed.

Knows nothing of where they come from. Unpacking stops just above the limit, so that a few
kilobytes that stand for gigabytes fill neither memory nor time.
"""

from __future__ import annotations

import zlib
from typing import Any

from service.errors import FetchError

# What is asked for; anything else that comes is refused.
ACCEPTED = "gzip, deflate, br"
_GZIP = b"\x1f\x8b"


class Unpacker:
    """Takes a body piece by piece and gives it unpacked, up to ``limit`` bytes in all.

    ``encoding`` is as in Content-Encoding; raises FetchError for one that was not asked for.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        self._limit = limit
        self._left = limit
        self._inner = _inner(encoding.strip().lower())

    def feed(self, data: bytes) -> bytes:
        """What ``data`` unpacks to. Raises FetchError where it is broken or too much."""
        part = self._inner.unpack(data, self._left + 1)
        self._left -= len(part)
        if self._left < 0:
            raise FetchError("size", f"more than {self._limit:,} bytes", ours=True)
        return part

    def finish(self) -> None:
        """Raises FetchError where the packed stream was cut off."""
        if not self._inner.whole():
            raise FetchError("truncated", "its packed body is cut off", passing=True)


def gunzip(data: bytes, limit: int) -> bytes:
    """A gzip file's content, or ``data`` itself where it is none. Raises FetchError."""
    if not data.startswith(_GZIP):
        return data
    unpacker = Unpacker("gzip", limit)
    content = unpacker.feed(data)
    unpacker.finish()
    return content


class _Plain:
    """Bytes that are not packed at all."""

    def unpack(self, data: bytes, room: int) -> bytes:
        return data[:room]

    def whole(self) -> bool:
        return True


class _Zlib:
    """gzip, of one member or several, and deflate with or without its wrapping."""

    def __init__(self, *, bare: bool) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self._bare = bare
        self._begun = False

    def unpack(self, data: bytes, room: int) -> bytes:
        parts: list[bytes] = []
        while data and room > 0:
            if self._stream.eof:
                # a second gzip member may follow; other bytes after the end are dropped
                if not data.startswith(_GZIP):
                    break
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            part = self._step(data, room)
            parts.append(part)
            room -= len(part)
            data = self._stream.unconsumed_tail or self._stream.unused_data
        return b"".join(parts)

    def _step(self, data: bytes, room: int) -> bytes:
        try:
            part = self._stream.decompress(data, room)
        except zlib.error as error:
            if self._begun or not self._bare:
                raise _broken(error) from error
            self._stream = zlib.decompressobj(-zlib.MAX_WBITS)
            self._bare = False
            return self._step(data, room)
        self._begun = True
        return part

    def whole(self) -> bool:
        return self._stream.eof or not self._begun


class _Brotli:
    """Brotli; its library hands out 32 KiB at a time at least."""

    def __init__(self) -> None:
        # imported late: few servers send it
        import brotli

        self._stream: Any = brotli.Decompressor()
        self._error: type[Exception] = brotli.error
        self._begun = False

    def unpack(self, data: bytes, room: int) -> bytes:
        parts: list[bytes] = []
        self._begun = True
        try:
            while room > 0 and not self._stream.is_finished():
                part = self._stream.process(data, output_buffer_limit=room)
                parts.append(part)
                room -= len(part)
                data = b""
                if self._stream.can_accept_more_data():
                    break
        except self._error as error:
            raise _broken(error) from error
        return b"".join(parts)

    def whole(self) -> bool:
        return not self._begun or bool(self._stream.is_finished())


def _inner(encoding: str) -> _Plain | _Zlib | _Brotli:
    if encoding in {"", "identity"}:
        return _Plain()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _Zlib(bare=encoding == "deflate")
    if encoding == "br":
        return _Brotli()
    raise FetchError("packed", f"packed as {encoding!r}, which was not asked for", ours=True)


def _broken(error: Exception) -> FetchError:
    return FetchError("packed", f"its packed body is broken ({error})")
