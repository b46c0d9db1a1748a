"""A week's stories to a digest: load them, rank, render, keep.

Knows nothing of how stories are ranked or a page is laid out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from jobs.files import write_whole
from service.articles.outlets import Outlets
from service.digests.ranking import DigestParams, rank_week
from service.digests.render import render_html, render_markdown
from service.records import Digest
from service.store import digests, stories, timelines
from service.store.engine import Connection, Store

WEEK = 7
BASE_URL = "http://127.0.0.1:8000"


def make_digest(
    store: Store,
    *,
    params: DigestParams,
    outlets: Outlets,
    now: datetime,
    last_day: date | None = None,
    days: int = WEEK,
) -> Digest:
    """The digest of the ``days`` up to ``last_day`` (by default the newest article's day).

    It is kept in the store, so that the next one can say what changed since.
    """
    with store.read() as connection:
        last = last_day or newest_day(connection) or now.date()
        first = last - timedelta(days=days - 1)
        start = datetime.combine(first, time(), UTC)
        end = datetime.combine(last + timedelta(days=1), time(), UTC)
        ids = stories.published_between(connection, start, end)
        chosen = [stories.get(connection, one) for one in ids]
        digest = rank_week(
            chosen,
            timelines.many(connection, ids),
            {one: stories.articles(connection, one) for one in ids},
            first_day=first.isoformat(),
            last_day=last.isoformat(),
            made_at=now,
            previous=digests.before(connection, first.isoformat()),
            params=params,
            families={one.key: one.family for one in outlets},
            events={one: stories.events(connection, one) for one in ids},
        )
    with store.write() as connection:
        digests.write(connection, digest)
    return digest


def newest_day(connection: Connection) -> date | None:
    """The day of the newest article of any story."""
    found, _ = stories.page(connection, limit=1)
    return found[0].last_at.date() if found and found[0].last_at else None


def write_digest(
    digest: Digest,
    folder: Path,
    *,
    outlets: Outlets,
    language: str = "ar",
    base_url: str = BASE_URL,
) -> list[Path]:
    """Write ``digest`` as HTML and Markdown into ``folder`` and say where."""
    names = {one.key: one.name(language) for one in outlets}
    stem = f"{digest.first_day}_{digest.last_day}.{language}"
    written = []
    for ending, render in (("html", render_html), ("md", render_markdown)):
        text = render(digest, language=language, base_url=base_url, outlet_names=names)
        write_whole(folder / f"{stem}.{ending}", text.encode())
        written.append(folder / f"{stem}.{ending}")
    return written
