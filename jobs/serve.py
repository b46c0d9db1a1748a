"""Serving: the dashboard and the API over one store, by uvicorn.

Knows nothing of routes or pages. With several workers each process opens the store for itself,
so the application is made by a factory that reads its settings from the environment.
"""

from __future__ import annotations

import os
from typing import Any

STORE_VARIABLE = "RIWAYA_STORE"


def application() -> Any:
    """The application over the store that ``RIWAYA_STORE`` names: uvicorn's factory."""
    from dashboards.app import create_app

    return create_app(os.environ[STORE_VARIABLE])


def serve(
    store_url: str, *, host: str, port: int, workers: int, log_level: str = "warning"
) -> None:
    """Serve until interrupted. ``store_url`` must name an existing store."""
    import uvicorn

    os.environ[STORE_VARIABLE] = store_url
    uvicorn.run(
        "jobs.serve:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level=log_level,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
