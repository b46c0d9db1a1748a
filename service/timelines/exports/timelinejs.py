"""A story for TimelineJS, the widget newsrooms embed: its JSON, escaped where it takes HTML.

Knows nothing of the widget's looks.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

from service.records import TimelineEntry
from service.timelines.dossier import Dossier
from service.timelines.exports.documents import pretty
from service.timelines.exports.phrases import explained, say
from service.timelines.exports.setting import Setting, text_of


def as_timelinejs(dossier: Dossier, setting: Setting) -> bytes:
    """The story's slides: its title, then an event for each entry."""
    story = dossier.story
    others = [text for code, text in sorted(story.titles.items()) if code != story.language]
    return pretty(
        {
            "title": {
                "text": {
                    "headline": escape(story.title),
                    "text": "".join(f"<p>{escape(one)}</p>" for one in others),
                }
            },
            "events": [_slide(one, story.language, setting) for one in dossier.timeline.entries],
        }
    )


def _slide(entry: TimelineEntry, language: str, setting: Setting) -> dict[str, Any]:
    text, spoken = text_of(entry, language)
    outlets = list(dict.fromkeys(setting.outlet(one.outlet) for one in entry.evidence))
    slide: dict[str, Any] = {
        "unique_id": entry.id,
        "start_date": _date(entry.first_day, entry.grain),
        "text": {
            "headline": escape(text),
            "text": "".join(
                f"<p>{escape(one)}</p>" for one in (*explained(entry, spoken), " · ".join(outlets))
            ),
        },
        "group": say(language, entry.kind),
    }
    if entry.grain in {"week", "interval", "quarter", "decade"}:
        slide["end_date"] = _date(entry.last_day, "day")
    address = setting.entry_address(entry)
    if address:
        slide["text"]["text"] += f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
    return slide


def _date(day: str, grain: str) -> dict[str, int]:
    """As much of a day as the grain knows: a month has no day in it."""
    at = date.fromisoformat(day)
    if grain == "year":
        return {"year": at.year}
    if grain == "month":
        return {"year": at.year, "month": at.month}
    return {"year": at.year, "month": at.month, "day": at.day}
