"""How the routes that read are declared: their words, their errors, what answers for a 304.

Knows nothing of what they answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from litestar import get
from litestar.openapi.datastructures import ResponseSpec
from litestar.types import AnyCallable, BeforeRequestHookHandler, Dependencies

from service.api.conditional import answer_unchanged
from service.api.merged import still
from service.api.problems import told
from service.store import stories as story_store
from service.store.engine import Connection, Store

LISTED = (304, 400)
ONE = (304, 400, 404)
# A story's or an event's: the id may have been merged into another.
GROUPED = (304, 308, 400, 404)
Hook = BeforeRequestHookHandler


def reads(
    path: str,
    summary: str,
    *,
    tag: str,
    tells: tuple[int, ...] = LISTED,
    before: Hook | None = None,
    also: Mapping[int, ResponseSpec] | None = None,
    takes: Dependencies | None = None,
) -> AnyCallable:
    """The decorator of a route read by GET, with the statuses it ``tells`` of beside 200.

    ``before`` is asked first; ``takes`` are parameters that it shares with other routes.
    """
    return get(
        path,
        sync_to_thread=True,
        before_request=before,
        dependencies=takes,
        tags=[tag],
        summary=summary,
        responses={**(also or {}), **told(*tells)},
    )


def of_stories(
    path: str,
    summary: str,
    *,
    tells: tuple[int, ...] = GROUPED,
    before: Hook = answer_unchanged,
    also: Mapping[int, ResponseSpec] | None = None,
) -> AnyCallable:
    """A route on one story or event, which changes with a run or a correction only."""
    return reads(path, summary, tag="stories", tells=tells, before=before, also=also)


@contextmanager
def following(store: Store, subject: str) -> Iterator[Connection]:
    """A reader's connection, if ``subject`` is a story or event under its id of today.

    Raises MergedAwayError where it leads to another.
    """
    with store.read() as connection:
        still(subject, story_store.resolve(connection, subject))
        yield connection
