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
    (one,) = redirects(naming, previous, at=at)
    assert (one.old, one.new, one.articles) == ("s-1", "s-2", ("a",))


def test_a_split_keeps_the_id_with_the_most_and_lists_the_rest() -> None:
    previous = dict.fromkeys("abcde", "s-1")
    naming = name_groups([["a", "b"], ["c", "d", "e"]], previous, prefix="s")
    assert naming.ids[1] == "s-1"
    assert naming.split == {"s-1": (naming.ids[0],)}


def test_of_equal_shares_the_lesser_id_lives_on() -> None:
    naming = name_groups([["a", "b"]], {"a": "s-2", "b": "s-1"}, prefix="s")
    assert naming.ids == ["s-1"]
    assert naming.merged == {"s-2": "s-1"}


def test_a_lost_id_leads_where_most_of_its_articles_went() -> None:
    previous = (
        dict.fromkeys("abc", "s-1") | dict.fromkeys("xyz", "s-2") | dict.fromkeys("mn", "s-3")
    )
    naming = name_groups([["a", "b", "c"], ["x", "y", "z", "m", "n"]], previous, prefix="s")
    assert naming.ids == ["s-1", "s-2"]
    assert naming.merged == {"s-3": "s-2"}
    assert not naming.split


def test_an_id_whose_articles_are_gone_leads_nowhere() -> None:
    naming = name_groups([["a"]], {"a": "s-1", "gone": "s-2"}, prefix="s")
    assert naming.ids == ["s-1"]
    assert not naming.merged


def test_a_fresh_id_is_not_one_that_stands_under_other_articles() -> None:
    first = name_groups([["a"]], {}, prefix="s").ids[0]
    naming = name_groups([["b"], ["a"]], {"b": first}, prefix="s")
    assert naming.ids[0] == first
    assert naming.ids[1] != first


def test_a_fresh_id_is_never_an_old_one() -> None:
    first = name_groups([["a"]], {}, prefix="s").ids[0]
    assert name_groups([["a"]], {}, prefix="s", retired=[first]).ids != [first]


def test_what_was_merged_and_parts_again_gets_its_own_ids_back() -> None:
    for lesser in ("ab", "abcd"):
        before = dict.fromkeys(lesser, "s-2") | dict.fromkeys("xyz", "s-1")
        merged = name_groups([[*lesser, *"xyz"]], before, prefix="s")
        former = {old: [a for a, of in before.items() if of == old] for old in merged.merged}
        again = name_groups(
            [[*lesser], [*"xyz"]],
            dict.fromkeys([*lesser, *"xyz"], merged.ids[0]),
            prefix="s",
            retired=[*merged.merged],
            former=former,
        )
        assert again.ids == ["s-2", "s-1"]
        assert again.restored == tuple(merged.merged)
        assert again.split == {merged.ids[0]: again.restored}
        assert not again.merged


def test_newcomers_in_the_larger_part_do_not_take_its_partners_id() -> None:
    former = {"s-2": ["a", "b"]}
    now = dict.fromkeys("abxyz", "s-1") | {}
    parted = name_groups([["a", "b", "n", "m", "o", "p"], ["x", "y", "z"]], now, prefix="s",
                         retired=["s-2"], former=former)  # fmt: skip
    assert parted.ids == ["s-2", "s-1"]


def test_of_three_merged_in_turn_each_gets_its_own_id_back() -> None:
    former = {"s-3": ["c", "d"], "s-2": ["b", "c", "d", "e"]}
    now = dict.fromkeys("abcdefg", "s-1")
    parted = name_groups(
        [["a", "f", "g"], ["b", "e"], ["c", "d"]], now, prefix="s", retired=[*former], former=former
    )
    assert parted.ids == ["s-1", "s-2", "s-3"]


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


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 5), min_size=1), st.integers(1, 4))
def test_the_same_groups_again_keep_their_ids_and_retired_ones_stay_away(
    drawn: dict[int, int], times: int
) -> None:
    groups: dict[int, list[str]] = {}
    for key, place in drawn.items():
        groups.setdefault(place, []).append(f"a{key}")
    listed = list(groups.values())
    gone: set[str] = set()
    for _ in range(times):
        ids = name_groups(listed, {}, prefix="s", retired=gone).ids
        assert not gone & set(ids)
        gone |= set(ids)
    kept = {one: own for group, own in zip(listed, ids, strict=True) for one in group}
    again = name_groups(listed, kept, prefix="s", retired=gone)
    assert (again.ids, again.merged, again.split) == (ids, {}, {})
