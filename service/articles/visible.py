"""Dates that a page prints for its readers, near its heading.

Knows nothing of what a date means; stamps are handed on as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from service.articles.draft import Stamp
from service.articles.lines import is_cued, is_update

_DATED = (
    "//*[contains(@class,'date') or contains(@class,'time') or contains(@class,'publi') or"
    " contains(@class,'posted')"
    " or contains(@class,'meta') or contains(@id,'date')][not(self::body or self::html or"
    " self::article or self::main)]"
)
# A page prints its date once or twice; of what is classed as one so much is looked at.
_STAMPS = 5
_LOOKED_AT = 400
_PIECES = 60
_SIDE = re.compile(
    r"related|sidebar|most[-_]?(?:read|view|popular)|comment|footer|widget|ticker|breaking|latest|trending|weather|prayer"
    r"|recommend|carousel|slider|popular|more[-_]news|read[-_]?also|similar",
    re.IGNORECASE,
)


def visible_stamps(tree: Any) -> Iterator[Stamp]:
    """Dates printed on the page as such: ``time`` elements, then elements classed as dates."""
    heading = next((h for h in tree.iter("h1") if h.text_content().strip()), None)
    after = _places_after(tree, heading)
    found = 0
    for element in islice(tree.iter("time"), _LOOKED_AT):
        if in_side(element) or not _is_near(element, heading, after):
            continue
        text = (element.get("datetime") or "").strip() or " ".join(element.text_content().split())
        if text and len(text) <= 120:
            updated = is_update(f"{_said_before(element)} {marks(element)} {_shown(element)}")
            yield Stamp(text=text, source="page", confidence=0.55 if updated else 0.85)
            found += 1
            if found == _STAMPS or not updated:
                break
    found = 0
    for element in tree.xpath(_DATED)[:_LOOKED_AT]:
        text = " ".join("".join(islice(element.itertext(), _PIECES)).split())
        if found == _STAMPS:
            break
        near = 6 <= len(text) <= 160 and any(map(str.isdecimal, text))
        if near and not in_side(element) and _is_near(element, heading, after):
            found += 1
            trust = 0.5 if is_update(text) else 0.85 if is_cued(text) else 0.75
            yield Stamp(text=text, source="page", confidence=trust)


def _places_after(tree: Any, heading: Any | None) -> frozenset[Any]:
    """The elements that stand below the heading, none where there is no heading."""
    if heading is None:
        return frozenset()
    walk = tree.iter()
    for element in walk:
        if element is heading:
            break
    return frozenset(walk)


def _is_near(element: Any, heading: Any | None, after: frozenset[Any]) -> bool:
    """Whether a date can be the article's: below the heading, or in one block with it.

    What stands above it elsewhere is the day on which the page was served.
    """
    if heading is None or element in after:
        return True
    block = element.getparent()
    return block is not None and block.tag != "body" and block in set(heading.iterancestors())


def _shown(element: Any) -> str:
    return "".join(islice(element.itertext(), _PIECES))[:120]


def _said_before(element: Any) -> str:
    parent = element.getparent()
    return "" if parent is None else (parent.text or "")[-60:]


def in_side(element: Any) -> bool:
    """Whether an element stands in what surrounds an article: a side, a foot, a list of others."""
    for above in element.iterancestors():
        if above.tag in {"aside", "footer", "nav", "li"} or _SIDE.search(marks(above)):
            return True
    return False


def marks(element: Any) -> str:
    """The class and the id of an element, in one string."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"
