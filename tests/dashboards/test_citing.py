from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar.testing import TestClient

from dashboards.pages.article import Place, mark
from service.store import timelines as timeline_store
from service.store.engine import Store
from tests.dashboards.test_pages import read

Client = TestClient[Any]


def test_each_sentence_shown_says_whose_it_is_and_leads_to_it(client: Client) -> None:
    page = read(client, "/stories/s-dam")
    shown = [str(one["cite"]) for one in page.of("blockquote") if one.get("class")]
    quoted = {str(a["href"]): str(a["aria-label"]) for a in page.of("a") if a.get("aria-label")}
    assert shown
    assert set(quoted) == set(shown)
    assert set(quoted.values()) >= {"صحيفة الأطلس: الجملة في مقالها"}
    assert all('class="sought" id="cite"' in client.get(one).text for one in quoted)


def test_a_date_that_no_sentence_names_is_told_to_be_its_report_s(
    filled: Store, client: Client
) -> None:
    assert "تاريخ النشر" not in client.get("/stories/s-dam").text
    with filled.write() as connection:
        line = timeline_store.get(connection, "s-dam")
        *rest, last = line.entries
        (proof, *_) = last.evidence
        guessed = msgspec.structs.replace(proof, estimated=True)
        told = (
            msgspec.structs.replace(rest[0], surface="", reported_at=None),
            *rest[1:],
            msgspec.structs.replace(last, kind="event", evidence=(guessed,)),
        )
        made = msgspec.structs.replace(line, entries=told)
        timeline_store.write(connection, [(made, "dated")])
    html = client.get("/stories/s-dam").text
    entries = html.split('<li class="entry ')[1:]
    noted = ["(تاريخ النشر)" in one for one in entries]
    assert noted == [True, *[False] * (len(entries) - 1)]
    assert "لا تذكر الجمل يوماً" in entries[0]
    assert "(تاريخ مقدر)" in entries[-1]
    assert "(تاريخ مقدر)" in client.get("/").text


def test_an_entry_told_by_more_articles_than_it_cites_says_how_many(
    filled: Store, client: Client
) -> None:
    assert "يرويها في المجموع" not in client.get("/stories/s-dam").text
    with filled.write() as connection:
        line = timeline_store.get(connection, "s-dam")
        first, second, *rest = line.entries
        cited = len({one.article for one in second.evidence})
        told = (
            msgspec.structs.replace(
                first, articles=47, surface="", reported_at=datetime(2100, 1, 2, tzinfo=UTC)
            ),
            msgspec.structs.replace(second, articles=cited),
            *rest,
        )
        made = msgspec.structs.replace(line, entries=told)
        timeline_store.write(connection, [(made, "counted")])
    html = client.get("/stories/s-dam").text
    entries = html.split('<li class="entry ')[1:]
    assert "يرويها في المجموع 47 مقالاً" in entries[0]
    assert html.count("يرويها في المجموع") == 1
    assert "(عشية النشر)" in entries[0]
    assert "فالتاريخ تاريخ اليوم السابق" in entries[0]


def test_the_chart_s_legend_names_only_what_it_draws(filled: Store, client: Client) -> None:
    assert "الشريط لواقعة" in client.get("/stories/s-dam").text
    with filled.write() as connection:
        line = timeline_store.get(connection, "s-dam")
        days = [one for one in line.entries if one.grain == "day"]
        far = msgspec.structs.replace(
            days[0], id="t-far", date="1900", first_day="1900-01-01", last_day="1900-12-31",
            grain="year", kind="event",
        )  # fmt: skip
        made = msgspec.structs.replace(line, entries=(far, *days))
        timeline_store.write(connection, [(made, "narrow")])
    html = client.get("/stories/s-dam").text
    assert "t-far" in html
    assert "الشريط لواقعة" not in html


def test_a_marked_word_is_marked_whole() -> None:
    text = "بدأ السباق.\nوالتقى الفريقان بعد 3وقت."
    start = text.index("التقى")
    place = Place(field="body", start=start, end=len(text) - 1)
    pieces = mark(text, "body", [], place)[1]
    assert [(one.text, one.sought) for one in pieces] == [
        ("والتقى الفريقان بعد 3وقت", True),
        (".", False),
    ]
    middle = Place(field="body", start=text.index("وقت"), end=len(text))
    assert mark(text, "body", [], middle)[1][1].text == "وقت."


def test_a_sought_sentence_leads_back_to_its_entry(client: Client) -> None:
    page = read(client, "/stories/s-dam")
    entry = next(one for one in page.of("li") if one.get("id") == "t-s-dam-2")
    quoted = [str(a["href"]) for a in page.of("a") if a.get("aria-label")]
    back = f'href="/stories/s-dam#{entry["id"]}"'
    assert sum(back in client.get(one).text for one in quoted) == 2
    assert "/stories/s-dam#" not in client.get("/articles/a-dam-1").text


def test_what_is_only_foretold_is_called_so_wherever_it_is_told(
    filled: Store, client: Client
) -> None:
    with filled.write() as connection:
        line = timeline_store.get(connection, "s-dam")
        ahead = msgspec.structs.replace(line.entries[-1], kind="forecast", surface="")
        made = msgspec.structs.replace(line, entries=(ahead,))
        timeline_store.write(connection, [(made, "ahead")])
    html = client.get("/stories/s-dam").text
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    assert '<span class="tag">مرتقب</span>' in table
    figure = html.split('id="plot-figure">')[1].split("</script>")[0]
    told = [str(one["hovertext"]) for one in json.loads(figure)["data"] if one["hovertext"]]
    assert "(تاريخ النشر، مرتقب)" in told[0]
    assert '<span class="tag">مرتقب</span>' in client.get("/").text
