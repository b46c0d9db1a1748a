"""Small records for the store's tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from service.records import (
    Article,
    Event,
    Evidence,
    Membership,
    Published,
    Run,
    Story,
    Timeline,
    TimelineEntry,
)
from service.store.runs import Outcome

NOON = datetime(2018, 7, 12, 12, 0, tzinfo=UTC)


def an_article(number: int, **changes: object) -> Article:
    facts: dict[str, object] = {
        "id": f"a-{number:03d}",
        "outlet": "kech24" if number % 2 else "hespress",
        "language": "ar" if number % 3 else "fr",
        "title": f"خبر رقم {number}",
        "body": f"نص الخبر رقم {number} عن الاجتماع",
        "content_hash": f"hash-{number}",
        "address": f"https://example.org/{number}",
        "published": Published(
            at=NOON + timedelta(hours=number), precision="minute", source="json-ld"
        ),
    }
    return Article(**(facts | changes))  # type: ignore[arg-type]


def a_story(number: int, members: list[Article], **changes: object) -> Story:
    dated = sorted(one.published.at for one in members if one.published)
    facts: dict[str, object] = {
        "id": f"s-{number:03d}",
        "title": members[0].title,
        "titles": {members[0].language: members[0].title},
        "language": members[0].language,
        "keywords": ("اجتماع",),
        "events": (f"e-{number:03d}",),
        "articles": len(members),
        "reprints": 0,
        "outlets": {one.outlet: 1 for one in members},
        "families": len({one.outlet for one in members}),
        "languages": {members[0].language: len(members)},
        "first_at": dated[0] if dated else None,
        "last_at": dated[-1] if dated else None,
        "phase": "fading",
    }
    return Story(**(facts | changes))  # type: ignore[arg-type]


def an_outcome(groups: list[list[Article]], run: str = "r-1", hours: int = 0) -> Outcome:
    stories, events, members, lines = [], [], [], []
    for number, group in enumerate(groups):
        story = a_story(number, group)
        stories.append(story)
        events.append(
            Event(
                id=f"e-{number:03d}",
                story=story.id,
                title=story.title,
                titles=story.titles,
                medoid=group[0].id,
                articles=tuple(one.id for one in group),
                first_at=story.first_at,
                last_at=story.last_at,
            )
        )
        members += [
            Membership(article=one.id, event=f"e-{number:03d}", story=story.id, probability=0.9)
            for one in group
        ]
        lines.append((a_timeline(story, group[0]), f"made-of-{len(group)}"))
    return Outcome(
        run=Run(
            id=run,
            at=NOON + timedelta(days=30, hours=hours),
            fingerprint=f"print-{run}",
            model="fake",
            articles=sum(map(len, groups)),
            events=len(groups),
            stories=len(groups),
            seconds=1.0,
        ),
        stories=stories,
        events=events,
        memberships=members,
        redirects=[],
        marks={},
        timelines=lines,
    )


def a_timeline(story: Story, article: Article) -> Timeline:
    return Timeline(
        story=story.id,
        entries=(
            TimelineEntry(
                id=f"t-{story.id}",
                story=story.id,
                date="2018-07-12",
                first_day="2018-07-12",
                last_day="2018-07-12",
                grain="day",
                calendar="gregorian",
                surface="الخميس",
                kind="event",
                texts={article.language: article.body},
                evidence=(
                    Evidence(
                        article=article.id,
                        outlet=article.outlet,
                        language=article.language,
                        sentence=article.body,
                        start=0,
                        end=len(article.body),
                    ),
                ),
                families=1,
                salience=0.5,
            ),
        ),
    )
