"""What a number in a sentence counts, by the words around it.

Knows nothing of articles. Better no slot than the wrong one: of 100 tolls, votes and members drawn
from Arabic news of 2018 and read by hand 99 were bound to the right slot and value; of 45 that came
with later rules ("8 of the soldiers", "the Turkish police held 16") 44.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from service.records import ClaimBound, ClaimSlot
from service.text.numbers import Number
from service.text.spans import Spans
from service.timelines.slots import (
    ABOUT,
    AUXILIARIES,
    BEFORE,
    BEHIND,
    BRIDGES,
    COUNTED,
    COUNTRIES,
    CURRENCIES,
    DENIED,
    FEARED,
    INSTITUTIONS,
    MIXED,
    MORE,
    NOT_COUNTED,
    OF,
    PERCENT,
    PERCENT_PAIRS,
    PERSONS,
    RELEASED,
    SIGNS,
    TOLL_HEADS,
    TOLL_NOUNS,
    TOLL_STEPS,
    TWO,
)

_REACH = 6
_TOLL_REACH = 8
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ONE_KIND = {"قتيلان": "deaths", "قتيلين": "deaths", "شهيدان": "deaths", "شهيدين": "deaths",
             "جريحان": "injured", "جريحين": "injured"}  # fmt: skip
_FURTHER = {"اخرين", "اخرون", "others", "more", "autres", "otros", "otras"}
_AND = {"و", "and", "et", "y"}


def find_twos(spans: Spans) -> list[Number]:
    """The words that say two of a kind: شخصين, قتيلان."""
    return [Number(at, at + 1, 2.0, spelt=True) for at, w in enumerate(spans.folded) if _in(w, TWO)]


def _in(word: str, words: frozenset[str]) -> bool:
    """Whether the word is one of ``words``, with or without what leans on it."""
    return word in words or (len(word) > 3 and word[0] in "وفبل" and word[1:] in words)


def slot_of(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """What the number counts, and in which unit."""
    if _is_step_from(spans, one) or _is_part_of_date(spans, one) or _ends_range(spans, one):
        return None
    measured = _measure(spans, one)
    if measured is not None:
        return measured
    if one.value < 1 or one.value != int(one.value):
        return None
    before = spans.folded[max(0, one.first - _REACH) : one.first]
    if FEARED & set(before) or _is_denied(before):
        return None
    return _counted(spans, one, before)


def _counted(spans: Spans, one: Number, before: Sequence[str]) -> tuple[ClaimSlot, str] | None:
    """Who or what is counted, by noun, toll, trigger or rival, with the words ``before``."""
    bound = _by_noun(spans, one) or _by_toll(spans, one) or _by_trigger(spans, one)
    if bound and bound[0] == "participants":
        # "the police held 15 protesters": they are counted as held
        return _by_trigger(spans, one) or bound
    if bound and bound[0] == "arrested" and any(_in(word, RELEASED) for word in before):
        return None
    return bound or _by_rival(spans, one)


def _is_denied(before: Sequence[str]) -> bool:
    """Whether the words before a number deny it: "no" does, "no fewer than" does not."""
    if any(_in(word, DENIED) for word in before):
        return True
    after_no = [after for word, after in pairwise(before) if word == "no"]
    return any(one not in {"less", "fewer", "menos"} for one in after_no)


def _by_rival(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """The other side's votes: 349 voix contre 186."""
    before = spans.folded[max(0, one.first - 4) : one.first]
    if before[-1:] == ["contre"] and "voix" in before:
        return _people("votes")
    return None


