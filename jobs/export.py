"""Stories to files: every story with its events, members and timeline, complete by construction.

Knows nothing of formats beyond JSON Lines and CSV; the count it returns is the count it wrote.
One story by itself goes out in any of the formats of ``service.timelines.exports``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from service.api.dossier import names_of, read_dossier
from service.articles.outlets import Outlets
from service.records import Story
from service.store import stories, timelines
from service.store.engine import Connection, Store
from service.timelines.exports import Setting, export
from service.timelines.exports.documents import entries_of
from service.timelines.exports.tables import BYTE_ORDER_MARK, FIELDS, rows

PAGE = 500


def every_story(connection: Connection, min_articles: int) -> Iterator[Story]:
    """Every story of at least ``min_articles`` articles, last touched first."""
    cursor: str | None = None
    while True:
        part, cursor = stories.page(
            connection, limit=PAGE, cursor=cursor, min_articles=min_articles
        )
        yield from part
        if cursor is None:
            return


def as_jsonl(store: Store, min_articles: int = 1) -> tuple[bytes, int]:
    """One line a story (its record, events, articles and timeline), and how many."""
    encoder = msgspec.json.Encoder(order="deterministic")
    with store.read() as connection:
        lines = [
            encoder.encode(_whole(connection, story))
            for story in every_story(connection, min_articles)
        ]
    return b"".join(line + b"\n" for line in lines), len(lines)


def _whole(connection: Connection, story: Story) -> dict[str, Any]:
    return msgspec.structs.asdict(story) | {
        "events": stories.events(connection, story.id),
        "members": [
            {
                "id": one.id,
                "outlet": one.outlet,
                "language": one.language,
                "title": one.title,
                "address": one.address,
                "published": one.published,
                "content_hash": one.content_hash,
                "reprint_of": one.reprint_of,
            }
            for one in stories.articles(connection, story.id)
        ],
        "timeline": entries_of(timelines.get(connection, story.id)),
    }


def as_csv(store: Store, min_articles: int = 1) -> tuple[bytes, int]:
    """One row a timeline entry's piece of evidence, and how many rows.

    Begins with a byte order mark: without it spreadsheets read Arabic as Latin.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    count = 0
    with store.read() as connection:
        for story in every_story(connection, min_articles):
            articles = {one.id: one for one in stories.articles(connection, story.id)}
            for row in rows(story, timelines.get(connection, story.id), articles):
                writer.writerow(row)
                count += 1
    return BYTE_ORDER_MARK + out.getvalue().encode(), count


def one_story(
    store: Store, story_id: str, kind: str, *, outlets: Outlets, site: str | None = None
) -> bytes:
    """One story in a format of ``service.timelines.exports``; a merged id is followed.

    ``site`` is where the dashboard is served, for links. Raises NotFound or InputError.
    """
    with store.read() as connection:
        found = read_dossier(connection, stories.resolve(connection, story_id), outlets)
    return export(kind, found, Setting(site=site, outlets=names_of(found, outlets)))
