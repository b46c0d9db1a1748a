"""Outlets of one's own are heeded where pages are read, voices counted and names shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from litestar.testing import TestClient

from dashboards.app import create_app
from jobs.digest import make_digest, write_digest
from jobs.doctor import examine
from jobs.ingest import ingest
from jobs.pipeline import build
from service.records import Page
from service.settings import Settings, load_settings
from service.sources.registry import load_outlets
from service.store import articles, stories
from service.store.engine import Store, open_store

NOW = datetime(2021, 6, 3, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOLD = (
    "صادق المجلس الجماعي لتيغالين، أمس الأربعاء، على ميزانية السنة المقبلة بأغلبية أعضائه.",
    "بأغلبية أعضائه الحاضرين صادق مجلس تيغالين الجماعي على ميزانيته للسنة المقبلة أمس.",
)
MORE = "وتخصص ميزانية تيغالين ثلث مواردها لتأهيل الأحياء الناقصة التجهيز وفق عرض رئيس المجلس {}."
SITES = ("dafatir.example", "minbar.example")
ENTRY = """
[[outlet]]
key = "{key}"
names = {{ ar = "{name}", en = "{key}" }}
family = "rive"
ownership = "private"
country = "MA"
timezone = "Africa/Casablanca"
languages = ["ar"]
domains = ["{key}.example"]
"""


def pages() -> list[Page]:
    return [
        Page(
            body=f"{told}\n{MORE.format(word)}",
            kind="row",
            origin=site,
            title=f"مجلس تيغالين يصادق على ميزانية السنة المقبلة {word}",
            address=f"https://{site}/1.html",
            published="2021-06-03T10:00:00Z",
        )
        for site, told, word in zip(SITES, TOLD, ("بالأغلبية", "اليوم"), strict=True)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"), create=True)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    entries = [
        ENTRY.format(key="dafatir", name="دفاتر الضفة"),
        ENTRY.format(key="minbar", name="منبر"),
    ]
    (tmp_path / "mine.toml").write_text("".join(entries), encoding="utf-8")
    file = tmp_path / "riwaya.toml"
    file.write_text('[outlets]\nfile = "mine.toml"\n', encoding="utf-8")
    return load_settings(file, {}).replace_store(str(tmp_path / "s.db"))


def taken(store: Store, settings: Settings) -> dict[str, int]:
    outlets = load_outlets(settings.outlets)
    report = ingest(store, pages(), outlets=outlets, now=NOW)
    return {"new": report.new, "revised": report.revised, "unchanged": report.unchanged}


def test_an_outlet_registered_later_takes_its_articles_over(
    store: Store, settings: Settings
) -> None:
    plain = Settings()
    assert taken(store, plain) == {"new": 2, "revised": 0, "unchanged": 0}
    first = build(store, plain, now=NOW)
    with store.read() as connection:
        assert set(articles.outlets(connection)) == set(SITES)
        (story,), _ = stories.page(connection, limit=2)
        assert story.families == 2
    assert taken(store, settings) == {"new": 0, "revised": 2, "unchanged": 0}
    assert taken(store, settings) == {"new": 0, "revised": 0, "unchanged": 2}
    again = build(store, settings, now=NOW + HOUR)
    assert (first.unchanged, again.unchanged, again.whole) == (False, False, True)
    assert build(store, settings, now=NOW + HOUR).unchanged
    with store.read() as connection:
        assert set(articles.outlets(connection)) == {"dafatir", "minbar"}
        (story,), _ = stories.page(connection, limit=2)
        assert story.families == 1
        assert all(one.revision == 1 for one in articles.stream(connection))


def test_their_names_are_shown(store: Store, settings: Settings, tmp_path: Path) -> None:
    outlets = load_outlets(settings.outlets)
    taken(store, settings)
    build(store, settings, now=NOW)
    digest = make_digest(store, params=settings.digests, outlets=outlets, now=NOW)
    page, text = write_digest(digest, tmp_path / "d", outlets=outlets)
    assert "دفاتر الضفة" in page.read_text(encoding="utf-8")
    assert "دفاتر الضفة" in text.read_text(encoding="utf-8")
    with TestClient(create_app(str(tmp_path / "s.db"), settings=settings)) as client:
        assert "دفاتر الضفة" in client.get(f"/stories/{digest.items[0].story}").text
        found = client.get("/api/v1/outlets").json()["items"]
        assert {one["id"] for one in found} >= {"dafatir", "minbar"}


def test_the_doctor_says_where_outlets_come_from(settings: Settings) -> None:
    def said(one: Settings) -> tuple[str, str, str]:
        check = next(check for check in examine(one) if check.name == "outlets")
        return check.verdict, check.found, check.remedy

    number = len(load_outlets())
    assert said(Settings()) == ("ok", f"{number} come along", "")
    verdict, found, _ = said(settings)
    assert verdict == "ok"
    assert found == f"{number} come along, {settings.outlets.file} adds 2 and changes 0"
    Path(settings.outlets.file).write_text("[[outlet]]\nkey = 'x'\n", encoding="utf-8")
    verdict, _, remedy = said(settings)
    assert verdict == "missing"
    assert "outlet 1 (x): a new outlet needs names" in remedy
