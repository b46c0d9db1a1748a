"""A story's page: who reports it, when things happened, and the sentences that say so.

Knows nothing of how the timeline was found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import Redirect

from dashboards import editors
from dashboards.figures.lettering import script_json
from dashboards.figures.span import main_span
from dashboards.figures.timeline import bin_of, draw_timeline
from dashboards.pages import desk, tellings
from dashboards.phrases import Phrases
from dashboards.rendering import PageResponse, render
from dashboards.site import Reader, Told
from service.api.dossier import read_dossier
from service.api.parameters import Id
from service.records import Article, Event, Evidence, Story, Timeline, TimelineEntry
from service.store import stories as story_store
from service.timelines.dossier import Dossier

# A page of a story of hundreds of events lists so many; the rest are one link away.
CHAPTERS = 40


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of evidence and the address of its place in its article."""

    evidence: Evidence
    outlet: str
    link: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an announced day, in words, and the address of what says so."""

    kind: str
    text: str
    link: str


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence that tells a happening in one language, and the evidence it is taken from."""

    told: Told
    proof: Proof | None


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as the page shows it. ``year`` is set on the first entry of each year.

    ``quotes`` begin with the reader's language; ``outlets`` are those of all the evidence;
    ``further``: more articles tell it than are cited.
    """

    entry: TimelineEntry
    date: str
    quotes: list[Quote]
    proofs: list[Proof]
    outlets: list[str]
    alternatives: list[str]
    turns: list[Step]
    further: bool
    year: str | None


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """The figure as JSON, its height in pixels, and which of its marks need a word."""

    figure: str
    height: int
    wide: bool
    ahead: bool


class Chapter(msgspec.Struct, frozen=True, kw_only=True):
    """An event and its articles."""

    event: Event
    title: Told
    articles: list[Article]


@get("/stories/{story_id:str}", sync_to_thread=True, include_in_schema=False)
def story_page(request: Request[Any, Any, Any], story_id: Id) -> PageResponse | Redirect:
    """The story, or a lasting redirect to the one that took it up."""
    reader = Reader(request)
    session = editors.session_of(request)
    if session is not None and desk.is_hidden(reader, story_id):
        return Redirect(reader.link(f"/stories/{story_id}/history"), status_code=303)
    whole = read_whole(reader, story_id)
    if isinstance(whole, str):
        return Redirect(reader.link(f"/stories/{whole}"), status_code=308)
    story = whole.story
    # An editor's forms offer every event.
    every = session is not None or request.query_params.get("events") == "all"
    happenings = tell(reader, whole.timeline, story.language)
    return render(
        reader,
        "story.html",
        story=story,
        title=(title := reader.best(story.titles, story.language, story.title)),
        others=[Told(t, c) for c, t in sorted(story.titles.items()) if c != title.language],
        happenings=happenings,
        undated=whole.timeline.undated,
        chapters=chapters(reader, whole, most=None if every else CHAPTERS),
        events=len(whole.events),
        most_chapters=CHAPTERS,
        outlets=outlet_rows(reader, story),
        plot=plot_of(reader, whole),
        bin=reader.say(f"story.bin_{bin_of(_days(whole.articles))}"),
        words=plot_words(reader.say),
        entities=tellings.chips(reader, story.entities, story.language),
        lines=tellings.figure_lines(reader, whole),
        first_lines=tellings.LINES,
        plots=(plots := tellings.lane_plots(reader, whole)),
        stretches=tellings.stretch_texts(reader, whole.lanes.stretches) if plots else [],
        spreads=tellings.spreads(reader, whole),
        downloads=tellings.downloads(reader, story),
        desk=desk.read_desk(request, reader, story, whole.events),
        session=session,
    )


def read_whole(reader: Reader, story_id: str) -> Dossier | str:
    """The story and all of its parts, or the id it is known by now. Raises NotFound."""
    with reader.site.store.read() as connection:
        new = story_store.resolve(connection, story_id)
        if new != story_id:
            return new
        return read_dossier(connection, story_id, reader.site.outlets)


def tell(reader: Reader, timeline: Timeline, language: str) -> list[Happening]:
    """The entries in order of happening, each with its evidence by outlet and date."""
    told = []
    year = ""
    years = Counter(one.first_day[:4] for one in timeline.entries)
    for entry in timeline.entries:
        text = reader.best(entry.texts, language, entry.surface)
        others = [Told(t, c) for c, t in sorted(entry.texts.items()) if c != text.language]
        when = reader.entry_date(entry)
        starts = entry.first_day[:4]
        proofs = [_proof(reader, one) for one in entry.evidence]
        told.append(
            Happening(
                entry=entry,
                date=when,
                quotes=[Quote(told=one, proof=_source(one, proofs)) for one in (text, *others)],
                proofs=proofs,
                outlets=list(dict.fromkeys(one.outlet for one in proofs)),
                alternatives=[reader.value(one) for one in entry.alternatives],
                turns=_steps(reader, entry, timeline),
                further=entry.articles > len({one.article for one in entry.evidence}),
                year=starts if starts != year and (years[starts] > 1 or starts != when) else None,
            )
        )
        year = starts
    return told


def _source(told: Told, proofs: Sequence[Proof]) -> Proof | None:
    """The evidence whose words are shown; the earliest report of them where several have them."""
    said = [
        one
        for one in proofs
        if one.evidence.sentence == told.text and one.evidence.language == told.language
    ]
    return min(said, key=_reported, default=None)


def _reported(one: Proof) -> tuple[bool, str]:
    at = one.evidence.published_at
    return at is None, at.isoformat() if at else ""


def _steps(reader: Reader, entry: TimelineEntry, timeline: Timeline) -> list[Step]:
    """What became of the entry's plan, then the plan that it moves or cancels."""
    steps = [
        Step(
            kind=one.kind,
            text=reader.say(
                f"turn.{one.kind}{'_to' if one.kind == 'moved' and one.to else ''}",
                date=reader.value(one.day),
                to=reader.value(one.to) if one.to else "",
            ),
            link=f"#{one.entry}" if one.entry else _proof(reader, one.evidence).link,
        )
        for one in entry.turns
    ]
    about = next((one for one in timeline.entries if one.id == entry.bears_on), None)
    if about is not None:
        text = reader.say("turn.bears_on", date=reader.entry_date(about))
        steps.append(Step(kind="bears_on", text=text, link=f"#{about.id}"))
    return steps


