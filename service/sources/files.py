"""Pages out of what lies on a disk or comes down a pipe: one value an item, good or bad.

Knows nothing of what an article is. A file that cannot be read at all raises SourceError; an
item in it that cannot is handed over as ``Unreadable``, so that one bad row stops nothing.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from service.errors import SourceError
from service.records import Page, PageKind
from service.sources.archive import is_warc
from service.sources.decoding import decode
from service.sources.feeds import feed_pages
from service.sources.rows import Item, Unreadable
from service.sources.sniffing import Form, sniff
from service.sources.tables import Joined, csv_pages, json_pages, jsonl_pages, parquet_pages
from service.sources.warc import warc_pages

__all__ = ["Item", "Unreadable", "passed_over", "read_pages"]

# A page of text or markup larger than this is a dump, not a page.
PAGE_LIMIT = 20_000_000
# A feed or a JSON array is parsed whole.
WHOLE_LIMIT = 200_000_000
HEAD = 65_536
_SUFFIXES: dict[str, Form] = {
    ".txt": "text",
    ".text": "text",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
}
_ARCHIVES = (".warc", ".warc.gz")


def read_pages(path: str, *, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """Every page in ``path``: a file, a folder (in order of names), or ``-`` for ``stdin``.

    Streams: a table of any length is never held whole. Raises SourceError where there is
    nothing of that name, where it is empty, or where its form is not known.
    """
    if path == "-":
        return _from_pipe(stdin if stdin is not None else sys.stdin.buffer)
    place = Path(path)
    if place.is_dir():
        return _from_folder(place)
    if not place.is_file():
        raise SourceError(f"{path}: no such file or folder")
    return _from_file(place, place.name)


def _from_folder(folder: Path) -> Iterator[Item]:
    """The pages of every file under ``folder`` that has a known ending, hidden ones left out."""
    places = [place for place in _shown(folder) if _has_known_ending(place)]
    if not places:
        raise SourceError(
            f"{folder}: no page in this folder; known endings are "
            f"{', '.join(sorted((*_SUFFIXES, *_ARCHIVES)))}"
        )
    return _from_places(folder, places)


def _shown(folder: Path) -> list[Path]:
    """The files under ``folder`` in order, hidden ones left out."""
    return sorted(
        place
        for place in folder.rglob("*")
        if not any(part.startswith(".") for part in place.relative_to(folder).parts)
        and place.is_file()
    )


def _has_known_ending(place: Path) -> bool:
    return place.suffix.lower() in _SUFFIXES or place.name.lower().endswith(_ARCHIVES)


def passed_over(folder: Path) -> dict[str, int]:
    """How many files of each ending ``read_pages`` leaves out of ``folder``, hidden ones aside."""
    left = (place.suffix.lower() for place in _shown(folder) if not _has_known_ending(place))
    return dict(sorted(Counter(left).items()))


def _from_places(folder: Path, places: list[Path]) -> Iterator[Item]:
    for place in places:
        name = f"{folder.name}/{place.relative_to(folder).as_posix()}"
        try:
            yield from _from_file(place, name)
        except SourceError as error:
            yield Unreadable(origin=name, reason="unreadable-file", detail=str(error))


def _from_file(place: Path, name: str) -> Iterator[Item]:
    try:
        with place.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror})") from error
    if not head.strip(b"\0\t\n\r "):
        raise SourceError(f"{name}: the file is empty")
    if is_warc(head):
        return _closing(place, lambda stream: warc_pages(stream, name))
    form = sniff(head, _SUFFIXES.get(place.suffix.lower()), name)
    return _read(form, place, name)


def _read(form: Form, place: Path, name: str) -> Iterator[Item]:
    if form == "parquet":
        return parquet_pages(place, name)
    if form == "csv":
        return _closing(place, lambda stream: csv_pages(stream, name))
    if form == "jsonl":
        return _closing(place, lambda stream: jsonl_pages(stream, name))
    limit = PAGE_LIMIT if form in {"text", "html"} else WHOLE_LIMIT
    if place.stat().st_size > limit:
        raise SourceError(f"{name}: {place.stat().st_size:,} bytes; at most {limit:,} are read")
    return from_bytes(place.read_bytes(), form, name)


def _closing(place: Path, reader: Callable[[BinaryIO], Iterator[Item]]) -> Iterator[Item]:
    with place.open("rb") as stream:
        yield from reader(stream)


def from_bytes(
    data: bytes, form: Form, name: str, *, address: str | None = None, charset: str | None = None
) -> Iterator[Item]:
    """The pages in ``data``, whatever its form; ``address`` is where it came from."""
    if form == "feed":
        return feed_pages(data, name, address=address, charset=charset)
    if form == "json":
        return json_pages(data, name)
    if form == "csv":
        return csv_pages(io.BytesIO(data), name)
    if form == "jsonl":
        return jsonl_pages(io.BytesIO(data), name)
    if form == "parquet":
        return _spooled(data, io.BytesIO(), name)
    kind: PageKind = "html" if form == "html" else "text"
    body = decode(data, charset=charset, markup=kind == "html")
    return iter((Page(body=body, kind=kind, origin=name, address=address),))


def _from_pipe(stream: BinaryIO) -> Iterator[Item]:
    """Pages from a pipe: rows are streamed, every other form is taken up whole first."""
    name = "standard input"
    head = stream.read(HEAD)
    if not head.strip(b"\0\t\n\r "):
        raise SourceError(f"{name} is empty")
    joined = io.BufferedReader(Joined(head, stream))
    if is_warc(head):
        return warc_pages(joined, name)
    form = sniff(head, None, name)
    if form == "parquet":
        return _spooled(head, stream, name)
    if form == "csv":
        return csv_pages(joined, name)
    if form == "jsonl":
        return jsonl_pages(joined, name)
    limit = PAGE_LIMIT if form in {"text", "html"} else WHOLE_LIMIT
    data = joined.read(limit + 1)
    if len(data) > limit:
        raise SourceError(f"{name}: more than {limit:,} bytes for one page")
    return from_bytes(data, form, name)


def _spooled(head: bytes, stream: BinaryIO, name: str) -> Iterator[Item]:
    """A Parquet file from a pipe: its index stands at its end, so it is put on disk first."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as kept:
        kept.write(head)
        shutil.copyfileobj(stream, kept)
        kept.flush()
        yield from parquet_pages(Path(kept.name), name)
