"""Why a page is no article: the reason as a code, and a sentence that says more.

Knows nothing of how the page was read; it judges the draft.
"""

from __future__ import annotations

import re

from service.articles.draft import Draft
from service.articles.walls import is_locked, wall
from service.errors import NotAnArticle
from service.records import Page

# Letters of text below which nothing can be told of a page. The shortest real bodies of
# 29,751 news rows have 73 signs (0.1 %); flashes are short, so a row needs only a sentence.
LEAST_PAGE = 80
LEAST_ROW = 20
_ERROR = re.compile(
    r"\b(?:40[0134]|410|429|50[0234])\b.{0,40}(?:error|erreur|not found|forbidden|unavailable"
    r"|خطأ|غير موجود)"
    r"|(?:error|erreur|خطأ)\s*:?\s*(?:40[0134]|410|429|50[0234])|page not found"
    r"|page introuvable|page non trouv"
    r"|الصفحة (?:غير موجودة|المطلوبة غير موجودة|التي تبحث عنها)|لم يتم العثور على الصفحة"
    r"|لا يمكن العثور على الصفحة"
    r"|access denied|accès refusé|just a moment|attention required|checking your browser"
    r"|enable javascript"
    r"|are you a robot|verify you are human|bad gateway|service unavailable|internal server error"
    r"|página no encontrada|this page isn.t available|under maintenance|الموقع تحت الصيانة"
    r"|en maintenance",
    re.IGNORECASE | re.DOTALL,
)
# Every reason for which a page is refused.
REASONS = (
    "empty", "too-short", "section-front", "search-page", "error-page", "paywall", "login",
    "cookie-wall", "future-date", "bad-date",
)  # fmt: skip
_TOLD = {
    "error-page": "a page that is missing, broken or closed to robots",
    "search-page": "the results of a search",
    "login": "a form to log in",
    "cookie-wall": "a wall that asks for consent",
}
# A stub shows a paragraph or two before the wall.
_STUB = 900
# A page of this many headlines is a list of articles where each has less text than a teaser,
# or where no two paragraphs stand together. Articles beside long lists of headlines have
# hundreds of letters for each.
_FRONT_HEADLINES = 8
_FRONT_PROSE = 40
# No list of teasers sets so many paragraphs together.
_FRONT_RUN = 3


def refuse(page: Page, draft: Draft, *, title: str, lead: str | None, body: str) -> None:
    """Raise NotAnArticle where the page is none: empty, an error, a front, a stub, too short."""
    if draft.refused is not None:
        reason, detail = draft.refused
        raise NotAnArticle(reason, f"{page.origin}: {detail}")
    text = body or lead or ""
    said = f"{title}{text}" if page.kind in {"row", "entry"} else page.body
    if not any(map(str.isalpha, said)):
        raise NotAnArticle("empty", f"{page.origin}: no text in it")
    if page.kind in {"row", "entry"}:
        if len(title) + len(text) < LEAST_ROW:
            raise NotAnArticle(
                "too-short", f"{page.origin}: only {len(title) + len(text)} signs of text"
            )
        return
    _refuse_page(page, draft, title, text)


def _refuse_page(page: Page, draft: Draft, title: str, text: str) -> None:
    head = page.body[:400] if page.kind == "text" and len(page.body) < _STUB else ""
    if len(text) < _STUB and _ERROR.search(f"{title}\n{text[:400]}\n{head}"):
        raise NotAnArticle("error-page", f"{page.origin}: an error page ({title or text[:60]})")
    brief = len(text) < _STUB
    found = wall(title, text, foot=draft.ending, dated=bool(draft.stamps)) if brief else None
    if found is not None:
        raise NotAnArticle(found, f"{page.origin}: {_TOLD[found]} ({title or text[:60]})")
    if brief and is_locked(text, draft.ending):
        raise NotAnArticle("paywall", f"{page.origin}: the text stops at a wall for subscribers")
    if draft.headlines >= _FRONT_HEADLINES and (
        draft.longest_run < 2 <= len(draft.paragraphs)
        or (len(text) < _FRONT_PROSE * draft.headlines and draft.longest_run < _FRONT_RUN)
    ):
        raise NotAnArticle(
            "section-front",
            f"{page.origin}: {draft.headlines} headlines and hardly any text: a list",
        )
    if len(text) < LEAST_PAGE:
        raise NotAnArticle("too-short", f"{page.origin}: only {len(text)} signs of text")
