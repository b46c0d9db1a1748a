"""HTML to a tree, and a tree to lines of text.

Knows nothing of articles.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from service.text.references import without_impossible

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "canvas",
        "object",
        "embed",
        "select",
        "button",
        "input",
        "textarea",
    ]
)
_UNSEEN = ("script", "style", "template", "iframe", "svg", "canvas", "link", "meta")
# Deeper than any page of news; deeper trees slow every walk over them down.
_DEPTH = 200
# A page of news has some hundreds of elements, one with a thousand comments some ten thousand.
_MOST_ELEMENTS = 50_000
_DEEPER = f"boolean({'/*' * (_DEPTH + 1)})"
SIZE = 8_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse(text: str) -> Any | None:
    """The lxml tree of ``text``, None where there is none or it is too large to walk."""
    from lxml import etree  # type: ignore[import-untyped]
    from lxml.html import (  # type: ignore[import-untyped]
        HTMLParser,
        document_fromstring,
    )

    text = _CONTROL.sub(" ", without_impossible(text[:SIZE]))
    text = _DECLARATION.sub("", text)
    try:
        tree = document_fromstring(text, parser=HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return None if _too_large(tree) else tree


def _too_large(tree: Any) -> bool:
    return bool(tree.xpath(_DEEPER)) or tree.xpath("count(//*)") > _MOST_ELEMENTS


class Size(NamedTuple):
    """How much a tree is: its elements, its letters, and the sum of its elements' depths.

    The last is what walks over every element and all in it take: what readers need that weigh
    every element.
    """

    elements: int
    letters: int
    steps: int


def size(tree: Any) -> Size:
    """The size of ``tree``."""
    depths: dict[Any, int] = {}
    letters = 0
    for element in tree.iter():
        depths[element] = depths.get(element.getparent(), 0) + 1
        letters += len(element.text or "") + len(element.tail or "")
    return Size(len(depths), letters, sum(depths.values()))


def drop_silent(tree: Any) -> None:
    """Cut out of ``tree`` what no reader sees: scripts, styles, drawings, frames."""
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()


def linear(tree: Any) -> str:
    """The text of a tree, a new line where a block begins or ends."""
    parts: list[str] = []
    _gather(tree, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: Any, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in _SILENT or element.tag == "head":
        return
    breaks = element.tag in _BLOCKS
    if breaks:
        parts.append("\n")
    if element.text:
        parts.append(element.text.replace("\n", " "))
    for child in element:
        _gather(child, parts)
        if child.tail:
            parts.append(child.tail.replace("\n", " "))
    if breaks:
        parts.append("\n")
