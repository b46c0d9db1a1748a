"""A story's evidence as CSV (RFC 4180): one row for each sentence that supports an entry.

Knows nothing of spreadsheets but two habits: they run cells as formulas, and read Arabic as
Latin without a byte order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from service.records import Story, Timeline
from service.timelines.dossier import Dossier
from service.timelines.exports.setting import Setting

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
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def as_csv(dossier: Dossier, setting: Setting) -> bytes:
    """The story's table."""
    del setting
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows(rows(dossier.story, dossier.timeline))
    return BYTE_ORDER_MARK + out.getvalue().encode()


def rows(story: Story, timeline: Timeline) -> Iterator[dict[str, Any]]:
    """One row for each piece of evidence."""
    for entry in timeline.entries:
        for proof in entry.evidence:
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
            }


def plain(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
