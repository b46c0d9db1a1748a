"""A story's timeline as a Plotly figure: when things happened above, when they were written below.

Knows nothing of the page. Time runs with the reader's script: in Arabic from right to left,
which Plotly does not do by itself, so the axis is turned and every hover line carries its own
direction.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any

from dashboards import dates
from dashboards.figures.lettering import embed, plain, tick_formats
from dashboards.figures.span import Span, main_span
from dashboards.phrases import Phrases
from service.records import Timeline, TimelineEntry
from service.text.language import direction

# The light theme; the page swaps each for the custom property of the theme in force.
ACCENT, WIDE, BAR, INK, GRID = "#0b5f52", "#b9822b", "#8aa39d", "#4a4f57", "#e4e1da"
PALETTE = {ACCENT: "--accent", WIDE: "--ochre", BAR: "--bar", INK: "--ink-soft", GRID: "--rule"}
# Happenings nearer than this share of the whole axis stand on different lanes, so that at
# 390 px (about 330 px of axis) two dots of the largest size, 18 px, do not cover each other.
APART = 0.055
LANES = 7
LARGEST = 18.0
# A bar of days is at least this share of the axis, or a week in seven years could not be seen.
SHORTEST = 0.012
HOVER_WIDTH = 44


def draw_timeline(
    timeline: Timeline, published: Sequence[date], *, say: Phrases, language: str
) -> Any:
    """The ``plotly.graph_objects.Figure`` of ``timeline``.

    ``published`` holds the publication day of each dated article; ``language`` is the story's.
    Every dot and bar carries its entry's id in ``customdata``, so that the page can lead to it.
    """
    import plotly.graph_objects as go

    span = main_span(timeline.entries, published)
    shown = [one for one in timeline.entries if span is None or span.shows(one)]
    entries = sorted(shown, key=lambda one: (one.first_day, one.last_day, one.id))
    lanes = place_on_lanes(entries)
    least = (span.last - span.first) * SHORTEST if span else timedelta()
    exact = [(one, lane) for one, lane in zip(entries, lanes, strict=True) if not _is_wide(one)]
    wide = [(one, lane) for one, lane in zip(entries, lanes, strict=True) if _is_wide(one)]
    figure = go.Figure(layout={"template": "none"})
    for one, lane in wide:
        figure.add_trace(_bar_of_days(one, lane, least, say, language))
    figure.add_trace(_dots(exact, say, language))
    if published:
        figure.add_trace(_coverage(published, say))
    figure.update_layout(_layout(span, published, max(lanes, default=0), say))
    return figure


def place_on_lanes(entries: Sequence[TimelineEntry]) -> list[int]:
    """A lane for each of ``entries`` (in order of time): the lowest that is free there."""
    if not entries:
        return []
    first = min(_day(one.first_day) for one in entries)
    length = max((max(_day(one.last_day) for one in entries) - first).days, 1)
    free_from = [first - timedelta(days=length)] * LANES
    lanes = []
    for one in entries:
        start = _day(one.first_day)
        free = [lane for lane in range(LANES) if free_from[lane] <= start]
        lane = free[0] if free else min(range(LANES), key=lambda each: free_from[each])
        free_from[lane] = _day(one.last_day) + timedelta(days=max(1, round(length * APART)))
        lanes.append(lane)
    return lanes


def bin_of(published: Sequence[date]) -> str:
    """``day``, ``week`` or ``month``: the bars that make a readable picture of the span."""
    length = (max(published) - min(published)).days if published else 0
    if length <= 60:
        return "day"
    return "week" if length <= 400 else "month"


def _dots(exact: Sequence[tuple[TimelineEntry, int]], say: Phrases, language: str) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[one.first_day for one, _ in exact],
        y=[lane for _, lane in exact],
        mode="markers",
        marker={
            "size": [_size(one) for one, _ in exact],
            "color": ACCENT,
            "symbol": [_symbol(one) for one, _ in exact],
            "opacity": 0.85,
            "line": {"width": 2, "color": ACCENT},
        },
        customdata=[one.id for one, _ in exact],
        hovertext=[_hover(one, say, language) for one, _ in exact],
        hoverinfo="text",
        showlegend=False,
    )


def _bar_of_days(
    one: TimelineEntry, lane: int, least: timedelta, say: Phrases, language: str
) -> Any:
    """A happening whose day is not fixed, from its first day to its last, never too short."""
    import plotly.graph_objects as go

    first, last = _day(one.first_day), _day(one.last_day)
    middle = first + (last - first) / 2
    half = max((last - first) / 2, least / 2)
    told = _hover(one, say, language)
    return go.Scatter(
        x=[each.isoformat() for each in (middle - half, middle, middle + half)],
        y=[lane] * 3,
        mode="lines",
        line={"color": WIDE, "width": 6},
        opacity=0.6,
        customdata=[one.id] * 3,
        hovertext=[told] * 3,
        hoverinfo="text",
        showlegend=False,
    )


def _coverage(published: Sequence[date], say: Phrases) -> Any:
    import plotly.graph_objects as go

    size = bin_of(published)
    counts = sorted(Counter(_bin_start(one, size) for one in published).items())
    days = {"day": 1, "week": 7, "month": 30}[size]
    return go.Bar(
        x=[start.isoformat() for start, _ in counts],
        y=[count for _, count in counts],
        width=[days * 0.85 * 86_400_000] * len(counts),
        offset=0,
        marker={"color": BAR},
        hovertext=[
            embed(f"{_bin_name(start, size, say)}: {say.count('articles', count)}", say.direction)
            for start, count in counts
        ],
        hoverinfo="text",
        yaxis="y2",
        showlegend=False,
    )


def _layout(span: Span | None, published: Sequence[date], top: int, say: Phrases) -> dict[str, Any]:
    quiet = {"showgrid": False, "zeroline": False, "fixedrange": True}
    rtl = say.direction == "rtl"
    split = 0.32 if published else 0.0
    return {
        "meta": {"palette": PALETTE},
        "height": 252 + 26 * (top + 1),
        "margin": {"l": 14, "r": 14, "t": 30, "b": 56},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "right" if rtl else "left", "font": {"size": 14}},
        "bargap": 0.1,
        "annotations": _row_names(span, published, say),
        "xaxis": {
            "type": "date",
            "range": _range(span, reverse=rtl),
            "fixedrange": True,
            "gridcolor": GRID,
            "zeroline": False,
            "anchor": "y2" if published else "y",
            "ticks": "outside",
            "tickcolor": GRID,
            "tickformatstops": tick_formats(say),
        },
        "yaxis": {
            **quiet,
            "domain": [split + 0.2 if split else 0.0, 1.0],
            "range": [-0.6, top + 0.6],
            "visible": False,
        },
        "yaxis2": {
            **quiet,
            "domain": [0.0, split],
            "side": "right" if rtl else "left",
            "nticks": 3,
            "rangemode": "tozero",
            "visible": False,
        },
    }


def _row_names(span: Span | None, published: Sequence[date], say: Phrases) -> list[dict[str, Any]]:
    """What each row shows, written above it where the script begins."""
    rows = [(1.0, " · ".join([say("story.row_happenings"), *_beyond(span, say)]))]
    if published:
        size = bin_of(published)
        most = max(Counter(_bin_start(one, size) for one in published).values())
        named = say("story.row_articles", bin=say(f"story.bin_{size}"), most=say.number(most))
        rows.append((0.32, named))
    rtl = say.direction == "rtl"
    return [
        {
            "text": embed(text, say.direction),
            "xref": "paper",
            "yref": "paper",
            "x": 1 if rtl else 0,
            "xanchor": "right" if rtl else "left",
            "y": y,
            "yanchor": "bottom",
            "showarrow": False,
            "font": {"size": 12, "color": INK},
        }
        for y, text in rows
    ]


def _beyond(span: Span | None, say: Phrases) -> list[str]:
    """How many happenings lie outside the picture, and on which side."""
    if span is None:
        return []
    sides = (
        ("story.row_before", span.before, span.first),
        ("story.row_after", span.after, span.last),
    )
    return [
        say(key, entries=say.count("entries", n), date=dates.day(say, day))
        for key, n, day in sides
        if n
    ]


def _range(span: Span | None, *, reverse: bool) -> list[str]:
    first, last = (span.first, span.last) if span else (date.min, date.max)
    margin = timedelta(days=max(2, round((last - first).days * 0.04)))
    ends = [(first - margin).isoformat(), (last + margin).isoformat()] if span else []
    return ends[::-1] if reverse else ends


def _hover(one: TimelineEntry, say: Phrases, language: str) -> str:
    """The entry's date, its sentence wrapped, and its voices; each line embedded by direction."""
    code = next((c for c in (say.language, language, *sorted(one.texts)) if c in one.texts), "")
    text = one.texts.get(code, one.surface)
    lines = textwrap.wrap(text, HOVER_WIDTH, max_lines=5, placeholder=" …")
    notes = [say(f"basis.{one.basis}")] if one.basis != "words" else []
    notes += [say("kind.forecast")] if one.kind == "forecast" else []
    note = f" ({say('date.separator').join(notes)})" if notes else ""
    told = [f"<b>{embed(dates.entry_date(say, one) + note, say.direction)}</b>"]
    told += [embed(plain(line), direction(code)) for line in lines]
    return "<br>".join([*told, embed(say.count("families", one.families), say.direction)])


def _size(one: TimelineEntry) -> float:
    return min(round(9 + 4 * sqrt(max(one.families, 1) - 1), 1), LARGEST)


def _symbol(one: TimelineEntry) -> str:
    return "circle-open" if one.kind == "forecast" else "circle"


def _is_wide(one: TimelineEntry) -> bool:
    return one.first_day != one.last_day


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _bin_start(one: date, size: str) -> date:
    if size == "week":
        return one - timedelta(days=one.weekday())
    return one.replace(day=1) if size == "month" else one


def _bin_name(start: date, size: str, say: Phrases) -> str:
    if size == "month":
        return dates.value(say, f"{start:%Y-%m}")
    told = dates.day(say, start)
    return say("date.week", date=told) if size == "week" else told
