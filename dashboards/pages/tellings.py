"""What a story's page shows of how it was told: whom it names, its figures, lanes and spread.

Knows nothing of how any of it was found. Where there is nothing to show, there is no section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from dashboards import dates
from dashboards.figures.lanes import draw_lanes, is_crowded
from dashboards.figures.lettering import script_json
from dashboards.quantities import MILLION, amount, lag
from dashboards.site import Reader, Told
from service.records import Article, Claim, ClaimLine, Entity, Standing, Story
from service.timelines.dossier import Dossier
from service.timelines.exports import FORMATS
from service.timelines.lanes import Lane, Stretch
from service.timelines.propagation import Spread

KINDS = ("person", "place", "organisation")
NAMED = 10
LINES = 6
SPREADS = 4
STRETCHES = 5
# A lane says something beside another one only.
LEAST_LANES = 2
_LABELS = {
    "json": "JSON",
    "csv": "CSV",
    "jsonfeed": "JSON Feed",
    "atom": "Atom",
    "ics": "ICS",
    "timelinejs": "TimelineJS",
    "markdown": "Markdown",
    "jsonld": "JSON-LD",
}


class Chip(msgspec.Struct, frozen=True, kw_only=True):
    """An entity: its name, the list of stories that name it, and its independent voices."""

    name: str
    link: str
    families: int


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's figure as the page shows it."""

    value: str
    outlet: str
    when: str
    standing: Standing
    source: Told | None
    event: Told | None
    link: str


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """One slot's figures: what is counted, of which event, from where to where, who says so."""

    slot: str
    title: Told | None
    latest: str | None
    disputed: bool
    rows: list[FigureRow]


