"""HTML to a draft: trafilatura first, then what it cannot know of the region's pages.

Knows nothing of outlets or dates; stamps are handed on as they are written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from service.articles.addresses import day_in_path
from service.articles.boilerplate import form
from service.articles.draft import Draft, Stamp
from service.articles.lines import Line, is_cued, on_one_line, read_lines
from service.articles.metadata import Metadata, read_metadata
from service.articles.naming import names_in_title
from service.articles.related import linked_lines, take_related, without_pointers
from service.articles.repeats import without_repeats
from service.articles.saved import ABOVE, cut_blocks, read_saved, resumed
from service.articles.trees import SIZE, Size, drop_silent, linear, parse, size
from service.articles.visible import in_side, marks, visible_stamps
from service.text.normalise import tidy

_TAG = re.compile(r"<(?:/?[a-zA-Z][\w:-]*[\s/>]|!--|!doctype)", re.IGNORECASE)
_DOCUMENT = re.compile(r"<(?:html|body|head)[\s>]", re.IGNORECASE)
# Less text than this may be the wrong part of the page.
_MEAGRE = 250
# So many letters in common, and an abstract is nothing but the text's beginning.
_OPENING = 60
# Longer "descriptions" are the whole text put into the head.
_LEAD_LIMIT = 800
# No figure or name in a table of data is so long.
_CELL = 300
# A text of so many letters needs no second reading.
_SURE = 700
# A page that calls itself a list is believed unless it holds so many letters of text.
_LISTED = 1_500
# Readers that weigh every element take the square of what a page holds, and a page made to hold
# them up has millions of steps. Of 120 pages of news the largest had 600 elements, 6,600 steps.
_MOST = Size(elements=8_000, letters=1_000_000, steps=200_000)
# The readers compared take longer still.
_MOST_COMPARED = Size(elements=2_000, letters=200_000, steps=100_000)
# Headings looked at; a page with more is a list.
_HEADINGS = 20
_SIGNS = re.compile(r"[\W_]+")
_ANY_TAG = re.compile(r"<[^>]{0,2000}>")
_RUBRIC = re.compile(
    r"(?:^|[\s_-])(?:cat|category|categorie|section|rubri\w*|kicker|channel|topic)(?:$|[\s_-])",
    re.IGNORECASE,
)
_RUBRIC_LIMIT = 40
# Elements of the heading's block among which its rubric is looked for.
_AROUND = 300


def has_markup(text: str) -> bool:
    """Whether a carrier's body is HTML and not plain text."""
    return _TAG.search(text) is not None


def read_markup(text: str, *, address: str | None) -> Draft:
    """The draft in an HTML page got at ``address``."""
    tree = parse(text)
    if tree is None:
        return read_saved(html.unescape(_ANY_TAG.sub("\n", text[:SIZE])))
    # lxml makes an element's Python side anew on every visit unless something holds it
    held = list(tree.iter())
    facts = read_metadata(tree, address=address)
    heading = _heading(tree, facts)
    visible = tuple(visible_stamps(tree))
    headlines = count_headlines(tree)
    rubric = _rubric(tree)
    whole = linear(tree)
    links = tuple(take_related(tree))
    held.clear()
    pointers = linked_lines(tree)
    paragraphs = _chosen(_main_text(tree), facts, heading, pointers)
    page = read_saved(whole, title=heading)
    known = sum(map(len, page.paragraphs))
    if sum(map(len, paragraphs)) < _MEAGRE < known or (known and _is_laid_out(paragraphs)):
        paragraphs = without_pointers(page.paragraphs, pointers)
    letters = sum(map(len, paragraphs))
    # A bare day above the heading is that of serving, unless it stands in the heading's block.
    printed = (
        *visible,
        *(one for one in page.stamps if one.confidence > ABOVE or is_cued(one.text)),
    )
    front = facts.is_front and letters < _LISTED
    return Draft(
        title=heading,
        lead=_lead(facts.lead, paragraphs),
        section=_one_line(facts.section) or page.section or rubric,
        paragraphs=tuple(paragraphs),
        stamps=(*facts.stamps, *_address_stamp(address or facts.address), *_surest(printed)),
        outlet_names=(*filter(None, (facts.site, *_title_names(tree))), *page.outlet_names),
        lone_names=page.lone_names,
        sites=(*filter(None, (facts.site,)), *page.sites),
        copied_from=page.copied_from,
        copy=page.copy,
        around=page.around,
        ending=page.ending,
        modified=facts.modified,
        address=facts.address,
        language=facts.language,
        links=links or page.links,
        headlines=0 if facts.is_article else headlines,
        longest_run=page.longest_run,
        refused=("section-front", "the page says it is a list of articles") if front else None,
    )


def read_fragment(text: str, *, address: str | None) -> Draft:
    """The draft in a carrier's body that is HTML: a whole page, or the text of an entry."""
    if _DOCUMENT.search(text[:2_000]):
        return read_markup(text, address=address)
    tree = parse(text)
    if tree is None:
        return Draft()
    links = tuple(take_related(tree))
    return Draft(paragraphs=tuple(clean_lines(linear(tree), None)), links=links)


def _heading(tree: Any, facts: Metadata) -> str | None:
    """The page's own heading where it agrees with what the head says, else what the head says."""
    document = next((title.text_content() for title in tree.iter("title")), "")
    said = [line for one in (*facts.titles, document) if (line := on_one_line(one))]
    known = [frozenset(form(one).split(" ")) for one in said]
    headings = list(islice(tree.iter("h1"), _HEADINGS))
    for heading in headings:
        text = on_one_line(heading.text_content())
        words = frozenset(form(text).split(" "))
        if len(text) >= 8 and any(len(words & other) >= 0.6 * len(words) > 0 for other in known):
            return text
    if said:
        return said[0]
    return next(
        (text for h in headings if len(text := on_one_line(h.text_content())) >= 8),
        None,
    )


