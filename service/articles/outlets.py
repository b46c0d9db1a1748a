"""Outlets and how a name, a domain or an address leads to one.

Knows nothing of where the entries are written down, and nothing of pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

import msgspec

from service.articles.addresses import host_and_path
from service.text.language import ARABIC_SCRIPT
from service.text.normalise import fold, tidy

Ownership = Literal["state", "party", "private", "public broadcaster", "agency", "aggregator"]
# The outlet of a text that says nothing of where it stood.
UNKNOWN = "unknown"
# Where a reader's language has no name of an outlet, one that the reader can read stands in; French
# ones first, for they are the mastheads themselves, without a country in brackets.
NEXT_NAMES = ("fr", "en")


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One publisher. ``names`` maps a language to the name in it, ``spellings`` are others.

    ``domains`` may carry a path (``bbc.com/arabic``). ``family`` is the owner, by which
    independent voices are counted. ``country`` is ISO 3166 alpha-2, ``timezone`` an IANA name.
    ``feeds``, ``sitemaps`` and ``lists`` (pages of links) are where new articles are announced;
    ``pages`` is a pattern that the addresses of its articles match, where links must be told.
    ``copies`` says of an aggregator which countries' press it copies. ``habits`` are the
    house's typographic habits (see ``service.articles.attribution``), a last resort where a
    copy names no source.
    """

    key: str
    names: dict[str, str]
    family: str
    ownership: Ownership
    country: str
    timezone: str
    languages: tuple[str, ...]
    spellings: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    pages: str | None = None
    copies: tuple[str, ...] = ()
    habits: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in ``language``, else in the outlet's own, else any; its own script first."""
        others = (*self.languages, *NEXT_NAMES, *sorted(self.names))
        alike = [one for one in others if (one in ARABIC_SCRIPT) == (language in ARABIC_SCRIPT)]
        for one in (language, *alike, *others):
            if one in self.names:
                return self.names[one]
        return self.key


class Outlets:
    """The outlets known, findable by key, by domain and by any of their names.

    Where two have a name or a domain in common, the one of a key in ``preferred`` has it.
    """

    def __init__(
        self, outlets: Iterable[Outlet] = (), *, preferred: Collection[str] = frozenset()
    ) -> None:
        self._by_key = {one.key: one for one in sorted(outlets, key=lambda one: one.key)}
        self._by_name: dict[str, Outlet] = {}
        self._by_host: dict[str, list[tuple[str, Outlet]]] = {}
        ranked = sorted(self._by_key.values(), key=lambda one: one.key not in preferred)
        for one in ranked:
            for name in (one.key, *one.names.values(), *one.spellings):
                self._by_name.setdefault(_name_form(name), one)
            for place in one.domains:
                host, _, path = place.partition("/")
                self._by_host.setdefault(host, []).append((f"/{path}" if path else "", one))
        for places in self._by_host.values():
            places.sort(key=lambda place: -len(place[0]))

    def __iter__(self) -> Iterator[Outlet]:
        """Every outlet, by key."""
        return iter(self._by_key.values())

    def __len__(self) -> int:
        """How many there are."""
        return len(self._by_key)

    def naming_print(self) -> str:
        """Other where a page may be found to be another outlet's, or of another day."""
        return self._print(
            "key names spellings domains ownership country copies habits timezone languages"
        )

    def voices_print(self) -> str:
        """Other where the same articles may be told by other voices, or at another hour."""
        return self._print("key family ownership timezone")

    def _print(self, fields: str) -> str:
        told = [[getattr(one, name) for name in fields.split()] for one in self]
        data = msgspec.json.encode(told, order="deterministic")
        return hashlib.sha256(data).hexdigest()[:16]

    def by_key(self, key: str) -> Outlet | None:
        """The outlet of exactly that key."""
        return self._by_key.get(key)

    def by_name(self, name: str) -> Outlet | None:
        """The outlet of that name in any language and spelling, with or without ``جريدة``."""
        form = _name_form(name)
        return self._by_name.get(form) or self._by_name.get(without_kind(form))

    def by_domain(self, place: str) -> Outlet | None:
        """The outlet that owns a domain or address; a subdomain belongs to its parent."""
        found = host_and_path(place)
        if found is None:
            return None
        host, path = found
        while "." in host:
            for prefix, outlet in self._by_host.get(host, ()):
                if not prefix or path == prefix or path.startswith(f"{prefix}/"):
                    return outlet
            host = host.partition(".")[2]
        return None

    def resolve(self, said: str) -> Outlet | None:
        """The outlet meant by a key, a name, a domain or an address."""
        said = said.strip()
        found = self.by_key(said) or self.by_name(said)
        if found is None and "." in said and " " not in said:
            found = self.by_domain(said)
        return found

    def key(self, said: str) -> str:
        """The key for what was said: of the outlet meant, else the bare domain, else the words."""
        found = self.resolve(said)
        if found is not None:
            return found.key
        place = host_and_path(said) if "." in said and " " not in said.strip() else None
        return place[0] if place else tidy(said) or UNKNOWN

    def family(self, key: str) -> str:
        """The owner by which ``key`` counts as a voice: its own where nothing is known."""
        found = self._by_key.get(key)
        return found.family if found else key


_KINDS = tuple(
    fold(word)
    for word in ("جريدة", "صحيفة", "موقع", "يومية", "أسبوعية", "مجلة", "قناة", "وكالة", "journal")
)


def _name_form(name: str) -> str:
    """How names are compared: folded, without what stands between the words."""
    return "".join(sign for sign in fold(name) if sign.isalnum() or sign == " ").strip()


def without_kind(form: str) -> str:
    """The folded name without the word for what it is: ``جريدة العلم`` is ``العلم``."""
    first, _, rest = form.partition(" ")
    return rest if rest and first in _KINDS else form
