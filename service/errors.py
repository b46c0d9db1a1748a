"""Every error Riwaya raises on purpose.

    ServiceError
    ├── InputError            what was handed in cannot be used (exit 2)
    │   ├── ShapeError        arrays that do not fit each other
    │   ├── SettingsError     a setting, named, with its remedy
    │   ├── SourceError       a file, feed or address that cannot be read
    │   └── NotAnArticle      a page that is no article, with its reason
    ├── StoreError            the database is missing, too old or refuses
    ├── EncoderError          an encoder that cannot be loaded
    └── NotFound              no such story, event, article

``InputError`` is the caller's to mend; all others are the installation's.
"""

from __future__ import annotations


class ServiceError(Exception):
    """The root: ``str(error)`` is one sentence a person can act on."""


class InputError(ServiceError):
    """What was handed in cannot be used; the message names the file, row or field."""


class ShapeError(InputError):
    """Arrays whose shapes or dtypes do not fit each other."""


class SettingsError(InputError):
    """A setting that is unknown, of the wrong kind or out of range."""


class SourceError(InputError):
    """A file, feed or address that cannot be read."""


class NotAnArticle(InputError):
    """A page that is no article. ``reason`` is a short code, the message says more."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class StoreError(ServiceError):
    """The store is missing, from another version or refuses the work."""


class EncoderError(ServiceError):
    """An encoder that cannot be loaded; the message says which files are missing and where."""


class NotFound(ServiceError):
    """No story, event or article of that id."""
