"""Estimates of publication in both databases: for the undated of an event, and for no other."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from jobs.estimates import estimate_dates
from service.store import articles, estimates
from service.store.engine import Store
from tests.api import world


def test_only_undated_articles_of_dated_events_are_estimated(store: Store) -> None:
    world.fill(store)
    with store.write() as connection:
        known = articles.get(connection, "a-dam-2")
        undated = msgspec.structs.replace(known, published=None)
        articles.write(connection, [undated], [], datetime(2021, 5, 3, tzinfo=UTC))
        made = estimate_dates(connection)
        kept = estimates.get(connection, "a-dam-2")
        assert estimates.get(connection, "a-dam-1") is None
    assert made >= 1
    assert kept is not None
    assert kept.first_day <= kept.at.date().isoformat() <= kept.last_day
    with store.write() as connection:
        articles.write(connection, [known], [], datetime(2021, 5, 3, tzinfo=UTC))
        assert estimate_dates(connection) == made - 1
        assert estimates.get(connection, "a-dam-2") is None
