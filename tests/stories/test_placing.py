"""One new article beside what stands: with its event, or in one of its own."""

from __future__ import annotations

import msgspec
import numpy as np

from service.embeddings.encoder import load_encoder
from service.embeddings.inputs import fields
from service.records import Article
from service.stories.assign import Place
from service.stories.placing import Placer
from tests.stories.test_cluster import TEXTS, article


def vectors(articles: list[Article]) -> tuple[np.ndarray, np.ndarray]:
    encoder = load_encoder()
    titles, bodies = zip(*(fields(one) for one in articles), strict=True)
    return encoder.encode(list(titles)), encoder.encode(list(bodies))


def placer(articles: list[Article]) -> Placer:
    places = [Place(event=f"e-{one.id}", story=f"s-{one.id}") for one in articles]
    return Placer(articles, *vectors(articles), places)


def test_a_report_of_what_stands_joins_it_and_another_does_not() -> None:
    articles = [article(place, title, body) for place, (title, body) in enumerate(TEXTS)]
    first, second, *others = articles
    titles, bodies = vectors(articles)
    found = placer([first, *others]).place(second, titles[1], bodies[1])
    assert (found.event, found.story) == (f"e-{first.id}", f"s-{first.id}")
    assert found.nearest == (first.id,)
    assert found.probability > 0.5
    alone = placer([first, second]).place(articles[3], titles[3], bodies[3])
    assert (alone.event, alone.story) == (None, None)


def test_nothing_stands_or_nothing_near() -> None:
    one = article(0, *TEXTS[0])
    titles, bodies = vectors([one])
    assert placer([article(24 * 60, *TEXTS[0])]).place(one, titles[0], bodies[0]).event is None


def test_an_undated_article_may_be_of_any_day() -> None:
    stands = article(24 * 60, *TEXTS[0])
    undated = msgspec.structs.replace(article(1, *TEXTS[1]), published=None)
    titles, bodies = vectors([undated])
    assert placer([stands]).place(undated, titles[0], bodies[0]).event == f"e-{stands.id}"
