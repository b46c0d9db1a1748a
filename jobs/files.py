"""Writing results to files: whole or not at all.

Knows nothing of what is written.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from service.errors import InputError


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` by way of a neighbour file, so nobody reads half of it.

    Raises InputError if the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise InputError(f"cannot write to {path.parent} ({error.strerror})") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise InputError(f"cannot write {path} ({error.strerror})") from error
