"""Serving: the dashboard and the API over one store, by uvicorn.

Knows nothing of routes or pages. With several workers each process opens the store for itself,
so the application is made by a factory that reads its settings from the environment.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

STORE_VARIABLE = "RIWAYA_STORE"
SETTINGS_VARIABLE = "RIWAYA_SETTINGS"


def application() -> Any:
    """The application with the settings that the environment names: uvicorn's factory."""
    from dashboards.app import create_app
    from service.settings import load_settings

    settings = load_settings(None, os.environ)
    return create_app(settings.store, settings=settings, ahead=True)


def serve(
    store_url: str,
    *,
    settings_file: Path | None = None,
    host: str,
    port: int,
    workers: int,
    log_level: str = "warning",
) -> None:
    """Serve until interrupted. ``store_url`` must name an existing store."""
    import uvicorn

    os.environ[STORE_VARIABLE] = store_url
    if settings_file is not None:
        os.environ[SETTINGS_VARIABLE] = str(settings_file.absolute())
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
