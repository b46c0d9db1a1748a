"""Lines that an outlet prints on page after page, learned from its articles and taken out.

Knows nothing of stores. Only short lines are looked at, by the hash of their comparing form;
a long paragraph that recurs is a reprint's, not furniture. What is taken out can be put back,
so that what is kept of an article follows from all the pages known and not from their order.
"""

from __future__ import annotations

import hashlib
import math

import msgspec

from service.articles.boilerplate import LONGEST, form
from service.articles.duplicates import names_agency
from service.articles.identity import content_hash
from service.records import Article

# A line on fewer different articles teaches nothing.
LEAST_PAGES = 4
# Of an outlet's first pages a third must have the line; of many pages far fewer do, since a
# site changes its sentences: over 30,000 articles of five outlets no sentence of news recurs
# on more than 7 (of 12,785), while calls to install an application stand on 389 of 3,612.
# In 1,282 draws of 6 and more articles on one affair, nothing but furniture passes this.
LEAST_SHARE = 0.34
_STEEPNESS = 4.0
# So much must be left of an article, in letters and as a share of it, or nothing is taken.
_LEAST_LEFT, _LEAST_LEFT_SHARE = 80, 0.3


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """A line taken out of a body, and its place among the lines of the whole body."""

    place: int
    line: str


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """What one article shows: the mark of its text, and the keys of its short lines.

    Articles of one mark are one text: they count once, so that a reprint teaches nothing.
    """

    mark: str
    keys: frozenset[str]


def sight(body: str) -> Sighting:
    """The short lines of ``body``, and the mark by which its reprints are known."""
    lines = body.split("\n")
    longest = max(lines, key=lambda line: (len(line), line))
    return Sighting(
        mark=_hash(form(longest[:2_000])),
        keys=frozenset(key for line in lines if (key := line_key(line))),
    )


def line_key(line: str) -> str | None:
    """The key of a line that may be furniture; None for a long one and for an agency's mark."""
    if len(line) > LONGEST:
        return None
    shape = form(line)
    return _hash(shape) if shape and not names_agency(line) else None


def _hash(shape: str) -> str:
    return hashlib.blake2b(shape.encode(), digest_size=8).hexdigest()


def least_pages(total: int) -> int:
    """How many of ``total`` different articles of an outlet must have a line."""
    grown = min(LEAST_SHARE * total, _STEEPNESS * math.log2(max(total, 2)))
    return max(LEAST_PAGES, math.ceil(grown))


def cut(article: Article, furniture: frozenset[str]) -> tuple[Article, tuple[Cut, ...]]:
    """``article`` without the lines whose keys are in ``furniture``, and those lines.

    Nothing is taken where hardly anything would be left.
    """
    lines = article.body.split("\n") if furniture else []
    cuts = tuple(
        Cut(place, line) for place, line in enumerate(lines) if line_key(line) in furniture
    )
    if not cuts:
        return article, ()
    gone = {one.place for one in cuts}
    body = "\n".join(line for place, line in enumerate(lines) if place not in gone)
    if len(body) < max(_LEAST_LEFT, _LEAST_LEFT_SHARE * len(article.body)):
        return article, ()
    return _with_body(article, body), cuts


def restored(article: Article, cuts: tuple[Cut, ...]) -> Article:
    """``article`` with the lines in ``cuts`` back in their places."""
    if not cuts:
        return article
    lines = article.body.split("\n")
    for one in sorted(cuts, key=lambda one: one.place):
        lines.insert(one.place, one.line)
    return _with_body(article, "\n".join(lines))


def _with_body(article: Article, body: str) -> Article:
    return msgspec.structs.replace(
        article, body=body, content_hash=content_hash(article.title, article.lead, body)
    )
