from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.records import Level, Rule
from service.stories.constraints import settle
from service.stories.enforce import enforce

IDS = [f"a{place:02d}" for place in range(12)]
NEAR = np.random.default_rng(5).normal(size=(len(IDS), 6)).astype(np.float32)
NEAR /= np.linalg.norm(NEAR, axis=1, keepdims=True)


def least(labels: Sequence[int]) -> np.ndarray:
    first: dict[int, int] = {}
    return np.array([first.setdefault(one, row) for row, one in enumerate(labels)], np.int64)


@st.composite
def clusterings(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Every row in an event, every event in one story."""
    event = draw(st.lists(st.integers(0, 6), min_size=len(IDS), max_size=len(IDS)))
    of = draw(st.lists(st.integers(0, 3), min_size=7, max_size=7))
    return least(event), least([of[one] for one in event])


@st.composite
def rules(draw: st.DrawFn, *, most: int = 4) -> list[Rule]:
    found = []
    for number in range(draw(st.integers(1, most))):
        articles = draw(st.permutations(IDS))
        cuts = sorted(draw(st.lists(st.integers(0, 7), min_size=3, max_size=3)))
        parts = (tuple(articles[: cuts[0] + 1]), tuple(articles[cuts[0] + 1 : cuts[1] + 1]))
        level: Level = draw(st.sampled_from(["event", "story"]))
        found.append(
            Rule(
                level=level,
                together=tuple(part for part in parts if part),
                apart=tuple(articles[cuts[1] + 1 : cuts[2] + 1]),
                correction=f"c-{number}",
            )
        )
    return found


def obey(groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]) -> dict[Level, np.ndarray]:
    event, story = enforce(IDS, *groups, NEAR, asked)
    return {"event": event, "story": story}


def same(labels: np.ndarray, one: str, other: str) -> bool:
    return bool(labels[IDS.index(one)] == labels[IDS.index(other)])


@given(clusterings(), rules())
def test_every_article_is_in_one_event_and_every_event_in_one_story(
    groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]
) -> None:
    found = obey(groups, asked)
    for labels in found.values():
        assert (labels == least(labels.tolist())).all()
    for name in np.unique(found["event"]):
        assert len(np.unique(found["story"][found["event"] == name])) == 1


@given(clusterings(), rules(most=1))
def test_a_rule_alone_is_obeyed(groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]) -> None:
    (rule,) = asked
    labels = obey(groups, asked)[rule.level]
    together = [one for part in rule.together for one in part]
    assert all(same(labels, one, other) for one, other in combinations(together, 2))
    assert not any(same(labels, one, other) for one, other in product(together, rule.apart))


@given(clusterings(), rules())
def test_of_many_rules_the_last_is_obeyed_and_no_other_broken_unless_it_is_named(
    groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]
) -> None:
    found = obey(groups, asked)
    overruled = settle(asked).overruled
    assert asked[-1].correction not in overruled
    for rule in asked:
        if rule.correction in overruled:
            continue
        together = [one for part in rule.together for one in part]
        labels = found[rule.level]
        assert all(same(labels, one, other) for one, other in combinations(together, 2))
        assert not any(same(labels, one, other) for one, other in product(together, rule.apart))


@given(clusterings(), rules())
def test_obeying_twice_changes_nothing_more(
    groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]
) -> None:
    found = obey(groups, asked)
    again = obey((found["event"], found["story"]), asked)
    assert found["event"].tolist() == again["event"].tolist()
    assert found["story"].tolist() == again["story"].tolist()


@given(clusterings(), rules())
def test_groups_that_no_rule_names_stay_as_they_were(
    groups: tuple[np.ndarray, np.ndarray], asked: list[Rule]
) -> None:
    named = {one for rule in asked for part in (*rule.together, rule.apart) for one in part}
    touched = {int(groups[1][IDS.index(one)]) for one in named}
    found = obey(groups, asked)
    for row in range(len(IDS)):
        if int(groups[1][row]) not in touched:
            assert found["event"][row] == groups[0][row]
            assert found["story"][row] == groups[1][row]


def rule(level: Level, *together: str, apart: str = "", name: str = "c-1") -> Rule:
    return Rule(
        level=level,
        together=tuple(tuple(part.split()) for part in together),
        apart=tuple(apart.split()),
        correction=name,
    )


def test_a_later_correction_wins_and_the_earlier_is_named() -> None:
    merge = rule("story", "a00 a01", "a02 a03")
    move = rule("story", "a00", "a08 a09", apart="a01 a02 a03", name="c-2")
    assert settle([merge, move]).overruled == ("c-1",)
    story = enforce(IDS, np.arange(12), np.arange(12), NEAR, [merge, move])[1]
    assert [story[k] for k in (1, 2, 3)] == [1, 1, 1]
    assert [story[k] for k in (0, 8, 9)] == [0, 0, 0]


def test_what_was_moved_back_is_where_it_was() -> None:
    there = rule("story", "a00", "a08 a09", apart="a01 a02")
    back = rule("story", "a00", "a01 a02", apart="a08 a09", name="c-2")
    story = least([0, 0, 0, 3, 4, 5, 6, 7, 8, 8, 10, 11])
    assert enforce(IDS, np.arange(12), story, NEAR, [there, back])[1].tolist() == story.tolist()
    assert settle([there, back]).overruled == ("c-1",)


def test_newcomers_follow_the_group_they_were_found_in() -> None:
    story = least([0, 0, 0, 3, 3, 3, 6, 7, 8, 9, 10, 11])
    found = enforce(IDS, np.arange(12), story, NEAR, [rule("story", "a00 a01", "a03")])[1]
    assert found[:6].tolist() == [0] * 6


def test_a_stray_of_a_merged_story_does_not_bring_a_foreign_one_along() -> None:
    story = least([0, 0, 0, 3, 3, 5, 5, 5, 5, 5, 5, 5])
    asked = [rule("story", "a00 a01 a02", "a03 a04 a05")]
    found = enforce(IDS, np.arange(12), story, NEAR, asked)[1]
    assert found.tolist() == [0] * 6 + [6] * 6


def test_an_event_merged_across_stories_brings_them_together() -> None:
    event, story = (
        least([0, 0, 2, 3, 3, 5, *range(6, 12)]),
        least([0, 0, 0, 3, 3, 3, *range(6, 12)]),
    )
    found = enforce(IDS, event, story, NEAR, [rule("event", "a00 a01", "a03 a04")])
    assert found[0].tolist() == [0, 0, 2, 0, 0, 5, *range(6, 12)]
    assert found[1].tolist() == [0] * 6 + list(range(6, 12))


def test_rules_about_articles_that_are_not_here_are_passed_over() -> None:
    same_as = least([0, 0, 2, *range(3, 12)])
    asked = [rule("event", "a00", "gone", apart="a01")]
    found = enforce(IDS, same_as, same_as, NEAR, asked)
    assert found[0].tolist() == found[1].tolist() == same_as.tolist()
