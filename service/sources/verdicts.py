"""What an answer means for whoever asked: take it, go elsewhere, try again later, or give up.

Knows nothing of the network; chance and the present instant are arguments.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime
from random import Random
from urllib.parse import urljoin, urlsplit

import msgspec

from service.errors import FetchError
from service.sources.exchange import Answer
from service.sources.network import NetworkParams

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# Too early, too often, too busy, or a gateway's trouble: another try may succeed.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
# The host as a whole asks for patience, not this document alone.
CROWDED = frozenset({429, 503})
LONGEST_BACKOFF_S = 300.0


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """A document came."""

    answer: Answer


class Unmodified(msgspec.Struct, frozen=True, kw_only=True):
    """The document is as it was."""


class Elsewhere(msgspec.Struct, frozen=True, kw_only=True):
    """It is at another address."""

    address: str


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """Try again after ``seconds``; ``host`` says that the whole host asked for patience."""

    seconds: float
    reason: str
    host: bool = False


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """Given up, with the reason and the whole sentence.

    ``ours``: refused by our own limits. ``passing``: another run may try; not before
    ``seconds`` have gone by where the server said so. ``untried``: never asked for, since its
    host was given up before.
    """

    reason: str
    detail: str
    ours: bool = False
    passing: bool = False
    seconds: float = 0.0
    untried: bool = False


Verdict = Taken | Unmodified | Elsewhere | Again | Lost


def judge(
    outcome: Answer | FetchError,
    *,
    address: str,
    tried: int,
    hops: int,
    params: NetworkParams,
    chance: Random,
    now: datetime,
) -> Verdict:
    """What follows from ``outcome``, the ``tried``-th try (from 1) after ``hops`` redirects."""
    if isinstance(outcome, FetchError):
        if outcome.passing and tried < params.tries:
            return Again(seconds=backoff(tried, params, chance), reason=outcome.reason)
        return Lost(
            reason=outcome.reason, detail=str(outcome), ours=outcome.ours, passing=outcome.passing
        )
    if outcome.status == 200:
        return Taken(answer=outcome)
    if outcome.status == 304:
        return Unmodified()
    if outcome.status in REDIRECTS and outcome.location:
        return _elsewhere(outcome, address, hops, params)
    return _refused(outcome, address, tried, params, chance, now)


def _elsewhere(answer: Answer, address: str, hops: int, params: NetworkParams) -> Verdict:
    if hops >= params.redirects:
        detail = f"{address}: more than {params.redirects} redirects"
        return Lost(reason="redirects", detail=detail, ours=True)
    try:
        place = urljoin(answer.address, answer.location or "")
        parts = urlsplit(place)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        detail = f"{address}: redirects to {answer.location!r}, which is no http or https address"
        return Lost(reason="address", detail=detail, ours=True)
    return Elsewhere(address=place)


def _refused(
    answer: Answer,
    address: str,
    tried: int,
    params: NetworkParams,
    chance: Random,
    now: datetime,
) -> Verdict:
    """A status that gives nothing: wait, or leave it."""
    detail = f"{address}: the server answers {answer.status}"
    reason = str(answer.status)
    if answer.status not in PASSING:
        return Lost(reason=reason, detail=detail)
    asked = wanted_wait(answer.retry_after, now)
    if tried >= params.tries or asked > params.longest_wait_s:
        return Lost(reason=reason, detail=detail, passing=True, seconds=asked)
    return Again(
        seconds=max(asked, backoff(tried, params, chance)),
        reason=reason,
        host=answer.status in CROWDED,
    )


def backoff(tried: int, params: NetworkParams, chance: Random) -> float:
    """Seconds until the next try: twice as long each time, half to one and a half of it."""
    length = min(params.backoff_s * 2.0 ** (tried - 1), LONGEST_BACKOFF_S)
    return float(length * (0.5 + chance.random()))


def wanted_wait(said: str | None, now: datetime) -> float:
    """The seconds that a Retry-After asks for, as a number or an instant; 0 where it is none."""
    if not said:
        return 0.0
    said = said.strip()
    if said.isdecimal():
        return float(min(int(said[:9]), 86_400 * 365))
    try:
        until = parsedate_to_datetime(said)
    except (TypeError, ValueError):
        return 0.0
    if until.tzinfo is None:
        until = until.replace(tzinfo=now.tzinfo)
    return max((until - now).total_seconds(), 0.0)
