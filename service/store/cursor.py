"""Cursors: where a listing goes on, opaque to whoever holds one.

Knows nothing of the listings. A cursor is the last row's sort key, so rows that arrive
meanwhile neither repeat nor hide others.
"""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from service.errors import InputError


def write_cursor(sort: str, value: datetime | int | float | None, row_id: str) -> str:
    """The cursor behind the row whose sort key is ``value``, then ``row_id``."""
    plain = value.isoformat() if isinstance(value, datetime) else value
    packed = msgspec.json.encode([sort, plain, row_id])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(cursor: str, sort: str) -> tuple[Any, str]:
    """The sort key and id in ``cursor``.

    Raises InputError if it is no cursor of ours, or was made for another sort order.
    """
    try:
        packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        made_for, plain, row_id = msgspec.json.decode(
            packed, type=tuple[str, str | float | int | None, str]
        )
        value = datetime.fromisoformat(plain).astimezone(UTC) if isinstance(plain, str) else plain
    except (ValueError, binascii.Error, msgspec.MsgspecError) as error:
        raise InputError(
            "cursor: not one that this list handed out; start again without it"
        ) from error
    if made_for != sort:
        raise InputError(f"cursor: made for sort={made_for}; start again without it")
    return value, row_id


def behind(
    key: sa.ColumnElement[Any], row_id: sa.ColumnElement[str], value: Any, last_id: str
) -> sa.ColumnElement[bool]:
    """The rows behind (value, last_id) in the order key descending, nulls last, id ascending."""
    if value is None:
        return sa.and_(key.is_(None), row_id > last_id)
    return sa.or_(key < value, key.is_(None), sa.and_(key == value, row_id > last_id))
