"""A store that grows day by day: near what a whole build makes of it, and nothing else touched."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

import jobs.growth
from jobs.export import as_jsonl
from jobs.ingest import ingest
from jobs.pipeline import build
from jobs.sample import sample_folder
from service.evaluation.clusters import b_cubed
from service.records import Article, Correction, Rule
from service.settings import Settings
from service.sources.files import Item, read_pages
from service.sources.registry import load_outlets
from service.store import articles as article_store
from service.store import corrections, growth, runs, stories
from service.store.engine import Store, open_store
from service.store.schema import article
from service.stories.assign import GrowthParams
from service.stories.surroundings import NearParams

NOW = datetime(2022, 1, 1, tzinfo=UTC)
NOON = datetime(2021, 12, 31, 12, tzinfo=UTC)
# So few are looked at for each new article that a store as small as the sample grows.
EACH = 4
NARROW = GrowthParams(near=NearParams(near=4, around=2, stories=1))


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    """The sample's articles as an ingest makes them."""
    store = open_store(str(tmp_path_factory.mktemp("read") / "store.db"), create=True)
    items: list[Item] = list(read_pages(str(sample_folder())))
    ingest(store, items, outlets=load_outlets(), now=NOW)
    with store.read() as connection:
        found = list(article_store.stream(connection))
    store.close()
    return found


def narrowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs.growth, "PARAMS", NARROW)
    monkeypatch.setattr(jobs.growth, "EACH", EACH)
    monkeypatch.setattr(jobs.growth, "SETTLE", 9.0)


def put(store: Store, articles: list[Article]) -> None:
    with store.write() as connection:
        article_store.write(connection, articles, [], NOW)


def standing(store: Store) -> dict[str, tuple[str, str]]:
    with store.read() as connection:
        return {one.article: (one.event, one.story) for one in stories.members(connection)}


def grown(path: Path, batches: list[list[Article]]) -> Store:
    store = open_store(str(path), create=True)
    for number, batch in enumerate(batches):
        put(store, batch)
        build(store, Settings(), now=NOW + timedelta(hours=number))
    return store


def daily(articles: list[Article]) -> list[list[Article]]:
    """The earlier half at once, then a batch for each day, the undated last."""
    ordered = sorted(articles, key=article_store.by_time)
    half = len(ordered) // 2
    days: dict[str, list[Article]] = {}
    for one in ordered[half:]:
        days.setdefault(f"{one.published.at:%F}" if one.published else "~", []).append(one)
    return [ordered[:half], *(days[day] for day in sorted(days))]


def agreement(one: dict[str, tuple[str, str]], other: dict[str, tuple[str, str]]) -> list[float]:
    ids = sorted(one)
    assert ids == sorted(other)
    return [
        b_cubed(
            [one[article][level] for article in ids], [other[article][level] for article in ids]
        ).f1
        for level in (0, 1)
    ]


def test_a_grown_store_agrees_with_a_whole_build(articles: list[Article], tmp_path: Path) -> None:
    store = grown(tmp_path / "grown.db", daily(articles))
    before = standing(store)
    build(store, Settings(), now=NOW, everything=True)
    assert min(agreement(before, standing(store))) >= 0.98


