"""A story as Markdown (CommonMark): its entries with their evidence, and what the figures are.

Knows nothing of pages. Words of the press cannot become mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.records import Article, ClaimLine, TimelineEntry
from service.timelines.dossier import Dossier
from service.timelines.exports.phrases import appeared, dated, remarks, say
from service.timelines.exports.setting import Setting, articles_by_id, readable, text_of

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
        text, language = text_of(entry, story.language)
        yield ""
        yield f"## {literal(dated(entry, language))}"
        yield ""
        yield literal(text)
        yield ""
        yield f"*{literal(' · '.join(_facts(entry, language)))}*"
        yield ""
        for proof in entry.evidence:
            article = articles.get(proof.article)
            at = literal(appeared(proof, article, language))
            yield f"- {_source(proof.outlet, article, setting)} ({at}):"
            yield f"  “{literal(proof.sentence)}”"
    if dossier.claims:
        yield ""
        yield from _claims(dossier.claims, articles, setting)


def _facts(entry: TimelineEntry, language: str) -> list[str]:
    """Of what kind an entry is, what became of it, and how sure its date is."""
    share = f"{entry.confidence:.0%}"
    return [
        say(language, entry.kind),
        *remarks(entry, language),
        say(language, "certainty", share=share),
    ]


def _claims(
    lines: list[ClaimLine], articles: dict[str, Article], setting: Setting
) -> Iterator[str]:
    yield "| | | | | |"
    yield "|---|---|---|---|---|"
    for line in lines:
        for one in line.claims:
            article = articles.get(one.evidence.article)
            source = _source(one.evidence.outlet, article, setting)
            cells = (
                f"{line.slot} ({line.unit})",
                f"{one.value:,.10g}",
                source,
                readable(one.evidence, article),
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
