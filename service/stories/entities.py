"""The people, places and organisations of an article, and of a group of articles.

Knows nothing of stores. An article's names are found once and kept; a group's are merged from
them, so that one name stands for every spelling, and counted by independent owner.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from service.records import Article, Entity, EntityKind
from service.stories.cues import LATIN_PARTICLES, PARTICLES, SOURCES, VAGUE
from service.stories.gazetteer import gazetteer, given_names, joined
from service.stories.listed import Naming, written
from service.stories.naming import find_names
from service.text.spans import Spans
from service.text.tokens import name_key

_DATELINE = re.compile(r"[^.:؛«\"\n]{0,60}[(/][^()/\n]{2,25}[)/]\s*[-–—]+")
# Of each kind, so many are kept for a story: what one article in fifty names says little of it.
KEPT = 12
# In a story of so many articles, what only one of them names is left out.
SEVERAL = 4
# Who reports is of a story if of so many articles that name it one does in its title.
TITLED = 5
# Latin letters and Arabic ones that stand for the same sound, to one letter each; vowels go.
_SOUNDS = {
    **dict.fromkeys("بp", "b"), **dict.fromkeys("تطث", "t"), **dict.fromkeys("دذضظ", "d"),
    **dict.fromkeys("سشصzزçc", "s"), **dict.fromkeys("كقغجخgqkxj", "k"), **dict.fromkeys("فv", "f"),
    "م": "m", "ن": "n", "ل": "l", "ر": "r",
    **dict.fromkeys("اويىءعهحةaeiouyhw'-", ""),
}  # fmt: skip
_DIGRAPHS = (("sch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("ph", "f"), ("th", "t"),
             ("dj", "k"), ("gh", "k"), ("kh", "k"), ("ck", "k"), ("ca", "ka"), ("co", "ko"),
             ("cu", "ku"))  # fmt: skip


class Said(msgspec.Struct, frozen=True, array_like=True):
    """One thing that an article names: as written, how often, and whether its title does."""

    id: str
    kind: EntityKind
    name: str
    times: int
    titled: bool


def names_in(article: Article) -> list[Said]:
    """All that ``article`` names in its title, lead and body, by id."""
    counts: Counter[str] = Counter()
    spelt: dict[str, Counter[str]] = {}
    kinds: dict[str, EntityKind] = {}
    titled: set[str] = set()
    for field, text in (("title", article.title), ("lead", article.lead), ("body", article.body)):
        if not text:
            continue
        spans = Spans(text)
        skipped = _dateline(text) if field == "body" else 0
        for one in find_names(spans):
            if spans.start[one.first] < skipped:
                continue
            own = one.id or _key(spans, one)
            counts[own] += 1
            kinds[own] = one.kind
            start, end = written(spans, one)
            spelt.setdefault(own, Counter())[text[start:end]] += 1
            if field == "title":
                titled.add(own)
    return [
        Said(own, kinds[own], _commonest(spelt[own]), counts[own], own in titled)
        for own in sorted(counts)
    ]


def _dateline(text: str) -> int:
    """How long the line is that says where the agency sits: "Dubai, UAE (CNN) --"."""
    found = _DATELINE.match(text)
    return found.end() if found else 0


def _key(spans: Spans, one: Naming) -> str:
    """The id of what no list knows: its kind and a key that other spellings share."""
    words = joined(spans.folded[one.first : one.last])
    words[0] = words[0][one.cut :]
    if one.kind == "person":
        known = _listed().get(person_key(words))
        return known or f"person:{person_key(words)}"
    return f"{one.kind}:{'-'.join(_bare(words))}"


def _bare(words: Sequence[str]) -> list[str]:
    """The words of an organisation's name as its key has them: no article, one spelling."""
    found = [(word[1:] if word.startswith("وال") else word).removeprefix("ال") for word in words]
    return [one.replace("اميركي", "امريكي") for one in found if one]


def person_key(words: Sequence[str]) -> str:
    """One key for the spellings of a person's name, given as folded words.

    Given names of the region stay whole (سعيد is not سعد); of others the vowels go.
    """
    sure, weak, _ = given_names()
    kept = [word for word in words if word not in LATIN_PARTICLES and word != "ال"] or list(words)
    return "-".join(
        word if word in sure or word in weak or word in PARTICLES else name_key(word)
        for word in kept
    )


def ids_of(text: str) -> list[str]:
    """The ids that a reader may mean by ``text``: an id as it is, or a name in any spelling."""
    if ":" in text:
        return [text]
    # Who searches writes no capitals, which the rules for texts demand.
    spans = Spans(text.strip().title() if text.islower() else text.strip())
    found = [one.id for one in find_names(spans) if one.id and one.last - one.first == len(spans)]
    key = person_key(joined(spans.folded)) if len(spans) else ""
    other = [_listed().get(key, f"person:{key}")]
    key = f"organisation:{'-'.join(_bare(spans.folded))}"
    return list(dict.fromkeys([*found, *other, key]))


@cache
def _listed() -> dict[str, str]:
    """The keys of the gazetteer's people, so that a spelling it lacks is still theirs."""
    found: dict[str, str] = {}
    for entry in gazetteer().entries:
        for name in entry.names.values() if entry.kind == "person" else ():
            words = joined(Spans(name).folded)
            if len(words) > 1:
                found.setdefault(person_key(words), entry.id)
    return found


