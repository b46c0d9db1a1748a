"""What holds for every test: no deadline of hypothesis, since a shared machine may be slow."""

from __future__ import annotations

from hypothesis import settings

from tests.postgres import new_database

__all__ = ["new_database"]

settings.register_profile("riwaya", deadline=None)
settings.load_profile("riwaya")
