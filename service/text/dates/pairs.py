"""Where الاثنين is "the two" of them, and not Monday.

Knows nothing of dates: it looks at neighbours only. Of 5,696 in Arabic news of 2018 some seventy
are of two persons or things; the sign of half of them is بين before it.
"""

from __future__ import annotations

import re

from service.text.dates.tokens import Tokens

_TWO = "الاثنين"
_BETWEEN = frozenset({"بين", "وبين", "مابين"})
# "Both of the two", "these two", "that the two are": a day does not follow these.
_BOTHS = """
    كلا كلي وكلا بكلا لكلا هذين هاذين لهذين بهذين ان بان لان وان لكن ولكن
"""
# "The state of the two": nobody has that of a Monday.
_THEIRS = """
    حاله وحاله بحاله حياه بحياه صحه هويه مصير
"""
_JOINED = """
    معا سويا كليهما كلاهما اللذين اللذان الذين الاخرين الباقيين المتبقيين كانا هما ليسا
"""
_BOTH, _THEIR = frozenset(_BOTHS.split()), frozenset(_THEIRS.split())
_TOGETHER = frozenset(_JOINED.split())
# A verb of the present in the dual: يعيشان, سيتجنبان; names that end so are none.
_DUAL = re.compile(r"^[وف]?س?[يت](?!ايوان|ونان|يران|ركمان|رجمان|بيان|يجان|ريفان)\w{2,}ان$")
_NEGATIONS = frozenset({"لا", "لم", "لن", "ما"})


def are_two(tokens: Tokens, at: int, after: int) -> bool:
    """Whether the weekday from ``at`` to ``after`` is the two that were spoken of."""
    if tokens.word(at) != _TWO or "إ" in tokens.text[tokens.starts[at] : tokens.ends[at]]:
        return False
    before, following = tokens.word(at - 1), tokens.word(after)
    if before in _BETWEEN:
        return following not in {"و", "-"} and tokens.kind(after) != "weekday"
    if before in _BOTH or before in _THEIR or following in _TOGETHER:
        return True
    return bool(_DUAL.match(tokens.word(after + (following in _NEGATIONS))))