@pytest.mark.parametrize("seed", [1, 2])
def test_so_does_one_grown_in_any_order_through_narrow_windows(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    narrowed(monkeypatch)
    mixed = random.Random(seed).sample(articles, len(articles))
    batches = [mixed[:100], *([one] for one in mixed[100:])]
    store = grown(tmp_path / "grown.db", batches)
    found = standing(store)
    build(store, Settings(), now=NOW, everything=True)
    assert min(agreement(found, standing(store))) >= 0.9


def test_the_same_steps_give_the_same_bytes(articles: list[Article], tmp_path: Path) -> None:
    batches = [articles[:70], articles[70:90], articles[90:]]
    one, other = (grown(tmp_path / f"{name}.db", batches) for name in ("one", "other"))
    assert as_jsonl(one) == as_jsonl(other)


def test_one_new_article_touches_its_own_story_alone(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed(monkeypatch)
    late = max((one for one in articles if one.published), key=article_store.by_time)
    store = grown(tmp_path / "grown.db", [[one for one in articles if one.id != late.id]])
    before = standing(store)
    with store.read() as connection:
        old = {one.id: one for one in stories.page(connection, limit=10_000)[0]}
    put(store, [late])
    report = build(store, Settings(), now=NOW + timedelta(hours=1))
    assert not report.whole
    assert report.articles == len(articles)
    after = standing(store)
    with store.read() as connection:
        new = {one.id: one for one in stories.page(connection, limit=10_000)[0]}
        assert report.stories == stories.count(connection)
    touched = {after[late.id][1]} | {
        story
        for one in before
        for story in (before[one][1], after[one][1])
        if before[one] != after[one]
    }
    assert {one for one in old if new.get(one) != old[one]} <= touched
    assert sum(report.changed.values()) < 20


def test_a_changed_and_a_removed_article_are_taken_up(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed(monkeypatch)
    store = grown(tmp_path / "grown.db", [articles])
    stood = standing(store)
    sizes = {story: sum(at[1] == story for at in stood.values()) for _, story in stood.values()}
    shared = [one for one in articles if sizes[stood[one.id][1]] > 3]
    other = next(one for one in articles if stood[one.id][1] != stood[shared[0].id][1])
    changed = msgspec.structs.replace(
        shared[0], title=other.title, lead=other.lead, body=other.body, content_hash="other"
    )
    put(store, [changed])
    report = build(store, Settings(), now=NOW + timedelta(hours=1))
    assert not report.whole
    now = standing(store)
    assert now[changed.id][1] == now[other.id][1]
    with store.write() as connection:
        connection.execute(sa.delete(article).where(article.c.id == shared[1].id))
        assert [one.id for one in growth.shrunk(connection)] == [now[shared[1].id][1]]
    report = build(store, Settings(), now=NOW + timedelta(hours=2))
    assert not report.whole
    assert not report.unchanged
    found = standing(store)
    assert found.keys() == stood.keys() - {shared[1].id}
    with store.read() as connection:
        assert growth.shrunk(connection) == []
        assert sum(one.articles for one in stories.page(connection, limit=10_000)[0]) == len(found)
    build(store, Settings(), now=NOW + timedelta(hours=3), everything=True)
    assert min(agreement(found, standing(store))) >= 0.95


def test_nothing_new_leaves_all_but_phases_as_it_was(
    articles: list[Article], tmp_path: Path
) -> None:
    first = max(one.published.at for one in articles if one.published)
    store = open_store(str(tmp_path / "store.db"), create=True)
    put(store, articles)
    build(store, Settings(), now=first + timedelta(hours=2))
    with store.read() as connection:
        fresh, _ = stories.page(connection, limit=10_000)
    assert any(one.phase != "fading" for one in fresh)
    report = build(store, Settings(), now=first + timedelta(days=60))
    assert report.unchanged
    with store.read() as connection:
        aged, _ = stories.page(connection, limit=10_000)
        latest = runs.latest(connection)
    assert {one.phase for one in aged} == {"fading"}
    assert [msgspec.structs.replace(one, phase="fading") for one in fresh] == aged
    assert latest is not None
    assert latest.at == first + timedelta(hours=2)


def test_other_settings_build_all(articles: list[Article], tmp_path: Path) -> None:
    store = grown(tmp_path / "store.db", [articles])
    other = msgspec.structs.replace(
        Settings(), stories=msgspec.structs.replace(Settings().stories, story_cut=0.9)
    )
    report = build(store, other, now=NOW + timedelta(hours=1))
    assert report.whole
    with store.read() as connection:
        assert growth.changes(connection) == []
        assert growth.shrunk(connection) == []


def test_a_build_that_fails_while_it_lands_leaves_the_old_index(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed(monkeypatch)
    late = max((one for one in articles if one.published), key=article_store.by_time)
    store = grown(tmp_path / "grown.db", [[one for one in articles if one.id != late.id]])
    before = standing(store)
    put(store, [late])

    def fail(*_: object) -> None:
        raise RuntimeError("stopped")

    with monkeypatch.context() as broken:
        broken.setattr(growth, "write", fail)
        with pytest.raises(RuntimeError, match="stopped"):
            build(store, Settings(), now=NOW + timedelta(hours=1))
    assert standing(store) == before
    with store.read() as connection:
        assert [one.id for one in growth.changes(connection)] == [late.id]
    report = build(store, Settings(), now=NOW + timedelta(hours=2))
    assert not report.whole
    assert standing(store).keys() == before.keys() | {late.id}


def test_a_growing_build_obeys_the_editors(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed(monkeypatch)
    *early, late = sorted((one for one in articles if one.published), key=article_store.by_time)
    store = grown(tmp_path / "grown.db", [early])
    before = standing(store)
    last = early[-1].id
    far = next(one.id for one in early if before[one.id][1] != before[last][1])
    rule = Rule(level="story", together=((last,), (far,)))
    merge = Correction(
        id="c-1",
        kind="merge",
        level="story",
        subject=before[last][1],
        other=before[far][1],
        at=NOON,
        author="desk",
        reason="one affair",
        rules=(rule,),
    )
    with store.write() as connection:
        corrections.add(connection, merge)
    assert not build(store, Settings(), now=NOW + timedelta(hours=1)).whole
    put(store, [late])
    assert not build(store, Settings(), now=NOW + timedelta(hours=2)).whole
    after = standing(store)
    assert after[last][1] == after[far][1]


def asked(number: int, kind: str, subject: str, rule: Rule, other: str | None = None) -> Correction:
    return Correction(
        id=f"c-{number}",
        kind="merge" if kind == "merge" else "split",
        level="story",
        subject=subject,
        other=other,
        at=NOON,
        author="desk",
        reason="as the desk sees it",
        rules=(rule,),
    )


@pytest.mark.parametrize("seed", [3, 4])
def test_through_every_step_each_article_has_one_place_and_every_rule_holds(
    articles: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    narrowed(monkeypatch)
    mixed = random.Random(seed).sample(articles, len(articles))
    store = grown(tmp_path / "grown.db", [mixed[:110]])
    held: dict[str, list[str]] = {}
    for article_id, (_, story) in standing(store).items():
        held.setdefault(story, []).append(article_id)
    largest, *others = sorted(held, key=lambda one: (-len(held[one]), one))
    out, rest = held[largest][::3], [one for one in held[largest] if one not in held[largest][::3]]
    one, other = others[0], others[-1]
    part = Rule(level="story", together=(tuple(out),), apart=tuple(rest))
    join = Rule(level="story", together=(tuple(held[one]), tuple(held[other])))
    with store.write() as connection:
        corrections.add(connection, asked(1, "split", largest, part))
        corrections.add(connection, asked(2, "merge", one, join, other))
    for step, start in enumerate(range(110, len(mixed) + 12, 12)):
        put(store, mixed[start : start + 12])
        everything = start >= len(mixed)
        report = build(
            store, Settings(), now=NOW + timedelta(hours=2 + step), everything=everything
        )
        assert report.whole == everything
        found = standing(store)
        assert found.keys() == {one.id for one in mixed[: start + 12]}
        stories_of: dict[str, set[str]] = {}
        for event, story in found.values():
            stories_of.setdefault(event, set()).add(story)
        assert all(len(those) == 1 for those in stories_of.values())
        assert len({found[article_id][1] for article_id in out}) == 1
        apart = [{found[article_id][level] for article_id in rest} for level in (0, 1)]
        assert not any(found[article_id][k] in apart[k] for article_id in out for k in (0, 1))
        assert len({found[article_id][1] for article_id in held[one] + held[other]}) == 1
        with store.read() as connection:
            listed, _ = stories.page(connection, limit=10_000)
            assert sorted(those.id for those in listed) == sorted({s for _, s in found.values()})
            assert sum(those.articles for those in listed) == len(found)


def test_a_rule_about_articles_that_are_gone_is_taken_up_and_changes_nothing(
    articles: list[Article], tmp_path: Path
) -> None:
    store = grown(tmp_path / "grown.db", [articles[:60]])
    before = standing(store)
    rule = Rule(level="story", together=(("a-gone",), ("a-lost",)))
    with store.write() as connection:
        corrections.add(connection, asked(1, "merge", "s-gone", rule, "s-lost"))
    report = build(store, Settings(), now=NOW + timedelta(hours=1))
    assert not report.whole
    assert standing(store) == before
    with store.read() as connection:
        assert corrections.waiting(connection) == []
        assert report.stories == stories.count(connection)
    assert build(store, Settings(), now=NOW + timedelta(hours=2)).unchanged
