"""What the outlets of a story say the figures are: a table of slot x value x outlet x time.

Knows nothing of how a figure is found in a text. A toll that rises is an update; a value that
differs at the same time, or a toll that falls, is a contradiction. Over a reading of two labelled
weeks of 2018 about 98 claims in 100 told that event's own figure; the others an older toll.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from service.records import Article, Claim, ClaimLine, Event, Evidence, Standing
from service.text.tokens import terms
from service.timelines.figures import Figure
from service.timelines.wording import is_common

# Two outlets that differ within this have not had time to learn from each other.
SAME_TIME = timedelta(hours=1)
# A rough value ("some 50") agrees with what lies within this share of it.
ROUGH = 0.1
# Figures of a slot that needs a topic are of one thing if the stems around them have this much in
# common (Jaccard): sums and shares stand in sentences alike, members in any sentence.
ONE_TOPIC = {"money": 0.34, "percent": 0.34, "members": 0.15}
# With another value, only sentences that are nearly the same speak of one thing.
OTHER_VALUE = 0.6
TOLLS = frozenset({"deaths", "injured", "arrested"})
# Two events whose tolls have a figure in common, of this much or more, in articles whose titles and
# sentences share this much of the smaller's stems, tell of one happening: in 724 stories of 2018
# that joins 16 lines, 14 of them rightly. Where it would make a contradiction it is refused, which
# keeps out one of the two wrong ones.
SHARED_TOLL = 5
SHARED_STEMS = 0.2
# Between the last report of the one and the first of the other at most.
SHARED_WITHIN = timedelta(hours=36)
# Sums and shares are many and mostly told once: these are shown where two owners tell them.
LOOSE = frozenset({"money", "percent"})
# These outlast an event: a coalition's members are counted over the whole story.
LASTING = frozenset({"members"})
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

    What outlasts an event (a body's members) has one line in the whole story, its event None.
    Tolls of several events that are of one happening have one line, at the event that tells most.

    ``figures`` maps an article's id to its figures. Reprints say nothing new and are left out.
    The order of ``articles`` does not matter.
    """
    event_of = {one: event.id for event in events for one in event.articles}
    told: dict[str | None, list[Told]] = {}
    for article in articles:
        if article.reprint_of is not None or article.id not in event_of:
            continue
        family = families.get(article.outlet, article.outlet)
        for figure in _headline_figures(figures.get(article.id, ())):
            event = None if figure.slot in LASTING else event_of[article.id]
            told.setdefault(event, []).append(Told(figure, article, family))
    groups = [(event, group) for event, own in told.items() for group in _groups(own)]
    lines = [_line(story, event, group) for event, group in _joined(groups)]
    lines = [one for one in lines if one.slot not in LOOSE or one.families > 1]
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
        open_to = [
            group for group in groups if _one_question(group[-1], one) and not _from(group, one)
        ]
        # Where one article tells two shares of one topic, each goes to its like.
        alike = [group for group in open_to if group[-1].figure.value == one.figure.value]
        if open_to:
            (alike or open_to)[0].append(one)
        else:
            groups.append([one])
    return groups


Group = tuple[str | None, list[Told]]


def _joined(groups: Sequence[Group]) -> list[Group]:
    """``groups`` with the tolls of events of one happening put together, each by time.

    Never where that makes a contradiction: an event may hold an article of another happening.
    """
    made: list[list[Group]] = []
    for one in sorted(groups, key=lambda group: (group[1][0].order(), group[0] or "")):
        near = [
            each
            for each in made
            if any(_is_one_happening(one, other) for other in each) and _agrees(each, one)
        ][:1]
        made = [each for each in made if each not in near]
        made.append([*(other for each in near for other in each), one])
    return [_whole(parts) for parts in made]


def _agrees(parts: Sequence[Group], one: Group) -> bool:
    apart = _contradictions(_whole(parts)[1]) + _contradictions(one[1])
    return _contradictions(_whole([*parts, one])[1]) <= apart


