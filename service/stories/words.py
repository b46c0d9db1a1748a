"""Counts of the stems in each article's title, lead and body, and how rare each stem is.

Knows nothing of vectors, times or clusters.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.stories.parallel import ahead, release
from service.stories.sparse import Sparse
from service.text.tokens import terms

# News tells what happened first: stems beyond this many signs of the body are background.
BODY_SIGNS = 3_000
# So many articles are counted at a time: more share more words, fewer take less memory.
SLAB = 4_096
# So many runs of signs are remembered from slab to slab.
KEPT = 500_000
# Signs that are part of no word at its edge, whatever stands beside them.
EDGES = " \t\r.,،:؛;؟?!…«»“”\"'()[]{}*-–—/"


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
    counts = WordCounts()
    slabs = [articles[start : start + SLAB] for start in range(0, len(articles), SLAB)]
    for found in ahead(read_runs, slabs):
        counts.add(found)
    return counts.words(background)


class WordCounts:
    """The stems of articles, counted slab by slab."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        self._parts: list[list[Sparse]] = []

    def add(self, found: Runs) -> None:
        """Count what the articles of another slab say."""
        self._parts.append(_count(found, self._places, self._known))

    def words(self, background: Background) -> Words:
        """The counts of all slabs in their order; nothing is kept, so this is asked for once."""
        from scipy.sparse import vstack

        vocabulary = sorted(self._places)
        order = np.empty(len(vocabulary), np.int32)
        order[[self._places[stem] for stem in vocabulary]] = np.arange(len(vocabulary))
        self._places, self._known = {}, {}
        fields = []
        for field in range(3):
            parts = [_widened(part[field], len(vocabulary)) for part in self._parts]
            counts = vstack(parts, format="csr")
            counts.indices = order[counts.indices]
            counts.has_sorted_indices = False
            counts.sort_indices()
            fields.append(counts)
        title, lead, body = fields
        self._parts = []
        release(title.shape[0])
        is_number = [stem[0].isdigit() and not _is_year(stem) for stem in vocabulary]
        return Words(
            vocabulary=vocabulary,
            title=title,
            lead=lead,
            body=body,
            rarity=_rarity(title + lead + body, vocabulary, background),
            numbers=np.array(is_number, bool),
        )


def no_words() -> Words:
    """What no article says."""
    from scipy.sparse import csr_matrix

    none = csr_matrix((0, 0), dtype=np.float32)
    return Words(
        vocabulary=[],
        title=none,
        lead=none,
        body=none,
        rarity=np.zeros(0, np.float32),
        numbers=np.zeros(0, bool),
    )


def document_counts(words: Words) -> dict[str, int]:
    """In how many of the counted articles each stem stands."""
    found = _documents(words.title + words.lead + words.body)
    return {stem: int(count) for stem, count in zip(words.vocabulary, found, strict=True)}


def read_fields(article: Article) -> tuple[str, str, str]:
    """Title, lead and body of ``article``, the body without its lead and its far end."""
    lead = (article.lead or "").strip()
    body = article.body[:BODY_SIGNS]
    if lead and body.startswith(lead[:60]):
        body = body[len(lead) :]
    if not lead:
        lead, body = _opening(body)
    return article.title, lead, body


def _opening(body: str) -> tuple[str, str]:
    """The first sentence or so stands in for a lead that the outlet does not give."""
    end = body.find(" ", 200)
    return (body, "") if end < 0 else (body[:end], body[end:])


class Runs(msgspec.Struct, frozen=True, kw_only=True):
    """The distinct ``runs`` of signs between the spaces of ``texts`` texts.

    ``sizes``: how often each stands there; ``rows``: in which text, run by run.
    """

    texts: int
    runs: list[str]
    sizes: NDArray[np.int64]
    rows: NDArray[np.int32]


def read_runs(articles: Sequence[Article]) -> Runs:
    """The runs of all titles, then leads, then bodies of ``articles``."""
    import polars as pl

    fields = [read_fields(article) for article in articles]
    texts = [parts[k] for k in range(3) for parts in fields]
    frame = (
        pl.DataFrame({"text": np.arange(len(texts), dtype=np.int32), "run": texts})
        .with_columns(pl.col("run").str.replace_all("\n", " ", literal=True).str.split(" "))
        .explode("run")
        .with_columns(pl.col("run").str.strip_chars(EDGES))
        .group_by("run")
        .agg("text")
    )
    return Runs(
        texts=len(texts),
        runs=frame["run"].to_list(),
        sizes=frame["text"].list.len().to_numpy().astype(np.int64),
        rows=frame["text"].explode().to_numpy(),
    )


def _count(found: Runs, places: dict[str, int], known: dict[str, tuple[int, ...]]) -> list[Sparse]:
    """Title, lead and body of each article: (n, v) counts, a column for each stem in ``places``.

    Stems that are new to ``places`` are added to it. What stands between two spaces is taken for
    a whole first: it recurs, so that each is cut into words and stemmed once, and ``known`` after.
    """
    from scipy.sparse import csr_matrix

    if len(known) > KEPT:
        known.clear()
    stems: list[int] = []
    lengths: list[int] = []
    for run in found.runs:
        told = known.get(run)
        if told is None:
            told = tuple([places.setdefault(stem, len(places)) for stem in terms(run)])
            known[run] = told
        lengths.append(len(told))
        stems += told
    starts = np.concatenate([[0], np.cumsum(lengths)])
    stem_of = csr_matrix(
        (np.ones(len(stems), np.float32), np.array(stems, np.int32), starts),
        shape=(len(found.runs), len(places)),
    )
    # One row of this for each run of signs, one column for each field of each article.
    where = csr_matrix(
        (
            np.ones(len(found.rows), np.float32),
            found.rows,
            np.concatenate([[0], np.cumsum(found.sizes)]),
        ),
        shape=(len(found.runs), found.texts),
    )
    counts = (where.T.tocsr() @ stem_of).tocsr()
    third = found.texts // 3
    return [counts[k * third : (k + 1) * third] for k in range(3)]


def _widened(counts: Sparse, width: int) -> Sparse:
    """``counts`` with columns for the stems that were met later."""
    counts.resize(counts.shape[0], width)
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
