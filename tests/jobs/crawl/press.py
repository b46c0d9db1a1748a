"""A small paper for the crawl's tests: articles of its own words, their pages and feeds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

from service.articles.outlets import Outlet, Outlets
from tests.sources.server import Site

NOW = datetime(2021, 7, 1, 9, 0, tzinfo=UTC)
SUBJECTS = ("الماء", "الطريق", "المدرسة", "الميناء", "الغابة", "السوق", "القطار", "المستشفى")
PLACES = ("أكادير", "وجدة", "طنجة", "مراكش", "فاس", "الناظور", "تطوان", "آسفي", "بني ملال")
VERBS = ("أعلنت", "أكدت", "قررت", "نفت", "أوضحت", "كشفت", "أفادت", "ذكرت")


def title(number: int) -> str:
    return f"أشغال {SUBJECTS[number % 8]} في {PLACES[number % 9]} تنطلق بالجماعة رقم {number}"


def paragraphs(number: int, count: int = 5) -> list[str]:
    """So many paragraphs that no other number has."""
    draw = random.Random(number)
    return [
        f"{draw.choice(VERBS)} جماعة {draw.choice(PLACES)} أن أشغال {draw.choice(SUBJECTS)} "
        f"رقم {draw.randrange(10**6)} تهم {draw.choice(SUBJECTS)} و{draw.choice(SUBJECTS)} في "
        f"{draw.choice(PLACES)}، وأن كلفتها بلغت {draw.randrange(10**6)} درهما في السنة الماضية "
        f"بعد اجتماع دام {draw.randrange(2, 90)} ساعة."
        for _ in range(count)
    ]


def published(number: int) -> datetime:
    return NOW - timedelta(hours=number % 200 + 1)


def html(number: int, *, extra: str = "", dated: bool = True) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in [*paragraphs(number), *([extra] if extra else [])])
    stamp = (
        f'<meta property="article:published_time" content="{published(number).isoformat()}">'
        if dated
        else ""
    )
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{title(number)}</title>'
        f"{stamp}</head><body><nav><a href='/'>الرئيسية</a></nav><article><h1>{title(number)}</h1>"
        f"{body}</article></body></html>"
    ).encode()


def item(root: str, number: int, *, text: str | None = None, content: str | None = None) -> str:
    said = paragraphs(number)[0][:80] + " [...]" if text is None else text
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>{title(number)}</title><link>{root}/news/{number}.html</link>"
        f"<guid>{root}/?p={number}</guid><description>{escape(said)}</description>{whole}"
        f"<pubDate>{format_datetime(published(number))}</pubDate></item>"
    )


def rss(root: str, items: Sequence[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>جريدة التجربة</title><link>{root}</link><language>ar</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


HTML = {"Content-Type": "text/html; charset=utf-8"}
RSS = {"Content-Type": "application/rss+xml; charset=utf-8"}


def publish(site: Site, numbers: Sequence[int], **headers: str) -> None:
    """Put the pages of those articles on the site, and a feed that announces their beginnings."""
    for number in numbers:
        site.pages[f"/news/{number}.html"] = (200, HTML, html(number))
    feed = rss(site.root, [item(site.root, number) for number in numbers])
    site.pages["/feed"] = (200, RSS | headers, feed)


def outlet(site: Site, key: str = "tajriba", **changes: object) -> Outlet:
    return outlet_at(site.root, key, **changes)


def outlet_at(root: str, key: str = "tajriba", **changes: object) -> Outlet:
    said = {
        "key": key,
        "names": {"ar": f"جريدة {key}", "fr": key, "en": key},
        "family": key,
        "ownership": "private",
        "country": "MA",
        "timezone": "Africa/Casablanca",
        "languages": ("ar",),
        "feeds": (f"{root}/feed",),
    }
    return Outlet(**{**said, **changes})  # type: ignore[arg-type]


def registry(*outlets: Outlet) -> Outlets:
    return Outlets(outlets)
