"""Reprints: which articles repeat the text of another, and which of them came first.

Knows nothing of events: two reports of one happening in different words are no copies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import msgspec

from service.articles.shelf import Shelf
from service.articles.signatures import Signs, sign
from service.records import Article
from service.text.normalise import fold


class ReprintParams(msgspec.Struct, frozen=True, kw_only=True):
    """How alike two texts must be (share of three-word shingles in common) to be one text.

    Over the labelled weeks every pair of different outlets above 0.8 is one wire text with
    small edits. Within one outlet follow-ups repeat whole paragraphs of background: of the
    pairs between 0.8 and 0.93 half report something new, above it none that was read does.
    """

    across: float = 0.8
    within: float = 0.93


DEFAULT = ReprintParams()


def reprint_text(article: Article) -> str:
    """What of an article is compared: its body, and title and abstract where that is short.

    A body of a few words is a caption or a disclaimer that many articles share.
    """
    if len(article.body.split()) >= _SHORT:
        return article.body
    return " ".join((article.title, article.lead or "", article.body))


_SHORT = 12


def sign_articles(articles: Iterable[Article]) -> Signs:
    """(n, SIZE) signatures of articles, to be kept by ``signatures.to_bytes``."""
    return sign(reprint_text(article) for article in articles)


# Marks by which a text says that an agency wrote it, to the key of the agency.
_AGENCIES = {
    "map": "و م ع|و.م.ع|وكالة المغرب العربي للأنباء|لاماب|map",
    "afp": "أ ف ب|أ.ف.ب|ا ف ب|ا.ف.ب|فرانس برس|afp",
    "reuters": "رويترز|reuters",
    "ap": "أ ب|أ.ب|أسوشيتد برس|اسوشيتد برس|ap|associated press",
    "dpa": "د ب أ|د.ب.أ|dpa",
    "efe": "إفي|إ ف إ|efe",
    "anadolu": "الأناضول|anadolu",
    "aps": "واج|aps",
    "tap": "وات|tap",
    "spa": "واس|spa",
    "qna": "قنا|qna",
    "xinhua": "شينخوا|xinhua",
    "sputnik": "سبوتنيك|sputnik",
    "mena": "أ ش أ|أ.ش.أ",
}
_MARKS = {
    fold(mark).replace(".", " "): key
    for key, marks in _AGENCIES.items()
    for mark in marks.split("|")
}
_MARKED = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]|(?:^|[-–—/])\s*([^-–—/()]{2,30})\s*[-–—/:]")


def agency(article: Article) -> str | None:
    """The agency that an article's dateline or last words name as its author."""
    body = fold(article.body)
    return _named(body[:160]) or _named(body[-120:])


def names_agency(line: str) -> bool:
    """Whether a line is, or ends in, the mark of an agency: ``(أ ف ب)``, ``وكالات - رويترز``."""
    said = fold(line).strip(" .-–—/()[]")
    return _named(fold(line)) is not None or any(
        " ".join(piece.replace(".", " ").split()) in _MARKS for piece in _PIECES.split(said)
    )


_PIECES = re.compile(r"\s*[،,/+\-–—|]\s*")


def _named(part: str) -> str | None:
    for match in _MARKED.finditer(part):
        said = " ".join((match[1] or match[2]).replace(".", " ").split())
        for piece in re.split(r"\s*[،,/+]\s*", said):
            if piece in _MARKS:
                return _MARKS[piece]
    return None


def precedence(article: Article, agencies: Collection[str] = frozenset()) -> tuple[object, ...]:
    """The order in which articles of one text come: the agency's own first, then by time.

    An aggregator's copy comes after every outlet's own, an undated one after the dated; a day
    without a clock counts from its noon. ``agencies`` are the keys of outlets that are one; what
    one of them passes on under another's mark is not its own.
    """
    published = article.published
    own = article.outlet in agencies and agency(article) in {None, article.outlet}
    noon = 43_200 if published is not None and published.precision == "day" else 0
    return (
        not own,
        article.republisher is not None,
        published is None,
        published.at.timestamp() + noon if published is not None else 0.0,
        article.id,
    )


def is_copy(
    similarity: float, one: Article, other: Article, params: ReprintParams = DEFAULT
) -> bool:
    """Whether texts of that ``similarity`` are one text, given whose they are."""
    return similarity >= (params.within if one.outlet == other.outlet else params.across)


def find_reprints(
    articles: Sequence[Article],
    *,
    agencies: Collection[str] = frozenset(),
    params: ReprintParams = DEFAULT,
    signs: Signs | None = None,
) -> dict[str, str]:
    """Copy's id to original's id over ``articles``, whatever their order.

    ``signs`` (n, SIZE) are the articles' signatures where they are known already.

    An original is no copy itself: every copy leads straight to it. Articles of one id (one
    address read twice) are one article.
    """
    rows = sign_articles(articles) if signs is None else signs
    order = sorted(range(len(articles)), key=lambda place: precedence(articles[place], agencies))
    originals: dict[str, Article] = {}
    shelf = Shelf()
    found: dict[str, str] = {}
    least = min(params.across, params.within)
    for place in order:
        article, row = articles[place], rows[place]
        if article.id in originals or article.id in found:
            continue
        for other, share in shelf.near(row, least):
            if is_copy(share, article, originals[other], params):
                found[article.id] = other
                break
        else:
            originals[article.id] = article
            shelf.add(article.id, row)
    return dict(sorted(found.items()))
