"""A small index written by hand: two long stories, a French one, hostile text, a lone article.

What it says stands in ``world.toml``; every sentence was written for these tests.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jobs.embed import embed
from service.articles.outlets import Outlet, Outlets
from service.embeddings.encoder import load_encoder
from service.records import (
    Article,
    Event,
    Evidence,
    Link,
    Membership,
    Published,
    Redirect,
    Run,
    Story,
    Timeline,
    TimelineEntry,
)
from service.store import articles as article_store
from service.store import runs as run_store
from service.store import search as search_store
from service.store.engine import Store
from service.store.runs import Outcome
from tests.api.telling import add_telling, keep_readings

Plan = dict[str, Any]

BUILT = datetime(2021, 5, 2, 9, 30, tzinfo=UTC)
HOSTILE = '<script>alert("x")</script> & "علامات" </script>'

OUTLETS = Outlets(
    Outlet(
        key=key,
        names={"ar": ar, "fr": fr},
        family=family,
        ownership="private",
        country="MA",
        timezone="Africa/Casablanca",
        languages=languages,
    )
    for key, ar, fr, family, languages in (
        ("sahifa", "صحيفة الأطلس", "Journal de l’Atlas", "atlas", ("ar", "fr")),
        ("manara", "المنارة اليوم", "Al Manara", "manara", ("ar",)),
        ("rif", "صوت الريف", "Voix du Rif", "rif", ("ar",)),
        ("courrier", "بريد المغرب", "Le Courrier du Maroc", "atlas", ("fr",)),
    )
)

PLANS: list[Plan] = tomllib.loads((Path(__file__).parent / "world.toml").read_text())["story"]


def an_article(row: Plan) -> Article:
    at = datetime.fromisoformat(f"{row['day']}T10:15:00+00:00") if "day" in row else None
    return Article(
        id=row["id"],
        outlet=row["outlet"],
        language=row["language"],
        title=row["title"],
        body=row["body"],
        lead=row.get("lead"),
        content_hash=f"hash-{row['id']}",
        address=f"https://press.example/{row['id']}",
        section="مجتمع" if row["language"] == "ar" else "Société",
        published=Published(at=at, precision="minute", source="page") if at else None,
        links=(Link(title="عنوان آخر في الصفحة"),) if row["id"] == "a-dam-1" else (),
    )


def a_story(name: str, articles: list[Article], events: list[Plan]) -> Story:
    days = sorted(one.published.at for one in articles if one.published)
    titles: dict[str, str] = {}
    for one in articles:
        titles.setdefault(one.language, one.title)
    outlets = Counter(one.outlet for one in articles)
    return Story(
        id=name,
        title=articles[0].title,
        titles=titles,
        language=articles[0].language,
        keywords=("السد", "الأشغال", "barrage"),
        events=tuple(one["id"] for one in events),
        articles=len(articles),
        reprints=0,
        outlets=dict(outlets),
        families=len({OUTLETS.family(one) for one in outlets}),
        languages=dict(Counter(one.language for one in articles)),
        first_at=days[0] if days else None,
        last_at=days[-1] if days else None,
        phase="sustained",
    )


def an_event(story: str, plan: Plan, articles: dict[str, Article]) -> Event:
    mine = [articles[one] for one in plan["articles"]]
    days = sorted(one.published.at for one in mine if one.published)
    return Event(
        id=plan["id"],
        story=story,
        title=mine[0].title,
        titles={mine[0].language: mine[0].title},
        medoid=mine[0].id,
        articles=tuple(plan["articles"]),
        first_at=days[0] if days else None,
        last_at=days[-1] if days else None,
    )


def a_proof(article: Article, sentence: str) -> Evidence:
    start = article.body.index(sentence)
    return Evidence(
        article=article.id,
        outlet=article.outlet,
        language=article.language,
        sentence=sentence,
        start=start,
        end=start + len(sentence),
        published_at=article.published.at if article.published else None,
    )


def an_entry(story: str, place: int, plan: Plan, articles: dict[str, Article]) -> TimelineEntry:
    proofs = [a_proof(articles[name], sentence) for name, sentence in plan["said"]]
    texts: dict[str, str] = {}
    for proof in proofs:
        texts.setdefault(proof.language, proof.sentence)
    value = plan["date"]
    return TimelineEntry(
        id=f"t-{story}-{place}",
        story=story,
        date=value,
        first_day=f"{value}-01-01"[:10],
        last_day=str({"year": f"{value}-12-31", "month": f"{value}-30"}.get(plan["grain"], value)),
        grain=plan["grain"],
        calendar="gregorian",
        surface=value,
        kind=plan["kind"],
        texts=texts,
        evidence=tuple(proofs),
        families=len({OUTLETS.family(one.outlet) for one in proofs}),
        salience=1.0,
        reported_at=proofs[0].published_at,
    )


def lone_plans(count: int) -> list[Plan]:
    """Plans of ``count`` stories of one article each."""
    plans: list[Plan] = []
    for number in range(count):
        name, at = f"{number:05d}", BUILT - timedelta(hours=number + 48)
        article = {
            "id": f"a-{name}",
            "outlet": "manara",
            "language": "ar",
            "day": f"{at:%Y-%m-%d}",
            "title": f"خبر مفرد {name}",
            "body": "نص الخبر.",
        }
        event = {"id": f"e-{name}", "articles": [article["id"]]}
        plans.append({"id": f"s-{name}", "article": [article], "event": [event]})
    return plans


def fill(
    store: Store, *, run: str = "r-1", extra: int = 0, telling: bool = False, meant: bool = False
) -> None:
    """Write the index into ``store``; ``extra`` lone articles more make it a long one.

    With ``telling`` the story of ``tests.api.telling`` is in it, its names and figures read; with
    ``meant`` it can be searched by meaning, by the bundled encoder.
    """
    encoder = load_encoder() if meant else None
    made = Outcome(
        run=Run(
            id=run,
            at=BUILT,
            fingerprint=f"print-{run}",
            model=encoder.name if encoder else "fake",
            articles=0,
            events=0,
            stories=0,
            seconds=1.0,
        ),
        stories=[],
        events=[],
        memberships=[],
        redirects=[
            Redirect(old="s-old", new="s-dam", at=BUILT, reason="merged"),
            Redirect(old="e-old", new="e-dam-1", at=BUILT, reason="merged"),
        ],
        marks={},
        timelines=[],
    )
    articles: list[Article] = []
    for plan in [*PLANS, *lone_plans(extra)]:
        articles += add(made, plan)
    if telling:
        articles += add_telling(made)
    with store.write() as connection:
        article_store.write(connection, articles, [], BUILT)
        search_store.index(connection, articles)
        run_store.land(connection, made)
        if telling:
            keep_readings(connection)
    if encoder is not None:
        embed(store, encoder, articles)


def add(made: Outcome, plan: Plan) -> list[Article]:
    """Put the story of ``plan`` into ``made``; its articles."""
    mine = {row["id"]: an_article(row) for row in plan["article"]}
    events = [an_event(plan["id"], one, mine) for one in plan["event"]]
    entries = plan.get("entry", [])
    told = [an_entry(plan["id"], place, one, mine) for place, one in enumerate(entries)]
    list_of(made.stories).append(a_story(plan["id"], list(mine.values()), plan["event"]))
    list_of(made.events).extend(events)
    list_of(made.memberships).extend(
        Membership(
            article=one,
            event=event.id,
            story=plan["id"],
            probability=0.91,
            nearest=tuple(other for other in event.articles if other != one),
        )
        for event in events
        for one in event.articles
    )
    line = Timeline(story=plan["id"], entries=tuple(told), undated=1)
    list_of(made.timelines).append((line, f"made-of-{len(told)}"))
    return list(mine.values())


def list_of(values: Any) -> list[Any]:
    assert isinstance(values, list)
    return values
