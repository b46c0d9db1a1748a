from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.figures.span import main_span
from dashboards.figures.strip import draw_strip
from dashboards.figures.timeline import (
    APART,
    LANES,
    PALETTE,
    bin_of,
    draw_timeline,
    place_on_lanes,
)
from dashboards.phrases import LANGUAGES, phrases
from service.records import Evidence, Timeline, TimelineEntry

PROOF = Evidence(article="a", outlet="o", language="ar", sentence="جملة.", start=0, end=5)


def an_entry(first: str, last: str | None = None, **changes: Any) -> TimelineEntry:
    facts: dict[str, Any] = {
        "id": f"t-{first}-{last}",
        "story": "s",
        "date": first,
        "first_day": first,
        "last_day": last or first,
        "grain": "day",
        "calendar": "gregorian",
        "surface": first,
        "kind": "event",
        "texts": {"ar": "وقع هذا <b>اليوم</b> & لم يقع غداً " * 12},
        "evidence": (PROOF,),
        "families": 2,
        "salience": 1.0,
    }
    return TimelineEntry(**(facts | changes))


ENTRIES = (an_entry("2018-07-12"), an_entry("2020-01-01", "2020-12-31"), an_entry("2021-03-30"))
WRITTEN = [date(2018, 7, 13), date(2018, 7, 20), date(2021, 3, 31)]


def figure(code: str, entries: tuple[TimelineEntry, ...] = ENTRIES) -> dict[str, Any]:
    drawn = draw_timeline(
        Timeline(story="s", entries=entries), WRITTEN, say=phrases(code), language="ar"
    )
    told: dict[str, Any] = json.loads(drawn.to_json())
    return told


def test_time_runs_with_the_script() -> None:
    arabic, french = figure("ar")["layout"], figure("fr")["layout"]
    assert arabic["xaxis"]["range"] == french["xaxis"]["range"][::-1]
    assert arabic["xaxis"]["range"][0] > arabic["xaxis"]["range"][1]
    assert arabic["hoverlabel"]["align"] == "right"
    days = arabic["xaxis"]["tickformatstops"][0]["value"]
    assert days == "\u202b%-d %b\u202c<br>%Y"  # the number first, for who reads from the right


def test_every_entry_is_drawn_once_and_leads_to_its_place() -> None:
    data = figure("ar")["data"]
    ids = {one for trace in data for one in trace.get("customdata", [])}
    assert ids == {one.id for one in ENTRIES}
    dots = next(trace for trace in data if trace.get("mode") == "markers")
    assert dots["x"] == ["2018-07-12", "2021-03-30"]


def test_hover_lines_carry_their_own_direction_and_no_markup_of_the_press() -> None:
    dots = next(trace for trace in figure("fr")["data"] if trace.get("mode") == "markers")
    head, *lines, voices = dots["hovertext"][0].split("<br>")
    assert head == "<b>\u202a12 juillet 2018\u202c</b>"
    assert all(line.startswith("\u202b") and line.endswith("\u202c") for line in lines)
    assert voices == "\u202a2 médias indépendants\u202c"
    assert "<b>اليوم" not in dots["hovertext"][0]
    assert len(lines) <= 5


def test_bars_count_what_was_written() -> None:
    bars = next(trace for trace in figure("ar")["data"] if trace["type"] == "bar")
    assert bars["x"] == ["2018-07-01", "2021-03-01"]
    assert bars["y"] == [2, 1]


def test_every_colour_is_one_the_page_can_swap() -> None:
    text = json.dumps(figure("ar"))
    for colour in set(json.loads(json.dumps(list(PALETTE)))):
        assert colour in text
    assert "#" in text
    found = {part[:7] for part in text.split('"') if part.startswith("#") and len(part) == 7}
    assert found <= set(PALETTE)


@pytest.mark.parametrize("entries", [ENTRIES, ENTRIES[:1], ()])
def test_any_number_of_entries_can_be_drawn(entries: tuple[TimelineEntry, ...]) -> None:
    for code in LANGUAGES:
        assert figure(code, entries)["layout"]["height"] > 200


