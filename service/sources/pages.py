"""The answer to a page's address as a page, with what its source said of it beside it.

Knows nothing of what the page says.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from service.articles.outlets import Outlet, Outlets
from service.errors import FetchError, SourceError
from service.records import Page
from service.sources.decoding import decode
from service.sources.exchange import Answer
from service.sources.sniffing import FORMS, sniff

_HEAD = 65_536


def page_of(
    answer: Answer,
    asked: str,
    entry: Page | None,
    *,
    outlet: Outlet,
    outlets: Outlets,
    now: datetime,
) -> Page:
    """The page that ``answer`` to ``asked`` holds; ``entry`` is what a feed said of it.

    Raises FetchError where it is no page of HTML, or where an article gave way to its site's
    front page.
    """
    if not answer.body.strip(b"\0\t\n\r "):
        raise FetchError("empty", f"{asked}: the answer is empty")
    try:
        form = sniff(answer.body[:_HEAD], FORMS.get(answer.media_type), asked)
    except SourceError as error:
        raise FetchError("not-a-page", str(error), ours=True) from error
    if form != "html":
        raise FetchError("not-a-page", f"{asked}: holds {form}, not HTML", ours=True)
    if urlsplit(answer.address).path in {"", "/"} and urlsplit(asked).path not in {"", "/"}:
        raise FetchError("gone", f"{asked}: leads to the front page now")
    whose = outlets.by_domain(answer.address)
    title = entry.title if entry else None
    return Page(
        body=decode(answer.body, charset=answer.charset, markup=True),
        kind="html",
        origin=asked,
        address=answer.address,
        key=entry.key if entry else None,
        title=title if title and not title.rstrip().endswith(("…", "...")) else None,
        section=entry.section if entry else None,
        outlet=outlet.key if whose is None else whose.key,
        language=entry.language if entry else None,
        published=entry.published if entry else None,
        dated_by="feed",
        fetched_at=now,
    )
