"""Under which licence each set of a training is, as its files say.

Knows nothing of what is learnt from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

# Sets whose files carry no licence by row.
KNOWN = {
    "news2018": "public news pages (see below)",
    "ar_arz_wikipedia": "CC BY-SA 4.0",
}
UNSTATED = "its file names none"


def licences_of(names: Iterable[str], data: Path) -> dict[str, str]:
    """The licence of each set of pairs, by the name it has in the training (``bitext tatoeba``).

    A set's first word is its file under ``train/``; its second, if it is one of the file's
    sets, narrows the rows.
    """
    files = {path.stem: path for path in sorted((data / "train").glob("*.parquet"))}
    return {name: KNOWN.get(name) or _stated(name, files) for name in names}


def _stated(name: str, files: dict[str, Path]) -> str:
    first, _, rest = name.partition(" ")
    path = next((path for stem, path in files.items() if stem.startswith(first)), None)
    if path is None or "licence" not in pl.read_parquet_schema(path):
        return UNSTATED
    table = pl.scan_parquet(path)
    if "set" in table.collect_schema():
        part = table.filter(pl.col("set") == rest)
        found = part.select("licence").unique().collect()
        if len(found):
            return _listed(found["licence"].to_list())
    return _listed(table.select("licence").unique().collect()["licence"].to_list())


def _listed(licences: Iterable[str]) -> str:
    """The licences by name, what they say of themselves in brackets left out."""
    return ", ".join(sorted({one.split(" (")[0] for one in licences}))
