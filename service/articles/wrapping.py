"""Text whose lines were broken at a fixed width: its paragraphs put together again.

Knows nothing of pages. A line was broken where the next line's first word would not have fitted
into the width; in a list of headlines that is so by chance only.
"""

from __future__ import annotations

from itertools import pairwise

# Widths at which mailers, terminals and printers break lines.
_NARROWEST, _WIDEST = 55, 110
# Fewer broken lines, or a smaller share of them, may be chance; of a few all must be.
_LEAST, _MANY, _SHARE = 3, 12, 0.9


def unwrapped(text: str) -> str:
    """``text`` with broken lines joined, or as it is where its lines are whole."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    width = max((len(line) for line, _ in pairs), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    broken = sum(_is_broken(line, after, width) for line, after in pairs)
    if broken < max(_LEAST, len(pairs) * (_SHARE if len(pairs) >= _MANY else 1.0)):
        return text
    # Sentences go on in small letters; headlines begin with capitals.
    if sum(after[0].isupper() for _, after in pairs) > len(pairs) / 2:
        return text
    joined = lines[:1]
    for line, after in pairwise(lines):
        if line and after and _is_broken(line, after, width):
            joined[-1] += f" {after}"
        else:
            joined.append(after)
    return "\n".join(joined)


def _is_broken(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width
