"""Errands carried out: hosts side by side, each with its robots.txt, its pauses and its tries.

Knows nothing of outlets and of what documents say. All decisions are made in the caller's
thread; the others carry out one exchange each.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime
from random import Random

import msgspec

from jobs.gate import Gate, robots_of
from service.errors import FetchError
from service.sources.exchange import Answer
from service.sources.fetch import attempt
from service.sources.lanes import Errand, Lanes, host_of, origin_of
from service.sources.network import NetworkParams
from service.sources.verdicts import CROWDED, Again, Elsewhere, Lost, Taken, Unmodified, judge

# A host that failed so often without one answer in between is left alone for the run.
FAULTS = 5
ROBOTS = "robots"
# How a host says that it has no robots.txt for us (RFC 9309); 429 only says not now.
_NO_RULES = frozenset({"redirects", *(str(code) for code in range(400, 500) if code != 429)})
# No wait for exchanges is longer, so that what was fetched meanwhile is landed.
_TICK_S = 1.0
Outcome = Taken | Unmodified | Lost


class Dispatch:
    """Sends errands out and hands their outcomes back, one after another."""

    def __init__(
        self, gate: Gate, params: NetworkParams, clock: Callable[[], datetime], seed: int
    ) -> None:
        self._gate = gate
        self._params = params
        self._clock = clock
        self._chance = Random(seed)  # noqa: S311 - spreads tries over time, guards nothing
        self._lanes = Lanes(params.delay_s)
        self._running: dict[Future[Answer | FetchError], Errand] = {}
        self._over: deque[tuple[Errand, Outcome]] = deque()
        self._closed: dict[str, Lost] = {}
        self._asked: set[str] = set()

    def send(self, errand: Errand) -> None:
        """Let ``errand`` wait its turn, behind its host's robots.txt where that is not known."""
        if errand.host in self._closed:
            self._over.append((errand, _given_up(errand, self._closed[errand.host])))
            return
        self._lanes.put(errand)
        origin = origin_of(errand.place)
        if self._gate.knows(origin, self._clock()):
            self._heed(origin, errand.host)
        elif origin not in self._asked:
            self._asked.add(origin)
            address = robots_of(origin)
            self._lanes.put(
                Errand(
                    outlet=errand.outlet,
                    kind=ROBOTS,
                    address=address,
                    place=address,
                    host=errand.host,
                    rank=-1,
                )
            )

    def outcomes(self, pause: Callable[[], None]) -> Iterator[tuple[Errand, Outcome]]:
        """Every errand's outcome, until none is left; more may be sent meanwhile.

        ``pause`` is called whenever there is nothing to hand back.
        """
        with ThreadPoolExecutor(max_workers=self._params.hosts) as pool:
            while self._running or self._over or len(self._lanes):
                self._start(pool)
                if self._over:
                    yield self._over.popleft()
                else:
                    pause()
                    self._finish()

    def _start(self, pool: ThreadPoolExecutor) -> None:
        """Send out whatever may go now."""
        while len(self._running) < self._params.hosts:
            errand = self._lanes.take(time.monotonic())
            if errand is None:
                return
            if errand.kind != ROBOTS and not self._allows(errand):
                self._lanes.free(errand.host, time.monotonic(), asked=False)
                detail = f"{errand.place}: its robots.txt forbids it"
                self._over.append((errand, Lost(reason=ROBOTS, detail=detail, ours=True)))
                continue
            future = pool.submit(attempt, errand.place, self._params, errand.known)
            self._running[future] = errand

    def _allows(self, errand: Errand) -> bool:
        return self._gate.allows(origin_of(errand.place), errand.place)

    def _finish(self) -> None:
        """Wait until an exchange is over or the next may begin, and judge what came."""
        ready = self._lanes.next_ready()
        idle = _TICK_S if ready is None else min(max(ready - time.monotonic(), 0.0), _TICK_S)
        if not self._running:
            time.sleep(idle)
            return
        full = len(self._running) >= self._params.hosts
        done, _ = wait(
            self._running, timeout=_TICK_S if full else idle, return_when=FIRST_COMPLETED
        )
        for future in done:
            self._judge(self._running.pop(future), future.result())

    def _judge(self, errand: Errand, outcome: Answer | FetchError) -> None:
        now = time.monotonic()
        self._lanes.free(errand.host, now, asked=True)
        verdict = judge(
            outcome,
            address=errand.address,
            tried=errand.tried,
            hops=errand.hops,
            params=self._params,
            chance=self._chance,
            now=self._clock(),
        )
        if isinstance(verdict, Again):
            self._lanes.put(
                msgspec.structs.replace(errand, tried=errand.tried + 1), now + verdict.seconds
            )
            if verdict.host:
                self._lanes.pause(errand.host, now + verdict.seconds)
        elif isinstance(verdict, Elsewhere):
            self._redirect(errand, verdict.address)
        elif errand.kind == ROBOTS:
            self._rule(errand, verdict)
        else:
            self._over.append((errand, verdict))
            self._weigh(errand, verdict)

    def _redirect(self, errand: Errand, place: str) -> None:
        moved = msgspec.structs.replace(errand, place=place, hops=errand.hops + 1, tried=1)
        if errand.kind == ROBOTS:
            # the lane it holds up is the one it must be asked for in
            self._lanes.put(moved)
        else:
            self.send(msgspec.structs.replace(moved, host=host_of(place)))

    def _rule(self, errand: Errand, verdict: Outcome) -> None:
        """A robots.txt came, or it is certain that there is none, or nothing is certain."""
        origin = origin_of(errand.address)
        if isinstance(verdict, Taken):
            self._gate.learn(origin, verdict.answer.body, self._clock())
            self._heed(origin, errand.host)
        elif isinstance(verdict, Lost) and verdict.reason not in _NO_RULES:
            self._close(errand.host, verdict)
        else:
            self._gate.learn(origin, b"", self._clock())

    def _heed(self, origin: str, host: str) -> None:
        """Keep the pause that the host asks for; leave alone one that asks for too long a one."""
        delay = self._gate.delay_s(origin)
        if delay > self._params.longest_delay_s:
            detail = f"{origin}: its robots.txt asks for {delay:g} s between two requests"
            self._close(host, Lost(reason="crawl-delay", detail=detail, ours=True, passing=True))
        else:
            self._lanes.set_delay(host, delay)

    def _weigh(self, errand: Errand, verdict: Outcome) -> None:
        """Give a host up that fails again and again, or that asks for a longer wait than ours."""
        if not isinstance(verdict, Lost) or not verdict.passing:
            self._lanes.well(errand.host)
            return
        patience = verdict.reason in {str(code) for code in CROWDED} and verdict.seconds > 0
        if patience or self._lanes.fault(errand.host) >= FAULTS:
            self._close(errand.host, verdict)

    def _close(self, host: str, lost: Lost) -> None:
        """Leave a host alone from now on: what waits for it goes back."""
        self._closed[host] = lost
        left = [one for one in self._lanes.clear(host) if one.kind != ROBOTS]
        self._over.extend((one, _given_up(one, lost)) for one in left)


def _given_up(errand: Errand, lost: Lost) -> Lost:
    """What the end of its host's turn means for an errand.

    What we refuse for good is lost; what was led to a host that fails counts as tried; all
    else was never tried, and may wait for better days.
    """
    firm = lost.ours and not lost.passing
    return msgspec.structs.replace(lost, untried=not firm and errand.hops == 0)
