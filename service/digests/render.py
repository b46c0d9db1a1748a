"""A digest as an e-mail-ready page and as a Markdown text.

Knows nothing of ranking. The page asks nothing of the network and runs no script; its styles
stand on its elements, for mail readers drop style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import msgspec

from service.digests.words import Words, isolated
from service.records import Digest, DigestItem, Evidence, TimelineEntry
from service.text.language import direction

if TYPE_CHECKING:
    from jinja2 import Environment

DEFAULT_ADDRESS = "http://127.0.0.1:8000"
# Below this many articles a week the digest warns that stories may be missing.
THIN = 20
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A happening as it is printed."""

    date: str
    note: str
    text: str
    language: str
    direction: str
    outlet: str
    address: str


class Printed(msgspec.Struct, frozen=True, kw_only=True):
    """A story as it is printed: ``affair`` is what it is called where its news heads it."""

    title: str
    language: str
    direction: str
    affair: str
    affair_language: str
    affair_direction: str
    address: str
    updated: bool
    count: str
    change: str
    lines: tuple[Line, ...]
    headlines: tuple[Line, ...]


def render_html(
    digest: Digest,
    *,
    language: str = "ar",
    base_url: str = DEFAULT_ADDRESS,
    outlet_names: Mapping[str, str] | None = None,
) -> str:
    """The digest as one HTML page in the interface ``language`` (ar, fr, en, es).

    ``base_url`` is where stories and articles are read; ``outlet_names`` maps an outlet to its
    name in that language (its key by default). Raises InputError for another language.
    """
    import css_inline

    words = Words(language)
    page = (
        _templates()
        .get_template("digest.html")
        .render(**_content(digest, words, base_url, outlet_names or {}))
    )
    inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)
    return inliner.inline(page)


def render_markdown(
    digest: Digest,
    *,
    language: str = "ar",
    base_url: str = DEFAULT_ADDRESS,
    outlet_names: Mapping[str, str] | None = None,
) -> str:
    """The digest as Markdown; parameters and errors as for ``render_html``."""
    words = Words(language)
    content = _content(digest, words, base_url, outlet_names or {})
    text = _templates().get_template("digest.md.txt").render(**content)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    made = Environment(
        loader=PackageLoader("service.digests", "templates"),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["md"] = lambda text: _MARKDOWN.sub(r"\\\1", str(text))
    made.filters["isolated"] = isolated
    return made


def _content(
    digest: Digest, words: Words, base_url: str, names: Mapping[str, str]
) -> dict[str, object]:
    printed = [_printed(one, words, base_url.rstrip("/"), names) for one in digest.items]
    sections = [
        (words.say("new"), [one for one in printed if not one.updated], words.say("none_new")),
        (
            words.say("updated"),
            [one for one in printed if one.updated],
            words.say("none_updated"),
        ),
    ]
    articles = words.count("articles", digest.articles)
    first, last = date.fromisoformat(digest.first_day), date.fromisoformat(digest.last_day)
    span = words.span(first, last)
    title = words.say(_TITLES.get((last - first).days + 1, "title_span"))
    lead = printed[0].title if printed else ""
    return {
        "words": words,
        "span": span,
        "title": title,
        "subject": words.say("subject", title=title, span=span, lead=lead) if lead else title,
        "summary": words.say(
            "of_window",
            count=words.count("stories", len(printed)),
            articles=words.count("of_articles", digest.articles),
        ),
        "thin": words.say("thin", articles=articles) if digest.articles < THIN else "",
        "sections": sections if printed else [],
        "home": base_url.rstrip("/"),
    }


# What a digest of so many days is called; of any other number it is that of a period.
_TITLES = {1: "title_day", 7: "title"}


def _printed(item: DigestItem, words: Words, base_url: str, names: Mapping[str, str]) -> Printed:
    lines = tuple(_line(one, item.language, words, base_url, names) for one in item.entries)
    told = {line.text for line in lines}
    called, known = _title(item.titles or {item.language: item.title}, item.language, words)
    title, spoken = _title(item.news, item.language, words) if item.news else (called, known)
    return Printed(
        title=title,
        language=spoken,
        direction=direction(spoken),
        affair=called if called != title else "",
        affair_language=known,
        affair_direction=direction(known),
        address=f"{base_url}/stories/{item.story}",
        updated=item.change == "updated",
        count=words.say(
            "by",
            articles=words.count("articles", item.articles),
            families=words.count("families", item.families),
        ),
        change=_change(item, words) if item.change == "updated" else "",
        lines=lines,
        headlines=tuple(
            _headline(one, base_url, names)
            for one in item.headlines
            if one.sentence not in told and one.sentence != title
        ),
    )


def _title(titles: Mapping[str, str], language: str, words: Words) -> tuple[str, str]:
    """(title, its language): in the page's language, else the story's, else the first there is."""
    spoken = next(one for one in (words.language, language, *titles) if one in titles)
    return titles[spoken], spoken


def _change(item: DigestItem, words: Words) -> str:
    """What is new since the digest before."""
    articles = words.count("fresh_count", item.articles)
    if not item.entries:
        return words.say("fresh_articles", articles=articles)
    return words.say("fresh", articles=articles, entries=words.count("entries", len(item.entries)))


def _line(
    entry: TimelineEntry, language: str, words: Words, base_url: str, names: Mapping[str, str]
) -> Line:
    """The happening in the page's language if it is told in it, else in the story's, else any."""
    spoken = next(
        (one for one in (words.language, language, *sorted(entry.texts)) if one in entry.texts),
        language,
    )
    text = entry.texts.get(spoken, entry.evidence[0].sentence)
    source = next((one for one in entry.evidence if one.sentence == text), entry.evidence[0])
    return Line(
        date=words.value(
            entry.grain, date.fromisoformat(entry.first_day), date.fromisoformat(entry.last_day)
        ),
        note=words.say("and").join(words.say(one) for one in _notes(entry)),
        text=text,
        language=spoken,
        direction=direction(spoken),
        outlet=names.get(source.outlet, source.outlet),
        address=f"{base_url}/articles/{source.article}?{_place(source)}#cite",
    )


def _place(source: Evidence) -> str:
    """Where in its article the sentence stands, as the dashboard's page of it is asked."""
    return urlencode({"at": f"{source.field}:{source.start}-{source.end}"}, safe=":")


# What is said of a date that no word of a dated article gives, and of what may not come to be.
_BASES = {"report": "reported", "eve": "eve", "estimate": "estimated"}
_AHEAD = {"moved": "moved", "cancelled": "cancelled", "held": None}


def _notes(entry: TimelineEntry) -> list[str]:
    """What a reader must know beside the date: how it is known, and that it was only foretold."""
    standing = None
    if entry.kind == "forecast":
        standing = _AHEAD.get(entry.status or "", "ahead")
    return [one for one in (_BASES.get(entry.basis), standing) if one]


def _headline(one: Evidence, base_url: str, names: Mapping[str, str]) -> Line:
    return Line(
        date="",
        note="",
        text=one.sentence,
        language=one.language,
        direction=direction(one.language),
        outlet=names.get(one.outlet, one.outlet),
        address=f"{base_url}/articles/{one.article}",
    )
