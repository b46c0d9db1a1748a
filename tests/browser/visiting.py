"""A visit to a page in a real browser, and all that went wrong meanwhile."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page


class Visit:
    """A page and all that went wrong while it was open."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.outside: list[str] = []
        self.faults: list[str] = []
        page.on("request", lambda one: self._note(one.url))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console",
            lambda one: self.faults.append(one.text) if one.type in {"error", "warning"} else None,
        )

    def _note(self, url: str) -> None:
        if not url.startswith((self.base, "data:", "blob:")):
            self.outside.append(url)

    def go(self, address: str, language: str) -> Page:
        joint = "&" if "?" in address else "?"
        self.page.goto(f"{self.base}{address}{joint}lang={language}")
        self.page.wait_for_load_state("networkidle")
        return self.page


def run(page: Page, code: str) -> Any:
    return page.evaluate(code)