def chapters(reader: Reader, whole: Dossier, *, most: int | None = None) -> list[Chapter]:
    """The events in order of their first article, each with its articles, oldest first.

    With ``most``, that many of them, those of most articles.
    """
    by_id = {one.id: one for one in whole.articles}
    events = whole.events
    if most is not None and len(events) > most:
        kept = {one.id for one in sorted(events, key=lambda one: -len(one.articles))[:most]}
        events = [one for one in events if one.id in kept]
    return [
        Chapter(
            event=event,
            title=reader.best(event.titles, whole.story.language, event.title),
            articles=[by_id[one] for one in event.articles if one in by_id],
        )
        for event in events
    ]


def outlet_rows(reader: Reader, story: Story) -> list[tuple[str, str, int, int]]:
    """(key, name, articles, their share of the largest in per cent), most articles first."""
    ordered = sorted(story.outlets.items(), key=lambda one: (-one[1], one[0]))
    most = ordered[0][1] if ordered else 1
    return [(key, reader.outlet(key), n, round(100 * n / most)) for key, n in ordered]


def plot_of(reader: Reader, whole: Dossier) -> Plot | None:
    """The figure for the page's script; None where nothing happened that could be dated."""
    entries = whole.timeline.entries
    if not entries:
        return None
    days = _days(whole.articles)
    figure = draw_timeline(whole.timeline, days, say=reader.say, language=whole.story.language)
    span = main_span(entries, days)
    shown = [one for one in entries if span is None or span.shows(one)]
    return Plot(
        figure=script_json(figure),
        height=figure.layout.height,
        wide=any(one.first_day != one.last_day for one in shown),
        ahead=any(one.kind == "forecast" for one in shown),
    )


def plot_words(say: Phrases) -> str:
    """The names of months and days for the page's script, as JSON."""
    names = say.raw("date")
    days = [names["weekdays"][-1], *names["weekdays"][:-1]]
    table = {
        "language": say.language,
        "months": names["months"],
        "shortMonths": names["short_months"],
        "days": days,
        "shortDays": days,
    }
    return msgspec.json.encode(table).decode()


def proof_link(reader: Reader, one: Evidence) -> str:
    """Where a sentence stands in its article's page."""
    place = f"{one.field}:{one.start}-{one.end}"
    return reader.link(f"/articles/{one.article}#cite", at=place)


def _proof(reader: Reader, one: Evidence) -> Proof:
    return Proof(evidence=one, outlet=reader.outlet(one.outlet), link=proof_link(reader, one))


def _days(articles: Sequence[Article]) -> list[Any]:
    return [one.published.at.date() for one in articles if one.published is not None]
