"""One more story for the index of the tests: a building falls, and outlets tell its toll.

Its names and figures are found by the real rules, so that pages and answers show what a build
would make of it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec

from jobs.reading import print_of
from service.records import Article, Event, Membership, Published, Story, Timeline
from service.store import entities as entity_store
from service.store.engine import Connection
from service.store.runs import Outcome
from service.stories.entities import merge_names, names_in
from service.timelines.figures import figures_in

STORY = "s-fall"
FAMILIES = {"sahifa": "atlas", "courrier": "atlas", "manara": "manara", "rif": "rif"}


def _article(
    key: str, outlet: str, at: str, title: str, body: str, language: str = "ar",
    reprint_of: str | None = None,
) -> Article:  # fmt: skip
    return Article(
        id=key,
        outlet=outlet,
        language=language,
        title=title,
        body=body,
        content_hash=f"hash-of-{key}".ljust(40, "0"),
        address=f"https://press.example/{key}",
        published=Published(
            at=datetime.fromisoformat(at).replace(tzinfo=UTC), precision="minute", source="page"
        ),
        reprint_of=reprint_of,
    )


ARTICLES = [
    _article("a-fall-1", "sahifa", "2019-03-04T08:00", "انهيار عمارة بمدينة فاس",
             "أسفر انهيار عمارة في فاس عن مقتل 3 أشخاص وإصابة 12 آخرين، حسب الوقاية المدنية.\n"
             "وقال عمدة فاس يوسف البركاني إن البحث متواصل."),
    _article("a-fall-2", "manara", "2019-03-04T08:40", "فاس: قتلى في انهيار عمارة",
             "خلف انهيار العمارة خمسة قتلى في فاس.\nوزار عمدة المدينة يوسف البركاني المكان."),
    _article("a-fall-3", "rif", "2019-03-05T09:00", "حصيلة انهيار عمارة فاس ترتفع إلى 7 قتلى",
             "ارتفعت حصيلة القتلى إلى 7 في فاس، حسب وزارة الصحة.\nوأرسلت الرباط فريقا للإغاثة."),
    _article("a-fall-4", "courrier", "2019-03-05T11:00", "Fès : sept morts dans l'effondrement",
             "L'effondrement à Fès a fait sept morts, selon le ministère de la Santé.",
             language="fr"),
    _article("a-fall-5", "manara", "2019-03-05T12:30", "حصيلة انهيار عمارة فاس ترتفع إلى 7 قتلى",
             "ارتفعت حصيلة القتلى إلى 7 في فاس، حسب وزارة الصحة.\nوأرسلت الرباط فريقا للإغاثة.",
             reprint_of="a-fall-3"),
    _article("a-fall-6", "rif", "2019-03-08T09:00", "توقيف مقاول بعد انهيار عمارة فاس",
             "أوقفت الشرطة شخصين في فاس بعد انهيار العمارة."),
    _article("a-fall-7", "sahifa", "2019-03-08T15:00", "بعد انهيار عمارة فاس.. توقيف شخصين",
             "أوقفت الشرطة شخصين في فاس، أحدهما مقاول."),
]  # fmt: skip
EVENTS = {"e-fall-1": ARTICLES[:5], "e-fall-2": ARTICLES[5:]}


def add_telling(made: Outcome) -> list[Article]:
    """Put the story into ``made``; its articles."""
    said = {one.id: names_in(one) for one in ARTICLES}
    events = [
        Event(
            id=key,
            story=STORY,
            title=own[0].title,
            titles={own[0].language: own[0].title},
            medoid=own[0].id,
            articles=tuple(one.id for one in own),
            first_at=own[0].published.at if own[0].published else None,
            last_at=own[-1].published.at if own[-1].published else None,
            entities=merge_names(own, said, families=FAMILIES),
        )
        for key, own in EVENTS.items()
    ]
    story = Story(
        id=STORY,
        title=ARTICLES[0].title,
        titles={"ar": ARTICLES[0].title, "fr": ARTICLES[3].title},
        language="ar",
        keywords=("عمارة",),
        events=tuple(EVENTS),
        articles=len(ARTICLES),
        reprints=1,
        outlets={"sahifa": 2, "manara": 2, "rif": 2, "courrier": 1},
        families=3,
        languages={"ar": 6, "fr": 1},
        first_at=events[0].first_at,
        last_at=events[-1].last_at,
        phase="fading",
        entities=merge_names(ARTICLES, said, families=FAMILIES),
    )
    _list(made.stories).append(story)
    _list(made.events).extend(events)
    _list(made.memberships).extend(
        Membership(article=one.id, event=key, story=STORY, probability=0.9)
        for key, own in EVENTS.items()
        for one in own
    )
    _list(made.timelines).append((Timeline(story=STORY, entries=()), "made"))
    return ARTICLES


def _list(values: Any) -> list[Any]:
    assert isinstance(values, list)
    return values


def keep_readings(connection: Connection) -> None:
    """What a build would have kept of each article."""
    pack = msgspec.msgpack.encode
    entity_store.write_readings(
        connection,
        [(one.id, print_of(one), pack(names_in(one)), pack(figures_in(one))) for one in ARTICLES],
    )
