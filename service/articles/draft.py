"""What a page was found to say, before anything is decided about it.

Knows nothing of how it was found: saved text, markup and feeds all end here.
"""

from __future__ import annotations

import msgspec

from service.records import DateSource, Link


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """A publication date as written, where it stood, and how far such a place is trusted."""

    text: str
    source: DateSource
    confidence: float


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a page. ``paragraphs`` is the body, furniture gone.

    ``stamps`` stand in order of trust. ``outlet_names`` are names by which the page itself
    says whose it is, most trusted first; ``lone_names`` are short lines that may be a name,
    ``sites`` those of the names that do not rest on the title.
    ``copied_from`` is the outlet that an aggregator's
    page names as its source; ``copy`` tells that the page is an aggregator's at all.
    ``headlines`` counts lines that read as headlines beside it, and
    ``longest_run`` is the most paragraphs that stand together. ``ending`` is the last of all the
    text that the page shows. ``around`` is text of the page
    outside the article, evidence only of where the page stood. ``modified`` is when its data says
    that it was last changed, as written.
    """

    title: str | None = None
    lead: str | None = None
    section: str | None = None
    paragraphs: tuple[str, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    outlet_names: tuple[str, ...] = ()
    lone_names: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    copied_from: str | None = None
    copy: bool = False
    around: str = ""
    ending: str = ""
    modified: str | None = None
    address: str | None = None
    language: str | None = None
    links: tuple[Link, ...] = ()
    headlines: int = 0
    longest_run: int = 2
    refused: tuple[str, str] | None = None
