"""A build: the same from any order, unchanged the second time, with ids that live on."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jobs.export import as_csv, as_jsonl
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.settings import Settings
from service.sources.files import Item, read_pages
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import runs, stories, timelines
from service.store.engine import Store, open_store

NOW = datetime(2022, 1, 1, tzinfo=UTC)


def filled(path: Path, items: list[Item]) -> Store:
    store = open_store(str(path), create=True)
    ingest(store, items, outlets=load_outlets(), now=NOW)
    return store


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return list(read_pages(str(sample_folder())))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, items: list[Item]) -> Path:
    path = tmp_path_factory.mktemp("built") / "store.db"
    store = filled(path, items)
    build(store, Settings(), now=NOW)
    store.close()
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Store:
    shutil.copyfile(built, tmp_path / "copy.db")
    return open_store(str(tmp_path / "copy.db"))


def test_every_article_is_in_just_one_event_and_story(store: Store) -> None:
    with store.read() as connection:
        ids = {one.id for one in article_store.stream(connection)}
        every, _ = stories.page(connection, limit=10_000)
        in_stories = [one.id for story in every for one in stories.articles(connection, story.id)]
        events = [event for story in every for event in stories.events(connection, story.id)]
        in_events = [one for event in events for one in event.articles]
        assert {one.article for one in stories.members(connection)} == ids
    assert sorted(in_stories) == sorted(ids)
    assert sorted(in_events) == sorted(ids)
    assert sum(story.articles for story in every) == len(ids)


def test_shuffled_input_gives_the_same_bytes(
    store: Store, items: list[Item], tmp_path: Path
) -> None:
    shuffled = list(items)
    random.Random(4).shuffle(shuffled)
    other = filled(tmp_path / "shuffled.db", shuffled)
    build(other, Settings(), now=NOW)
    assert as_jsonl(other) == as_jsonl(store)
    assert as_csv(other) == as_csv(store)


def test_a_second_build_changes_nothing(store: Store) -> None:
    before = as_jsonl(store)
    report = build(store, Settings(), now=NOW + timedelta(hours=1))
    assert report.unchanged
    assert as_jsonl(store) == before


def test_a_forced_build_lands_the_same_and_makes_no_timeline_anew(store: Store) -> None:
    before = as_jsonl(store)
    report = build(store, Settings(), now=NOW + timedelta(hours=1), everything=True)
    assert not report.unchanged
    assert report.changed == {"stories": 0, "events": 0, "articles": 0, "timelines": 0}
    assert as_jsonl(store) == before


def test_every_run_has_an_id_of_its_own_and_the_same_runs_the_same(
    tmp_path: Path, items: list[Item]
) -> None:
    told: list[list[str]] = []
    for name in ("one", "other"):
        few = filled(tmp_path / f"{name}.db", items[:6])
        told.append([build(few, Settings(), now=NOW, everything=True).run for _ in range(3)])
    assert len(set(told[0])) == 3
    assert told[0] == told[1]


def test_timelines_laid_out_by_other_rules_make_a_build_whole(
    tmp_path: Path, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = filled(tmp_path / "few.db", items[:12])
    build(few, Settings(), now=NOW)
    assert build(few, Settings(), now=NOW).unchanged
    monkeypatch.setattr("jobs.pipeline.LAID_OUT", "other")
    report = build(few, Settings(), now=NOW)
    assert (report.unchanged, report.whole) == (False, True)


def test_ids_live_on_when_articles_arrive(tmp_path: Path, items: list[Item]) -> None:
    early = filled(tmp_path / "grown.db", items[: len(items) * 9 // 10])
    build(early, Settings(), now=NOW)
    with early.read() as connection:
        before = {one.article: one.story for one in stories.members(connection)}
    ingest(early, items, outlets=load_outlets(), now=NOW)
    build(early, Settings(), now=NOW + timedelta(days=1))
    with early.read() as connection:
        after = {one.article: one.story for one in stories.members(connection)}
        lost = set(before.values()) - set(after.values())
        for old in lost:
            assert stories.resolve(connection, old) in set(after.values())
    kept = sum(after[one] == story for one, story in before.items())
    assert kept >= 0.9 * len(before)


def test_every_entry_cites_a_sentence_that_stands_in_its_article(store: Store) -> None:
    checked = 0
    with store.read() as connection:
        every, _ = stories.page(connection, limit=10_000)
        for story in every:
            members = {one.id: one for one in stories.articles(connection, story.id)}
            entries = timelines.get(connection, story.id).entries
            assert [one.first_day for one in entries] == sorted(one.first_day for one in entries)
            for entry in entries:
                assert entry.evidence
                for proof in entry.evidence:
                    source = members[proof.article]
                    text = {"title": source.title, "lead": source.lead, "body": source.body}
                    said = text[proof.field]
                    assert said is not None
                    assert said[proof.start : proof.end] == proof.sentence
                    checked += 1
    assert checked > 150


def test_the_run_is_on_record(store: Store) -> None:
    with store.read() as connection:
        latest = runs.latest(connection)
    assert latest is not None
    assert latest.articles == 112
    assert latest.at == NOW


def test_the_export_is_complete(store: Store) -> None:
    content, count = as_jsonl(store)
    with store.read() as connection:
        assert count == stories.count(connection)
    assert content.count(b"\n") == count
    only_larger, fewer = as_jsonl(store, min_articles=2)
    assert fewer < count
    assert len(only_larger) < len(content)
