"""Articles written for these tests: a bridge that is promised, opened and closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from service.records import Article, Event, Published, Story


def article(
    key: str,
    body: str,
    *,
    published: str | None,
    title: str = "جسر الوادي الكبير بين المدينتين",
    outlet: str = "hespress",
    language: str = "ar",
    reprint_of: str | None = None,
) -> Article:
    return Article(
        id=key,
        outlet=outlet,
        language=language,
        title=title,
        body=body,
        content_hash=key,
        reprint_of=reprint_of,
        published=_published(published) if published else None,
    )


def _published(text: str) -> Published:
    at = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Published(at=at, precision="minute" if "T" in text else "day", source="page")


def story(articles: Sequence[Article], events: Sequence[str] = ("e",)) -> Story:
    return Story(
        id="s",
        title=articles[0].title,
        titles={},
        language="ar",
        keywords=(),
        events=tuple(events),
        articles=len(articles),
        reprints=0,
        outlets={},
        families=1,
        languages={},
        first_at=None,
        last_at=None,
        phase="fading",
    )


def event(key: str, articles: Sequence[Article]) -> Event:
    return Event(
        id=key,
        story="s",
        title=articles[0].title,
        titles={},
        medoid=articles[0].id,
        articles=tuple(one.id for one in articles),
        first_at=None,
        last_at=None,
    )


OPENED = article(
    "opened",
    "دشن وزير التجهيز، أمس الثلاثاء، جسر الوادي الكبير الذي يربط المدينتين بعد سنوات من الأشغال.\n"
    "وأضاف المصدر ذاته أن الجسر سيخفف من حركة السير داخل المدينتين.\n"
    "وكان وضع الحجر الأساس لجسر الوادي الكبير قد تم في 3 أبريل 2015 بحضور سكان المدينتين.\n"
    "وتأتي الأشغال بعد اتفاق حول جسر الوادي الكبير بين المدينتين وقع في شتنبر 2013 بالرباط.",
    published="2018-03-14",
    title="تدشين جسر الوادي الكبير بين المدينتين",
)
CLOSED = article(
    "closed",
    "أغلقت السلطات، اليوم الاثنين، جسر الوادي الكبير بعد ظهور شقوق في أحد أعمدته.\n"
    "وعاينت لجنة تقنية من المدينتين أعمدة جسر الوادي الكبير وأوصت بإصلاحها قبل فتحه.\n"
    "ويذكر أن رئيس اللجنة من مواليد 12 ماي 1961 وسبق له أن شغل مناصب عدة.",
    published="2018-11-05",
    title="إغلاق جسر الوادي الكبير بين المدينتين بسبب شقوق",
    outlet="kech24",
)
