"""What became of a day that was announced: planned, then moved, cancelled or held.

Knows nothing of ranking. Arabic, French, English and Spanish; what is only feared, denied or
asked for ("may cancel", "denies the delay") is no turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

from service.records import TurnKind
from service.text.normalise import fold
from service.text.tokens import terms
from service.timelines.happenings import Happening, Source, Support
from service.timelines.mentions import Said

# An undated sentence tells of a plan if it has this many of the plan's own words.
_PLAN_WORDS = 3
# A word is the plan's own if this share of the sentences that announce it have it.
_PLAN_SHARE = 0.4

_CANCELLED = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:الغ(?:ي|ت|وا|ا)|[يت]لغ(?:ي|ي|ون)|ملغا[هة]?"
    r"|call(?:s|ed)? off|cancel(?:s|led|ed|lation)?|scrap(?:s|ped)?"
    r"|annul(?:e|ee|ation|ent)?|suspend definitivamente|cancel(?:a|o|ado|ada|an|acion))(?!\w)"
)
_MOVED = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:اجل(?:ت|وا)?|تاجيل|تاجل(?:ت)?|[يت]وجل|موجل[هة]?|ارج(?:ا|ات)|[يت]رجي"
    r"|postpone(?:s|d|ment)?|delay(?:s|ed)?|put(?:s)? off|reschedule(?:s|d)?"
    r"|reporte(?:e|nt)?|repousse(?:e|nt)?|report|aplaza(?:n|do|da|miento)?|pospone(?:n)?)(?!\w)"
)
# Just before it, these make it a chance, a denial or another time; further before, a threat, a
# fear or a wish.
_UNSURE = re.compile(
    r"(?<!\w)[وف]?(?:قد|لن|لا|لم|ليس|دون|عدم|اذا|لو|هل|ربما|يمكن|بعد|قبل|منذ"
    r"|could|may|might|would|if|not|never|pourrait|si|pas|podria|no)(?!\w)"
)
_WISHED = re.compile(
    r"(?<!\w)[وفب]?(?:ال)?(?:[يت]?هدد(?:ت)?|تهديد(?:ات)?|[يت]?لوح(?:ت)?|نف(?:ي|ت)|[يت]نفي|نفي|[يت]?طالب(?:ت)?"
    r"|مطالب[هة]?|دعا|دعت|[يت]دعو|دعو[هة]|[يت]?طلب(?:ت)?|[يت]?رفض(?:ت)?|تجنب|احتمال(?:ات)?|امكاني[هة]"
    r"|خشي[هة]|مخاوف|denie[sd]|den(?:y|ies)|threat(?:s|ens|ened)?|calls? for|rejects?|fears?"
    r"|nie|menace|demande|refuse|niega|amenaza|pide|rechaza)(?!\w)"
)
# How many words around the turning word are read for what it is about and whether it is so.
_BEFORE, _FAR_BEFORE, _AFTER = 3, 9, 6


@cache
def _agenda() -> frozenset[str]:
    """The stems of what can be cancelled or moved: a summit, a visit, a vote."""
    text = (Path(__file__).parent / "agenda.txt").read_text(encoding="utf-8")
    return frozenset(term for word in text.split() for term in terms(word))


class Turned(msgspec.Struct, frozen=True, kw_only=True):
    """A turn with the support that tells it; ``day`` is ISO, ``to`` the new date if named."""

    kind: TurnKind
    day: str
    support: Support
    to: str | None = None


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A first sentence that says something is cancelled or moved, and what, by stems."""

    kind: TurnKind
    source: Source
    said: Said
    things: frozenset[str]


def notices_of(sources: Sequence[Source]) -> list[Notice]:
    """Every headline or lead that says a thing of the agenda is off or put off, by time."""
    found = []
    for source in sources:
        for said in source.found.said:
            if said.order > 2 or not source.found.own_day:
                continue
            kind, things = _turn_in(said.text)
            if kind and things & _agenda():
                found.append(Notice(kind=kind, source=source, said=said, things=things))
    return found


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """The words of the sentences that announce a day: all their own, and what of the agenda."""

    own: frozenset[str]
    agenda: frozenset[str]

    def is_named_in(self, said: Said) -> bool:
        """Whether a sentence has enough of the plan's words, and its thing if that is known."""
        if len(self.own & set(said.terms)) < min(_PLAN_WORDS, len(self.own)):
            return False
        return not self.agenda or bool(self.agenda & set(terms(said.text)))


