"""What form a file is in, told from its first bytes and its ending.

Knows nothing of how a form is read.
"""

from __future__ import annotations

import re
from typing import Literal

from service.errors import SourceError
from service.sources.rows import COLUMNS, heading

Form = Literal["text", "html", "jsonl", "json", "csv", "parquet", "feed"]

# What a server's word for a document's type makes of it.
FORMS: dict[str, Form] = {
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
_MAGIC = {
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"PK\x03\x04": "a zip archive; unpack it first",
    b"%PDF": "a PDF; hand over its text instead",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"SQLite format 3": "a database",
}
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta)[\s>/]", re.IGNORECASE
)


def sniff(head: bytes, by_name: Form | None, name: str) -> Form:
    """The form of what begins with ``head``; ``by_name`` is what its ending says.

    What the bytes say outright (Parquet's mark, a feed's root) wins over the ending. Raises
    SourceError for an archive, a picture and other bytes that hold no text.
    """
    if head[:4] == b"PAR1":
        return "parquet"
    for magic, what in _MAGIC.items():
        if head.startswith(magic):
            raise SourceError(f"{name} is {what}")
    if by_name == "parquet":
        raise SourceError(f"{name} is no Parquet file though its name says so")
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{name} is binary, not text")
    if by_name in {"csv", "jsonl", "text"}:
        return by_name
    if head.lstrip()[:1] == b"<" and _SITEMAP.search(head[:2_000]):
        raise SourceError(
            f"{name} is a sitemap, which lists pages and holds none; "
            "`riwaya ingest --outlet ADDRESS` fetches them"
        )
    return _by_look(head.removeprefix(b"\xef\xbb\xbf").lstrip(), by_name)


def _by_look(start: bytes, by_name: Form | None) -> Form:
    first = start.split(b"\n", 1)[0].strip()
    if start.startswith(b"<"):
        markup: Form = "feed" if _FEED.search(start[:2_000]) else "html"
        return markup if markup == "feed" or _HTML.search(start[:2_000]) or by_name else "text"
    if start.startswith(b"{"):
        return "jsonl" if first.endswith(b"}") else "json"
    if start.startswith((b"[{", b"[\n", b"[\r", b"[ ")):
        return "json"
    if by_name is not None:
        return by_name
    return "csv" if _looks_tabular(first) else "text"


def _looks_tabular(first: bytes) -> bool:
    """Whether a first line names at least two columns that a page's table has."""
    line = first.decode("utf-8", "replace")
    for mark in (",", ";", "\t", "|", "،", "؛"):
        cells = [heading(cell) for cell in line.split(mark)]
        if len(cells) > 1 and sum(cell in COLUMNS for cell in cells) >= 2:
            return True
    return False
