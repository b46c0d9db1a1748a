"""Counts of the stems in each article's title, lead and body, and how rare each stem is.

Knows nothing of vectors, times or clusters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.text.tokens import terms

# News tells what happened first: stems beyond this many signs of the body are background.
BODY_SIGNS = 3_000

Sparse = Any  # scipy.sparse.csr_matrix: scipy ships no types


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """In how many of ``documents`` articles of the past each stem stood.

    A store of two articles cannot tell a rare word from a common one; this can. A stem that is
    not listed stood in ``unseen`` of them, more or less.
    """

    documents: int
    unseen: float
    counts: dict[str, int]


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What each of n articles says, over v stems in alphabetical order.

    ``title``, ``lead``, ``body``: (n, v) csr float32 counts, the body without title and lead.
    ``rarity``: (v,) float32, natural log of articles over articles with the stem.
    """

    vocabulary: list[str]
    title: Sparse
    lead: Sparse
    body: Sparse
    rarity: NDArray[np.float32]
    numbers: NDArray[np.bool_]


def count_words(articles: Sequence[Article], background: Background) -> Words:
    """Count the stems of ``articles``; rarity is judged over them and the background together."""
    fields = [_fields(article) for article in articles]
    seen: set[str] = set()
    for parts in fields:
        seen.update(*parts)
    vocabulary = sorted(seen)
    index = {stem: place for place, stem in enumerate(vocabulary)}
    title, lead, body = (_matrix([parts[k] for parts in fields], index) for k in range(3))
    return Words(
        vocabulary=vocabulary,
        title=title,
        lead=lead,
        body=body,
        rarity=_rarity(title + lead + body, vocabulary, background),
        numbers=np.array([stem[0].isdigit() and not _is_year(stem) for stem in vocabulary], bool),
    )


def document_counts(words: Words) -> dict[str, int]:
    """In how many of the counted articles each stem stands."""
    found = _documents(words.title + words.lead + words.body)
    return {stem: int(count) for stem, count in zip(words.vocabulary, found, strict=True)}


def _fields(article: Article) -> tuple[list[str], list[str], list[str]]:
    lead = (article.lead or "").strip()
    body = article.body[:BODY_SIGNS]
    if lead and body.startswith(lead[:60]):
        body = body[len(lead) :]
    if not lead:
        lead, body = _opening(body)
    return terms(article.title), terms(lead), terms(body)


def _opening(body: str) -> tuple[str, str]:
    """The first sentence or so stands in for a lead that the outlet does not give."""
    end = body.find(" ", 200)
    return (body, "") if end < 0 else (body[:end], body[end:])


def _matrix(documents: list[list[str]], index: Mapping[str, int]) -> Sparse:
    from scipy.sparse import csr_matrix

    sizes = [len(document) for document in documents]
    columns = np.fromiter(
        (index[stem] for document in documents for stem in document), np.int32, sum(sizes)
    )
    starts = np.concatenate([[0], np.cumsum(sizes)])
    shape = (len(documents), len(index))
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=shape)
    counts.sum_duplicates()
    return counts


def _documents(counts: Sparse) -> NDArray[np.float64]:
    return np.bincount(counts.indices, minlength=counts.shape[1]).astype(np.float64)


def _rarity(counts: Sparse, vocabulary: list[str], background: Background) -> NDArray[np.float32]:
    past = np.array(
        [background.counts.get(stem, background.unseen) for stem in vocabulary], np.float64
    )
    total = counts.shape[0] + background.documents
    rarity = np.log((total + 1.0) / (_documents(counts) + past + 0.5))
    # A year is shared by all that happens in it.
    rarity[[place for place, stem in enumerate(vocabulary) if _is_year(stem)]] *= 0.3
    return np.asarray(np.maximum(rarity, 0.01), np.float32)


def _is_year(stem: str) -> bool:
    return len(stem) == 4 and stem.isdigit() and stem[:2] in ("19", "20")
