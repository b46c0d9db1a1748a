"""WARC archives to pages: the HTML and the feeds that were fetched, as they were that day.

Knows nothing of files. Reads record by record, whatever the length of the whole; a record
that is broken is handed over as ``Unreadable`` and the next one is looked for.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

import msgspec

from service.errors import FetchError, SourceError
from service.records import Page
from service.sources.archive import Archive
from service.sources.decoding import decode
from service.sources.exchange import charset_of
from service.sources.feeds import feed_pages
from service.sources.rows import Item, Unreadable
from service.sources.sitemaps import instant
from service.sources.sniffing import FORMS, Form, sniff
from service.sources.unpacking import Unpacker

# A page larger than this is a dump, not a page.
PAGE_LIMIT = 20_000_000
HEAD_LIMIT = 262_144
_HTTP = ("HTTP/1.0", "HTTP/1.1", "HTTP/2")
_FEEDS = frozenset({"application/xml", "text/xml"})


class _Broken(Exception):
    """A record that cannot be read: inner signal of this module."""


class _Record(msgspec.Struct, frozen=True):
    kind: str
    address: str
    length: int
    media_type: str
    at: datetime | None


def warc_pages(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The pages and feed entries among the responses in ``stream``, in order.

    What was answered otherwise than by 200, and all that is neither HTML nor a feed, is passed
    over.
    """
    archive = Archive(stream)
    number = 0
    sound = True
    while True:
        line = archive.readline()
        if line.startswith(b"WARC/"):
            number += 1
            origin = f"{name}#{number}"
            try:
                yield from _items(archive, line, origin)
                sound = True
            except _Broken as error:
                sound = False
                yield _broken(origin, str(error))
        elif line.strip():
            if sound:
                number += 1
                yield _broken(f"{name}#{number}", "bytes that begin no record")
            sound = False
        elif not line and archive.broken is not None:
            if sound:
                number += 1
                yield _broken(f"{name}#{number}", archive.broken)
            sound = False
            if not archive.go_on():
                return
        elif not line:
            return


def _broken(origin: str, why: str) -> Unreadable:
    return Unreadable(origin=origin, reason="broken-record", detail=f"{origin}: {why}")


def _items(archive: Archive, line: bytes, origin: str) -> Iterator[Item]:
    """What one record holds; the archive stands behind it afterwards."""
    record = _record(_parsed(_head(archive, line), ("WARC/",)))
    wanted = record.kind in {"response", "resource"} and record.address.startswith(
        ("http://", "https://")
    )
    data = archive.read(min(record.length, PAGE_LIMIT + 1)) if wanted else b""
    passed = archive.skip(record.length - len(data))
    if len(data) + passed < record.length:
        why = archive.broken or "the file is cut off"
        raise _Broken(f"the record of {record.address or 'no address'} is not whole ({why})")
    if not wanted:
        return
    if len(data) > PAGE_LIMIT:
        # pictures and films are this large; a page of news never is
        return
    yield from _pages(record, data, origin)


def _head(archive: Archive, line: bytes) -> bytes:
    """The lines of a head, up to the empty one."""
    lines = [line]
    size = len(line)
    while (line := archive.readline()).strip():
        lines.append(line)
        size += len(line)
        if size > HEAD_LIMIT:
            raise _Broken("its head does not end")
    if not line:
        raise _Broken(archive.broken or "the file is cut off within its head")
    return b"".join([*lines, b"\r\n"])


def _parsed(head: bytes | io.BytesIO, starts: tuple[str, ...]) -> Any:
    from warcio.statusandheaders import (
        StatusAndHeadersParser,
        StatusAndHeadersParserException,
    )

    stream = head if isinstance(head, io.BytesIO) else io.BytesIO(head)
    try:
        return StatusAndHeadersParser(starts).parse(stream)
    except (StatusAndHeadersParserException, EOFError, UnicodeError) as error:
        raise _Broken(f"its head cannot be read ({error})") from error


def _record(said: Any) -> _Record:
    length = (said.get_header("Content-Length") or "").strip()
    if not length.isdecimal() or len(length) > 15:
        raise _Broken(f"its length is {length!r}")
    return _Record(
        kind=(said.get_header("WARC-Type") or "").strip().lower(),
        # an old wget wrote its addresses in brackets
        address=(said.get_header("WARC-Target-URI") or "").strip().strip("<>"),
        length=int(length),
        media_type=said.get_header("Content-Type") or "",
        at=instant(said.get_header("WARC-Date")),
    )


def _pages(record: _Record, data: bytes, origin: str) -> Iterator[Item]:
    if record.kind == "resource":
        body, media_type = data, record.media_type
    else:
        stream = io.BytesIO(data)
        answer = _parsed(stream, _HTTP)
        if answer.get_statuscode() != "200":
            return
        body, media_type = _body(answer, stream.read()), answer.get_header("Content-Type") or ""
    form = _form(body, media_type, record.address)
    charset = charset_of(media_type)
    if form == "html":
        text = decode(body, charset=charset, markup=True)
        yield Page(
            body=text, kind="html", origin=origin, address=record.address, fetched_at=record.at
        )
    elif form == "feed":
        yield from _entries(body, origin, record, charset)


def _entries(body: bytes, origin: str, record: _Record, charset: str | None) -> Iterator[Item]:
    try:
        for one in feed_pages(body, origin, address=record.address, charset=charset):
            entry = isinstance(one, Page)
            yield msgspec.structs.replace(one, fetched_at=record.at) if entry else one
    except SourceError as error:
        raise _Broken(str(error)) from error


def _body(answer: Any, body: bytes) -> bytes:
    """A response's body, put together and unpacked; some archives keep it so already."""
    from warcio.bufferedreaders import ChunkedDataReader

    if (answer.get_header("Transfer-Encoding") or "").strip().lower() == "chunked":
        body = ChunkedDataReader(io.BytesIO(body)).read()
    encoding = (answer.get_header("Content-Encoding") or "").strip().lower()
    if not encoding or body.lstrip()[:1] == b"<":
        return body
    try:
        unpacker = Unpacker(encoding, PAGE_LIMIT)
        plain = unpacker.feed(body)
        unpacker.finish()
    except FetchError as error:
        raise _Broken(str(error)) from error
    return plain


def _form(body: bytes, media_type: str, address: str) -> Form | None:
    """HTML or a feed, by what was said and by its look; None for all else."""
    said = media_type.split(";", maxsplit=1)[0].strip().lower()
    if said in _FEEDS or FORMS.get(said) in {"html", "feed"}:
        try:
            return sniff(body[:65_536], FORMS.get(said), address)
        except SourceError:
            return None
    return None
