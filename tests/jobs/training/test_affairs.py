"""Linked storylines of several weeks, and the judgement of affairs that is learned from them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from jobs.training.affairs import (
    UNKNOWN,
    Archive,
    fit_affairs,
    link_weeks,
    read_affairs,
    score_halves,
)
from jobs.training.labelled import Week
from service.errors import InputError, SourceError
from service.evaluation.gold import digest
from service.stories.affairs import AffairParams
from service.stories.candidates import CandidateParams, find_pairs
from service.stories.corpus import Corpus
from tests.stories.corpora import a_corpus

DAY = 24.0
PARAMS = AffairParams()


def a_week(name: str, corpus: Corpus, story: list[int]) -> Week:
    return Week(
        name=name,
        corpus=corpus,
        pairs=find_pairs(corpus, CandidateParams()),
        measures=np.zeros((0, 0), np.float32),
        gold={"event": np.arange(len(story)), "story": np.array(story)},
    )


def weeks_and_whole(begins: list[float]) -> tuple[list[Week], Archive]:
    """In each week two affairs, of four articles and of one; the second is told in like words."""
    chance = np.random.default_rng(4)
    weeks, rows, hours, affair = [], [], [], []
    for number, begin in enumerate(begins):
        own = [[1.0, 0.0, 0.1, 0.0], [0.7, 0.7, 0.0, 0.0]]
        kinds = [0, 0, 0, 0, 1]
        mine = [[one + chance.uniform(0, 0.25) for one in own[kind]] for kind in kinds]
        times = [begin + DAY * place for place in range(5)]
        corpus = a_corpus(mine, times)
        ids = [f"w{number}-{place}" for place in range(5)]
        weeks.append(a_week(f"w{number}", msgspec.structs.replace(corpus, ids=ids), kinds))
        rows += mine
        hours += times
        affair += [kind if kind == 0 else 1 + number for kind in kinds]
    corpus = a_corpus(rows, hours)
    corpus = msgspec.structs.replace(corpus, ids=[one for week in weeks for one in week.corpus.ids])
    # Each week's articles of the large affair were found in two pieces.
    story = np.concatenate(
        [5 * number + np.array([0, 0, 2, 2, 4]) for number in range(len(begins))]
    )
    return weeks, Archive(corpus=corpus, story=story, affair=np.array(affair))


BEGINS = [0.0, 7 * DAY, 60 * DAY, 67 * DAY, 130 * DAY, 190 * DAY]


def write(path: Path, rows: list[tuple[str, str]]) -> Path:
    lines = ["article\taffair", *(f"{digest(one)}\t{affair}" for one, affair in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_names_the_affair_of_a_whole_storyline(tmp_path: Path) -> None:
    weeks, whole = weeks_and_whole(BEGINS[:2])
    path = write(tmp_path / "affairs.tsv", [("w0-1", "dam"), ("w1-3", "dam")])
    found = read_affairs(path, weeks, whole.corpus.ids)
    assert {found[f"w{week}-{place}"] for week in range(2) for place in range(4)} == {"dam"}
    assert found["w0-4"] != found["w1-4"]
    assert set(found) == set(whole.corpus.ids)


def test_an_article_that_is_not_given_is_told(tmp_path: Path) -> None:
    weeks, whole = weeks_and_whole(BEGINS[:2])
    path = write(tmp_path / "affairs.tsv", [("elsewhere", "dam")])
    with pytest.raises(SourceError, match="is not among the articles given"):
        read_affairs(path, weeks, whole.corpus.ids)


def test_of_a_year_the_lesser_storylines_are_unknown_and_of_weeks_in_a_row_they_are_not() -> None:
    weeks, whole = weeks_and_whole(BEGINS)
    linked = link_weeks(whole, whole, weeks)
    assert [run.corpus.size for run in linked.runs] == [10, 10, 5, 5]
    assert (linked.whole.affair == UNKNOWN).sum() == len(BEGINS)
    assert all((run.affair != UNKNOWN).all() for run in linked.runs)
    part = linked.runs[1]
    assert part.story.tolist() == [0, 0, 2, 2, 4, 5, 5, 7, 7, 9]
    assert part.corpus.ids[0] == "w2-0"


def test_half_of_the_weeks_is_known_amid_all_there_is() -> None:
    weeks, whole = weeks_and_whole(BEGINS)
    # The last two weeks stand for what was published beside the labelled ones.
    linked = link_weeks(whole.part(np.arange(20)), whole, weeks[:4])
    assert linked.amid.corpus.size == whole.corpus.size
    known = [one for one in whole.corpus.ids if one[1] in "0123" and not one.endswith("-4")]
    assert [
        one
        for one, affair in zip(linked.amid.corpus.ids, linked.amid.affair, strict=True)
        if affair != UNKNOWN
    ] == known
    some = linked.amid.knowing(known[:4])
    assert (some.affair != UNKNOWN).sum() == 4
    assert (some.story == whole.story).all()


def test_what_is_learned_joins_an_affair_and_is_the_same_twice() -> None:
    weeks, whole = weeks_and_whole(BEGINS)
    linked = link_weeks(whole, whole, weeks)
    model = fit_affairs(linked, PARAMS)
    assert msgspec.json.encode(model) == msgspec.json.encode(fit_affairs(linked, PARAMS))
    joined = linked.whole.joined(model, PARAMS, 0.5)
    assert joined.score().recall > linked.whole.score().recall
    assert len(set(joined.story[whole.affair == 0].tolist())) < 6
    scores = score_halves(linked, PARAMS, (0.4, 0.5))
    assert {name: [len(side) for side in halves] for name, halves in scores.items()} == {
        name: [3, 3] for name in ("whole", "long", "runs", "amid", "amid_long")
    }


def test_joins_of_one_kind_alone_teach_nothing() -> None:
    weeks, whole = weeks_and_whole(BEGINS[:2])
    same = msgspec.structs.replace(whole, affair=np.zeros_like(whole.affair))
    with pytest.raises(InputError, match="both kinds are needed"):
        fit_affairs(link_weeks(same, same, weeks), PARAMS)
