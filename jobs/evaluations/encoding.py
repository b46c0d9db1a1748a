"""What an encoder's vectors find: events, bodies, paraphrases, translations.

Knows nothing of training. Texts are read once; every retrieval is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

from service.embeddings.encoder import Encoder
from service.embeddings.inputs import first_words
from service.errors import SourceError
from service.evaluation.gold import read_labels
from service.evaluation.retrieval import Retrieval, measure, same_label_elsewhere

# An article's one vector where title and body must answer together: on the labelled weeks 0.2
# to 0.3 are level (mean MRR 0.917), an even mean is 0.015 lower.
TITLE_WEIGHT = 0.25
Vectors = NDArray[np.float32]


class Report(msgspec.Struct, kw_only=True):
    """Retrieval by task; every figure a share in [0, 1]."""

    model: str
    events: dict[str, Retrieval]
    title_to_body: Retrieval | None
    headlines: dict[str, Retrieval]
    translations: dict[str, Retrieval]


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A labelled week: texts, event numbers and outlet numbers, aligned."""

    titles: list[str]
    bodies: list[str]
    events: NDArray[np.int64]
    outlets: NDArray[np.int64]


def measure_encoder(encoder: Encoder, data: Path) -> Report:
    """Run every task that ``data`` has. Raises SourceError, naming the file that will not read."""
    return Report(
        model=encoder.name,
        events={
            name: measure_week(week, article_vectors(encoder, week))
            for name, week in read_weeks(data).items()
        },
        title_to_body=_title_to_body(encoder, data),
        headlines=_headlines(encoder, data),
        translations=_translations(encoder, data),
    )


def read_weeks(data: Path) -> dict[str, Week]:
    """The labelled weeks by their Monday."""
    news = read_table(data / "news2018.parquet")
    weeks = {}
    for path in sorted((data / "labels").glob("*.tsv")):
        event = {label.id: label.event for label in read_labels(path)}
        part = news.filter(pl.col("id").is_in(sorted(event))).sort("id")
        weeks[path.stem] = Week(
            titles=part["title"].to_list(),
            bodies=[_body(lead or "", text) for lead, text in part.select("lead", "text").rows()],
            events=_numbers([event[one] for one in part["id"]]),
            outlets=_numbers(part["source"].to_list()),
        )
    return weeks


def _body(lead: str, text: str) -> str:
    return first_words(text if text.startswith(lead[:60]) else f"{lead} {text}")


def _numbers(names: Sequence[str]) -> NDArray[np.int64]:
    return np.unique(np.array(names), return_inverse=True)[1].astype(np.int64)


def article_vectors(encoder: Encoder, week: Week) -> Vectors:
    """One unit row an article: a quarter title, three quarters body."""
    both = TITLE_WEIGHT * encoder.encode(week.titles, "title")
    both += (1 - TITLE_WEIGHT) * encoder.encode(week.bodies, "body")
    return np.asarray(both / np.maximum(np.linalg.norm(both, axis=1, keepdims=True), 1e-9))


def measure_week(week: Week, vectors: Any) -> Retrieval:
    """How high another outlet's article of the same event stands among other outlets' all.

    ``vectors`` (n, d), dense or sparse, with unit rows.
    """
    scores = vectors @ vectors.T
    scores = np.asarray(scores if isinstance(scores, np.ndarray) else scores.toarray(), np.float32)
    allowed, relevant = same_label_elsewhere(week.events, week.outlets)
    return measure(np.where(allowed, scores, -np.inf).astype(np.float32), relevant)


def _title_to_body(encoder: Encoder, data: Path) -> Retrieval | None:
    found = titles_and_bodies(data)
    if found is None:
        return None
    return _matched(encoder.encode(found[0], "title"), encoder.encode(found[1], "body"))


def titles_and_bodies(data: Path) -> tuple[list[str], list[str]] | None:
    """Titles and 200 words of bodies of Moroccan and pan-Arab news of 2022, or None."""
    path = data / "dev" / "ar_hespress_aljazeera_2022.parquet"
    if not path.exists():
        return None
    table = read_table(path)
    return table["title"].to_list(), [first_words(text) for text in table["text"].to_list()]


def _matched(left: Vectors, right: Vectors) -> Retrieval:
    return measure(left @ right.T, np.eye(len(left), dtype=bool))


def _headlines(encoder: Encoder, data: Path) -> dict[str, Retrieval]:
    """Find the headline that says the same (``agree``) or follows (``entails``) among its set's."""
    path = data / "dev" / "ar_headline_pairs.parquet"
    if not path.exists():
        return {}
    table = read_table(path).filter(pl.col("label").is_in(["agree", "entails"]))
    found = {}
    for (name,), part in table.group_by("set", maintain_order=True):
        ones, one = np.unique(part["text1"].to_numpy(), return_inverse=True)
        others, other = np.unique(part["text2"].to_numpy(), return_inverse=True)
        relevant = np.zeros((len(ones), len(others)), dtype=bool)
        relevant[one, other] = True
        left, right = (encoder.encode(texts.tolist(), "title") for texts in (ones, others))
        found[str(name)] = measure(left @ right.T, relevant)
    return found


def _translations(encoder: Encoder, data: Path) -> dict[str, Retrieval]:
    path = data / "train" / "bitext.parquet"
    if not path.exists():
        return {}
    table = read_table(path).filter(pl.col("use") == "dev")
    found = {}
    for keys, part in table.group_by("set", "lang1", "lang2", maintain_order=True):
        name = "{} {}-{}".format(*keys)
        left, right = (encoder.encode(part[side].to_list(), "title") for side in ("text1", "text2"))
        found[name] = _matched(left, right)
    return dict(sorted(found.items()))


def read_table(path: Path) -> pl.DataFrame:
    """A Parquet file. Raises SourceError, naming it."""
    try:
        return pl.read_parquet(path)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise SourceError(f"{path}: cannot be read ({error}); name its folder by --data") from error
