"""Every error Riwaya raises on purpose.

    ServiceError
    ├── InputError            what was handed in cannot be used (exit 2)
    │   ├── ShapeError        arrays that do not fit each other
    │   ├── SettingsError     a setting, named, with its remedy
    │   ├── SourceError       a file, feed or address that cannot be read
    │   │   ├── FetchError    an address that cannot be had, with its reason
    │   │   └── EntitiesError XML that declares entities of its own
    │   ├── CorrectionError   a correction that cannot be made, with its reason
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


class FetchError(SourceError):
    """An address that cannot be had. ``reason`` is a short code, the message says more.

    ``ours`` tells what we refuse (a limit, a private address) from what the other side fails
    to give; ``passing`` says that another try may succeed.
    """

    def __init__(
        self, reason: str, message: str, *, ours: bool = False, passing: bool = False
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.ours = ours
        self.passing = passing


class EntitiesError(SourceError):
    """XML that declares entities of its own, which no feed or sitemap needs: refused unread."""


class CorrectionError(InputError):
    """A correction that cannot be made. ``reason`` is a short code, the message says more."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


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
