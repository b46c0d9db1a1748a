"""A corpus made wider: copies of it, later in time and in other words, each of its daily shape.

Knows nothing of clustering. A copy keeps everything that makes clustering costly: how many
articles a day brings, how long they are, how often words recur, how near neighbours are. Only
who is meant differs, so that no copy joins another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.text.stopwords import STOPWORDS
from service.text.tokens import words

# Between the last day of a copy and the first of the next: further than any search reaches.
GAP_DAYS = 60
# Words change places with others of about the same frequency: so many ranks make a block.
BLOCK = 1_000
_WORD = re.compile(r"[^\W_]+")


def widen(
    articles: Sequence[Article],
    titles: NDArray[np.float32],
    bodies: NDArray[np.float32],
    count: int,
) -> tuple[list[Article], NDArray[np.float32], NDArray[np.float32]]:
    """``count`` articles with their vectors (count, d): the corpus, then copies of it.

    The dated articles in order of time are the corpus; the last copy is cut where ``count`` is
    reached. Copy k is shifted by k times the corpus's span and a gap; each word but the stopwords
    gives way to one as frequent, the same one throughout the copy; vectors have their dimensions
    exchanged and signs changed, which keeps every cosine within the copy. Deterministic.
    """
    order = sorted(
        (row for row, one in enumerate(articles) if one.published),
        key=lambda row: (_at(articles[row]), articles[row].id),
    )
    span = timedelta(seconds=_at(articles[order[-1]]) - _at(articles[order[0]]))
    shift = span + timedelta(days=GAP_DAYS)
    ranked = _ranked([articles[row] for row in order])
    made: list[Article] = []
    parts: list[tuple[NDArray[np.float32], NDArray[np.float32]]] = []
    copy = 0
    while len(made) < count:
        rows = order[: count - len(made)]
        other = _exchanged(ranked, copy)
        made += [_copied(articles[row], copy, copy * shift, other) for row in rows]
        parts.append((_turned(titles[rows], copy), _turned(bodies[rows], copy)))
        copy += 1
    return (
        made,
        np.concatenate([title for title, _ in parts]),
        np.concatenate([body for _, body in parts]),
    )


def _at(article: Article) -> float:
    return article.published.at.timestamp() if article.published else 0.0


def _ranked(articles: Sequence[Article]) -> list[str]:
    """Every word as it is written, the most frequent first, but for stopwords."""
    seen: Counter[str] = Counter()
    for one in articles:
        for text in (one.title, one.lead or "", one.body):
            seen.update(_WORD.findall(text))
    kept = [word for word in seen if not STOPWORDS.intersection(words(word))]
    return sorted(kept, key=lambda word: (-seen[word], word))


def _exchanged(ranked: Sequence[str], copy: int) -> dict[str, str]:
    """What each word becomes in that copy; the first copy is the corpus itself."""
    if copy == 0:
        return {}
    found: dict[str, str] = {}
    for start in range(0, len(ranked), BLOCK):
        block = ranked[start : start + BLOCK]
        places = np.random.default_rng([copy, start]).permutation(len(block))
        found |= {word: block[place] for word, place in zip(block, places, strict=True)}
    return found


def _copied(article: Article, copy: int, later: timedelta, other: Mapping[str, str]) -> Article:
    if copy == 0 or article.published is None:
        return article

    def told(text: str) -> str:
        return _WORD.sub(lambda match: other.get(match[0], match[0]), text)

    return msgspec.structs.replace(
        article,
        id=f"{article.id}~{copy}",
        title=told(article.title),
        lead=told(article.lead) if article.lead else None,
        body=told(article.body),
        content_hash=f"{copy}~{article.content_hash}",
        published=msgspec.structs.replace(article.published, at=article.published.at + later),
    )


def _turned(vectors: NDArray[np.float32], copy: int) -> NDArray[np.float32]:
    """The vectors in another frame: dimensions exchanged, signs changed."""
    if copy == 0:
        return vectors
    chance = np.random.default_rng(copy)
    places = chance.permutation(vectors.shape[1])
    signs = chance.choice(np.array([-1.0, 1.0], np.float32), vectors.shape[1])
    return np.ascontiguousarray(vectors[:, places] * signs)
