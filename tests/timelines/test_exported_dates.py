"""What each format tells beside a date: what it rests on, what it may be, what became of it."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import feedparser
import icalendar
import msgspec
import pytest

from service.records import Timeline, TimelineEntry, Turn
from service.timelines.exports import Setting, export
from service.timelines.exports.phrases import catalogue
from service.timelines.exports.river import as_river
from tests.timelines.test_exports import SITE, TOLL, dossier, entry
from tests.timelines.world import OPENED

TEXT = OPENED.body.split("\n")[0]


def moved(one: TimelineEntry, kind: Any = "moved", to: str | None = "2019-02-01") -> TimelineEntry:
    turn = Turn(kind=kind, day="2018-12-30", evidence=one.evidence[0], to=to)
    return msgspec.structs.replace(one, kind="forecast", status=kind, turns=(turn,))


REPORTED = entry("t-report", "2018-03-13", TEXT, surface="", alternatives=("2018-03-12",),
                 confidence=0.5, reported_at=datetime(2018, 3, 13, 9, tzinfo=UTC))  # fmt: skip
EVE = entry("t-eve", "2018-03-13", TEXT, surface="", confidence=0.6,
            reported_at=datetime(2018, 3, 14, 6, 30, tzinfo=UTC))  # fmt: skip
PUT_OFF = moved(entry("t-off", "2019-01-10", "من المرتقب فتح الجسر."))
FRENCH = entry("t-fr", "2018-03-15", "Le pont est fermé.", surface="", texts={
    "fr": "Le pont est fermé."}, reported_at=datetime(2018, 3, 15, 9, tzinfo=UTC))  # fmt: skip


def told(kind: str, *entries: TimelineEntry, setting: Setting = SITE) -> bytes:
    line = Timeline(story="s", entries=entries)
    return export(kind, msgspec.structs.replace(dossier(), timeline=line), setting)


def table(*entries: TimelineEntry) -> list[dict[str, str]]:
    content = told("csv", *entries).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_every_language_has_every_phrase_with_the_same_parts() -> None:
    words = catalogue()
    assert {"ar", "fr", "en"} <= set(words)
    shapes = {
        code: {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in phrases.items()}
        for code, phrases in words.items()
    }
    assert all(one == shapes["en"] for one in shapes.values())


def test_a_date_known_by_its_report_alone_says_the_day_or_its_eve() -> None:
    assert (REPORTED.basis, EVE.basis) == ("report", "eve")
    late = msgspec.structs.replace(EVE, reported_at=datetime(2018, 3, 13, 23, 59, tzinfo=UTC))
    assert late.basis == "report"
    assert msgspec.structs.replace(EVE, surface="أمس").basis == "words"
    assert msgspec.structs.replace(EVE, reported_at=None).basis == "report"


def test_the_table_has_what_is_known_of_each_date_and_sentence() -> None:
    report, eve, off = table(REPORTED, EVE, PUT_OFF)
    assert (report["basis"], report["alternatives"], report["confidence"], report["surface"]) == (
        "report", "2018-03-12", "0.5", "",
    )  # fmt: skip
    assert eve["basis"] == "eve"
    assert (off["kind"], off["status"], off["moved_to"]) == ("forecast", "moved", "2019-02-01")
    assert report["entry"] == "t-report"
    assert (report["entry_text"], report["text"]) == (TEXT, TEXT)
    assert report["address"] == "https://hespress.example/1"
    assert report["field"] == "body"
    assert report["published_at"] == "2018-03-14"


def test_the_table_runs_no_word_of_a_date_and_claims_no_minute_it_does_not_know() -> None:
    one = entry("t", "2018-03-13", TEXT, surface="=1+1")
    proof = msgspec.structs.replace(one.evidence[0], mention="-1")
    shut = entry("t-shut", "2018-11-05", TEXT, source=TOLL)
    first, second = table(msgspec.structs.replace(one, evidence=(proof,)), shut)
    assert (first["surface"], first["mention"]) == ("'=1+1", "'-1")
    assert [first["published_at"], second["published_at"]] == ["2018-03-14", "2018-11-05T18:30:00Z"]


def test_the_whole_document_says_what_each_date_rests_on() -> None:
    entries = json.loads(told("json", REPORTED, EVE, PUT_OFF))["timeline"]["entries"]
    assert [one["basis"] for one in entries] == ["report", "eve", "words"]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (REPORTED, ["2018-03-13 (تاريخ النشر)", "قراءات أخرى للتاريخ: 2018-03-12"]),
        (EVE, ["2018-03-13 (عشية النشر)"]),
        (PUT_OFF, ["أُجّل في 2018-12-30 إلى 2019-02-01"]),
        (FRENCH, ["2018-03-15 (date de publication)"]),
    ],
)
def test_a_calendar_a_slide_and_a_graph_say_it_in_the_language_of_the_sentence(
    one: TimelineEntry, said: list[str]
) -> None:
    (event,) = icalendar.Calendar.from_ical(told("ics", one)).walk("VEVENT")
    lines = str(event["DESCRIPTION"]).split("\n")
    assert lines[: len(said)] == said
    assert event["DESCRIPTION"].params["LANGUAGE"] == next(iter(one.texts))
    assert lines[len(said)].startswith("هسبريس (")
    (slide,) = json.loads(told("timelinejs", one))["events"]
    assert re.findall(r"<p>(.*?)</p>", slide["text"]["text"])[: len(said)] == said
    event = next(
        each for each in json.loads(told("jsonld", one))["@graph"] if each["@type"] == "Event"
    )
    assert event["description"] == {
        "@value": "; ".join(said), "@language": next(iter(one.texts)),
    }  # fmt: skip


def test_a_date_that_words_give_is_said_without_remark() -> None:
    plain = entry("t", "2018-03-13", TEXT)
    (event,) = icalendar.Calendar.from_ical(told("ics", plain)).walk("VEVENT")
    assert str(event["DESCRIPTION"]).startswith("هسبريس (نُشر في ")
    node = next(
        each for each in json.loads(told("jsonld", plain))["@graph"] if each["@type"] == "Event"
    )
    assert not {"description", "eventStatus"} & set(node)
    assert "## 2018-03-13\n" in told("markdown", plain).decode()


@pytest.mark.parametrize(
    ("kind", "calendar", "graph"),
    [
        ("planned", "TENTATIVE", "EventScheduled"),
        ("moved", "CANCELLED", "EventPostponed"),
        ("cancelled", "CANCELLED", "EventCancelled"),
        ("held", None, "EventScheduled"),
    ],
)
def test_what_became_of_a_plan_is_its_status(kind: str, calendar: str | None, graph: str) -> None:
    one = moved(entry("t", "2019-01-10", TEXT), kind, None)
    if kind == "held":
        one = msgspec.structs.replace(one, kind="event")
    (event,) = icalendar.Calendar.from_ical(told("ics", one)).walk("VEVENT")
    assert event.get("STATUS") == calendar
    assert not event.errors
    node = next(
        each for each in json.loads(told("jsonld", one))["@graph"] if each["@type"] == "Event"
    )
    assert node["eventStatus"] == f"https://schema.org/{graph}"


def test_feeds_say_it_in_title_and_content() -> None:
    feed = json.loads(told("jsonfeed", REPORTED))
    (item,) = feed["items"]
    assert item["title"].startswith("2018-03-13 (تاريخ النشر): ")
    assert item["content_text"] == f"{TEXT}\nقراءات أخرى للتاريخ: 2018-03-12"
    assert item["_riwaya"] == {
        "date": "2018-03-13", "basis": "report", "confidence": 0.5,
        "alternatives": ["2018-03-12"], "status": "",
    }  # fmt: skip
    (read,) = feedparser.parse(told("atom", REPORTED)).entries
    assert read.title == item["title"]
    assert read.content[0].value == item["content_text"]
    whole = dossier()
    line = Timeline(story="s", entries=(REPORTED,))
    river = as_river([whole.story], {"s": line}, SITE, address="https://riwaya.example/feed")
    assert feedparser.parse(river).entries[0].summary.startswith("2018-03-13 (تاريخ النشر): ")


def test_markdown_says_kind_certainty_and_when_each_sentence_appeared() -> None:
    text = told("markdown", REPORTED, PUT_OFF).decode()
    assert "## 2018-03-13 (تاريخ النشر)\n" in text
    assert "*حدث · قراءات أخرى للتاريخ: 2018-03-12 · درجة التأكد من التاريخ: 50%*" in text
    assert "*مرتقب · أُجّل في 2018-12-30 إلى 2019-02-01 · " in text
    assert "- [هسبريس](<https://hespress.example/1>) (نُشر في 2018-03-14):\n" in text


def test_a_time_is_told_to_the_minute_where_it_is_known() -> None:
    shut = entry("t-shut", "2018-11-05", TEXT, source=TOLL)
    assert "- هسبريس (نُشر في 2018-11-05 18:30 UTC):\n" in told("markdown", shut).decode()
    (event,) = icalendar.Calendar.from_ical(told("ics", shut)).walk("VEVENT")
    assert str(event["DESCRIPTION"]).startswith("هسبريس (نُشر في 2018-11-05 18:30 UTC): ")


def test_a_sentence_of_an_undated_article_and_one_read_by_an_estimate_say_so() -> None:
    one = entry("t", "2018-03-13", TEXT)
    proof = msgspec.structs.replace(one.evidence[0], published_at=None, estimated=True)
    text = told("markdown", msgspec.structs.replace(one, evidence=(proof,))).decode()
    assert "## 2018-03-13 (تاريخ مقدر)\n" in text
    assert "(بلا تاريخ نشر معروف، زمن الجملة مستنتج من تقدير لموعد نشرها):" in text


def test_a_language_without_words_is_answered_in_english() -> None:
    one = msgspec.structs.replace(REPORTED, texts={"de": "Die Brücke ist offen."})
    line = Timeline(story="s", entries=(one,))
    whole = dossier()
    german = msgspec.structs.replace(whole.story, language="de")
    text = export("markdown", msgspec.structs.replace(whole, story=german, timeline=line), SITE)
    assert "## 2018-03-13 (date of report)\n" in text.decode()
