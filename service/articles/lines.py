"""The lines of a page saved as text, each with what it is: prose, headline, stamp, furniture.

Knows nothing of which of them make the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec

from service.articles.boilerplate import LONGEST, form, is_section, related_headline, role
from service.text.normalise import tidy

Kind = Literal[
    "blank", "ticker", "related", "pointer", "tail", "prompt", "source", "stamp", "section",
    "byline", "crumbs", "headline", "prose",
]  # fmt: skip

# What converters to text set before headings and items of lists.
_BULLET = re.compile(r"^(?:#{1,6}|[•●▪■◾]+)\s+(?=\w)")
# The number of a first comment, alone on its line.
_FIRST_COMMENT = re.compile(r"^1\s*[-–]$")
# Fragments of a ticker are parted by wide gaps or by bullets; prose has neither.
_GAP = re.compile(r"[ \u00a0]{3,}|\t+|\s+[|•●■▪◾*►»]+\s+")
TICKER_FRAGMENTS = 6
# No page of news has more; what lies beyond is a dump or an attack.
MOST_LINES = 4_000
# Longer "titles" are a page's whole text put into its head.
_TITLE_LIMIT = 1_000
# From this length a line without a full stop is a paragraph all the same.
PROSE_LENGTH = 180
_END = re.compile(r"""[.!?؟…:؛][\s"'”“’»«)\]]*$""")
_CUED = re.compile(
    r"(?:^|[\s|•\-–—(\[])(?:نشر(?:ت)?\s+(?:في|بتاريخ|يوم|بـ)|نُشر(?:\s+في)?|تم\s+النشر|تاريخ\s+النشر|النشر\s*:"
    r"|بتاريخ|أضيف\s+في|أضيف\s+بتاريخ|حرر\s+في|آخر\s+تحديث|أخر\s+تحديث|تحديث|حُدث|حدث\s+في|التحديث"
    r"|publi[ée]e?s?(?:\s+le|\s*:)?|post[ée]e?\s+(?:le|par)|mis\s+à\s+jour|modifi[ée]e?|mise\s+à\s+jour"
    r"|published|posted|updated|last\s+updated|publicado|actualizado)(?=[\s:،,]|$)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"تحديث|حُدث|حدث\s+في|mis\s+à\s+jour|mise\s+à|modifi|updated|actualiz", re.IGNORECASE
)
_YEAR = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d|(?:١٩|٢٠)[٠-٩]{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})(?!\d)"
)
_BYLINE = re.compile(
    r"^(?:كتب(?:ه|ته|ها|ت)?|بقلم|تحرير|إعداد|من\s+إعداد|المحرر|الكاتب|كاتب\s+المقال|المصدر|مصدر|متابعة|ترجمة|تصوير"
    r"|عدسة|صورة|الصورة|مراسلة|حاوره|حاورها|أجرى\s+الحوار|هيئة\s+التحرير|par|de\s+notre\s+correspondant|auteur"
    r"|source|crédit(?:s)?(?:\s+photo)?|photo(?:s)?|by|reporting\s+by|writing\s+by|editing\s+by|image|caption"
    r"|por|fuente|foto)\s*[:：\-–/©]\s*\S",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:بقلم|par|by|por)\s+\S+(?:\s+\S+){0,5}$", re.IGNORECASE)
_CREDIT = re.compile(
    r"^[(\[]?\s*(?:©|\(c\)|أ\.?\s?ف\.?\s?ب|و\.?\s?م\.?\s?ع|د\.?\s?ب\.?\s?أ|رويترز|وكالات|afp|map|reuters|ap"
    r"|getty images|efe|aps|tap|dr|d\.r\.?|ph|archives?)\b[^.]{0,60}[)\]]?$",
    re.IGNORECASE,
)
_CRUMB = re.compile(r"\s*(?:[>»›/\\|«‹←→]|::)\s*")


class Line(msgspec.Struct, frozen=True):
    """One line: its place, its tidied text, its comparing form (short lines only), its kind."""

    number: int
    text: str
    form: str
    kind: Kind


def on_one_line(title: str) -> str:
    """A headline on one line; what is longer than any headline is cut."""
    return " ".join(title[: 4 * _TITLE_LIMIT].split())[:_TITLE_LIMIT]


