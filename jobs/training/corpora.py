"""The public texts an encoder trains on, as pairs that should lie near each other.

Knows nothing of losses. Measuring rows (use=dev) and the labelled weeks never enter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import msgspec
import polars as pl

from service.errors import SourceError

# Words of a body that are read: those that are encoded, and some to crop from.
LONGEST = 250
LANGUAGES = ("ar", "en", "fr", "es", "ary", "arz")
PARALLEL = (
    ("ar", "en"), ("ar", "fr"), ("ar", "es"), ("en", "fr"), ("en", "es"),
    ("es", "ary"), ("en", "ary"), ("en", "arz"), ("ary", "arz"),
)  # fmt: skip
ALIGNED_SENSES = (("ar", "en"), ("ar", "fr"), ("ar", "es"), ("en", "fr"), ("en", "es"))


class Pairs(msgspec.Struct, kw_only=True):
    """Texts aligned with texts: ``kind`` is how they relate and what the recipe's mix names.

    ``days`` (days since 1970) and ``outlets`` are known of dated news only.
    """

    name: str
    kind: str
    left: list[str]
    right: list[str]
    days: list[float] = []
    outlets: list[str] = []


def read_corpora(data: Path) -> Iterator[Pairs]:
    """Every set of pairs under ``data``. Raises SourceError, naming the missing file."""
    yield _news(data)
    train = data / "train"
    for name, kind, left, right in (
        ("ar_tunisia_jawhara", "article", "title", "text"),
        ("ary_goud", "article", "title", "text"),
        ("es_news", "article", "title", "text"),
        ("fr_orangesum", "foreign", "title", "text"),
        ("ar_question_paragraph", "foreign", "question", "text"),
    ):
        yield _columns(train / f"{name}.parquet", name, kind, left, right)
    bodies = _clean(_table(train / "ar_sanad_untitled.parquet")["text"])
    yield Pairs(name="ar_sanad_untitled", kind="body", left=bodies, right=bodies)
    for aligned in (_bitext, _parallel, _names, _lexicon, _senses):
        yield from aligned(train)


def labelled_days(data: Path) -> tuple[set[str], set[date]]:
    """The ids and the days of the labelled weeks, which no training may see."""
    ids: set[str] = set()
    days: set[date] = set()
    for path in sorted((data / "labels").glob("*.tsv")):
        ids.update(pl.read_csv(path, separator="\t", quote_char=None)["id"].to_list())
        monday = date.fromisoformat(path.stem)
        days.update(monday + timedelta(days=day) for day in range(7))
    return ids, days


def _news(data: Path) -> Pairs:
    ids, days = labelled_days(data)
    table = _table(data / "news2018.parquet").filter(
        ~pl.col("id").is_in(sorted(ids)) & ~pl.col("published").dt.date().is_in(sorted(days))
    )
    bodies = [
        text if text.startswith(lead[:60]) else f"{lead} {text}"
        for lead, text in zip(_clean(table["lead"]), _clean(table["text"]), strict=True)
    ]
    return Pairs(
        name="news2018",
        kind="news",
        left=_clean(table["title"]),
        right=bodies,
        days=(table["published"].dt.timestamp("ms") / 86_400_000).to_list(),
        outlets=table["source"].to_list(),
    )


def _bitext(train: Path) -> Iterator[Pairs]:
    table = _for_training(_table(train / "bitext.parquet"))
    for (name,), part in table.group_by("set", maintain_order=True):
        yield _pairs(f"bitext {name}", "sentence", part["text1"], part["text2"])


def _parallel(train: Path) -> Iterator[Pairs]:
    table = _for_training(_table(train / "multiparallel.parquet"))
    for one, other in PARALLEL:
        part = table.drop_nulls([one, other])
        yield _pairs(f"multiparallel {one}-{other}", "sentence", part[one], part[other])


def _names(train: Path) -> Iterator[Pairs]:
    table = _table(train / "names.parquet")
    for other in ("en", "fr", "es"):
        part = table.drop_nulls(["ar", other])
        if other != "en":
            part = part.filter(pl.col(other) != pl.col("en"))
        yield _pairs(f"names ar-{other}", "word", part["ar"], part[other])


def _lexicon(train: Path) -> Iterator[Pairs]:
    table = _table(train / "lexicon_wiktionary.parquet")
    for (one, other), part in table.group_by("lang1", "lang2", maintain_order=True):
        yield _pairs(f"lexicon {one}-{other}", "word", part["w1"], part["w2"])


def _senses(train: Path) -> Iterator[Pairs]:
    table = _table(train / "wordnet.parquet")
    for one, other in ALIGNED_SENSES:
        left: list[str] = []
        right: list[str] = []
        part = table.drop_nulls([one, other])
        for lemmas, others in zip(part[one], part[other], strict=True):
            for lemma in _lemmas(lemmas)[:3]:
                for match in _lemmas(others)[:2]:
                    left.append(lemma)
                    right.append(match)
        yield Pairs(name=f"wordnet {one}-{other}", kind="word", left=left, right=right)


def _lemmas(cell: str) -> list[str]:
    return list(dict.fromkeys(one.strip().replace("_", " ") for one in cell.split("|")))


def _for_training(table: pl.DataFrame) -> pl.DataFrame:
    return table.filter(pl.col("use") == "train")


def _columns(path: Path, name: str, kind: str, left: str, right: str) -> Pairs:
    table = _table(path)
    return _pairs(name, kind, table[left], table[right])


def _pairs(name: str, kind: str, left: pl.Series, right: pl.Series) -> Pairs:
    return Pairs(name=name, kind=kind, left=_clean(left), right=_clean(right))


def _clean(column: pl.Series) -> list[str]:
    return [" ".join((text or "").split(maxsplit=LONGEST)[:LONGEST]) for text in column.to_list()]


def _table(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SourceError(
            f"{path}: cannot be read ({error}); name the folder of the data with --data"
        ) from error
