"""Which interface language a reader gets: the address, else the browser's wish, else Arabic.

Knows nothing of the words themselves and keeps nothing about the reader (no cookie): a choice
made by the switch travels in the address.
"""

from __future__ import annotations

from dashboards.phrases import DEFAULT, LANGUAGES

# What browsers send when nobody ever chose a language: it says nothing about the reader, and
# an Arabic-first desk would otherwise open in English on most machines.
FACTORY_SETTINGS = frozenset({("en-us",), ("en-us", "en")})


def choose_language(asked: str | None, accept: str | None) -> str:
    """The interface language for ``?lang=asked`` and the Accept-Language header ``accept``."""
    if asked is not None and asked.lower() in LANGUAGES:
        return asked.lower()
    wishes = _wishes(accept or "")
    if tuple(wishes) in FACTORY_SETTINGS:
        return DEFAULT
    for wish in wishes:
        language = wish.split("-")[0]
        if language in LANGUAGES:
            return language
    return DEFAULT


def _wishes(accept: str) -> list[str]:
    """The tags of an Accept-Language header, most wanted first, refused ones left out."""
    weighed = []
    for place, part in enumerate(accept.split(",")):
        tag, _, parameter = part.partition(";")
        weight = _weight(parameter)
        if tag.strip() and weight > 0:
            weighed.append((-weight, place, tag.strip().lower()))
    return [tag for _, _, tag in sorted(weighed)]


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
