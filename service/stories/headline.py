"""The article that speaks best for a group, and its title made fit to stand alone.

Knows nothing of how the group was found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.text.normalise import tidy

# What desks put before or after a title that is not part of what it says.
_BEFORE = re.compile(
    r"^(?:(?:عاجل|بالفيديو|فيديو|بالصور|صور|شاهد|حصري|خاص|مباشر|تحديث|vid[eé]o|photos?|live|"
    r"direct|exclusif|exclusive|breaking|urgent|v[ií]deo|fotos?)\s*(?:[:|.!…،-]+|\.\.+)\s*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:[\[(]\s*(?:فيديو|صور|بالفيديو|بالصور|vid[eé]o|photos?|v[ií]deo|fotos?)\s*[\])]|"
    r"(?:\s[-|–]\s|\.\.+)\s*(?:فيديو|صور|بالفيديو|بالصور))+\s*$",
    re.IGNORECASE,
)


def medoid(articles: Sequence[Article], vectors: NDArray[np.float32], rows: Sequence[int]) -> int:
    """The row of ``rows`` nearest to the mean of them all; a reprint only if all are.

    ``vectors`` (n, d) float32 unit rows. Ties go to the earlier article, then the lesser id.
    """
    centre = vectors[rows].mean(axis=0, dtype=np.float64)
    own = [row for row in rows if articles[row].reprint_of is None] or list(rows)
    return min(
        own,
        key=lambda row: (
            -round(float(vectors[row].astype(np.float64) @ centre), 4),
            _time(articles[row]),
            articles[row].id,
        ),
    )


def clean_title(title: str) -> str:
    """``title`` without the desk's marks ("video", "urgent"), unless nothing were left."""
    whole = tidy(title).replace("\n", " ").strip()
    short = _AFTER.sub("", _BEFORE.sub("", whole)).strip(" .،:-|")
    return short if len(short.split()) >= 2 else whole


def titles_by_language(
    articles: Sequence[Article], vectors: NDArray[np.float32], rows: Sequence[int]
) -> dict[str, str]:
    """A title in each language that the articles at ``rows`` are written in."""
    languages = sorted({articles[row].language for row in rows})
    return {
        language: clean_title(articles[medoid(articles, vectors, own)].title)
        for language in languages
        if (own := [row for row in rows if articles[row].language == language])
    }


def _time(article: Article) -> float:
    return article.published.at.timestamp() if article.published else float("inf")
