"""A news site on loopback that misbehaves on request: what the network's tests are run against."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Answer = tuple[int, dict[str, str], bytes]
Page = Answer | Callable[["Handler"], Answer | None]


class Handler(BaseHTTPRequestHandler):
    """Answers from the site's table of paths; counts what was asked for, and by whom."""

    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer, or let the path's own function misbehave."""
        path = urlsplit(self.path).path
        site = self.site
        with site.lock:
            site.asked.append(path)
            site.agents.add(self.headers.get("User-Agent", ""))
            site.open += 1
            site.most_open = max(site.most_open, site.open)
        try:
            page = site.pages.get(path, (404, {}, b"gone"))
            answer = page if isinstance(page, tuple) else page(self)
            with site.lock:
                # before the answer goes out: whoever has it may ask for the next at once
                site.open -= 1
            if answer is not None:
                self.reply(answer)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, answer: Answer) -> None:
        """Send one answer whole; 304 where the caller has it already."""
        status, headers, body = answer
        etag, since = headers.get("ETag"), headers.get("Last-Modified")
        if (etag and self.headers.get("If-None-Match") == etag) or (
            since and self.headers.get("If-Modified-Since") == since
        ):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Stay silent."""


class Site:
    """A site under way: its pages by path, and what was asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.agents: set[str] = set()
        self.lock = threading.Lock()
        self.open = 0
        self.most_open = 0
        handler = type("SiteHandler", (Handler,), {"site": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_port}"

    def count(self) -> Counter[str]:
        """How often each path was asked for."""
        with self.lock:
            return Counter(self.asked)

    def forget(self) -> None:
        """Count from nothing again."""
        with self.lock:
            self.asked.clear()


@contextmanager
def serving() -> Iterator[Site]:
    """A site that is up for as long as the block lasts."""
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()


def slow(seconds: float) -> Page:
    """An answer that only begins after so many seconds."""

    def page(handler: Handler) -> Answer | None:
        time.sleep(seconds)
        return 200, {"Content-Type": "text/html"}, b"<p>late</p>"

    return page


def dripping(handler: Handler) -> Answer | None:
    """Headers that never end, a byte at a time."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        handler.wfile.flush()
        time.sleep(0.02)
    return None


def endless(handler: Handler) -> Answer | None:
    """A body that never ends."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>more of the same</p>" * 1_000)


def truncated(handler: Handler) -> Answer | None:
    """A body that is cut off before its announced end."""
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>half"
    )
    handler.close_connection = True
    return None


def in_turn(*answers: Page) -> Page:
    """One answer after another; the last one for good."""
    left = list(answers)

    def page(handler: Handler) -> Answer | None:
        answer = left.pop(0) if len(left) > 1 else left[0]
        return answer if isinstance(answer, tuple) else answer(handler)

    return page
