"""A story's articles on lanes, one below the other, over one axis of time.

Knows nothing of the page. Each lane's name stands above it where the script begins, so that a
narrow window keeps its whole width for time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
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
    for row, (lane, _) in enumerate(lanes):
        figure.add_trace(_dots(lane, row, say, outlets, titles, links))
    figure.update_layout(_layout(lanes, stretches, say))
    return figure


def _dots(
    lane: Lane,
    row: int,
    say: Phrases,
    outlets: Mapping[str, str],
    titles: Mapping[str, str],
    links: Mapping[str, str],
) -> Any:
    import plotly.graph_objects as go

    return go.Scatter(
        x=[_place(one) for one in lane.points],
        y=[row] * len(lane.points),
        mode="markers",
        marker={
            "size": 10,
            "color": ACCENT,
            "opacity": 0.75,
            "symbol": ["circle-open" if one.reprint else "circle" for one in lane.points],
            "line": {"width": 2, "color": ACCENT},
        },
        customdata=[links[one.article] for one in lane.points],
        hovertext=[_hover(one, say, outlets, titles) for one in lane.points],
        hoverinfo="text",
        showlegend=False,
    )


def _place(one: Point) -> str:
    """Where on the axis: an article known by its day alone stands at noon."""
    at = one.at.astimezone(UTC).replace(tzinfo=None)
    return (at if one.timed else at.replace(hour=12)).isoformat()


def _hover(one: Point, say: Phrases, outlets: Mapping[str, str], titles: Mapping[str, str]) -> str:
    title = titles[one.article]
    short = title if len(title) <= HOVER_WIDTH else title[: HOVER_WIDTH - 1].rstrip() + "…"
    when = dates.instant(say, one.at) if one.timed else dates.day(say, one.at.date())
    lines = [f"<b>{plain(outlets.get(one.outlet, one.outlet))}</b>", when, plain(short)]
    return "<br>".join(embed(line, say.direction) for line in lines)


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
        "height": ROW * len(lanes) + 84,
        "margin": {"l": 14, "r": 14, "t": 26, "b": 48},
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
