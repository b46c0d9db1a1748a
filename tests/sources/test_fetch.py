from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import pytest

from service.errors import SourceError
from service.records import Page
from service.sources.fetch import fetch, read_address
from service.sources.network import NetworkParams
from service.sources.reach import is_public

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><link>https://example.org</link>
<item><title>عنوان</title><link>https://example.org/1</link><guid>1</guid><description>نص</description>
<pubDate>Sat, 14 Jul 2018 10:00:00 +0100</pubDate></item></channel></rss>""".encode()
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/page": (200, {"Content-Type": "text/html; charset=cp1256"}, "<p>نص</p>".encode("cp1256")),
    "/feed": (200, {"Content-Type": "application/rss+xml"}, FEED),
    "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<html>a</html>")),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"\0" * 60_000_000)),
    "/broken": (200, {"Content-Encoding": "gzip"}, b"no gzip at all"),
    "/brotli": (200, {"Content-Encoding": "br"}, brotli.compress(b"<html>b</html>")),
    "/brotli-bomb": (200, {"Content-Encoding": "br"}, brotli.compress(b"\0" * 60_000_000)),
    "/zstd": (200, {"Content-Encoding": "zstd"}, b"x"),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/moved": (301, {"Location": "/page"}, b""),
    "/inside": (302, {"Location": "http://169.254.169.254/latest"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/gone": (404, {}, b"gone"),
    "/entities": (200, {"Content-Type": "text/xml"}, b'<!DOCTYPE r [<!ENTITY a "b">]><rss></rss>'),
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, headers, body = ANSWERS[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except (BrokenPipeError, ConnectionResetError):
            return

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


INSIDE = NetworkParams(allow_private=True, backoff_s=0.01)


def test_a_page_in_the_charset_of_its_header(site: str) -> None:
    (page,) = read_address(f"{site}/moved", params=INSIDE)
    assert isinstance(page, Page)
    assert (page.kind, page.address) == ("html", f"{site}/page")
    assert "نص" in page.body


def test_a_feed_gives_its_entries(site: str) -> None:
    (page,) = read_address(f"{site}/feed", params=INSIDE)
    assert isinstance(page, Page)
    assert (page.title, page.address, page.key) == ("عنوان", "https://example.org/1", "1")
    assert page.published == "2018-07-14T09:00:00+00:00"


def test_a_packed_page_is_unpacked(site: str) -> None:
    assert fetch(f"{site}/packed", params=INSIDE).body == b"<html>a</html>"
    assert fetch(f"{site}/brotli", params=INSIDE).body == b"<html>b</html>"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/bomb", "more than"),
        ("/broken", "broken"),
        ("/brotli-bomb", "more than"),
        ("/zstd", "packed as"),
        ("/loop", "redirects"),
        ("/file", "no http or https"),
        ("/gone", "404"),
    ],
)
def test_what_is_over_a_limit_is_refused(site: str, path: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        fetch(f"{site}{path}", params=INSIDE)


def test_entities_are_refused(site: str) -> None:
    with pytest.raises(SourceError, match="entities"):
        list(read_address(f"{site}/entities", params=INSIDE))


def test_loopback_is_not_reached_unless_allowed(site: str) -> None:
    with pytest.raises(SourceError, match="not on the public network"):
        fetch(f"{site}/page")


def test_nobody_listening_is_a_source_error() -> None:
    with pytest.raises(SourceError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/", params=INSIDE)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("nonsense", False),
    ],
)
def test_which_numbers_are_public(number: str, public: bool) -> None:
    assert is_public(number) is public
