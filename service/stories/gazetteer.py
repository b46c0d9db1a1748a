"""The names the house knows: read from its lists and CLDR, and laid out for finding.

Knows nothing of articles. A name is a run of folded words in a trie (after Aho and Corasick
1975, without their failure links: a name begins at a word, so a miss costs one look-up).

In the lists a name may carry a mark: ``=`` only in this very spelling, ``?`` only behind a word
that announces a place or a company, ``@`` only in a text about sport, ``!`` shown and never sought
(French "Mexico" is a city, English "Mexico" its country).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import msgspec

from service.records import EntityKind
from service.text.spans import Spans

LANGUAGES = ("ar", "fr", "en", "es")
NAMES = Path(__file__).parent / "names"
# Raised whenever the lists or the rules would find other names in the same article.
EDITION = "4"
_LISTS: dict[str, EntityKind] = {
    "places.csv": "place",
    "organisations.csv": "organisation",
    "people.csv": "person",
}
_MARKS = "=?@!"
# No word holds a line feed: the key under which a name ends.
_END = "\n"
# Of CLDR's territories, those that are no place on a map or bear the name of an organisation.
_NO_PLACE = frozenset(
    {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "EA", "IC", "AC", "TA", "DG", "CP"}
)
# Far islands whose names are common words or other places' names.
_TOO_COMMON = frozenset(("GG", "JE", "IM", "NU", "RE", "MF", "SX", "BL", "PM", "BQ", "WS", "PW"))


class Entry(msgspec.Struct, frozen=True):
    """One thing of the lists: ``id`` as in ``place:MA``, its name in each language."""

    id: str
    kind: EntityKind
    names: dict[str, str]


class Name(msgspec.Struct, frozen=True):
    """Where a run of words leads: the entry, and what its list demands.

    ``mark`` is one of ``=?@`` or empty; ``spelling`` is the name as written; ``alone`` says
    that it is a person's last name only, ``capitals`` which of its words begin with one.
    """

    entry: int
    mark: str
    spelling: str
    alone: bool
    capitals: tuple[bool, ...]


class Gazetteer:
    """All known names. ``trie`` maps a folded word to the rest of the names that begin so."""

    def __init__(self, entries: Iterable[tuple[Entry, list[str]]]) -> None:
        self.entries: list[Entry] = []
        self.by_id: dict[str, Entry] = {}
        self.trie: dict[str, Any] = {}
        for entry, spellings in entries:
            if entry.id in self.by_id:
                continue
            self.by_id[entry.id] = entry
            self.entries.append(entry)
            for one in spellings:
                if not one.startswith("!"):
                    self._put(len(self.entries) - 1, one)

    def _put(self, place: int, spelling: str) -> None:
        bare = spelling.lstrip(_MARKS)
        spans = Spans(bare)
        words = spans.folded
        entry = self.entries[place]
        alone = entry.kind == "person" and len(words) == 1
        mark = spelling[: len(spelling) - len(bare)]
        capitals = tuple(one[0].isupper() for one in spans.surface)
        name = Name(place, mark, bare, alone, capitals)
        for run in {tuple(words), tuple(joined(words))}:
            node = self.trie
            for word in run:
                node = node.setdefault(word, {})
            # Of two things with one name a club is asked first, which only sport means.
            names = node.setdefault(_END, [])
            names.insert(0 if mark == "@" else len(names), name)


def names_at(node: dict[str, Any]) -> Sequence[Name]:
    """The names that end at a node of the trie, in the order in which they are asked."""
    return cast("list[Name]", node.get(_END, ()))


def joined(words: Sequence[str]) -> list[str]:
    """The words with عبد الله as one, as half of the press writes it."""
    out: list[str] = []
    for word in words:
        if out and out[-1] == "عبد":
            out[-1] += word
        else:
            out.append(word)
    return out


@cache
def gazetteer() -> Gazetteer:
    """The lists that ship with the package, and CLDR's territories."""
    rows = [row for name, kind in _LISTS.items() for row in _read(NAMES / name, kind)]
    return Gazetteer(_with_territories(rows))


def _read(path: Path, kind: EntityKind) -> list[tuple[Entry, list[str]]]:
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            spelt = {code: (row[code] or row["en"]).split("|") for code in LANGUAGES}
            names = {code: many[0].lstrip(_MARKS) for code, many in spelt.items()}
            entry = Entry(id=f"{kind}:{row['id']}", kind=kind, names=names)
            found.append((entry, [one for many in spelt.values() for one in many]))
    return found


def _with_territories(
    rows: list[tuple[Entry, list[str]]],
) -> Iterable[tuple[Entry, list[str]]]:
    """The rows, and every country that has none, as CLDR names it."""
    from babel import Locale

    told = {entry.id for entry, _ in rows}
    tables = {code: Locale(code).territories for code in LANGUAGES}
    yield from rows
    for code in sorted(tables["en"]):
        if not _is_country(code) or f"place:{code}" in told:
            continue
        names = {one: _plain(table[code]) for one, table in tables.items() if code in table}
        yield Entry(id=f"place:{code}", kind="place", names=names), list(names.values())


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NO_PLACE | _TOO_COMMON


def _plain(name: str) -> str:
    return name.partition(" (")[0].replace("’", "'")


@cache
def given_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Given names: those that are no other word, those that are, and the Latin ones; folded."""
    lines = (NAMES / "given.txt").read_text(encoding="utf-8").splitlines()
    words = " ".join(line for line in lines if not line.startswith("#")).split()
    arabic = [one for one in words if not one.isascii() and not _latin(one)]
    sure = frozenset(one for one in arabic if not one.startswith("~"))
    weak = frozenset(one[1:] for one in arabic if one.startswith("~"))
    latin = frozenset(Spans(" ".join(one for one in words if _latin(one))).folded)
    return sure, weak, latin


def _latin(word: str) -> bool:
    return word[0] < "\u0250" and word[0] != "~"


@cache
def name_words() -> frozenset[str]:
    """Arabic words that are mostly parts of names, folded (``riwaya train gazetteer``)."""
    return frozenset((NAMES / "words.txt").read_text(encoding="utf-8").split())
