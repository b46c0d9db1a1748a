"""Static files, held in memory with a far-future address: styles, scripts, fonts, Plotly.

Knows nothing of pages. Plotly's script is read from its own package, packed once when it is
first asked for, and never copied into this one.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path, PurePosixPath
from threading import Lock

import msgspec

STATIC = Path(__file__).parent / "static"
PLOTLY = "plotly.min.js"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
# Fonts are packed already; everything else here shrinks to a quarter or less.
PACKED = frozenset({".woff2"})
FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it is sent. ``packed`` is its gzip form, or None where that saves nothing."""

    content_type: str
    plain: bytes
    packed: bytes | None


class Assets:
    """The files of the ``static`` folder under one address that changes when any of them does."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._files = {
            path.relative_to(folder).as_posix(): _asset(path.suffix, path.read_bytes())
            for path in sorted(folder.rglob("*"))
            if path.suffix in TYPES
        }
        digest = hashlib.sha256(version("plotly").encode())
        for name, asset in self._files.items():
            digest.update(name.encode() + asset.plain)
        self.digest = digest.hexdigest()[:12]
        self._lock = Lock()

    def address(self, name: str) -> str:
        """Where a page finds the file ``name``."""
        return f"/static/{self.digest}/{name}"

    def get(self, name: str) -> Asset | None:
        """The file ``name``, or None."""
        if name == PLOTLY:
            with self._lock:
                return self._plotly
        return self._files.get(PurePosixPath(name).as_posix())

    def cache_control(self, digest: str) -> str:
        """How long a file asked for under ``digest`` may be kept."""
        return FOREVER if digest == self.digest else BRIEFLY

    @cached_property
    def _plotly(self) -> Asset:
        return _asset(".js", files("plotly").joinpath("package_data", PLOTLY).read_bytes())


def _asset(suffix: str, plain: bytes) -> Asset:
    packed = None if suffix in PACKED else gzip.compress(plain, 6, mtime=0)
    return Asset(content_type=TYPES[suffix], plain=plain, packed=packed)
