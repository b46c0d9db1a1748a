"""Undated articles to estimates of when they appeared, once a build knows their events.

Knows nothing of how an estimate is made.
"""

from __future__ import annotations

from service.articles.estimates import estimate
from service.store import estimates
from service.store.engine import Connection


def estimate_dates(connection: Connection) -> int:
    """Estimate the date of every undated article anew; how many got one."""
    made = [estimate(article, dates) for article, dates in estimates.undated(connection)]
    found = [one for one in made if one is not None]
    estimates.replace(connection, found)
    return len(found)
