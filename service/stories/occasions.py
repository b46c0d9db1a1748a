"""Occasions that many happenings belong to: competitions, festivals, prizes, gatherings.

Knows nothing of probabilities. Reports of one World Cup share its name and little else, and that
name is no rare word while it lasts; so occasions are known by name, from ``model/occasions.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from service.records import Article
from service.stories.sparse import Sparse
from service.stories.words import Runs, read_fields
from service.text.normalise import fold

NAMES = Path(__file__).with_name("model") / "occasions.json"
OCCASION_FEATURES = ("occasion_shared", "occasion_apart")
# How plainly an occasion is named, in tenths: in the title, in the lead, in the body more than
# once, in the body once. Whole numbers, so that sums over groups know no order.
TITLE, LEAD, BODY, ONCE = 10, 8, 5, 3
TENTHS = 10.0
# Arabic and Latin letters that have another form or none once folded, one sign for one.
_BLOCKS = (range(0xC0, 0x250), range(0x610, 0x6E0))
_SIGNS = [chr(code) for block in _BLOCKS for code in block]
_FROM = [sign for sign in _SIGNS if fold(sign) != sign]
_TO = [fold(sign) for sign in _FROM]
_CHUNK = 16_384
# So few articles are read for names as soon as for their words alone.
FEW = 200


class Occasions(msgspec.Struct, frozen=True):
    """What n articles name of k occasions: ``place`` (n,) int32, the row of ``plainly`` (r, k)
    int32 that is an article's, -1 of one that names none; tenths, as above.
    """

    place: NDArray[np.int32]
    plainly: NDArray[np.int32]

    def compare(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.float32]:
        """(2, m) float32 of the articles ``i`` and ``j`` (m,): ``OCCASION_FEATURES``."""
        ones = np.ones(len(i))
        return _compare(self.plainly, self.place[i], self.place[j], ones, ones)


class GroupOccasions:
    """What the articles of each of ``count`` groups name on average; groups can only be joined."""

    def __init__(self, occasions: Occasions, label: NDArray[np.int64], count: int) -> None:
        known = occasions.place >= 0
        groups, where = np.unique(label[known], return_inverse=True)
        self._place = np.full(count, -1, np.int32)
        self._place[groups] = np.arange(len(groups), dtype=np.int32)
        self._total = np.zeros((len(groups), occasions.plainly.shape[1]), np.int32)
        np.add.at(self._total, where, occasions.plainly[occasions.place[known]])

    def join(self, low: NDArray[np.int64], high: NDArray[np.int64]) -> None:
        """The groups ``high`` are part of the groups ``low`` (pairwise) now."""
        one, other = self._place[low], self._place[high]
        both = (one >= 0) & (other >= 0)
        self._total[one[both]] += self._total[other[both]]
        self._place[low] = np.where(one >= 0, one, other)

    def compare(
        self, a: NDArray[np.int64], b: NDArray[np.int64], size: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """(2, m) float32 of the groups ``a`` and ``b`` (m,) of ``size`` (count,) articles each."""
        return _compare(self._total, self._place[a], self._place[b], size[a], size[b])


def _compare(
    total: NDArray[np.int32],
    one: NDArray[np.int32],
    other: NDArray[np.int32],
    of_one: NDArray[Any],
    of_other: NDArray[Any],
) -> NDArray[np.float32]:
    """How plainly both name one occasion, and how much more plainly each one that is not so."""
    out = np.zeros((2, len(one)), np.float32)
    rows = np.flatnonzero((one >= 0) & (other >= 0))
    for start in range(0, len(rows), _CHUNK):
        part = rows[start : start + _CHUNK]
        left = total[one[part]] / (TENTHS * of_one[part, None])
        right = total[other[part]] / (TENTHS * of_other[part, None])
        shared = np.minimum(left, right).max(axis=1)
        out[0, part] = shared
        out[1, part] = np.maximum(np.minimum(left.max(axis=1), right.max(axis=1)) - shared, 0.0)
    return out


def find_occasions(articles: Sequence[Article], runs: Runs | None = None) -> Occasions:
    """What each of ``articles`` names, by the names of its own language.

    ``runs`` are those of the articles: with them, only those that have all words of some name
    are read for it.
    """
    count = len(load_names().keys)
    rows = np.arange(len(articles))
    if runs is not None and len(articles) >= FEW:
        rows = _able(runs)
    plainly = np.zeros((len(articles), count), np.int32)
    plainly[rows] = _plainly([articles[row] for row in rows.tolist()], count)
    some = plainly.any(axis=1)
    place = np.where(some, np.cumsum(some) - 1, -1).astype(np.int32)
    return Occasions(place, plainly[some])


def _able(runs: Runs) -> NDArray[np.int64]:
    """Which articles have all words of some name in one field, in whatever order and form."""
    import polars as pl
    from scipy.sparse import csr_matrix

    words, member = _words_of_names()
    frame = pl.DataFrame({"run": _plain(runs.runs)}, schema={"run": pl.String}).with_row_index()
    found = (
        frame.with_columns(pl.col("run").str.extract_many(words, overlapping=True).alias("word"))
        .explode("word")
        .drop_nulls("word")
        .unique(["index", "word"])
    )
    run = found["index"].to_numpy().astype(np.int64)
    numbers = {word: place for place, word in enumerate(words)}
    word = found["word"].replace_strict(numbers, return_dtype=pl.Int64).to_numpy()
    has = csr_matrix((np.ones(len(run), np.int32), (run, word)), shape=(len(runs.runs), len(words)))
    starts = np.append(0, np.cumsum(runs.sizes))
    where = csr_matrix(
        (np.ones(len(runs.rows), np.int32), runs.rows, starts), shape=(len(runs.runs), runs.texts)
    )
    texts = (where.T.tocsr() @ has).tocsr()
    texts.data[:] = 1
    shared = (texts @ member).tocoo()
    needed = np.asarray(member.sum(axis=0)).ravel()
    able = shared.row[shared.data == needed[shared.col]]
    return np.unique(able % (runs.texts // 3)).astype(np.int64)


@cache
def _words_of_names() -> tuple[list[str], Sparse]:
    """The words of all names; (words, names) csr int32, which words each name has."""
    from scipy.sparse import csr_matrix

    names = [_words_of(name) for of in load_names().by_language.values() for name in of]
    words = sorted(set().union(*names))
    numbers = {word: place for place, word in enumerate(words)}
    at = [(numbers[word], place) for place, name in enumerate(names) for word in name]
    row, column = np.array(at).T
    shape = (len(words), len(names))
    return words, csr_matrix((np.ones(len(at), np.int32), (row, column)), shape=shape)


def _words_of(name: str) -> set[str]:
    """The words of a name with the spaces around each, but where it may begin or end in one."""
    words = [f" {word} " for word in name.split()]
    words[0] = words[0] if name.startswith(" ") else words[0][1:]
    words[-1] = words[-1] if name.endswith(" ") else words[-1][:-1]
    return set(words)


def together(parts: Sequence[Occasions]) -> Occasions:
    """The occasions of all articles of the ``parts``, one after the other."""
    places, count = [], 0
    for one in parts:
        places.append(np.where(one.place >= 0, one.place + count, -1).astype(np.int32))
        count += len(one.plainly)
    return Occasions(np.concatenate(places), np.concatenate([one.plainly for one in parts]))


def _plainly(articles: Sequence[Article], count: int) -> NDArray[np.int32]:
    """(n, k) int32 tenths."""
    out = np.zeros((len(articles), count), np.int32)
    for language, names in load_names().by_language.items():
        rows = [row for row, one in enumerate(articles) if one.language == language]
        if not rows:
            continue
        fields = zip(*(read_fields(articles[row]) for row in rows), strict=True)
        plain = ((TITLE, TITLE), (LEAD, LEAD), (BODY, ONCE))
        for texts, (twice, once) in zip(fields, plain, strict=True):
            text, occasion, times = _named(texts, names)
            at = np.array(rows)[text], occasion
            out[at] = np.maximum(out[at], np.where(times > 1, twice, once))
    return out


def _named(
    texts: Sequence[str], names: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Which text names which occasion how often, (m,) each."""
    import polars as pl

    found = (
        pl.DataFrame({"text": _plain(texts)}, schema={"text": pl.String})
        .with_row_index("row")
        .with_columns(pl.col("text").str.extract_many(list(names), leftmost=True).alias("name"))
        .explode("name")
        .drop_nulls("name")
    )
    numbers = found["name"].replace_strict(names, return_dtype=pl.Int64)
    counted = found.with_columns(numbers.alias("occasion")).group_by("row", "occasion").len()
    row, occasion, times = (counted[name].to_numpy() for name in ("row", "occasion", "len"))
    return row.astype(np.int64), occasion, times.astype(np.int64)


