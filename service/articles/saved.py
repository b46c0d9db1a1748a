"""A page saved as plain text to a draft: which of its lines are the article.

Knows nothing of markup or of outlets. The page is cut into blocks where a line opens
something else (related articles, comments); the block with the most prose of its own is the
article's; what follows is taken up again only where it plainly goes on with the same matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import msgspec

from service.articles.boilerplate import form, related_headline
from service.articles.draft import Draft, Stamp
from service.articles.lines import Line, crumb_section, is_cued, is_update, on_one_line, read_lines
from service.articles.naming import (
    copied_from,
    lone_names,
    named_source,
    names_in_title,
    page_names,
)
from service.articles.repeats import without_repeats
from service.articles.wrapping import unwrapped
from service.records import Link
from service.text.tokens import terms

# A block under "read also" or below the comments is an article's only if far longer.
_OPENED_WEIGHT = 0.3
# What a line of publication is worth beside prose, in letters of prose.
_STAMP_WORTH = 600
_TITLE_WORTH = 3_000
# So many lines with text, at most, between a headline and its publication line.
_REACH = 6
# No author's name is so long, or of so many words; hardly a headline is shorter.
_NAME_LENGTH, _NAME_WORDS = 25, 3
_LINKS = 40
# How far a bare date above the headline is trusted.
ABOVE = 0.65
# So much of the page's last text may hold the wall at which an article breaks off.
ENDING = 3_000


class Block(msgspec.Struct):
    """Consecutive lines, and the kind of the line that opened them (none at the top)."""

    opener: str
    lines: list[Line]


def read_saved(text: str, *, title: str | None = None) -> Draft:
    """The draft in a page's ``text``; ``title`` is the headline where the carrier knows it."""
    lines = read_lines(unwrapped(text))
    title = on_one_line(title) if title else None
    blocks = cut_blocks(lines)
    wanted = form(title) if title else ""
    place = _main(blocks, wanted)
    main = blocks[place].lines
    start, headline = _headline(main, wanted)
    section = _section(main[: start + 1])
    lead, body = _body(main, start, headline)
    paragraphs = without_repeats(body + resumed(blocks[place + 1 :], headline, body))
    copied = copied_from(lines)
    names = page_names(lines)
    return Draft(
        title=title or headline,
        lead=lead,
        section=section,
        paragraphs=tuple(paragraphs),
        stamps=_stamps(main, start, headline),
        outlet_names=names_in_title(title or headline) + names,
        sites=names,
        lone_names=lone_names(lines),
        copied_from=copied or named_source(lines),
        copy=copied is not None or any(line.kind == "source" for line in lines),
        around=_around(lines),
        ending=text[-ENDING:],
        links=_links(blocks, place, headline),
        headlines=sum(line.kind == "headline" for line in main),
        longest_run=_longest_run(main),
    )


def cut_blocks(lines: Sequence[Line]) -> list[Block]:
    """``lines`` cut where one opens something else, furniture left out."""
    blocks = [Block("top", [])]
    for line in lines:
        if line.kind in {"related", "tail", "source"}:
            blocks.append(Block(line.kind, []))
        elif line.kind not in {"ticker", "prompt"}:
            blocks[-1].lines.append(line)
    return blocks


def _main(blocks: Sequence[Block], title: str) -> int:
    """Which block holds the article: the most prose, a publication line, the known headline."""

    def worth(place: int) -> float:
        block = blocks[place]
        prose = {line.text[:80]: len(line.text) for line in block.lines if line.kind == "prose"}
        score = float(sum(prose.values()))
        dated = any(line.kind == "stamp" and is_cued(line.text) for line in block.lines)
        score += _STAMP_WORTH * dated
        if block.opener != "top" and not dated:
            score *= _OPENED_WEIGHT
        if title and any(line.form == title for line in block.lines):
            score += _TITLE_WORTH
        return score

    return max(range(len(blocks)), key=lambda place: (worth(place), -place))


