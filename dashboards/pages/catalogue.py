"""Who publishes here, and whom and what stories name: two lists to start reading from.

Knows nothing of how outlets are told apart or names found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from babel import Locale
from litestar import Request, get

from dashboards.rendering import PageResponse, render
from dashboards.site import Reader
from service.records import EntityKind
from service.store import articles as article_store
from service.store import entities as entity_store

KINDS: tuple[EntityKind, ...] = ("person", "place", "organisation")
NAMED = 60


class House(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet as the list shows it; what is not known of it is None or empty.

    ``share`` is in per cent of the largest; ``kin`` are the other outlets of its owner.
    """

    key: str
    name: str
    articles: int
    share: int
    country: str | None = None
    ownership: str | None = None
    languages: list[str] = []
    kin: list[str] = []


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A person, place or organisation, and how many stories name it."""

    name: str
    stories: int
    link: str


@get("/outlets", sync_to_thread=True, include_in_schema=False)
def outlets_page(request: Request[Any, Any, Any]) -> PageResponse:
    """Every outlet with an article here, most articles first."""
    reader = Reader(request)
    with reader.site.store.read() as connection:
        counts = article_store.outlets(connection)
    houses = list(_houses(reader, counts))
    families = {reader.site.outlets.family(one) for one in counts}
    return render(reader, "outlets.html", houses=houses, families=len(families))


def _houses(reader: Reader, counts: Mapping[str, int]) -> Iterator[House]:
    places = Locale.parse(reader.language).territories
    known = reader.site.outlets
    most = max(counts.values(), default=1)
    for key, articles in counts.items():
        plain = House(
            key=key,
            name=reader.outlet(key),
            articles=articles,
            share=round(100 * articles / most),
        )
        entry = known.by_key(key)
        if entry is None:
            yield plain
            continue
        kin = [one for one in counts if one != key and known.family(one) == entry.family]
        yield msgspec.structs.replace(
            plain,
            country=places.get(entry.country, entry.country),
            ownership=reader.say(f"outlets.{entry.ownership.replace(' ', '_')}"),
            languages=[reader.say.language_name(one) for one in entry.languages],
            kin=[reader.outlet(one) for one in kin],
        )


@get("/names", sync_to_thread=True, include_in_schema=False)
def names_page(request: Request[Any, Any, Any]) -> PageResponse:
    """The people, places and organisations that most stories name."""
    reader = Reader(request)
    with reader.site.store.read() as connection:
        found = {
            kind: entity_store.most_named(connection, limit=NAMED, kind=kind) for kind in KINDS
        }
    named = {
        kind: [
            Known(
                name=reader.best(one.names, reader.language, one.id).text,
                stories=one.stories,
                link=reader.link("/", entity=one.id, all="1"),
            )
            for one in some
        ]
        for kind, some in found.items()
        if some
    }
    return render(reader, "names.html", named=named)
