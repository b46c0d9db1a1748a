"""Dropping the vectors of models that nothing uses any more: only when asked to.

Knows nothing of encoders beyond their names. The model of the index being served stays, and so
does that of the settings, which may be encoding for the next.
"""

from __future__ import annotations

from service.embeddings.encoder import load_encoder
from service.settings import Settings
from service.store import models, runs
from service.store.engine import Connection, Store
from service.store.models import Kept


def idle_models(connection: Connection, chosen: str) -> list[Kept]:
    """The models with vectors that are neither served nor ``chosen``; none before a first run."""
    latest = runs.latest(connection)
    if latest is None:
        return []
    return [one for one in models.kept(connection) if one.name not in {latest.model, chosen}]


def prune(store: Store, settings: Settings) -> list[Kept]:
    """Drop the vectors of idle models, and say which. Raises EncoderError if the settings' encoder
    cannot be loaded, for then nobody knows which vectors are its.
    """
    chosen = load_encoder(settings.encoder).name
    with store.write() as connection:
        idle = idle_models(connection, chosen)
        models.drop(connection, [one.name for one in idle])
    return idle
