"""The history of stories and events: what changed, when, by which run or editor, and why.

Knows nothing of what the changes mean. Lines are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from service.records import Redirect
from service.store.rows import to_json
from service.store.schema import correction, history, redirect

# What is written: whose history it is, what happened, and its particulars.
Line = tuple[str, str, Mapping[str, Any]]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One line: ``run`` made the change, or the editor ``author`` by ``correction``."""

    subject: str
    at: datetime
    change: str
    detail: dict[str, Any]
    run: str | None = None
    correction: str | None = None
    author: str | None = None
    reason: str = ""


def write(
    connection: Connection,
    lines: Iterable[Line],
    *,
    at: datetime,
    run: str | None = None,
    correction: str | None = None,
) -> None:
    """Add ``lines``, all of one instant and of one run or correction."""
    rows = [
        {
            "subject": subject,
            "at": at,
            "run_id": run,
            "correction_id": correction,
            "change": change,
            "detail": to_json(detail),
        }
        for subject, change, detail in lines
    ]
    if rows:
        connection.execute(sa.insert(history), rows)


def lineage(connection: Connection, subject: str) -> tuple[list[Redirect], list[Change]]:
    """The ids merged into ``subject``, and its history, oldest first."""
    merged = connection.execute(
        sa.select(redirect).where(redirect.c.new == subject).order_by(redirect.c.old)
    ).mappings()
    rows = connection.execute(
        sa.select(history, correction.c.author, correction.c.reason)
        .outerjoin(correction, correction.c.id == history.c.correction_id)
        .where(history.c.subject == subject)
        .order_by(history.c.id)
    ).mappings()
    return [
        Redirect(**dict(row) | {"articles": tuple(msgspec.json.decode(row["articles"]))})
        for row in merged
    ], [_change(row) for row in rows]


def _change(row: RowMapping) -> Change:
    detail = msgspec.json.decode(row["detail"])
    reason = row["reason"] or detail.pop("reason", "")
    return Change(
        subject=row["subject"],
        at=row["at"],
        change=row["change"],
        detail=detail,
        run=row["run_id"],
        correction=row["correction_id"],
        author=row["author"],
        reason=reason,
    )
