"""Whose turn it is: one lane a host, one errand a lane at a time, a pause between two.

Knows nothing of the network and of clocks: instants are seconds that the caller counts.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec

from service.sources.exchange import NEW, Validators


class Errand(msgspec.Struct, frozen=True, kw_only=True):
    """Something to fetch for ``outlet``: asked for at ``address``, found at ``place`` by now.

    ``rank`` orders the errands of a host, least first; what has a rank below zero goes before
    all else of its host, however long it must wait. ``tried`` and ``hops`` count this errand's
    tries at its place and the redirects behind it. ``host`` is whose lane it waits in, ``known``
    what is held of the document already.
    """

    outlet: str
    kind: str
    address: str
    place: str
    host: str
    rank: float
    tried: int = 1
    hops: int = 0
    known: Validators = NEW


class _Waiting(msgspec.Struct):
    rank: float
    number: int
    ready: float
    errand: Errand


class _Lane(msgspec.Struct):
    waiting: list[_Waiting] = []
    ready: float = 0.0
    delay: float = 0.0
    busy: bool = False
    faults: int = 0


def host_of(address: str) -> str:
    """The host and port of an address: what is asked over one connection at a time."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def origin_of(address: str) -> str:
    """The scheme, host and port of an address: what has one robots.txt."""
    return f"{urlsplit(address).scheme.lower()}://{host_of(address)}"


class Lanes:
    """Every host's lane. ``delay`` is the pause between two exchanges, in seconds."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._lanes: dict[str, _Lane] = {}
        self._count = 0

    def __len__(self) -> int:
        """How many errands wait."""
        return sum(len(lane.waiting) for lane in self._lanes.values())

    def put(self, errand: Errand, ready: float = 0.0) -> None:
        """Let ``errand`` wait in its host's lane, until ``ready`` at least."""
        self._count += 1
        lane = self._lane(errand.host)
        lane.waiting.append(
            _Waiting(rank=errand.rank, number=self._count, ready=ready, errand=errand)
        )
        lane.waiting.sort(key=lambda one: (one.rank, one.number))

    def take(self, now: float) -> Errand | None:
        """The next errand of an idle host whose pause is over; its host is busy from now on.

        Of several such hosts the one that has been ready longest goes first.
        """
        for lane in sorted(self._lanes.values(), key=lambda one: one.ready):
            if lane.ready > now:
                return None
            place = None if lane.busy else _first_ready(lane, now)
            if place is not None:
                lane.busy = True
                return lane.waiting.pop(place).errand
        return None

    def free(self, host: str, now: float, *, asked: bool) -> None:
        """The host is idle again; ``asked`` says whether it was really asked for something."""
        lane = self._lane(host)
        lane.busy = False
        if asked:
            lane.ready = max(lane.ready, now + lane.delay)

    def pause(self, host: str, until: float) -> None:
        """Leave the host alone until then."""
        lane = self._lane(host)
        lane.ready = max(lane.ready, until)

    def set_delay(self, host: str, delay: float) -> None:
        """The pause that this host wants between two exchanges; never less than the usual."""
        self._lane(host).delay = max(self._delay, delay)

    def fault(self, host: str) -> int:
        """Count a failure of the host; how many came one after another."""
        lane = self._lane(host)
        lane.faults += 1
        return lane.faults

    def well(self, host: str) -> None:
        """The host answered: its failures are forgotten."""
        self._lane(host).faults = 0

    def clear(self, host: str) -> list[Errand]:
        """Give the host up: its errands, taken out of its lane."""
        lane = self._lane(host)
        given, lane.waiting = lane.waiting, []
        return [one.errand for one in given]

    def next_ready(self) -> float | None:
        """The earliest instant at which ``take`` may give something, None where nothing waits."""
        instants = [
            max(lane.ready, self._first(lane))
            for lane in self._lanes.values()
            if lane.waiting and not lane.busy
        ]
        return min(instants, default=None)

    @staticmethod
    def _first(lane: _Lane) -> float:
        if lane.waiting[0].rank < 0:
            return lane.waiting[0].ready
        return min(one.ready for one in lane.waiting)

    def _lane(self, host: str) -> _Lane:
        if host not in self._lanes:
            self._lanes[host] = _Lane(delay=self._delay)
        return self._lanes[host]


def _first_ready(lane: _Lane, now: float) -> int | None:
    """Where in a lane's queue the first errand stands that may go ``now``."""
    for place, one in enumerate(lane.waiting):
        if one.ready <= now:
            return place
        if one.rank < 0:
            # what the rest of the lane hangs on goes first, however long it takes
            return None
    return None
