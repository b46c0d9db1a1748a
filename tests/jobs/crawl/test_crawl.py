"""Feeds to articles: what is fetched, what is left alone, what stands in for what is lost."""

from __future__ import annotations

import pytest

from service.store.engine import Store, open_store
from tests.jobs.crawl import press
from tests.jobs.crawl.crawling import counts, held, run
from tests.postgres import NewDatabase
from tests.sources.server import Site, in_turn, truncated


def test_a_feed_with_cut_entries_leads_to_its_pages(site: Site, store: Store) -> None:
    press.publish(site, range(4))
    report = run(store, press.outlet(site))
    assert counts(report) == {"fetched": 5, "new": 4}
    assert (report.refused, report.failed) == ({}, {})
    found = held(store)
    assert set(found) == {press.title(number) for number in range(4)}
    one = found[press.title(2)]
    assert one.body.split("\n") == press.paragraphs(2)
    assert one.lead is None
    assert one.outlet == "tajriba"
    assert one.published is not None
    assert one.published.at == press.published(2)
    assert site.count()["/robots.txt"] == 1
    assert {one.split("/")[0] for one in site.agents} == {"Riwaya"}


def test_what_is_held_is_not_asked_for_again(site: Site, store: Store) -> None:
    press.publish(site, range(3), ETag='"one"')
    run(store, press.outlet(site))
    site.forget()
    assert counts(run(store, press.outlet(site), hours=1)) == {"unchanged": 1}
    assert site.count() == {"/feed": 1}
    press.publish(site, range(5), ETag='"two"')
    site.forget()
    assert counts(run(store, press.outlet(site), hours=2)) == {
        "fetched": 3,
        "new": 2,
        "unchanged": 3,
    }
    assert site.count() == {"/feed": 1, "/news/3.html": 1, "/news/4.html": 1}


def test_a_robots_txt_is_asked_for_again_after_a_day(site: Site, store: Store) -> None:
    press.publish(site, range(1))
    run(store, press.outlet(site))
    run(store, press.outlet(site), hours=23)
    assert site.count()["/robots.txt"] == 1
    run(store, press.outlet(site), hours=25)
    assert site.count()["/robots.txt"] == 2


def test_an_entry_that_changed_leads_to_a_revision(site: Site, store: Store) -> None:
    press.publish(site, range(3))
    run(store, press.outlet(site))
    changed = press.item(site.root, 1, text="تحيين: تفاصيل جديدة [...]")
    items = [press.item(site.root, 0), changed, press.item(site.root, 2)]
    site.pages["/feed"] = (200, press.RSS, press.rss(site.root, items))
    site.pages["/news/1.html"] = (200, press.HTML, press.html(1, extra="فقرة أضيفت بعد النشر."))
    site.forget()
    assert counts(run(store, press.outlet(site), hours=1)) == {
        "fetched": 2,
        "revised": 1,
        "unchanged": 2,
    }
    assert site.count() == {"/feed": 1, "/news/1.html": 1}
    assert held(store)[press.title(1)].revision == 2


def test_a_whole_entry_needs_no_page_and_its_lead_is_not_repeated(site: Site, store: Store) -> None:
    lines = press.paragraphs(7)
    whole = press.item(
        site.root,
        7,
        text=lines[0][:60] + " [&#8230;]",
        content="".join(f"<p>{line}</p>" for line in lines),
    )
    own = press.item(
        site.root,
        8,
        text="ملخص بكلمات أخرى لا يبدأ بها النص",
        content="".join(f"<p>{line}</p>" for line in press.paragraphs(8)),
    )
    site.pages["/feed"] = (200, press.RSS, press.rss(site.root, [whole, own]))
    assert counts(run(store, press.outlet(site))) == {"fetched": 1, "new": 2}
    found = held(store)
    assert found[press.title(7)].body.split("\n") == lines
    assert found[press.title(7)].lead is None
    assert found[press.title(8)].lead == "ملخص بكلمات أخرى لا يبدأ بها النص"
    assert "/news/7.html" not in site.count()


def test_where_the_page_is_gone_the_feeds_own_words_stand_in(site: Site, store: Store) -> None:
    press.publish(site, range(2))
    site.pages["/news/0.html"] = (404, {}, b"")
    site.pages["/news/1.html"] = (200, press.HTML, b"<html><title>404 not found</title></html>")
    report = run(store, press.outlet(site))
    assert counts(report) == {"fetched": 2, "new": 2, "rejected": 1}
    assert report.failed == {"404": 1}
    for number in range(2):
        assert held(store)[press.title(number)].body.startswith(press.paragraphs(number)[0][:60])
    site.forget()
    assert counts(run(store, press.outlet(site), hours=1)) == {"fetched": 1}
    assert site.count() == {"/feed": 1}


