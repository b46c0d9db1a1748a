"""One row of a table to one page: which column is which, and what is wrong with a row.

Knows nothing of the file the row stood in.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

import msgspec

from service.records import Page
from service.text.normalise import fold

# Every name under which a column is known, first the names of our own tables. Compared folded,
# so that case, accents, hamza and what stands between words do not matter.
ALIASES: dict[str, tuple[str, ...]] = {
    "key": ("id", "key", "article_id", "guid", "uid", "doc_id", "المعرف", "رقم المقال",
            "identifiant", "identificador"),
    "outlet": ("source", "outlet", "publisher", "site", "domain", "newspaper", "outlet_name",
               "المصدر", "الجريدة", "الصحيفة", "الموقع", "المنبر", "journal", "média", "fuente",
               "medio"),
    "language": ("language", "lang", "locale", "اللغة", "langue", "idioma"),
    "section": ("section", "category", "rubric", "topic", "القسم", "التصنيف", "الفئة", "الباب",
                "rubrique", "catégorie", "sección", "categoría"),
    "address": ("url", "address", "link", "href", "permalink", "canonical_url", "الرابط",
                "رابط", "العنوان الإلكتروني", "lien", "adresse", "enlace"),
    "title": ("title", "headline", "heading", "العنوان", "عنوان", "عنوان المقال", "titre",
              "título", "titular"),
    "published": (
        "published", "date", "published_at", "publication_date", "pubdate", "pub_date",
        "datetime", "timestamp", "date_published", "datepublished", "published_date",
        "تاريخ النشر", "التاريخ", "تاريخ", "date de publication", "date_publication", "fecha",
        "fecha de publicación",
    ),
    "lead": ("lead", "abstract", "summary", "description", "standfirst", "excerpt", "chapo",
             "الملخص", "ملخص", "المقدمة", "résumé", "chapeau", "resumen", "entradilla"),
    "body": ("text", "body", "content", "article", "maintext", "full_text", "article_text", "html",
             "النص", "نص", "نص المقال", "المحتوى", "المتن", "texte", "contenu", "corps", "texto",
             "contenido", "cuerpo"),
}  # fmt: skip


@lru_cache(maxsize=4_096)
def heading(name: str) -> str:
    """The form in which a column's name is looked up."""
    return " ".join(_BETWEEN.sub(" ", fold(name).strip("\ufeff")).split())


_BETWEEN = re.compile(r"[\W_]+")
_HEADINGS = {field: tuple(map(heading, names)) for field, names in ALIASES.items()}
COLUMNS = frozenset(name for names in _HEADINGS.values() for name in names)
# What to do about a table of which no column is known.
REMEDY = (
    "name one of them text, body, content, title or lead (or النص, العنوان; texte, titre; "
    "texto, título)"
)
# Before this second a number of that size would be 1973: larger numbers are milliseconds.
_MILLISECONDS = 1e11


class Unreadable(msgspec.Struct, frozen=True, kw_only=True):
    """An item that could not be made a page: where it stood, why, and the field at fault."""

    origin: str
    reason: str
    detail: str
    field: str | None = None
    excerpt: str = ""


Item = Page | Unreadable


class BadField(Exception):
    """A value that its field cannot hold: inner signal of this package."""

    def __init__(self, field: str, detail: str) -> None:
        super().__init__(detail)
        self.field = field
        self.detail = detail


def columns(names: list[str]) -> dict[str, str]:
    """Which of a table's ``names`` holds each of a page's fields (field to name)."""
    known = {heading(name): name for name in reversed(names)}
    return {
        field: known[alias]
        for field, aliases in _HEADINGS.items()
        for alias in reversed(aliases)
        if alias in known
    }


def row_item(row: Mapping[str, object], where: Mapping[str, str], origin: str) -> Item:
    """The page in ``row``, whose fields stand ``where`` says, or what is wrong with it."""
    try:
        said = {
            field: _text(row.get(name), field, name)
            for field, name in where.items()
            if field not in {"published", "body"}
        }
        body = _text(row.get(where["body"]), "body", where["body"]) if "body" in where else None
        published = (
            _when(row.get(where["published"]), where["published"]) if "published" in where else None
        )
    except BadField as bad:
        return Unreadable(
            origin=origin,
            reason="bad-field",
            detail=f"{origin}: field {bad.field!r} {bad.detail}",
            field=bad.field,
            excerpt=_excerpt(row),
        )
    if not (body or said.get("title") or said.get("lead")):
        wanted = where.get("body") or where.get("title") or "text"
        return Unreadable(
            origin=origin,
            reason="empty",
            detail=f"{origin}: field {wanted!r} is empty, and so are title and lead",
            field=wanted,
            excerpt=_excerpt(row),
        )
    return Page(
        body=body or "",
        kind="row",
        origin=origin,
        published=published,
        key=said.get("key"),
        outlet=said.get("outlet"),
        language=said.get("language"),
        section=said.get("section"),
        address=said.get("address"),
        title=said.get("title"),
        lead=said.get("lead"),
    )


def _text(value: object, field: str, name: str) -> str | None:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value
    if (
        isinstance(value, bool)
        or not isinstance(value, (int, float))
        or field in {"body", "title", "lead"}
    ):
        raise BadField(name, f"holds {_kind(value)}, not text")
    return str(value)


def _when(value: object, name: str) -> str | None:
    """A publication instant as text: ISO 8601 where the value was an instant or a number."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadField(name, f"holds {_kind(value)}, not a date")
    if math.isnan(value):
        return None
    seconds = value / 1_000 if abs(value) > _MILLISECONDS else value
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise BadField(name, f"holds {value!r}, which is no instant") from error


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", bytes: "bytes", bool: "true or false"}.get(
        type(value), f"{type(value).__name__} {str(value)[:40]!r}"
    )


def _excerpt(row: Mapping[str, object]) -> str:
    return "; ".join(f"{name}={str(value)[:60]!r}" for name, value in list(row.items())[:6])[:300]
