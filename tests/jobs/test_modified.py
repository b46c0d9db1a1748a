"""An article's texts stand in the order in which they were written, whenever they were read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobs.ingest import Report, ingest
from service.articles.outlets import Outlets
from service.records import Article, Page
from service.store import articles
from service.store.articles import Revision
from service.store.engine import Store, open_store

NOW = datetime(2021, 7, 1, tzinfo=UTC)
HOURS = ("08:00", "11:30", "17:45")
TEXT = (
    "صادق المجلس الجماعي، أمس الأربعاء، على ميزانية السنة المقبلة بأغلبية أعضائه الحاضرين في دورة "
    "عادية دامت خمس ساعات. وتخصص الميزانية ثلث مواردها لتأهيل الأحياء الناقصة التجهيز."
)
ADDED = ("", " وأضاف الرئيس أن الأشغال تنطلق قريبا.", " وتأجلت الأشغال إلى شهر آخر حسب الرئيس.")


def page(version: int, *, modified: str | None = None) -> Page:
    at = f"2021-06-03T{HOURS[version]}:00+01:00" if modified is None else modified
    meta = f'<meta property="article:modified_time" content="{at}">' if at else ""
    body = (
        f"<html><head><title>المجلس يصادق على ميزانيته</title>{meta}"
        '<meta property="article:published_time" content="2021-06-03T07:00:00+01:00"></head>'
        f"<body><article><h1>المجلس يصادق على ميزانيته</h1><p>{TEXT}{ADDED[version]}</p></article>"
        "</body></html>"
    )
    address = "https://jarida.example/1.html"
    return Page(body=body, kind="html", origin=str(version), address=address)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"), create=True)


def take(store: Store, *pages: Page) -> Report:
    return ingest(store, pages, outlets=Outlets(), now=NOW)


def held(store: Store) -> tuple[Article, Sequence[Revision]]:
    with store.read() as connection:
        (one,) = articles.stream(connection)
        return one, articles.revisions(connection, one.id)


@pytest.mark.parametrize("order", itertools.permutations(range(3)))
@pytest.mark.parametrize("together", [True, False])
def test_the_order_of_reading_does_not_matter(
    store: Store, order: tuple[int, ...], together: bool
) -> None:
    for batch in [order] if together else [(one,) for one in order]:
        take(store, *map(page, batch))
    newest, before = held(store)
    assert newest.body.endswith(ADDED[2].strip())
    assert [one.modified_at and one.modified_at.hour for one in before] == [7, 10]
    assert [one.body.endswith(ADDED[at].strip()) for at, one in enumerate(before)] == [True, True]
    assert newest.revision == 3
    assert newest.modified == datetime(2021, 6, 3, 16, 45, tzinfo=UTC)


def test_an_earlier_text_read_again_changes_nothing(store: Store) -> None:
    take(store, page(0))
    take(store, page(2))
    first = held(store)
    report = take(store, page(0))
    assert (report.unchanged, report.revised) == (1, 0)
    assert held(store) == first


@pytest.mark.parametrize("said", ["", "2021-06-01", "someday", "2031-06-03T08:00:00Z"])
def test_what_does_not_say_its_hour_comes_as_it_was_read(store: Store, said: str) -> None:
    take(store, page(2))
    take(store, page(0, modified=said))
    newest, (before,) = held(store)
    assert not newest.body.endswith(ADDED[2].strip())
    assert before.body.endswith(ADDED[2].strip())


def test_a_late_text_leaves_the_newest_its_signature(store: Store) -> None:
    take(store, page(2))
    take(store, page(0))
    copy = page(2)
    other = Page(body=copy.body, kind="html", origin="c", address="https://other.example/9.html")
    assert take(store, other).reprint == 1
