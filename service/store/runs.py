"""Landing a run: events, stories, timelines and their history, whole or not at all.

Knows nothing of how they were made. Called inside one write transaction, so a reader sees the
index before the run or after it, never between; only what changed is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.records import Event, Membership, Redirect, Run, Story, Timeline
from service.store import timelines as timeline_store
from service.store.articles import mark_reprints
from service.store.dialect import upsert
from service.store.rows import event_row, membership_row, story_row, to_json
from service.store.schema import event, history, membership, redirect, run, story

CHUNK = 500


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """All that one run found. ``timelines`` holds only those made anew, with fingerprints;
    ``marks`` the articles whose ``reprint_of`` changed.
    """

    run: Run
    stories: Sequence[Story]
    events: Sequence[Event]
    memberships: Sequence[Membership]
    redirects: Sequence[Redirect]
    marks: Mapping[str, str | None]
    timelines: Sequence[tuple[Timeline, str]]


def latest(connection: Connection) -> Run | None:
    """The run whose index is being served, or None before the first."""
    row = (
        connection.execute(sa.select(run).order_by(run.c.at.desc(), run.c.id.desc()).limit(1))
        .mappings()
        .first()
    )
    return None if row is None else Run(**dict(row))


def land(connection: Connection, outcome: Outcome) -> dict[str, int]:
    """Write ``outcome`` and say how many rows of each kind changed."""
    at, run_id = outcome.run.at, outcome.run.id
    mark_reprints(connection, outcome.marks)
    old = _stored(connection, story, "id")
    rows = [_with_instants(one, old.get(one.id), at) for one in outcome.stories]
    changed = [row for row in rows if row != old.get(row["id"])]
    upsert(connection, story, changed)
    counts = {
        "stories": len(changed),
        "events": _refresh(connection, event, "id", map(event_row, outcome.events)),
        "articles": _refresh(
            connection, membership, "article_id", map(membership_row, outcome.memberships)
        ),
        "timelines": len(outcome.timelines),
    }
    gone = sorted(set(old) - {row["id"] for row in rows})
    _delete(connection, story, "id", gone)
    timeline_store.write(connection, outcome.timelines)
    upsert(connection, redirect, [msgspec.structs.asdict(one) for one in outcome.redirects])
    _record(connection, run_id, at, changed, old, outcome.redirects, gone)
    upsert(connection, run, [msgspec.structs.asdict(outcome.run)])
    return counts


def _with_instants(one: Story, old: Mapping[str, Any] | None, at: datetime) -> dict[str, Any]:
    """The story's row: its revision and instants move only when something else did."""
    row = story_row(one)
    if old is None:
        return row | {"created_at": at, "updated_at": at, "revision": 1}
    kept = {name: old[name] for name in ("created_at", "updated_at", "revision")}
    if row | kept == dict(old):
        return row | kept
    return row | {
        "created_at": old["created_at"],
        "updated_at": at,
        "revision": old["revision"] + 1,
    }


def _stored(connection: Connection, table: sa.Table, key: str) -> dict[str, dict[str, Any]]:
    rows = connection.execute(sa.select(table)).mappings()
    return {row[key]: dict(row) for row in rows}


def _refresh(
    connection: Connection, table: sa.Table, key: str, rows: Iterable[Mapping[str, Any]]
) -> int:
    old = _stored(connection, table, key)
    new = {row[key]: dict(row) for row in rows}
    changed = [row for one, row in new.items() if row != old.get(one)]
    upsert(connection, table, changed)
    gone = sorted(set(old) - set(new))
    _delete(connection, table, key, gone)
    return len(changed) + len(gone)


def _delete(connection: Connection, table: sa.Table, key: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        part = list(ids[start : start + CHUNK])
        connection.execute(sa.delete(table).where(table.c[key].in_(part)))


def _record(
    connection: Connection,
    run_id: str,
    at: datetime,
    changed: Sequence[Mapping[str, Any]],
    old: Mapping[str, Mapping[str, Any]],
    redirects: Sequence[Redirect],
    gone: Sequence[str],
) -> None:
    """One history line for every story made, changed, merged away or dissolved."""
    merged = {one.old: one for one in redirects}
    lines: list[tuple[str, str, dict[str, Any]]] = []
    for row in changed:
        before = old.get(row["id"])
        lines.append(
            (row["id"], "created", {"articles": row["articles"]})
            if before is None
            else (row["id"], "changed", _difference(before, row))
        )
    lines += [(one.old, "merged", {"into": one.new, "reason": one.reason}) for one in redirects]
    lines += [(one, "dissolved", {}) for one in gone if one not in merged]
    if lines:
        connection.execute(
            sa.insert(history),
            [
                {
                    "subject": subject,
                    "at": at,
                    "run_id": run_id,
                    "change": change,
                    "detail": to_json(detail),
                }
                for subject, change, detail in lines
            ],
        )


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields a reader would notice: their value before and after."""
    return {
        name: [before[name], after[name]]
        for name in ("title", "articles", "families", "phase")
        if before[name] != after[name]
    }