class LanePlot(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of lanes: ``kind`` names it, ``figure`` is its JSON, ``height`` in pixels.

    ``crowded``: a dot stands for all of a day's articles.
    """

    kind: str
    figure: str
    height: int
    crowded: bool


class Follower(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet's first report on an event, or a reprint, and how long after."""

    outlet: str
    when: str
    after: str | None
    source: str | None
    link: str


class SpreadTold(msgspec.Struct, frozen=True, kw_only=True):
    """How one event spread."""

    title: Told
    reports: list[Follower]
    copies: list[Follower]


def chips(reader: Reader, entities: tuple[Entity, ...], language: str) -> dict[str, list[Chip]]:
    """The entities by kind, most widely named first; kinds without any are left out."""
    found: dict[str, list[Chip]] = {}
    for kind in KINDS:
        own = [one for one in entities if one.kind == kind][:NAMED]
        if own:
            found[kind] = [_chip(reader, one, language) for one in own]
    return found


def _chip(reader: Reader, one: Entity, language: str) -> Chip:
    return Chip(
        name=reader.best(one.names, language, one.id).text,
        link=reader.link("/", entity=one.id, all="1"),
        families=one.families,
    )


def figure_lines(reader: Reader, dossier: Dossier) -> list[FigureLine]:
    """The story's figures, those that most owners tell first; what only one tells, by slot."""
    titles = {one.id: reader.best(one.titles, dossier.story.language, one.title)
              for one in dossier.events}  # fmt: skip
    if len(titles) < 2:
        titles = {}
    shared = [one for one in dossier.claims if len(one.claims) > 1]
    alone: dict[tuple[str, str], list[ClaimLine]] = {}
    for line in dossier.claims:
        if len(line.claims) == 1:
            alone.setdefault((line.slot, line.unit), []).append(line)
    return [
        *(_shared_line(reader, one, titles.get(one.event or "")) for one in shared),
        *(_lone_lines(reader, own, titles) for own in alone.values()),
    ]


def _shared_line(reader: Reader, line: ClaimLine, title: Told | None) -> FigureLine:
    """One figure that several articles tell."""
    return FigureLine(
        slot=reader.say(f"claims.slot_{line.slot}"),
        title=title,
        latest=_spread(reader, line) or value_text(reader, line.latest, line.unit),
        disputed=any(one.standing == "contradiction" for one in line.claims),
        rows=[_figure_row(reader, one, line.unit, None) for one in _once(line.claims)],
    )


def _lone_lines(
    reader: Reader, lines: Sequence[ClaimLine], titles: Mapping[str, Told]
) -> FigureLine:
    """Figures of one slot that one article each tells, every one with its event, oldest first."""
    ordered = sorted(lines, key=lambda one: _told_at(one.claims[0]))
    alone = len(ordered) == 1
    title = titles.get(ordered[0].event or "") if alone else None
    return FigureLine(
        slot=reader.say(f"claims.slot_{ordered[0].slot}"),
        title=title,
        latest=value_text(reader, ordered[0].latest, ordered[0].unit) if alone else None,
        disputed=False,
        rows=[
            _figure_row(
                reader, one.claims[0], one.unit, None if alone else titles.get(one.event or "")
            )
            for one in ordered
        ],
    )


def _told_at(one: Claim) -> tuple[str, str]:
    at = one.evidence.published_at
    return at.isoformat() if at else "9999", one.evidence.article


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those by which a house only repeats what it has said."""
    kept: list[Claim] = []
    told: set[tuple[str, float]] = set()
    for one in claims:
        if one.standing != "same" or (one.family, one.value) not in told:
            kept.append(one)
        told.add((one.family, one.value))
    return kept


def value_text(reader: Reader, value: float, unit: str) -> str:
    """A value with its unit, where the slot does not say it."""
    told = amount(reader.say, value)
    if unit in {"people", "members"}:
        return told
    if unit == "%":
        return reader.say("claims.unit_percent", value=told)
    # "20 millions de dollars": in French and Spanish a million is a noun.
    many = f"claims.many_{unit}"
    key = many if value >= MILLION and reader.say.has(many) else f"claims.unit_{unit}"
    return reader.say(key, value=told)


def _spread(reader: Reader, line: ClaimLine) -> str | None:
    if line.low == line.high:
        return None
    low, high = amount(reader.say, line.low), value_text(reader, line.high, line.unit)
    return reader.say("claims.spread", low=low, high=high)


def _figure_row(reader: Reader, one: Claim, unit: str, event: Told | None) -> FigureRow:
    value = value_text(reader, one.value, unit)
    proof = one.evidence
    place = f"{proof.field}:{proof.start}-{proof.end}"
    return FigureRow(
        value=value if one.bound == "exact" else reader.say(f"claims.{one.bound}", value=value),
        outlet=reader.outlet(proof.outlet),
        when=reader.day(proof.published_at) if proof.published_at else reader.say("story.undated"),
        standing=one.standing,
        source=Told(one.attribution, proof.language) if one.attribution else None,
        event=event,
        link=reader.link(f"/articles/{proof.article}#cite", at=place),
    )


def lane_plots(reader: Reader, dossier: Dossier) -> list[LanePlot]:
    """A figure for the outlets, the events and the places that stand beside another."""
    lanes = dossier.lanes
    titles = {one.id: one.title for one in dossier.articles}
    found = []
    for kind, group in (("outlet", lanes.outlets), ("event", lanes.events),
                        ("place", lanes.places)):  # fmt: skip
        if len(group) < LEAST_LANES or len({one.at for lane in group for one in lane.points}) < 2:
            continue
        named = [(one, _lane_name(reader, one, dossier.story)) for one in group]
        figure = draw_lanes(
            named,
            lanes.stretches,
            say=reader.say,
            outlets={one.outlet: reader.outlet(one.outlet) for one in dossier.articles},
            titles=titles,
            links={one: reader.link(f"/articles/{one}") for one in titles},
        )
        found.append(
            LanePlot(
                kind=kind,
                figure=script_json(figure),
                height=figure.layout.height,
                crowded=is_crowded(group),
            )
        )
    return found


def _lane_name(reader: Reader, lane: Lane, story: Story) -> Told:
    if lane.kind == "outlet":
        return Told(reader.outlet(lane.key), reader.language)
    return reader.best(lane.names, story.language, lane.key)


def stretch_texts(reader: Reader, stretches: tuple[Stretch, ...]) -> list[tuple[str, str]]:
    """(kind, text) of the greatest bursts and the longest gaps, in order of time."""
    size = {"burst": lambda one: -one.articles, "gap": lambda one: -one.days}
    kept = [
        one
        for kind, key in size.items()
        for one in sorted((each for each in stretches if each.kind == kind), key=key)[:STRETCHES]
    ]
    kept.sort(key=lambda one: (one.first_day, one.kind))
    return [(one.kind, _stretch_text(reader, one)) for one in kept]


def _stretch_text(reader: Reader, one: Stretch) -> str:
    first, last = date.fromisoformat(one.first_day), date.fromisoformat(one.last_day)
    span = dates.span(reader.say, first, last)
    if one.kind == "burst":
        return reader.say("lanes.burst", span=span, n=reader.say.count("articles", one.articles))
    return reader.say("lanes.gap", span=span, n=reader.say.count("days", one.days))


def spreads(reader: Reader, dossier: Dossier) -> list[SpreadTold]:
    """The events that spread furthest, most owners first."""
    events = {one.id: one for one in dossier.events}
    articles = {one.id: one for one in dossier.articles}
    ordered = sorted(
        dossier.spread, key=lambda one: (-len(one.reports), -len(one.copies), one.event)
    )
    return [
        SpreadTold(
            title=reader.best(
                events[one.event].titles, dossier.story.language, events[one.event].title
            ),
            reports=_reports(reader, one, articles),
            copies=_copies(reader, one, articles),
        )
        for one in ordered[:SPREADS]
    ]


def _reports(reader: Reader, spread: Spread, articles: Mapping[str, Article]) -> list[Follower]:
    return [
        Follower(
            outlet=reader.outlet(one.outlet),
            when=_when(reader, articles[one.article]),
            after=None if one.behind_s is None else lag(reader.say, one.behind_s),
            source=None,
            link=reader.link(f"/articles/{one.article}"),
        )
        for one in spread.reports
    ]


def _copies(reader: Reader, spread: Spread, articles: Mapping[str, Article]) -> list[Follower]:
    return [
        Follower(
            outlet=reader.outlet(one.outlet),
            when=_when(reader, articles[one.article]),
            after=None if one.after_s is None else lag(reader.say, one.after_s),
            source=reader.outlet(one.source) if one.source else None,
            link=reader.link(f"/articles/{one.article}"),
        )
        for one in spread.copies
    ]


def _when(reader: Reader, article: Article) -> str:
    return reader.published(article.published)


def downloads(reader: Reader, story: Story) -> list[tuple[str, str, str]]:
    """(format, its name, its address) of every file a story can be had as."""
    return [
        (kind, _LABELS.get(kind) or reader.say("export.bundle"),
         f"/api/v1/stories/{story.id}/export/{kind}")
        for kind in FORMATS
    ]  # fmt: skip
