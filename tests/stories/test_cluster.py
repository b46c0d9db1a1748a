from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

from jobs.evaluations.stories import command as evaluate_stories
from service.embeddings.encoder import load_encoder
from service.embeddings.inputs import fields
from service.errors import ShapeError
from service.records import Article, Published
from service.stories.cluster import Clustering, StoriesParams, cluster
from service.stories.describe import Described, describe

SHARED = Path(os.environ.get("RIWAYA_SHARED", Path(__file__).parents[3] / "shared")) / "data"
START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TEXTS = [
    (
        "انهيار سد ترابي قرب بلدة وادي النخيل وإجلاء مئات الأسر",
        (
            "انهار سد ترابي صباح الاثنين قرب بلدة وادي النخيل بعد أمطار غزيرة، وأجلت فرق الإنقاذ "
            "أربعمئة أسرة من البيوت القريبة من مجرى الوادي."
        ),
    ),
    (
        "فرق الإنقاذ تجلي سكان وادي النخيل بعد انهيار السد",
        (
            "أجلت فرق الإنقاذ سكان بلدة وادي النخيل إثر انهيار السد الترابي صباح الاثنين جراء "
            "الأمطار الغزيرة، وبلغ عدد الأسر التي أجليت أربعمئة."
        ),
    ),
    (
        "البنك المركزي يرفع سعر الفائدة ربع نقطة",
        (
            "رفع البنك المركزي سعر الفائدة الرئيسي ربع نقطة مئوية لكبح التضخم، وقال المحافظ إن "
            "القرار اتخذ بالإجماع."
        ),
    ),
    (
        "المنتخب يتعادل مع ضيفه في افتتاح التصفيات",
        (
            "تعادل المنتخب مع ضيفه بهدف لمثله في افتتاح التصفيات، وسجل المهاجم هدف التعادل في "
            "الدقيقة الأخيرة من المباراة."
        ),
    ),
]


def article(place: int, title: str, body: str, *, dated: bool = True) -> Article:
    at = START + timedelta(hours=place)
    return Article(
        id=f"a-{place:04d}",
        outlet=f"outlet{place % 3}",
        language="ar",
        title=title,
        body=body,
        content_hash=f"{place:064d}",
        published=Published(at=at, precision="minute", source="row") if dated else None,
    )


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [article(place, title, body) for place, (title, body) in enumerate(TEXTS)]


def group(found: list[Article]) -> tuple[Clustering, np.ndarray, np.ndarray]:
    encoder = load_encoder()
    texts = [fields(one) for one in found]
    titles, bodies = (encoder.encode([text[k] for text in texts]) for k in range(2))
    return cluster(found, titles, bodies), titles, bodies


def described(found: list[Article]) -> Described:
    clustering, titles, bodies = group(found)
    return describe(
        found,
        clustering,
        titles,
        bodies,
        families={"outlet0": "one", "outlet1": "one"},
        now=START + timedelta(days=1),
        previous_events={},
        previous_stories={},
    )


def test_two_reports_of_one_happening_meet_and_others_do_not(articles: list[Article]) -> None:
    found, _, _ = group(articles)
    assert found.event[0] == found.event[1]
    assert len(set(found.event[1:].tolist())) == 3
    assert len(set(found.story[1:].tolist())) == 3
    assert found.nearest[0] == ("a-0001",)
    assert found.probability[0] == found.probability[1] > 0.5


FRENCH = [
    (
        "Un incendie ravage la halle aux grains de Valbrune",
        (
            "Le feu a détruit dans la nuit la halle aux grains de Valbrune. Quarante pompiers ont "
            "combattu les flammes jusqu'à l'aube, sans faire de blessé."
        ),
    ),
    (
        "Valbrune : la halle aux grains détruite par les flammes",
        (
            "Quarante pompiers ont lutté toute la nuit contre le feu qui a emporté la halle aux "
            "grains de Valbrune. Aucun blessé n'est à déplorer, selon la mairie."
        ),
    ),
    (
        "La fédération d'aviron choisit une nouvelle présidente",
        (
            "Élue au second tour, la nouvelle présidente de la fédération d'aviron veut ouvrir dix "
            "clubs de plus avant la fin de son mandat."
        ),
    ),
]


