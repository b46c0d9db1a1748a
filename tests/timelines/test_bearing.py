"""What an entry cites and counts tells what it shows, not what else its day brought."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.records import Article, TimelineEntry
from service.timelines.build import build_timeline
from service.timelines.meanings import Meanings
from tests.timelines.world import article, story

CLOSED = "أغلقت السلطات، الاثنين، جسر الوادي الكبير بين المدينتين بعد ظهور شقوق في أعمدته."
AGAIN = "قالت الشرطة إن جسر الوادي الكبير أغلق، الاثنين، أمام السيارات لأن أعمدته تشققت."
VISIT = "زار وزير التجهيز، الاثنين، مستشفى الأطفال في العاصمة ووعد عماله بأجهزة حديثة."
LATER = "عادت السيارات إلى جسر الوادي الكبير الذي أغلق يوم الاثنين 5 مارس 2018 بعد ظهور شقوق."


def plane(angles: dict[str, float]) -> Meanings:
    """Sentences that begin so point so many degrees away from all others."""

    def encode(texts: Sequence[str]) -> NDArray[np.float32]:
        turned = [
            next((angle for start, angle in angles.items() if one.startswith(start)), 0.0)
            for one in texts
        ]
        rows = [[np.cos(np.radians(one)), np.sin(np.radians(one))] for one in turned]
        return np.array(rows, dtype=np.float32)

    return Meanings(encode=encode)


def entry_of(bodies: Sequence[str], told: Meanings | None) -> TimelineEntry:
    articles: list[Article] = [
        article(str(row), body, published="2018-03-05", outlet=outlet, title=body[:30])
        for row, (body, outlet) in enumerate(
            zip(bodies, ("hespress", "kech24", "akhbarona", "le360"), strict=False)
        )
    ]
    made = build_timeline(story(articles), (), articles, meanings=told)
    return next(one for one in made.entries if one.date == "2018-03-05")


def starts(entry: TimelineEntry) -> set[str]:
    return {one.sentence.split()[0] for one in entry.evidence}


def test_another_matter_of_the_day_is_neither_cited_nor_counted() -> None:
    entry = entry_of([CLOSED, AGAIN, VISIT], plane({"زار": 80.0}))
    assert starts(entry) == {"أغلقت", "قالت"}
    assert entry.families == 2
    alike = entry_of([CLOSED, AGAIN, VISIT], plane({}))
    assert (starts(alike), alike.families) == ({"أغلقت", "قالت", "زار"}, 3)


def test_what_is_near_a_sentence_between_is_cited_too() -> None:
    far = {"قالت": 40.0, "زار": 80.0}
    assert starts(entry_of([CLOSED, AGAIN, VISIT], plane(far))) == {"أغلقت", "قالت", "زار"}
    assert starts(entry_of([CLOSED, VISIT], plane(far))) == {"أغلقت"}


def test_without_meanings_words_tell() -> None:
    entry = entry_of([CLOSED, AGAIN, VISIT], None)
    assert starts(entry) == {"أغلقت", "قالت"}
    assert entry.families == 2


def test_who_looks_back_to_a_day_by_name_may_say_it_in_other_words() -> None:
    articles = [
        article("a", CLOSED, published="2018-03-05", title=CLOSED[:30]),
        article("b", LATER, published="2018-03-20", title=LATER[:30], outlet="kech24"),
        article("c", VISIT, published="2018-03-05", title=VISIT[:30], outlet="akhbarona"),
    ]
    told = plane({"عادت": 65.0, "زار": 65.0})
    made = build_timeline(story(articles), (), articles, meanings=told)
    entry = next(one for one in made.entries if one.date == "2018-03-05")
    assert {one.article for one in entry.evidence} == {"a", "b"}
