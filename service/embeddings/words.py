"""Text to the words an encoder counts: folded, clitics and endings cut, one key a word.

Knows nothing of vectors. The rules are part of the trained model: a change here needs new
weights, which is why they do not follow the display or search normalisation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# hamza carriers, alef maqsura, ta marbuta, Persian letters and digits to one form each
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
    "ة": "ه", "ک": "ك", "گ": "ك", "ڭ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج", "ء": "",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+|\d+")
_PREFIX = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|و(?=.{3}))(?=.{2})")
# What most often stands around a word, none of it part of one: taken off without a search.
_EDGES = ".,:;!?،؛؟…()[]«»“”‘’\"'-–_"
_OPENERS = frozenset("وفبكال")
# An ending goes if three letters stay; the longest that fits is taken.
_ENDINGS_3 = frozenset({"هما", "كما", "تين", "تان"})
_ENDINGS_2 = frozenset({"ها", "هم", "هن", "كم", "نا", "ات", "ان", "ون", "ين", "يه", "ته", "وا"})
_ENDINGS_1 = frozenset({"ه", "ي"})
MAX_WORD = 40


class _Signs(dict[int, int | str | None]):
    """For str.translate: marks and tatweel to nothing, letters to their one form, as met."""

    def __missing__(self, code: int) -> int | str | None:
        sign = chr(code)
        bare = sign == "\u0640" or unicodedata.combining(sign)
        self[code] = None if bare else _LETTERS.get(sign, code)
        return self[code]


_SIGNS = _Signs()


def fold(text: str) -> str:
    """The matching form of ``text``: compatibility forms, case, accents and harakat removed."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return unicodedata.normalize("NFC", plain.translate(_SIGNS))


def key(word: str) -> str:
    """The key of one folded word: an Arabic word without clitics and endings, else itself."""
    if not "\u0620" <= word[0] <= "\u064a":
        return word
    if word[0] in _OPENERS:
        word = _PREFIX.sub("", word)
    length = len(word)
    if length > 5 and word[-3:] in _ENDINGS_3:
        return word[:-3]
    if length > 4 and word[-2:] in _ENDINGS_2:
        return word[:-2]
    return word[:-1] if length > 3 and word[-1] in _ENDINGS_1 else word


def keys(token: str) -> tuple[str, ...]:
    """The keys of one stretch without spaces, in order; () if it holds no letter or digit."""
    return tuple(key(_digits(one))[:MAX_WORD] for one in _WORD.findall(fold(token)))


def keys_of(tokens: Sequence[str]) -> tuple[list[str], list[int]]:
    """``keys`` of many stretches one after another, and how many each has.

    None of them holds white space: they are folded in one go, since nothing in folding reaches
    across a line's end.
    """
    found: list[str] = []
    counts: list[int] = []
    for one in fold("\n".join(tokens)).split("\n") if tokens else ():
        bare = one.strip(_EDGES)
        if bare.isalpha():
            found.append(key(bare)[:MAX_WORD])
            counts.append(1)
        else:
            words = _WORD.findall(bare)
            found += [key(_digits(word))[:MAX_WORD] for word in words]
            counts.append(len(words))
    return found, counts


def _digits(word: str) -> str:
    """A number in Western digits, whichever it was written in."""
    if word.isascii() or not word[0].isdecimal():
        return word
    return "".join(str(unicodedata.decimal(one)) for one in word if one.isdecimal())
