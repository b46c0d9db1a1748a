"""What an entry says of all that tells it, cited or not."""

from __future__ import annotations

import msgspec

from service.timelines.build import TimelineParams, build_timeline
from tests.timelines.world import OPENED, event, story

OUTLETS = ("hespress", "kech24", "le360", "barlamane", "febrayer")
TOLD = [
    msgspec.structs.replace(
        OPENED,
        id=f"o{place}",
        outlet=outlet,
        content_hash=f"o{place}",
        body=OPENED.body.replace("سنوات من الأشغال", f"{place + 3} سنوات من الأشغال"),
    )
    for place, outlet in enumerate(OUTLETS)
]


def test_all_articles_that_tell_it_are_counted_whatever_is_cited() -> None:
    for most in (1, 3, 12):
        made = build_timeline(
            story(TOLD), [event("e", TOLD)], TOLD, params=TimelineParams(evidence=most)
        )
        opened = next(one for one in made.entries if one.date == "2018-03-13")
        assert opened.articles == len(TOLD)
        assert len({one.article for one in opened.evidence}) == min(most, len(TOLD))
