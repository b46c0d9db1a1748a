"""The blocks of a page that point to other articles: cut out of its tree, kept as links.

Knows nothing of the article itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from service.articles.boilerplate import LONGEST, form, role
from service.records import Link
from service.text.normalise import tidy

# A block of related articles stands within so many elements of its heading, and holds no
# more text, and no more pieces of it, than this.
_LEVELS = 6
_PIECES = 2_000
_BLOCK_LIMIT = 8_000
# A link that reads as a headline has so many signs and so many spaces.
_HEADLINE, _HEADLINE_SPACES = 25, 3
# No page of news points elsewhere from more blocks.
_MOST_BLOCKS = 100
_RELATED_CLASS = (
    "//*[self::div or self::section or self::aside or self::ul][contains(@class,'related') or"
    " contains(@class,'read-also')"
    " or contains(@class,'readalso') or contains(@class,'also-read') or"
    " contains(@class,'most-read')"
    " or contains(@class,'mostread') or contains(@class,'similar-') or"
    " contains(@class,'recommended')]"
)
_OPENED = ("div", "p", "ul", "section", "aside", "li")
_HEADS = ("h2", "h3", "h4", "h5", "strong", "b", "span", "p", "div")


def take_related(tree: Any) -> Iterator[Link]:
    """Cut the blocks about other articles out of ``tree`` and give their headlines."""
    seen: set[str] = set()
    for block in list(islice(_related_blocks(tree), _MOST_BLOCKS)):
        if block is None or block.getparent() is None:
            continue
        for link in islice(block.iter("a"), _PIECES):
            title = " ".join(tidy("".join(link.itertext())).split())
            if 15 <= len(title) <= 250 and title not in seen and len(seen) < 40:
                seen.add(title)
                yield Link(title=title, address=link.get("href") or None)
        block.drop_tree()


def linked_lines(tree: Any) -> frozenset[str]:
    """The comparing forms of the links that read as headlines."""
    found = set()
    for link in islice(tree.iter("a"), _PIECES):
        text = "".join(islice(link.itertext(), _PIECES)).strip()
        if _HEADLINE <= len(text) <= LONGEST and text.count(" ") >= _HEADLINE_SPACES:
            found.add(form(text))
    return frozenset(found)


def without_pointers(paragraphs: Sequence[str], pointers: frozenset[str]) -> list[str]:
    """``paragraphs`` without those that are a link to another article, and their teasers.

    A teaser is told by what follows: from some link on, each paragraph stands below a link.
    """
    linked = [len(one) <= LONGEST and form(one) in pointers for one in paragraphs]
    cut = len(paragraphs)
    for place in range(len(paragraphs) - 1, 0, -1):
        if linked[place]:
            cut = place
        elif not linked[place - 1]:
            break
    return [one for one, is_link in zip(paragraphs[:cut], linked[:cut], strict=True) if not is_link]


def _related_blocks(tree: Any) -> Iterator[Any]:
    """The containers of related articles: by their class, or by the words that open them."""
    yield from tree.xpath(_RELATED_CLASS)
    for element in tree.iter(*_HEADS, *_OPENED):
        own = (element.text or "").strip() if element.tag in _OPENED else ""
        if own and len(own) <= 60 and _opens_related(own):
            container = _container(element)
            yield element if container is None and _is_linked(element) else container
        elif element.tag in _HEADS and len(element) <= 2:
            text = _short_text(element)
            if text and _opens_related(text):
                yield _container(element)


@lru_cache(maxsize=16_384)
def _opens_related(text: str) -> bool:
    """Whether a short text is the head of a block about other articles."""
    return role(form(text)) == "related"


def _short_text(element: Any) -> str:
    """The text of an element, empty where it is longer than any head of a block."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part.strip())
        if length > 40:
            return ""
        parts.append(part)
    return "".join(parts).strip()


def _is_linked(block: Any) -> bool:
    """Whether most of a block's text stands in links."""
    text = len("".join(block.itertext()).strip()) - len((block.text or "").strip())
    linked = sum(len("".join(link.itertext()).strip()) for link in block.iter("a"))
    return linked >= 0.5 * text > 0


def _container(head: Any) -> Any | None:
    """The widest element above a heading whose text is mostly links, not prose."""
    best = None
    own = len("".join(head.itertext()).strip())
    for above in islice((head, *head.iterancestors()), _LEVELS):
        if above.tag in {"body", "html", "main", "article"} or above.getparent() is None:
            break
        text = sum(map(len, islice(above.itertext(), _PIECES)))
        if text > _BLOCK_LIMIT:
            break
        linked = sum(
            len("".join(islice(link.itertext(), _PIECES)).strip())
            for link in islice(above.iter("a"), _PIECES)
        )
        if linked and linked < 0.5 * (text - own):
            break
        if linked:
            best = above
    return best
