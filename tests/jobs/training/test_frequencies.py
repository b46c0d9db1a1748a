from __future__ import annotations

import sys

import numpy as np
import pytest

from jobs.train_similarity import LEAST_DOCUMENTS, make_background
from jobs.training.frequencies import WORDS, expected_documents, word_frequencies
from service.errors import InputError
from service.records import Article


def test_a_stem_stands_in_as_many_articles_as_chance_would_have() -> None:
    found = expected_documents({"bridge": 1e-3, "bridges": 1e-3, "rare": 1e-9}, 1_000)
    assert found == {"bridge": round(1_000 * (1 - np.exp(-WORDS * 2e-3))), "rare": 0}


def test_words_that_are_never_counted_have_no_count() -> None:
    assert expected_documents({"the": 0.05, "0000": 0.01, "it's": 0.01}, 1_000) == {}


def test_a_language_without_articles_is_known_by_its_words() -> None:
    articles = [
        Article(
            id=f"a{n}", outlet="o", language="ar", title="افتتاح الجسر", body="", content_hash=""
        )
        for n in range(50)
    ]
    words = {"bridge": 1e-2, "jetty": 1e-6}
    known, unknown = make_background(articles, {"en": words}), make_background(articles)
    assert known.documents == unknown.documents == 50
    assert known.counts["bridge"] == round(50 * (1 - np.exp(-2.5)))
    assert "jetty" not in known.counts  # under LEAST_DOCUMENTS
    assert {stem: n for stem, n in known.counts.items() if stem != "bridge"} == unknown.counts
    assert min(known.counts.values()) >= LEAST_DOCUMENTS


def test_what_lacks_is_said_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    with pytest.raises(InputError, match=r"riwaya\[train\]"):
        word_frequencies("en")


def test_a_language_that_the_library_does_not_know_is_named() -> None:
    pytest.importorskip("wordfreq")
    with pytest.raises(InputError, match="'xx'"):
        word_frequencies("xx")
