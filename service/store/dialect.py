"""What SQLite and PostgreSQL say differently: upserts, full-text search, connection set-up.

Knows nothing of the tables' meaning. Everything else in the package is one text for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine

WRITE = "riwaya_write"
BUSY_MS = 60_000
# The number of the lock that writers of a PostgreSQL store take in turn.
WRITERS = 7_492_921

# The words are ours (folded, stemmed, parted by spaces), so neither database stems again.
SEARCH_DDL = {
    "sqlite": "CREATE VIRTUAL TABLE article_search USING fts5("
    "article_id UNINDEXED, title, body, tokenize = 'unicode61 remove_diacritics 0')",
    "postgresql": "CREATE TABLE article_search ("
    "article_id text PRIMARY KEY, title text NOT NULL, body text NOT NULL, "
    "words tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body)) STORED)",
}
SEARCH_INDEX = "CREATE INDEX ix_article_search_words ON article_search USING gin (words)"
# FTS5 finds a row by its number alone, so the number is made from the article's id.
SEARCH_WRITE = {
    "sqlite": "INSERT OR REPLACE INTO article_search (rowid, article_id, title, body) "
    "VALUES (:number, :article_id, :title, :body)",
    "postgresql": "INSERT INTO article_search (article_id, title, body) "
    "VALUES (:article_id, :title, :body) ON CONFLICT (article_id) "
    "DO UPDATE SET title = excluded.title, body = excluded.body",
}
# Where a row has every word of the query.
SEARCH_MATCH = {
    "sqlite": "article_search MATCH :query",
    "postgresql": "words @@ to_tsquery('simple', :query)",
}
SEARCH_QUERY = {
    # bm25 is lower for better, and weighs the title five times the body
    "sqlite": "SELECT article_id, -bm25(article_search, 0.0, 5.0, 1.0) AS score "
    "FROM article_search WHERE article_search MATCH :query "
    "ORDER BY score DESC, article_id LIMIT :limit OFFSET :offset",
    "postgresql": "SELECT article_id, ts_rank(words, to_tsquery('simple', :query)) AS score "
    "FROM article_search WHERE words @@ to_tsquery('simple', :query) "
    "ORDER BY score DESC, article_id LIMIT :limit OFFSET :offset",
}


def upsert(
    connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]], size: int = 500
) -> None:
    """Insert ``rows``, replacing those whose primary key is there already."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement: sqlite.Insert | postgresql.Insert = (
        sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
    )
    changed = {
        name: statement.excluded[name] for name in rows[0] if name not in keys and name in table.c
    }
    full = (
        statement.on_conflict_do_update(index_elements=keys, set_=changed)
        if changed
        else statement.on_conflict_do_nothing(index_elements=keys)
    )
    for start in range(0, len(rows), size):
        connection.execute(full, [dict(row) for row in rows[start : start + size]])


def match_query(connection: Connection, terms: Sequence[str]) -> str:
    """Every term must be there: the query in the database's own spelling.

    Terms are quoted, so that no character of theirs is read as an operator.
    """
    if connection.dialect.name == "sqlite":
        return " ".join('"' + term.replace('"', "") + '"' for term in terms)
    return " & ".join("'" + term.replace("'", "").replace("\\", "") + "'" for term in terms)


def prepare(engine: Engine) -> None:
    """Set every new connection up; on SQLite, take over when transactions begin.

    The standard driver opens transactions late and commits around DDL; with its own handling
    off, a reader sees one snapshot and a writer takes its lock before it reads.
    """
    if engine.dialect.name != "sqlite":
        return

    @sa.event.listens_for(engine, "connect")
    def _connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        cursor = raw.cursor()
        for pragma in (
            "journal_mode = WAL",
            f"busy_timeout = {BUSY_MS}",
            "foreign_keys = ON",
            "synchronous = NORMAL",
            "cache_size = -65536",
            "temp_store = MEMORY",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(WRITE, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def snapshot(engine: Engine) -> dict[str, Any]:
    """What a reader's connection asks for, so that it sees one state from first to last."""
    if engine.dialect.name == "sqlite":
        return {}  # a transaction in WAL mode is a snapshot
    return {"isolation_level": "REPEATABLE READ"}


def one_writer(connection: Connection) -> None:
    """Wait until no other writer is at work; on SQLite the transaction began with that lock."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
