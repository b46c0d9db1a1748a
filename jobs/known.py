"""By what names a page is known again, so that reading it twice changes nothing.

Knows nothing of what is in the page, nor of where names are kept.
"""

from __future__ import annotations

import hashlib

import msgspec

from service.records import Page
from service.store.aliases import Name

_PACK = msgspec.msgpack.Encoder()


def page_hash(page: Page, read_by: str) -> str:
    """The hash of all that ``page`` says, but for when and from which file it was read.

    ``read_by`` stands for what else decides of the article in it.
    """
    said = msgspec.structs.replace(page, origin="", fetched_at=None)
    return hashlib.sha256(read_by.encode() + _PACK.encode(said)).hexdigest()[:32]


def names_of(page: Page, digest: str) -> list[Name]:
    """The names by which a carrier knows ``page``; its own hash where it has none."""
    names: list[Name] = []
    if page.key is not None:
        names.append(("key", page.outlet or "", page.key))
    if page.address is not None:
        names.append(("address", "", page.address))
    return names or [hash_name(digest)]


def hash_name(digest: str) -> Name:
    """A page's own hash as a name: of one that has no other, or shares its names with another."""
    return ("page", "", digest)
