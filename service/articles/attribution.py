"""Whose an article is: the outlet, and the aggregator between it and the reader.

Knows nothing of how a page was read. An outlet is named by the caller, by the address, by
what an aggregator says it copied, or by what the page calls itself, in this order; a
headline that a page happens to run is never evidence.
"""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from service.articles.addresses import domain, host_and_path
from service.articles.draft import Draft
from service.articles.outlets import UNKNOWN, Outlet, Outlets
from service.records import Attributed, AttributionSource, Page
from service.text.normalise import fold


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet's key, the aggregator's if one stood between, and which evidence told.

    ``weak`` marks a name that stands alone on a line, as a headline's word may.
    """

    outlet: str
    republisher: str | None = None
    evidence: AttributionSource = "none"
    weak: bool = False

    def attributed(self) -> Attributed:
        """The evidence as an article's record keeps it."""
        trust = _TRUST[self.evidence] - 0.2 * self.weak
        return Attributed(source=self.evidence, confidence=round(trust, 2))


# How far each evidence is trusted. An address is the outlet's own; an aggregator names whom it
# copied; a page may name its owner or a partner; a typographic habit is no proof at all.
_TRUST: dict[AttributionSource, float] = {
    "address": 0.98,
    "caller": 0.95,
    "copied-from": 0.9,
    "named": 0.75,
    "house-style": 0.3,
    "none": 0.0,
}


def attribute(page: Page, draft: Draft, outlets: Outlets) -> Attribution:
    """Whose the article in ``page`` is."""
    host = page.address or draft.address
    at = outlets.by_domain(host) if host else None
    if page.outlet:
        said = outlets.by_key(outlets.key(page.outlet))
        if said is None or said.ownership != "aggregator":
            key = said.key if said else outlets.key(page.outlet)
            carrier = _carrier(at, draft, outlets, said) if _is_copied(at, draft) else None
            return Attribution(outlet=key, republisher=carrier, evidence="caller")
        at = said
    if at is not None and at.ownership != "aggregator":
        return Attribution(outlet=at.key, evidence="address")
    if _is_copied(at, draft):
        return _copied(at, draft, outlets, host)
    named, weak = _named(draft, outlets)
    if named is not None:
        return Attribution(outlet=named.key, evidence="named", weak=weak)
    bare = domain(host)
    return Attribution(outlet=bare or UNKNOWN, evidence="address" if bare else "none")


def _is_copied(at: Outlet | None, draft: Draft) -> bool:
    return draft.copy if at is None else at.ownership == "aggregator"


def _copied(at: Outlet | None, draft: Draft, outlets: Outlets, host: str | None) -> Attribution:
    """Whose a copy is: as the aggregator says, as its address says, as the copy itself shows."""
    named, weak = _named(draft, outlets)
    told: tuple[tuple[AttributionSource, Outlet | None], ...] = (
        ("copied-from", outlets.resolve(draft.copied_from) if draft.copied_from else None),
        ("address", _in_path(host, at, outlets)),
        ("named", named),
        ("house-style", by_habit("\n".join(draft.paragraphs), outlets, at)),
    )
    for evidence, found in told:
        if found is not None:
            return Attribution(
                outlet=found.key,
                republisher=_carrier(at, draft, outlets, found),
                evidence=evidence,
                weak=weak and evidence == "named",
            )
    key = outlets.key(draft.copied_from) if draft.copied_from else UNKNOWN
    carrier = _carrier(at, draft, outlets, None)
    return Attribution(
        outlet=key, republisher=carrier, evidence="copied-from" if draft.copied_from else "none"
    )


def _in_path(address: str | None, at: Outlet | None, outlets: Outlets) -> Outlet | None:
    """The outlet that an aggregator's address names first: ``maghress.com/alittihad/159``."""
    found = host_and_path(address) if address else None
    if found is None or at is None or at.ownership != "aggregator":
        return None
    label = found[1].strip("/").split("/", 1)[0].casefold()
    for one in outlets:
        hosts = {place.split("/", 1)[0].split(".", 1)[0] for place in one.domains}
        if label and one.country in at.copies and label in {one.key, *hosts}:
            return one
    return None


