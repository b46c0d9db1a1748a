"""Numeric character references of markup that stand for no sign.

Knows nothing of markup otherwise. Parsers break off at them, or put what no tree may hold into
their tree: half a surrogate pair, a control, a number beyond Unicode.
"""

from __future__ import annotations

import re

_REFERENCE = re.compile(r"&#(x[0-9a-f]+|[0-9]+);?", re.IGNORECASE)
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0D}
# No number of a sign has more digits.
_DIGITS = 9


def without_impossible(text: str) -> str:
    """``text`` with a space for each reference to what is no sign."""
    return _REFERENCE.sub(_possible, text) if "&#" in text else text


def _possible(reference: re.Match[str]) -> str:
    said = reference[1].lower().lstrip("x").lstrip("0")
    if len(said) > _DIGITS:
        return " "
    number = int(said or "0", 16 if reference[1][0] in "xX" else 10)
    impossible = (
        number > 0x10FFFF
        or 0xD800 <= number <= 0xDFFF
        or number in _CONTROLS
        or number & 0xFFFE == 0xFFFE
    )
    return " " if impossible else reference[0]
