"""A page to its article, or the reason why it is none.

Knows nothing of files, the network or the store; the instant of now is an argument. It reads
as its steps: a draft by the page's kind, whose it is, its title, its text, its date, its id.
"""

from __future__ import annotations

from datetime import datetime

from service.articles.addresses import domain
from service.articles.attribution import Attribution, attribute
from service.articles.draft import Draft, Stamp
from service.articles.identity import article_id, content_hash
from service.articles.lines import on_one_line
from service.articles.markup import has_markup, read_fragment, read_markup
from service.articles.outlets import Outlets
from service.articles.published import decide, possible, read_date
from service.articles.refusals import refuse
from service.articles.saved import read_saved
from service.articles.titles import Around, clean_title
from service.errors import NotAnArticle
from service.records import Article, Page, Published
from service.text.language import UNKNOWN as UNDETERMINED
from service.text.language import detect
from service.text.normalise import tidy

# Changes whenever the same page would give another article.
EXTRACTION = "4"


def extract(page: Page, *, outlets: Outlets, now: datetime) -> Article:
    """The article in ``page``.

    ``now`` bounds its date where the page does not say when it was fetched. Raises
    NotAnArticle, whose reason is one of ``service.articles.refusals.REASONS``.
    """
    draft = read_draft(page)
    whose = attribute(page, draft, outlets)
    address = page.address or draft.address
    title = _title(page, draft, outlets, address)
    lead = _line(page.lead) or draft.lead
    body = "\n".join(draft.paragraphs)
    refuse(page, draft, title=title, lead=lead, body=body)
    body = body or lead or ""
    title = title or _first_words(body)
    return Article(
        id=article_id(address=address, outlet=whose.outlet, key=page.key, title=title, body=body),
        outlet=whose.outlet,
        republisher=whose.republisher,
        attributed=whose.attributed(),
        language=_language(page, draft, f"{title}\n{body}"),
        title=title,
        lead=lead,
        body=body,
        content_hash=content_hash(title, lead, body),
        section=_line(page.section) or draft.section,
        address=address,
        key=page.key,
        published=_published(page, draft, whose, outlets, now),
        fetched_at=page.fetched_at,
        modified=_modified(page, draft, whose, outlets, now),
        links=draft.links,
    )


def read_draft(page: Page) -> Draft:
    """What the page says, read as its kind asks."""
    if not page.body.strip() and not (page.title or page.lead):
        raise NotAnArticle("empty", f"{page.origin}: the page is empty")
    if page.kind == "html":
        return read_markup(page.body, address=page.address)
    if page.kind == "text":
        return read_saved(page.body, title=page.title)
    if has_markup(page.body):
        return read_fragment(page.body, address=page.address)
    return _trusted(page.body)


def _trusted(body: str) -> Draft:
    """A row's or an entry's plain text: its paragraphs as they are."""
    lines = (line.strip() for line in tidy(body).splitlines())
    return Draft(paragraphs=tuple(line for line in lines if line))


def _line(text: str | None) -> str | None:
    """A field on one tidy line, None where nothing is in it."""
    return " ".join(tidy(text).split()) or None if text else None


def _title(page: Page, draft: Draft, outlets: Outlets, address: str | None) -> str:
    said = page.title or draft.title or ""
    if not said:
        return ""
    around = Around(
        sites=draft.sites,
        lines=draft.lone_names,
        host=domain(address),
        is_page=page.kind in {"text", "html"},
    )
    return clean_title(on_one_line(said), outlets, around)


_TITLE_WORDS = 16


def _first_words(body: str) -> str:
    """A title for a text without one: its first words."""
    words = body.split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


_LANGUAGES = {
    "arabic": "ar", "العربية": "ar", "french": "fr", "français": "fr", "english": "en",
    "spanish": "es", "español": "es", "ara": "ar", "fra": "fr", "fre": "fr", "eng": "en",
    "spa": "es",
}  # fmt: skip


def _language(page: Page, draft: Draft, text: str) -> str:
    """The carrier's word for the language, else what the text itself is in."""
    said = (page.language or "").strip().lower().replace("_", "-")
    if said:
        return _LANGUAGES.get(said, said.split("-", 1)[0])
    found = detect(text[:2_000])
    return found if found != UNDETERMINED or not draft.language else draft.language[:2].lower()


def _published(
    page: Page, draft: Draft, whose: Attribution, outlets: Outlets, now: datetime
) -> Published | None:
    """The date by the ladder; a row's or a feed's own word stands above all.

    Raises NotAnArticle where that word cannot be read or lies after the fetch.
    """
    outlet = outlets.by_key(whose.outlet)
    zone = outlet.timezone if outlet else "UTC"
    latest = page.fetched_at or now
    if page.published is None or page.kind in {"text", "html"}:
        return decide(_ladder(draft.stamps, page), zone=zone, latest=latest)
    read = read_date(page.published, zone=zone)
    if read is None:
        raise NotAnArticle(
            "bad-date",
            f"{page.origin}: field 'published' holds {page.published!r}, which is no date",
        )
    if not possible(read[0], latest):
        raise NotAnArticle(
            "future-date" if read[0] > latest else "bad-date",
            f"{page.origin}: field 'published' says {page.published}, "
            f"but the page was had on {latest:%Y-%m-%d}",
        )
    return Published(
        at=read[0], precision=read[1], source="feed" if page.kind == "entry" else "row"
    )


def _modified(
    page: Page, draft: Draft, whose: Attribution, outlets: Outlets, now: datetime
) -> datetime | None:
    """When the page says that it was last changed, if that can be; a bare day orders nothing."""
    outlet = outlets.by_key(whose.outlet)
    zone = outlet.timezone if outlet else "UTC"
    read = read_date(draft.modified, zone=zone) if draft.modified else None
    if read is None or read[1] == "day":
        return None
    return read[0] if possible(read[0], page.fetched_at or now) else None


def _ladder(stamps: tuple[Stamp, ...], page: Page) -> tuple[Stamp, ...]:
    """The page's own stamps with the carrier's word on its rung: a feed's below the page's
    metadata and above what is printed, a caller's below all.
    """
    if page.published is None:
        return stamps
    if page.dated_by == "caller":
        return (*stamps, Stamp(text=page.published, source="caller", confidence=0.9))
    firm = tuple(stamp for stamp in stamps if stamp.source in {"json-ld", "meta"})
    printed = tuple(stamp for stamp in stamps if stamp.source not in {"json-ld", "meta"})
    return (*firm, Stamp(text=page.published, source="feed", confidence=0.95), *printed)
