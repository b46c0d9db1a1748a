"""A story's history: what changed, when, by which build or editor, and why.

Knows nothing of how changes are made. A story that editors hid is told of to editors only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Redirect

from dashboards import editors
from dashboards.pages import editing
from dashboards.pages.desk import is_hidden
from dashboards.pages.subjects import Subject, subject_of
from dashboards.rendering import PageResponse, render
from dashboards.site import Reader, Told
from service.api.corrections import overruled_ids, shape
from service.api.parameters import Id
from service.records import Event
from service.store import corrections as ledger
from service.store import history as history_store
from service.store import stories as story_store
from service.store.engine import Connection
from service.store.history import Change

MOST = 200
_BY_CORRECTION = re.compile(r"^(.*) \((c-[0-9a-f]+)\)$", re.DOTALL)
# What a build did without an editor: its reason is its kind, and says nothing more.
_PLAIN = frozenset({"merged", "split", ""})


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One change as the page tells it. ``moves``: (what, before, after) of a changed field."""

    at: str
    instant: datetime
    what: str
    by: str | None
    reason: str | None
    others: list[Subject]
    titles: list[Told]
    moves: list[tuple[str, str, str]]
    event: Told | None
    correction: str | None = None
    state: str | None = None


@get("/stories/{story_id:str}/history", sync_to_thread=True, include_in_schema=False)
def history_page(request: Request[Any, Any, Any], story_id: Id) -> PageResponse | Redirect:
    """The story's changes, newest first, its events' among them."""
    reader = Reader(request)
    session = editors.session_of(request)
    with reader.site.store.read() as connection:
        new = story_store.resolve(connection, story_id)
        if new != story_id:
            return Redirect(reader.link(f"/stories/{new}/history"), status_code=308)
        story = story_store.get(connection, story_id, hidden=session is not None)
        events = story_store.events(connection, story_id)
        lines = tell(reader, connection, story_id, events)
        said = editing.notice(connection, request)
    answer = render(
        reader,
        "history.html",
        story=story,
        title=reader.best(story.titles, story.language, story.title),
        lines=lines,
        session=session,
        notice=said,
        hidden=is_hidden(reader, story_id),
    )
    if session is not None:
        answer.headers["cache-control"] = "no-store"
    return answer


def tell(
    reader: Reader, connection: Connection, story_id: str, events: Sequence[Event]
) -> list[Line]:
    """The newest ``MOST`` changes of a story and its events, newest first."""
    overruled = overruled_ids(connection)
    of = {one.id: one for one in events}
    changes: list[Change] = []
    for subject in (story_id, *of):
        changes += history_store.lineage(connection, subject)[1]
    seen: set[tuple[str | None, str]] = set()
    lines = []
    for change in sorted(changes, key=lambda one: one.at, reverse=True)[:MOST]:
        # A correction of two ids has a line in the history of each.
        key = (change.correction or f"{change.run}:{change.subject}", change.change)
        if key not in seen:
            seen.add(key)
            lines.append(_line(reader, connection, change, of.get(change.subject), overruled))
    return lines


def _line(
    reader: Reader,
    connection: Connection,
    change: Change,
    event: Event | None,
    overruled: set[str],
) -> Line:
    reason: str | None = change.reason
    by = change.author
    if change.correction is None:
        told = _BY_CORRECTION.match(change.reason)
        reason = told[1] if told else (None if change.reason in _PLAIN else change.reason)
    state = None
    if change.correction is not None:
        state = shape(ledger.get(connection, change.correction), overruled).state
    level = str(change.detail.get("level", ""))
    return Line(
        at=reader.instant(change.at),
        instant=change.at,
        what=_what(reader, change, level),
        by=by,
        reason=reason,
        others=[subject_of(reader, connection, one) for one in _ids(change)],
        titles=[Told(text, code) for code, text in change.detail.get("titles", {}).items()],
        moves=_moves(reader, change),
        event=None if event is None else reader.best(event.titles, "", event.title),
        correction=change.correction if change.change != "undone" else None,
        state=state,
    )


def _what(reader: Reader, change: Change, level: str) -> str:
    key = f"history.{'editor' if change.correction else 'build'}_{change.change}"
    if change.change == "hide" and level == "article":
        key += "_article"
    return reader.say(key) if reader.say.has(key) else change.change


def _ids(change: Change) -> list[str]:
    named: list[str] = []
    for name in ("into", "from", "other"):
        value = change.detail.get(name, [])
        named += [value] if isinstance(value, str) else list(value)
    return [one for one in named if one != change.subject]


def _moves(reader: Reader, change: Change) -> list[tuple[str, str, str]]:
    if change.change != "changed":
        return []
    moves = []
    for name in ("title", "articles", "families", "phase"):
        if name in change.detail:
            before, after = change.detail[name]
            if name == "phase":
                before, after = (reader.say(f"phase.{one}") for one in (before, after))
            elif name != "title":
                before, after = (reader.say.number(one) for one in (before, after))
            moves.append((reader.say(f"history.field_{name}"), str(before), str(after)))
    return moves
