"""The API as an app of its own, and its routes for an app that serves pages too.

Knows nothing of the dashboard.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from threading import Thread

from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler, ExceptionHandlersMap

from service.api import (
    articles,
    corrections,
    documentation,
    entities,
    health,
    stories,
    tellings,
    why,
)
from service.api.answers import finish
from service.api.documentation import BASE, openapi_config
from service.api.meaning import Meaning
from service.api.parameters import refuse_unknown
from service.api.problems import HANDLERS
from service.articles.outlets import Outlets
from service.settings import Settings
from service.store.engine import Store, open_store

log = logging.getLogger("riwaya.api")
# The thread that readies the app for its first readers.
AHEAD = "riwaya-ahead"
ANSWERS = [
    *stories.ROUTES,
    *tellings.ROUTES,
    *entities.ROUTES,
    *articles.ROUTES,
    *why.ROUTES,
    *corrections.ROUTES,
    *health.ROUTES,
]


def api_router() -> Router:
    """Every route under /api/v1, with its errors as problem documents."""
    return Router(
        BASE,
        route_handlers=[
            Router("/", route_handlers=ANSWERS, before_request=refuse_unknown),
            *documentation.ROUTES,
        ],
        exception_handlers=HANDLERS,
    )


def assemble(
    store: Store,
    outlets: Outlets,
    *,
    settings: Settings | None = None,
    routes: Sequence[ControllerRouterHandler] = (),
    state: State | None = None,
    exception_handlers: ExceptionHandlersMap | None = None,
    ahead: Sequence[Callable[[], object]] | None = None,
) -> Litestar:
    """The app over ``store``: the API, and ``routes`` beside it. It closes the store at its end.

    Without ``settings`` the defaults hold: no editor has a token. Given ``ahead``, even empty, the
    app readies itself in a thread of its own when it starts, so that no reader waits for that.
    """
    meaning = Meaning()
    readying = [] if ahead is None else [*ahead, lambda: meaning.warm(store)]
    app = Litestar(
        route_handlers=[api_router(), *routes],
        dependencies={
            "store": Provide(lambda: store, sync_to_thread=False),
            "known": Provide(lambda: outlets, sync_to_thread=False),
            "meaning": Provide(lambda: meaning, sync_to_thread=False),
        },
        state=State(
            {
                "store": store,
                "outlets": outlets,
                "settings": settings or Settings(),
                "meaning": meaning,
                **(state or {}),
            }
        ),
        exception_handlers=HANDLERS if exception_handlers is None else exception_handlers,
        openapi_config=openapi_config(),
        on_startup=[lambda: _begin(readying)] if readying else [],
        on_shutdown=[store.close],
        logging_config=None,
    )
    # Outermost, so that an unknown path and a wrong method leave like everything else.
    app.asgi_handler = finish(app.asgi_handler)
    return app


def _begin(readying: Sequence[Callable[[], object]]) -> None:
    Thread(target=_get_ready, args=(readying,), name=AHEAD, daemon=True).start()


def _get_ready(readying: Sequence[Callable[[], object]]) -> None:
    """Do what readers would otherwise wait for. What fails fails again, aloud, when asked for."""
    for one in readying:
        try:
            one()
        except Exception as error:  # noqa: BLE001 - whatever it is, the service runs on
            log.warning("not ready ahead: %s", error)


def create_app(store_url: str, *, settings: Settings | None = None) -> Litestar:
    """The API alone over the store at ``store_url``.

    Raises SettingsError or StoreError if it cannot be opened.
    """
    from service.sources.registry import load_outlets

    outlets = load_outlets((settings or Settings()).outlets)
    return assemble(open_store(store_url), outlets, settings=settings)
