"""Which Riwaya this is.

Knows nothing of the API.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """The version that is installed, or ``0`` in a bare checkout."""
    try:
        return installed_version("riwaya")
    except PackageNotFoundError:
        return "0"
