"""Days of the Hijri calendar as a text announces them: the moon is seen, not reckoned.

Knows nothing of words; mentions in, mentions out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from service.records import Mention

# "The first of Ramadan will be on Saturday, 25 April": the two dates stand this near (signs).
_BESIDE = 60


def as_announced(found: Sequence[Mention]) -> list[Mention]:
    """``found`` in order, each Hijri day moved to the day that the text says it falls on.

    Only by the day or so that seeing the moon may differ from reckoning; the day reckoned stays
    among the alternatives.
    """
    announced: dict[str, str] = {}
    for one, other in pairwise(found):
        hijri, civil = (one, other) if one.calendar == "hijri" else (other, one)
        near = other.start - one.end <= _BESIDE and civil.calendar == "gregorian"
        if near and hijri.value and civil.value in hijri.alternatives:
            announced.setdefault(hijri.value, civil.value)
    return [_moved(one, announced) for one in found]


def _moved(one: Mention, announced: dict[str, str]) -> Mention:
    day = announced.get(one.value or "") if one.calendar == "hijri" else None
    if day is None or one.value is None:
        return one
    return msgspec.structs.replace(one, value=day, alternatives=(one.value,), confidence=0.95)
