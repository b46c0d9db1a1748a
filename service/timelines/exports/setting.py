"""Where a file will stand and how it names outlets: what the story itself does not say.

Knows nothing of formats.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from service.records import Article, Evidence, Story, TimelineEntry
from service.timelines.dossier import Dossier

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """``site`` is the address of the dashboard ("https://host"), or None where there is none.

    ``outlets`` maps an outlet's key to its name; a key without one stands for itself.
    """

    site: str | None = None
    outlets: Mapping[str, str] = {}

    def outlet(self, key: str) -> str:
        """What the outlet is called."""
        return self.outlets.get(key, key)

    def story_address(self, story: Story) -> str | None:
        """The story's page."""
        return f"{self.site}/stories/{story.id}" if self.site else None

    def entry_address(self, entry: TimelineEntry) -> str | None:
        """The entry's place on its story's page."""
        return f"{self.site}/stories/{entry.story}#{entry.id}" if self.site else None


def urn(*parts: str) -> str:
    """A name for a thing that is the same everywhere: a UUID of its id (RFC 9562, version 5)."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'riwaya:' + ':'.join(parts))}"


def instant(at: datetime | None) -> str:
    """RFC 3339, in UTC; the epoch where nothing is known."""
    return (at or EPOCH).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def updated(dossier: Dossier) -> datetime | None:
    """When the story's last article appeared."""
    return dossier.story.last_at


def articles_by_id(dossier: Dossier) -> dict[str, Article]:
    """The story's articles by id."""
    return {one.id: one for one in dossier.articles}


def published(proof: Evidence, article: Article | None) -> str:
    """When a sentence appeared: RFC 3339 in UTC, a day where no more is known, or empty."""
    if proof.published_at is None:
        return ""
    at = instant(proof.published_at)
    known = article.published if article else None
    return at[:10] if known and known.precision == "day" else at


def readable(proof: Evidence, article: Article | None) -> str:
    """When a sentence appeared, for a reader: "2018-07-12 18:30 UTC", a day, or empty."""
    at = published(proof, article)
    return at if len(at) <= 10 else f"{at[:10]} {at[11:16]} UTC"


def text_of(entry: TimelineEntry, language: str) -> tuple[str, str]:
    """(text, its language): the entry's sentence in ``language``, else in the first it has."""
    if language in entry.texts:
        return entry.texts[language], language
    for code in sorted(entry.texts):
        return entry.texts[code], code
    return entry.evidence[0].sentence, entry.evidence[0].language
