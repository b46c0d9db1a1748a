"""What a reader sees, in a real Chromium: both directions, two widths, both themes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboards.phrases import LANGUAGES
from dashboards.rendering import unbroken
from tests.browser.visiting import Visit, run

pytestmark = pytest.mark.browser

PAGES = {
    "front": "/?all=1",
    "story": "/stories/s-dam",
    "telling": "/stories/s-fall",
    "hostile": "/stories/s-hostile",
    "article": "/articles/a-dam-1?at=body:0-30",
    "articles": "/articles",
    "search": "/search?q=سد",
    "meaning": "/search?q=ouverture d’un salon du livre&by=meaning",
    "like": "/search?like=a-dam-1",
    "missing": "/stories/none",
    "outlets": "/outlets",
    "names": "/names",
    "about": "/about",
}


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Whatever sticks out of the window, though the page itself does not scroll.
STICKING_OUT = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((e) => !e.closest('.plot, .table-frame, .unseen, .skip, svg, details:not([open])'))
  .filter((e) => { const r = e.getBoundingClientRect();
    return r.width && (r.left < -1 || r.right > innerWidth + 1); })
  .map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 40))"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_stands_in_its_window_and_keeps_to_its_host(
    visit: Visit, name: str, language: str
) -> None:
    page = visit.go(PAGES[name], language)
    assert run(page, OVERFLOW) <= 0
    assert run(page, STICKING_OUT) == []
    html = run(page, "[document.documentElement.lang, document.documentElement.dir]")
    assert html == [language, "rtl" if language == "ar" else "ltr"]
    assert visit.outside == []
    # A browser tells of a 404 by itself.
    assert [one for one in visit.faults if "404" not in one or name != "missing"] == []


def test_arabic_starts_at_the_right_and_in_its_own_font(visit: Visit) -> None:
    page = visit.go("/stories/s-dam", "ar")
    side = run(
        page,
        "(() => { const r = document.querySelector('h1 bdi').getBoundingClientRect();"
        " return innerWidth - r.right < r.left + 1; })()",
    )
    assert side
    fonts = run(
        page,
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)",
    )
    assert any("Naskh" in one for one in fonts)
    assert any("Sans" in one for one in fonts)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_plot_is_drawn_in_the_reader_s_direction(visit: Visit, language: str) -> None:
    page = visit.go("/stories/s-dam", language)
    page.wait_for_selector("#plot.plot-drawn", timeout=15_000)
    dots = run(
        page,
        "[...document.querySelectorAll('#plot .scatterlayer .points path')]"
        ".map((p) => p.getBoundingClientRect().left)",
    )
    assert len(dots) == 3
    assert dots == sorted(dots, reverse=language == "ar")
    frame = run(page, "document.querySelector('#plot').getBoundingClientRect().toJSON()")
    assert all(frame["left"] <= one <= frame["right"] for one in dots)
    ticks = run(
        page,
        "[...document.querySelectorAll('#plot .xtick text')]"
        ".map((t) => t.getBoundingClientRect().toJSON())",
    )
    assert len(ticks) >= 2
    ticks.sort(key=lambda one: one["left"])
    for one, other in pairwise(ticks):
        assert one["right"] <= other["left"] + 1
    assert visit.faults == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_lanes_are_drawn_as_they_are_opened(visit: Visit, language: str) -> None:
    page = visit.go("/stories/s-fall", language)
    page.wait_for_selector("#lanes-outlet.plot-drawn", timeout=15_000)
    assert page.locator("#lanes-place.plot-drawn").count() == 0
    page.locator(".lane-plot:has(#lanes-place) > summary").click()
    page.wait_for_selector("#lanes-place.plot-drawn", timeout=15_000)
    for kind, lanes in (("outlet", 4), ("place", 2)):
        box = run(page, f"document.querySelector('#lanes-{kind}').getBoundingClientRect().toJSON()")
        svg = run(
            page,
            f"document.querySelector('#lanes-{kind} .main-svg').getBoundingClientRect().toJSON()",
        )
        assert box["height"] >= svg["height"] - 2
        names = run(
            page,
            f"[...document.querySelectorAll('#lanes-{kind} .annotation')]"
            ".map((one) => one.getBoundingClientRect().toJSON())",
        )
        assert len(names) == lanes
        edge = "right" if language == "ar" else "left"
        assert max(one[edge] for one in names) - min(one[edge] for one in names) < 3
        assert all(box["left"] <= one["left"] and one["right"] <= box["right"] for one in names)
    assert visit.faults == []


def test_a_dot_on_a_lane_leads_to_its_article(visit: Visit) -> None:
    page = visit.go("/stories/s-fall", "ar")
    page.wait_for_selector("#lanes-outlet.plot-drawn", timeout=15_000)
    page.locator("#lanes-outlet").scroll_into_view_if_needed()
    dot = page.locator("#lanes-outlet .scatterlayer .points path").first
    box = dot.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#lanes-outlet .hoverlayer .hovertext")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url("**/articles/a-fall-*")


def test_months_on_the_axis_are_moroccan(visit: Visit) -> None:
    page = visit.go("/stories/s-fair", "ar")
    page.wait_for_selector("#plot.plot-drawn", timeout=15_000)
    text = run(page, "[...document.querySelectorAll('#plot .xtick')].map((t) => t.textContent)")
    text = " ".join(text)
    assert "أبريل" in text
    assert not any(letter.isascii() and letter.isalpha() for letter in text)


def test_a_dot_leads_to_its_entry(visit: Visit) -> None:
    page = visit.go("/stories/s-dam", "ar")
    page.wait_for_selector("#plot.plot-drawn", timeout=15_000)
    box = run(
        page,
        "document.querySelector('#plot .scatterlayer .points path').getBoundingClientRect()"
        ".toJSON()",
    )
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("#plot .hoverlayer .hovertext")
    assert "12 يوليوز 2018" in run(page, "document.querySelector('#plot .hoverlayer').textContent")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_selector("#t-s-dam-2.entry-found")


def test_evidence_leads_to_the_sentence_in_its_article(visit: Visit) -> None:
    page = visit.go("/stories/s-dam", "ar")
    entry = page.locator("#t-s-dam-2")
    entry.locator("summary").press("Enter")
    entry.locator(".evidence-body a").first.click()
    page.wait_for_load_state("networkidle")
    cited = page.locator("#cite")
    assert cited.text_content() == (
        "انطلقت يوم الخميس 12 يوليوز 2018 أشغال سد وادي الزيتون بحضور عدد من السكان."
    )
    assert cited.is_visible()
    assert "lang=ar" in page.url


def test_a_quoted_sentence_is_one_click_from_its_article(visit: Visit) -> None:
    page = visit.go("/stories/s-dam", "fr")
    quote = page.locator("#t-s-dam-2 .said-by a").first
    name = quote.get_attribute("aria-label") or ""
    assert name.endswith("la phrase dans son article")
    assert (quote.text_content() or "") in name
    quote.click()
    page.wait_for_load_state("networkidle")
    shown = page.locator("#cite")
    assert shown.text_content() == (
        "Les travaux du barrage de Oued Zitoune ont commencé jeudi 12 juillet,"
        " a constaté notre correspondant."
    )
    top = shown.bounding_box()
    assert top is not None
    assert 0 <= top["y"] < 900


@pytest.mark.parametrize("name", ["story", "telling"])
def test_a_chart_takes_the_room_that_was_kept_for_it(visit: Visit, name: str) -> None:
    page = visit.page
    page.route("**/plot.js", lambda route: route.abort())
    visit.go(PAGES[name], "ar")
    heights = (
        "[...document.querySelectorAll('.plot')].filter((one) => one.checkVisibility())"
        ".map((one) => one.getBoundingClientRect().height)"
    )
    kept = run(page, heights)
    page.unroute("**/plot.js")
    page.reload()
    page.wait_for_selector(".plot.plot-drawn", timeout=15_000)
    drawn = run(page, heights)
    assert len(drawn) == len(kept) > 0
    assert all(abs(one - other) <= 2 for one, other in zip(kept, drawn, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ways_through_the_site_stand_on_one_line(visit: Visit, language: str) -> None:
    page = visit.go("/about", language)
    for nav in ("main-nav", "language-nav"):
        tops = run(
            page,
            f"[...document.querySelectorAll('.{nav} li')]"
            ".map((one) => Math.round(one.getBoundingClientRect().top))",
        )
        assert len(set(tops)) == 1, nav


def test_the_keyboard_reaches_the_content_first(visit: Visit) -> None:
    page = visit.go("/", "ar")
    page.keyboard.press("Tab")
    assert run(page, "document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert run(page, "document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    assert run(page, "document.activeElement.closest('main') !== null")


def test_filters_can_be_reached_and_work(visit: Visit) -> None:
    page = visit.go("/", "ar")
    select = page.locator("select[name=language]")
    if not select.is_visible():
        page.locator(".filters-box > summary").click()
    select.select_option("fr")
    page.locator(".filters button").click()
    page.wait_for_load_state("networkidle")
    assert "language=fr" in page.url
    told = page.request.get(f"{visit.base}/api/v1/stories?language=fr").json()["items"]
    assert 0 < len(told) < len(page.request.get(f"{visit.base}/api/v1/stories").json()["items"])
    assert page.locator(".headline").count() == len(told)


CONTRAST = """() => {
  const curve = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const channel = (c) => curve(c / 255);
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const low = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('#plot, script, .error-code, svg, option')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5 && !e.matches('.dot'))
      low.push([ratio.toFixed(2), e.className, e.textContent.slice(0, 30)]);
  }
  return low;
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["front", "story", "telling", "article", "search", "about"])
def test_text_stands_out_from_its_ground(
    chromium: Browser, address: str, name: str, theme: Any
) -> None:
    context = chromium.new_context(color_scheme=theme)
    page = Visit(context.new_page(), address).go(PAGES[name], "ar")
    assert run(page, CONTRAST) == []
    context.close()


