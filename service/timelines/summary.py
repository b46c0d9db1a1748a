"""The sentence that tells each happening: verbatim, self-contained, no sentence told twice.

Knows nothing of ranking: it words what was chosen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from service.records import Article
from service.text.passing import is_background, is_bound, tells_earlier
from service.timelines.acts import sense
from service.timelines.happenings import (
    Affair,
    Happening,
    Source,
    Support,
    is_ahead,
    profile,
    tells,
)
from service.timelines.meanings import Meanings
from service.timelines.mentions import Said
from service.timelines.wording import kind_of, soundness

# A headline is no sentence, and a sentence without the date only implies it.
_TITLE, _IMPLIED, _LOOKED_BACK = 0.15, 0.85, 0.8
# What was done tells a happening better than what was said of it.
_STATED = 0.8
# A feature's question or list tells nothing.
_ASKED = 0.6
# What was foreseen of a day tells it less well than what was seen.
_AHEAD = 0.6
# A report's own sentence that names an older day in passing is about the report's day.
_ASIDE = 0.4
# "Closed since Tuesday" tells how things stand, not what happened on Tuesday.
_LASTING = 0.5
_SINCE = re.compile(
    r"(?:^|\s)(?:منذ|since|depuis(?: le)?|desde(?: el)?)(?:\s+(?:يوم|مساء|صباح|last))?\s*$",
    re.IGNORECASE,
)
# One that names its date in a clause beside what it tells tells that date less well.
_BESIDE = 0.6
# A second language is told only by a sentence near as good as the first's, and near it in meaning:
# of 1,307 sentences of news and their translations one in twenty is at 0.27 or below, of sentences
# that stand beside each other in two languages three in four are at 0.19 or below.
_SECOND, _NEAR = 0.4, 0.1
# Below this a sentence is shown only if the entry has none better.
_LEAST = 0.05


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A happening with its sentence in each language, best language first."""

    happening: Happening
    chosen: dict[str, Support]


class _Told:
    """The sentences already given to an entry."""

    def __init__(self) -> None:
        self._texts: set[str] = set()

    def add(self, said: Said) -> None:
        self._texts.add(said.text)

    def has(self, said: Said) -> bool:
        return said.text in self._texts


def worded(happenings: Sequence[Happening], affair: Affair, meanings: Meanings) -> list[Wording]:
    """Each happening with its sentences, in the order given; those left without one are out.

    Those with the fewest sentences to choose from choose first, days before months and years,
    so that a sentence with two dates goes to the one that has no other.
    """
    told = _Told()
    options = {id(one): _options(one, affair) for one in happenings}
    found: dict[int, dict[str, Support]] = {}
    for one in sorted(happenings, key=lambda one: _need(one, options[id(one)])):
        found[id(one)] = _choose(options[id(one)], told, meanings)
    return [Wording(happening=one, chosen=found[id(one)]) for one in happenings if found[id(one)]]


def _need(one: Happening, options: Sequence[tuple[float, Support]]) -> tuple[bool, int, int, str]:
    width = {"year": 2, "interval": 1}.get(one.grain, 0)
    texts = len({support.said.text for _, support in options})
    return width > 1, texts, width, one.first


def _choose(
    options: Sequence[tuple[float, Support]], told: _Told, meanings: Meanings
) -> dict[str, Support]:
    """The best sentence, and of each further language the one that tells the same best."""
    left = [pair for pair in options if not told.has(pair[1].said)]
    if not left:
        return {}
    best, first = left[0]
    chosen = {_language(first): first}
    others = [pair for pair in left if _language(pair[1]) not in chosen]
    for score, support in _as_told(first, others, meanings):
        if score >= _SECOND * best:
            chosen.setdefault(_language(support), support)
    for support in chosen.values():
        told.add(support.said)
    return chosen


def _language(support: Support) -> str:
    return support.source.article.language


def _as_told(
    first: Support, others: Sequence[tuple[float, Support]], meanings: Meanings
) -> list[tuple[float, Support]]:
    """``others`` without those that tell something else than ``first``, the nearest first."""
    meanings.learn([first.said.text, *(each.said.text for _, each in others)] if others else ())
    rated = []
    for score, support in others:
        near = meanings.cosine(first.said.text, support.said.text)
        if near is None or near >= _NEAR:
            rated.append((score * (1.0 if near is None else _NEAR + near), score, support))
    return [(score, support) for _, score, support in sorted(rated, key=lambda row: -row[0])]


def _options(one: Happening, affair: Affair) -> list[tuple[float, Support]]:
    """The sentences that may tell ``one``, best first."""
    about = _topic(one, affair)
    length = sum(weight * weight for weight in about.values())
    rated = [
        (_rate(support, about, length, affair), support)
        for support in one.support
        if tells(support)
    ]
    kept = [pair for pair in rated if pair[0] > _LEAST]
    return sorted(kept, key=lambda pair: (-pair[0], pair[1].source.article.id, pair[1].said.start))


def _topic(one: Happening, affair: Affair) -> Mapping[str, float]:
    """What is said of a happening, half by the headlines and first sentences of its reports."""
    heads = [each for each in one.support if each.own and each.said.order <= 1]
    about = profile(one, affair)
    if not heads:
        return about
    first = profile(msgspec.structs.replace(one, support=tuple(heads)), affair)
    return {
        term: (about.get(term, 0.0) + first.get(term, 0.0)) / 2
        for term in sorted(about.keys() | first.keys())
    }


def _rate(support: Support, about: Mapping[str, float], length: float, affair: Affair) -> float:
    """How well a sentence tells what ``about`` says; ``length`` is the square of its length."""
    said = support.said
    terms = dict.fromkeys(said.terms)
    shared = sum(about.get(term, 0.0) for term in terms)
    score = soundness(said.text) * (0.35 + affair.share(said))
    score *= 0.6 + (shared / (length * len(terms)) ** 0.5 if shared else 0.0)
    if kind_of(said.text) == "statement":
        score *= _STATED
    if sense(said.text, _language(support)) == "ask":
        score *= _ASKED
    if said.field == "title":
        return score * _TITLE
    if support.dated is None:
        return score * _IMPLIED
    if support.own:
        return score
    if _SINCE.search(said.text[: max(0, said.text.find(support.dated.surface))]):
        score *= _LASTING
    if any(each.first == support.source.found.own_day for each in said.dates):
        return score * _ASIDE
    if is_bound(said.text, support.dated.surface):
        return score * _ASIDE
    at = max(0, said.text.find(support.dated.surface))
    if not tells_earlier(said.text) and is_background(said.text, at):
        score *= _BESIDE
    return score * (_AHEAD if is_ahead(support) else _LOOKED_BACK)


def voices(sources: Sequence[Source]) -> set[str]:
    """The families that speak: reprints count only where nothing else does."""
    first_hand = {one.family for one in sources if one.article.reprint_of is None}
    return first_hand or {one.family for one in sources}


def by_time(article: Article) -> tuple[str, str]:
    """Order by publication, undated last, then by id."""
    return (article.published.at.isoformat() if article.published else "9999", article.id)
