from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.records import Article
from service.stories import words as module
from service.stories.words import BODY_SIGNS, Background, count_words, document_counts
from service.text.tokens import stem, terms

NOTHING = Background(documents=0, unseen=0.0, counts={})


def article(place: int, title: str, body: str = "", lead: str | None = None) -> Article:
    return Article(
        id=f"a-{place}",
        outlet="outlet",
        language="fr",
        title=title,
        lead=lead,
        body=body,
        content_hash=f"{place}",
    )


def test_counts_stand_by_field_over_one_sorted_vocabulary() -> None:
    words = count_words([article(0, "barrage barrage", "rupture", "village")], NOTHING)
    assert words.vocabulary == sorted(words.vocabulary)
    counted = {
        field: {words.vocabulary[k]: float(matrix[0, k]) for k in matrix[0].indices}
        for field, matrix in (("title", words.title), ("lead", words.lead), ("body", words.body))
    }
    assert counted["title"] == {stem("barrage"): 2.0}
    assert list(counted["lead"].values()) == list(counted["body"].values()) == [1.0]


def test_a_lead_that_opens_the_body_counts_once() -> None:
    lead = "La digue du vallon a cédé dans la nuit"
    twice = count_words([article(0, "digue", f"{lead}. Les habitants dorment.", lead)], NOTHING)
    once = count_words([article(0, "digue", ". Les habitants dorment.", lead)], NOTHING)
    assert twice.vocabulary == once.vocabulary
    assert (twice.body != once.body).nnz == 0


def test_where_there_is_no_lead_the_opening_stands_in() -> None:
    words = count_words([article(0, "titre", "digue " * 50 + "vallon " * 50)], NOTHING)
    assert words.lead.sum() > 0
    assert words.body.sum() > 0
    assert words.lead.sum() + words.body.sum() == 100


def test_what_lies_deep_in_the_body_is_not_counted() -> None:
    deep = "x" * BODY_SIGNS + " tremblement"
    assert not any(
        one.startswith("trembl") for one in count_words([article(0, "a", deep)], NOTHING).vocabulary
    )


def test_the_rarer_stem_weighs_more_here_and_by_the_past() -> None:
    found = [article(0, "digue vallon"), article(1, "digue")]
    words = count_words(found, NOTHING)
    rare = dict(zip(words.vocabulary, words.rarity.tolist(), strict=True))
    common, seldom = sorted(rare, key=lambda one: rare[one])
    assert common.startswith("digu")
    assert seldom.startswith("vallon")
    past = Background(documents=10_000, unseen=1.0, counts={common: 3, seldom: 5_000})
    turned = dict(zip(words.vocabulary, count_words(found, past).rarity.tolist(), strict=True))
    assert turned[common] > turned[seldom]


def test_a_year_weighs_less_and_is_no_number() -> None:
    words = count_words([article(0, "digue 2018 450")], NOTHING)
    rarity = dict(zip(words.vocabulary, words.rarity.tolist(), strict=True))
    number = dict(zip(words.vocabulary, words.numbers.tolist(), strict=True))
    assert rarity["2018"] == pytest.approx(0.3 * rarity["450"], abs=1e-6)
    assert (number["2018"], number["450"]) == (False, True)


def test_document_counts_are_of_articles_not_of_words() -> None:
    words = count_words([article(0, "digue digue", "digue"), article(1, "digue vallon")], NOTHING)
    assert sorted(document_counts(words).values()) == [1, 2]


def test_an_article_without_words_has_empty_rows() -> None:
    words = count_words([article(0, ""), article(1, "digue")], NOTHING)
    assert words.title.shape == (2, 1)
    assert words.title[0].nnz == 0
    assert np.isfinite(words.rarity).all()


SIGNS = st.sampled_from(" \n\t\u00a0\u2028.,'’،؟«»()-–/_*0123٣aéسداوةـَ\u200f")


@given(st.lists(st.text(SIGNS, max_size=40), min_size=1, max_size=4))
def test_the_stems_counted_are_those_of_the_whole_text(titles: list[str]) -> None:
    words = count_words([article(place, title) for place, title in enumerate(titles)], NOTHING)
    for title, row in zip(titles, words.title, strict=True):
        counted = {words.vocabulary[k]: n for k, n in zip(row.indices, row.data, strict=True)}
        assert counted == Counter(terms(title))


def test_counted_in_parts_or_at_once_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        article(place, f"digue vallon {place}", f"crue {place % 3} digue") for place in range(9)
    ]
    once = count_words(found, NOTHING)
    monkeypatch.setattr(module, "SLAB", 2)
    parts = count_words(found, NOTHING)
    assert parts.vocabulary == once.vocabulary
    for one, other in ((parts.title, once.title), (parts.body, once.body)):
        assert one.has_sorted_indices
        for name in ("data", "indices", "indptr"):
            assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
    assert parts.rarity.tobytes() == once.rarity.tobytes()
