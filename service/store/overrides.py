"""What readers see otherwise than a build left it: headlines given, stories pinned, things hidden.

Knows nothing of groups. It is worked out anew from the corrections in force whenever one is made
or a run lands, so that a headline follows its story into the one it was merged into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from service.records import Correction, Event, Story
from service.store import corrections
from service.store.rows import to_json
from service.store.schema import article, membership, override, redirect

CHUNK = 500
HOPS = 100


class _Data(msgspec.Struct, frozen=True, kw_only=True):
    """Given headlines, and what of a story's figures its hidden articles make up."""

    titles: dict[str, str] = {}
    outlets: dict[str, int] = {}
    languages: dict[str, int] = {}
    reprints: int = 0


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """How a story, event or article is shown."""

    subject: str
    level: str
    hidden: bool = False
    pinned_at: datetime | None = None
    data: _Data = _Data()

    def story(self, found: Story) -> Story:
        """``found`` under its given headlines and without its hidden articles."""
        less = sum(self.data.outlets.values())
        outlets = _without(found.outlets, self.data.outlets)
        titles = found.titles | self.data.titles
        return msgspec.structs.replace(
            found,
            title=titles.get(found.language, found.title),
            titles=titles,
            articles=found.articles - less,
            reprints=found.reprints - self.data.reprints,
            outlets=outlets,
            families=min(found.families, len(outlets)) if less else found.families,
            languages=_without(found.languages, self.data.languages),
        )

    def event(self, found: Event) -> Event:
        """``found`` under its given headlines."""
        own = next((one for one, title in found.titles.items() if title == found.title), "")
        titles = found.titles | self.data.titles
        return msgspec.structs.replace(found, title=titles.get(own, found.title), titles=titles)


_DATA = msgspec.json.Decoder(_Data)


def many(connection: Connection, subjects: Iterable[str]) -> dict[str, Override]:
    """The overrides of those of ``subjects`` that have one."""
    wanted: Sequence[str] = list(subjects)
    found: dict[str, Override] = {}
    for start in range(0, len(wanted), CHUNK):
        chosen = override.c.subject.in_(wanted[start : start + CHUNK])
        rows = connection.execute(sa.select(override).where(chosen)).mappings()
        found |= {row["subject"]: of_row(row) for row in rows}
    return found


def hidden_articles(connection: Connection) -> frozenset[str]:
    """The ids of all hidden articles."""
    return frozenset(
        connection.scalars(
            sa.select(override.c.subject).where(override.c.level == "article", override.c.hidden)
        )
    )


def is_seen(subject: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """That the row's ``subject`` was not hidden."""
    return sa.not_(sa.exists().where(override.c.subject == subject, override.c.hidden))


def article_is_seen(article_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """That neither the article of the row nor the story it stands in was hidden."""
    stories = sa.select(override.c.subject).where(override.c.level == "story", override.c.hidden)
    inside = sa.select(membership.c.article_id).where(membership.c.story_id.in_(stories))
    return sa.and_(is_seen(article_id), article_id.not_in(inside))


def of_row(row: RowMapping) -> Override:
    """The override in ``row`` (a mapping of columns)."""
    names = ("subject", "level", "hidden", "pinned_at")
    return Override(**{name: row[name] for name in names}, data=_DATA.decode(row["data"]))


def refresh(connection: Connection) -> None:
    """Work every override out anew from the corrections in force."""
    asked = [one for one in corrections.in_force(connection) if not one.rules]
    made = _of_groups(connection, [one for one in asked if one.level != "article"])
    articles = [one.subject for one in asked if one.level == "article" and one.kind == "hide"]
    _take_out(connection, articles, made)
    connection.execute(sa.delete(override))
    if made:
        connection.execute(sa.insert(override), [_row(one) for one in made.values()])


def _of_groups(connection: Connection, asked: Sequence[Correction]) -> dict[str, Override]:
    led = dict(connection.execute(sa.select(redirect.c.old, redirect.c.new)).tuples().all())
    made: dict[str, Override] = {}
    # What an id brought into the one it was merged into yields to what that one was given itself.
    for own in (False, True):
        for one in asked:
            subject = _led(led, one.subject)
            if (subject == one.subject) != own:
                continue
            before = made.get(subject, Override(subject=subject, level=one.level))
            made[subject] = _with(connection, before, one, own=own)
    return made


def _with(connection: Connection, before: Override, one: Correction, *, own: bool) -> Override:
    if one.titles:
        data = msgspec.structs.replace(before.data, titles=before.data.titles | one.titles)
        return msgspec.structs.replace(before, data=data)
    if one.kind == "pin":
        return msgspec.structs.replace(before, pinned_at=one.at)
    if one.kind == "hide" and (own or _mostly(connection, before.subject, one.articles)):
        return msgspec.structs.replace(before, hidden=True)
    return before


def _mostly(connection: Connection, story_id: str, articles: Sequence[str]) -> bool:
    """Whether most of a story's articles are among ``articles``."""
    held = list(
        connection.scalars(
            sa.select(membership.c.article_id).where(membership.c.story_id == story_id)
        )
    )
    return 2 * len(set(held) & set(articles)) > len(held)


def _take_out(connection: Connection, articles: Sequence[str], made: dict[str, Override]) -> None:
    """Hide ``articles`` and note what of their stories' figures they make up."""
    rows = [
        row
        for start in range(0, len(articles), CHUNK)
        for row in connection.execute(
            sa.select(article, membership.c.story_id)
            .outerjoin(membership, membership.c.article_id == article.c.id)
            .where(article.c.id.in_(articles[start : start + CHUNK]))
        ).mappings()
    ]
    of_story: dict[str, list[Any]] = {}
    for row in rows:
        made[row["id"]] = Override(subject=row["id"], level="article", hidden=True)
        if row["story_id"] is not None:
            of_story.setdefault(row["story_id"], []).append(row)
    for story_id, inside in of_story.items():
        before = made.get(story_id, Override(subject=story_id, level="story"))
        data = msgspec.structs.replace(
            before.data,
            outlets=dict(Counter(row["outlet"] for row in inside)),
            languages=dict(Counter(row["language"] for row in inside)),
            reprints=sum(row["reprint_of"] is not None for row in inside),
        )
        left = connection.scalar(
            sa.select(sa.func.count()).where(membership.c.story_id == story_id)
        )
        hidden = before.hidden or left == len(inside)
        made[story_id] = msgspec.structs.replace(before, data=data, hidden=hidden)


def _led(led: Mapping[str, str], subject: str) -> str:
    for _ in range(HOPS):
        if subject not in led:
            break
        subject = led[subject]
    return subject


def _without(counts: Mapping[str, int], less: Mapping[str, int]) -> dict[str, int]:
    left = {name: n - less.get(name, 0) for name, n in counts.items()}
    return {name: n for name, n in left.items() if n > 0}


def _row(one: Override) -> dict[str, Any]:
    return msgspec.structs.asdict(one) | {"data": to_json(one.data)}
