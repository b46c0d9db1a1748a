"""The nouns of Riwaya, as frozen structs.

Knows nothing of where records come from, how they are stored or who shows them. Every
instant is an aware UTC ``datetime``; every calendar day is an ISO 8601 string.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

PageKind = Literal["text", "html", "entry", "row"]
DateSource = Literal["json-ld", "meta", "feed", "row", "page", "address", "caller", "estimate"]
DatePrecision = Literal["minute", "day"]
AttributionSource = Literal["caller", "address", "copied-from", "named", "house-style", "none"]
EstimateReason = Literal["event", "date-in-text", "weekday-in-text"]
Grain = Literal["time", "day", "week", "month", "quarter", "year", "decade", "interval"]
Calendar = Literal["gregorian", "hijri"]
MentionKind = Literal["absolute", "partial", "relative", "hijri"]
ClaimSlot = Literal[
    "deaths",
    "injured",
    "arrested",
    "participants",
    "members",
    "votes",
    "money",
    "percent",
]
ClaimBound = Literal["exact", "least", "about"]
Standing = Literal["first", "same", "update", "contradiction"]
EntityKind = Literal["person", "place", "organisation"]
EntryKind = Literal["event", "statement", "reaction", "forecast"]
TurnKind = Literal["planned", "moved", "cancelled", "held"]
Phase = Literal["breaking", "developing", "sustained", "fading"]
Level = Literal["event", "story"]
CorrectionKind = Literal["merge", "split", "move", "rename", "pin", "hide", "undo"]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What was fetched or handed in, before anything is known of it.

    ``body`` is plain text for the kinds ``text``, ``entry`` and ``row`` unless it carries
    markup; it is HTML for ``html``. The other fields are what the carrier (a table's row, a
    feed's entry, the caller) said beside the body. ``origin`` names the place for people:
    ``news.parquet#12``, ``pages/kech24.txt`` or an address. ``dated_by`` says whose word
    ``published`` is where the page itself is text or HTML.
    """

    body: str
    kind: PageKind
    origin: str
    address: str | None = None
    key: str | None = None
    title: str | None = None
    lead: str | None = None
    section: str | None = None
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    dated_by: Literal["caller", "feed"] = "caller"
    fetched_at: datetime | None = None


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article appeared, and how that is known.

    ``at`` is UTC. With precision ``day`` it is midnight UTC of the printed day, whatever the
    outlet's zone; with ``minute`` it is the instant itself. ``confidence`` is in [0, 1].
    """

    at: datetime
    precision: DatePrecision
    source: DateSource
    confidence: float = 1.0


class DateEstimate(msgspec.Struct, frozen=True, kw_only=True):
    """When an article that nothing dates probably appeared; kept apart from ``Published``.

    ``at`` is noon UTC of the likeliest day, ``first_day`` to ``last_day`` (ISO days) the interval
    it lies in. Nothing is sorted by it.
    """

    article: str
    at: datetime
    first_day: str
    last_day: str
    confidence: float
    reasons: tuple[EstimateReason, ...]


class Attributed(msgspec.Struct, frozen=True, kw_only=True):
    """What says whose an article is, and how far that is trusted, in [0, 1]."""

    source: AttributionSource
    confidence: float


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A headline a page points to ("read also"): never part of the article's text."""

    title: str
    address: str | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """What an outlet published, cleaned of its page.

    ``outlet`` is a registry key or, for an unknown site, its bare domain; ``republisher`` is
    the aggregator that copied it, if one did; ``attributed`` is what says so. ``body`` has
    paragraphs parted by newlines and is what every character offset elsewhere counts in.
    ``content_hash`` is over title, lead and body. ``reprint_of`` is the id of the
    article whose text this one repeats.
    """

    id: str
    outlet: str
    language: str
    title: str
    body: str
    content_hash: str
    lead: str | None = None
    section: str | None = None
    address: str | None = None
    key: str | None = None
    republisher: str | None = None
    attributed: Attributed | None = None
    published: Published | None = None
    fetched_at: datetime | None = None
    revision: int = 1
    reprint_of: str | None = None
    links: tuple[Link, ...] = ()


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """An item that did not become an article: where it was, why, and what to do."""

    id: str
    origin: str
    reason: str
    detail: str
    at: datetime
    excerpt: str = ""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A date expression in a text, with its normalised value.

    ``start`` and ``end`` are character offsets, end exclusive. ``value`` is an ISO 8601 date
    (``2018-07-12``), month, year, clock (``2018-07-12T18:30``), week (``2018-W08``), quarter
    (``2018-Q1``), decade (``199``) or interval (``A/B``), or None where neither the text nor
    the reference fixes it. ``alternatives`` are other readings (a Hijri day may be one off).
    """

    start: int
    end: int
    surface: str
    value: str | None
    grain: Grain
    kind: MentionKind
    calendar: Calendar = "gregorian"
    reference: str | None = None
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what a group of articles names: a person, a place or an organisation.

    ``id`` is ``kind:key``, the same in every story; ``names`` maps a language to one name in it.
    ``articles`` is how many name it, ``families`` how many independent owners' do, reprints left
    out. ``aliases`` are ids under which the same thing is found in other scripts.
    """

    id: str
    kind: EntityKind
    names: dict[str, str]
    articles: int
    families: int
    mentions: int
    aliases: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The tight cluster: articles about one happening.

    ``articles`` are ids ordered by time; ``medoid`` is the most central of them; ``entities``
    are those it names, most widely named first.
    """

    id: str
    story: str
    title: str
    titles: dict[str, str]
    medoid: str
    articles: tuple[str, ...]
    first_at: datetime | None
    last_at: datetime | None
    entities: tuple[Entity, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """The broad cluster: the chain of events a reader follows as one affair.

    ``titles`` maps a language code to the headline in it; ``outlets`` maps an outlet to its
    number of articles; ``families`` counts independent owners, reprints left out.
    """

    id: str
    title: str
    titles: dict[str, str]
    language: str
    keywords: tuple[str, ...]
    events: tuple[str, ...]
    articles: int
    reprints: int
    outlets: dict[str, int]
    families: int
    languages: dict[str, int]
    first_at: datetime | None
    last_at: datetime | None
    phase: Phase
    revision: int = 1
    entities: tuple[Entity, ...] = ()


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """Why an article stands in its event: the probability of its best links, by neighbour."""

    article: str
    event: str
    story: str
    probability: float
    nearest: tuple[str, ...] = ()


class Redirect(msgspec.Struct, frozen=True, kw_only=True):
    """An id that was merged away, the id that took it up, and the articles it then held."""

    old: str
    new: str
    at: datetime
    reason: str
    articles: tuple[str, ...] = ()


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """An id that still is, and the other ids that part of its articles stand under now."""

    old: str
    into: tuple[str, ...]
    reason: str


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What a correction asks of every later build, in terms of articles, never of group ids.

    All articles of ``together`` (its parts are the groups they came from) must be in one group
    of ``level``; none of ``apart`` may be in it.
    """

    level: Level
    together: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...] = ()
    correction: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What an editor decided, when, and why; kept for ever, undone by another correction.

    ``subject`` is the story's, event's or article's id as the editor saw it, ``articles`` what it
    then held; ``other`` the second id of a merge or move. ``titles`` are headlines by language.
    ``run`` is the build that took it up (None while it waits), ``undone_by`` the undo.
    """

    id: str
    kind: CorrectionKind
    level: Literal["event", "story", "article"]
    subject: str
    at: datetime
    author: str
    reason: str
    articles: tuple[str, ...] = ()
    other: str | None = None
    rules: tuple[Rule, ...] = ()
    titles: dict[str, str] = {}
    undoes: str | None = None
    undone_by: str | None = None
    run: str | None = None


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence that says so: offsets count in the article's body (title if ``field`` says)."""

    article: str
    outlet: str
    language: str
    sentence: str
    start: int
    end: int
    field: Literal["title", "lead", "body"] = "body"
    published_at: datetime | None = None
    mention: str | None = None


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One outlet's figure for a slot: its value, the sentence that says it, and who is quoted.

    ``evidence.mention`` is the number as written, ``attribution`` the words that name its source.
    ``standing`` says how it stands to what was told before: the ``first`` told, the ``same``, a
    later ``update``, or a ``contradiction``.
    """

    value: float
    bound: ClaimBound
    standing: Standing
    family: str
    evidence: Evidence
    attribution: str | None = None


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the outlets say one slot of one event is (of the whole story, without one), by time.

    ``unit`` is ``people``, ``members``, ``countries``, a currency's name or ``%``; ``topic`` holds
    the words that sums and shares have in common. ``low`` and ``high`` are the spread, ``latest``
    the value told last; ``families`` counts the independent voices.
    """

    id: str
    story: str
    event: str | None
    slot: ClaimSlot
    unit: str
    topic: tuple[str, ...]
    low: float
    high: float
    latest: float
    families: int
    claims: tuple[Claim, ...]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """What was said of a day ahead of it, or became of it: planned, moved, cancelled, held.

    ``day`` (ISO) is when it was so said; of ``held`` the day itself. ``entry`` is the timeline's
    entry of that day, if it has one; ``to`` the new date of what was moved, if it was named.
    """

    kind: TurnKind
    day: str
    evidence: Evidence
    entry: str | None = None
    to: str | None = None


class TimelineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One happening: when it happened, one sentence, and every sentence that supports it.

    ``date`` is the value as in ``Mention``; ``first_day`` and ``last_day`` bound it (ISO days).
    ``reported_at`` is when it was first reported, so the two never mix. ``families`` counts
    independent voices. ``evidence`` is never empty. ``turns`` tell, of what was announced ahead,
    what became of it, in order, and ``status`` is the last of them; ``bears_on`` is the entry
    whose plan this one moves or cancels.
    """

    id: str
    story: str
    date: str
    first_day: str
    last_day: str
    grain: Grain
    calendar: Calendar
    surface: str
    kind: EntryKind
    texts: dict[str, str]
    evidence: tuple[Evidence, ...]
    families: int
    salience: float
    confidence: float = 1.0
    reported_at: datetime | None = None
    event: str | None = None
    alternatives: tuple[str, ...] = ()
    status: TurnKind | None = None
    turns: tuple[Turn, ...] = ()
    bears_on: str | None = None


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A story's dated entries in order of happening."""

    story: str
    entries: tuple[TimelineEntry, ...]
    undated: int = 0


class DigestItem(msgspec.Struct, frozen=True, kw_only=True):
    """One story in a digest: what happened in the window and who says so."""

    story: str
    title: str
    language: str
    articles: int
    families: int
    outlets: dict[str, int]
    entries: tuple[TimelineEntry, ...]
    headlines: tuple[Evidence, ...]
    score: float
    change: Literal["new", "updated"]


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """A window's stories, ranked: ``first_day`` to ``last_day`` inclusive (ISO days)."""

    id: str
    first_day: str
    last_day: str
    items: tuple[DigestItem, ...]
    articles: int
    stories: int
    made_at: datetime


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One landed clustering run: what went in, with which settings, what came out."""

    id: str
    at: datetime
    fingerprint: str
    model: str
    articles: int
    events: int
    stories: int
    seconds: float
