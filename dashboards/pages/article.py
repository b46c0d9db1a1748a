"""An article's page: its text, with the sentences that its story's timeline cites marked.

Knows nothing of extraction. A sentence is marked only where the text still says it: an article
may have been revised since it was cited.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
from litestar import Request, get

from dashboards.pages.reasons import ALONE_ENOUGH, BY_MEANING, percent, weigh
from dashboards.pages.search import meaning_of
from dashboards.pages.versions import Version, read_versions
from dashboards.rendering import PageResponse, render
from dashboards.site import Reader
from service.api.meaning import Meaning
from service.api.parameters import Id
from service.records import Article, DateEstimate, Evidence, Membership, Story
from service.store import articles as article_store
from service.store import estimates
from service.store import search as search_store
from service.store import stories as story_store
from service.store import timelines as timeline_store
from service.store.engine import Connection

# So many articles of other stories are shown, and so many more are looked up: some may be hidden.
SIMILAR = 5
SPARE = 10
PLACE = re.compile(r"(title|lead|body):(\d{1,7})-(\d{1,7})")


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text: plain, cited by the timeline, or the one the reader came for."""

    text: str
    cited: bool = False
    sought: bool = False
    first: bool = False


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of one field: characters from ``start`` to ``end``, end exclusive."""

    field: str
    start: int
    end: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article stands: its story, its event's nearest members, what is cited of it.

    ``entries`` maps the place of a cited sentence to the timeline's entry that cites it first.
    """

    story: Story | None = None
    member: Membership | None = None
    nearest: list[Article] = []
    original: Article | None = None
    cited: list[Evidence] = []
    entries: dict[Place, str] = {}
    versions: list[Version] = []
    estimate: DateEstimate | None = None
    similar: list[Article] | None = None


@get("/articles/{article_id:str}", sync_to_thread=True, include_in_schema=False)
def article_page(request: Request[Any, Any, Any], article_id: Id) -> PageResponse:
    """The article with its cited sentences; ``at=body:10-90`` names the one sought."""
    reader = Reader(request)
    article, standing = read_article(reader, article_id, meaning_of(request))
    sought = read_place(request.query_params.get("at"))
    if sought is not None and not _stands(article, sought):
        sought = None
    cited = [_place_of(one) for one in standing.cited]
    return render(
        reader,
        "article.html",
        article=article,
        standing=standing,
        title=mark(article.title, "title", cited, sought)[0],
        lead=mark(lead, "lead", cited, sought) if (lead := _own_lead(article)) else [],
        paragraphs=mark(article.body, "body", cited, sought),
        source=_outside(article.address),
        belongs=_belonging(reader, article, standing),
        sought=sought is not None,
        entry=standing.entries.get(sought) if sought is not None else None,
        lost=request.query_params.get("at") is not None and sought is None,
        versions=standing.versions,
        estimate=standing.estimate,
        weighed=weigh(request, reader, article) if request.query_params.get("why") else None,
    )


def read_article(reader: Reader, article_id: str, meaning: Meaning) -> tuple[Article, Standing]:
    """The article and where it stands. Raises NotFound."""
    with reader.site.store.read() as connection:
        article = article_store.get(connection, article_id)
        original = article_store.shown(connection, [article.reprint_of or ""])
        member = story_store.member(connection, article_id)
        versions = read_versions(connection, article)
        if member is None:
            return article, Standing(original=original[0] if original else None, versions=versions)
        timeline = timeline_store.get(connection, member.story)
        cited = [
            (proof, entry.id)
            for entry in timeline.entries
            for proof in entry.evidence
            if proof.article == article_id and _says(article, proof)
        ]
        return article, Standing(
            story=story_store.get(connection, member.story),
            member=member,
            nearest=article_store.shown(connection, member.nearest),
            similar=read_similar(connection, meaning, article_id, member.story),
            original=original[0] if original else None,
            versions=versions,
            estimate=estimates.get(connection, article_id),
            cited=[proof for proof, _ in cited],
            entries={_place_of(proof): entry for proof, entry in reversed(cited)},
        )


