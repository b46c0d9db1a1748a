"""The query parameters that lists share, with their limits and their descriptions.

Knows nothing of what is listed. Instants are read once, here, so that every route takes the
same forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from litestar.params import PathParameter, QueryParameter
from litestar.types import Dependencies
from litestar.typing import FieldDefinition

from service.errors import InputError

MOST_ITEMS = 100
LONGEST_QUERY = 400

Limit = Annotated[
    int, QueryParameter(ge=1, le=MOST_ITEMS, description="How many items to answer at most.")
]
Cursor = Annotated[
    str | None,
    QueryParameter(
        max_length=400,
        description="The `next` of the answer before, to go on behind it; nothing else.",
    ),
]
Language = Annotated[
    str | None,
    QueryParameter(
        pattern=r"^[a-z]{2,3}$",
        description="Only with an article in this language (`ar`, `fr`, `en`, `es`).",
    ),
]
OutletKey = Annotated[
    str | None,
    QueryParameter(max_length=200, description="Only with an article of this outlet (its id)."),
]
Words = Annotated[
    str | None,
    QueryParameter(
        max_length=LONGEST_QUERY,
        description="Only with an article that has every one of these words; spelling of hamza, "
        "diacritics, accents and the Arabic article do not matter.",
    ),
]
Since = Annotated[
    str | None,
    QueryParameter(
        max_length=40,
        description="Not before this day (`2018-07-12`) or instant (`2018-07-12T18:30:00Z`).",
    ),
]
Until = Annotated[
    str | None,
    QueryParameter(
        max_length=40,
        description="Up to the end of this day, or before this instant.",
    ),
]


def instant(name: str, text: str | None, *, end: bool = False) -> datetime | None:
    """The UTC instant in ``text``; a bare day means its start, or with ``end`` its end.

    Raises InputError naming the parameter if it is neither a day nor an instant.
    """
    if text is None:
        return None
    try:
        if len(text) == 10:
            day = datetime.combine(date.fromisoformat(text), time(), tzinfo=UTC)
            return day + timedelta(days=1) if end else day
        # a plus sign in an address is read as a space
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{name}: {text!r} is no date; write 2018-07-12 or 2018-07-12T18:30:00Z"
        ) from error
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What every list of stories or articles can be asked: where it goes on, what it holds."""

    limit: int
    cursor: str | None
    language: str | None
    outlet: str | None
    since: datetime | None
    until: datetime | None

    def asked(self) -> dict[str, Any]:
        """The same by name."""
        return msgspec.structs.asdict(self)


def read_listing(
    limit: Limit = 20,
    cursor: Cursor = None,
    language: Language = None,
    outlet: OutletKey = None,
    since: Since = None,
    until: Until = None,
) -> Listing:
    """The parameters of a list, its instants read."""
    return Listing(
        limit=limit,
        cursor=cursor,
        language=language,
        outlet=outlet,
        since=instant("since", since),
        until=instant("until", until, end=True),
    )


LISTING: Dependencies = {"listing": Provide(read_listing, sync_to_thread=False)}
Id = Annotated[str, PathParameter(max_length=200, description="The id.")]


def refuse_unknown(request: Request[Any, Any, Any]) -> None:
    """A mistyped filter would answer the whole list: say so instead.

    Raises InputError naming the parameter and those this route knows.
    """
    known = sorted(_known(request.route_handler))
    for name in request.query_params:
        if name not in known:
            told = f"this route knows {', '.join(known)}" if known else "this route takes none"
            raise InputError(f"{name}: no such parameter here; {told}")


def _known(handler: BaseRouteHandler) -> Iterator[str]:
    """The query parameters of a route and of what it depends on."""
    own = handler.parsed_fn_signature.parameters
    depends = handler.resolve_dependencies()
    for signature in (own, *(_taken(depends[one]) for one in own if one in depends)):
        for name, field in signature.items():
            if isinstance(field.kwarg_definition, QueryParameter):
                yield field.kwarg_definition.name or name


def _taken(provided: Provide) -> dict[str, FieldDefinition]:
    return provided.parsed_fn_signature.parameters
