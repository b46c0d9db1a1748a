from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest

from service.records import Article, Published
from service.stories.affairs import AFFAIR_FEATURES
from service.stories.corpus import Corpus, make_corpus
from service.stories.families import OF_GROUPS, by_family, family_of
from service.stories.joins import Bar, Far, Told, tell
from service.stories.merging import EVENT_MERGE_FEATURES, MergeParams
from service.stories.shapes import AdditiveModel, Shape
from service.stories.similarity import Links, load_background

START = datetime(2026, 3, 2, tzinfo=UTC)


def corpus(count: int, languages: Sequence[str] = (), days: Sequence[int] = ()) -> Corpus:
    articles = [
        Article(
            id=f"a{place}",
            outlet="o",
            language=languages[place] if languages else "ar",
            title="انهيار سد وادي النخيل",
            body="نص",
            content_hash=f"{place:064d}",
            published=Published(
                at=START + timedelta(days=days[place] if days else 0),
                precision="minute",
                source="row",
            ),
        )
        for place in range(count)
    ]
    vectors = np.ones((count, 2), np.float32)
    vectors[:, 1] = np.arange(count)
    return make_corpus(articles, vectors, vectors, load_background())


def links(n: int, pairs: dict[tuple[int, int], float]) -> Links:
    first, second = (np.array([pair[k] for pair in sorted(pairs)], np.int64) for k in range(2))
    told = np.array([pairs[pair] for pair in sorted(pairs)], np.float32)
    return Links(n=n, first=first, second=second, event=told, plain=told, story=told)


def bar(level: str = "event", affair: float | None = None) -> Bar:
    """A judgement that looks at nothing but the mean event probability: even odds at 0.5."""
    shapes = [
        Shape(name=name, knots=[0.0, 1.0], values=[0.0, 10.0 if name == "mean_event" else 0.0])
        for name in EVENT_MERGE_FEATURES
    ]
    return Bar(
        level="story" if level == "story" else "event",
        model=AdditiveModel(bias=-5.0, shapes=shapes),
        cut=0.5,
        params=MergeParams(level=0, reach=168.0),
        affair=None if affair is None else by_chance(affair),
    )


def by_chance(far: float) -> Far:
    """Two stories are one affair where the sum of their cosines is over ``far``."""
    shapes = [
        Shape(name=name, knots=[-3.0, 3.0], values=[-30.0, 30.0] if place == 0 else [0.0, 0.0])
        for place, name in enumerate(AFFAIR_FEATURES)
    ]
    return Far(model=AdditiveModel(bias=0.0, shapes=shapes), cut=0.5, far=far)


def told(pairs: dict[tuple[int, int], float], units: list[int], stand: list[int]) -> Told:
    n = len(units)
    return tell(corpus(n), links(n, pairs), 0, np.array(units), np.array(stand), bar())


@pytest.mark.parametrize("name", EVENT_MERGE_FEATURES)
def test_every_measure_of_two_groups_is_of_a_family_that_has_a_name(name: str) -> None:
    assert family_of(name, OF_GROUPS) in OF_GROUPS


def test_the_parts_sum_to_what_the_model_adds() -> None:
    parts = np.arange(len(EVENT_MERGE_FEATURES), dtype=np.float32)
    found = by_family(parts, EVENT_MERGE_FEATURES, OF_GROUPS)
    assert sum(found.values()) == pytest.approx(float(parts.sum()), abs=1e-2)
    assert list(found.values()) == sorted(found.values(), reverse=True)


def test_the_seed_then_the_join_that_brought_most_then_the_nearest_refused() -> None:
    pairs = {(0, 1): 0.9, (0, 2): 0.7, (0, 3): 0.6, (1, 2): 0.6, (1, 3): 0.7, (2, 3): 0.9}
    pairs |= {(0, 4): 0.3, (1, 4): 0.2}
    found = told(pairs, [0, 0, 2, 2, 4], [0, 0, 0, 0, 4])
    seed, joined = found.joins
    assert (seed.way, seed.others, seed.score) == ("seed", ("a1",), 0.9)
    assert (joined.way, set(joined.mine), set(joined.others)) == (
        "judgement",
        {"a0", "a1"},
        {"a2", "a3"},
    )
    assert joined.score is not None
    assert joined.score > 0.5
    assert joined.start + sum(joined.parts.values()) == pytest.approx(-5 + 6.5, abs=0.01)
    assert found.refused is not None
    assert found.refused.others == ("a4",)
    assert found.refused.score is not None
    assert found.refused.score < 0.5
    assert found.agrees


