"""The article that speaks best for a group, and its title made fit to stand alone.

Knows nothing of how the group was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.text.normalise import fold, tidy

# What desks put before or after a title that is not part of what it says.
_BEFORE = re.compile(
    r"^(?:(?:عاجل|بالفيديو|فيديو|بالصور|صور|شاهد|شاهدوا|حصري|خاص|مباشر|تحديث|تغطية مباشرة|"
    r"بث مباشر|[إا]نفو[غج]رافيك|ريبورتاج|رأي|vid[eé]os?|photos?|live|direct|en direct|en images|"
    r"infographie|reportage|analyse|tribune|exclusif|exclusive|breaking|urgent|watch|analysis|"
    r"opinion|opini[oó]n|v[ií]deos?|fotos?|en vivo|[uú]ltima hora)"
    r"\s*(?:[:|.!…،-]+|\.\.+)\s*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[\[(]\s*(?:فيديو|صور|بالفيديو|بالصور|vid[eé]o|photos?|v[ií]deo|fotos?)\s*[\])]|"
    r"(?:\s[-|–]\s|\.\.+)\s*(?:فيديو|صور|بالفيديو|بالصور|تعرف عليه[ام]?|تفاصيل|التفاصيل))+\s*$",
    re.IGNORECASE,
)
# A title names its story if it has the story's own words; of the articles this near to the nearest
# (in cosine), the one that has most of them speaks. A question names it less.
NEAR = 0.03
_LATER, _ASKS = 0.08, 1.0


def medoid(articles: Sequence[Article], vectors: NDArray[np.float32], rows: Sequence[int]) -> int:
    """The row of ``rows`` nearest to the mean of them all; a reprint only if all are.

    ``vectors`` (n, d) float32 unit rows. Ties go to the earlier article, then the lesser id.
    """
    near = _nearness(articles, vectors, rows)
    return min(near, key=lambda row: (-near[row], _time(articles[row]), articles[row].id))


def speaker(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    rows: Sequence[int],
    words: Sequence[str],
) -> int:
    """The row whose title names the group best: near its middle, and with the most of ``words``.

    ``words`` are what sets the group apart, most telling first. Ties as in ``medoid``.
    """
    near = _nearness(articles, vectors, rows)
    reach = max(near.values()) - NEAR
    return min(
        (row for row in near if near[row] >= reach),
        key=lambda row: (
            -_named(articles[row].title, words),
            -near[row],
            _time(articles[row]),
            articles[row].id,
        ),
    )


def _nearness(
    articles: Sequence[Article], vectors: NDArray[np.float32], rows: Sequence[int]
) -> dict[int, float]:
    """The cosine of each of ``rows``, reprints only if all are, to their mean, to four places."""
    centre = vectors[rows].mean(axis=0, dtype=np.float64)
    own = [row for row in rows if articles[row].reprint_of is None] or list(rows)
    return {row: round(float(vectors[row].astype(np.float64) @ centre), 4) for row in own}


def _named(title: str, words: Sequence[str]) -> float:
    """How many of ``words`` a title has, the first of them counting most."""
    folded = fold(title)
    bare = [fold(word).removeprefix("ال") for word in words]
    found = sum(1.0 - _LATER * place for place, word in enumerate(bare) if word in folded)
    return round(found - _ASKS * title.rstrip().endswith(("؟", "?")), 4)


def clean_title(title: str) -> str:
    """``title`` without the desk's marks ("video", "urgent"), unless nothing were left."""
    whole = tidy(title).replace("\n", " ").strip()
    short = _AFTER.sub("", _BEFORE.sub("", whole)).strip(" .،:-|")
    return short if len(short.split()) >= 2 else whole


def titles_by_language(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    rows: Sequence[int],
    words: Sequence[str] = (),
) -> dict[str, str]:
    """A title in each language of the articles at ``rows``: one with their ``words``, if given."""
    languages = sorted({articles[row].language for row in rows})
    return {
        language: clean_title(articles[_chosen(articles, vectors, own, words)].title)
        for language in languages
        if (own := [row for row in rows if articles[row].language == language])
    }


def _chosen(
    articles: Sequence[Article],
    vectors: NDArray[np.float32],
    rows: Sequence[int],
    words: Sequence[str],
) -> int:
    return speaker(articles, vectors, rows, words) if words else medoid(articles, vectors, rows)


def _time(article: Article) -> float:
    return article.published.at.timestamp() if article.published else float("inf")
