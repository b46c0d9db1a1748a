"""A story as JSON-LD in the words of schema.org: its events, the articles on them, their claims.

Knows nothing of search engines.
"""

from __future__ import annotations

from typing import Any

from service.records import Article, ClaimLine, Entity, TimelineEntry
from service.timelines.dossier import Dossier
from service.timelines.exports.documents import pretty
from service.timelines.exports.phrases import explained
from service.timelines.exports.setting import Setting, instant, text_of, urn

_TYPES = {"person": "Person", "place": "Place", "organisation": "Organization"}
_STATUS = {
    "planned": "EventScheduled",
    "held": "EventScheduled",
    "moved": "EventPostponed",
    "cancelled": "EventCancelled",
}


def as_json_ld(dossier: Dossier, setting: Setting) -> bytes:
    """One graph: a Collection of NewsArticle, the Event of each entry, a Claim for each figure."""
    story = dossier.story
    collection: dict[str, Any] = {
        "@id": setting.story_address(story) or urn("story", story.id),
        "@type": "Collection",
        "identifier": story.id,
        "name": [_said(text, code) for code, text in sorted(story.titles.items())],
        "keywords": list(story.keywords),
        "dateModified": instant(story.last_at),
        "about": [_entity(one) for one in story.entities],
        "hasPart": [{"@id": urn("article", one.id)} for one in dossier.articles],
        "mentions": [{"@id": urn("entry", one.id)} for one in dossier.timeline.entries],
    }
    graph = [
        collection,
        *(_event(one, story.language) for one in dossier.timeline.entries),
        *(_article(one, setting) for one in dossier.articles),
        *(_claim(line, place) for line in dossier.claims for place in range(len(line.claims))),
    ]
    return pretty({"@context": "https://schema.org", "@graph": graph})


def _said(text: str, language: str) -> dict[str, str]:
    return {"@value": text, "@language": language}


def _entity(one: Entity) -> dict[str, Any]:
    names = [_said(name, code) for code, name in sorted(one.names.items())]
    return {"@type": _TYPES[one.kind], "@id": urn("entity", one.id), "name": names}


def _event(entry: TimelineEntry, language: str) -> dict[str, Any]:
    text, code = text_of(entry, language)
    cited = dict.fromkeys(one.article for one in entry.evidence)
    told: dict[str, Any] = {
        "@id": urn("entry", entry.id),
        "@type": "Event",
        "identifier": entry.id,
        "name": _said(text, code),
        "startDate": entry.first_day,
        "endDate": entry.last_day,
        "subjectOf": [{"@id": urn("article", one)} for one in cited],
    }
    remarks = explained(entry, code)
    if remarks:
        told["description"] = _said("; ".join(remarks), code)
    if entry.status:
        told["eventStatus"] = f"https://schema.org/{_STATUS[entry.status]}"
    return told


def _article(one: Article, setting: Setting) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": urn("article", one.id),
        "@type": "NewsArticle",
        "headline": one.title,
        "inLanguage": one.language,
        "publisher": {"@type": "Organization", "name": setting.outlet(one.outlet)},
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": one.content_hash},
    }
    if one.published:
        at = instant(one.published.at)
        told["datePublished"] = at if one.published.precision == "minute" else at[:10]
    if one.address:
        told["url"] = one.address
    if one.reprint_of:
        told["isBasedOn"] = {"@id": urn("article", one.reprint_of)}
    return told


def _claim(line: ClaimLine, place: int) -> dict[str, Any]:
    one = line.claims[place]
    told: dict[str, Any] = {
        "@id": urn("claim", line.id, str(place)),
        "@type": "Claim",
        "text": one.evidence.sentence,
        "about": {
            "@type": "QuantitativeValue",
            "name": line.slot,
            "value": one.value,
            "unitText": line.unit,
        },
        "appearance": {"@id": urn("article", one.evidence.article)},
    }
    if one.attribution:
        told["claimInterpreter"] = {"@type": "Organization", "name": one.attribution}
    return told
