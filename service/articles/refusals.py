"""Why a page is no article: the reason as a code, and a sentence that says more.

Knows nothing of how the page was read; it judges the draft.
"""

from __future__ import annotations

import re

from service.articles.draft import Draft
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
_LOCKED = re.compile(
    r"réservée? aux abonn|il vous reste \d+ ?% de cet article|cet article est réservé"
    r"|abonnez-vous pour lire"
    r"|subscribe to (?:continue|read)|to continue reading|this (?:article|content) is (?:for"
    r"|reserved)"
    r"|هذا المحتوى (?:مخصص|خاص|متاح) (?:لل|ب|فقط)|للمشتركين فقط|اشترك لمواصلة القراءة|اشترك لقراءة"
    r"|solo para suscriptores|suscríbete para (?:seguir )?leer",
    re.IGNORECASE,
)
# A stub shows a paragraph or two before the wall.
_STUB = 900
# A page of this many headlines is a list of articles where each has less text than a teaser,
# or where no two paragraphs stand together. Articles beside long lists of headlines have
# hundreds of letters for each.
_FRONT_HEADLINES = 8
_FRONT_PROSE = 40


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
    if len(text) < _STUB and _LOCKED.search(
        f"{text}\n{page.body[-3_000:] if page.kind == 'text' else ''}"
    ):
        raise NotAnArticle("paywall", f"{page.origin}: the text stops at a wall for subscribers")
    if draft.headlines >= _FRONT_HEADLINES and (
        len(text) < _FRONT_PROSE * draft.headlines or draft.longest_run < 2 <= len(draft.paragraphs)
    ):
        raise NotAnArticle(
            "section-front",
            f"{page.origin}: {draft.headlines} headlines and hardly any text: a list",
        )
    if len(text) < LEAST_PAGE:
        raise NotAnArticle("too-short", f"{page.origin}: only {len(text)} signs of text")
