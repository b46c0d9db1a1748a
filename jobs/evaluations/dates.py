"""`riwaya evaluate dates`: the date reader against marked passages.

Knows nothing of grammar or of scoring: it reads the gold, runs the reader and prints.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import msgspec

from service.errors import SourceError
from service.evaluation.dates import Mark, Passage, score
from service.text.dates import find_dates


class GoldMark(msgspec.Struct, frozen=True, kw_only=True):
    """A marked expression as the file gives it."""

    start: int
    end: int
    surface: str = ""
    value: str | None = None
    grain: str = ""
    kind: str = ""


class GoldPassage(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the gold file."""

    id: str
    text: str
    lang: str = "ar"
    reference: str | None = None
    gold: tuple[GoldMark, ...] = ()


def read_gold(path: Path) -> list[GoldPassage]:
    """The passages of a JSONL file. Raises SourceError naming the line that cannot be read."""
    passages = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                one = msgspec.json.decode(line, type=GoldPassage)
                if one.reference:
                    date.fromisoformat(one.reference[:10])
            except (msgspec.DecodeError, ValueError) as error:
                raise SourceError(
                    f"{path} line {number}: {error}; one JSON object a line"
                ) from error
            passages.append(one)
    return passages


def read_passage(one: GoldPassage) -> Passage:
    """A gold passage beside what the date reader finds in its text."""
    reference = date.fromisoformat(one.reference[:10]) if one.reference else None
    mentions = find_dates(one.text, reference=reference, language=one.lang)
    gold = (Mark(start=m.start, end=m.end, value=m.value, kind=m.kind) for m in one.gold)
    found = (Mark(start=m.start, end=m.end, value=m.value, kind=m.kind) for m in mentions)
    return Passage(language=one.lang, gold=tuple(gold), found=tuple(found))


@click.command()
@click.option(
    "--gold",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="JSONL",
    help="Marked passages: id, lang, text, reference, gold [{start, end, surface, value, grain}].",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
def command(gold: Path, *, as_json: bool) -> None:
    """Span and value figures of the date reader over marked passages."""
    figures = score([read_passage(one) for one in read_gold(gold)])
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
        return
    span, value = figures["span"], figures["value"]
    rows = [("span, exact", span["exact"]), ("span, overlap", span["overlap"]), ("value", value)]
    for name, row in rows:
        click.echo(f"{name:14} P {row['precision']:.3f}  R {row['recall']:.3f}  F1 {row['f1']:.3f}")
