"""Searching by meaning, in a real Chromium: by keyboard, without scripts, in three languages."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visiting import Visit, run

pytestmark = pytest.mark.browser
NAMES = {"ar": "بالمعنى", "fr": "Par le sens", "en": "By meaning"}


@pytest.mark.parametrize("language", NAMES)
def test_the_way_of_searching_is_chosen_by_keyboard(visit: Visit, language: str) -> None:
    page = visit.go("/search?q=كتب", language)
    current = page.locator(".ways [aria-current]")
    assert current.count() == 1
    other = page.get_by_role("link", name=NAMES[language], exact=True)
    other.focus()
    assert run(page, "getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_url("**by=meaning**")
    assert page.locator(".ways [aria-current]").text_content() == NAMES[language]
    assert page.locator(".hit").count() > 1
    assert f"lang={language}" in page.url
    # what is asked next is asked in the same way
    page.locator("#finder").fill("سد")
    page.locator("#finder").press("Enter")
    page.wait_for_url("**q=%D8%B3%D8%AF**")
    assert "by=meaning" in page.url
    sizes = page.locator(".ways a").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 40
    assert visit.faults == []


def test_a_question_in_one_language_finds_articles_of_another(visit: Visit) -> None:
    page = visit.go("/search?q=inauguration d’un barrage&by=meaning", "fr")
    assert "dam" in str(page.locator(".hit a").first.get_attribute("href"))
    languages = page.locator(".hit bdi[lang]").evaluate_all("all => all.map((one) => one.lang)")
    assert {"ar", "fr"} <= set(languages)


def test_an_article_leads_to_those_like_it(visit: Visit) -> None:
    page = visit.go("/articles/a-dam-1", "ar")
    section = page.locator("section[aria-labelledby=similar]")
    section.locator("p a").click()
    page.wait_for_url("**like=a-dam-1**")
    hits = page.locator(".hit a").evaluate_all("all => all.map((one) => one.pathname)")
    assert hits[0].startswith("/articles/a-dam")
    assert "/articles/a-dam-1" not in hits
    told = page.request.get(f"{visit.base}/api/v1/articles/a-dam-1/similar").json()["items"]
    assert hits == [f"/articles/{one['id']}" for one in told[:20]]


FOREIGN = """(names) => names.map((name) => [...document.querySelectorAll(name)]
  .filter((e) => e.dir && e.dir !== document.documentElement.dir && e.offsetParent)
  .map((e) => { const s = getComputedStyle(e); return [s.display, s.textAlign, s.direction]; }))
  .flat()"""


@pytest.mark.parametrize(
    ("place", "language"),
    [("/?all=1", "fr"), ("/search?q=سد", "en"), ("/stories/s-dam", "fr"), ("/?all=1", "ar")],
)
def test_a_text_that_runs_against_the_page_is_set_from_its_own_side(
    visit: Visit, place: str, language: str
) -> None:
    page = visit.go(place, language)
    told = page.evaluate(FOREIGN, [".headline bdi", ".hit bdi", ".development q bdi", "h1 bdi",
                                   ".other-titles bdi", ".chapter h3 bdi"])  # fmt: skip
    assert told
    own = "ltr" if language == "ar" else "rtl"
    assert {tuple(one) for one in told} == {("block", "start", own)}


def test_both_ways_work_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page: Page = context.new_page()
    page.goto(f"{address}/search?q=barrage&lang=fr")
    words = hits(page)
    page.get_by_role("link", name=NAMES["fr"]).click()
    assert len(hits(page)) > len(words) > 0
    context.close()


def hits(page: Page) -> list[Any]:
    return page.locator(".hit a").all()