def _measure(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """A share or a sum of money, by the sign or word beside it."""
    behind = spans.text[spans.end(one.last - 1) :][:2].strip()
    before = spans.text[: spans.start[one.first]].rstrip()[-1:]
    if behind[:1] in {"%", "٪"} or before in {"%", "٪"}:
        return ("percent", "%") if one.value <= 1000 else None
    if before in SIGNS or behind[:1] in SIGNS:
        return "money", SIGNS.get(before) or SIGNS[behind[:1]]
    if one.last >= len(spans) or spans.parted(one.last):
        return None
    word = spans.folded[one.last]
    following = spans.folded[one.last + 1] if one.last + 1 < len(spans) else ""
    if word in {"d", "de"} and following:
        word, following = following, ""
    if word in PERCENT or (word, following) in PERCENT_PAIRS:
        return "percent", "%"
    for code, names in CURRENCIES.items():
        if word in names:
            return "money", "sterling" if following in CURRENCIES["sterling"] else code
    return None


def _by_noun(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """By the noun right behind: 13 قتيلا, 13 morts; or by the verb behind the people counted."""
    own = spans.folded[one.first]
    for word, slot in _ONE_KIND.items():
        if own.removeprefix("و") == word:
            return _people(slot)
    at = one.last
    if own in TWO or own[1:] in TWO:
        return None
    if at < len(spans) and not spans.parted(at):
        if spans.folded[at] in MIXED:
            return None
        for slot, nouns in COUNTED.items():
            if spans.folded[at] in nouns and not _shared(spans, at, nouns):
                return slot, _unit(spans, slot, at)
    if at < len(spans) and spans.folded[at] in COUNTRIES and not spans.parted(at):
        nearby = spans.folded[at + 1 : at + 2]
        is_member = bool(nearby) and nearby[0] in COUNTED["members"]
        return ("members", "countries") if is_member or _is_body(spans, one) else None
    return _by_verb(spans, at)


def _is_body(spans: Spans, one: Number) -> bool:
    """Whether a verb of membership opens the clause: تضم جامعة الدول العربية 22 دولة."""
    for at in range(one.first - 1, max(-1, one.first - _REACH), -1):
        # "gathers the commanders of 20 countries" counts no members
        if spans.parted(at + 1) or spans.folded[at] in {"ل", "من", "of", "de"}:
            return False
        if _in(spans.folded[at], BEFORE["members"]):
            return True
    return False


def _unit(spans: Spans, slot: ClaimSlot, at: int) -> str:
    """People, but for members: "79 member countries" are countries."""
    if slot != "members":
        return "people"
    return "countries" if _in("".join(spans.folded[at + 1 : at + 2]), COUNTRIES) else "members"


def _shared(spans: Spans, at: int, nouns: frozenset[str]) -> bool:
    """Whether a second noun shares the number: "50 قتيلا وجريحا", "50 dead and injured"."""
    after = at + 1
    if after < len(spans) and spans.folded[after] in {"and", "et", "y", "or", "ou"}:
        after += 1
    if after >= len(spans) or spans.parted(after):
        return False
    word = spans.folded[after]
    bare = word.removeprefix("و")
    joined = after > at + 1 or word != bare
    return joined and any(bare in other and bare not in nouns for other in COUNTED.values())


def _by_verb(spans: Spans, at: int) -> tuple[ClaimSlot, str] | None:
    """By the verb behind the people: 13 شخصا لقوا مصرعهم, 13 people were killed."""
    if spans.folded[at : at + 1] == ["more"]:
        return None
    after = at
    people = at < len(spans) and spans.folded[at] in AUXILIARIES
    while after < len(spans) and after < at + 5 and not spans.parted(after):
        word = spans.folded[after]
        for slot, verbs in BEHIND.items():
            if people and word in verbs:
                return _people(slot)
        if word in PERSONS:
            people = True
        elif word not in {"were", "have", "been", "had", "ont", "ete", "sont", "fueron", "han",
                          "sido", "was", "on", "more", "de", "plus", "قد", "mas"}:  # fmt: skip
            return None
        after += 1
    return None


def _by_toll(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """By the noun of a toll and the verb it moves by: ارتفع عدد القتلى إلى 13."""
    at = one.first - 1
    while at >= 0 and _in(spans.folded[at], BRIDGES) and not spans.parted(at + 1):
        at -= 1
    if at < 0 or spans.folded[at] not in TOLL_STEPS or spans.parted(at + 1):
        return None
    nearest: ClaimSlot | None = None
    headed = False
    for back in range(at - 1, max(-1, at - _TOLL_REACH), -1):
        if spans.parted(back + 1) and spans.between(back + 1).strip()[:1] in ".;؛!?":
            return None
        word = spans.folded[back]
        headed = headed or _in(word, TOLL_HEADS)
        if nearest is None:
            nearest = next((slot for slot, nouns in TOLL_NOUNS.items() if word in nouns), None)
        if headed and nearest is not None:
            return nearest, "members" if nearest == "members" else "people"
    return None


def _by_trigger(spans: Spans, one: Number) -> tuple[ClaimSlot, str] | None:
    """By the verb or noun before, nothing between but bridges: مقتل ما لا يقل عن 13 شخصا."""
    at = one.first - 1
    while at >= max(0, one.first - _REACH) and not spans.parted(at + 1):
        word = spans.folded[at]
        for slot, triggers in BEFORE.items():
            if _in(word, triggers) and not _mixed(spans, at, slot):
                return _accepted(spans, one, slot)
        if not _in(word, BRIDGES) and not _is_adjective(spans, at):
            return None
        at -= 1
    return None


def _is_adjective(spans: Spans, at: int) -> bool:
    """Whether word ``at`` says whose police it is: الشرطة الفرنسية, الدرك الملكي."""
    word, before = spans.folded[at], spans.folded[at - 1] if at else ""
    return word.startswith("ال") and word.endswith(("ي", "يه")) and before in INSTITUTIONS


def _mixed(spans: Spans, at: int, slot: ClaimSlot) -> bool:
    """Whether another trigger is joined to the one at ``at``: مقتل وإصابة 50."""
    word = spans.folded[at]
    before = spans.folded[at - 1] if at else ""
    if before in _AND and at > 1:
        before = spans.folded[at - 2]
    elif not word.startswith("و"):
        return False
    return any(_in(before, words) for other, words in BEFORE.items() if other != slot)


def _accepted(spans: Spans, one: Number, slot: ClaimSlot) -> tuple[ClaimSlot, str] | None:
    """The slot, if what stands behind the number can be what it counts."""
    if _in(spans.folded[one.first], TWO):
        counted = "countries" if "دول" in spans.folded[one.first] else "people"
        return (slot, counted) if slot != "members" or counted == "countries" else None
    if one.last >= len(spans):
        return None if slot == "members" else _people(slot)
    word = spans.folded[one.last]
    # "18 more killed" adds to a toll and is not one; "13 killed and 20 others hurt" is.
    if slot == "deaths" and _FURTHER & set(spans.folded[one.last : one.last + 2]):
        return None
    if spans.parted(one.last):
        return None if slot in {"members", "participants"} or _is_year(one) else _people(slot)
    if word in COUNTRIES and slot in {"members", "participants"}:
        return slot, "countries"
    is_part = word in OF and slot in {"deaths", "injured", "arrested"}
    return _people(slot) if is_part or (word in PERSONS and slot != "members") else None


def _people(slot: str) -> tuple[ClaimSlot, str]:
    return msgspec.convert(slot, ClaimSlot), "people"


def _ends_range(spans: Spans, one: Number) -> bool:
    """Whether the number is the upper end of a range: "between 30 and 40" is no toll."""
    before = spans.folded[max(0, one.first - 4) : one.first]
    joined = before[-1:] != [] and before[-1] in _AND
    return joined and any(_in(word, MIXED) for word in before)


def _is_step_from(spans: Spans, one: Number) -> bool:
    """Whether the number is what a toll rose from: من 10 إلى 13."""
    before = spans.folded[one.first - 1] if one.first else ""
    after = spans.folded[one.last : one.last + 2]
    return before in {"من", "from", "de"} and bool({"الي", "to", "a"} & set(after))


def _is_part_of_date(spans: Spans, one: Number) -> bool:
    """Whether the number is a day, an age, a distance, an ordinal or a score."""
    behind = spans.folded[one.last] if one.last < len(spans) else ""
    near = one.last < len(spans) and not spans.parted(one.last)
    if near and behind in NOT_COUNTED:
        return True
    tail = spans.text[spans.end(one.last - 1) :][:1]
    head = spans.text[: spans.start[one.first]][-1:]
    if tail in {"-", "/", ":", "–"} or head in {"-", "/", ":", "–"}:
        return not one.spelt
    before = spans.folded[one.first - 1] if one.first else ""
    return before in {"ال", "رقم", "no", "n"} and not spans.parted(one.first)


def _is_year(one: Number) -> bool:
    return not one.spelt and bool(_YEAR.match(f"{one.value:.0f}"))


def bound_of(spans: Spans, one: Number) -> ClaimBound:
    """Whether the words before (or "at least" behind) make it a least or a rough value."""
    words = set(spans.folded[max(0, one.first - 4) : one.first])
    words |= {word[1:] for word in words if len(word) > 3 and word[0] in "وفبل"}
    behind = spans.folded[one.last : one.last + 4]
    if {"علي", "الاقل"} <= set(behind) or {"at", "least"} <= set(behind):
        return "least"
    if words & (MORE - {"لا", "فوق"}):
        return "least"
    return "about" if words & ABOUT else "exact"
