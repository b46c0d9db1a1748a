"""The outlets known by name: those of ``registry.toml`` beside this file, and one's own.

Knows nothing of pages: what is known of an outlet is said in the files alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from service.articles.addresses import domain
from service.articles.outlets import Outlet, Outlets
from service.errors import SettingsError


class OutletParams(msgspec.Struct, frozen=True, kw_only=True):
    """``file``: a TOML file of one's own outlets, in the form of ``registry.toml``; none if empty.

    An entry of a known key changes the fields that it writes; any other adds an outlet.
    """

    file: str = ""


DEFAULT = OutletParams()


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """How many outlets come along, and the keys that a file of one's own adds and changes."""

    comes: int
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()

    @property
    def own(self) -> frozenset[str]:
        """The keys in the file of one's own."""
        return self.added | self.changed


def load_outlets(params: OutletParams = DEFAULT) -> Outlets:
    """The outlets that come along, with those of ``params.file``.

    Raises SettingsError, naming file, entry and field.
    """
    every, origin = _known(params)
    return Outlets(every, preferred=origin.own)


def origin_of(params: OutletParams = DEFAULT) -> Origin:
    """Where the outlets that ``load_outlets`` gives come from. Raises SettingsError likewise."""
    return _known(params)[1]


def _known(params: OutletParams) -> tuple[list[Outlet], Origin]:
    comes = _outlets(files("service.sources") / "registry.toml", {})
    if not params.file:
        return list(comes.values()), Origin(comes=len(comes))
    own = _outlets(Path(params.file), comes)
    added = frozenset(own.keys() - comes.keys())
    origin = Origin(comes=len(comes), added=added, changed=frozenset(own) - added)
    return list((comes | own).values()), origin


def _outlets(place: Traversable, known: Mapping[str, Outlet]) -> dict[str, Outlet]:
    """The entries of one file, by key; an entry of a key in ``known`` is written over that one."""
    try:
        written = tomllib.loads(place.read_bytes().decode())
    except OSError as error:
        raise SettingsError(
            f"{place}: the file of outlets cannot be read ({error.strerror}); "
            "[outlets] file names it in the settings"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{place}: not TOML: {error}") from error
    entries = written.pop("outlet", None)
    if written or not isinstance(entries, list):
        raise SettingsError(
            f"{place}: outlets stand under [[outlet]], one for each"
            + (f"; {next(iter(written))!r} is none" if written else "")
        )
    found: dict[str, Outlet] = {}
    for number, entry in enumerate(entries, 1):
        one = _outlet(entry, f"{place}: outlet {number}", known)
        if one.key in found:
            raise SettingsError(f"{place}: outlet {number}: the key {one.key!r} stands twice")
        found[one.key] = one
    return found


def _outlet(entry: Any, where: str, known: Mapping[str, Outlet]) -> Outlet:
    """One entry. Raises SettingsError where a field is unknown, missing or holds what it cannot."""
    key = entry.get("key") if isinstance(entry, dict) else None
    if not isinstance(key, str) or not key.strip():
        raise SettingsError(f'{where}: every outlet has a key, such as key = "kech24"')
    where = f"{where} ({key})"
    unknown = sorted(entry.keys() - set(Outlet.__struct_fields__))
    if unknown:
        near = get_close_matches(unknown[0], Outlet.__struct_fields__, n=1)
        raise SettingsError(
            f"{where}: no field {unknown[0]!r}; "
            + (f"did you mean {near[0]}?" if near else f"there are {', '.join(_FIELDS)}")
        )
    base = msgspec.to_builtins(known[key]) if key in known else {}
    missing = [name for name in _NEEDED if name not in entry and name not in base]
    if missing:
        raise SettingsError(f"{where}: a new outlet needs {', '.join(missing)} too")
    try:
        one = msgspec.convert(base | entry, Outlet)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {_said(error)}") from error
    _check(one, where)
    return one


_FIELDS = Outlet.__struct_fields__
_NEEDED = tuple(
    name
    for name, default in zip(
        reversed(_FIELDS),
        (*reversed(Outlet.__struct_defaults__), *(msgspec.NODEFAULT,) * len(_FIELDS)),
        strict=False,
    )
    if default is msgspec.NODEFAULT
)[::-1]
_AT = re.compile(r"(?P<what>.*?) - at `\$\.?(?P<field>[^`]*)`$")


def _said(error: msgspec.ValidationError) -> str:
    """What is wrong with a field, its name first."""
    match = _AT.match(str(error))
    return f"{match['field']}: {match['what']}" if match and match["field"] else str(error)


_COUNTRY = re.compile(r"[A-Z]{2}")


def _check(one: Outlet, where: str) -> None:
    """Raise SettingsError where a field's text is not what the field is for."""
    for name in ("feeds", "sitemaps", "lists"):
        for address in getattr(one, name):
            if not address.startswith(("http://", "https://")):
                raise SettingsError(f"{where}: {name}: {address!r} is no http or https address")
    for place in one.domains:
        if "://" in place or "." not in place or " " in place:
            raise SettingsError(
                f"{where}: domains: {place!r} is no domain; "
                "write it as kech24.com or bbc.com/arabic"
            )
    try:
        ZoneInfo(one.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingsError(
            f"{where}: timezone: {one.timezone!r} is none; write one as Africa/Casablanca"
        ) from error
    for country in (one.country, *one.copies):
        if not _COUNTRY.fullmatch(country):
            raise SettingsError(
                f"{where}: {'country' if country == one.country else 'copies'}: "
                f"{country!r} is no country's code of two letters, such as MA"
            )
    try:
        re.compile(one.pages or "")
    except re.error as error:
        raise SettingsError(f"{where}: pages: {one.pages!r} is no pattern ({error})") from error


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