def turns_of(one: Happening, notices: Sequence[Notice], told: Sequence[Said]) -> list[Turned]:
    """What was said of ``one`` ahead of it and became of it, in order; empty if it was no plan.

    Nor if the sentences ``told`` of it are of another thing than the plan.
    """
    ahead = [each for each in one.support if _is_ahead(each, one)]
    if not ahead or one.grain not in {"day", "month"}:
        return []
    ahead.sort(key=lambda each: (_day(each), each.source.article.id, each.said.start))
    planned = next((each for each in ahead if _turn_in(each.said.text)[0] is None), None)
    turns = [Turned(kind="planned", day=_day(planned), support=planned)] if planned else []
    since, plan = _day(ahead[0]), _plan(ahead)
    if not any(plan.is_named_in(each) for each in told):
        return []
    turns += _first_of_each([*_named(one, since), *_noticed(one, plan, notices, since)])
    held = _held(one, plan)
    return [*turns, Turned(kind="held", day=one.first, support=held)] if held else turns


def _plan(ahead: Sequence[Support]) -> Plan:
    counts = Counter(term for each in ahead for term in each.said.terms)
    least = max(1.0, _PLAN_SHARE * len(ahead))
    named = {term for each in ahead for term in terms(each.said.text)}
    return Plan(
        own=frozenset(term for term, count in counts.items() if count >= least),
        agenda=frozenset(named & _agenda()),
    )


def _is_ahead(each: Support, one: Happening) -> bool:
    reference = each.source.found.reference
    return each.dated is not None and reference is not None and reference < one.first


def _day(each: Support) -> str:
    return each.source.found.own_day or each.source.found.reference or ""


def _named(one: Happening, since: str) -> list[Turned]:
    """Sentences that name the day itself and say it is off or put off."""
    found = []
    for each in one.support:
        kind = _turn_in(each.said.text)[0] if each.dated else None
        if kind and since <= _day(each):
            to = _new_date(each.said, one) if kind == "moved" else None
            found.append(Turned(kind=kind, day=_day(each), support=each, to=to))
    return found


def _noticed(one: Happening, plan: Plan, notices: Sequence[Notice], since: str) -> list[Turned]:
    """Headlines that say the plan's own thing is off, between its announcement and its day."""
    return [
        Turned(
            kind=each.kind,
            day=each.source.found.own_day or "",
            support=Support(source=each.source, said=each.said, dated=None, own=True),
            to=_new_date(each.said, one) if each.kind == "moved" else None,
        )
        for each in notices
        if since <= (each.source.found.own_day or "") <= one.last
        and each.things & plan.agenda
        and plan.is_named_in(each.said)
    ]


def _first_of_each(turns: Sequence[Turned]) -> list[Turned]:
    """The earliest of each kind, by day; a sentence that names the day before one that does not."""
    best: dict[str, Turned] = {}
    for each in sorted(
        turns, key=lambda turn: (turn.day, turn.to is None, turn.support.dated is None)
    ):
        best.setdefault(each.kind, each)
    return sorted(best.values(), key=lambda turn: turn.day)


def _held(one: Happening, plan: Plan) -> Support | None:
    """The first report of the day that has the plan's words and does not say that it is off."""
    told = [
        each
        for each in one.support
        if not _is_ahead(each, one)
        and (each.source.found.reference or "") >= one.first
        and _turn_in(each.said.text)[0] is None
        and plan.is_named_in(each.said)
    ]
    return min(
        told, key=lambda each: (not each.own, each.said.field == "title", _day(each)), default=None
    )


def _turn_in(text: str) -> tuple[TurnKind | None, frozenset[str]]:
    """Whether a sentence says that something is cancelled or moved, and the stems of what."""
    folded = fold(text)
    patterns: tuple[tuple[TurnKind, re.Pattern[str]], ...] = (
        ("cancelled", _CANCELLED),
        ("moved", _MOVED),
    )
    for kind, pattern in patterns:
        for found in pattern.finditer(folded):
            words = folded[: found.start()].split()
            before = " ".join(words[-_BEFORE:])
            if _UNSURE.search(before) or _WISHED.search(" ".join(words[-_FAR_BEFORE:])):
                continue
            after = " ".join(folded[found.end() :].split()[:_AFTER])
            return kind, frozenset(terms(f"{before} {after}"))
    return None, frozenset()


def _new_date(said: Said, one: Happening) -> str | None:
    """The day ahead of the plan's own that a sentence names: "from the 12th to the 20th" too."""
    for each in said.dates:
        if each.grain == "interval" and each.first == one.first:
            return each.last
        if each.first > one.first:
            return each.value
    return None
