"""What outlets' articles show of lines that recur, what was learned of them, what was cut.

Knows nothing of how lines are compared or when one counts as furniture.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.dialect import upsert
from service.store.schema import cut, furniture, sighting

CHUNK = 500
# Stands for the article itself among its lines, so that those without a short line count too.
_WHOLE = ""


def sight(
    connection: Connection, sightings: Mapping[str, tuple[str, str, Collection[str]]]
) -> None:
    """Keep what articles show: id to (outlet, mark of the text, keys of lines), anew."""
    ids = sorted(sightings)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        connection.execute(sa.delete(sighting).where(sighting.c.article_id.in_(part)))
    rows = [
        {"article_id": one, "line": key, "outlet": outlet, "mark": mark}
        for one, (outlet, mark, keys) in sorted(sightings.items())
        for key in (_WHOLE, *sorted(keys))
    ]
    upsert(connection, sighting, rows)


def texts(connection: Connection, outlet: str) -> int:
    """How many different texts of ``outlet`` were seen."""
    query = sa.select(sa.func.count(sighting.c.mark.distinct())).where(
        sighting.c.outlet == outlet, sighting.c.line == _WHOLE
    )
    return connection.scalar(query) or 0


def recurring(connection: Connection, outlet: str, least: int) -> frozenset[str]:
    """The keys of lines that ``least`` different texts of ``outlet`` have, or more."""
    count = sa.func.count(sighting.c.mark.distinct())
    query = (
        sa.select(sighting.c.line)
        .where(sighting.c.outlet == outlet, sighting.c.line != _WHOLE)
        .group_by(sighting.c.line)
        .having(count >= least)
    )
    return frozenset(connection.scalars(query))


def showing(connection: Connection, outlet: str, keys: Collection[str]) -> set[str]:
    """The ids of the articles of ``outlet`` that have one of the lines."""
    found: set[str] = set()
    wanted = sorted(keys)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        query = sa.select(sighting.c.article_id.distinct()).where(
            sighting.c.outlet == outlet, sighting.c.line.in_(part)
        )
        found.update(connection.scalars(query))
    return found


def known(connection: Connection, outlet: str) -> frozenset[str]:
    """The keys of the lines that were learned to be furniture of ``outlet``."""
    query = sa.select(furniture.c.line).where(furniture.c.outlet == outlet)
    return frozenset(connection.scalars(query))


def learn(connection: Connection, outlet: str, keys: Collection[str]) -> None:
    """Keep exactly ``keys`` as the furniture of ``outlet``."""
    connection.execute(sa.delete(furniture).where(furniture.c.outlet == outlet))
    upsert(connection, furniture, [{"outlet": outlet, "line": key} for key in sorted(keys)])


def cuts(connection: Connection, ids: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """(place, line) of what was cut out of each of the articles ``ids``."""
    found: dict[str, list[tuple[int, str]]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        rows = connection.execute(sa.select(cut).where(cut.c.article_id.in_(part))).mappings()
        for row in rows:
            found[row["article_id"]] = msgspec.json.decode(row["lines"], type=list[tuple[int, str]])
    return found


def keep_cuts(connection: Connection, lines: Mapping[str, Collection[tuple[int, str]]]) -> None:
    """Keep what was cut out of articles; an empty collection forgets."""
    gone = sorted(one for one, cut_out in lines.items() if not cut_out)
    for start in range(0, len(gone), CHUNK):
        part = gone[start : start + CHUNK]
        connection.execute(sa.delete(cut).where(cut.c.article_id.in_(part)))
    rows = [
        {"article_id": one, "lines": msgspec.json.encode(cut_out).decode()}
        for one, cut_out in sorted(lines.items())
        if cut_out
    ]
    upsert(connection, cut, rows)
