"""What an outlet prints on page after page, learned from its articles and taken out.

Knows nothing of stores. Looked at are short lines, by the hash of their comparing form, and what
stands behind the last bar or dash of a title, which may be the site's name; a long paragraph that
recurs is a reprint's, not furniture. What is taken out can be put back,
so that what is kept of an article follows from all the pages known and not from their order.
"""

from __future__ import annotations

import hashlib
import math

import msgspec

from service.articles.boilerplate import LONGEST, form
from service.articles.duplicates import names_agency
from service.articles.identity import content_hash
from service.articles.titles import added
from service.records import Article

# A line on fewer different articles teaches nothing.
LEAST_PAGES = 4
# Of an outlet's first pages a third must have the line; of many pages far fewer do, since a
# site changes its sentences: over 30,000 articles of five outlets no sentence of news recurs
# on more than 7 (of 12,785), while calls to install an application stand on 389 of 3,612.
# In 1,282 draws of 6 and more articles on one affair, nothing but furniture passes this.
LEAST_SHARE = 0.34
_STEEPNESS = 4.0
# A site that adds its name to a title does so on all its pages, as no word of a headline recurs.
LEAST_TITLES_SHARE = 0.5
# So much must be left of an article, in letters and as a share of it, or nothing is taken.
_LEAST_LEFT, _LEAST_LEFT_SHARE = 80, 0.3


class Cut(msgspec.Struct, frozen=True, array_like=True):
    """A line taken out of a body, and its place among the lines of the whole body.

    Place -1 is the title's: the line is what stood at its end.
    """

    place: int
    line: str


class Sighting(msgspec.Struct, frozen=True, kw_only=True):
    """What one article shows: the mark of its text, the keys of its short lines and title's end.

    Articles of one mark are one text: they count once, so that a reprint teaches nothing.
    """

    mark: str
    keys: frozenset[str]


def sight(title: str, body: str) -> Sighting:
    """The short lines of an article, and the mark by which its reprints are known."""
    lines = body.split("\n")
    end = title_key(title)
    longest = max(lines, key=lambda line: (len(line), line))
    return Sighting(
        mark=_hash(form(longest[:2_000])),
        keys=frozenset(key for line in lines if (key := line_key(line)))
        | frozenset([end] if end else []),
    )


def line_key(line: str) -> str | None:
    """The key of a line that may be furniture; None for a long one and for an agency's mark."""
    if len(line) > LONGEST:
        return None
    shape = form(line)
    return _hash(shape) if shape and not names_agency(line) else None


def title_key(title: str) -> str | None:
    """The key of what stands behind the last bar or dash of a title, if anything does."""
    parts = added(title)
    shape = form(parts[1]) if parts else ""
    return f"{_TITLE}{_hash(shape)}" if shape else None


def is_title_key(key: str) -> bool:
    """Whether a key is of a title's end, which must recur on more pages than a line."""
    return key.startswith(_TITLE)


_TITLE = "t:"
_TITLE_PLACE = -1


def _hash(shape: str) -> str:
    return hashlib.blake2b(shape.encode(), digest_size=8).hexdigest()


def least_pages(total: int) -> int:
    """How many of ``total`` different articles of an outlet must have a line."""
    grown = min(LEAST_SHARE * total, _STEEPNESS * math.log2(max(total, 2)))
    return max(LEAST_PAGES, math.ceil(grown))


def least_titles(total: int) -> int:
    """How many of ``total`` different articles of an outlet must have a title's end."""
    return max(LEAST_PAGES, math.ceil(LEAST_TITLES_SHARE * total))


def cut(article: Article, furniture: frozenset[str]) -> tuple[Article, tuple[Cut, ...]]:
    """``article`` without the lines whose keys are in ``furniture``, and those lines.

    Nothing is taken of a body of which hardly anything would be left.
    """
    if not furniture:
        return article, ()
    title, ends = _cut_title(article.title, furniture)
    body, lines = _cut_body(article.body, furniture)
    cuts = (*ends, *lines)
    return (_with(article, title, body) if cuts else article), cuts


def _cut_title(title: str, furniture: frozenset[str]) -> tuple[str, tuple[Cut, ...]]:
    parts = added(title) if title_key(title) in furniture else None
    return (parts[0], (Cut(_TITLE_PLACE, parts[1]),)) if parts else (title, ())


def _cut_body(whole: str, furniture: frozenset[str]) -> tuple[str, tuple[Cut, ...]]:
    lines = whole.split("\n")
    cuts = tuple(
        Cut(place, line) for place, line in enumerate(lines) if line_key(line) in furniture
    )
    gone = {one.place for one in cuts}
    body = "\n".join(line for place, line in enumerate(lines) if place not in gone)
    if not cuts or len(body) < max(_LEAST_LEFT, _LEAST_LEFT_SHARE * len(whole)):
        return whole, ()
    return body, cuts


def restored(article: Article, cuts: tuple[Cut, ...]) -> Article:
    """``article`` with the lines in ``cuts`` back in their places."""
    if not cuts:
        return article
    lines = article.body.split("\n")
    title = article.title
    for one in sorted(cuts, key=lambda one: one.place):
        if one.place == _TITLE_PLACE:
            title += one.line
        else:
            lines.insert(one.place, one.line)
    return _with(article, title, "\n".join(lines))


def _with(article: Article, title: str, body: str) -> Article:
    hashed = content_hash(title, article.lead, body)
    return msgspec.structs.replace(article, title=title, body=body, content_hash=hashed)