def _named(draft: Draft, outlets: Outlets) -> tuple[Outlet | None, bool]:
    """The first outlet that the page names as its own, and whether only a lone line names it.

    Aggregators are left out, and a line that is nothing but a common word (``الصباح``,
    ``الخبر``) names no newspaper.
    """
    for name in draft.outlet_names:
        found = outlets.by_name(name)
        if found is not None and found.ownership != "aggregator":
            return found, False
    for name in draft.lone_names:
        found = outlets.by_name(name)
        if found is not None and found.ownership != "aggregator" and not _is_common(name):
            return found, True
    return None, False


def _is_common(name: str) -> bool:
    return " " not in name.strip() and (name.startswith("ال") or len(name.strip()) <= 4)


def _carrier(
    at: Outlet | None, draft: Draft, outlets: Outlets, source: Outlet | None
) -> str | None:
    """The aggregator of a copy: by its address, its name, or the country whose press it copies."""
    if at is not None and at.ownership == "aggregator":
        return at.key
    for name in (*draft.outlet_names, *draft.lone_names):
        found = outlets.by_name(name)
        if found is not None and found.ownership == "aggregator":
            return found.key
    sisters = {
        country: one.key
        for one in outlets
        if one.ownership == "aggregator"
        for country in one.copies
    }
    if source is not None and source.country in sisters:
        return sisters[source.country]
    return _sister(draft, sisters)


# Words by which a country's own news names it.
_COUNTRY = {
    "MA": "المغرب|بالمغرب|المغربي|المغربية|مغربي|مغربية|المغاربة|الرباط|البيضاء|maroc|marocain"
    "|marocaine|marocains",
    "DZ": "الجزائر|بالجزائر|الجزائري|الجزائرية|جزائري|جزائرية|الجزائريين|وهران|algérie"
    "|algérien|algérienne|alger",
    "TN": "تونس|بتونس|التونسي|التونسية|تونسي|تونسية|التونسيين|صفاقس|tunisie|tunisien"
    "|tunisienne|tunis",
    "EG": "مصر|بمصر|المصري|المصرية|مصري|مصرية|المصريين|القاهرة|الجيزة|egypt|egyptian|cairo",
    "SA": "السعودية|السعودي|سعودي|سعودية|الرياض|جدة|المملكة|saudi|riyadh",
    "SD": "السودان|السوداني|السودانية|سوداني|سودانية|الخرطوم|sudan",
    "YE": "اليمن|اليمني|اليمنية|يمني|يمنية|صنعاء|عدن|yemen",
}
_WORD = re.compile(r"\w+")


def _sister(draft: Draft, sisters: dict[str, str]) -> str | None:
    """Which of the sister aggregators: the one whose country the page speaks of most.

    What the page runs beside the article says in whose edition it stood, and the article's
    own words say so where nothing runs beside it.
    """
    for text in (draft.around, "\n".join((draft.title or "", *draft.paragraphs))):
        words = Counter(_WORD.findall(fold(text[:20_000])))
        counts = {
            country: sum(words[fold(name)] for name in _COUNTRY.get(country, "").split("|"))
            for country in sorted(sisters)
        }
        best = max(counts, key=lambda country: counts[country], default=None)
        if best is not None and counts[best] > 0:
            return sisters[best]
    return None


# How typographic habits of a house are told in a text. Each needs LEAST_SIGNS signs: of some
# 78,000 articles of nine other outlets (2012 to 2022) two show three signs of the one below.
_HABITS = {
    # Guillemets opened and closed by one and the same sign, with spaces inside: what becomes
    # of quotation marks typed into Arabic text with a French keyboard.
    "opening guillemets close": re.compile(r"«\s[^«»]{2,400}\s«"),
}
LEAST_SIGNS = 3


def by_habit(text: str, outlets: Outlets, carrier: Outlet | None = None) -> Outlet | None:
    """The one outlet with a typographic habit that ``text`` shows, else None.

    Weak evidence, asked only of an aggregator's copy that names no source: among the outlets
    that aggregators copy (``carrier``'s alone, where it is known) exactly one must have it.
    """
    shown = {name for name, sign in _HABITS.items() if len(sign.findall(text)) >= LEAST_SIGNS}
    if not shown:
        return None
    carriers = [carrier] if carrier else [one for one in outlets if one.ownership == "aggregator"]
    countries = {country for one in carriers for country in one.copies}
    found = [one for one in outlets if one.country in countries and shown & set(one.habits)]
    return found[0] if len(found) == 1 else None
