"""Articles of a Parquet file, with their vectors, for an evaluation: no store is touched.

Knows nothing of what is evaluated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from service.embeddings.encoder import Encoder
from service.embeddings.inputs import fields
from service.errors import SourceError
from service.records import Article, Published
from service.text.normalise import tidy

# What other tables call the columns of news2018.
ALIASES = {
    "outlet": "source",
    "lang": "language",
    "date": "published",
    "body": "text",
    "content": "text",
    "summary": "lead",
    "abstract": "lead",
}
NEEDED = ("id", "title", "text")


def read_articles(path: Path, ids: Collection[str] | None = None) -> list[Article]:
    """The articles of ``path``, or those with ``ids``. Raises SourceError, naming what is wrong."""
    try:
        frame = pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{path}: cannot be read as Parquet ({error})") from error
    frame = frame.rename(
        {
            old: new
            for old, new in ALIASES.items()
            if old in frame.columns and new not in frame.columns
        }
    )
    missing = [name for name in NEEDED if name not in frame.columns]
    if missing:
        raise SourceError(f"{path}: no column {missing[0]!r}; it has {frame.columns}")
    frame = frame.with_columns(pl.col("id").cast(pl.String)).unique("id", keep="first")
    if ids is not None:
        frame = frame.filter(pl.col("id").is_in(list(ids)))
        lost = sorted(set(ids) - set(frame["id"]))
        if lost:
            raise SourceError(
                f"{path}: {len(lost)} labelled articles are absent, first {lost[0]!r}"
            )
    return [_article(row) for row in frame.sort("id").iter_rows(named=True)]


def read_ids(path: Path) -> list[str]:
    """The ids of the articles of ``path``, as it has them. Raises SourceError."""
    try:
        return pl.scan_parquet(path).select(pl.col("id").cast(pl.String)).collect()["id"].to_list()
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{path}: cannot be read as Parquet with ids ({error})") from error


def encode_articles(
    articles: Sequence[Article], encoder: Encoder
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The title vectors and the body vectors, (n, d) float32 unit rows each."""
    texts = [fields(article) for article in articles]
    titles, bodies = [title for title, _ in texts], [body for _, body in texts]
    return encoder.encode(titles, "title"), encoder.encode(bodies, "body")


def _article(row: dict[str, object]) -> Article:
    title, lead, body = (tidy(str(row.get(name) or "")) for name in ("title", "lead", "text"))
    digest = hashlib.sha256(f"{title}\n{lead}\n{body}".encode()).hexdigest()
    at = _instant(row.get("published"))
    return Article(
        id=str(row["id"]),
        outlet=str(row.get("source") or "unknown"),
        language=str(row.get("language") or "ar"),
        title=title,
        lead=lead or None,
        body=body,
        content_hash=digest,
        section=str(row["section"]) if row.get("section") else None,
        published=Published(at=at, precision="minute", source="row") if at else None,
    )


def _instant(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
