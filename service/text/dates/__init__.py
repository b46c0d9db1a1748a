"""Dates in text: found, resolved against the day of writing, and bounded in days.

Knows nothing of articles; texts and reference days come in, mentions go out.
"""

from __future__ import annotations

from service.text.dates.find import find_dates
from service.text.dates.stamps import read_stamp
from service.text.dates.values import bounds

__all__ = ["bounds", "find_dates", "read_stamp"]
