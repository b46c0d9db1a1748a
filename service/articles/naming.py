"""What a page saved as text says of whose it is: lines of publication, of rights, of source.

Knows nothing of outlets: it hands names on as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.articles.lines import Line

_COPY = re.compile(
    r"^(?P<author>.{0,60}?)\s*(?:نشر(?:ت)?\s+في|publi[ée]e?\s+(?:dans|par|sur)|published\s+(?:in|by))\s+"
    r"(?P<outlet>\D.{0,60}?)\s+(?:يوم|بتاريخ|le|on)\s+(?P<date>\d{1,2}\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{4})",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?P<name>.{2,40}?)\s*[-–—|:]?\s*(?:نشر|نُشر|publi|posted|published)", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"(?:الحقوق محفوظة|droits réservés|rights reserved|derechos reservados|©|copyright)",
    re.IGNORECASE,
)
_RIGHTS_NOISE = re.compile(
    r"(?:جميع|كل|كافة)?\s*(?:الحقوق محفوظة)|tous droits réservés|all rights reserved|copyright"
    r"|©|[\d\-–|.,:]+"
    r"|(?:^|\s)(?:لـ|ل|لدى|لموقع|لجريدة|by|par)(?=\s)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-–—|•·»:]\s+|\s*\|\s*")
_SOURCE_LINE = re.compile(
    r"^(?:المصدر|مصدر|source|fuente|عن)\s*[:：]\s*(?P<name>.{2,60})$", re.IGNORECASE
)


def copied_from(lines: Sequence[Line]) -> str | None:
    """The outlet in an aggregator's line: "published in X on D - M - Y"."""
    return next((m["outlet"] for line in lines if (m := _COPY.match(line.text))), None)


def names_in_title(title: str | None) -> tuple[str, ...]:
    """What a title adds to the headline behind a separator, which may be the site's name."""
    parts = _SEPARATOR.split(title or "")
    return tuple(part.strip() for part in reversed(parts[1:]) if 2 < len(part.strip()) <= 40)


def page_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """What on the page says whose it is: the publication line, the line of rights."""
    found: list[str] = []
    for line in lines:
        if line.kind == "ticker" or not line.text or len(line.text) > 220:
            continue
        if line.kind == "stamp" and not _COPY.match(line.text):
            found.extend(_stamp_names(line.text))
        elif _RIGHTS.search(line.text):
            found.extend(_rights_names(line.text))
    return tuple(dict.fromkeys(name for name in found if name))


def _stamp_names(text: str) -> list[str]:
    """The words before ``نشر في``, or before the date where it stands alone with a name."""
    match = _PREFIX.match(text)
    if match:
        return [match["name"].strip(" -–—|:·")]
    words = text.split()
    return [" ".join(words[:count]) for count in (3, 2, 1) if count < len(words)]


def _rights_names(text: str) -> list[str]:
    parts = (" ".join(_RIGHTS_NOISE.sub(" ", part).split()) for part in text.split("|"))
    return [part for part in parts if part and len(part) <= 60]


def lone_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """Short lines that may be a name and nothing else."""
    return tuple(
        line.text for line in lines if line.kind in {"headline", "byline"} and len(line.text) <= 60
    )


def named_source(lines: Sequence[Line]) -> str | None:
    """The outlet named behind "Source:"."""
    for line in lines:
        match = _SOURCE_LINE.match(line.text) if len(line.text) <= 80 else None
        if match:
            return match["name"].strip(" .")
    return None
