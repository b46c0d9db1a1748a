"""The interface's words in one language, with its plural forms and its direction.

Knows nothing of pages: every word a reader sees comes from ``locale/*.toml`` through here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dashboards.plurals import PLURALS
from service.errors import SettingsError
from service.text.language import direction

LOCALES = Path(__file__).parent / "locale"
LANGUAGES = ("ar", "fr", "en", "es")
DEFAULT = "ar"
NATIVE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English", "es": "Español"}
# What parts thousands, where it is no space.
THOUSANDS = {"en": ",", "es": "."}


class Phrases:
    """The words of one interface language. Call it with a key: ``say("front.title")``."""

    def __init__(self, language: str, table: Mapping[str, Any]) -> None:
        self.language = language
        self.direction = direction(language)
        self._table = table
        self._plural: Callable[[int], str] = PLURALS[language]

    def __call__(self, key: str, **values: object) -> str:
        """The phrase under ``section.name``, its ``{places}`` filled."""
        return str(self.raw(key)).format(**values) if values else str(self.raw(key))

    def count(self, what: str, n: int) -> str:
        """``n`` things of the kind ``what``, in the language's own plural form."""
        forms = self.raw(f"count.{what}")
        form = forms.get(self._plural(n), forms["other"])
        return str(form).format(n=self.number(n))

    def number(self, n: int) -> str:
        """``n`` in digits, its thousands parted as the language does."""
        return f"{n:,}".replace(",", THOUSANDS.get(self.language, "\u00a0"))

    def language_name(self, code: str) -> str:
        """What ``code`` is called in this language."""
        names = self.raw("language")
        return str(names[code] if code in names else names["other"].format(code=code))

    def raw(self, key: str) -> Any:
        """Whatever stands under ``key``: a phrase, a list of months, a set of plural forms."""
        section, _, name = key.partition(".")
        found = self._table[section]
        return found[name] if name else found

    def has(self, key: str) -> bool:
        """Whether anything stands under ``key``."""
        section, _, name = key.partition(".")
        return name in self._table.get(section, {})


@cache
def phrases(language: str) -> Phrases:
    """The words of ``language``. Raises SettingsError if there is no such locale."""
    if language not in LANGUAGES:
        raise SettingsError(f"no interface in {language!r}: choose one of {', '.join(LANGUAGES)}")
    with (LOCALES / f"{language}.toml").open("rb") as file:
        return Phrases(language, tomllib.load(file))
