"""What a hostile or broken site may do, and that a crawl comes through it."""

from __future__ import annotations

import gzip
import socket
import time
from typing import Any

import brotli
import pytest

from service.errors import FetchError
from service.sources.fetch import fetch
from service.sources.network import NetworkParams
from service.store.engine import Store
from tests.jobs.crawl import press
from tests.jobs.crawl.crawling import counts, held, run
from tests.sources.server import (
    Answer,
    Handler,
    Page,
    Site,
    dripping,
    endless,
    serving,
    slow,
    truncated,
)

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (number, b"&lol%d;" % (number - 1) * 10) for number in range(1, 9)
    )
    + b"]><rss><channel><title>&lol8;</title></channel></rss>"
)
FILES = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
BOMB = b"<p>" + b"\0" * 30_000_000


def moved(to: str) -> Answer:
    return 302, {"Location": to}, b""


@pytest.mark.parametrize(
    ("page", "refused", "failed"),
    [
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(BOMB)), {"size": 1}, {}),
        ((200, {"Content-Encoding": "br"}, brotli.compress(BOMB, quality=4)), {"size": 1}, {}),
        ((200, {"Content-Length": "999999999"}, b""), {"size": 1}, {}),
        (endless, {"size": 1}, {}),
        ((200, {"Content-Encoding": "zstd"}, b"x"), {"packed": 1}, {}),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), {}, {"packed": 1}),
        (moved("/news/0.html"), {"redirects": 1}, {}),
        (moved("file:///etc/passwd"), {"address": 1}, {}),
        (moved("http://[broken/"), {"address": 1}, {}),
        (moved("/"), {}, {"gone": 1}),
        (slow(8.0), {}, {"timeout": 1}),
        (dripping, {}, {"timeout": 1}),
        (truncated, {}, {"truncated": 1}),
        ((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"), {"not-a-page": 1}, {}),
        ((200, {"Content-Type": "text/html"}, b" \n"), {}, {"empty": 1}),
        ((403, {}, b""), {}, {"403": 1}),
        ((500, {}, b""), {}, {"500": 1}),
    ],
    ids=[
        *("gzip-bomb", "brotli-bomb", "announced-size", "endless", "unasked-packing", "no-gzip"),
        *("loop", "file", "no-address", "front-page", "slow", "dripping", "truncated", "pdf"),
        *("empty", "forbidden", "broken"),
    ],
)
def test_one_bad_page_costs_only_itself(
    site: Site, store: Store, page: Page, refused: dict[str, int], failed: dict[str, int]
) -> None:
    press.publish(site, range(3))
    site.pages["/"] = (200, press.HTML, b"<html><body>front</body></html>")
    site.pages["/news/0.html"] = page
    # long enough for the others on a busy machine, short enough for the one that never ends
    report = run(store, press.outlet(site), size=1_000_000, read_s=2.5, total_s=5.0, tries=1)
    assert (report.refused, report.failed) == (refused, failed)
    # the others came whole, and the feed's own words stand in for the one
    assert set(held(store)) == {press.title(number) for number in range(3)}
    assert held(store)[press.title(1)].body.split("\n") == press.paragraphs(1)


@pytest.mark.parametrize(
    ("feed", "refused", "failed"),
    [
        ((200, press.RSS, LAUGHS), {"entities": 1}, {}),
        ((200, press.RSS, FILES), {"entities": 1}, {}),
        ((200, press.RSS, LAUGHS.decode().encode("utf-16")), {"entities": 1}, {}),
        (
            (
                200,
                press.RSS,
                b'<?xml version="1.0" encoding="utf-7"?>' + FILES.decode().encode("utf-7"),
            ),
            {"entities": 1},
            {},
        ),
        ((200, press.RSS, b"/etc/passwd"), {}, {"unreadable": 1}),
        ((200, press.RSS, b""), {}, {"unreadable": 1}),
        ((200, press.RSS, b"\x1f\x8bnot gzip"), {}, {"packed": 1}),
        ((200, press.RSS, gzip.compress(BOMB)), {"size": 1}, {}),
        ((200, {"Content-Type": "text/html"}, b"<html>moved</html>"), {}, {}),
    ],
    ids=["laughs", "file", "utf-16", "utf-7", "path", "empty", "no-gzip", "bomb", "page"],
)
def test_a_bad_feed_is_no_ones_harm(
    site: Site, store: Store, feed: Page, refused: dict[str, int], failed: dict[str, int]
) -> None:
    with_twin = press.outlet(site, feeds=(f"{site.root}/feed", f"{site.root}/other"))
    press.publish(site, range(2))
    site.pages["/other"] = site.pages["/feed"]
    site.pages["/feed"] = feed
    report = run(store, with_twin, size=1_000_000)
    assert (report.refused, report.failed) == (refused, failed)
    assert len(held(store)) == 2


