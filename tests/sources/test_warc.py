from __future__ import annotations

import gzip
import io
import tracemalloc
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from service.records import Page
from service.sources.archive import Archive, is_warc
from service.sources.files import read_pages
from service.sources.rows import Item, Unreadable
from service.sources.warc import warc_pages

HTML = "text/html; charset=utf-8"
FEED = (
    "<rss version='2.0'><channel><link>https://example.org</link><item><title>عنوان</title>"
    "<link>https://example.org/9</link><description>نص</description></item></channel></rss>"
).encode()


def page(number: int) -> bytes:
    return f"<html><body><p>نص الصفحة رقم {number}</p></body></html>".encode()


class Made:
    """An archive in the making; ``ends`` are the offsets behind each record."""

    def __init__(self, *, packed: bool = True) -> None:
        self.stream = io.BytesIO()
        self.packed = packed
        self.ends: list[int] = []

    def add(
        self,
        number: int,
        body: bytes,
        media_type: str = HTML,
        *,
        status: str = "200 OK",
        kind: str = "response",
        **headers: str,
    ) -> None:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n"
        http += "".join(f"{name.replace('_', '-')}: {said}\r\n" for name, said in headers.items())
        block = body if kind == "resource" else http.encode() + b"\r\n" + body
        block_type = media_type if kind == "resource" else f"application/http; msgtype={kind}"
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2018-07-14T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid.UUID(int=number)}>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            f"Content-Type: {block_type}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        self.stream.write(gzip.compress(record) if self.packed else record)
        self.ends.append(self.stream.tell())

    def items(self) -> list[Item]:
        return list(warc_pages(io.BytesIO(self.stream.getvalue()), "a.warc.gz"))


def addresses(items: list[Item]) -> list[str | None]:
    return [one.address for one in items if isinstance(one, Page)]


def broken(items: list[Item]) -> list[Unreadable]:
    return [one for one in items if isinstance(one, Unreadable)]


@pytest.fixture(params=[True, False], ids=["packed", "plain"])
def made(request: pytest.FixtureRequest) -> Made:
    return Made(packed=request.param)


def test_pages_and_feeds_among_all_that_was_fetched(made: Made) -> None:
    made.add(1, page(1))
    made.add(2, b"body { color: red }", "text/css")
    made.add(3, b"\x89PNG", "image/png")
    made.add(4, b"moved", status="301 Moved")
    made.add(5, b"gone", status="404 Not Found")
    made.add(6, FEED, "application/rss+xml")
    made.add(7, page(7), kind="resource")
    made.add(8, page(8), kind="request")
    items = made.items()
    assert broken(items) == []
    assert addresses(items) == [
        *("https://example.org/1", "https://example.org/9", "https://example.org/7"),
    ]
    first = items[0]
    assert isinstance(first, Page)
    assert (first.kind, "الصفحة رقم 1" in first.body) == ("html", True)
    assert first.fetched_at is not None
    assert first.fetched_at.isoformat() == "2018-07-14T10:00:00+00:00"
    assert first.origin == "a.warc.gz#1"


def test_bodies_in_pieces_packed_and_in_old_charsets(made: Made) -> None:
    made.add(1, gzip.compress(page(1)), Content_Encoding="gzip")
    # an archive that keeps bodies unpacked under the header they came with
    made.add(2, page(2), Content_Encoding="gzip")
    half = page(3)
    pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (half[:20], half[20:]))
    made.add(3, pieces + b"0\r\n\r\n", Transfer_Encoding="chunked")
    old = page(4).decode().encode("cp1256")
    made.add(4, old, "text/html; charset=windows-1256")
    items = made.items()
    assert broken(items) == []
    for number, one in enumerate(items, 1):
        assert isinstance(one, Page)
        assert f"نص الصفحة رقم {number}" in one.body


def test_a_record_that_unpacks_to_too_much_is_reported(made: Made) -> None:
    made.add(1, gzip.compress(b"<p>" + b"\0" * 40_000_000), Content_Encoding="gzip")
    made.add(2, page(2))
    items = made.items()
    assert addresses(items) == ["https://example.org/2"]
    (one,) = broken(items)
    assert (one.reason, one.origin) == ("broken-record", "a.warc.gz#1")
    assert "more than" in one.detail


def test_a_feed_with_entities_is_reported(made: Made) -> None:
    made.add(1, b'<!DOCTYPE r [<!ENTITY a "b">]><rss></rss>', "application/rss+xml")
    made.add(2, page(2))
    items = made.items()
    assert addresses(items) == ["https://example.org/2"]
    assert "entities" in broken(items)[0].detail


