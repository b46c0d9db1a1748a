"""Bytes to text in the charset they were written in.

Knows nothing of files or pages.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _known(charset: str | None) -> str | None:
    """The charset by that name, if there is one and it turns bytes to text."""
    try:
        b"".decode(charset or "")
        return codecs.lookup(charset or "").name
    except (LookupError, ValueError):
        return None


def decode(data: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    """The text of ``data``: by its byte-order mark, UTF-8, what was declared, or by its look.

    ``charset`` is what a header said; with ``markup`` a declaration within the first 2,000
    bytes is heeded too. UTF-8 is tried first since text that decodes as UTF-8 is UTF-8,
    whatever an old template declares. Legacy Arabic pages are Windows-1256, others
    Windows-1252. Never raises: bytes that fit nothing become the replacement sign.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:2_000]) if markup else None
    said = _known(charset) or _known(declared.group(1).decode("ascii") if declared else None)
    if said and said != "utf-8":
        return data.decode(said, "replace")
    if said == "utf-8" or _mostly_utf8(data):
        return data.decode("utf-8", "replace")
    return data.decode(_legacy(data), "replace")


def _mostly_utf8(data: bytes) -> bool:
    """Whether the text is UTF-8 with a few bytes spoilt (a page cut in mid-letter)."""
    text = data.decode("utf-8", "replace")
    return text.count("�") * 50 < max(len(text), 1)


def _legacy(data: bytes) -> str:
    """Windows-1256 where most high bytes are Arabic letters there, else Windows-1252."""
    high = [byte for byte in data if byte >= 0x80]
    arabic = sum(byte >= 0xC0 and byte not in {0xE0, 0xE2, 0xE7, 0xE8, 0xE9, 0xEA} for byte in high)
    ascii_letters = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    return "cp1256" if arabic > len(high) * 0.6 and len(high) > ascii_letters else "cp1252"
