"""The latest stories to follow in a reader, as Atom (RFC 4287): an entry for each story.

Knows nothing of how they were chosen. A story's entry is updated as its last article appears.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.records import Story, Timeline
from service.timelines.exports.feeds import XML, begin_feed, put, written
from service.timelines.exports.phrases import dated
from service.timelines.exports.setting import Setting, instant, text_of, urn

NAMED = 6


def as_river(
    stories: Sequence[Story], timelines: Mapping[str, Timeline], setting: Setting, *, address: str
) -> bytes:
    """``stories`` in their order; ``address`` is where this very feed is, and names it."""
    latest = max((one.last_at for one in stories if one.last_at), default=None)
    language = stories[0].language if stories else "ar"
    feed = begin_feed(urn("feed", address.partition("//")[2]), "Riwaya", language, latest)
    put(feed, "link", rel="self", href=address, type="application/atom+xml")
    if setting.site:
        put(feed, "link", rel="alternate", href=f"{setting.site}/", type="text/html")
    for story in stories:
        node = put(feed, "entry")
        node.set(f"{{{XML}}}lang", story.language)
        put(node, "id", urn("story", story.id))
        put(node, "title", story.title)
        put(node, "published", instant(story.first_at))
        put(node, "updated", instant(story.last_at))
        for key in sorted(story.outlets, key=lambda one: (-story.outlets[one], one))[:NAMED]:
            put(put(node, "author"), "name", setting.outlet(key))
        page = setting.story_address(story)
        if page:
            put(node, "link", rel="alternate", href=page, type="text/html")
        for word in story.keywords:
            put(node, "category", term=word)
        put(node, "summary", _latest(story, timelines[story.id]), type="text")
    return written(feed)


def _latest(story: Story, timeline: Timeline) -> str:
    """What happened last, in a sentence of its own; the headline where nothing is dated."""
    told = [one for one in timeline.entries if one.kind != "forecast"] or timeline.entries
    if not told:
        return story.title
    last = max(told, key=lambda one: (one.last_day, one.first_day, one.salience, one.id))
    text, language = text_of(last, story.language)
    return f"{dated(last, language)}: {text}"
