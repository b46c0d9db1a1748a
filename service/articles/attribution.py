"""Whose an article is: the outlet, and the aggregator between it and the reader.

Knows nothing of how a page was read. An outlet is named by the caller, by the address, by
what an aggregator says it copied, or by what the page calls itself, in this order; a
headline that a page happens to run is never evidence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from service.articles.addresses import domain
from service.articles.draft import Draft
from service.articles.outlets import UNKNOWN, Outlet, Outlets
from service.records import Page
from service.text.normalise import fold


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet's key, the aggregator's if one stood between, and which evidence told."""

    outlet: str
    republisher: str | None = None
    evidence: str = "none"


def attribute(page: Page, draft: Draft, outlets: Outlets) -> Attribution:
    """Whose the article in ``page`` is."""
    host = page.address or draft.address
    at = outlets.by_domain(host) if host else None
    carrier = _aggregator(at, draft, outlets)
    if page.outlet:
        said = outlets.key(page.outlet)
        known = outlets.by_key(said)
        if known is None or known.ownership != "aggregator":
            return Attribution(outlet=said, republisher=carrier, evidence="caller")
        carrier = said
    if draft.copied_from and (carrier or draft.copy):
        return Attribution(
            outlet=outlets.key(draft.copied_from), republisher=carrier, evidence="copied from"
        )
    if at is not None and at.ownership != "aggregator":
        return Attribution(outlet=at.key, republisher=None, evidence="address")
    named = _named(draft.outlet_names, outlets)
    if named is not None:
        return Attribution(outlet=named.key, republisher=carrier, evidence="named on the page")
    if carrier is not None:
        found = by_habit("\n".join(draft.paragraphs), carrier, outlets)
        if found is not None:
            return Attribution(outlet=found.key, republisher=carrier, evidence="house style")
        return Attribution(outlet=UNKNOWN, republisher=carrier, evidence="none")
    bare = domain(host)
    return Attribution(outlet=bare or UNKNOWN, evidence="address" if bare else "none")


def _named(names: Sequence[str], outlets: Outlets) -> Outlet | None:
    """The first outlet that ``names`` lead to, aggregators left out."""
    for name in names:
        found = outlets.by_name(name)
        if found is not None and found.ownership != "aggregator":
            return found
    return None


def _aggregator(at: Outlet | None, draft: Draft, outlets: Outlets) -> str | None:
    """The aggregator that carries the page: by its address, its name, or the country it serves."""
    if at is not None:
        return at.key if at.ownership == "aggregator" else None
    if not draft.copy:
        return None
    for name in draft.outlet_names:
        found = outlets.by_name(name)
        if found is not None and found.ownership == "aggregator":
            return found.key
    return _sister(draft, outlets)


# Words by which a country's own news names it.
_COUNTRY = {
    "MA": "المغرب|بالمغرب|المغربي|المغربية|مغربي|مغربية|المغاربة|الرباط|البيضاء|maroc|marocain|marocaine|marocains",
    "DZ": "الجزائر|بالجزائر|الجزائري|الجزائرية|جزائري|جزائرية|الجزائريين|وهران|algérie|algérien|algérienne|alger",
    "TN": "تونس|بتونس|التونسي|التونسية|تونسي|تونسية|التونسيين|صفاقس|tunisie|tunisien|tunisienne|tunis",
    "EG": "مصر|بمصر|المصري|المصرية|مصري|مصرية|المصريين|القاهرة|الجيزة|egypt|egyptian|cairo",
    "SA": "السعودية|السعودي|سعودي|سعودية|الرياض|جدة|المملكة|saudi|riyadh",
    "SD": "السودان|السوداني|السودانية|سوداني|سودانية|الخرطوم|sudan",
    "YE": "اليمن|اليمني|اليمنية|يمني|يمنية|صنعاء|عدن|yemen",
}
_WORD = re.compile(r"\w+")


def _sister(draft: Draft, outlets: Outlets) -> str | None:
    """Which of the sister aggregators: the one whose country the page speaks of most.

    What the page runs beside the article says in whose edition it stood, and the article's
    own words say so where nothing runs beside it.
    """
    sisters = {
        one.copies[0]: one.key for one in outlets if one.ownership == "aggregator" and one.copies
    }
    for text in (draft.around, "\n".join((draft.title or "", *draft.paragraphs))):
        words = _WORD.findall(fold(text[:20_000]))
        counts = {
            country: sum(word in forms for word in words)
            for country, names in sorted(_COUNTRY.items())
            if country in sisters
            for forms in [frozenset(map(fold, names.split("|")))]
        }
        best = max(counts, key=lambda country: counts[country], default=None)
        if best is not None and counts[best] > 0:
            return sisters[best]
    return None


# How typographic habits of a house are told apart in a text. Each needs LEAST_SIGNS signs.
_HABITS = {
    # Guillemets that are opened and closed by one and the same sign, spaces inside them:
    # what an Arabic text becomes when typed with a French keyboard's quotation marks.
    "opening guillemets close": re.compile(r"«\s[^«»]{2,400}\s«"),
}
LEAST_SIGNS = 3


def by_habit(text: str, carrier: str, outlets: Outlets) -> Outlet | None:
    """The one outlet, among those the aggregator copies, with a habit that the text shows."""
    aggregator = outlets.by_key(carrier)
    shown = {name for name, sign in _HABITS.items() if len(sign.findall(text)) >= LEAST_SIGNS}
    if aggregator is None or not shown:
        return None
    found = [one for one in outlets if one.country in aggregator.copies and shown & set(one.habits)]
    return found[0] if len(found) == 1 else None
