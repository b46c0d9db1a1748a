"""A story as Markdown (CommonMark): its entries with their evidence, and what the figures are.

Knows nothing of pages. Words of the press cannot become mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.records import Article, ClaimLine
from service.timelines.dossier import Dossier
from service.timelines.exports.setting import Setting, articles_by_id, text_of

_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def as_markdown(dossier: Dossier, setting: Setting) -> bytes:
    """The story's text."""
    return "\n".join(_lines(dossier, setting)).encode() + b"\n"


def _lines(dossier: Dossier, setting: Setting) -> Iterator[str]:
    story = dossier.story
    articles = articles_by_id(dossier)
    yield f"# {literal(story.title)}"
    yield ""
    for code, title in sorted(story.titles.items()):
        if code != story.language:
            yield f"*{literal(title)}* ({code})  "
    address = setting.story_address(story)
    if address:
        yield f"<{address}>"
    for entry in dossier.timeline.entries:
        text, _ = text_of(entry, story.language)
        yield ""
        yield f"## {entry.date}"
        yield ""
        yield literal(text)
        yield ""
        for proof in entry.evidence:
            yield f"- {_source(proof.outlet, articles.get(proof.article), setting)}:"
            yield f"  “{literal(proof.sentence)}”"
    if dossier.claims:
        yield ""
        yield from _claims(dossier.claims, articles, setting)


def _claims(
    lines: list[ClaimLine], articles: dict[str, Article], setting: Setting
) -> Iterator[str]:
    yield "| | | | | |"
    yield "|---|---|---|---|---|"
    for line in lines:
        for one in line.claims:
            at = one.evidence.published_at
            source = _source(one.evidence.outlet, articles.get(one.evidence.article), setting)
            cells = (
                f"{line.slot} ({line.unit})",
                f"{one.value:,.10g}",
                source,
                f"{at:%Y-%m-%d %H:%M}" if at else "",
                one.standing,
            )
            yield f"| {' | '.join(cells)} |"


def _source(outlet: str, article: Article | None, setting: Setting) -> str:
    name = literal(setting.outlet(outlet))
    if article is None or not article.address:
        return name
    return f"[{name}](<{article.address.replace('<', '%3C').replace('>', '%3E')}>)"


def literal(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    line = " ".join(text.split())
    return _LEADING.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line))
