"""One page, feed or table by its address: redirects followed, passing failures tried again.

Knows nothing of what it fetches, nor of manners towards a host: who names one address asks
for it once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from service.errors import FetchError, SourceError
from service.sources.exchange import NEW, Answer, Validators, exchange
from service.sources.files import from_bytes
from service.sources.network import DEFAULT, NetworkParams
from service.sources.rows import Item
from service.sources.sniffing import FORMS, sniff
from service.sources.verdicts import Again, Elsewhere, Lost, Taken, judge


def read_address(address: str, *, params: NetworkParams = DEFAULT) -> Iterator[Item]:
    """The pages at ``address``: a page of HTML or text, a feed's entries, a table's rows.

    Raises FetchError where it cannot be had or is over a limit, SourceError where nothing is
    in it.
    """
    got = fetch(address, params=params)
    if not got.body.strip(b"\0\t\n\r "):
        raise SourceError(f"{address}: the answer is empty")
    form = sniff(got.body[:65_536], FORMS.get(got.media_type), address)
    return from_bytes(got.body, form, address, address=got.address, charset=got.charset)


def fetch(address: str, *, params: NetworkParams = DEFAULT) -> Answer:
    """The document at ``address``. Raises FetchError, saying which limit or what went wrong."""
    chance = Random(address)  # noqa: S311 - spreads tries over time, guards nothing
    place, tried, hops = address, 1, 0
    while True:
        verdict = judge(
            attempt(place, params),
            address=address,
            tried=tried,
            hops=hops,
            params=params,
            chance=chance,
            now=datetime.now(UTC),
        )
        if isinstance(verdict, Taken):
            return verdict.answer
        if isinstance(verdict, Elsewhere):
            place, tried, hops = verdict.address, 1, hops + 1
        elif isinstance(verdict, Again):
            time.sleep(verdict.seconds)
            tried += 1
        elif isinstance(verdict, Lost):
            raise FetchError(verdict.reason, verdict.detail, ours=verdict.ours)
        else:
            raise FetchError("304", f"{address}: the server answers 304 though nothing is held")


def attempt(address: str, params: NetworkParams, known: Validators = NEW) -> Answer | FetchError:
    """One exchange, its failure as a value."""
    try:
        return exchange(address, params, known)
    except FetchError as error:
        return error
