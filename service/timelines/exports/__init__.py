"""A story as a file: every format by its name, its ending and its media type.

Knows nothing of stores or of HTTP. The same story gives the same bytes, on every machine.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from service.errors import InputError
from service.timelines.dossier import Dossier
from service.timelines.exports.bundle import as_bundle
from service.timelines.exports.calendars import as_icalendar
from service.timelines.exports.documents import as_json
from service.timelines.exports.feeds import as_atom, as_json_feed
from service.timelines.exports.linked import as_json_ld
from service.timelines.exports.markdown import as_markdown
from service.timelines.exports.setting import Setting
from service.timelines.exports.tables import as_csv
from service.timelines.exports.timelinejs import as_timelinejs

__all__ = ["FORMATS", "Format", "Setting", "export"]


class Format(msgspec.Struct, frozen=True):
    """One way to write a story: the file's ending, its media type, and who writes it."""

    ending: str
    media_type: str
    write: Callable[[Dossier, Setting], bytes]


FORMATS: dict[str, Format] = {
    "json": Format("json", "application/json", as_json),
    "csv": Format("csv", "text/csv", as_csv),
    "jsonfeed": Format("feed.json", "application/feed+json", as_json_feed),
    "atom": Format("atom", "application/atom+xml", as_atom),
    "ics": Format("ics", "text/calendar", as_icalendar),
    "timelinejs": Format("timeline.json", "application/json", as_timelinejs),
    "markdown": Format("md", "text/markdown", as_markdown),
    "jsonld": Format("jsonld", "application/ld+json", as_json_ld),
    "bundle": Format("zip", "application/zip", as_bundle),
}


def export(kind: str, dossier: Dossier, setting: Setting) -> bytes:
    """The story as a file of the format ``kind``. Raises InputError for a format there is not."""
    if kind not in FORMATS:
        raise InputError(f"format: {kind!r} is none of {', '.join(FORMATS)}")
    return FORMATS[kind].write(dossier, setting)
