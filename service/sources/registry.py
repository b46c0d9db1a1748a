"""The outlets that Riwaya knows by name, read from ``registry.toml`` beside this file.

Knows nothing of pages: what is known of an outlet is said in the file alone.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import msgspec

from service.articles.outlets import Outlet, Outlets
from service.errors import SettingsError


class _Registry(msgspec.Struct, forbid_unknown_fields=True):
    outlet: list[Outlet]


def load_outlets(path: Path | None = None) -> Outlets:
    """The outlets of ``path``, else of the file that comes along. Raises SettingsError."""
    place = path if path is not None else files("service.sources") / "registry.toml"
    try:
        found = msgspec.toml.decode(place.read_bytes(), type=_Registry).outlet
    except OSError as error:
        raise SettingsError(f"{place}: the outlets cannot be read ({error})") from error
    except msgspec.DecodeError as error:
        raise SettingsError(f"{place}: {error}") from error
    keys = [one.key for one in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise SettingsError(f"{place}: the key {twice[0]!r} stands twice")
    for one in found:
        _check(one, str(place))
    return Outlets(found)


def _check(one: Outlet, place: str) -> None:
    """Raise SettingsError where an entry names no address or pattern though it should."""
    for address in (*one.feeds, *one.sitemaps, *one.lists):
        if not address.startswith(("http://", "https://")):
            raise SettingsError(f"{place}: {one.key}: {address!r} is no http or https address")
    try:
        re.compile(one.pages or "")
    except re.error as error:
        raise SettingsError(
            f"{place}: {one.key}: pages = {one.pages!r} is no pattern ({error})"
        ) from error
