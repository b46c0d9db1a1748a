"""A story's evidence as CSV (RFC 4180): one row for each sentence that supports an entry.

Knows nothing of spreadsheets but two habits: they run cells as formulas, and read Arabic as
Latin without a byte order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from service.records import Article, Story, Timeline
from service.timelines.dossier import Dossier
from service.timelines.exports.setting import Setting, articles_by_id, published, text_of

FIELDS = (
    "story",
    "story_title",
    "date",
    "first_day",
    "last_day",
    "grain",
    "kind",
    "text",
    "outlet",
    "article",
    "start",
    "end",
    "families",
    "entry",
    "entry_text",
    "articles",
    "surface",
    "basis",
    "confidence",
    "alternatives",
    "status",
    "moved_to",
    "field",
    "mention",
    "published_at",
    "estimated",
    "address",
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def as_csv(dossier: Dossier, setting: Setting) -> bytes:
    """The story's table."""
    del setting
    articles = articles_by_id(dossier)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows(rows(dossier.story, dossier.timeline, articles))
    return BYTE_ORDER_MARK + out.getvalue().encode()


def rows(
    story: Story, timeline: Timeline, articles: Mapping[str, Article]
) -> Iterator[dict[str, Any]]:
    """One row for each piece of evidence; ``articles`` are the story's by id.

    ``text`` is the evidence's sentence, ``entry_text`` the one that tells the entry. Other dates
    are parted by a space. ``published_at`` is a day where no more is known.
    """
    for entry in timeline.entries:
        told, _ = text_of(entry, story.language)
        moved_to = next((one.to for one in reversed(entry.turns) if one.kind == "moved"), None)
        for proof in entry.evidence:
            article = articles.get(proof.article)
            yield {
                "story": story.id,
                "story_title": plain(story.title),
                "date": entry.date,
                "first_day": entry.first_day,
                "last_day": entry.last_day,
                "grain": entry.grain,
                "kind": entry.kind,
                "text": plain(proof.sentence),
                "outlet": proof.outlet,
                "article": proof.article,
                "start": proof.start,
                "end": proof.end,
                "families": entry.families,
                "entry": entry.id,
                "entry_text": plain(told),
                "articles": entry.articles,
                "surface": plain(entry.surface),
                "basis": entry.basis,
                "confidence": entry.confidence,
                "alternatives": " ".join(entry.alternatives),
                "status": entry.status or "",
                "moved_to": moved_to or "",
                "field": proof.field,
                "mention": plain(proof.mention or ""),
                "published_at": published(proof, article),
                "estimated": str(proof.estimated).lower(),
                "address": plain(article.address or "") if article else "",
            }


def plain(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
