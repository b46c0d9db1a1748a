"""Dates and figures that sentences tell, and the timelines made of them.

Knows nothing of groups but their ids.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec

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
EntryKind = Literal["event", "statement", "reaction", "forecast"]
TurnKind = Literal["planned", "moved", "cancelled", "held"]
Basis = Literal["words", "report", "eve", "estimate"]


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


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The sentence that says so: offsets count in the article's body (title if ``field`` says).

    ``estimated``: nothing dates its article, and its words ("yesterday") were read by an estimate.
    """

    article: str
    outlet: str
    language: str
    sentence: str
    start: int
    end: int
    field: Literal["title", "lead", "body"] = "body"
    published_at: datetime | None = None
    mention: str | None = None
    estimated: bool = False


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
    independent voices. ``evidence`` is never empty; ``articles`` counts all that tell it, cited or
    not (0 in what was laid out before they were counted). ``alternatives`` are other dates it may
    have: other readings, and the day beside one that no sentence names. ``turns`` tell, of what was
    announced ahead, what became of it, in order, and ``status`` is the last of them; ``bears_on``
    is the entry whose plan this one moves or cancels.
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
    articles: int = 0

    @property
    def basis(self) -> Basis:
        """What the date rests on: words of a sentence, a report's day or its eve, an estimate.

        The ``eve`` is the day of what was first reported before the news of its own day.
        """
        if all(one.estimated for one in self.evidence):
            return "estimate"
        if self.surface:
            return "words"
        at = self.reported_at
        is_eve = at is not None and self.last_day < at.astimezone(UTC).date().isoformat()
        return "eve" if is_eve else "report"


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A story's dated entries in order of happening."""

    story: str
    entries: tuple[TimelineEntry, ...]
    undated: int = 0
