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
from service.text.passing import has_future_verb
from service.text.tokens import terms
from service.timelines.happenings import Affair, Happening, Source, Support, is_ahead
from service.timelines.mentions import Said

# An undated sentence tells of a plan if it has this many of the plan's own words.
_PLAN_WORDS = 3
# More plans of one kind than this, and a notice without a date is of no one of them.
_MANY = 3
# A word is the plan's own if this share of the sentences that announce it have it.
_PLAN_SHARE = 0.4

# Where they name nothing of the agenda, a sentence tells of a plan by this share of those of its
# words that the affair as a whole does not have; a few of these prove nothing. Of 69 entries of
# stories of 2018 told by another sentence than the plan's fourteen told of another thing; of those
# this leaves four, of the others it loses four.
_APART_SHARE, _FEW_APART, _OF_ALL = 0.2, 3, 0.3

_CANCELLED = re.compile(
    r"(?<!\w)[وفبل]?(?:ال)?(?:الغ(?:ي|ت|وا|ا)|[يت]لغ(?:ي|ي|ون)|ملغا[هة]?"
    r"|call(?:s|ed)? off|cancel(?:s|led|ed|lation)?|scrap(?:s|ped)?"
    r"|annul(?:e|ee|ation|ent)?|suspend definitivamente|cancel(?:a|o|ado|ada|an|acion))(?!\w)"
)
_MOVED = re.compile(
    r"^(?:اجل)(?!\w)|(?<!\w)[وفبل]?(?:ال)?(?:اجلت|اجلوا|تاجيل|تاجل(?:ت)?|[يت]وجل|موجل[هة]?|ارج(?:ا|ات)|[يت]رجي"
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
    r"|مطالب[هة]?|[يت]?ناشد(?:ت)?|مناشد[هة]|دعا|دعت|[يت]دعو|دعو[هة]|[يت]?طلب(?:ت)?|[يت]?رفض(?:ت)?|تجنب|احتمال(?:ات)?|محتمل|مرجح|امكاني[هة]"
    r"|خشي[هة]|مخاوف|denie[sd]|den(?:y|ies)|threat(?:s|ens|ened)?|calls? for|rejects?|fears?"
    r"|nie|menace|demande|refuse|niega|amenaza|pide|rechaza)(?!\w)"
)
# What is cancelled or moved stands before these.
_OBJECT_ENDS = re.compile(
    r"(?:^|\s)(?:حتي|بعد|قبل|بسبب|الي|عن|في|من|علي|مع|عقب|اثر|until|after|before|because|from|to|in|on"
    r"|with|jusqu|apres|avant|en|hasta|despues|antes)\s"
)
_TO = re.compile(r"(?:^|\s)(?:الي|حتي|ليوم|to|until|till|au|jusqu'au|al|hasta el)\s*(?:يوم)?\s*$")
# Not the vote but its results, not the visit but a decision of it.
_SHIELDS = re.compile(
    r"(?<!\w)(?:ال)?(?:نتايج|قرار|قانون|حكم|قيد|اصوات|تصريح|result|decision|law)s?(?!\w)"
)
# "Was to be", "the awaited": a sentence that has these reports nothing as done.
_DUE = re.compile(
    r"(?<!\w)[وفبل]?(?:ال(?:مفترض|مقرر|مزمع|مرتقب|منتظر|متوقع)(?:[هة]|ان|ين)?|[يت](?:نتظر|ترقب|توقع)(?:ون)?"
    r"|قبيل|عشي[هة]|ساعات من|due|scheduled|expected|awaited|ahead of|prevue?s?|attendue?s?"
    r"|previst[oa]s?)(?!\w)"
)
# How many words around the turning word are read for what it is about and whether it is so.
_BEFORE, _FAR_BEFORE, _AFTER, _NEXT = 3, 9, 6, 2
# A finite verb may have its subject before its object; a noun of action has its object next.
_FINITE = re.compile(
    r"[وف]?(?:الغ(?:ي|ت|وا)|[يت]لغ|اجل|تاجلت?|[يت]وجل|ارجات?$|[يت]رجي|call|cancels|cancelled|canceled"
    r"|scrap|postpone[sd]|delayed|annul(?:e|ent)$|reporte|repousse|cancela|aplaza|pospone)"
)


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
    """The sentences that announce a day, oldest first, since when; the day's end; the words that
    many of them share, those of them that the whole affair does not, and those of the agenda.
    """

    ahead: tuple[Support, ...]
    since: str
    last: str
    own: frozenset[str]
    apart: frozenset[str]
    agenda: frozenset[str]

    def is_named_in(self, said: Said) -> bool:
        """Whether a sentence has enough of the plan's words, and its thing if that is known."""
        if len(self.own & set(said.terms)) < max(1, min(_PLAN_WORDS, len(self.own))):
            return False
        if self.agenda:
            return bool(self.agenda & set(terms(said.text)))
        return len(self.apart & set(said.terms)) >= _APART_SHARE * len(self.apart)


def turns_of(
    told: Sequence[tuple[Happening, Sequence[Support]]],
    found: Sequence[Happening],
    notices: Sequence[Notice],
    affair: Affair,
) -> list[list[Turned]]:
    """For each happening with the sentences shown of it: what was said of it ahead, what became
    of it, in order. Empty if it was no plan, or if what is shown is another thing than the plan.

    Each happening has only the sentences that tell what is shown; ``found`` are all the story's,
    whose plans a notice may be of as well.
    """
    rivals = [plan for plan in (_plan(one, affair) for one in found) if plan]
    return [
        _turns(one, shown, plan, [each for each in notices if _bears_on(each, plan, rivals)])
        if plan and any(plan.is_named_in(each.said) for each in shown)
        else []
        for one, shown, plan in ((one, shown, _plan(one, affair)) for one, shown in told)
    ]


