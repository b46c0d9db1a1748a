"""An article's earlier versions, as its page shows them: what changed each time, by sentence.

Knows nothing of how sentences are matched.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

import msgspec

from service.articles.revisions import Change, Text, changes
from service.records import Article
from service.store import articles as article_store
from service.store.engine import Connection

# A page shows the last versions; the API has them all.
_SHOWN = 10


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version that was replaced: its number, until when it stood, what then changed."""

    number: int
    until: datetime
    changes: tuple[Change, ...]


def read_versions(connection: Connection, article: Article) -> list[Version]:
    """The versions of ``article`` that were replaced, the latest first."""
    if article.revision < 2:
        return []
    replaced = article_store.revisions(connection, article.id)[-_SHOWN:]
    texts = [Text(title=one.title, lead=one.lead, body=one.body) for one in replaced]
    texts.append(Text(title=article.title, lead=article.lead, body=article.body))
    found = [
        Version(number=one.revision, until=one.replaced_at, changes=changes(before, after))
        for one, (before, after) in zip(replaced, pairwise(texts), strict=True)
    ]
    return found[::-1]
