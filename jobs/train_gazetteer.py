"""`riwaya train gazetteer`: learn which Arabic words are mostly parts of people's names.

Knows nothing of how names are found. A word is part of names if, of all the times it stands in
the press, it stands often right behind a given name; and rare words are taken from lists of
names that are in the public domain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from jobs.console import Stage, failures, put_json
from jobs.files import write_whole
from jobs.options import json_option
from service.errors import InputError
from service.stories.cues import NOT_OF_NAME
from service.stories.gazetteer import NAMES, given_names
from service.text.normalise import fold
from service.text.spans import Spans
from service.text.stopwords import STOPWORDS

WORDS = NAMES / "words.txt"
TEXTS = ("title", "text", "body")
PUBLIC = "CC0"


class Bounds(msgspec.Struct, frozen=True):
    """From which share of its uses behind a given name a word counts as part of names.

    ``listed``: a word that the lists of names hold, too, of at least ``times`` such uses;
    ``alone``: any other. ``rare``: a listed word seen no more often than this is believed.
    Read off samples of a hundred words a band: above 0.25 nine in ten are names, between 0.1
    and 0.25 four in ten, of those on a list nine in ten.
    """

    listed: float = 0.1
    alone: float = 0.25
    times: int = 3
    rare: int = 1


class Uses:
    """How often each folded word stood in the texts, and how often behind a given name."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.behind: Counter[str] = Counter()
        self._given = given_names()[0]

    def read(self, text: str) -> None:
        """Count one text."""
        spans = Spans(text)
        self.all.update(spans.folded)
        for at in range(1, len(spans)):
            if spans.folded[at - 1] in self._given and not spans.parted(at):
                self.behind[spans.folded[at]] += 1


def learn(uses: Uses, listed: Iterable[str], bounds: Bounds = Bounds()) -> list[str]:  # noqa: B008
    """The words that are mostly parts of names, sorted."""
    known = {one for name in listed for one in fold(name).split() if _may_be(one)}
    found = {word for word in known if uses.all[word] <= bounds.rare and len(word) > 3}
    for word, behind in uses.behind.items():
        share = behind / uses.all[word]
        if behind < bounds.times or not _may_be(word) or _leans(word, uses):
            continue
        if share >= bounds.alone or (word in known and share >= bounds.listed):
            found.add(word)
    return sorted(found)


def _leans(word: str, uses: Uses) -> bool:
    """Whether the word is another behind و or ل: "محمد وخالد" makes no name of وخالد."""
    return word[0] in "ولب" and uses.all[word[1:]] > uses.all[word]


def _may_be(word: str) -> bool:
    return (
        len(word) > 1
        and word not in STOPWORDS
        and word not in NOT_OF_NAME
        and all("\u0621" <= sign <= "\u064a" for sign in word)
    )


@click.command()
@click.option(
    "--names",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=f"Parquet of names with the columns ar and licence; only those under {PUBLIC} are read.",
)
@click.option(
    "--articles",
    "tables",
    multiple=True,
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Parquet of Arabic articles (title, text or body) to count words in; may be repeated.",
)
@click.option("--output", default=WORDS, show_default=False, type=click.Path(path_type=Path))
@json_option
def command(names: Path, tables: tuple[Path, ...], output: Path, as_json: bool) -> None:
    """Learn the name words from lists of names and from texts, and write them."""
    with failures():
        uses = Uses()
        with Stage("read", "texts") as stage:
            for table in tables:
                for text in _texts(table):
                    uses.read(text)
                    stage.items += 1
        words = learn(uses, _listed(names))
        write_whole(output, ("\n".join(words) + "\n").encode())
    if as_json:
        put_json({"file": str(output), "words": len(words), "texts": stage.items})
    else:
        click.echo(f"{len(words):,} words in {output}")


def _texts(path: Path) -> Iterable[str]:
    import polars as pl

    held = pl.read_parquet_schema(path)
    columns = [one for one in TEXTS if one in held]
    if not columns:
        raise InputError(f"{path} has none of the columns {', '.join(TEXTS)}")
    frame = pl.read_parquet(path, columns=columns)
    return (str(one) for column in columns for one in frame[column].drop_nulls())


def _listed(path: Path) -> list[str]:
    import polars as pl

    held = pl.read_parquet_schema(path)
    if "ar" not in held or "licence" not in held:
        raise InputError(f"{path} needs the columns ar and licence")
    frame = pl.read_parquet(path, columns=["ar", "licence"])
    return frame.filter(pl.col("licence") == PUBLIC)["ar"].drop_nulls().to_list()