def _turns(
    one: Happening, shown: Sequence[Support], plan: Plan, notices: Sequence[Notice]
) -> list[Turned]:
    planned = next((each for each in plan.ahead if _turn_in(each.said.text)[0] is None), None)
    turns = _first_of_each([*_named(one, plan), *_noticed(one, notices)])
    if planned and (not turns or _day(planned) <= turns[0].day):
        turns.insert(0, Turned(kind="planned", day=_day(planned), support=planned))
    held = _held(one, shown, plan)
    return [*turns, Turned(kind="held", day=one.first, support=held)] if held else turns


def _bears_on(notice: Notice, plan: Plan, plans: Sequence[Plan]) -> bool:
    """Whether a notice that does not name the day is of ``plan``: it has its words, none is nearer.

    Among many plans of one kind (the matches of a cup) a notice that names no day is of none.
    """
    day = notice.source.found.own_day or ""
    names_it = any(each.last == plan.last for each in notice.said.dates)
    if names_it or not plan.since <= day <= plan.last or not notice.things & plan.agenda:
        return False
    rivals = [each.last for each in plans if each.last >= day and notice.things & each.agenda]
    is_nearest = plan.last <= min(rivals, default=plan.last)
    return len(rivals) <= _MANY and is_nearest and plan.is_named_in(notice.said)


def _plan(one: Happening, affair: Affair) -> Plan | None:
    """What was announced for the day of ``one``, if anything was."""
    if one.grain not in {"day", "month"}:
        return None
    ahead = [each for each in one.support if is_ahead(each)]
    if not ahead:
        return None
    ahead.sort(key=lambda each: (_day(each), each.source.article.id, each.said.start))
    least = max(1.0, _PLAN_SHARE * len(ahead))
    own = Counter(term for each in ahead for term in each.said.terms)
    shared = frozenset(term for term, count in own.items() if count >= least)
    apart = frozenset(term for term in shared if affair.weights.get(term, 0.0) < _OF_ALL)
    named = Counter(term for each in ahead for term in set(terms(each.said.text)) & _agenda())
    return Plan(
        ahead=tuple(ahead),
        since=_day(ahead[0]),
        last=one.last,
        own=shared,
        apart=apart if len(apart) > _FEW_APART else frozenset(),
        agenda=frozenset(term for term, count in named.items() if count >= least),
    )


def _day(each: Support) -> str:
    return each.source.found.own_day or each.source.found.reference or ""


def _named(one: Happening, plan: Plan) -> list[Turned]:
    """Sentences that name the day itself and say it is off or put off."""
    found = []
    for each in one.support:
        kind, things = _turn_in(each.said.text) if each.dated else (None, frozenset())
        if kind and plan.since <= _day(each) <= plan.last and things & plan.agenda:
            if _is_new_date(each):
                continue
            to = _new_date(each.said, one) if kind == "moved" else None
            found.append(Turned(kind=kind, day=_day(each), support=each, to=to))
    return found


def _is_new_date(each: Support) -> bool:
    """Whether a sentence moves a thing to its date ("put off to Tuesday"), not away from it."""
    surface = each.dated.surface if each.dated else ""
    before = each.said.text[: max(0, each.said.text.find(surface))]
    return bool(_TO.search(fold(before)))


def _noticed(one: Happening, notices: Sequence[Notice]) -> list[Turned]:
    """Headlines that say the plan's own thing is off, between its announcement and its day."""
    return [
        Turned(
            kind=each.kind,
            day=each.source.found.own_day or "",
            support=Support(source=each.source, said=each.said, dated=None, own=True),
            to=_new_date(each.said, one) if each.kind == "moved" else None,
        )
        for each in notices
    ]


def _first_of_each(turns: Sequence[Turned]) -> list[Turned]:
    """The earliest of each kind, by day; a sentence that names the day before one that does not."""
    best: dict[str, Turned] = {}
    for each in sorted(
        turns, key=lambda turn: (turn.day, turn.to is None, turn.support.dated is None)
    ):
        best.setdefault(each.kind, each)
    return sorted(best.values(), key=lambda turn: turn.day)


def _held(one: Happening, shown: Sequence[Support], plan: Plan) -> Support | None:
    """The first report of the day that has the plan's words and says neither that it is off nor
    that it is due: of those, what is shown itself.
    """
    told = [
        each
        for each in one.support
        if not is_ahead(each)
        and (each.source.found.reference or "") >= one.first
        and _turn_in(each.said.text)[0] is None
        and not _is_due(each.said.text)
        and plan.is_named_in(each.said)
    ]
    lines = [each.said for each in shown]
    return min(
        told,
        key=lambda each: (
            each.said not in lines,
            not each.own,
            each.said.field == "title",
            _day(each),
        ),
        default=None,
    )


def _is_due(text: str) -> bool:
    """Whether a sentence says of something that it was or is yet to be."""
    return has_future_verb(text) or bool(_DUE.search(fold(text)))


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
            reach = _AFTER if _FINITE.match(found.group().strip()) else _NEXT
            after = " ".join(folded[found.end() :].split()[:reach])
            thing = _OBJECT_ENDS.split(f"{after} ", maxsplit=1)[0]
            if not _SHIELDS.search(thing):
                return kind, frozenset(terms(thing))
    return None, frozenset()


def _new_date(said: Said, one: Happening) -> str | None:
    """The day ahead of the plan's own that a sentence names: "from the 12th to the 20th" too."""
    for each in said.dates:
        if each.grain == "interval" and each.first == one.first:
            return each.last
        if each.first > one.first:
            return each.value
    return None
