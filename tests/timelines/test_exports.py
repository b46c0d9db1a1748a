"""Every format held against its standard, on a story written for these tests."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import icalendar
import msgspec
import pytest
from lxml import etree  # type: ignore[import-untyped]

from service.errors import InputError
from service.records import Entity, Evidence, Timeline, TimelineEntry
from service.timelines.claims import tabulate
from service.timelines.dossier import Dossier
from service.timelines.exports import FORMATS, Setting, export
from service.timelines.exports.calendars import fold_line
from service.timelines.exports.markdown import literal
from service.timelines.figures import figures_in
from service.timelines.lanes import lay_lanes
from service.timelines.propagation import spread_of
from tests.timelines.world import CLOSED, OPENED, article, event, story

SITE = Setting(site="https://riwaya.example", outlets={"hespress": "هسبريس", "kech24": "كش24"})
BARE = Setting()
TOLL = article(
    "toll",
    "أسفر انهيار جسر الوادي الكبير عن مقتل 3 أشخاص، حسب وزارة التجهيز.\nوتواصل البحث؛ =1+1",
    published="2018-11-05T18:30",
    title="*انهيار* جسر, الوادي; الكبير <b>\\n",
    outlet="hespress",
)


def entry(key: str, day: str, text: str, **changes: Any) -> TimelineEntry:
    source = changes.pop("source", OPENED)
    facts: dict[str, Any] = {
        "id": key,
        "story": "s",
        "date": day,
        "first_day": day,
        "last_day": day,
        "grain": "day",
        "calendar": "gregorian",
        "surface": day,
        "kind": "event",
        "texts": {"ar": text},
        "evidence": (
            Evidence(
                article=source.id,
                outlet=source.outlet,
                language="ar",
                sentence=text,
                start=0,
                end=len(text),
                published_at=source.published.at if source.published else None,
            ),
        ),
        "families": 1,
        "salience": 0.5,
        "reported_at": source.published.at if source.published else None,
    }
    return TimelineEntry(**(facts | changes))


def dossier() -> Dossier:
    articles = [msgspec.structs.replace(OPENED, address="https://hespress.example/1"), CLOSED, TOLL]
    place = Entity(id="place:fes", kind="place", names={"ar": "فاس", "fr": "Fès"}, articles=1,
                   families=1, mentions=1)  # fmt: skip
    told = msgspec.structs.replace(
        story(articles),
        titles={"ar": articles[0].title, "fr": "Le grand pont"},
        last_at=datetime(2018, 11, 5, 18, 30, tzinfo=UTC),
        entities=(place,),
    )
    events = [event("e1", articles[:1]), event("e2", articles[1:])]
    families: dict[str, str] = {}
    return Dossier(
        story=told,
        timeline=Timeline(
            story="s",
            entries=(
                entry("t-month", "2013-09", "اتفاق؛ وقع, في \"شتنبر\" 2013\nبالرباط",
                      first_day="2013-09-01", last_day="2013-09-30", grain="month"),
                entry("t-open", "2018-03-13", OPENED.body.split("\n")[0]),
                entry("t-shut", "2018-11-05", TOLL.body.split("\n")[0], source=TOLL,
                      texts={"ar": TOLL.body.split("\n")[0], "fr": "Le pont est fermé."}),
                entry("t-plan", "2019-01-10", "من المرتقب فتح الجسر.", kind="forecast"),
            ),
        ),
        events=events,
        articles=articles,
        claims=tabulate("s", events, articles, {one.id: figures_in(one) for one in articles},
                        families=families),
        lanes=lay_lanes(told, events, articles, families=families, named={}),
        spread=spread_of(events, articles, families=families),
    )  # fmt: skip


def made(kind: str, setting: Setting = SITE) -> bytes:
    return export(kind, dossier(), setting)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("setting", [SITE, BARE], ids=["site", "bare"])
def test_the_same_story_is_the_same_bytes(kind: str, setting: Setting) -> None:
    assert made(kind, setting) == made(kind, setting)
    assert b"None" not in made(kind, setting)


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(InputError, match="docx"):
        made("docx")


def test_json_holds_all_but_the_texts() -> None:
    whole = json.loads(made("json"))
    assert set(whole) == {
        *("story", "address", "timeline", "events", "articles", "claims", "lanes", "spread")
    }
    assert whole["address"] == "https://riwaya.example/stories/s"
    assert [one["id"] for one in whole["articles"]] == ["opened", "closed", "toll"]
    assert all("body" not in one and "content_hash" in one for one in whole["articles"])
    assert whole["claims"][0]["claims"][0]["value"] == 3


def test_csv_has_a_row_for_each_sentence_and_runs_nothing() -> None:
    content = made("csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [one["date"] for one in rows] == ["2013-09", "2018-03-13", "2018-11-05", "2019-01-10"]
    assert not any(value[:1] in "=+-@" for one in rows for value in one.values() if value)


def test_json_feed_keeps_to_version_1_1() -> None:
    feed = json.loads(made("jsonfeed"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].startswith("https://riwaya.example/api/v1/stories/s/")
    ids = [one["id"] for one in feed["items"]]
    assert len(set(ids)) == len(ids) == 4
    rfc3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for one in feed["items"]:
        assert one["content_text"]
        assert rfc3339.fullmatch(one["date_published"])
        assert all(author["name"] for author in one["authors"])
        assert not set(one) - {
            *("id", "title", "content_text", "date_published", "language", "tags", "authors"),
            *("url", "external_url", "_riwaya"),
        }
    assert "feed_url" not in json.loads(made("jsonfeed", BARE))


@pytest.mark.parametrize("setting", [SITE, BARE], ids=["site", "bare"])
def test_atom_is_read_without_complaint(setting: Setting) -> None:
    content = made("atom", setting)
    read = feedparser.parse(content)
    assert not read.bozo
    assert read.version == "atom10"
    assert len(read.entries) == 4
    root = etree.fromstring(content)
    space = {"a": "http://www.w3.org/2005/Atom"}
    # RFC 4287: what a feed and an entry must hold, each just once
    for node in [root, *root.findall("a:entry", space)]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", space)) == 1, name
        assert node.find("a:id", space).text.startswith("urn:uuid:")
        assert node.findall("a:author", space)
    for node in root.findall("a:entry", space):
        links = [(one.get("rel"), one.get("href")) for one in node.findall("a:link", space)]
        assert len({rel for rel, _ in links}) == len(links)
        assert node.find("a:content", space).text or links


@pytest.mark.parametrize("setting", [SITE, BARE], ids=["site", "bare"])
def test_the_calendar_keeps_to_rfc_5545(setting: Setting) -> None:
    content = made("ics", setting)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(one) <= 75 for one in lines)
    for one in lines:
        one.decode()  # no character is cut by a fold
    read = icalendar.Calendar.from_ical(content)
    assert read["VERSION"] == "2.0"
    assert read["PRODID"]
    events: list[Any] = list(read.walk("VEVENT"))
    assert not any(one.errors for one in events)
    assert [str(one["UID"]) for one in events] == [
        f"{key}@riwaya" for key in ("t-month", "t-open", "t-shut", "t-plan")
    ]
    month, opened, shut, plan = events
    assert (month["DTSTART"].dt, month["DTEND"].dt) == (date(2013, 9, 1), date(2013, 10, 1))
    assert opened["DTEND"].dt - opened["DTSTART"].dt == timedelta(days=1)
    assert str(month["SUMMARY"]) == 'اتفاق؛ وقع, في "شتنبر" 2013\nبالرباط'
    assert shut["DTSTAMP"].dt == datetime(2018, 11, 5, 18, 30, tzinfo=UTC)
    assert "STATUS" not in shut
    assert plan["STATUS"] == "TENTATIVE"


def test_a_fold_never_cuts_a_character() -> None:
    folded = fold_line("SUMMARY:" + "رواية" * 40)
    assert all(len(one) <= 75 for one in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == "SUMMARY:" + "رواية" * 40 + "\r\n"


def test_timelinejs_knows_each_slide_s_date_and_no_markup_of_the_press() -> None:
    whole = json.loads(made("timelinejs"))
    assert set(whole) == {"title", "events"}
    assert [one["start_date"] for one in whole["events"]] == [
        {"year": 2013, "month": 9},
        {"year": 2018, "month": 3, "day": 13},
        {"year": 2018, "month": 11, "day": 5},
        {"year": 2019, "month": 1, "day": 10},
    ]
    ids = [one["unique_id"] for one in whole["events"]]
    assert len(set(ids)) == 4
    for one in whole["events"]:
        assert one["text"]["headline"]
        assert set(re.findall(r"<(/?\w+)", one["text"]["text"])) <= {"p", "/p", "a", "/a"}


def test_markdown_shows_the_press_s_words_as_they_stand() -> None:
    text = made("markdown").decode()
    assert text.startswith("# ")
    assert "## 2018-03-13" in text
    assert "[هسبريس](<https://hespress.example/1>)" in text
    assert "| deaths (people) | 3 |" in text
    assert literal("*x* <b> a|b # `c`") == r"\*x\* \<b\> a\|b \# \`c\`"
    assert literal("- not a list") == r"\- not a list"
    assert literal("12. not one") == r"\12. not one"


def test_json_ld_is_one_graph_whose_references_lead_somewhere() -> None:
    whole = json.loads(made("jsonld", BARE))
    assert whole["@context"] == "https://schema.org"
    nodes = whole["@graph"]
    ids = [one["@id"] for one in nodes]
    assert len(set(ids)) == len(ids)
    kinds = {one["@type"] for one in nodes}
    assert kinds == {"Collection", "Event", "NewsArticle", "Claim"}

    def references(value: Any) -> list[str]:
        if isinstance(value, list):
            return [one for each in value for one in references(each)]
        if not isinstance(value, dict):
            return []
        if set(value) == {"@id"}:
            return [value["@id"]]
        return [one for each in value.values() for one in references(each)]

    assert set(references(nodes)) <= set(ids)
    claim = next(one for one in nodes if one["@type"] == "Claim")
    assert claim["about"]["value"] == 3
    assert all(one["startDate"] <= one["endDate"] for one in nodes if one["@type"] == "Event")


def test_the_bundle_can_be_checked_by_anyone(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made("bundle"))) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names == sorted(names)
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path)
    assert {"README.ar.md", "README.fr.md", "README.en.md", "timeline.json"} <= set(names)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    listed = {one["file"]: one for one in manifest["files"]}
    assert set(listed) == set(names) - {"manifest.json", "SHA256SUMS"}
    for name, one in listed.items():
        data = (tmp_path / name).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (one["sha256"], one["bytes"])
    done = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=False)
    assert done.returncode == 0


def test_offsets_in_the_bundle_lead_to_the_sentence(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(made("bundle"))) as archive:
        archive.extractall(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_bytes())
    of = {one["id"]: one for one in manifest["articles"]}
    whole = json.loads((tmp_path / "timeline.json").read_bytes())
    for line in whole["claims"]:
        for claim in line["claims"]:
            proof = claim["evidence"]
            article = of[proof["article"]]
            text = (tmp_path / article["file"]).read_text(encoding="utf-8")
            begin = article["begins"][proof["field"]]
            assert text[begin + proof["start"] : begin + proof["end"]] == proof["sentence"]
