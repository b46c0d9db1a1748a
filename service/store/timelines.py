"""Timelines in the store, and the date mentions they are made of.

Knows nothing of how either is found. A timeline carries the fingerprint of what it was made
from, so that it is made again only when its story changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Timeline, TimelineEntry
from service.store import overrides
from service.store.dialect import upsert
from service.store.schema import entry, mention, timeline

CHUNK = 500
_ENCODER = msgspec.json.Encoder(order="deterministic")
_ENTRY = msgspec.json.Decoder(TimelineEntry)


def get(connection: Connection, story_id: str) -> Timeline:
    """The story's timeline; without entries if none was made.

    A sentence of an article that editors hid proves nothing, and an entry without proof goes.
    """
    undated = connection.scalar(
        sa.select(timeline.c.undated).where(timeline.c.story_id == story_id)
    )
    rows = connection.scalars(
        sa.select(entry.c.data).where(entry.c.story_id == story_id).order_by(entry.c.position)
    )
    without = overrides.hidden_articles(connection)
    entries = (_proved(_ENTRY.decode(data), without) for data in rows)
    return Timeline(
        story=story_id,
        entries=tuple(one for one in entries if one.evidence),
        undated=undated or 0,
    )


def _proved(one: TimelineEntry, without: Collection[str]) -> TimelineEntry:
    """``one`` without the sentences of the articles ``without``, nor texts nobody says now."""
    if not without or not any(proof.article in without for proof in one.evidence):
        return one
    evidence = tuple(proof for proof in one.evidence if proof.article not in without)
    said = {proof.sentence for proof in evidence}
    texts = {code: text for code, text in one.texts.items() if text in said}
    for proof in evidence:
        texts.setdefault(proof.language, proof.sentence)
    gone = len({proof.article for proof in one.evidence} & set(without))
    return msgspec.structs.replace(
        one, evidence=evidence, texts=texts, articles=max(0, one.articles - gone)
    )


def many(connection: Connection, story_ids: Iterable[str]) -> dict[str, Timeline]:
    """The timelines of those stories."""
    return {story_id: get(connection, story_id) for story_id in story_ids}


def fingerprints(connection: Connection) -> dict[str, str]:
    """What each story's timeline was made from."""
    rows = connection.execute(sa.select(timeline.c.story_id, timeline.c.fingerprint))
    return dict(rows.tuples().all())


def write(connection: Connection, made: Sequence[tuple[Timeline, str]]) -> None:
    """Put each timeline (with its fingerprint) in the place of the one before."""
    ids = [one.story for one, _ in made]
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        connection.execute(sa.delete(entry).where(entry.c.story_id.in_(part)))
    upsert(
        connection,
        timeline,
        [
            {"story_id": one.story, "fingerprint": digest, "undated": one.undated}
            for one, digest in made
        ],
    )
    upsert(
        connection,
        entry,
        [_entry_row(one, place) for line, _ in made for place, one in enumerate(line.entries)],
    )


def _entry_row(one: TimelineEntry, position: int) -> dict[str, object]:
    return {
        "id": one.id,
        "story_id": one.story,
        "position": position,
        "first_day": one.first_day,
        "last_day": one.last_day,
        "data": _ENCODER.encode(one),
    }


def read_mentions(connection: Connection, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The kept mentions of those articles (id to fingerprint) that are still of that text."""
    found: dict[str, bytes] = {}
    ids = list(wanted)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        rows = connection.execute(sa.select(mention).where(mention.c.article_id.in_(part)))
        found.update((one, data) for one, digest, data in rows if wanted[one] == digest)
    return found


def write_mentions(connection: Connection, made: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep mentions: article id to (fingerprint, bytes)."""
    upsert(
        connection,
        mention,
        [
            {"article_id": one, "fingerprint": digest, "data": data}
            for one, (digest, data) in made.items()
        ],
    )
