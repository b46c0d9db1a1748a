"""Landing a run: events, stories, timelines and their history, whole or not at all.

Knows nothing of how they were made. Called inside one write transaction, so a reader sees the
index before the run or after it, never between; only what changed is written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray
from sqlalchemy.engine import Connection

from service.records import (
    Article,
    Event,
    Membership,
    Phase,
    Redirect,
    Run,
    Split,
    Story,
    Timeline,
)
from service.store import corrections as correction_store
from service.store import entities as entity_store
from service.store import growth as growth_store
from service.store import history as history_store
from service.store import overrides
from service.store import timelines as timeline_store
from service.store.articles import mark_reprints
from service.store.dialect import upsert
from service.store.history import Line
from service.store.rows import event_row, membership_row, story_row, to_json
from service.store.schema import event, membership, redirect, run, story

CHUNK = 500


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """All that one run found. ``timelines`` holds only those made anew, with fingerprints;
    ``marks`` the articles whose ``reprint_of`` changed. ``restored`` are ids that had been merged
    away and stand again; ``corrections`` the editors' that the run took up. ``scope``: the stories
    before that it puts others in the place of, every one if None; nothing else is touched.
    ``placed``: the articles looked at; ``middles``: the mean vectors (d,) of changed stories.
    """

    run: Run
    stories: Sequence[Story]
    events: Sequence[Event]
    memberships: Sequence[Membership]
    redirects: Sequence[Redirect]
    marks: Mapping[str, str | None]
    timelines: Sequence[tuple[Timeline, str]]
    splits: Sequence[Split] = ()
    restored: Sequence[str] = ()
    corrections: Sequence[str] = ()
    scope: Collection[str] | None = None
    placed: Sequence[Article] = ()
    middles: Mapping[str, NDArray[np.float32]] = msgspec.field(default_factory=dict)


def latest(connection: Connection) -> Run | None:
    """The run whose index is being served, or None before the first."""
    columns = [run.c[name] for name in Run.__struct_fields__]
    found = connection.execute(sa.select(*columns).order_by(run.c.number.desc()).limit(1))
    row = found.mappings().first()
    return None if row is None else Run(**dict(row))


def next_number(connection: Connection) -> int:
    """The number of the run that lands next: each has one more than the last."""
    return (connection.scalar(sa.select(sa.func.max(run.c.number))) or 0) + 1


def age(connection: Connection, phase: Callable[[datetime | None, datetime | None], Phase]) -> int:
    """Set the phase of each story that time alone has moved on; return how many moved.

    ``phase`` tells it from a story's first and last article. A story that fades is left out: it
    wakes only when a build changes it. No revision: nothing was said anew.
    """
    columns = (story.c.id, story.c.first_at, story.c.last_at, story.c.phase)
    rows = connection.execute(sa.select(*columns).where(story.c.phase != "fading")).all()
    moved = [
        {"moved": one, "now": new}
        for one, first, last, old in rows
        if (new := phase(first, last)) != old
    ]
    if moved:
        connection.execute(
            sa.update(story)
            .where(story.c.id == sa.bindparam("moved"))
            .values(phase=sa.bindparam("now")),
            moved,
        )
    return len(moved)


def land(connection: Connection, outcome: Outcome) -> dict[str, int]:
    """Write ``outcome`` and say how many rows of each kind changed."""
    at, run_id = outcome.run.at, outcome.run.id
    mark_reprints(connection, outcome.marks)
    scope = None
    if outcome.scope is not None:
        scope = sorted({*outcome.scope, *(one.id for one in outcome.stories)})
    old = _stored(connection, story, story.c.id, scope)
    rows = [_with_instants(one, old.get(one.id), at) for one in outcome.stories]
    changed = [row for row in rows if row != old.get(row["id"])]
    upsert(connection, story, changed)
    touched = {row["id"] for row in changed}
    entity_store.write(connection, [one for one in outcome.stories if one.id in touched])
    counts = {
        "stories": len(changed),
        "timelines": len(outcome.timelines),
    }
    counts["events"], lost_events = _refresh(
        connection, event, event.c.story_id, scope, map(event_row, outcome.events)
    )
    counts["articles"], _ = _refresh(
        connection,
        membership,
        membership.c.story_id,
        scope,
        map(membership_row, outcome.memberships),
    )
    gone = sorted(set(old) - {row["id"] for row in rows})
    _delete(connection, story, "id", gone)
    gone += lost_events
    timeline_store.write(connection, outcome.timelines)
    growth_store.write(connection, outcome.placed, outcome.middles)
    led = _restore(connection, outcome.restored)
    upsert(connection, redirect, [_redirect_row(one) for one in outcome.redirects])
    lines = [*_story_lines(changed, old, outcome.splits), *_lineage(outcome, led, gone)]
    history_store.write(connection, lines, at=at, run=run_id)
    correction_store.take_up(connection, outcome.corrections, run=run_id)
    row = msgspec.structs.asdict(outcome.run) | {"number": next_number(connection)}
    upsert(connection, run, [row])
    overrides.refresh(connection)
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


def _stored(
    connection: Connection,
    table: sa.Table,
    owner: sa.Column[str],
    scope: Sequence[str] | None,
) -> dict[str, dict[str, Any]]:
    """The rows of the stories in ``scope`` (all if None), by their key; ``owner`` names a story."""
    key = table.primary_key.columns[0].name
    if scope is None:
        chosen = [sa.select(table)]
    else:
        parts = (scope[start : start + CHUNK] for start in range(0, len(scope), CHUNK))
        chosen = [sa.select(table).where(owner.in_(part)) for part in parts]
    return {row[key]: dict(row) for one in chosen for row in connection.execute(one).mappings()}


def _refresh(
    connection: Connection,
    table: sa.Table,
    owner: sa.Column[str],
    scope: Sequence[str] | None,
    rows: Iterable[Mapping[str, Any]],
) -> tuple[int, list[str]]:
    """How many rows changed, and the keys that are no more."""
    key = table.primary_key.columns[0].name
    old = _stored(connection, table, owner, scope)
    new = {row[key]: dict(row) for row in rows}
    changed = [row for one, row in new.items() if row != old.get(one)]
    upsert(connection, table, changed)
    gone = sorted(set(old) - set(new))
    _delete(connection, table, key, gone)
    return len(changed) + len(gone), gone


def _delete(connection: Connection, table: sa.Table, key: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), CHUNK):
        part = list(ids[start : start + CHUNK])
        connection.execute(sa.delete(table).where(table.c[key].in_(part)))


def _redirect_row(one: Redirect) -> dict[str, Any]:
    return msgspec.structs.asdict(one) | {"articles": to_json(one.articles)}


def _restore(connection: Connection, restored: Sequence[str]) -> dict[str, str]:
    """Let ids that stand again lead nowhere else: each to the id it had led to."""
    found: dict[str, str] = {}
    for start in range(0, len(restored), CHUNK):
        chosen = redirect.c.old.in_(list(restored[start : start + CHUNK]))
        rows = connection.execute(sa.select(redirect.c.old, redirect.c.new).where(chosen))
        found |= dict(rows.tuples().all())
        connection.execute(sa.delete(redirect).where(chosen))
    return found


def _lineage(outcome: Outcome, led: Mapping[str, str], gone: Iterable[str]) -> Iterator[Line]:
    """Who went into whom, came out of whom, stands again, or is no more: events and stories."""
    merged = {one.old for one in outcome.redirects}
    for one in outcome.redirects:
        yield one.old, "merged", {"into": one.new, "reason": one.reason}
        yield one.new, "absorbed", {"from": one.old, "reason": one.reason}
    for split in outcome.splits:
        yield split.old, "split", {"into": list(split.into), "reason": split.reason}
        for child in split.into:
            change = "restored" if child in led else "parted"
            yield child, change, {"from": split.old, "reason": split.reason}
    told = {child for split in outcome.splits for child in split.into}
    for old, lead in led.items():
        if old not in told:
            yield old, "restored", {"from": lead}
    for old in gone:
        if old not in merged:
            yield old, "dissolved", {}


def _story_lines(
    changed: Sequence[Mapping[str, Any]],
    old: Mapping[str, Mapping[str, Any]],
    splits: Sequence[Split],
) -> Iterator[Line]:
    """One line for every story made or changed; one that came of another has its line already."""
    parted = {child for split in splits for child in split.into}
    for row in changed:
        before = old.get(row["id"])
        if before is not None:
            yield row["id"], "changed", _difference(before, row)
        elif row["id"] not in parted:
            yield row["id"], "created", {"articles": row["articles"]}


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields a reader would notice: their value before and after."""
    return {
        name: [before[name], after[name]]
        for name in ("title", "articles", "families", "phase")
        if before[name] != after[name]
    }