@pytest.mark.parametrize(("texts", "language"), [([*TEXTS[:2], TEXTS[3]], "ar"), (FRENCH, "fr")])
def test_one_happening_in_other_words_and_another_three_days_later(
    texts: list[tuple[str, str]], language: str
) -> None:
    found = [
        msgspec.structs.replace(article(hours, *text), language=language)
        for hours, text in zip((0, 4, 76), texts, strict=True)
    ]
    clustering, _, _ = group(found)
    assert clustering.event.tolist() == clustering.story.tolist() == [0, 0, 1]


def test_labels_hang_on_the_ids_and_not_on_the_order() -> None:
    found = [article(place, *text, dated=place != 2) for place, text in enumerate(TEXTS + FRENCH)]
    _, titles, bodies = group(found)
    there = cluster(found, titles, bodies)
    for seed in range(5):
        order = random.Random(seed).sample(range(len(found)), len(found))
        back = cluster([found[row] for row in order], titles[order], bodies[order])
        assert back.event.tolist() == there.event[order].tolist()
        assert back.story.tolist() == there.story[order].tolist()
        assert back.probability.tolist() == there.probability[order].tolist()
        assert back.nearest == [there.nearest[row] for row in order]


def test_an_event_lies_within_one_story_and_labels_have_no_gaps() -> None:
    found = [article(place, *text) for place, text in enumerate(TEXTS + FRENCH)]
    there, _, _ = group(found)
    for label in (there.event, there.story):
        assert label.dtype == np.int32
        assert set(label.tolist()) == set(range(int(label.max()) + 1))
    owners = set(zip(there.event.tolist(), there.story.tolist(), strict=True))
    assert len(owners) == len(set(there.event.tolist()))


def test_a_cut_of_the_callers_own_parts_what_the_fitted_one_joins(articles: list[Article]) -> None:
    _, titles, bodies = group(articles)
    parted = cluster(articles, titles, bodies, params=StoriesParams(event_cut=0.9999))
    assert len(set(parted.event.tolist())) == len(articles)
    assert parted.probability.tolist() == [1.0] * len(articles)


def test_the_order_of_articles_changes_nothing(articles: list[Article]) -> None:
    shuffled = list(articles)
    random.Random(5).shuffle(shuffled)
    assert msgspec.json.encode(described(articles)) == msgspec.json.encode(described(shuffled))


def test_undated_reports_meet_by_their_words(articles: list[Article]) -> None:
    undated = [msgspec.structs.replace(one, published=None) for one in articles]
    found, _, _ = group(undated)
    assert found.story[0] == found.story[1]
    assert len(set(found.story.tolist())) == 3


def test_every_article_is_in_one_event_and_one_story(articles: list[Article]) -> None:
    index = described(articles)
    listed = [one for event in index.events for one in event.articles]
    assert sorted(listed) == [one.id for one in articles]
    assert sorted(one.article for one in index.memberships) == sorted(listed)
    stories = {story.id: story for story in index.stories}
    assert sum(story.articles for story in stories.values()) == len(articles)
    for event in index.events:
        assert event.id in stories[event.story].events
    flood = stories[next(one.story for one in index.memberships if one.article == "a-0000")]
    assert flood.families == 1
    assert flood.outlets == {"outlet0": 1, "outlet1": 1}
    assert flood.phase == "breaking"
    assert any("النخيل" in word for word in flood.keywords)


def test_nothing_and_one() -> None:
    none = np.zeros((0, 4), np.float32)
    assert cluster([], none, none).event.size == 0
    one, _, _ = group([article(0, *TEXTS[0], dated=False)])
    assert one.event.tolist() == one.story.tolist() == [0]


@pytest.mark.parametrize(
    ("titles", "bodies"),
    [((4, 8), (3, 8)), ((3, 8), (3, 8)), ((4, 8), (4, 9)), ((4,), (4,))],
)
def test_vectors_must_fit(
    articles: list[Article], titles: tuple[int, ...], bodies: tuple[int, ...]
) -> None:
    with pytest.raises(ShapeError, match="4 articles need titles and bodies"):
        cluster(articles, np.zeros(titles, np.float32), np.zeros(bodies, np.float32))


def test_a_labelled_week_beats_every_article_alone() -> None:
    if not SHARED.is_dir():
        pytest.skip("shared data absent")
    week = SHARED / "labels" / "2018-03-05.tsv"
    run = CliRunner().invoke(
        evaluate_stories,
        ["--articles", str(SHARED / "news2018.parquet"), "--gold", str(week), "--json"],
        catch_exceptions=False,
    )
    report = msgspec.json.decode(run.stdout)
    assert report["articles"] == 921
    assert report["event"]["f1"] > 0.88
    assert report["story"]["f1"] > 0.80