def _plain(texts: Sequence[str]) -> list[str]:
    """Folded words with one space between them and at both ends."""
    import polars as pl

    words = (
        pl.Series(texts, dtype=pl.String)
        .str.to_lowercase()
        .str.replace_many(_FROM, _TO)
        .str.replace_all(r"[^\p{L}\p{N}]+", " ")
        .str.strip_chars(" ")
    )
    return [f" {one} " for one in words.to_list()]


class Names(msgspec.Struct, frozen=True):
    """``keys`` of the occasions, and the places of theirs that each folded name stands for, of
    each language, the longest name first: where two begin together the longer is meant.
    """

    keys: tuple[str, ...]
    by_language: dict[str, dict[str, int]]


@cache
def load_names() -> Names:
    """The names that ship with the package."""
    given = msgspec.json.decode(NAMES.read_bytes(), type=dict[str, dict[str, list[str]]])
    keys = tuple(sorted(given))
    by_language: dict[str, dict[str, int]] = {}
    every = [
        (number, language, name)
        for number, key in enumerate(keys)
        for language, names in given[key].items()
        for name in names
    ]
    plain = _plain([name.removesuffix("*") for _, _, name in every])
    for (number, language, name), words in zip(every, plain, strict=True):
        by_language.setdefault(language, {}).setdefault(_pattern(name, words), number)
    return Names(
        keys,
        {
            language: dict(sorted(names.items(), key=lambda one: (-len(one[0]), one[0])))
            for language, names in sorted(by_language.items())
        },
    )


def _pattern(name: str, pattern: str) -> str:
    """What is looked for: whole words, but for an Arabic article and clitics before the first and
    for what stands in place of a ``*`` at the end. ``pattern`` is the ``name`` made plain.
    """
    if "\u0600" <= pattern[1] <= "\u06ff":
        pattern = pattern[1:].removeprefix("ال")
    return pattern[:-1] if name.endswith("*") else pattern