def merge_names(
    articles: Sequence[Article],
    said: Mapping[str, Iterable[Said]],
    *,
    families: Mapping[str, str],
) -> tuple[Entity, ...]:
    """The entities of a group of ``articles``, at most ``KEPT`` of a kind, most widely named first.

    ``said`` maps an article's id to what it names; ``families`` an outlet to its owner (itself
    where absent). The order of ``articles`` does not matter.
    """
    found: dict[str, _Tally] = {}
    for article in sorted(articles, key=lambda one: one.id):
        for one in said.get(article.id, ()):
            found.setdefault(one.id, _Tally(one.kind)).add(one, article, families)
    _join_scripts(found)
    _join_short(found)
    _join_vague(found)
    least = 2 if len(articles) >= SEVERAL else 1
    kept = [(own, one) for own, one in found.items() if one.holds(own, least)]
    kept.sort(key=lambda pair: (*pair[1].rank(), pair[0]))
    room = Counter({"person": KEPT, "place": KEPT, "organisation": KEPT})
    chosen = []
    for own, tally in kept:
        if room[tally.kind] > 0:
            room[tally.kind] -= 1
            chosen.append(tally.entity(own))
    return tuple(chosen)


class _Tally:
    """What is known so far of one entity of a group."""

    def __init__(self, kind: EntityKind) -> None:
        self.kind = kind
        self.articles: set[str] = set()
        self.families: set[str] = set()
        self.times = 0
        self.titles = 0
        self.spelt: dict[str, Counter[str]] = {}
        self.aliases: set[str] = set()

    def add(self, one: Said, article: Article, families: Mapping[str, str]) -> None:
        """Count one article's naming."""
        self.articles.add(article.id)
        if article.reprint_of is None:
            self.families.add(families.get(article.outlet, article.outlet))
        self.times += one.times
        self.titles += one.titled
        self.spelt.setdefault(article.language, Counter())[one.name] += 1

    def take(self, own: str, other: _Tally, *, named: bool = True) -> None:
        """Take up ``other``, known as ``own`` until now; its spellings too, if ``named``."""
        self.articles |= other.articles
        self.families |= other.families
        self.times += other.times
        self.titles += other.titles
        self.aliases |= {own} | other.aliases
        for language, names in other.spelt.items() if named else ():
            self.spelt.setdefault(language, Counter()).update(names)

    def holds(self, own: str, least: int) -> bool:
        """Whether enough articles name it; what no list knows must be said twice or in a title."""
        sure = own in gazetteer().by_id or self.titles > 0 or self.times > 1
        if own in SOURCES and self.titles * TITLED < len(self.articles):
            return False
        return sure and len(self.articles) >= least

    def rank(self) -> tuple[int, int, int]:
        """Most independent owners first, then most articles, then most mentions."""
        return -len(self.families), -len(self.articles), -self.times

    def entity(self, own: str) -> Entity:
        """The record."""
        entry = gazetteer().by_id.get(own)
        names = {code: _commonest(names) for code, names in sorted(self.spelt.items())}
        return Entity(
            id=own,
            kind=self.kind,
            names=dict(entry.names) if entry else names,
            articles=len(self.articles),
            families=len(self.families),
            mentions=self.times,
            aliases=tuple(sorted(self.aliases)),
        )


def _join_scripts(found: dict[str, _Tally]) -> None:
    """Within one group, a Latin name whose consonants are an Arabic name's is that person."""
    arabic: dict[str, str] = {}
    for own in sorted(found):
        if found[own].kind == "person" and not own.isascii() and _has_arabic(own):
            arabic.setdefault(sounds(own.partition(":")[2]), own)
    for own in sorted(found):
        if found[own].kind != "person" or _has_arabic(own) or own in gazetteer().by_id:
            continue
        other = arabic.get(sounds(own.partition(":")[2]))
        if other is not None:
            found[other].take(own, found.pop(own))


def _join_short(found: dict[str, _Tally]) -> None:
    """Within one group, a name cut short is the only one of its kind that goes on from there.

    Of organisations the longer is meant ("the interior ministry"); of a person's two names, both
    of two words and more, the one that more articles have.
    """
    unlisted = sorted(own for own in found if own not in gazetteer().by_id)
    for own in sorted(unlisted, key=lambda own: (-len(own), own)):
        longer = [one for one in unlisted if one.startswith(f"{own}-") and one in found]
        if len(longer) != 1 or found[own].kind == "place":
            continue
        (kept,) = longer
        if found[own].kind == "person":
            if "-" not in own:
                continue
            kept = max((kept, own), key=lambda one: len(found[one].articles))
        gone = own if kept != own else longer[0]
        found[kept].take(gone, found.pop(gone), named=False)


def _join_vague(found: dict[str, _Tally]) -> None:
    """Within one group, a name that two parties bear is that of the one that is named in full."""
    for vague, sure in VAGUE.items():
        named = [one for one in sure if one in found]
        if vague in found and len(named) == 1:
            found[named[0]].take(vague, found.pop(vague))


def _has_arabic(text: str) -> bool:
    return any("\u0621" <= sign <= "\u064a" for sign in text)


def sounds(key: str) -> str:
    """What a name sounds like in either script: its consonants, doubled ones once."""
    words = []
    for word in key.split("-"):
        bare = word
        for pair, sound in _DIGRAPHS:
            bare = bare.replace(pair, sound)
        letters = [_SOUNDS.get(sign, sign) for sign in bare]
        once = [one for at, one in enumerate(letters) if one and (not at or letters[at - 1] != one)]
        words.append("".join(once))
    return "-".join(one for one in words if one)


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], len(name), name))
