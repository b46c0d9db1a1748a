"""Editors' corrections in the store: an append-only ledger; an undo is one more line of it.

Knows nothing of what a correction does to a clustering or to a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.errors import NotFound
from service.records import Correction, Rule
from service.store import history as history_store
from service.store.cursor import read_cursor, write_cursor
from service.store.rows import to_json
from service.store.schema import correction

CHUNK = 500
_IN_DATA = ("articles", "other", "rules", "titles")
_undo = correction.alias("undo")


class _Data(msgspec.Struct, frozen=True, kw_only=True):
    articles: tuple[str, ...] = ()
    other: str | None = None
    rules: tuple[Rule, ...] = ()
    titles: dict[str, str] = {}


_DATA = msgspec.json.Decoder(_Data)
_WITH_UNDO = sa.select(correction, _undo.c.id.label("undone_by")).outerjoin(
    _undo, _undo.c.undoes == correction.c.id
)


def add(connection: Connection, made: Correction) -> None:
    """Write ``made`` down, and a line into the history of each id it is about."""
    row = msgspec.structs.asdict(made)
    data = {name: row[name] for name in _IN_DATA}
    kept = {name: row[name] for name in correction.c.keys() if name in row}  # noqa: SIM118
    connection.execute(sa.insert(correction), [kept | {"run_id": made.run, "data": to_json(data)}])
    change = "undone" if made.kind == "undo" else made.kind
    detail = {
        "level": made.level,
        "articles": len(made.articles),
        **({"titles": made.titles} if made.titles else {}),
        **({"undoes": made.undoes} if made.undoes else {}),
    }
    lines = [(made.subject, change, detail | ({"other": made.other} if made.other else {}))]
    if made.other is not None:
        lines.append((made.other, change, detail | {"other": made.subject}))
    history_store.write(connection, lines, at=made.at, correction=made.id)


def get(connection: Connection, correction_id: str) -> Correction:
    """The correction of that id. Raises NotFound."""
    found = connection.execute(_WITH_UNDO.where(correction.c.id == correction_id)).mappings()
    row = found.first()
    if row is None:
        raise NotFound(f"no correction {correction_id!r}")
    return _of_row(row)


def page(
    connection: Connection, *, limit: int, cursor: str | None = None
) -> tuple[list[Correction], str | None]:
    """``limit`` corrections, newest first, and the cursor of the next (None at the end)."""
    chosen = _WITH_UNDO
    if cursor is not None:
        number, _ = read_cursor(cursor, "corrections")
        chosen = chosen.where(correction.c.number < number)
    rows = (
        connection.execute(chosen.order_by(correction.c.number.desc()).limit(limit + 1))
        .mappings()
        .all()
    )
    found = [_of_row(row) for row in rows[:limit]]
    if len(rows) <= limit:
        return found, None
    return found, write_cursor("corrections", rows[limit - 1]["number"], found[-1].id)


def in_force(connection: Connection) -> list[Correction]:
    """Every correction that was not undone, oldest first; undos themselves left out."""
    rows = connection.execute(
        _WITH_UNDO.where(_undo.c.id.is_(None), correction.c.kind != "undo").order_by(
            correction.c.number
        )
    ).mappings()
    return [_of_row(row) for row in rows]


def waiting(connection: Connection) -> list[Correction]:
    """Those that the next build will take up, oldest first."""
    rows = connection.execute(
        _WITH_UNDO.where(correction.c.run_id.is_(None)).order_by(correction.c.number)
    ).mappings()
    found = [_of_row(row) for row in rows]
    return [one for one in found if is_waiting(one)]


def is_waiting(one: Correction) -> bool:
    """Whether a build has still to do what ``one`` asks: only rules about groups need one."""
    return bool(one.rules) and one.run is None and one.undone_by is None


def take_up(connection: Connection, ids: Iterable[str], *, run: str) -> None:
    """Note that ``run`` did what those corrections ask."""
    wanted: Sequence[str] = list(ids)
    for start in range(0, len(wanted), CHUNK):
        connection.execute(
            sa.update(correction)
            .where(correction.c.id.in_(wanted[start : start + CHUNK]))
            .values(run_id=run)
        )


def newest(connection: Connection) -> int:
    """The number of the newest correction, 0 before the first: it rises with every one."""
    return connection.scalar(sa.select(sa.func.max(correction.c.number))) or 0


def _of_row(row: Any) -> Correction:
    data = _DATA.decode(row["data"])
    names = set(Correction.__struct_fields__) - set(_IN_DATA) - {"run"}
    return Correction(
        **{name: row[name] for name in names},
        **{name: getattr(data, name) for name in _IN_DATA},
        run=row["run_id"],
    )
