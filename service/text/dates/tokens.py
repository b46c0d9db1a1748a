"""A text cut into the words, numbers and marks that a date grammar reads, with their places.

Knows nothing of grammar. Folding here keeps every sign's place, so that offsets count in the
text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from service.text.dates.words import Entry
from service.text.normalise import fold

# What folding would delete stays as this sign, a letter to the scanner, and is skipped later.
FILLER = "\u0640"
_LINE = {0x0A: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n"}


def _place_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0x20, 0x900), *range(0x1E00, 0x2070), *range(0xFB00, 0x10000)):
        sign = chr(code)
        folded = fold(sign)
        if folded != sign:
            table[code] = folded[0] if folded else FILLER
    for dash in "‐‑‒–—―−":
        table[ord(dash)] = "-"
    table[ord("،")] = ","
    return table | _LINE


_PLACES = _place_table()
# 1: a whole numeric date. 2: a clock. 3: a number with points or commas. 4: a number. 5: a word.
_TOKEN = re.compile(
    r"(?<![\d.,/-])(\d{1,4} ?[-/.] ?\d{1,2} ?[-/.] ?\d{2,4})(?![\d/]|[-.]\d)"
    r"|(?<![\d:.])(\d{1,2}(?::[0-5]\d(?::[0-5]\d)?(?![\d:])|h[0-5]\d(?![0-9a-z])))"
    r"|(\d+(?:[.,]\d+)+)|(\d+)|([^\W\d_]+)|[^\w \t\x0b\x0c\x85]"
)
WORD, NUMBER, DECIMAL, CLOCK, DATE, MARK = range(6)
_KIND = (MARK, DATE, CLOCK, DECIMAL, NUMBER, WORD)


class Tokens:
    """The tokens of one text. Index past either end gives an empty word and no entry.

    ``words`` hold folded forms without fillers; ``starts`` and ``ends`` are offsets in the text.
    """

    __slots__ = ("ends", "entries", "folded", "kinds", "size", "starts", "text", "words")

    def __init__(self, text: str, lexicon: Mapping[str, Entry]) -> None:
        self.text = text
        self.folded = folded = text.translate(_PLACES)
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        kinds: list[int] = []
        for match in _TOKEN.finditer(folded):
            word = match[0]
            if FILLER in word:
                word = word.replace(FILLER, "")
                if not word:
                    continue
            words.append(word)
            starts.append(match.start())
            ends.append(match.end())
            kinds.append(_KIND[match.lastindex or 0])
        self.words, self.starts, self.ends, self.kinds = words, starts, ends, kinds
        get = lexicon.get
        self.entries = [get(word) for word in words]
        self.size = len(words)

    def word(self, index: int) -> str:
        """The folded word at ``index``."""
        return self.words[index] if 0 <= index < self.size else ""

    def kind(self, index: int) -> str:
        """The lexicon's kind of the word at ``index``, or an empty string."""
        entry = self.entries[index] if 0 <= index < self.size else None
        return entry.kind if entry else ""

    def bare(self, index: int) -> str:
        """The kind of a word that carries no clitic: what can stand inside an expression."""
        entry = self.entries[index] if 0 <= index < self.size else None
        return entry.kind if entry and not entry.prefix else ""

    def prefix(self, index: int) -> str:
        """The clitics written onto the word at ``index``."""
        entry = self.entries[index] if 0 <= index < self.size else None
        return entry.prefix if entry else ""

    def number(self, index: int) -> int | None:
        """The plain whole number at ``index``, up to six digits."""
        if 0 <= index < self.size and self.kinds[index] == NUMBER and len(self.words[index]) <= 6:
            return int(self.words[index])
        return None

    def start(self, index: int) -> int:
        """Where the token begins in the text, past the clitics and fillers before it."""
        at = self.starts[index]
        left = len(self.prefix(index))
        while left or self.folded[at] == FILLER:
            if self.folded[at] != FILLER:
                left -= 1
            at += 1
        return at

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the token at ``index`` and the one before it."""
        return 0 < index < self.size and self.ends[index - 1] == self.starts[index]

    def is_capital(self, index: int) -> bool:
        """Whether the word at ``index`` begins with a capital in the text."""
        return self.text[self.starts[index]].isupper()

    def is_number_like(self, index: int) -> bool:
        """Whether a number of any shape stands at ``index``."""
        return 0 <= index < self.size and self.kinds[index] in {NUMBER, DECIMAL, CLOCK, DATE}
