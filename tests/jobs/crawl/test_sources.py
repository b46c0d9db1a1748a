"""Where an outlet announces its articles: sitemaps, lists of links, and what nobody named."""

from __future__ import annotations

import gzip

import pytest

from jobs.ingest import ingest
from service.records import Page
from service.store.engine import Store
from tests.jobs.crawl import press
from tests.jobs.crawl.crawling import counts, held, run
from tests.sources.server import Site

XML = {"Content-Type": "application/xml"}
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def urlset(site: Site, numbers: range, lastmod: str = "2021-06-30T08:00:00Z") -> bytes:
    urls = "".join(
        f"<url><loc>{site.root}/news/{number}.html</loc><lastmod>{lastmod}</lastmod></url>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><urlset {SITEMAP}>{urls}</urlset>'.encode()


def index(site: Site, *names: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{site.root}/{name}</loc></sitemap>" for name in names)
    return f'<?xml version="1.0"?><sitemapindex {SITEMAP}>{maps}</sitemapindex>'.encode()


def pages(site: Site, numbers: range) -> None:
    for number in numbers:
        site.pages[f"/news/{number}.html"] = (200, press.HTML, press.html(number))


def test_an_index_leads_to_its_sitemaps_packed_or_not(site: Site, store: Store) -> None:
    pages(site, range(6))
    site.pages["/index.xml"] = (200, XML, index(site, "a.xml", "b.xml.gz"))
    site.pages["/a.xml"] = (200, XML, urlset(site, range(3)))
    site.pages["/b.xml.gz"] = (
        200,
        {"Content-Type": "application/gzip"},
        gzip.compress(urlset(site, range(3, 6))),
    )
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/index.xml",))
    assert counts(run(store, outlet)) == {"fetched": 9, "new": 6}
    assert len(held(store)) == 6
    site.forget()
    assert counts(run(store, outlet, hours=1)) == {"fetched": 3, "unchanged": 6}


def test_a_news_sitemap_dates_pages_that_do_not_say_it(site: Site, store: Store) -> None:
    site.pages["/news/3.html"] = (200, press.HTML, press.html(3, dated=False))
    news = (
        f"<url><loc>{site.root}/news/3.html</loc><news:news><news:publication><news:name>x"
        "</news:name><news:language>ar</news:language></news:publication>"
        f"<news:publication_date>{press.published(3).isoformat()}</news:publication_date>"
        f"<news:title>{press.title(3)}</news:title></news:news></url>"
    )
    site.pages["/news.xml"] = (200, XML, f"<urlset {SITEMAP} {NEWS}>{news}</urlset>".encode())
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/news.xml",))
    run(store, outlet)
    (one,) = held(store).values()
    assert one.published is not None
    assert (one.published.at, one.published.source) == (press.published(3), "feed")


def test_a_page_is_asked_for_again_once_its_sitemap_says_it_changed(
    site: Site, store: Store
) -> None:
    pages(site, range(2))
    site.pages["/news/0.html"] = (200, press.HTML | {"ETag": '"0"'}, press.html(0))
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/map.xml",))
    site.pages["/map.xml"] = (200, XML, urlset(site, range(2)))
    run(store, outlet)
    site.forget()
    site.pages["/news/1.html"] = (200, press.HTML, press.html(1, extra="فقرة أضيفت لاحقا."))
    site.pages["/map.xml"] = (200, XML, urlset(site, range(2), "2021-07-01T11:00:00Z"))
    # the first answers that it is as it was, the second has grown
    assert counts(run(store, outlet, hours=3)) == {"fetched": 2, "revised": 1, "unchanged": 1}
    assert site.count() == {"/map.xml": 1, "/news/0.html": 1, "/news/1.html": 1}


def test_what_is_older_than_asked_for_is_left_out(site: Site, store: Store) -> None:
    pages(site, range(3))
    site.pages["/map.xml"] = (200, XML, urlset(site, range(3), "2021-05-01"))
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/map.xml",))
    assert counts(run(store, outlet, days=30)) == {"fetched": 1}
    assert counts(run(store, outlet, days=90)) == {"fetched": 4, "new": 3}


def test_a_list_of_links_leads_to_articles_and_to_nothing_else(site: Site, store: Store) -> None:
    pages(site, range(3))
    links = "".join(
        f'<li><a href="/news/{number}.html">{press.title(number)}</a></li>' for number in range(3)
    )
    site.pages["/politics"] = (
        200,
        press.HTML,
        f"<html><body><a href='/tag/x'>وسم من أربع كلمات على الأقل هنا</a><a href='/'>الرئيسية</a>"
        f"<a href='https://elsewhere.example/a'>خبر من موقع آخر لا شأن لنا به اليوم</a>"
        f"<ul>{links}</ul></body></html>".encode(),
    )
    outlet = press.outlet(site, feeds=(), lists=(f"{site.root}/politics",))
    assert counts(run(store, outlet)) == {"fetched": 4, "new": 3}
    assert set(site.count()) == {
        "/robots.txt",
        "/politics",
        *(f"/news/{number}.html" for number in range(3)),
    }


def test_an_outlets_own_rule_tells_articles_from_the_rest(site: Site, store: Store) -> None:
    pages(site, range(2))
    site.pages["/latest"] = (
        200,
        press.HTML,
        b"<a href='/news/0.html'>0</a><a href='/news/1.html'>1</a>"
        + f"<a href='/video/7.html'>{press.title(7)}</a>".encode(),
    )
    outlet = press.outlet(site, feeds=(), lists=(f"{site.root}/latest",), pages=r"/news/\d+\.html$")
    assert counts(run(store, outlet)) == {"fetched": 3, "new": 2}


@pytest.mark.parametrize("named", ["feed", "sitemap", "nothing"])
def test_the_front_page_tells_what_nobody_named(
    site: Site, store: Store, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.crawl.front_of", lambda _outlet: f"{site.root}/")
    press.publish(site, range(3))
    site.pages["/map.xml"] = (200, XML, urlset(site, range(3)))
    links = "".join(
        f"<a href='/news/{number}.html'>{press.title(number)}</a>" for number in range(3)
    )
    head = "<link rel='alternate' type='application/rss+xml' href='/feed'>" * (named == "feed")
    site.pages["/"] = (200, press.HTML, f"<html><head>{head}</head>{links}</html>".encode())
    if named == "sitemap":
        site.pages["/robots.txt"] = (200, {}, f"Sitemap: {site.root}/map.xml".encode())
    outlet = press.outlet(site, feeds=(), domains=("tajriba.example",))
    assert counts(run(store, outlet))["new"] == 3
    assert set(site.count()) & {"/feed", "/map.xml"} == (
        set() if named == "nothing" else {"/feed"} if named == "feed" else {"/map.xml"}
    )
    site.forget()
    run(store, outlet, hours=1)
    # what was found is remembered
    assert site.count() == {{"feed": "/feed", "sitemap": "/map.xml", "nothing": "/"}[named]: 1}


def test_a_feed_that_is_gone_is_looked_for_on_the_front_page(
    site: Site, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.crawl.front_of", lambda _outlet: f"{site.root}/")
    press.publish(site, range(2))
    site.pages["/rss"] = site.pages.pop("/feed")
    site.pages["/"] = (
        200,
        press.HTML,
        b"<html><link rel='alternate' type='application/rss+xml' href='/rss'></html>",
    )
    report = run(store, press.outlet(site, domains=("tajriba.example",)))
    assert report.new == 2
    assert report.failed == {"404": 1}


def test_a_sitemap_speaks_for_its_own_site_alone(site: Site, store: Store) -> None:
    pages(site, range(2))
    own = urlset(site, range(2))
    alien = b"<url><loc>https://victim.example/1</loc></url></urlset>"
    site.pages["/map.xml"] = (200, XML, own.replace(b"</urlset>", alien))
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/map.xml",))
    report = run(store, outlet)
    assert counts(report) == {"fetched": 3, "new": 2}
    assert report.refused == {"other-site": 1}


def test_a_list_of_addresses_is_a_source(site: Site, store: Store) -> None:
    pages(site, range(2))
    listed = f"{site.root}/news/0.html\n{site.root}/news/1.html\nnothing\n".encode()
    site.pages["/list.txt"] = (200, {"Content-Type": "text/plain"}, listed)
    outlet = press.outlet(site, feeds=(), lists=(f"{site.root}/list.txt",))
    assert counts(run(store, outlet)) == {"fetched": 3, "new": 2}


def test_what_came_another_way_is_held(site: Site, store: Store) -> None:
    pages(site, range(2))
    rows = [
        Page(
            body="\n".join(press.paragraphs(0)),
            kind="row",
            origin="rows#1",
            # the same page, spelt otherwise
            address=f"{site.root}/news/0.html?utm_source=x",
            title=press.title(0),
            outlet="tajriba",
        )
    ]
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/map.xml",))
    ingest(store, rows, outlets=press.registry(outlet), now=press.NOW)
    site.pages["/map.xml"] = (200, XML, urlset(site, range(2)))
    assert counts(run(store, outlet)) == {"fetched": 2, "new": 1, "unchanged": 1}
    assert "/news/0.html" not in site.count()


def test_sitemaps_are_asked_for_up_to_a_number_newest_first(site: Site, store: Store) -> None:
    pages(site, range(9))
    dated = "".join(
        f"<sitemap><loc>{site.root}/{number}.xml</loc><lastmod>2021-06-{number + 10}</lastmod>"
        "</sitemap>"
        for number in range(9)
    )
    site.pages["/index.xml"] = (
        200,
        XML,
        f"<sitemapindex {SITEMAP}>{dated}</sitemapindex>".encode(),
    )
    for number in range(9):
        site.pages[f"/{number}.xml"] = (200, XML, urlset(site, range(number, number + 1)))
    outlet = press.outlet(site, feeds=(), sitemaps=(f"{site.root}/index.xml",))
    run(store, outlet, sitemaps=2)
    assert set(site.count()) == {
        *("/robots.txt", "/index.xml", "/8.xml", "/7.xml", "/news/8.html", "/news/7.html"),
    }
    site.forget()
    # an index that dates its sitemaps says which of them changed
    run(store, outlet, sitemaps=2, hours=1)
    assert site.count() == {"/index.xml": 1}