def _headline(lines: Sequence[Line], title: str) -> tuple[int, str | None]:
    """(place of the last line before the body, the headline), from what stands around it."""
    if title:
        for place, line in enumerate(lines):
            if line.form == title:
                return place, line.text
    stamp = _cued_stamp(lines)
    if stamp is not None:
        above = _above(lines, stamp)
        if above is not None:
            return stamp, lines[above].text
        below = next((p for p in range(stamp + 1, len(lines)) if _can_head(lines[p])), None)
        if below is not None and below - stamp <= _REACH:
            return below, lines[below].text
    first = next((p for p, line in enumerate(lines) if line.kind == "prose"), None)
    if first is None:
        return -1, next((line.text for line in lines if line.kind == "headline"), None)
    above = _above(lines, first)
    return (above, lines[above].text) if above is not None else (first - 1, None)


def _cued_stamp(lines: Sequence[Line]) -> int | None:
    """The publication line with prose below it, one that says "published" before a bare date."""
    stamps = [place for place, line in enumerate(lines) if line.kind == "stamp"]
    last = max((place for place, line in enumerate(lines) if line.kind == "prose"), default=-1)
    stamps = [place for place in stamps if place < last]
    cued = [p for p in stamps if is_cued(lines[p].text)]
    return next(iter(cued or stamps), None)


def _above(lines: Sequence[Line], place: int) -> int | None:
    """The nearest line above ``place`` that can be a headline, bylines and blanks passed over.

    A very short one is an author's name where a longer line stands above it.
    """
    steps = 0
    short: int | None = None
    for above in range(place - 1, -1, -1):
        line = lines[above]
        if line.kind == "blank":
            continue
        steps += 1
        if steps > _REACH:
            break
        if not _can_head(line) or _is_standfirst(lines, above):
            continue
        if len(line.text) >= _NAME_LENGTH and line.text.count(" ") >= _NAME_WORDS:
            return above
        short = above if short is None else short
    return short


def _can_head(line: Line) -> bool:
    return line.kind in {"headline", "prose"} and 8 <= len(line.text) <= 220


def _is_standfirst(lines: Sequence[Line], place: int) -> bool:
    """Whether a sentence is the abstract under a headline: full prose below a shorter line."""
    if lines[place].kind != "prose":
        return False
    for line in reversed(lines[max(place - 3, 0) : place]):
        if line.kind != "blank":
            return line.kind == "headline" and len(line.text) >= 15
    return False


def _section(lines: Sequence[Line]) -> str | None:
    for line in reversed(lines):
        if line.kind == "section":
            return line.text
        if line.kind == "crumbs" and (found := crumb_section(line.text)):
            return found
    return None


def _body(lines: Sequence[Line], start: int, headline: str | None) -> tuple[str | None, list[str]]:
    """(abstract between headline and publication line, paragraphs below both)."""
    top = next((p for p in range(start, -1, -1) if lines[p].text == headline), start)
    between = [line.text for line in lines[top + 1 : start] if line.kind in {"prose", "headline"}]
    lead = next((text for text in between if len(text) >= 40), None)
    after = [line for line in lines[start + 1 :] if line.text != headline]
    return lead, _prose(after)


def _prose(lines: Sequence[Line]) -> list[str]:
    """The paragraphs among ``lines``, with the subheads between them.

    A subhead stands alone between paragraphs; three short lines in a row are a list of other
    articles, and what stands before the first paragraph or after the last is no part of it.
    """
    found: list[str] = []
    waiting: list[Line] = []
    for line in lines:
        if line.kind == "prose":
            if found and len(waiting) < 3:
                found.extend(one.text for one in waiting)
            elif not found:
                found.extend(one.text for one in waiting[-1:] if len(one.text) >= 100)
            waiting = []
            found.append(line.text)
        elif line.kind == "headline":
            waiting.append(line)
    return found