def test_the_charset_of_the_text_wins_over_a_wrong_word_for_it(site: Site, store: Store) -> None:
    feed = press.rss(site.root, [press.item(site.root, 0), press.item(site.root, 1)])
    old = feed.decode().replace('encoding="utf-8"', 'encoding="windows-1256"')
    site.pages["/feed"] = (
        200,
        {"Content-Type": "application/rss+xml; charset=iso-8859-1"},
        old.encode("utf-8"),
    )
    site.pages["/news/0.html"] = (
        200,
        {"Content-Type": "text/html; charset=iso-8859-1"},
        press.html(0),
    )
    page = press.html(1).decode().replace('charset="utf-8"', 'charset="windows-1256"')
    site.pages["/news/1.html"] = (200, {"Content-Type": "text/html"}, page.encode("cp1256"))
    assert counts(run(store, press.outlet(site))) == {"fetched": 3, "new": 2}
    for number in range(2):
        assert held(store)[press.title(number)].body.split("\n") == press.paragraphs(number)


def test_loopback_is_not_reached_unless_allowed(site: Site, store: Store) -> None:
    press.publish(site, range(1))
    report = run(store, press.outlet(site), allow_private=False)
    assert report.refused == {"private": 1}
    assert not site.asked


def test_a_redirect_inside_is_refused_where_it_leads_inside(
    site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.sources.reach.is_public", lambda number: number == "127.0.0.1")
    press.publish(site, range(3))
    site.pages["/news/0.html"] = moved("http://169.254.169.254/latest/meta-data/")
    site.pages["/news/1.html"] = moved("http://localhost.example/")
    real = socket.getaddrinfo

    def named(host: Any, *rest: Any, **more: Any) -> Any:
        number = "10.0.0.7" if host == "localhost.example" else host
        return real(number, *rest, **more)

    monkeypatch.setattr("socket.getaddrinfo", named)
    report = run(store, press.outlet(site), allow_private=False)
    assert report.refused == {"private": 2}
    assert held(store)[press.title(2)].body.split("\n") == press.paragraphs(2)


def test_the_number_that_was_checked_is_the_number_that_is_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers otherwise the second time gains nothing: it is asked once."""
    monkeypatch.setattr("service.sources.reach.is_public", lambda number: number == "127.0.0.1")
    site.pages["/a"] = (200, press.HTML, b"<p>outside</p>")
    site.pages["/b"] = moved(f"http://turning.example:{site.server.server_port}/a")
    answers = ["127.0.0.1"]
    real = socket.getaddrinfo
    asked: list[str] = []

    def turning(host: Any, *rest: Any, **more: Any) -> Any:
        asked.append(host)
        number = answers.pop(0) if answers else "10.0.0.1"
        return real(number if host == "turning.example" else host, *rest, **more)

    monkeypatch.setattr("socket.getaddrinfo", turning)
    port = site.server.server_port
    params = NetworkParams(tries=1, total_s=5.0)
    assert fetch(f"http://turning.example:{port}/a", params=params).body == b"<p>outside</p>"
    assert [host for host in asked if host != "127.0.0.1"] == ["turning.example"]
    answers[:] = ["127.0.0.1"]
    # a second exchange, after a redirect, is checked anew
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        fetch(f"http://turning.example:{port}/b", params=params)


def test_a_name_that_leads_outside_and_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_rest: Any, **_more: Any) -> Any:
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 80))
            for number in ("93.184.216.34", "127.0.0.1")
        ]

    monkeypatch.setattr("socket.getaddrinfo", both)
    with pytest.raises(FetchError, match="not on the public network"):
        fetch("http://both.example/", params=NetworkParams(tries=1))


def test_a_host_that_fails_again_and_again_is_left_alone(site: Site, store: Store) -> None:
    press.publish(site, range(12))
    for number in range(12):
        site.pages[f"/news/{number}.html"] = (502, {}, b"")
    report = run(store, press.outlet(site), tries=1)
    assert report.failed == {"502": 5}
    assert report.left == 12


def test_one_connection_a_host_and_hosts_side_by_side(store: Store) -> None:
    with serving() as one, serving() as two:
        meeting: list[int] = []

        def page(handler: Handler) -> Answer | None:
            time.sleep(0.2)
            meeting.append(one.open + two.open)
            number = int(handler.path.rpartition("/")[2].partition(".")[0])
            return 200, press.HTML, press.html(number)

        for site, numbers in ((one, range(6)), (two, range(100, 106))):
            press.publish(site, numbers)
            for number in numbers:
                site.pages[f"/news/{number}.html"] = page
        run(store, press.outlet(one, "one"), press.outlet(two, "two"))
        assert (one.most_open, two.most_open) == (1, 1)
        assert max(meeting) == 2
        assert len(held(store)) == 12
