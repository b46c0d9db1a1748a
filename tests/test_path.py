"""The whole path on two real pages: two articles, two events, one story, one true timeline."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobs.ingest import Fill, ingest
from jobs.pipeline import build
from service.records import Article
from service.settings import Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import articles, stories, timelines
from service.store.engine import Store, open_store
from tests.gates.shared import SHARED

NOW = datetime(2026, 4, 1, tzinfo=UTC)
PAGES = sorted((SHARED / "pages").glob("*.txt")) if (SHARED / "pages").is_dir() else []
pytestmark = pytest.mark.skipif(not PAGES, reason="the real pages are not at hand (../shared/data)")


def read(store: Store, page: Path, published: str | None = None) -> None:
    fill = Fill(published=datetime.fromisoformat(published) if published else None)
    report = ingest(store, read_pages(str(page)), outlets=load_outlets(), now=NOW, fill=fill)
    assert report.new == 1


def both(store: Store) -> dict[str, Article]:
    with store.read() as connection:
        return {one.outlet: one for one in articles.stream(connection)}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"), create=True)


def test_the_two_articles(store: Store) -> None:
    for page in PAGES:
        read(store, page)
    found = both(store)
    assert set(found) == {"kech24", "alittihad"}
    kech, copy = found["kech24"], found["alittihad"]
    assert kech.section == "سياسة"
    assert kech.published is not None
    assert kech.published.at == datetime(2021, 3, 31, tzinfo=UTC)
    assert kech.published.source == "page"
    assert kech.body.count("حملة التعهد الجديدة") == 1
    for furniture in ("اقرأ أيضا", "البام", "الإكوادور", "الطقس", "أوقات الصلاة", "2025"):
        assert furniture not in kech.body
    assert copy.republisher == "maghress"
    assert copy.published is None
    for ticker in ("2026", "ترامب", "مونديال", "الإبلاغ", "انقر هنا"):
        for text in (copy.title, copy.body, copy.lead or ""):
            assert ticker not in text


def test_one_story_of_two_events_and_its_timeline(store: Store) -> None:
    kech = next(page for page in PAGES if "كشـ24 نشر في" in page.read_text(encoding="utf-8"))
    for page in PAGES:
        read(store, page, None if page == kech else "2018-07-14")
    build(store, Settings(), now=NOW)
    with store.read() as connection:
        (story,), _ = stories.page(connection, limit=5)
        assert len(stories.events(connection, story.id)) == 2
        entries = timelines.get(connection, story.id).entries
    assert [one.date for one in entries] == [
        "2014-09",
        "2018-06",
        "2018-07-12",
        "2020-06-04",
        "2021-03-30",
    ]
    assert all(one.evidence for one in entries)
    assert len({text for one in entries for text in one.texts.values()}) == len(entries)
