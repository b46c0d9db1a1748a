"""The ladder of publication dates: which rung wins, and what never does."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.records import Page, Published
from tests.articles.conftest import NOW

TEXT = (
    "افتتحت السلطات الإقليمية القنطرة الجديدة في وجه حركة السير، بعد تأخر دام سنوات عن الموعد.",
    "وقال المهندس المشرف على الورش إن القنطرة تمتد على طول أربعمئة متر وتضم ممرين للراجلين.",
)
TITLE = "افتتاح قنطرة جديدة على الوادي بعد طول انتظار"
JSON_LD = (
    f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}",'
    '"datePublished":"2019-03-01T10:00:00Z"}</script>'
)
META = '<meta property="article:published_time" content="2019-03-02T10:00:00Z">'
ADDRESS = "https://jarida.example/2019/03/03/qantara.html"
LINE = '<p class="date">نشر في 4 مارس 2019</p>'
TICKER = "عنوان أول طويل    عنوان ثان طويل    عنوان ثالث طويل    " * 3
UPDATE = '<p class="date">آخر تحديث: 9 مارس 2019</p>'


def html(
    *,
    head: str = "",
    above: str = "",
    line: str = "",
    below: str = "",
    address: str | None = None,
    said: str | None = None,
) -> Page:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    body = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<article><h1>{TITLE}</h1>"
        f"{line}{text}</article>{below}</body></html>"
    )
    return Page(body=body, kind="html", origin="page", address=address, published=said)


def saved(*lines: str) -> Page:
    return Page(body="\n\n".join(lines), kind="text", origin="page")


def dated(page: Page, outlets: Outlets) -> Published | None:
    return extract(page, outlets=outlets, now=NOW).published


@pytest.mark.parametrize(
    ("page", "day", "source"),
    [
        (html(head=JSON_LD + META, line=LINE, address=ADDRESS, said="2019-03-05"), 1, "json-ld"),
        (html(head=META, line=LINE, address=ADDRESS, said="2019-03-05"), 2, "meta"),
        (html(line=LINE, address=ADDRESS, said="2019-03-05"), 3, "address"),
        (html(line=LINE, said="2019-03-05"), 4, "page"),
        (html(said="2019-03-05"), 5, "caller"),
    ],
    ids=["json-ld", "meta", "address", "page", "caller"],
)
def test_the_first_rung_that_holds_wins(
    page: Page, day: int, source: str, outlets: Outlets
) -> None:
    found = dated(page, outlets)
    assert found is not None
    assert (found.at.day, found.source) == (day, source)
    assert 0 < found.confidence < 1


def test_lower_rungs_are_trusted_less(outlets: Outlets) -> None:
    pages = [html(head=JSON_LD), html(head=META), html(address=ADDRESS), html(line=UPDATE)]
    trust = [found.confidence for page in pages if (found := dated(page, outlets))]
    assert len(trust) == 4
    assert trust == sorted(trust, reverse=True)


def test_nothing_dates_a_page_that_shows_no_date(outlets: Outlets) -> None:
    assert dated(html(), outlets) is None
    assert dated(saved(TITLE, *TEXT), outlets) is None


@pytest.mark.parametrize(
    "page",
    [
        html(above="<div class=bar>السبت 27 نونبر 2021</div>"),
        html(below="<footer>حقوق النشر محفوظة 25 نونبر 2021</footer>"),
        html(below='<div class="related"><time datetime="2021-05-01">1 ماي</time></div>'),
        saved("السبت 27 نونبر 2021", "", "", "سياسة", "رياضة", TITLE, *TEXT),
        saved(f"{TICKER}2021/05/01", TITLE, *TEXT),
    ],
    ids=["bar", "foot", "related", "saved bar", "ticker"],
)  # fmt: skip
def test_the_day_of_serving_and_dates_of_others_never_win(page: Page, outlets: Outlets) -> None:
    assert dated(page, outlets) is None


def test_a_rung_later_than_the_fetch_is_passed_over(outlets: Outlets) -> None:
    late = META.replace("2019-03-02", "2031-01-01")
    found = dated(html(head=late, line=LINE), outlets)
    assert found is not None
    assert (found.at.day, found.source) == (4, "page")


@pytest.mark.parametrize(
    "line",
    [
        UPDATE + LINE,
        LINE + UPDATE,
        '<time datetime="2019-03-09">آخر تحديث</time>' + LINE,
        '<time class="updated" datetime="2019-03-09">9</time><time datetime="2019-03-04">4</time>',
    ],
    ids=["update first", "update last", "time updated", "two times"],
)
def test_the_publication_goes_before_an_update(line: str, outlets: Outlets) -> None:
    found = dated(html(line=line), outlets)
    assert found is not None
    assert found.at.day == 4


@pytest.mark.parametrize(
    "stamp",
    [
        "نشر في: 14 مارس 2019", "نُشر يوم الخميس 14 مارس 2019", "نشر بتاريخ 14/03/2019",
        "الخميس 14 مارس 2019 - 17:20", "١٤ مارس ٢٠١٩", "تاريخ النشر: 14 آذار/مارس 2019",
        "حرر في 14-03-2019", "Publié le 14 mars 2019 à 17h20", "jeudi 14 mars 2019",
        "Published: March 14, 2019", "14 March 2019 5:20 PM", "Thursday, March 14, 2019",
        "Publicado el 14 de marzo de 2019", "أضيف في 14 مارس 2019 الساعة 17:20",
        "سعيد الوردي نشر في بيان اليوم يوم 14 - 03 - 2019",
    ],
)  # fmt: skip
def test_printed_dates_of_every_form(stamp: str, outlets: Outlets) -> None:
    found = dated(saved(TITLE, stamp, *TEXT), outlets)
    assert found is not None
    assert found.at.astimezone(UTC).date() == datetime(2019, 3, 14, tzinfo=UTC).date()
    assert found.source == "page"
