"""Every name an article is known by, and what its carrier last said under that name.

Knows nothing of pages. A name is (kind, scope, value): an address is unique everywhere, a
carrier's own key only within its outlet. Two rows of a file that share an address are one
article under two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import alias

CHUNK = 500
Name = tuple[str, str, str]


def find(connection: Connection, names: Iterable[Name]) -> dict[Name, tuple[str, str]]:
    """(article id, hash last seen) of each of ``names`` that is known."""
    values = sorted({value for _, _, value in names})
    found: dict[Name, tuple[str, str]] = {}
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        columns = (
            alias.c.kind,
            alias.c.scope,
            alias.c.value,
            alias.c.article_id,
            alias.c.seen_hash,
        )
        rows = connection.execute(sa.select(*columns).where(alias.c.value.in_(part)))
        for kind, scope, value, article_id, seen in rows:
            found[kind, scope, value] = (article_id, seen)
    return found


def write(connection: Connection, names: Mapping[Name, tuple[str, str]]) -> None:
    """Keep ``names``: each to (article id, hash seen)."""
    rows = [
        {"kind": kind, "scope": scope, "value": value, "article_id": one, "seen_hash": seen}
        for (kind, scope, value), (one, seen) in names.items()
    ]
    upsert(connection, alias, rows)


def by_key(connection: Connection) -> dict[str, str]:
    """The article id behind every carrier's key, duplicates of one address included."""
    rows = connection.execute(
        sa.select(alias.c.value, alias.c.article_id).where(alias.c.kind == "key")
    )
    return dict(rows.tuples().all())