def resumed(blocks: Sequence[Block], headline: str | None, body: Sequence[str]) -> list[str]:
    """Paragraphs of later blocks in which the article goes on under a pointer set into it."""
    known: frozenset[str] = frozenset()
    found: list[str] = []
    for block in blocks:
        if block.opener != "related":
            break
        lines = [line for line in block.lines if line.kind in {"headline", "prose"}]
        skipped = 0
        while skipped < len(lines) and lines[skipped].kind == "headline":
            skipped += 1
        rest = lines[skipped:]
        others = sum(line.kind == "headline" for line in rest)
        if not 1 <= skipped <= 3 or not rest or others * 3 > len(rest):
            break
        known = known or _vocabulary(" ".join((headline or "", *body))[:6_000])
        pointed = _vocabulary(" ".join(line.text for line in lines[:skipped]))
        paragraphs = [line for line in rest if line.kind == "prose"]
        if not all(_goes_on(line.text, known, pointed) for line in paragraphs[:2]):
            break
        found.extend(_prose(rest))
    return found


def _goes_on(paragraph: str, known: frozenset[str], pointed: frozenset[str]) -> bool:
    """Whether a paragraph speaks of the article's matter and not of the headline above it.

    A teaser says its headline again; a paragraph of the article shares words with what went
    before and hardly any with the headline that was set between.
    """
    words = _vocabulary(paragraph)
    of_other, of_this = len(words & (pointed - known)), len(words & (known - pointed))
    return of_other == 0 or (of_other == 1 and of_this > 2)


def _vocabulary(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(text) if len(term) > 2)


def _longest_run(lines: Sequence[Line]) -> int:
    """The most paragraphs in a row with no headline between them."""
    longest = run = 0
    for line in lines:
        if line.kind == "prose":
            run += 1
            longest = max(longest, run)
        elif line.kind != "blank":
            run = 0
    return longest


def _stamps(lines: Sequence[Line], start: int, headline: str | None) -> tuple[Stamp, ...]:
    """The publication lines around the headline and right below the body, the surest first.

    A date that says nothing of publication counts only near the headline: at the top of a
    page stands the day on which it was saved.
    """
    found: list[tuple[float, int, str]] = []
    prose = [place for place, line in enumerate(lines) if line.kind == "prose" and place > start]
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    head = next((p for p, line in enumerate(lines) if line.text == headline), start)
    filled = list(accumulate(int(line.kind != "blank") for line in lines))
    for place, line in enumerate(lines):
        if line.kind != "stamp" or first < place < last:
            continue
        cued = is_cued(line.text)
        steps = max(abs(filled[place] - filled[max(head, 0)]) - 1, 0)
        if not cued and (steps > (1 if place < head else _REACH) or place > last):
            continue
        trust = 0.9 if cued else 0.75 if place > head else ABOVE
        trust -= 0.3 if is_update(line.text) else 0.0
        trust -= 0.2 if place > last else 0.0
        found.append((trust, steps, line.text))
    found.sort(key=lambda one: (-one[0], one[1]))
    return tuple(Stamp(text=text, source="page", confidence=trust) for trust, _, text in found)


def _around(lines: Sequence[Line]) -> str:
    """The page's tickers: what it ran beside the article on the day it was saved."""
    return "\n".join(line.text for line in lines if line.kind == "ticker")


def _links(blocks: Sequence[Block], main: int, headline: str | None) -> tuple[Link, ...]:
    titles: list[str] = []
    for place, block in enumerate(blocks):
        for line in block.lines:
            pointed = related_headline(line.text) if line.kind == "pointer" else None
            if pointed:
                titles.append(pointed)
            elif block.opener == "related" and place != main and line.kind == "headline":
                titles.append(line.text)
    kept = dict.fromkeys(title for title in titles if title != headline and len(title) >= 15)
    return tuple(Link(title=title) for title in list(kept)[:_LINKS])