def test_a_spoilt_member_costs_only_itself() -> None:
    made = Made()
    for number in range(1, 6):
        made.add(number, page(number) * 50)
    data = bytearray(made.stream.getvalue())
    middle = (made.ends[1] + made.ends[2]) // 2
    data[middle : middle + 20] = b"\xff" * 20
    items = list(warc_pages(io.BytesIO(bytes(data)), "a.warc.gz"))
    assert addresses(items) == [f"https://example.org/{number}" for number in (1, 2, 4, 5)]
    assert [one.origin for one in broken(items)] == ["a.warc.gz#3"]
    # a member whose very first bytes are gone
    data = bytearray(made.stream.getvalue())
    data[made.ends[1] : made.ends[1] + 4] = b"\xff" * 4
    items = list(warc_pages(io.BytesIO(bytes(data)), "a.warc.gz"))
    assert addresses(items) == [f"https://example.org/{number}" for number in (1, 2, 4, 5)]
    assert len(broken(items)) == 1


def test_a_wrong_length_costs_only_its_record() -> None:
    made = Made(packed=False)
    for number in range(1, 5):
        made.add(number, page(number))
    text = made.stream.getvalue()
    second = text[made.ends[0] : made.ends[1]]
    for length in (
        b"Content-Length: none",
        b"Content-Length: -5",
        b"Content-Length: 9" + b"9" * 20,
    ):
        place = second.index(b"Content-Length: ")
        end = second.index(b"\r\n", place)
        spoilt = second[:place] + length + second[end:]
        data = text[: made.ends[0]] + spoilt + text[made.ends[1] :]
        items = list(warc_pages(io.BytesIO(data), "a.warc"))
        assert addresses(items) == [f"https://example.org/{number}" for number in (1, 3, 4)]
        assert len(broken(items)) >= 1


def test_an_archive_that_is_cut_off_gives_what_came_before(made: Made) -> None:
    for number in range(1, 4):
        made.add(number, page(number) * 50)
    data = made.stream.getvalue()[: made.ends[1] + (made.ends[2] - made.ends[1]) // 2]
    items = list(warc_pages(io.BytesIO(data), "a.warc"))
    assert addresses(items) == ["https://example.org/1", "https://example.org/2"]
    (one,) = broken(items)
    assert "cut off" in one.detail


def test_a_long_archive_is_never_held_whole() -> None:
    made = Made()
    made.add(1, page(1))
    film = made.stream.tell()
    made.add(2, b"\0" * 60_000_000, "video/mp4")
    made.add(3, page(3))
    assert made.stream.tell() - film < 1_000_000
    data = made.stream.getvalue()
    del made
    tracemalloc.start()
    items = list(warc_pages(io.BytesIO(data), "a.warc.gz"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert addresses(items) == ["https://example.org/1", "https://example.org/3"]
    # a record is held whole, be it ever so uninteresting, up to the limit of a page
    assert peak < 50_000_000


def test_a_line_without_end_fills_no_memory() -> None:
    archive = Archive(io.BytesIO(b"WARC/1.0\r\nX: " + b"a" * 3_000_000))
    items = list(warc_pages(io.BytesIO(b"WARC/1.0\r\nX: " + b"a" * 3_000_000), "a.warc"))
    assert all(isinstance(one, Unreadable) for one in items)
    assert items
    assert archive.readline() == b"WARC/1.0\r\n"
    assert len(archive.readline()) <= 65_536


def sources(path: Path) -> Iterator[tuple[str, BinaryIO | None]]:
    yield str(path), None
    yield str(path.parent), None
    yield "-", io.BytesIO(path.read_bytes())


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "renamed.dat.warc"])
def test_archives_are_read_from_a_file_a_folder_and_a_pipe(tmp_path: Path, name: str) -> None:
    made = Made(packed=name.endswith(".gz"))
    made.add(1, page(1))
    path = tmp_path / name
    path.write_bytes(made.stream.getvalue())
    assert is_warc(path.read_bytes())
    for place, stdin in sources(path):
        assert addresses(list(read_pages(place, stdin=stdin))) == ["https://example.org/1"]


def test_what_is_no_archive_is_none() -> None:
    assert not is_warc(b"\x1f\x8bnot gzip")
    assert not is_warc(gzip.compress(b"<html></html>"))
    assert not is_warc(b"")
