"""What readers who use a keyboard, a screen reader or a thumb meet, page by page (WCAG 2.2)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import PAGES
from tests.browser.visiting import Visit, run

pytestmark = pytest.mark.browser

# Each check lists what breaks it; an empty list is well.
CHECKS = {
    "headings": """() => {
      const all = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
        .filter((e) => e.checkVisibility());
      const found = all.filter((e) => e.tagName === 'H1').length === 1 ? [] : ['not one h1'];
      let before = 0;
      for (const e of all) {
        const level = Number(e.tagName[1]);
        if (level > before + 1) found.push(`h${before} then ${e.outerHTML.slice(0, 80)}`);
        if (!e.textContent.trim()) found.push(`empty ${e.outerHTML}`);
        before = level;
      }
      return found; }""",
    "landmarks": """() => {
      const found = [];
      for (const name of ['body > header', 'main', 'body > footer'])
        if (document.querySelectorAll(name).length !== 1) found.push(name);
      const navs = [...document.querySelectorAll('nav, form[role=search]')]
        .map((e) => e.getAttribute('aria-label') || e.getAttribute('role'));
      if (new Set(navs).size !== navs.length || navs.includes(null)) found.push(...navs);
      for (const e of document.querySelectorAll('body > *'))
        if (!e.matches('header, main, footer, .skip, script, #js-plotly-tester'))
          found.push(e.outerHTML.slice(0, 80));
      return found; }""",
    "names": """() => {
      const label = (e) => (e.getAttribute('aria-label') || '').trim()
        || (e.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
          .map((id) => document.getElementById(id)?.textContent.trim()).join(' ')
        || [...(e.labels || [])].map((one) => one.textContent.trim()).join(' ')
        || e.textContent.trim();
      return [...document.querySelectorAll(
          'a, button, summary, input:not([type=hidden]), select, textarea, [role=img], nav, ' +
          'section[aria-labelledby]')]
        .filter((e) => !e.closest('.plot') || e.matches('.plot'))
        .filter((e) => !label(e)).map((e) => e.outerHTML.slice(0, 100)); }""",
    "references": """() => {
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      const found = ids.filter((one, place) => ids.indexOf(one) !== place);
      for (const e of document.querySelectorAll('[aria-labelledby], [aria-describedby], [for]'))
        for (const name of ['aria-labelledby', 'aria-describedby', 'for'])
          for (const id of (e.getAttribute(name) || '').split(' ').filter(Boolean))
            if (!document.getElementById(id)) found.push(`${name}=${id}`);
      for (const e of document.querySelectorAll('a[href^="#"]'))
        if (!document.getElementById(e.hash.slice(1))) found.push(e.hash);
      return found; }""",
    "languages": """() => {
      const found = [];
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        const text = walk.currentNode.textContent, e = walk.currentNode.parentElement;
        if (e.closest('script, style, .plot, option, bdi:not([lang])')) continue;
        const spoken = e.closest('[lang]').lang, run = e.closest('[dir]').dir;
        const arabic = /[\\u0621-\\u064a]{2}/.test(text);
        // A name or two in other letters stand in a sentence; four words are a sentence.
        const latin = !arabic && /([A-Za-zÀ-ÿ]{2,}[^A-Za-zÀ-ÿ]+){3}[A-Za-zÀ-ÿ]{2,}/.test(text);
        if (arabic && !/^(ar|ary)$/.test(spoken)) found.push([spoken, text.slice(0, 60)]);
        if (arabic && run !== 'rtl') found.push([run, text.slice(0, 60)]);
        if (latin && /^(ar|ary)$/.test(spoken)) found.push([spoken, text.slice(0, 60)]);
        if (latin && run !== 'ltr') found.push([run, text.slice(0, 60)]);
      }
      return found; }""",
    "targets": """() => [...document.querySelectorAll('a, button, summary, select, input')]
      .filter((e) => e.checkVisibility() && e.type !== 'hidden' && !e.closest('.plot, .skip'))
      .filter((e) => !e.matches('p a, li.turn a, .meta a, dd a, td a'))
      .map((e) => [e.getBoundingClientRect(), e])
      .filter(([r]) => r.height < 24 || r.width < 24)
      .map(([r, e]) => `${Math.round(r.width)}x${Math.round(r.height)} ` +
        e.outerHTML.slice(0, 90))""",
    "tables": """() => [...document.querySelectorAll('table')]
      .filter((e) => !e.querySelector('thead th[scope=col]'))
      .map((e) => e.outerHTML.slice(0, 80))""",
}


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_seeing_it(visit: Visit, name: str, language: str) -> None:
    page = visit.go(PAGES[name], language)
    broken = {check: found for check, code in CHECKS.items() if (found := run(page, code))}
    assert broken == {}


@pytest.mark.parametrize("name", ["front", "telling", "article", "meaning"])
def test_whatever_has_the_focus_shows_it(visit: Visit, name: str) -> None:
    page = visit.go(PAGES[name], "ar")
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told = focused(page)
        if told is None:
            break
        assert told["outline"] != "none", told
        assert told["width"] > 0, told
        seen.append(told["html"])
    assert len(set(seen)) > 5


def focused(page: Page) -> Any:
    return run(
        page,
        """() => { const e = document.activeElement; if (e === document.body) return null;
          const s = getComputedStyle(e), r = e.getBoundingClientRect();
          return {outline: s.outlineStyle, width: r.width, html: e.outerHTML.slice(0, 120)}; }""",
    )


# A window of 1280 pixels magnified four times, and text twice as large in half of one.
@pytest.mark.parametrize(("width", "size"), [(320, 100), (640, 200)])
@pytest.mark.parametrize("name", ["front", "telling", "meaning", "article", "about"])
def test_what_is_magnified_still_fits(
    chromium: Browser, address: str, name: str, width: int, size: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900})
    page = Visit(context.new_page(), address).go(PAGES[name], "fr")
    page.add_style_tag(content=f"html {{ font-size: {size}%; }}")
    assert run(page, "document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
