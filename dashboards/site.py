"""What every page needs: the store, the outlets' names, the files, and one reader's language.

Knows nothing of any one page. ``Site`` is made once; a ``Reader`` for each request.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from litestar import Request

from dashboards import dates
from dashboards.assets import Assets
from dashboards.negotiation import choose_language
from dashboards.phrases import NATIVE_NAMES, Phrases, phrases
from service.articles.outlets import Outlets
from service.records import Published, TimelineEntry
from service.settings import Settings
from service.store.engine import Store
from service.text.language import direction

AnyRequest = Request[Any, Any, Any]


class Site:
    """What is the same for every request."""

    def __init__(self, store: Store, outlets: Outlets, assets: Assets) -> None:
        self.store = store
        self.outlets = outlets
        self.assets = assets


def site_of(request: AnyRequest) -> Site:
    """The site that serves ``request``."""
    site: Site = request.app.state.site
    return site


class Told(msgspec.Struct, frozen=True):
    """A text of the press and its language, so that a page can set it the right way round."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return direction(self.language)


class Reader:
    """One request's reader: the language, the words in it, and addresses that keep it.

    ``corrects``: whether editors can sign in here.
    """

    def __init__(self, request: AnyRequest) -> None:
        query = request.query_params
        asked = query.get("lang")
        self.site = site_of(request)
        self.language = choose_language(asked, request.headers.get("accept-language"))
        self.say: Phrases = phrases(self.language)
        self.direction = self.say.direction
        settings: Settings = request.app.state.settings
        self.corrects = bool(settings.editors.token)
        self._path = request.url.path
        self._query = {name: value for name, value in query.items() if name != "lang"}
        self._lang = self.language if asked is not None else None

    def link(self, path: str, **query: object) -> str:
        """An address in this site, with the language if the reader chose one by the address."""
        named = {name: value for name, value in query.items() if value not in (None, "")}
        if self._lang is not None:
            named["lang"] = self._lang
        place, _, fragment = path.partition("#")
        told = f"{quote(place)}?{urlencode(named)}" if named else quote(place)
        return f"{told}#{fragment}" if fragment else told

    def switches(self) -> list[tuple[str, str, str, bool]]:
        """(code, name in itself, this page's address in it, is it the present one) each."""
        return [
            (code, name, f"{self._path}?{urlencode({**self._query, 'lang': code})}",
             code == self.language)
            for code, name in NATIVE_NAMES.items()
        ]  # fmt: skip

    def asked(self) -> str | None:
        """The language the address itself names: forms carry it on."""
        return self._lang

    def outlet(self, key: str) -> str:
        """What the outlet ``key`` is called in the reader's language."""
        entry = self.site.outlets.by_key(key)
        return entry.name(self.language) if entry else key

    def best(self, texts: Mapping[str, str], language: str, fallback: str = "") -> Told:
        """Of one text in several languages: the reader's, else ``language``'s, else the first."""
        for code in (self.language, language, *sorted(texts)):
            if code in texts:
                return Told(texts[code], code)
        return Told(fallback, language)

    def day(self, value: date | datetime | None) -> str:
        """A day in words."""
        if value is None:
            return self.say("date.unknown")
        return dates.day(self.say, value.date() if isinstance(value, datetime) else value)

    def iso_day(self, value: str) -> str:
        """An ISO day in words."""
        return self.day(date.fromisoformat(value))

    def listed(self, prefix: str, names: Sequence[str]) -> str:
        """The phrases ``prefix`` + name, one after the other."""
        return self.say("date.separator").join(self.say(prefix + name) for name in names)

    def instant(self, value: datetime) -> str:
        """A day and minute in words, in UTC."""
        return dates.instant(self.say, value)

    def span(self, first: datetime | None, last: datetime | None) -> str:
        """A span of days in words."""
        return dates.span(self.say, first and first.date(), last and last.date())

    def published(self, value: Published | None) -> str:
        """When an article appeared."""
        return dates.published(self.say, value)

    def entry_date(self, entry: TimelineEntry) -> str:
        """When an entry's happening was."""
        return dates.entry_date(self.say, entry)

    def ends(self, first: date, last: date) -> tuple[str, str]:
        """Two days in words, to the month, or to the day where they share one."""
        told = "%Y-%m-%d" if (first.year, first.month) == (last.year, last.month) else "%Y-%m"
        return self.value(first.strftime(told)), self.value(last.strftime(told))

    def value(self, text: str) -> str:
        """Any date value in words; as it stands where it is of a kind unknown here."""
        try:
            return dates.value(self.say, text)
        except (ValueError, IndexError):
            return text
