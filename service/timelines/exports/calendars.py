"""A story as a calendar (RFC 5545): each entry an all-day event, its identifier for ever.

Knows nothing of calendars' users. What is only known to the month or year spans it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from service.records import Article, TimelineEntry
from service.timelines.dossier import Dossier
from service.timelines.exports.phrases import appeared, explained
from service.timelines.exports.setting import EPOCH, Setting, articles_by_id, text_of, updated

# On its day there is nothing of what was put off or called off.
_OFF = {"moved", "cancelled"}
# Octets in a line, its break not counted.
LINE = 75


def as_icalendar(dossier: Dossier, setting: Setting) -> bytes:
    """The story's calendar."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Riwaya//Timeline//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(dossier.story.title)}",
    ]
    articles = articles_by_id(dossier)
    for one in dossier.timeline.entries:
        lines += _event(one, dossier, setting, articles)
    lines.append("END:VCALENDAR")
    return b"".join(fold_line(line) for line in lines)


def _event(
    entry: TimelineEntry, dossier: Dossier, setting: Setting, articles: dict[str, Article]
) -> Iterator[str]:
    text, language = text_of(entry, dossier.story.language)
    stamp = (entry.reported_at or updated(dossier) or EPOCH).astimezone(UTC)
    end = date.fromisoformat(entry.last_day) + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.id}@riwaya"
    yield f"DTSTAMP:{_stamp(stamp)}"
    yield f"DTSTART;VALUE=DATE:{entry.first_day.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{end:%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={language}:{_text(text)}"
    told = "\n".join([*explained(entry, language), *_sources(entry, setting, articles, language)])
    yield f"DESCRIPTION;LANGUAGE={language}:{_text(told)}"
    yield f"CATEGORIES:{entry.kind.upper()}"
    if entry.kind == "forecast":
        yield f"STATUS:{'CANCELLED' if entry.status in _OFF else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    address = setting.entry_address(entry)
    if address:
        yield f"URL:{address}"
    yield "END:VEVENT"


def _sources(
    entry: TimelineEntry, setting: Setting, articles: dict[str, Article], language: str
) -> Iterator[str]:
    """Every sentence of evidence with its outlet, its time and, where known, its address."""
    for one in entry.evidence:
        article = articles.get(one.article)
        address = f" {article.address}" if article and article.address else ""
        at = appeared(one, article, language)
        yield f"{setting.outlet(one.outlet)} ({at}): {one.sentence}{address}"


def _stamp(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A TEXT value: backslash, semicolon, comma and line feed escaped (section 3.3.11)."""
    value = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return value.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def fold_line(line: str) -> bytes:
    """A content line folded at 75 octets, never inside a character, ended by CRLF (3.1)."""
    out, room = [], LINE
    current = b""
    for sign in line:
        octets = sign.encode()
        if len(current) + len(octets) > room:
            out.append(current)
            # The space that opens a continuation counts.
            current, room = b"", LINE - 1
        current += octets
    return b"\r\n ".join([*out, current]) + b"\r\n"
