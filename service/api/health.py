"""/health: whether the service answers, and from which build.

Knows nothing of monitoring.
"""

from __future__ import annotations

import msgspec
from litestar.di import NamedDependency

from service.api.release import version
from service.api.resources import HealthResource, RunResource
from service.api.routes import reads
from service.store import articles as article_store
from service.store import runs as run_store
from service.store import stories as story_store
from service.store.engine import Store


@reads("/health", "Is it well?", tag="service")
def health(store: NamedDependency[Store]) -> HealthResource:
    """200 with counts and the build being served; 503 if the store cannot be read."""
    with store.read() as connection:
        run = run_store.latest(connection)
        return HealthResource(
            id="riwaya",
            status="ok",
            version=version(),
            articles=article_store.count_shown(connection),
            stories=story_store.count_shown(connection),
            run=msgspec.convert(run, RunResource | None, from_attributes=True),
        )


ROUTES = [health]