@pytest.mark.parametrize(("days", "size"), [(0, "day"), (60, "day"), (61, "week"), (401, "month")])
def test_bars_widen_with_the_span(days: int, size: str) -> None:
    assert bin_of([date(2018, 1, 1), date(2018, 1, 1) + timedelta(days=days)]) == size


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 90)), min_size=1, max_size=60))
def test_neighbours_in_time_stand_on_different_lanes(spans: list[tuple[int, int]]) -> None:
    start = date(2010, 1, 1)
    entries = sorted(
        (
            an_entry(
                (start + timedelta(days=at)).isoformat(),
                (start + timedelta(days=at + wide)).isoformat(),
            )
            for at, wide in spans
        ),
        key=lambda one: (one.first_day, one.last_day),
    )
    lanes = place_on_lanes(entries)
    assert len(lanes) == len(entries)
    assert all(0 <= lane < LANES for lane in lanes)
    if max(lanes) < LANES - 1:  # there was room for all
        first = min(date.fromisoformat(one.first_day) for one in entries)
        last = max(date.fromisoformat(one.last_day) for one in entries)
        apart = timedelta(days=max(1, round(max((last - first).days, 1) * APART)))
        ends: dict[int, date] = {}
        for one, lane in zip(entries, lanes, strict=True):
            begin = date.fromisoformat(one.first_day)
            assert lane not in ends or begin - ends[lane] >= apart
            ends[lane] = date.fromisoformat(one.last_day)


def test_the_strip_runs_the_other_way_in_arabic() -> None:
    left, right = draw_strip(ENTRIES, rtl=False), draw_strip(ENTRIES, rtl=True)
    assert left is not None
    assert right is not None
    starts = [one.start for one in left.marks]
    assert starts == sorted(starts)
    assert left.marks[0].start == pytest.approx(100 - right.marks[0].end)
    assert left.marks[1].end > left.marks[1].start
    assert draw_strip(ENTRIES[:1], rtl=True) is None


def test_a_thousand_happenings_make_a_hundred_marks() -> None:
    start = date(2010, 1, 1)
    many = [an_entry((start + timedelta(days=n)).isoformat()) for n in range(1000)]
    strip = draw_strip(many, rtl=False)
    assert strip is not None
    assert 40 < len(strip.marks) < 100


FAR = (an_entry("1937-03-02"), *ENTRIES, an_entry("2050", None, first_day="2050-01-01",
       last_day="2050-12-31"))  # fmt: skip


def test_a_far_date_does_not_flatten_the_picture() -> None:
    span = main_span(FAR, WRITTEN)
    assert span is not None
    assert (span.before, span.after) == (1, 1)
    assert (span.first.year, span.last.year) == (2018, 2021)
    names = [one["text"] for one in figure("ar", FAR)["layout"]["annotations"]]
    assert "واقعة مؤرخة قبل 12 يوليوز 2018" in names[0]
    strip = draw_strip(FAR, WRITTEN, rtl=True)
    assert strip is not None
    assert strip.first.year == 2018


def test_years_before_the_first_report_stay_in_the_picture() -> None:
    early = (an_entry("2014-09-11"), *ENTRIES)
    span = main_span(early, WRITTEN)
    assert span is not None
    assert (span.before, span.first) == (0, date(2014, 9, 11))


@given(
    st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=20),
    st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), max_size=20),
)
def test_every_happening_is_shown_or_counted(days: list[date], written: list[date]) -> None:
    entries = [an_entry(one.isoformat()) for one in days]
    span = main_span(entries, written)
    if span is None:
        assert not days
        assert not written
        return
    shown = sum(span.shows(one) for one in entries)
    assert shown + span.before + span.after == len(entries)
    assert all(span.first <= one <= span.last for one in written)


def test_a_short_stretch_of_days_can_still_be_seen() -> None:
    entries = (an_entry("2014-01-01"), an_entry("2018-02-01", "2018-02-03"), an_entry("2021-03-30"))
    bar = next(one for one in figure("ar", entries)["data"] if one.get("mode") == "lines")
    first, _, last = (date.fromisoformat(one) for one in bar["x"])
    assert (last - first).days > 20


def test_the_app_starts_without_the_drawing_library() -> None:
    code = (
        "import sys, dashboards.app; "
        "heavy = {'plotly', 'torch', 'sentence_transformers', 'sklearn', 'hdbscan'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
