"""Headlines without what a site adds to them: its name, its rubric, its slogan.

Knows nothing of pages.
"""

from __future__ import annotations

import re

from service.articles.boilerplate import form, is_section
from service.articles.outlets import Outlets
from service.text.normalise import tidy

_PART = re.compile(r"\s+[-–—|•·»:]\s+|\s*\|\s*|\s+[-–—|]\s*(?=[A-Z])")
_FINAL = re.compile(r"(?<=\w)\s*[-–—|]\s*(?=[^-–—|]{2,40}$)")
# A headline of its own has at least two words; what is left of one after cutting must too.
_LEAST = 12


def clean_title(title: str, outlets: Outlets, *, site: str | None = None) -> str:
    """``title`` on one line, cut where the name of the site begins.

    ``site`` is how the page itself names its site. Only a part that names a known outlet, the
    site or a rubric is cut: a dash within a headline stays.
    """
    text = " ".join(tidy(title).split())
    sites = {form(site)} if site else set()
    for _ in range(4):
        shorter = _without_last(text, outlets, sites)
        if shorter == text:
            break
        text = shorter
    return _without_first(text, outlets, sites)


def _is_site(part: str, outlets: Outlets, sites: set[str]) -> bool:
    shape = form(part)
    return (
        not shape
        or shape in sites
        or is_section(shape)
        or outlets.by_name(part) is not None
        or ("." in part and outlets.by_domain(part.strip()) is not None)
    )


def _without_last(text: str, outlets: Outlets, sites: set[str]) -> str:
    """``text`` up to the first separator after which the site names itself."""
    for match in _PART.finditer(text):
        rest = text[match.end() :]
        head = _PART.split(rest, maxsplit=1)[0]
        if match.start() >= _LEAST and _is_site(head, outlets, sites):
            return text[: match.start()].rstrip(" -–—|:•·»")
    final = _FINAL.search(text)
    if final and final.start() >= _LEAST and _is_site(text[final.end() :], outlets, sites):
        return text[: final.start()]
    return text


def _without_first(text: str, outlets: Outlets, sites: set[str]) -> str:
    match = re.match(r"(?P<site>.{2,40}?)\s*(?:[|»]|\s[-–—:])\s+(?P<rest>.{12,})$", text)
    if match and _is_site(match["site"], outlets, sites) and not is_section(form(match["site"])):
        return match["rest"].strip()
    return text