def _one_line(text: str | None) -> str | None:
    """A short name on one line, None for what is too long to be a rubric's."""
    name = " ".join(tidy(text).split()) if text else ""
    return name if 0 < len(name) <= _RUBRIC_LIMIT else None


def _rubric(tree: Any) -> str | None:
    """The rubric printed in one block with the heading, in an element classed as such."""
    heading = next((h for h in tree.iter("h1") if h.text_content().strip()), None)
    block = None if heading is None else heading.getparent()
    if block is None or block.tag in {"body", "html"}:
        return None
    for element in islice(block.iterdescendants(), _AROUND):
        if element is not heading and _RUBRIC.search(marks(element)) and not in_side(element):
            name = _one_line(element.text_content())
            if name and not any(map(str.isdecimal, name)):
                return name
    return None


def _is_laid_out(paragraphs: Sequence[str]) -> bool:
    """Whether the text stands in the cells of a table that only lays out the page."""
    return any(one.startswith("|") and len(one) > _CELL for one in paragraphs)


def _title_names(tree: Any) -> tuple[str, ...]:
    document = next((title.text_content() for title in tree.iter("title")), "")
    return names_in_title(on_one_line(document))


def _main_text(tree: Any) -> str:
    """What trafilatura holds to be the main text of a tree, empty where it finds none.

    Its own reading first; its comparison with other readers, which doubles the time, only
    where that is short. A tree too large for either is left to our own reading of its lines.
    """
    from trafilatura import bare_extraction

    drop_silent(tree)
    measured = size(tree)
    text = ""
    for fast in (True, False):
        most = _MOST if fast else _MOST_COMPARED
        if any(had > bound for had, bound in zip(measured, most, strict=True)):
            break
        try:
            found = bare_extraction(
                tree,
                include_comments=False,
                with_metadata=False,
                fast=fast,
            )
        except (ValueError, RecursionError):  # signs that no XML may hold, however they got in
            break
        text = str(getattr(found, "text", None) or "")
        if len(text) >= _SURE:
            break
    return text


def _chosen(main: str, facts: Metadata, heading: str | None, pointers: frozenset[str]) -> list[str]:
    """The paragraphs of the main text, held against the body that the page's data gives.

    Where the data gives a body, the text's paragraphs that are not in it are furniture, and
    where the text is far shorter than it, the data's body stands alone.
    """
    cleaned = without_pointers(clean_lines(main, heading), pointers)
    if not facts.body or len(facts.body) < _MEAGRE:
        return cleaned
    body = (
        linear(tree)
        if has_markup(facts.body) and (tree := parse(facts.body)) is not None
        else html.unescape(facts.body)
    )
    signs = _SIGNS.sub("", body)
    held = [one for one in cleaned if _SIGNS.sub("", one)[:80] in signs]
    if sum(map(len, held)) >= 0.6 * len(body):
        return held
    return clean_lines(body, heading) or cleaned


def clean_lines(text: str, heading: str | None) -> list[str]:
    """The paragraphs of an extracted ``text`` less its prompts, pointers, stamps and foot."""
    title = form(heading) if heading else ""
    kept: list[str] = []
    lines = [line for line in read_lines(text) if line.kind != "blank"]
    for place, line in enumerate(lines):
        if line.kind in {"tail", "source", "related"} and _is_foot(lines, place):
            kept.extend(resumed(cut_blocks(lines[place:])[1:], heading, kept))
            break
        if line.kind in _KEPT and not (title and line.form == title):
            kept.append(line.text.removeprefix("- "))
    return without_repeats(kept)


_KEPT = frozenset({"prose", "headline", "section"})


def _is_foot(lines: Sequence[Line], place: int) -> bool:
    """Whether less prose stands below a line than above it."""
    above = sum(len(line.text) for line in lines[:place] if line.kind == "prose")
    below = sum(len(line.text) for line in lines[place:] if line.kind == "prose")
    return below <= above


def _lead(said: str | None, paragraphs: Sequence[str]) -> str | None:
    """The abstract that the head gives, unless it is a slogan or only the text's beginning."""
    if not said or not paragraphs:
        return None
    lead = " ".join(tidy(html.unescape(said)).split())
    words = frozenset(word for word in form(lead).split(" ") if len(word) > 3)
    body = frozenset(form(" ".join(paragraphs)[:4_000]).split(" "))
    if len(lead) < 40 or len(words & body) < 0.3 * len(words):
        return None
    signs = _SIGNS.sub("", lead)
    opening = _SIGNS.sub("", " ".join(paragraphs)[:2_000])
    return None if signs[:_OPENING] in opening or len(lead) > _LEAD_LIMIT else lead


def _surest(stamps: Sequence[Stamp]) -> list[Stamp]:
    """Printed dates, a time of update after any other; the first of equals stays first."""
    return sorted(stamps, key=lambda stamp: -stamp.confidence)


def _address_stamp(address: str | None) -> Iterator[Stamp]:
    day = day_in_path(address)
    if day is not None:
        yield Stamp(text=day.isoformat(), source="address", confidence=0.85)


def count_headlines(tree: Any) -> int:
    """How many links on the page read as headlines."""
    count = 0
    for link in tree.iter("a"):
        text = "".join(link.itertext()).strip()
        count += 30 <= len(text) <= 200 and " " in text
    return count
