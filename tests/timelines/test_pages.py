"""The two real pages: one story of two events, read right."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from service.articles.extract import extract
from service.records import Article, Page
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.timelines.build import build_timeline
from tests.gates.shared import SHARED
from tests.timelines.world import event, story

PAGES = SHARED / "pages"


def articles() -> list[Article]:
    found = []
    for page in read_pages(str(PAGES)):
        assert isinstance(page, Page)
        if "kech24" not in page.origin.lower():
            page = msgspec.structs.replace(page, published="2018-07-14")  # noqa: PLW2901
        found.append(extract(page, outlets=load_outlets(), now=datetime(2026, 1, 1, tzinfo=UTC)))
    return found


@pytest.mark.skipif(not PAGES.is_dir(), reason="the shared pages are not here")
def test_the_coalitions_timeline() -> None:
    found = articles()
    events = [event(f"e{row}", [one]) for row, one in enumerate(found)]
    made = build_timeline(story(found), events, found)
    assert [one.date for one in made.entries] == [
        "2014-09",
        "2018-06",
        "2018-07-12",
        "2020-06-04",
        "2021-03-30",
    ]
    told = [one.texts["ar"] for one in made.entries]
    assert len(set(told)) == 5
    assert not any("المصدر ذاته" in one for one in told)
    assert all(one.evidence[0].field == "body" for one in made.entries)
