from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from service.embeddings.encoder import load_encoder
from service.embeddings.inputs import fields
from service.errors import ShapeError
from service.records import Article, Published
from service.stories.candidates import CandidateParams
from service.stories.corpus import Corpus, make_corpus
from service.stories.features import FEATURES
from service.stories.merging import EVENT_MERGE_FEATURES, MERGE_FEATURES
from service.stories.neighbours import NEIGHBOUR_FEATURES
from service.stories.similarity import (
    AMID_FEATURES,
    Links,
    link,
    load_background,
    load_model,
)

START = datetime(2026, 2, 9, 7, tzinfo=UTC)
TEXTS = [
    ("توقف عبارة قبالة الجزيرة ومئة راكب ينتظرون", "تعطل محرك العبارة قبالة الجزيرة صباح الاثنين."),
    ("مئة راكب عالقون بعد تعطل عبارة الجزيرة", "قال قبطان العبارة إن المحرك توقف قرب الجزيرة."),
    ("افتتاح معرض الخزف في القصبة القديمة", "يعرض خمسون حرفيا أواني الخزف في القصبة."),
    ("ارتفاع أسعار البصل في أسواق الجملة", "بلغ سعر الكيلوغرام ثمانية دراهم في سوق الجملة."),
]


def corpus(*, undated: tuple[int, ...] = (), hours: tuple[int, ...] = (0, 3, 5, 8)) -> Corpus:
    found = [
        Article(
            id=f"a-{place}",
            outlet=f"outlet{place % 2}",
            language="ar",
            title=title,
            body=body,
            content_hash=f"{place}",
            published=None
            if place in undated
            else Published(
                at=START + timedelta(hours=hours[place]), precision="minute", source="row"
            ),
        )
        for place, (title, body) in enumerate(TEXTS)
    ]
    encoder = load_encoder()
    texts = [fields(one) for one in found]
    titles, bodies = (encoder.encode([text[k] for text in texts]) for k in range(2))
    return make_corpus(found, titles, bodies, load_background())


def linked(found: Corpus) -> Links:
    return link(found, load_model(), CandidateParams())


def of_pair(links: Links, first: int, second: int) -> tuple[float, float]:
    (place,) = np.flatnonzero((links.first == first) & (links.second == second))
    return float(links.event[place]), float(links.story[place])


def test_the_model_that_ships_fits_the_measures_and_the_encoder_that_ship() -> None:
    model = load_model()
    assert model.encoder == load_encoder().name
    assert 0 < model.story_cut < 1
    assert 0 < model.event_cut < 1
    merges = (model.merges.event, EVENT_MERGE_FEATURES), (model.merges.story, MERGE_FEATURES)
    for merge, names in merges:
        assert tuple(shape.name for shape in merge.shapes) == names
    assert tuple(shape.name for shape in model.amid.shapes) == AMID_FEATURES
    for judge in (model.event, model.story):
        assert tuple(shape.name for shape in judge.alone.shapes) == FEATURES
        assert tuple(shape.name for shape in judge.among.shapes) == FEATURES + NEIGHBOUR_FEATURES
        for shape in judge.among.shapes:
            assert len(shape.knots) == len(shape.values)
            assert shape.knots == sorted(set(shape.knots))


def test_the_background_that_ships_knows_common_words_from_rare_ones() -> None:
    background = load_background()
    assert background.documents > 10_000
    assert background.unseen < min(background.counts.values())
    assert max(background.counts.values()) <= background.documents


@pytest.mark.parametrize("undated", [(), (1,), (0, 1, 2, 3)])
def test_every_probability_is_one(undated: tuple[int, ...]) -> None:
    links = linked(corpus(undated=undated))
    assert (links.first < links.second).all()
    for found in (links.event, links.plain, links.story):
        assert found.dtype == np.float32
        assert ((found >= 0) & (found <= 1)).all()


def test_one_happening_is_likelier_than_two() -> None:
    links = linked(corpus())
    same = of_pair(links, 0, 1)
    assert same[0] > 0.5
    for k in range(2):
        others = np.delete((links.event, links.story)[k], 0)
        assert same[k] > others.max(initial=0.0)


def test_an_undated_article_may_be_of_the_day_of_the_other() -> None:
    far = (0, 24 * 90, 24 * 180, 24 * 270)
    # Months apart the two are not even compared.
    assert len(linked(corpus(hours=far, undated=())).first) == 0
    unknown = of_pair(linked(corpus(hours=far, undated=(1,))), 0, 1)
    assert unknown[0] > 0
    assert unknown[1] > 0


def test_measures_of_another_width_are_refused() -> None:
    with pytest.raises(ShapeError, match=f"weighs {len(FEATURES)} measures"):
        load_model().event.alone.probability(np.zeros((2, 3), np.float32))
