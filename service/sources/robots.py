"""What a host's robots.txt allows us (RFC 9309).

Knows nothing of how it was fetched. Without the file everything is allowed; where the host
cannot say (an error of its own, no answer) nothing is.
"""

from __future__ import annotations

import math

from protego import Protego

from service.sources.decoding import decode

# As much as RFC 9309 asks to read at least; what stands below is not heeded.
LIMIT = 512_000


class Rules:
    """A parsed robots.txt, asked as one robot."""

    def __init__(self, text: str, robot: str) -> None:
        self._parsed = Protego.parse(text)
        self._robot = robot
        self.sitemaps: tuple[str, ...] = tuple(self._parsed.sitemaps)

    def allows(self, address: str) -> bool:
        """Whether the robot may ask for ``address``."""
        return bool(self._parsed.can_fetch(address, self._robot))

    @property
    def delay_s(self) -> float:
        """The seconds asked for between two requests, 0 where none are."""
        said = self._parsed.crawl_delay(self._robot) or 0.0
        rate = self._parsed.request_rate(self._robot)
        paced = rate.seconds / rate.requests if rate and rate.requests else 0.0
        longest = max(float(said), float(paced), 0.0)
        return longest if math.isfinite(longest) else 0.0


def read_rules(data: bytes, robot: str) -> Rules:
    """The rules in ``data`` for ``robot`` (the first word of an agent's name). Never raises."""
    return Rules(decode(data[:LIMIT]), robot)
