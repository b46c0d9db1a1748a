"""The outlets that Riwaya knows by name, read from ``registry.toml`` beside this file.

Knows nothing of pages: what is known of an outlet is said in the file alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import msgspec

from service.articles.addresses import domain
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


ALL = "all"


def wanted_outlets(names: Sequence[str], outlets: Outlets) -> list[Outlet]:
    """The outlets meant by ``names``: keys, names in any language, domains, or ``all``.

    A domain or an address that no entry knows is an outlet of its own: the address is its list,
    whatever form that turns out to have. Raises SettingsError for a name that is none of these,
    saying which keys come near it.
    """
    if ALL in names:
        return list(outlets)
    found: dict[str, Outlet] = {}
    for name in names:
        one = outlets.resolve(name) or _unlisted(name)
        if one is None:
            raise SettingsError(
                f"--outlet {name!r}: no such outlet in the registry; "
                f"{_near(name, outlets)}, or all for every one"
            )
        found.setdefault(one.key, one)
    return list(found.values())


_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d]{2,}")


def _unlisted(name: str) -> Outlet | None:
    """An outlet made of nothing but its domain, or of one address on it."""
    site = domain(name) or (name.strip().lower() if _DOMAIN.fullmatch(name.strip()) else None)
    if site is None:
        return None
    return Outlet(
        key=site,
        names={},
        family=site,
        ownership="private",
        country="",
        timezone="UTC",
        languages=(),
        domains=(site,),
        lists=(name,) if "://" in name else (),
    )


def _near(name: str, outlets: Outlets) -> str:
    """What an unknown name may have meant."""
    said = name.strip().casefold()
    spelt = {
        form.casefold(): one.key
        for one in outlets
        for form in (one.key, *one.names.values(), *one.spellings, *one.domains)
    }
    close = get_close_matches(said, spelt, n=6, cutoff=0.6)
    parts = [form for form in spelt if len(said) > 2 and said in form]
    keys = list(dict.fromkeys(spelt[form] for form in (*close, *parts)))[:5]
    if not keys:
        return f"{len(outlets)} are known by name, such as {', '.join(_some(outlets))}"
    return f"near it: {', '.join(keys)}"


def _some(outlets: Outlets) -> list[str]:
    return [one.key for one in outlets if one.feeds][:3] or [one.key for one in outlets][:3]
