"""Story to timeline: lay out anew just the stories that changed.

Knows nothing of dates or ranking. A timeline carries the fingerprint of its articles, so a
story that stayed as it was keeps the timeline it had; what was found in the articles of a long
story is kept, so that one new article does not cost a reading of all the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from jobs.cluster import Index
from jobs.embed import read_vectors
from service.articles.outlets import Outlets
from service.embeddings.encoder import Encoder
from service.records import Article, DateEstimate, Event, Story, Timeline
from service.store import timelines as timeline_store
from service.store.engine import Store
from service.timelines.build import TimelineParams, build_timeline
from service.timelines.meanings import Meanings
from service.timelines.mentions import MENTIONS, ArticleMentions, article_mentions, pack, unpack

# Raised whenever timelines are laid out differently from the same mentions: every one is made
# anew. Other mentions (MENTIONS) do the same, for they stand in an article's print.
LAYOUT = "23"
# What a whole set of timelines depends on beside the articles: a build with another is whole.
LAID_OUT = f"{LAYOUT}|{MENTIONS}"
# Below this many articles, reading them again is cheaper than keeping what was found.
LONG = 8


class Desk:
    """What every timeline of a run is laid out with."""

    def __init__(
        self,
        store: Store,
        params: TimelineParams,
        outlets: Outlets,
        estimates: Mapping[str, DateEstimate],
        encoder: Encoder,
    ) -> None:
        self.store = store
        self.params = params
        self.estimates = estimates
        self.encoder = encoder
        self.families = {one.key: one.family for one in outlets}
        self.zones = {one.key: one.timezone for one in outlets}

    def print_of(self, article: Article) -> str:
        """What is found in an article depends on this alone."""
        published = article.published
        at = f"{published.at.isoformat()}{published.precision}" if published else ""
        if published is None and (guess := self.estimates.get(article.id)):
            at = f"{guess.first_day}/{guess.last_day}"
        zone = self.zones.get(article.outlet, "UTC")
        return f"{MENTIONS}|{article.content_hash[:32]}|{at}|{zone}"

    def story_print(
        self, story: Story, events: Iterable[Event], articles: Iterable[Article]
    ) -> str:
        """What a timeline is made from, as 32 hexadecimal digits."""
        digest = hashlib.sha256(
            f"{LAYOUT}\n{self.encoder.name}\n{self.params!r}\n{story.id}\n".encode()
        )
        for event in events:
            digest.update(f"{event.id}:{','.join(event.articles)}\n".encode())
        for one in articles:
            line = f"{one.id}\t{self.print_of(one)}\t{one.reprint_of}\t{one.outlet}\n"
            digest.update(line.encode())
        return digest.hexdigest()[:32]

    def lay_out(
        self, story: Story, events: Sequence[Event], articles: Sequence[Article]
    ) -> Timeline:
        """The story's timeline, with what is kept of its articles if it is a long one."""
        return build_timeline(
            story,
            events,
            articles,
            params=self.params,
            families=self.families,
            zones=self.zones,
            estimates=self.estimates,
            mentions=self._mentions(articles) if len(articles) >= LONG else None,
            meanings=self._meanings(articles),
        )

    def _meanings(self, articles: Sequence[Article]) -> Meanings:
        _, bodies = read_vectors(self.store, self.encoder, articles)
        ids = [one.id for one in articles]
        return Meanings(dict(zip(ids, bodies, strict=True)), self.encoder.encode)

    def _mentions(self, articles: Sequence[Article]) -> dict[str, ArticleMentions]:
        wanted = {one.id: self.print_of(one) for one in articles}
        with self.store.read() as connection:
            kept = timeline_store.read_mentions(connection, wanted)
        found = {one: unpack(data) for one, data in kept.items()}
        fresh = {
            one.id: article_mentions(
                one,
                zone=self.zones.get(one.outlet, "UTC"),
                estimate=self.estimates.get(one.id),
            )
            for one in articles
            if one.id not in found
        }
        if fresh:
            packed = {one: (wanted[one], pack(made)) for one, made in fresh.items()}
            with self.store.write() as connection:
                timeline_store.write_mentions(connection, packed)
        return found | fresh


def lay_out_changed(
    desk: Desk,
    index: Index,
    made_before: Mapping[str, str],
    advance: Callable[[int], None] = lambda _steps: None,
) -> list[tuple[Timeline, str]]:
    """The timelines, with fingerprints, of the stories not in ``made_before`` as they are now."""
    made: list[tuple[Timeline, str]] = []
    for story in index.stories:
        events, articles = index.events_of[story.id], index.articles_of[story.id]
        print_now = desk.story_print(story, events, articles)
        if made_before.get(story.id) != print_now:
            made.append((desk.lay_out(story, events, articles), print_now))
        advance(1)
    return made
