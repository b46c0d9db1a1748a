"""Stories to files: every story with its events, members and timeline, complete by construction.

Knows nothing of formats beyond JSON Lines and CSV; the count it returns is the count it wrote.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import msgspec

from service.records import Story
from service.store import stories, timelines
from service.store.engine import Connection, Store

PAGE = 500
CSV_FIELDS = (
    "story",
    "story_title",
    "date",
    "first_day",
    "last_day",
    "grain",
    "kind",
    "text",
    "outlet",
    "article",
    "start",
    "end",
    "families",
)


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
        "timeline": timelines.get(connection, story.id).entries,
    }


def as_csv(store: Store, min_articles: int = 1) -> tuple[bytes, int]:
    """One row a timeline entry's piece of evidence, and how many rows.

    Begins with a byte order mark: without it spreadsheets read Arabic as Latin.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, CSV_FIELDS)
    writer.writeheader()
    rows = 0
    with store.read() as connection:
        for story in every_story(connection, min_articles):
            for row in _rows(connection, story):
                writer.writerow(row)
                rows += 1
    return b"\xef\xbb\xbf" + out.getvalue().encode(), rows


def _rows(connection: Connection, story: Story) -> Iterator[dict[str, Any]]:
    for entry in timelines.get(connection, story.id).entries:
        for proof in entry.evidence:
            yield {
                "story": story.id,
                "story_title": _plain(story.title),
                "date": entry.date,
                "first_day": entry.first_day,
                "last_day": entry.last_day,
                "grain": entry.grain,
                "kind": entry.kind,
                "text": _plain(proof.sentence),
                "outlet": proof.outlet,
                "article": proof.article,
                "start": proof.start,
                "end": proof.end,
                "families": entry.families,
            }


def _plain(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
