"""Undated articles to estimates of when they appeared, once a build knows their events.

Knows nothing of how an estimate is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.articles.estimates import estimate
from service.records import Article, DateEstimate, Event
from service.store import estimates
from service.store.engine import Connection


def estimates_of(
    events: Sequence[Event], articles: Mapping[str, Article]
) -> dict[str, DateEstimate]:
    """An estimate for every undated article in ``events`` that has one; ``articles`` by id."""
    found = {}
    for event in events:
        members = [articles[one] for one in event.articles]
        mates = sorted(one.published.at for one in members if one.published)
        for article in members:
            made = estimate(article, mates) if article.published is None else None
            if made is not None:
                found[article.id] = made
    return found


def estimate_dates(connection: Connection) -> int:
    """Estimate the date of every undated article anew; how many got one."""
    made = [estimate(article, dates) for article, dates in estimates.undated(connection)]
    found = [one for one in made if one is not None]
    estimates.replace(connection, found)
    return len(found)
