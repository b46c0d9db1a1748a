"""A story's articles on lanes, one below the other, over one axis of time.

Knows nothing of the page. Each lane's name stands above it where the script begins, so that a
narrow window keeps its whole width for time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from math import ceil, log2
from typing import Any

from dashboards import dates
from dashboards.figures.lettering import embed, plain, tick_formats
from dashboards.figures.timeline import ACCENT, GRID, INK, PALETTE
from dashboards.phrases import Phrases
from dashboards.site import Told
from service.timelines.lanes import Lane, Point, Stretch

BURST = "#faf0dc"
LANE_PALETTE = {**PALETTE, BURST: "--ochre-soft"}
ROW = 46
# What a window of 390 px holds in one line.
NAME_WIDTH = 52
# A burst of one day in three years is still to be seen: the least share of the axis.
SHORTEST = 0.008
HOVER_WIDTH = 60
# Beyond so many articles on one lane, those of neighbouring days are one dot, the larger the more
# they are; so many dots stand abreast.
CROWD = 150
ABREAST = 90
LARGEST = 22


def draw_lanes(
    lanes: Sequence[tuple[Lane, Told]],
    stretches: Sequence[Stretch],
    *,
    say: Phrases,
    outlets: Mapping[str, str],
    titles: Mapping[str, str],
    links: Mapping[str, str],
) -> Any:
    """The ``plotly.graph_objects.Figure`` of ``lanes``, each with its name.

    ``outlets`` maps an outlet to its name; ``titles`` and ``links`` an article to its headline
    and the address of its page, which every dot carries in ``customdata``.
    """
    import plotly.graph_objects as go

    figure = go.Figure(layout={"template": "none"})
    crowded = is_crowded([lane for lane, _ in lanes])
    ends = [point.at.toordinal() for lane, _ in lanes for point in lane.points]
    days = ceil((max(ends) - min(ends) + 1) / ABREAST)
    for row, (lane, _) in enumerate(lanes):
        heaps = _heaps(lane.points, days) if crowded else [[one] for one in lane.points]
        figure.add_trace(_dots(heaps, row, say, outlets, titles, links))
    figure.update_layout(_layout(lanes, stretches, say))
    return figure


def is_crowded(lanes: Sequence[Lane]) -> bool:
    """Whether a lane holds too many articles for a dot each."""
    return max(len(one.points) for one in lanes) > CROWD


def _heaps(points: Sequence[Point], days: int) -> list[list[Point]]:
    """The points of every so many ``days`` together, in order of time."""
    return [list(near) for _, near in groupby(points, key=lambda one: one.at.toordinal() // days)]


def _dots(
    heaps: Sequence[Sequence[Point]],
    row: int,
    say: Phrases,
    outlets: Mapping[str, str],
    titles: Mapping[str, str],
    links: Mapping[str, str],
) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[_place(one[len(one) // 2]) for one in heaps],
        y=[row] * len(heaps),
        mode="markers",
        marker={
            "size": [min(10 + 1.5 * log2(len(one)), LARGEST) for one in heaps],
            "color": ACCENT,
            "opacity": 0.75,
            "symbol": [
                "circle-open" if all(each.reprint for each in one) else "circle" for one in heaps
            ],
            "line": {"width": 2, "color": ACCENT},
        },
        customdata=[links[one[0].article] for one in heaps],
        hovertext=[_hover(one, say, outlets, titles) for one in heaps],
        hoverinfo="text",
        showlegend=False,
    )


def _place(one: Point) -> str:
    """Where on the axis: an article known by its day alone stands at noon."""
    at = one.at.astimezone(UTC).replace(tzinfo=None)
    return (at if one.timed else at.replace(hour=12)).isoformat()


def _hover(
    heap: Sequence[Point], say: Phrases, outlets: Mapping[str, str], titles: Mapping[str, str]
) -> str:
    """What a dot tells: of several articles how many they are, and the first one's headline."""
    one = heap[0]
    title = titles[one.article]
    short = title if len(title) <= HOVER_WIDTH else title[: HOVER_WIDTH - 1].rstrip() + "…"
    many = len(heap) > 1
    when = dates.instant(say, one.at) if one.timed else dates.day(say, one.at.date())
    if many:
        when = dates.span(say, one.at.date(), heap[-1].at.date())
    who = list(dict.fromkeys(outlets.get(each.outlet, each.outlet) for each in heap))
    named = plain(who[0] if len(who) == 1 else say.count("outlets", len(who)))
    lines = [f"<b>{named}</b>", when, *([say.count("articles", len(heap))] if many else [])]
    return "<br>".join(embed(line, say.direction) for line in [*lines, plain(short)])


def _layout(
    lanes: Sequence[tuple[Lane, Told]], stretches: Sequence[Stretch], say: Phrases
) -> dict[str, Any]:
    rtl = say.direction == "rtl"
    points = [one.at for lane, _ in lanes for one in lane.points]
    span = max(points) - min(points)
    margin = max(timedelta(hours=3), span * 0.03)
    ends = [(min(points) - margin), (max(points) + margin)]
    ends = ends[::-1] if rtl else ends
    return {
        "meta": {"palette": LANE_PALETTE},
        "height": ROW * len(lanes) + 92,
        "margin": {"l": 14, "r": 14, "t": 26, "b": 56},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": INK, "size": 13},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "right" if rtl else "left", "font": {"size": 14}},
        "annotations": [_name(row, told, say) for row, (_, told) in enumerate(lanes)],
        "shapes": [_burst(one, span * SHORTEST) for one in stretches if one.kind == "burst"],
        "xaxis": {
            "type": "date",
            "range": [one.astimezone(UTC).replace(tzinfo=None).isoformat() for one in ends],
            "fixedrange": True,
            "gridcolor": GRID,
            "zeroline": False,
            "ticks": "outside",
            "tickcolor": GRID,
            "nticks": 6,
            "tickformatstops": tick_formats(say),
        },
        "yaxis": {
            "range": [len(lanes) - 0.5, -0.85],
            "fixedrange": True,
            "showticklabels": False,
            "tickvals": list(range(len(lanes))),
            "gridcolor": GRID,
            "zeroline": False,
        },
    }


def _name(row: int, told: Told, say: Phrases) -> dict[str, Any]:
    """A lane's name above its line, where the reader's script begins."""
    rtl = say.direction == "rtl"
    text = told.text
    short = text if len(text) <= NAME_WIDTH else text[: NAME_WIDTH - 1].rstrip() + "…"
    return {
        "text": embed(plain(short), told.direction),
        "xref": "paper",
        "x": 1 if rtl else 0,
        "xanchor": "right" if rtl else "left",
        "yref": "y",
        "y": row - 0.22,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": INK},
    }


def _burst(one: Stretch, least: timedelta) -> dict[str, Any]:
    """The days of a burst, shaded behind the dots."""
    first = datetime.combine(date.fromisoformat(one.first_day), datetime.min.time())
    last = datetime.combine(date.fromisoformat(one.last_day), datetime.min.time())
    middle = first + (last + timedelta(days=1) - first) / 2
    half = max((last + timedelta(days=1) - first) / 2, least / 2)
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": (middle - half).isoformat(),
        "x1": (middle + half).isoformat(),
        "y0": 0,
        "y1": 1,
        "fillcolor": BURST,
        "line": {"width": 0},
        "layer": "below",
    }
