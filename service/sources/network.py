"""What is allowed on the network, and how politely: the settings of every fetch and crawl.

Knows nothing of how a page is fetched.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

Seconds = Annotated[float, msgspec.Meta(ge=0, le=86_400)]
Wait = Annotated[float, msgspec.Meta(gt=0, le=3_600)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
AtLeastOne = Annotated[int, msgspec.Meta(ge=1, le=1_000)]


class NetworkParams(msgspec.Struct, frozen=True, kw_only=True):
    """The limits of one exchange, the manners towards a host, the measure of one crawl.

    An exchange: ``connect_s``, ``read_s`` and ``total_s`` seconds; ``size`` bytes at most once
    unpacked; ``redirects`` followed; ``allow_private`` lets loopback and private addresses
    through; ``agent`` is who we say we are, and its first word is what robots.txt knows us by.

    Manners: ``robots`` heeds robots.txt, kept for ``robots_h`` hours; ``delay_s`` seconds lie
    between two exchanges with a host, or as many as its robots.txt asks for up to
    ``longest_delay_s``; a host that asks for more is left alone. ``hosts`` are asked side by
    side, each over one connection. A passing failure is tried ``tries`` times, ``backoff_s``
    seconds later and twice as long each time; a Retry-After of up to ``longest_wait_s`` is
    waited for, a longer one ends the host's turn.

    A crawl: at most ``pages`` articles' pages and ``sitemaps`` sitemaps of an outlet; what a
    sitemap dates more than ``days`` days ago is left out; an entry of a feed with fewer than
    ``whole`` letters counts as cut.
    """

    agent: Annotated[str, msgspec.Meta(pattern=r"^[!-~][ -~]{0,198}[!-~]$")] = (
        "Riwaya/0.1 (news timelines)"
    )
    allow_private: bool = False
    connect_s: Wait = 10.0
    read_s: Wait = 20.0
    total_s: Wait = 60.0
    size: Annotated[int, msgspec.Meta(ge=1_000, le=1_000_000_000)] = 20_000_000
    redirects: Annotated[int, msgspec.Meta(ge=0, le=20)] = 5
    robots: bool = True
    robots_h: Seconds = 24.0
    delay_s: Seconds = 1.0
    longest_delay_s: Seconds = 60.0
    hosts: Annotated[int, msgspec.Meta(ge=1, le=64)] = 8
    tries: Annotated[int, msgspec.Meta(ge=1, le=10)] = 3
    backoff_s: Seconds = 2.0
    longest_wait_s: Seconds = 120.0
    pages: Count = 200
    sitemaps: Count = 20
    days: AtLeastOne = 30
    whole: Count = 600

    @property
    def robot(self) -> str:
        """The word by which a robots.txt knows us: the agent's, up to its version."""
        return self.agent.split("/", 1)[0].split(" ", 1)[0]


DEFAULT = NetworkParams()