def test_where_the_build_went_another_way_it_is_said() -> None:
    pairs = {(0, 1): 0.8, (0, 2): 0.3}
    # The build joined what nothing here joins, and parted what would be joined here.
    found = told(pairs, [0, 1, 2], [0, 1, 0])
    assert [(one.way, one.others) for one in found.joins] == [("otherwise", ("a2",))]
    assert found.refused is not None
    assert found.refused.others == ("a1",)
    assert not found.agrees


def test_an_article_alone_has_no_joins() -> None:
    found = told({(0, 1): 0.2}, [0, 1], [0, 1])
    assert found.joins == ()
    assert found.agrees


def test_another_language_is_joined_by_meaning() -> None:
    made = corpus(2, ["ar", "fr"])
    found = tell(made, links(2, {}), 0, np.array([0, 1]), np.array([0, 0]), bar())
    assert [(one.way, one.others) for one in found.joins] == [("language", ("a1",))]
    assert found.agrees
    assert found.refused is None


def test_an_event_comes_into_a_story_with_its_telling_in_another_language() -> None:
    # 0 and 2 are of one event in two languages, as are 1 and 3; the Arabic ones are joined.
    made = corpus(4, ["fr", "fr", "ar", "ar"])
    events, stand = np.array([0, 1, 0, 1]), np.zeros(4, np.int64)
    found = tell(made, links(4, {(2, 3): 0.9}), 0, events, stand, bar("story", affair=9.0))
    assert [one.way for one in found.joins] == ["language"]
    assert set(found.joins[0].others) == {"a1", "a2", "a3"}
    assert found.agrees
    arabic = tell(made, links(4, {(2, 3): 0.9}), 2, events, stand, bar("story", affair=9.0))
    assert [one.way for one in arabic.joins] == ["judgement", "language"]


def test_what_stands_in_one_group_is_not_refused() -> None:
    made = corpus(2, ["ar", "fr"])
    found = tell(made, links(2, {(0, 1): 0.4}), 0, np.array([0, 1]), np.array([0, 0]), bar())
    assert found.refused is None


def test_stories_far_apart_are_joined_as_one_affair() -> None:
    made = corpus(2, days=[0, 90])
    units, stand = np.array([0, 1]), np.array([0, 0])
    found = tell(made, links(2, {}), 0, units, stand, bar("story", affair=1.5))
    (joined,) = found.joins
    assert (joined.way, joined.others, joined.cut) == ("affair", ("a1",), 0.5)
    assert joined.score is not None
    odds = joined.start + sum(joined.parts.values())
    assert joined.score == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-3)
    apart = tell(made, links(2, {}), 0, units, stand, bar("story", affair=2.99))
    assert [one.way for one in apart.joins] == ["otherwise"]
    assert not apart.agrees


def test_what_is_too_long_for_pairs_is_refused_as_an_affair() -> None:
    made = corpus(3, days=[0, 7, 14])
    pairs = {(0, 1): 0.2, (0, 2): 0.1}
    short = bar("story", affair=2.5)
    short = msgspec.structs.replace(
        short, params=msgspec.structs.replace(short.params, longest=240.0)
    )
    stand = np.array([0, 1, 2])
    found = tell(made, links(3, pairs), 0, stand, stand, short)
    assert found.refused is not None
    # Pairs are further from joining the nearer one than the affair is from the cut of its own.
    assert (found.refused.way, found.refused.others) == ("affair", ("a2",))
    odds = found.refused.start + sum(found.refused.parts.values())
    assert found.refused.score == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-3)
    assert found.agrees
    # What would be one affair here, and is not in the build, does not bear out what is told.
    assert short.affair is not None
    near = msgspec.structs.replace(short, affair=msgspec.structs.replace(short.affair, far=1.5))
    assert not tell(made, links(3, pairs), 0, stand, stand, near).agrees


def test_what_is_measured_of_an_affair_is_told_by_what_it_is_of() -> None:
    families = {name: family_of(name, OF_GROUPS) for name in AFFAIR_FEATURES}
    assert families["near_chance"] == families["near_low"] == "nearness"
    assert families["head_words_part"] == "words"
    assert families["vectors_part"] == families["title_vectors_beside"] == "meaning"
    assert families["occasion_apart"] == "occasion"
    assert "other" not in families.values()
