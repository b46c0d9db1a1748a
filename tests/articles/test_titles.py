"""Headlines come out without the name of an unknown site, and whole where no site is named."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.articles.titles import NOTHING, Around, added, clean_title
from tests.articles.messy import HELD_OUT, LAYOUTS, Layout, Messy, messy_pages

NOW = datetime(2026, 11, 27, tzinfo=UTC)
BRIDGE = "افتتاح قنطرة جديدة على وادي سبو"
SITE = "دفتر الضفة الأخرى"


@pytest.mark.parametrize("separator", [" - ", " | ", " – ", " — ", "|", " » "])
@pytest.mark.parametrize(
    "around",
    [
        Around(sites=(SITE,)),
        Around(sites=(f"موقع {SITE}",)),
        Around(sites=("شيء آخر", f"جريدة {SITE}")),
    ],
)
def test_the_name_by_which_a_page_calls_its_site_is_cut(separator: str, around: Around) -> None:
    assert clean_title(f"{BRIDGE}{separator}{SITE}", Outlets(), around) == BRIDGE
    assert clean_title(f"{BRIDGE}{separator}{SITE}{separator}أخبار", Outlets(), around) == BRIDGE


@pytest.mark.parametrize(
    ("tail", "host"), [("Al Daftar", "aldaftar.example"), ("aldaftar.example", "aldaftar.example")]
)
def test_the_name_of_the_host_is_cut(tail: str, host: str) -> None:
    assert clean_title(f"{BRIDGE} - {tail}", Outlets(), Around(host=host)) == BRIDGE


def test_a_line_of_the_page_names_the_site_behind_a_dash() -> None:
    around = Around(lines=("القائمة", SITE), is_page=True)
    assert clean_title(f"{BRIDGE} - {SITE}", Outlets(), around) == BRIDGE
    assert clean_title(f"{BRIDGE} : {SITE}", Outlets(), around) == f"{BRIDGE} : {SITE}"
    row = msgspec.structs.replace(around, is_page=False)
    assert clean_title(f"{BRIDGE} - {SITE}", Outlets(), row) == f"{BRIDGE} - {SITE}"


def test_what_stands_behind_the_only_bar_of_a_pages_title_is_cut() -> None:
    page = Around(is_page=True)
    assert clean_title(f"{BRIDGE} | {SITE}", Outlets(), page) == BRIDGE
    for whole in (
        f"{BRIDGE} - {SITE}",
        f"{BRIDGE} | الجزء الأول | {SITE}",
        "قنطرة سبو | افتتاح بعد ثلاث سنوات",
        f"{BRIDGE} | كل ما نعرفه عن تأخر الأشغال",
    ):
        assert clean_title(whole, Outlets(), page) == whole
    assert clean_title(f"{BRIDGE} | {SITE}", Outlets(), NOTHING) == f"{BRIDGE} | {SITE}"


@pytest.mark.parametrize(
    "title",
    [
        "واشنطن: لا شروط إضافية قبل لقاء ترامب - كيم",
        "تحذير من ضباب كثيف بالطريق السيارة الحمامات - مساكن",
        "Un clash Sophie Davant - Stéphane Bern évité ?",
        "عدد خاص - المساواة: معركة مستمرة",
    ],
)
def test_a_dash_within_a_headline_stays(title: str) -> None:
    around = Around(sites=(SITE,), lines=("القائمة",), host="daftar.example", is_page=True)
    assert clean_title(title, Outlets(), around) == title


def test_what_a_title_adds_has_a_headline_before_it() -> None:
    assert added(f"{BRIDGE} - {SITE}") == (BRIDGE, f" - {SITE}")
    assert added("قنطرة - جديدة") is None
    assert added(f"{BRIDGE}-{SITE}") is None


def named(messy: Messy, separator: str) -> Messy:
    """The page with its site's name behind every printing of the title, and in its foot."""
    title, foot = messy.fact.title, f"جميع الحقوق محفوظة © {SITE} 2019"
    body = messy.page.body.replace(title, f"{title}{separator}{SITE}")
    if messy.page.kind == "html":
        body = body.replace("</body>", f"<footer><p>{foot}</p></footer></body>")
    else:
        body += f"\n\n{foot}\n"
    return msgspec.structs.replace(messy, page=msgspec.structs.replace(messy.page, body=body))


@pytest.mark.parametrize("separator", [" - ", " | "])
@pytest.mark.parametrize("layouts", [LAYOUTS, HELD_OUT])
def test_messy_pages_of_an_unknown_site(layouts: tuple[Layout, ...], separator: str) -> None:
    wrong = []
    for messy in messy_pages(layouts):
        if messy.page.kind not in {"text", "html"} or messy.fact.title not in messy.page.body:
            continue
        page = named(messy, separator).page
        title = extract(page, outlets=Outlets(), now=NOW).title
        if title != messy.fact.title:
            wrong.append((messy.layout, messy.fact.key, title))
    assert not wrong
