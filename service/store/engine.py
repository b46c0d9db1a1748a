"""Opening a store: one engine, its schema brought up to date, readers and writers told apart.

Knows nothing of what is kept. A reader sees one snapshot for as long as it holds its
connection; a writer's work lands whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from service.errors import SettingsError, StoreError
from service.store.dialect import WRITE, one_writer, prepare, snapshot

__all__ = ["HEAD", "Connection", "Store", "open_store"]

# The newest migration; a store of another version is migrated before it is used.
HEAD = "0012"


class Store:
    """An open store. ``url`` is as SQLAlchemy renders it, its password hidden."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.url = engine.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state, and changes nothing."""
        options = snapshot(self._engine)
        with self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose work is committed at the end, or rolled back on any error."""
        with (
            self._engine.connect().execution_options(**{WRITE: True}) as connection,
            connection.begin(),
        ):
            one_writer(connection)
            yield connection

    def close(self) -> None:
        """Let every pooled connection go."""
        self._engine.dispose()


def open_store(url: str, *, create: bool = False) -> Store:
    """Open the store at ``url``: ``sqlite:///file``, a plain path, or ``postgresql://``.

    With ``create`` a missing store is made. A store of an older version is migrated.

    Raises SettingsError if the address is no database's, StoreError if there is no store (and
    ``create`` is off), or if the file is not one of ours.
    """
    engine = _engine(url)
    path = _file_of(engine)
    if path is not None and not path.exists():
        if not create:
            raise StoreError(
                f"there is no store at {path}: make one with `riwaya init` or `riwaya ingest`, "
                "or name another with --store"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    prepare(engine)
    try:
        version = _version(engine)
        if version != HEAD:
            _migrate(engine, version)
    except DatabaseError as error:
        raise StoreError(
            f"{path or engine.url.host} is not a usable store: {error.orig}"
        ) from error
    return Store(engine)


def _engine(url: str) -> Engine:
    if "://" not in url:
        url = f"sqlite:///{url}"
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        engine = sa.create_engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise SettingsError(
            f"--store {url!r} is no database's address ({error}); "
            "write sqlite:///folder/riwaya.db or postgresql://user@host/name"
        ) from error
    if engine.dialect.name not in {"sqlite", "postgresql"}:
        raise SettingsError(f"--store {url!r}: only sqlite and postgresql are supported")
    return engine


def _file_of(engine: Engine) -> Path | None:
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return version


def _migrate(engine: Engine, version: str | None) -> None:
    # imported late: only a new or an old store needs it
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", "service.store:migrations")
    config.set_main_option("path_separator", "os")
    try:
        with engine.connect().execution_options(**{WRITE: True}) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            if connection.in_transaction():
                connection.commit()
    except CommandError as error:
        raise StoreError(
            f"the store is of version {version!r}, which this Riwaya ({HEAD!r}) does not know: "
            "use the Riwaya that made it, or a newer one"
        ) from error
