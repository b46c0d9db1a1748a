"""XML from strangers, made safe to hand to a parser.

Knows nothing of feeds or sitemaps. Neither needs an entity of its own, and a few lines of them
can fill a machine or read its files, so a document that declares one is refused. What is
checked is what is parsed: the text is decoded once, here, and handed on as UTF-8, so that no
declared encoding can hide a declaration from the check.
"""

from __future__ import annotations

import re

from service.errors import EntitiesError
from service.sources.decoding import decode

_ENTITY = re.compile(r"<!\s*ENTITY|<!\s*DOCTYPE[^>]*\[", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def safe_xml(data: bytes, name: str, *, charset: str | None = None) -> bytes:
    """``data`` as UTF-8 without its declaration. Raises EntitiesError where it has entities."""
    # XML holds no NUL: what has them is of two bytes a sign and does not say so
    text = decode(data, charset=charset, markup=True).replace("\0", "")
    if _ENTITY.search(text):
        raise EntitiesError(f"{name}: declares XML entities, which are refused")
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