def test_the_plot_takes_the_theme_s_colours(chromium: Browser, address: str) -> None:
    colours = set()
    for theme in ("light", "dark"):
        context = chromium.new_context(color_scheme="dark" if theme == "dark" else "light")
        page = Visit(context.new_page(), address).go("/stories/s-dam", "ar")
        page.wait_for_selector("#plot.plot-drawn", timeout=15_000)
        colours.add(
            run(
                page,
                "getComputedStyle(document.querySelector('#plot .scatterlayer .points path')).fill",
            )
        )
        context.close()
    assert colours == {"rgb(11, 95, 82)", "rgb(108, 201, 182)"}


def test_without_scripts_the_page_still_tells_all(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/stories/s-dam?lang=ar")
    assert not page.locator("#plot").is_visible()
    page.locator(".as-table > summary").click()
    assert page.locator(".as-table tbody tr").count() == 6
    assert page.locator(".as-table table").is_visible()
    assert page.locator(".entry").count() == 6
    context.close()


def test_a_factory_set_browser_opens_in_arabic_and_a_french_one_in_french(
    chromium: Browser, address: str
) -> None:
    for locale, language in (("en-US", "ar"), ("fr-FR", "fr"), ("en-GB", "en"), ("es-MX", "es")):
        context = chromium.new_context(locale=locale)
        page = context.new_page()
        page.goto(address)
        assert run(page, "document.documentElement.lang") == language
        context.close()


def test_the_api_s_page_draws_from_this_host_alone(visit: Visit) -> None:
    visit.page.goto(f"{visit.base}/api/v1/openapi")
    visit.page.wait_for_selector(".opblock", timeout=15_000)
    paths = visit.page.request.get(f"{visit.base}/api/v1/openapi.json").json()["paths"]
    assert visit.page.locator(".opblock").count() == sum(len(methods) for methods in paths.values())
    assert visit.outside == []
    assert visit.faults == []


def test_a_score_is_not_broken_between_lines(visit: Visit) -> None:
    """In the narrowest of columns as in any other."""
    page = visit.go("/stories/s-dam", "ar")
    told = str(unbroken("فاز المنتخب 1-0 على ضيفه في موسم 2018-2019"))
    lines = run(
        page,
        f"""(() => {{ const p = document.createElement('p'); p.innerHTML = {told!r};
        document.querySelector('main').append(p); const most = [];
        for (let w = 20; w < 300; w += 4) {{ p.style.width = w + 'px';
          for (const one of p.querySelectorAll('span'))
            most.push(new Set([...one.getClientRects()].map((r) => Math.round(r.top))).size); }}
        return Math.max(...most); }})()""",
    )
    assert lines == 1
