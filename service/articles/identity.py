"""The id of an article and the hash of its text.

Knows nothing of pages. The id follows what stays when the text is edited: the address, else
the carrier's own key, else the text itself.
"""

from __future__ import annotations

import hashlib

from service.articles.addresses import canonical
from service.text.normalise import fold

_SIGNS = 16


def article_id(*, address: str | None, outlet: str, key: str | None, title: str, body: str) -> str:
    """``a-`` and sixteen hexadecimal signs, the same for one article on every machine."""
    place = canonical(address)
    if place is not None:
        said = f"address\n{place}"
    elif key:
        said = f"key\n{outlet}\n{key}"
    else:
        words = "".join(filter(str.isalnum, fold(f"{title}{body}")))
        said = f"text\n{outlet}\n{words}"
    return "a-" + hashlib.sha256(said.encode()).hexdigest()[:_SIGNS]


def content_hash(title: str, lead: str | None, body: str) -> str:
    """SHA-256 over title, lead and body: any change in them is another revision."""
    return hashlib.sha256("\x1f".join((title, lead or "", body)).encode()).hexdigest()
