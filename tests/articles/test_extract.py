from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.errors import NotAnArticle
from service.records import Page, PageKind
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from tests.articles.conftest import NOW
from tests.articles.messy import LAYOUTS, messy_pages

BODY = "أعلنت البلدية عن افتتاح مكتبة جديدة في الحي القديم، وقالت إنها ستفتح أبوابها كل يوم. " * 3
PAGES = messy_pages(LAYOUTS)
OUTLETS = load_outlets()


def row(**fields: Any) -> Page:
    said = {"body": BODY, "kind": "row", "origin": "news.jsonl#3", "title": "مكتبة جديدة في الحي"}
    return Page(**(said | fields))


def refusal(page: Page) -> NotAnArticle:
    with pytest.raises(NotAnArticle) as caught:
        extract(page, outlets=OUTLETS, now=NOW)
    return caught.value


def test_kech24_page_is_read_whole_and_once(shared: Path, outlets: Outlets) -> None:
    path = next((shared / "pages").glob("000_*.txt"))
    raw = path.read_text(encoding="utf-8").splitlines()
    (page,) = read_pages(str(path))
    assert isinstance(page, Page)
    article = extract(page, outlets=outlets, now=NOW)
    assert (article.outlet, article.section, article.language) == ("kech24", "سياسة", "ar")
    assert article.title == raw[2].strip()
    assert article.published is not None
    assert article.published.at == datetime(2021, 3, 31, tzinfo=UTC)
    assert (article.published.precision, article.published.source) == ("day", "page")
    assert article.body == raw[7].strip()
    assert len(article.links) == 3


def test_aggregator_page_is_the_outlets_without_a_date(shared: Path, outlets: Outlets) -> None:
    path = next((shared / "pages").glob("004_*.txt"))
    raw = path.read_text(encoding="utf-8").splitlines()
    (page,) = read_pages(str(path))
    assert isinstance(page, Page)
    article = extract(page, outlets=outlets, now=NOW)
    assert (article.outlet, article.republisher) == ("alittihad", "maghress")
    assert article.published is None
    said = "\n".join((article.title, article.lead or "", article.body))
    ticker = [one for part in re.split(r"[\s\xa0]{3,}", raw[0]) if len(one := part.strip()) > 12]
    assert len(ticker) > 50
    assert not [part for part in ticker if part in said]
    assert article.links == ()


def test_a_row_is_trusted_and_tidied() -> None:
    page = row(
        title="  مكتبة&nbsp;جديدة\u200f في الحي ",
        key="7",
        outlet="هسبريس",
        section=" ثقافة ",
        published="2018-07-14T10:00:00+01:00",
    )
    article = extract(page, outlets=OUTLETS, now=NOW)
    assert article.title == "مكتبة جديدة في الحي"
    assert (article.outlet, article.section, article.key) == ("hespress", "ثقافة", "7")
    assert article.language == "ar"
    assert article.published is not None
    assert article.published.at == datetime(2018, 7, 14, 9, tzinfo=UTC)
    assert article.published.source == "row"


def test_ids_follow_address_then_key_then_text() -> None:
    def one(**fields: Any) -> str:
        return extract(row(**fields), outlets=OUTLETS, now=NOW).id

    address = "https://www.Example.org/news/12/?utm_source=x#top"
    assert one(address=address) == one(
        address="http://example.org/news/12/amp", body=BODY + "زيادة"
    )
    assert one(key="1", outlet="a") == one(key="1", outlet="a", title="عنوان آخر تماما")
    assert one(key="1", outlet="a") != one(key="1", outlet="b")
    assert one() == one(title="مكتبةٌ جديدة في الحيّ")
    assert one() != one(body=BODY + " وزيادة")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (row(body=" ", title=None), "empty"),
        (row(body="نعم", title="لا"), "too-short"),
        (row(published="2031-01-01"), "future-date"),
        (row(published="yesterday-ish"), "bad-date"),
        (Page(body="404\nPage not found", kind="text", origin="x.txt"), "error-page"),
        (Page(body="كلمة واحدة", kind="text", origin="x.txt"), "too-short"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(page: Page, reason: str) -> None:
    error = refusal(page)
    assert error.reason == reason
    assert page.origin in str(error)


def test_a_list_of_headlines_is_no_article() -> None:
    links = "".join(
        f"<li><a href='/{n}'>عنوان خبر طويل من الأخبار التي نشرت هذا اليوم رقم {n}</a></li>"
        for n in range(20)
    )
    page = Page(body=f"<html><body><ul>{links}</ul></body></html>", kind="html", origin="i.html")
    assert refusal(page).reason in {"section-front", "too-short"}


def test_a_meta_date_after_the_fetch_gives_way_to_the_next_rung() -> None:
    head = '<meta property="article:published_time" content="2035-01-01T00:00:00Z">'
    page = Page(
        body=f"<html><head>{head}</head><body><h1>مكتبة جديدة</h1><p>{BODY}</p></body></html>",
        kind="html",
        origin="a.html",
        address="https://example.org/2019/03/02/library",
    )
    article = extract(page, outlets=OUTLETS, now=NOW)
    assert article.published is not None
    assert (article.published.at.date().isoformat(), article.published.source) == (
        "2019-03-02",
        "address",
    )


def test_the_callers_date_fills_only_what_the_page_lacks() -> None:
    text = f"مكتبة جديدة في الحي القديم\n\n{BODY}"
    lacking = Page(body=text, kind="text", origin="a.txt", published="2018-07-14")
    found = extract(lacking, outlets=OUTLETS, now=NOW).published
    assert found is not None
    assert (found.at.date().isoformat(), found.source) == ("2018-07-14", "caller")
    stamped = text.replace("\n\n", "\n\nنشر في: 2 مارس 2017\n\n", 1)
    saying = Page(body=stamped, kind="text", origin="a.txt", published="2018-07-14")
    found = extract(saying, outlets=OUTLETS, now=NOW).published
    assert found is not None
    assert (found.at.date().isoformat(), found.source) == ("2017-03-02", "page")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_mutilated_page_breaks_extraction(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(PAGES)).page
    start = data.draw(st.integers(0, len(page.body)))
    end = data.draw(st.integers(start, len(page.body)))
    junk = data.draw(
        st.text(max_size=40) | st.sampled_from(["<div>" * 900, " " * 9_000, "«" * 500])
    )
    kinds: list[PageKind] = ["text", "html", "entry", "row"]
    kind = data.draw(st.sampled_from(kinds))
    spoilt = Page(body=page.body[:start] + junk + page.body[end:], kind=kind, origin="x")
    with suppress(NotAnArticle):
        article = extract(spoilt, outlets=OUTLETS, now=NOW)
        assert article.title
        assert article.published is None or article.published.at.year <= NOW.year
