"""/health: whether the service answers, and from which build.

Knows nothing of monitoring.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

import msgspec
from litestar import get
from litestar.di import NamedDependency

from service.api.problems import told
from service.api.resources import HealthResource, RunResource
from service.store import articles as article_store
from service.store import runs as run_store
from service.store import stories as story_store
from service.store.engine import Store


def version() -> str:
    """The version that is installed, or ``0`` in a bare checkout."""
    try:
        return installed_version("riwaya")
    except PackageNotFoundError:
        return "0"


@get(
    "/health",
    sync_to_thread=True,
    tags=["service"],
    summary="Is it well?",
    responses=told(304, 400),
)
def health(store: NamedDependency[Store]) -> HealthResource:
    """200 with counts and the build being served; 503 if the store cannot be read."""
    with store.read() as connection:
        run = run_store.latest(connection)
        return HealthResource(
            id="riwaya",
            status="ok",
            version=version(),
            articles=article_store.count(connection),
            stories=story_store.count(connection),
            run=msgspec.convert(run, RunResource | None, from_attributes=True),
        )


ROUTES = [health]