def read_similar(
    connection: Connection, meaning: Meaning, article_id: str, story: str
) -> list[Article] | None:
    """The articles nearest in meaning that stand in other stories; None while that is not known.

    A page does not wait for the vectors of a run that has just landed.
    """
    if not meaning.is_ready(connection):
        return None
    own = set(story_store.held(connection, "story", story))
    near = meaning.near_article(connection, article_id, limit=len(own) + SPARE)
    least = meaning.nearness(connection)
    others = {one: score for one, score in near if one not in own and score >= least}
    return [one.article for one in search_store.hits(connection, others)][:SIMILAR]


def read_place(text: str | None) -> Place | None:
    """The place that ``at=`` names, or None where it names none."""
    found = PLACE.fullmatch(text or "")
    if found is None:
        return None
    return Place(field=found[1], start=int(found[2]), end=int(found[3]))


def mark(text: str, field: str, cited: Sequence[Place], sought: Place | None) -> list[list[Piece]]:
    """The paragraphs of ``text``, each in pieces that are plain, cited or sought."""
    mine = [_from_its_word(text, one) for one in cited if one.field == field]
    target = None
    if sought is not None and sought.field == field:
        target = _from_its_word(text, sought)
    cuts = {0, len(text)}
    for one in [*mine, *([target] if target else [])]:
        cuts |= {min(one.start, len(text)), min(one.end, len(text))}
    paragraphs: list[list[Piece]] = [[]]
    begun = False
    for start, end in pairwise(sorted(cuts)):
        is_sought = target is not None and target.start <= start < target.end
        is_cited = any(one.start <= start < one.end for one in mine)
        for place, line in enumerate(text[start:end].split("\n")):
            if place:
                paragraphs.append([])
            if line:
                first = is_sought and not begun
                begun = begun or is_sought
                paragraphs[-1].append(
                    Piece(text=line, cited=is_cited, sought=is_sought, first=first)
                )
    return [one for one in paragraphs if one] or [[]]


def _from_its_word(text: str, place: Place) -> Place:
    """The place from where its first word begins: a citation leaves out a clinging "and" (و)."""
    start = min(place.start, len(text))
    while 0 < start < len(text) and text[start - 1].isalpha() and text[start].isalpha():
        start -= 1
    return msgspec.structs.replace(place, start=start)


def _place_of(proof: Evidence) -> Place:
    return Place(field=proof.field, start=proof.start, end=proof.end)


def _field(article: Article, name: str) -> str:
    return {"title": article.title, "lead": article.lead or "", "body": article.body}[name]


def _own_lead(article: Article) -> str | None:
    """The lead, unless the text begins with it; a feed may have cut it short with dots."""
    begun = (article.lead or "").strip().rstrip(".…[] ")
    return None if article.body.startswith(begun) else article.lead


def _stands(article: Article, place: Place) -> bool:
    return 0 <= place.start < place.end <= len(_field(article, place.field))


def _says(article: Article, proof: Evidence) -> bool:
    """Whether the article still says, at that place, what was cited."""
    return _field(article, proof.field)[proof.start : proof.end] == proof.sentence


def _belonging(reader: Reader, article: Article, standing: Standing) -> str:
    """How surely it is of its event, or what else than its score put it there."""
    if standing.member is None:
        return ""
    probability = standing.member.probability
    if probability >= ALONE_ENOUGH:
        return reader.say("article.why_probability", percent=percent(reader, probability))
    alike = any(one.language == article.language for one in standing.nearest)
    return reader.say("why.by_others" if alike else BY_MEANING)


def _outside(address: str | None) -> str | None:
    """The address if it is one of the web: a page may have carried any scheme."""
    return address if address and address.startswith(("https://", "http://")) else None
