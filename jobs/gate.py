"""Which addresses robots.txt lets us ask for, host by host, remembered from run to run.

Knows nothing of how a robots.txt is fetched.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from service.sources.network import NetworkParams
from service.sources.robots import LIMIT, Rules, read_rules
from service.store import visits
from service.store.engine import Store
from service.store.visits import Visit


class Gate:
    """The rules of every origin (scheme, host and port) that was asked for them."""

    def __init__(self, store: Store, params: NetworkParams) -> None:
        self._store = store
        self._params = params
        self._rules: dict[str, Rules] = {}

    def knows(self, origin: str, now: datetime) -> bool:
        """Whether the rules are at hand, from this run or from one not long ago."""
        if not self._params.robots or origin in self._rules:
            return True
        with self._store.read() as connection:
            kept = visits.find(connection, [robots_of(origin)]).get(robots_of(origin))
        if kept is None or kept.asked_at is None or kept.entry is None:
            return False
        if kept.asked_at < now - timedelta(hours=self._params.robots_h):
            return False
        self._rules[origin] = read_rules(kept.entry, self._params.robot)
        return True

    def learn(self, origin: str, data: bytes, now: datetime) -> None:
        """Keep the rules that ``origin`` gave; none where ``data`` is empty."""
        self._rules[origin] = read_rules(data, self._params.robot)
        kept = Visit(
            address=robots_of(origin),
            outlet="",
            kind="robots",
            state="held",
            found_at=now,
            asked_at=now,
            entry=data[:LIMIT],
        )
        with self._store.write() as connection:
            visits.write(connection, [kept])

    def allows(self, origin: str, address: str) -> bool:
        """Whether ``address`` may be asked for; the rules must be known."""
        return not self._params.robots or self._rules[origin].allows(address)

    def delay_s(self, origin: str) -> float:
        """The seconds that ``origin`` wants between two requests."""
        return self._rules[origin].delay_s if origin in self._rules else 0.0

    def sitemaps(self, origin: str) -> tuple[str, ...]:
        """The sitemaps that its robots.txt names."""
        return self._rules[origin].sitemaps if origin in self._rules else ()


def robots_of(origin: str) -> str:
    """The address of an origin's robots.txt."""
    return f"{origin}/robots.txt"
