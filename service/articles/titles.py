"""Headlines without what a site adds to them: its name, its rubric, its slogan.

Knows nothing of pages but the names that stand around a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from service.articles.boilerplate import form, is_section
from service.articles.outlets import Outlets, without_kind
from service.text.normalise import tidy

_PART = re.compile(r"\s+[-–—|•·»:]\s+|\s*\|\s*|\s+[-–—|]\s*(?=[A-Z])")
_FINAL = re.compile(r"(?<=\w)\s*[-–—|]\s*(?=[^-–—|]{2,40}$)")
# What a site sets behind a headline. Of 73,000 headlines of four languages as their outlets print
# them, 58 end in such a part, and hardly one of those in a bar.
_ADDED = re.compile(r"(?:\s+[-–—]\s+|\s*\|\s*)(?P<name>[^-–—|]{2,40})$")
# A headline of its own has at least two words; what is left of one after cutting must too.
_LEAST = 12
# Behind the one bar of a title a page's name has so few words, the headline before it more.
_NAME_WORDS, _HEAD_WORDS = 4, 4


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around a headline and may be the name of its site.

    ``sites`` are names by which the page itself says whose it is, ``lines`` short lines of it,
    ``host`` where it was got. ``is_page``: a page's title, not a publisher's own field.
    """

    sites: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    host: str | None = None
    is_page: bool = False


NOTHING = Around()


def clean_title(title: str, outlets: Outlets, around: Around = NOTHING) -> str:
    """``title`` on one line, cut where the name of the site begins.

    Only a part that names a known outlet, the site or a rubric is cut, and what stands alone
    behind the one bar of a page's title: a dash within a headline stays.
    """
    text = " ".join(tidy(title).split())
    sites = frozenset(_names(around))
    for _ in range(4):
        shorter = _without_last(text, outlets, sites)
        if shorter == text:
            break
        text = shorter
    return _without_first(_without_added(text, around), outlets, sites)


def added(title: str) -> tuple[str, str] | None:
    """(headline, separator and name) where a title ends in what may be its site's name."""
    match = _ADDED.search(title)
    if match is None or match.start() < _LEAST:
        return None
    return title[: match.start()], title[match.start() :]


def _names(around: Around) -> Iterator[str]:
    """The forms of the site's names, with and without ``جريدة``; its host and the label of it."""
    for name in around.sites:
        if shape := form(name):
            yield from (shape, without_kind(shape))
    if around.host:
        yield form(around.host)
        yield around.host.split(".", 1)[0].replace("-", "")


def _is_site(part: str, outlets: Outlets, sites: frozenset[str]) -> bool:
    shape = form(part)
    return (
        not shape
        or bool({shape, without_kind(shape), shape.replace(" ", "")} & sites)
        or is_section(shape)
        or outlets.by_name(part) is not None
        or ("." in part and outlets.by_domain(part.strip()) is not None)
    )


def _without_last(text: str, outlets: Outlets, sites: frozenset[str]) -> str:
    """``text`` up to the first separator after which the site names itself."""
    for match in _PART.finditer(text):
        rest = text[match.end() :]
        head = _PART.split(rest, maxsplit=1)[0]
        if match.start() >= _LEAST and _is_site(head, outlets, sites):
            return text[: match.start()].rstrip(" -–—|:•·»")
    final = _FINAL.search(text)
    if final and final.start() >= _LEAST and _is_site(text[final.end() :], outlets, sites):
        return text[: final.start()]
    return text


def _without_added(text: str, around: Around) -> str:
    """``text`` less what its page repeats as a line of its own, or sets behind its only bar."""
    parts = added(text) if around.is_page else None
    if parts is None:
        return text
    head, tail = parts
    name = without_kind(form(tail))
    repeated = any(without_kind(form(line)) == name for line in around.lines)
    barred = tail.lstrip().startswith("|") and "|" not in head
    short = len(name.split()) <= _NAME_WORDS and len(head.split()) >= _HEAD_WORDS
    return head.rstrip() if repeated or (barred and short) else text


def _without_first(text: str, outlets: Outlets, sites: frozenset[str]) -> str:
    match = re.match(r"(?P<site>.{2,40}?)\s*(?:[|»]|\s[-–—:])\s+(?P<rest>.{12,})$", text)
    if match and _is_site(match["site"], outlets, sites) and not is_section(form(match["site"])):
        return match["rest"].strip()
    return text