@pytest.mark.parametrize(
    ("rules", "refused", "asked"),
    [
        ("User-agent: *\nDisallow: /news/1.html\n", {"robots": 1}, {"/feed", "/news/0.html"}),
        ("User-agent: *\nDisallow: /\n", {"robots": 2}, set()),
        ("User-agent: Riwaya\nDisallow: /\n\nUser-agent: *\nAllow: /\n", {"robots": 2}, set()),
        ("User-agent: other\nDisallow: /\n", {}, {"/feed", "/news/0.html", "/news/1.html"}),
        ("User-agent: *\nCrawl-delay: 3600\n", {"crawl-delay": 2}, set()),
    ],
)
def test_robots_txt_is_heeded(
    site: Site,
    store: Store,
    rules: str,
    refused: dict[str, int],
    asked: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jobs.crawl.front_of", lambda _outlet: f"{site.root}/")
    press.publish(site, range(2))
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules.encode())
    report = run(store, press.outlet(site, domains=("tajriba.example",)))
    assert report.refused == refused
    assert set(site.count()) - {"/robots.txt"} == asked


def test_a_host_that_cannot_say_what_is_allowed_is_left_alone(site: Site, store: Store) -> None:
    press.publish(site, range(2))
    site.pages["/robots.txt"] = (500, {}, b"")
    report = run(store, press.outlet(site))
    assert site.count() == {"/robots.txt": 3}
    assert report.failed == {"500": 1}
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow:\n")
    assert counts(run(store, press.outlet(site))) == {"fetched": 3, "new": 2}


def test_what_fails_in_passing_is_tried_again(site: Site, store: Store) -> None:
    press.publish(site, range(4))
    page = (200, press.HTML, press.html(0))
    site.pages["/news/0.html"] = in_turn((500, {}, b""), (503, {}, b""), page)
    site.pages["/news/1.html"] = in_turn(
        (429, {"Retry-After": "1"}, b""), (200, press.HTML, press.html(1))
    )
    site.pages["/news/2.html"] = in_turn(truncated, (200, press.HTML, press.html(2)))
    report = run(store, press.outlet(site))
    assert counts(report) == {"fetched": 5, "new": 4}
    asked = site.count()
    assert [asked[f"/news/{number}.html"] for number in range(4)] == [3, 2, 2, 1]


def test_a_host_that_asks_for_a_long_wait_is_left_for_another_run(site: Site, store: Store) -> None:
    press.publish(site, range(3))
    site.pages["/news/0.html"] = (429, {"Retry-After": "7200"}, b"")
    report = run(store, press.outlet(site))
    assert report.failed == {"429": 1}
    assert report.left == 3
    site.forget()
    site.pages["/news/0.html"] = (200, press.HTML, press.html(0))
    assert counts(run(store, press.outlet(site), hours=1))["left"] == 1
    assert "/news/0.html" not in site.count()
    assert counts(run(store, press.outlet(site), hours=3))["fetched"] == 2


def test_a_feed_that_asks_for_a_long_wait_is_not_asked_before(site: Site, store: Store) -> None:
    press.publish(site, range(2))
    feed = site.pages["/feed"]
    site.pages["/feed"] = (503, {"Retry-After": "7200"}, b"")
    assert run(store, press.outlet(site)).failed == {"503": 1}
    site.pages["/feed"] = feed
    site.forget()
    report = run(store, press.outlet(site), hours=1)
    assert report.failed == {"503": 1}
    assert "not to be asked before" in report.losses[0].detail
    assert site.count() == {}
    assert counts(run(store, press.outlet(site), hours=3)) == {"fetched": 3, "new": 2}


def test_no_more_pages_than_asked_for_and_the_rest_the_next_time(site: Site, store: Store) -> None:
    press.publish(site, range(7), ETag='"same"')
    assert counts(run(store, press.outlet(site), pages=3)) == {
        "fetched": 4,
        "new": 3,
        "left": 4,
    }
    assert set(held(store)) == {press.title(number) for number in range(3)}
    assert counts(run(store, press.outlet(site), pages=3))["left"] == 1
    assert counts(run(store, press.outlet(site), pages=3)) == {
        "new": 1,
        "fetched": 1,
        "unchanged": 1,
    }
    assert len(held(store)) == 7


def test_a_crawl_is_the_same_on_postgresql(site: Site, new_database: NewDatabase) -> None:
    store = open_store(new_database(), create=True)
    press.publish(site, range(6), ETag='"same"')
    site.pages["/news/2.html"] = (404, {}, b"")
    assert counts(run(store, press.outlet(site), pages=3)) == {"fetched": 3, "new": 3, "left": 3}
    second = run(store, press.outlet(site), hours=1)
    assert counts(second) == {"fetched": 3, "new": 3, "unchanged": 1}
    assert len(held(store)) == 6
    store.close()
