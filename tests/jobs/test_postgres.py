"""The whole path in a real PostgreSQL: what is found there is what is found in a file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from jobs.export import as_csv, as_jsonl
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.settings import Settings
from service.sources.files import read_pages
from service.sources.registry import load_outlets
from service.store import search
from service.store.engine import Store, open_store
from tests.postgres import NewDatabase

NOW = datetime(2022, 1, 1, tzinfo=UTC)


def built(url: str) -> Store:
    store = open_store(url, create=True)
    ingest(store, read_pages(str(sample_folder())), outlets=load_outlets(), now=NOW)
    assert not build(store, Settings(), now=NOW).unchanged
    return store


def test_both_databases_hold_the_same_stories(new_database: NewDatabase, tmp_path: Path) -> None:
    store, file = built(new_database()), built(str(tmp_path / "store.db"))
    assert as_jsonl(store) == as_jsonl(file)
    assert as_csv(store) == as_csv(file)
    assert build(store, Settings(), now=NOW + timedelta(hours=1)).unchanged
    with store.read() as one, file.read() as other:
        hits = [
            {hit.id for hit in search.search(connection, "التحالف الدولي", limit=50)[0]}
            for connection in (one, other)
        ]
        counts = [search.count(connection, "التحالف الدولي") for connection in (one, other)]
    assert counts == [len(hits[0]), len(hits[1])]
    assert hits[0] == hits[1] != set()
    store.close()
    file.close()
