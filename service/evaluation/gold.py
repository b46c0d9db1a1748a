"""Readers of labelled files: tab-separated, first line the names of the columns.

Knows nothing of articles beyond their ids.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Collection
from pathlib import Path

import msgspec

from service.errors import SourceError


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """Which event and which story a person put an article in."""

    id: str
    event: str
    story: str


def digest(key: str) -> str:
    """What stands for an article's id where labels go with the project and its articles do not."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def read_labels(path: Path, ids: Callable[[], Collection[str]] = tuple) -> list[Label]:
    """The labels of a week: columns id, event, storyline. Raises SourceError.

    Instead of id there may be a column ``article`` of digests, to be found among ``ids``, which
    are asked for only then.
    """
    rows = read_rows(path, ("event", "storyline"), either=("id", "article"))
    if "id" not in rows[0]:
        return _by_digest(path, rows, {digest(one): one for one in ids()})
    return [Label(id=row["id"], event=row["event"], story=row["storyline"]) for row in rows]


def _by_digest(path: Path, rows: list[dict[str, str]], known: dict[str, str]) -> list[Label]:
    lost = [row["article"] for row in rows if row["article"] not in known]
    if lost:
        raise SourceError(
            f"{path}: {len(lost)} of {len(rows)} articles are not among those given, first "
            f"{lost[0]!r}; give the articles that were labelled"
        )
    return [
        Label(id=known[row["article"]], event=row["event"], story=row["storyline"]) for row in rows
    ]


def read_sagas(path: Path) -> dict[str, list[str]]:
    """Article ids by long story: columns saga, id. Raises SourceError."""
    sagas: dict[str, list[str]] = {}
    for row in read_rows(path, ("saga", "id")):
        sagas.setdefault(row["saga"], []).append(row["id"])
    return sagas


def read_rows(
    path: Path, columns: tuple[str, ...], *, either: tuple[str, ...] = ()
) -> list[dict[str, str]]:
    """Every row of a tab-separated file as a dict. Raises SourceError, naming file and line.

    The file has all ``columns`` and one of ``either``, the first of which it has being meant.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            names = reader.fieldnames or ()
            if either:
                columns = (next((one for one in either if one in names), either[0]), *columns)
            missing = [name for name in columns if name not in names]
            if missing:
                raise SourceError(f"{path}: no column {missing[0]!r}; it needs {columns}")
            rows = [_whole(row, path, reader.line_num, columns) for row in reader]
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read ({error})") from error
    if not rows:
        raise SourceError(f"{path}: no rows under the names of the columns")
    return rows


def _whole(
    row: dict[str, str | None], path: Path, line: int, columns: tuple[str, ...]
) -> dict[str, str]:
    for name in columns:
        if not row[name]:
            raise SourceError(f"{path}, line {line}: {name!r} is empty")
    return {name: value or "" for name, value in row.items() if name}