def _contradictions(group: Sequence[Told]) -> int:
    return stand(group).count("contradiction")


def _whole(parts: Sequence[Group]) -> Group:
    most = max(parts, key=lambda group: len(group[1]))
    return most[0], sorted((each for _, group in parts for each in group), key=Told.order)


def _is_one_happening(one: Group, other: Group) -> bool:
    left, right = one[1][0].figure, other[1][0].figure
    if one[0] == other[0] or left.slot not in TOLLS or left.slot != right.slot:
        return False
    return _is_near(one[1], other[1]) and any(
        _tell_alike(each, rival) for each in one[1] for rival in other[1]
    )


def _tell_alike(one: Told, other: Told) -> bool:
    """Whether two articles tell one figure, not a small one, in words that meet."""
    if one.figure.value != other.figure.value or one.figure.value < SHARED_TOLL:
        return False
    stems, others = _stems(one), _stems(other)
    return len(stems & others) >= SHARED_STEMS * max(1, min(len(stems), len(others)))


def _is_near(one: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether the reports of one follow those of the other; undated ones are near nothing."""
    left = [each.at for each in one if each.at]
    right = [each.at for each in other if each.at]
    if not left or not right:
        return False
    return max(min(left), min(right)) - min(max(left), max(right)) <= SHARED_WITHIN


def _stems(one: Told) -> set[str]:
    """The stems of the title and of the sentence that holds the figure, but for common ones."""
    said = f"{one.article.title} {_sentence(one)}"
    return {each for each in terms(said) if not is_common(each) and not each[0].isdigit()}


def _sentence(one: Told) -> str:
    figure, article = one.figure, one.article
    text = {"title": article.title, "lead": article.lead or "", "body": article.body}[figure.field]
    return text[figure.first : figure.last]


def _from(group: Sequence[Told], one: Told) -> bool:
    return any(each.article.id == one.article.id for each in group)


def _one_question(one: Told, other: Told) -> bool:
    left, right = one.figure, other.figure
    if (left.slot, left.unit) != (right.slot, right.unit):
        return False
    least = ONE_TOPIC.get(left.slot)
    if least is None:
        return True
    if left.slot in LASTING and one.article.language != other.article.language:
        # Stems of two languages never meet; one story rarely counts two bodies' members.
        return True
    if left.slot in LOOSE and left.value != right.value:
        least = OTHER_VALUE
    shared, both = set(left.topic) & set(right.topic), set(left.topic) | set(right.topic)
    return len(shared) >= least * max(len(both), 1)


def _line(story: str, event: str | None, group: Sequence[Told]) -> ClaimLine:
    first = group[0].figure
    topic = sorted(set.intersection(*(set(one.figure.topic) for one in group)))
    standings = stand(group)
    values = [one.figure.value for one in group]
    key = f"{story}\t{event}\t{first.slot}\t{first.unit}\t{group[0].article.id}\t{first.start}"
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
        elif agree(one.figure, reigning.figure) and not _rises(one, reigning):
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


def _rises(one: Told, reigning: Told) -> bool:
    """Whether a toll told later is higher: "at least 10" then 13 agree, and yet it rose."""
    higher = one.figure.value > reigning.figure.value
    return one.figure.slot in TOLLS and higher and not _same_time(reigning, one)


def _falls(one: Told, reigning: Told) -> bool:
    return one.figure.slot in TOLLS and one.figure.value < reigning.figure.value


def _claim(one: Told, standing: Standing) -> Claim:
    figure, article = one.figure, one.article
    whole = {"title": article.title, "lead": article.lead or "", "body": article.body}
    text = whole[figure.field]
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
            sentence=_sentence(one),
            start=figure.first,
            end=figure.last,
            field=figure.field,
            published_at=one.at,
            mention=text[figure.start : figure.end],
        ),
    )