def read_lines(text: str) -> list[Line]:
    """Every line of ``text`` with its kind."""
    rows = text.splitlines()[:MOST_LINES]
    return [_line(number, raw) for number, raw in enumerate(rows)]


def _line(number: int, raw: str) -> Line:
    if not raw.strip():
        return Line(number, "", "", "blank")
    if is_ticker(raw):
        return Line(number, raw, "", "ticker")
    text = _BULLET.sub("", tidy(raw).strip())
    if len(text) > LONGEST:
        return Line(number, text, "", "prose")
    shape, kind = _short(text)
    return Line(number, text, shape, kind)


# The pages of an outlet share their furniture, and a page is read twice: as it stands and as
# its main text.
@lru_cache(maxsize=16_384)
def _short(text: str) -> tuple[str, Kind]:
    """(comparing form, kind) of a tidy line of LONGEST signs at most."""
    if not any(map(str.isalnum, text)):
        return "", "prompt" if text else "blank"
    shape = form(text)
    return shape, _short_kind(text, shape)


def is_ticker(raw: str) -> bool:
    """Whether a line is a run of other articles' headlines: many fragments, wide gaps."""
    parts = [part for part in _GAP.split(raw) if part.strip()]
    if len(parts) < TICKER_FRAGMENTS:
        return False
    lengths = sorted(map(len, parts))
    return lengths[len(lengths) // 2] >= 12 and lengths[-1] <= 400


def _short_kind(text: str, shape: str) -> Kind:
    found = role(shape)
    if found != "none":
        return found
    if _FIRST_COMMENT.match(text):
        return "tail"
    told: tuple[tuple[Kind, Callable[[], object]], ...] = (
        ("pointer", lambda: related_headline(text) is not None),
        ("stamp", lambda: _is_cued_date(text) or is_bare_date(text)),
        ("section", lambda: is_section(shape)),
        ("crumbs", lambda: _is_crumbs(text)),
        ("byline", lambda: _is_byline(text)),
        ("prose", lambda: is_prose(text)),
    )
    return next((kind for kind, holds in told if holds()), "headline")


def _is_cued_date(text: str) -> bool:
    return len(text) <= 160 and is_cued(text) and _YEAR.search(text) is not None


def _is_byline(text: str) -> bool:
    marks = (_BYLINE, _BY, _CREDIT) if len(text) <= 120 else ()
    return any(mark.match(text) for mark in marks)


def is_prose(text: str) -> bool:
    """Whether a line reads as a paragraph: long, or a sentence that is brought to its end."""
    if len(text) >= PROSE_LENGTH:
        return True
    if len(text) < 40 or not _END.search(text) or text.endswith(".."):
        return False
    return text.rstrip("\"'”»«) ").endswith((".", "…", ":", "؛")) or len(text) > 110


_DATE_WORDS = re.compile(r"[^\W\d_]+")


def is_bare_date(text: str) -> bool:
    """Whether a line is a date and little else: a weekday, a day, a month, a year, a clock."""
    if len(text) > 70 or not _YEAR.search(text):
        return False
    return len(_DATE_WORDS.findall(text)) <= 6 and not _END.search(text.replace("م.", ""))


def is_update(text: str) -> bool:
    """Whether a stamp tells of a later change and not of the publication."""
    return bool(_UPDATED.search(text))


def is_cued(text: str) -> bool:
    """Whether a line says outright that it tells when something was published."""
    return bool(_CUED.search(text))


def _is_crumbs(text: str) -> bool:
    parts = [form(part) for part in _CRUMB.split(text)]
    if len(parts) < 2:
        return False
    known = sum(is_section(part) or role(part) == "prompt" for part in parts)
    return known >= 1 and (
        known * 2 >= len(parts) or (len(parts) > 2 and role(parts[0]) == "prompt")
    )


def crumb_section(text: str) -> str | None:
    """The last rubric that a line of crumbs names: ``الرئيسية > سياسة`` gives ``سياسة``."""
    parts = [part.strip() for part in _CRUMB.split(text)]
    named = [part for part in parts if is_section(form(part))]
    return named[-1] if named else None
