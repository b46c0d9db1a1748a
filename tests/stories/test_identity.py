from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from service.stories.identity import name_groups, redirects


def test_an_empty_past_gives_ids_that_hang_on_the_articles_alone() -> None:
    groups = [["b", "c"], ["a"]]
    there = name_groups(groups, {}, prefix="s").ids
    back = name_groups(groups[::-1], {}, prefix="s").ids
    assert there == back[::-1]
    assert all(one.startswith("s-") and len(one) == 18 for one in there)


def test_a_group_that_grows_keeps_its_id() -> None:
    first = name_groups([["b", "c"]], {}, prefix="e").ids[0]
    naming = name_groups([["a", "b", "c"]], {"b": first, "c": first}, prefix="e")
    assert naming.ids == [first]
    assert not naming.merged
    assert not naming.split


def test_a_merge_keeps_the_larger_and_redirects_the_lesser() -> None:
    previous = {"a": "s-1", "b": "s-2", "c": "s-2"}
    naming = name_groups([["a", "b", "c"]], previous, prefix="s")
    assert naming.ids == ["s-2"]
    assert naming.merged == {"s-1": "s-2"}
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert [(one.old, one.new) for one in redirects(naming, at=at)] == [("s-1", "s-2")]


def test_a_split_keeps_the_id_with_the_most_and_lists_the_rest() -> None:
    previous = dict.fromkeys("abcde", "s-1")
    naming = name_groups([["a", "b"], ["c", "d", "e"]], previous, prefix="s")
    assert naming.ids[1] == "s-1"
    assert naming.split == {"s-1": (naming.ids[0],)}


def test_a_fresh_id_is_never_an_old_one() -> None:
    first = name_groups([["a"]], {}, prefix="s").ids[0]
    assert name_groups([["a"]], {}, prefix="s", retired=[first]).ids != [first]


@given(
    st.dictionaries(st.integers(0, 40), st.tuples(st.integers(0, 6), st.integers(0, 6))),
    st.randoms(use_true_random=False),
)
def test_ids_are_distinct_and_free_of_order(
    drawn: dict[int, tuple[int, int]], random: object
) -> None:
    previous = {f"a{key}": f"s-{old}" for key, (old, _) in drawn.items()}
    groups: dict[int, list[str]] = {}
    for key, (_, new) in drawn.items():
        groups.setdefault(new, []).append(f"a{key}")
    listed = list(groups.values())
    there = name_groups(listed, previous, prefix="s")
    shuffled = list(listed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = name_groups(shuffled, previous, prefix="s")
    assert len(set(there.ids)) == len(listed)
    assert {tuple(group): one for group, one in zip(listed, there.ids, strict=True)} == {
        tuple(group): one for group, one in zip(shuffled, again.ids, strict=True)
    }
    kept = set(there.ids) & set(previous.values())
    assert kept | there.merged.keys() == set(previous.values())
