"""A story as one JSON document: all that is known of it but the articles' texts.

Knows nothing of any standard.
"""

from __future__ import annotations

from typing import Any

import msgspec

from service.records import Article, Timeline
from service.timelines.dossier import Dossier
from service.timelines.exports.setting import Setting

_ENCODER = msgspec.json.Encoder(order="deterministic")


def as_json(dossier: Dossier, setting: Setting) -> bytes:
    """The story, its timeline, events, claims, lanes and spread, and what its articles are."""
    document = {
        "story": dossier.story,
        "address": setting.story_address(dossier.story),
        "timeline": _timeline(dossier.timeline),
        "events": dossier.events,
        "articles": [without_text(one) for one in dossier.articles],
        "claims": dossier.claims,
        "lanes": dossier.lanes,
        "spread": dossier.spread,
    }
    return pretty(document)


def _timeline(timeline: Timeline) -> dict[str, Any]:
    return msgspec.structs.asdict(timeline) | {"entries": entries_of(timeline)}


def entries_of(timeline: Timeline) -> list[dict[str, Any]]:
    """The timeline's entries, each with what its date rests on."""
    return [msgspec.structs.asdict(one) | {"basis": one.basis} for one in timeline.entries]


def without_text(article: Article) -> dict[str, Any]:
    """What an article is, without what it says; its hash tells which text was read."""
    left_out = {"body", "lead", "links"}
    return {k: v for k, v in msgspec.structs.asdict(article).items() if k not in left_out}


def pretty(document: object) -> bytes:
    """JSON with sorted keys, indented, ending in a line feed."""
    return msgspec.json.format(_ENCODER.encode(document), indent=2) + b"\n"
