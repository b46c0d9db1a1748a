"""What the outlets of a story say the figures are: a table of slot x value x outlet x time.

Knows nothing of how a figure is found in a text. A toll that rises is an update; a value that
differs at the same time, or a toll that falls, is a contradiction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from service.records import Article, Claim, ClaimLine, Event, Evidence, Standing
from service.timelines.figures import Figure

# Two outlets that differ within this have not had time to learn from each other.
SAME_TIME = timedelta(hours=1)
# A rough value ("some 50") agrees with what lies within this share of it.
ROUGH = 0.1
# Sums and shares are of one thing if their topics have this much in common (Jaccard).
ONE_TOPIC = 0.34
TOLLS = frozenset({"deaths", "injured", "arrested"})
# Sums and shares are many and mostly told once: these are shown where two owners tell them.
LOOSE = frozenset({"money", "percent"})
_SLOTS = ("deaths", "injured", "arrested", "participants", "members", "votes", "money", "percent")


class Told(msgspec.Struct, frozen=True):
    """A figure, the article that tells it, and the owner of its outlet."""

    figure: Figure
    article: Article
    family: str

    @property
    def at(self) -> datetime | None:
        """When it was told."""
        return self.article.published.at if self.article.published else None

    def order(self) -> tuple[bool, float, str]:
        """By time, undated last."""
        at = self.at
        return at is None, at.timestamp() if at else 0.0, self.article.id


def tabulate(
    story: str,
    events: Sequence[Event],
    articles: Sequence[Article],
    figures: Mapping[str, Iterable[Figure]],
    *,
    families: Mapping[str, str],
) -> list[ClaimLine]:
    """The story's claims, one line for each slot and unit of an event, most told first.

    ``figures`` maps an article's id to its figures. Reprints say nothing new and are left out.
    The order of ``articles`` does not matter.
    """
    by_id = {one.id: one for one in articles}
    lines = []
    for event in events:
        told = [
            Told(figure, article, families.get(article.outlet, article.outlet))
            for article in (by_id.get(one) for one in event.articles)
            if article is not None and article.reprint_of is None
            for figure in _headline_figures(figures.get(article.id, ()))
        ]
        for group in _groups(told):
            line = _line(story, event.id, group)
            if line.slot not in LOOSE or line.families > 1:
                lines.append(line)
    return sorted(lines, key=lambda one: (-one.families, -len(one.claims), _rank(one), one.id))


def _rank(line: ClaimLine) -> int:
    return _SLOTS.index(line.slot)


def _headline_figures(figures: Iterable[Figure]) -> list[Figure]:
    """The first figure of each slot and unit: what the article itself puts first.

    Of sums and shares all are kept: an article speaks of several.
    """
    order = {"title": 0, "lead": 1, "body": 2}
    kept: dict[tuple[str, ...], Figure] = {}
    for one in sorted(figures, key=lambda each: (order[each.field], each.order, each.start)):
        loose = (str(one.value), *one.topic) if one.slot in LOOSE else ()
        kept.setdefault((one.slot, one.unit, *loose), one)
    return list(kept.values())


def _groups(told: Sequence[Told]) -> list[list[Told]]:
    """The figures that answer one question, each group by time."""
    groups: list[list[Told]] = []
    for one in sorted(told, key=Told.order):
        for group in groups:
            if _one_question(group[0].figure, one.figure) and not _from(group, one):
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _from(group: Sequence[Told], one: Told) -> bool:
    return any(each.article.id == one.article.id for each in group)


def _one_question(left: Figure, right: Figure) -> bool:
    if (left.slot, left.unit) != (right.slot, right.unit):
        return False
    if left.slot not in LOOSE:
        return True
    shared, both = set(left.topic) & set(right.topic), set(left.topic) | set(right.topic)
    return len(shared) >= ONE_TOPIC * max(len(both), 1)


def _line(story: str, event: str, group: Sequence[Told]) -> ClaimLine:
    first = group[0].figure
    topic = sorted(set.intersection(*(set(one.figure.topic) for one in group)))
    standings = stand(group)
    values = [one.figure.value for one in group]
    key = f"{story}\t{event}\t{first.slot}\t{first.unit}\t{' '.join(topic)}"
    return ClaimLine(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        story=story,
        event=event,
        slot=first.slot,
        unit=first.unit,
        topic=tuple(topic),
        low=min(values),
        high=max(values),
        latest=values[-1],
        families=len({one.family for one in group}),
        claims=tuple(_claim(one, standing) for one, standing in zip(group, standings, strict=True)),
    )


def stand(group: Sequence[Told]) -> list[Standing]:
    """How each claim, by time, stands to those before it."""
    found: list[Standing] = []
    reigning: Told | None = None
    for at, one in enumerate(group):
        if reigning is None:
            found.append("first")
            reigning = one
        elif agree(one.figure, reigning.figure):
            found.append("same")
        elif _rivalled(one, group[:at]) or _falls(one, reigning):
            found.append("contradiction")
        else:
            found.append("update")
            reigning = one
    return found


def agree(left: Figure, right: Figure) -> bool:
    """Whether two figures can both be true of one moment: "at least 10" and 13 can."""
    if left.value == right.value:
        return True
    low, high = sorted((left, right), key=lambda one: one.value)
    if low.bound == "least":
        return True
    rough = "about" in {low.bound, high.bound}
    return rough and high.value - low.value <= ROUGH * high.value


def _rivalled(one: Told, before: Sequence[Told]) -> bool:
    """Whether another owner told another value at the same time."""
    return any(
        each.family != one.family and _same_time(each, one) and not agree(each.figure, one.figure)
        for each in before
    )


def _same_time(left: Told, right: Told) -> bool:
    """Within the hour; where only days are known, on the same day."""
    one, other = left.article.published, right.article.published
    if one is None or other is None:
        return False
    if "day" in {one.precision, other.precision}:
        return one.at.date() == other.at.date()
    return abs(one.at - other.at) <= SAME_TIME


def _falls(one: Told, reigning: Told) -> bool:
    return one.figure.slot in TOLLS and one.figure.value < reigning.figure.value


def _claim(one: Told, standing: Standing) -> Claim:
    figure, article = one.figure, one.article
    text = {"title": article.title, "lead": article.lead or "", "body": article.body}[figure.field]
    return Claim(
        value=figure.value,
        bound=figure.bound,
        standing=standing,
        family=one.family,
        attribution=figure.attribution,
        evidence=Evidence(
            article=article.id,
            outlet=article.outlet,
            language=article.language,
            sentence=text[figure.first : figure.last],
            start=figure.first,
            end=figure.last,
            field=figure.field,
            published_at=one.at,
            mention=text[figure.start : figure.end],
        ),
    )
