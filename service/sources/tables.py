"""Rows of JSON Lines, JSON, CSV and Parquet, streamed.

Knows nothing of pages beyond handing each row on. However long a table is, no more than a
batch of it is held at once.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from service.errors import SourceError
from service.sources.decoding import decode
from service.sources.rows import REMEDY, Item, Unreadable, columns, row_item

# A line longer than this is not a page of news but a broken file.
LINE_LIMIT = 50_000_000
# Rows a batch of Parquet: measured on 120,000 news rows, 512 holds the reader under 400 MB.
BATCH = 512
_SAMPLE = 65_536
# What may part the cells of a row; the Arabic comma and semicolon are an Arabic keyboard's.
MARKS = ",;\t|،؛"


def jsonl_pages(stream: BinaryIO, name: str) -> Iterator[Item]:
    """One page a line that holds a JSON object; blank lines are passed over."""
    for number in itertools.count(1):
        line = stream.readline(LINE_LIMIT)
        if not line:
            return
        origin = f"{name}#{number}"
        if line.strip():
            yield _json_item(line, origin)


def _json_item(line: bytes, origin: str) -> Item:
    try:
        row = msgspec.json.decode(decode(line).lstrip("\ufeff"))
    except (msgspec.DecodeError, RecursionError) as error:
        return Unreadable(
            origin=origin,
            reason="bad-json",
            detail=f"{origin}: no JSON ({error})",
            excerpt=decode(line[:200]),
        )
    return _object_item(row, origin)


def _object_item(row: object, origin: str) -> Item:
    if not isinstance(row, dict):
        return Unreadable(
            origin=origin,
            reason="bad-json",
            detail=f"{origin}: a JSON object is wanted, this is {type(row).__name__}",
            excerpt=str(row)[:200],
        )
    where = columns(list(row))
    if not {"body", "title", "lead"} & where.keys():
        return Unreadable(
            origin=origin,
            reason="no-text-field",
            detail=f"{origin}: no field named text, body, content, title or lead",
            field="text",
            excerpt=", ".join(row)[:200],
        )
    return row_item(row, where, origin)


def json_pages(data: bytes, name: str) -> Iterator[Item]:
    """The pages of a JSON array of objects, or of an object that is one or holds one array."""
    try:
        whole: Any = msgspec.json.decode(decode(data).lstrip("\ufeff"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise SourceError(f"{name}: no JSON ({error})") from error
    if isinstance(whole, dict) and not {"title", "text", "body", "content"} & whole.keys():
        lists = [part for part in whole.values() if isinstance(part, list)]
        whole = lists[0] if len(lists) == 1 else whole
    rows = whole if isinstance(whole, list) else [whole]
    return (_object_item(row, f"{name}#{number}") for number, row in enumerate(rows, 1))


def csv_pages(stream: BinaryIO, name: str) -> Iterator[Item]:
    """One page a row; the first row names the columns. One of ``MARKS`` stands between them.

    Raises SourceError where no column holds a page's text.
    """
    csv.field_size_limit(LINE_LIMIT)
    head = stream.read(_SAMPLE)
    charset = _charset(head)
    lines = _lines(io.BufferedReader(Joined(head, stream)), charset)
    first = next(lines, "")
    mark = max(MARKS, key=lambda sign: (first.count(sign), sign == ","))
    rows = csv.reader(itertools.chain((first,), lines), delimiter=mark)
    names = next(rows, [])
    where = columns(names)
    if not {"body", "title", "lead"} & where.keys():
        raise SourceError(
            f"{name}: no column of a page's text among {', '.join(names)[:200]}; {REMEDY}"
        )
    yield from _csv_items(rows, names, where, name)


def _csv_items(
    rows: Iterator[list[str]], names: list[str], where: dict[str, str], name: str
) -> Iterator[Item]:
    for number in itertools.count(1):
        origin = f"{name}#{number}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unreadable(origin=origin, reason="bad-row", detail=f"{origin}: {error}")
            continue
        if len(cells) != len(names):
            if cells:
                detail = f"{origin}: {len(cells)} cells where the head names {len(names)}"
                yield Unreadable(
                    origin=origin, reason="bad-row", detail=detail, excerpt=str(cells)[:200]
                )
            continue
        yield row_item(dict(zip(names, cells, strict=True)), where, origin)


def _charset(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Cut where a line ends, so that no letter is halved.
    whole = head[: head.rfind(b"\n") + 1] or head
    for charset in ("utf-8-sig", "cp1256"):
        try:
            whole.decode(charset)
        except UnicodeDecodeError:
            continue
        return charset
    return "cp1252"


def _lines(stream: io.BufferedReader, charset: str) -> Iterator[str]:
    text = io.TextIOWrapper(stream, encoding=charset, errors="replace", newline="")
    for line in text:
        yield line.replace("\0", "")


class Joined(io.RawIOBase):
    """What was read of a stream to look at it, and then the rest of the stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` from the head while it lasts, then from the rest."""
        if self._head:
            count = min(len(buffer), len(self._head))
            buffer[:count] = self._head[:count]
            self._head = self._head[count:]
            return count
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def parquet_pages(place: Path, name: str) -> Iterator[Item]:
    """One page a row of a Parquet file, a batch at a time.

    Raises SourceError where the file is broken or holds no column of a page's text.
    """
    import polars as pl

    try:
        scan = pl.scan_parquet(place)
        names = scan.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(f"{name}: no readable Parquet file ({error})") from error
    where = columns(names)
    if not {"body", "title", "lead"} & where.keys():
        raise SourceError(
            f"{name}: no column of a page's text among {', '.join(names)[:200]}; {REMEDY}"
        )
    wanted = scan.select([name for name in names if name in where.values()])
    return _parquet_items(wanted, where, name)


def _parquet_items(scan: Any, where: dict[str, str], name: str) -> Iterator[Item]:
    import polars as pl

    number = 0
    try:
        for batch in scan.collect_batches(chunk_size=BATCH, maintain_order=True, lazy=True):
            for row in batch.iter_rows(named=True):
                number += 1
                yield row_item(row, where, f"{name}#{number}")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise SourceError(f"{name}: broken after row {number} ({error})") from error
