"""Corrections and ids over build after build, whatever the clustering comes up with."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.records import Rule
from service.stories.enforce import enforce
from service.stories.identity import Naming, name_groups

FIRST = [f"a{place:02d}" for place in range(10)]
LATER = [[f"n{build}{place}" for place in range(3)] for build in range(3)]
VECTORS = np.random.default_rng(11).normal(size=(30, 5)).astype(np.float32)


class Desk:
    """Build after build: labels are made to obey the rules, groups get ids that live on."""

    def __init__(self) -> None:
        self.event: dict[str, str] = {}
        self.story: dict[str, str] = {}
        self._former: dict[str, dict[str, list[str]]] = {"e": {}, "s": {}}

    def build(
        self, articles: list[str], event: list[int], story_of: list[int], rules: list[Rule]
    ) -> None:
        ids = sorted(articles)
        of = [event[ids.index(one) % len(event)] for one in ids]
        labels = (_least(of), _least([story_of[one] for one in of]))
        found = enforce(ids, *labels, VECTORS[: len(ids)], rules)
        self.event = self._named(ids, found[0], self.event, "e")
        self.story = self._named(ids, found[1], self.story, "s")

    def _named(
        self, ids: list[str], labels: np.ndarray, before: dict[str, str], prefix: str
    ) -> dict[str, str]:
        groups: dict[int, list[str]] = {}
        for one, label in zip(ids, labels.tolist(), strict=True):
            groups.setdefault(label, []).append(one)
        former = self._former[prefix]
        naming: Naming = name_groups(
            list(groups.values()), before, prefix=prefix, retired=[*former], former=former
        )
        for old in naming.restored:
            del former[old]
        for old in naming.merged:
            held = sorted(one for one, own in before.items() if own == old)
            if held:
                former.pop(old, None)
                former[old] = held
        return {
            one: own
            for group, own in zip(groups.values(), naming.ids, strict=True)
            for one in group
        }


def _least(labels: list[int]) -> np.ndarray:
    first: dict[int, int] = {}
    return np.array([first.setdefault(one, row) for row, one in enumerate(labels)], np.int64)


LABELS = st.lists(st.integers(0, 5), min_size=19, max_size=19)
STORIES = st.lists(st.integers(0, 3), min_size=6, max_size=6)


def whole(desk: Desk, articles: list[str]) -> None:
    """Every article is in one event and one story, and every event in one story."""
    assert set(desk.event) == set(desk.story) == set(articles)
    stories: dict[str, set[str]] = {}
    for one in articles:
        stories.setdefault(desk.event[one], set()).add(desk.story[one])
    assert all(len(found) == 1 for found in stories.values())


@given(LABELS, STORIES, st.lists(st.tuples(LABELS, STORIES), min_size=3, max_size=3), st.data())
def test_a_merge_survives_three_rebuilds_with_new_articles(
    event: list[int],
    story: list[int],
    later: list[tuple[list[int], list[int]]],
    data: st.DataObject,
) -> None:
    desk = Desk()
    desk.build(FIRST, event, story, [])
    names = sorted(set(desk.story.values()))
    one, other = (data.draw(st.sampled_from(names)) for _ in range(2))
    parts = [[a for a in FIRST if desk.story[a] == own] for own in dict.fromkeys((one, other))]
    rules = [Rule(level="story", together=tuple(map(tuple, parts)), correction="c-1")]
    articles = list(FIRST)
    for (labels, stories), arrived in zip(later, LATER, strict=True):
        articles = articles + arrived
        desk.build(articles, labels, stories, rules)
        whole(desk, articles)
        assert len({desk.story[a] for part in parts for a in part}) == 1


@given(LABELS, STORIES, st.lists(st.tuples(LABELS, STORIES), min_size=3, max_size=3), st.data())
def test_a_split_survives_three_rebuilds_with_new_articles(
    event: list[int],
    story: list[int],
    later: list[tuple[list[int], list[int]]],
    data: st.DataObject,
) -> None:
    desk = Desk()
    desk.build(FIRST, event, story, [])
    own = desk.story[data.draw(st.sampled_from(FIRST))]
    held = [a for a in FIRST if desk.story[a] == own]
    out = data.draw(st.lists(st.sampled_from(held), min_size=1, unique=True))
    rest = [a for a in held if a not in out]
    rules = [Rule(level="story", together=(tuple(out),), apart=tuple(rest), correction="c-1")]
    articles = list(FIRST)
    for (labels, stories), arrived in zip(later, LATER, strict=True):
        articles = articles + arrived
        desk.build(articles, labels, stories, rules)
        whole(desk, articles)
        assert len({desk.story[a] for a in out}) == 1
        assert not any(desk.story[a] == desk.story[b] for a, b in product(out, rest))
        assert not any(desk.event[a] == desk.event[b] for a, b in product(out, rest))


@given(LABELS, STORIES, st.integers(0, 3))
def test_a_merge_that_is_undone_restores_every_id(
    event: list[int], story: list[int], builds: int
) -> None:
    desk = Desk()
    desk.build(FIRST, event, story, [])
    before = (dict(desk.event), dict(desk.story))
    for one, other in combinations(sorted(set(desk.story.values())), 2):
        parts = [tuple(a for a in FIRST if before[1][a] == own) for own in (one, other)]
        rule = Rule(level="story", together=tuple(parts), correction="c-1")
        for _ in range(1 + builds):
            desk.build(FIRST, event, story, [rule])
        assert len({desk.story[a] for part in parts for a in part}) == 1
        desk.build(FIRST, event, story, [])
        assert (desk.event, desk.story) == before


@given(LABELS, STORIES)
def test_an_event_merge_that_is_undone_restores_every_id(
    event: list[int], story: list[int]
) -> None:
    desk = Desk()
    desk.build(FIRST, event, story, [])
    before = (dict(desk.event), dict(desk.story))
    names = sorted(set(desk.event.values()))
    parts = tuple(tuple(a for a in FIRST if desk.event[a] == own) for own in names)
    desk.build(FIRST, event, story, [Rule(level="event", together=parts, correction="c-1")])
    assert len(set(desk.event.values())) == 1
    desk.build(FIRST, event, story, [])
    assert (desk.event, desk.story) == before
