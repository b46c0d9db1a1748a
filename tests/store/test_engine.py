from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from service.errors import SettingsError, StoreError
from service.store import articles
from service.store.engine import HEAD, Store, open_store
from service.store.schema import article
from tests.store.examples import NOON, an_article


def test_a_missing_store_is_an_error_that_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"riwaya init"):
        open_store(str(tmp_path / "none.db"))
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense://", "postgres!://x"])
def test_an_address_of_no_database_is_a_setting_to_mend(url: str) -> None:
    with pytest.raises(SettingsError, match="--store"):
        open_store(url)


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("shopping list\n" * 100)
    with pytest.raises(StoreError, match=r"notes\.txt"):
        open_store(str(file))
    assert file.read_text().startswith("shopping list")


def test_the_migrations_make_just_the_schema(store: Store) -> None:
    with store.read() as connection:
        assert connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == HEAD
        found = compare_metadata(MigrationContext.configure(connection), article.metadata)
    # the search index is the dialect's own, with the shadow tables SQLite keeps for it
    ours = [one for one in found if "article_search" not in str(one)]
    assert ours == []


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    url = str(tmp_path / "newer.db")
    opened = open_store(url, create=True)
    with opened.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(StoreError, match="9999"):
        open_store(url)


def test_a_reader_sees_one_state_while_a_writer_lands(store: Store) -> None:
    with store.read() as reader:
        assert articles.count(reader) == 0
        with store.write() as writer:
            articles.write(writer, [an_article(1)], [], NOON)
        assert articles.count(reader) == 0
    with store.read() as later:
        assert articles.count(later) == 1


def test_an_error_rolls_the_whole_write_back(store: Store) -> None:
    with pytest.raises(RuntimeError, match="stop"), store.write() as writer:
        articles.write(writer, [an_article(1)], [], NOON)
        raise RuntimeError("stop")
    with store.read() as reader:
        assert articles.count(reader) == 0
