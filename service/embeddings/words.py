"""Text to the words an encoder counts: folded, clitics and endings cut, one key a word.

Knows nothing of vectors. The rules are part of the trained model: a change here needs new
weights, which is why they do not follow the display or search normalisation.
"""

from __future__ import annotations

import re
import unicodedata

# hamza carriers, alef maqsura, ta marbuta, Persian letters and digits to one form each
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و",
    "ة": "ه", "ک": "ك", "گ": "ك", "ڭ": "ك", "ڤ": "ف", "پ": "ب", "چ": "ج", "ء": "",
}  # fmt: skip
_FOLD = str.maketrans(_LETTERS)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_PREFIX = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|و(?=.{3}))(?=.{2})")
_SUFFIX = re.compile(r"(?<=.{3})(?:هما|كما|تين|تان|ها|هم|هن|كم|نا|ات|ان|ون|ين|يه|ته|وا|ه|ي)$")
MAX_WORD = 40


def fold(text: str) -> str:
    """The matching form of ``text``: compatibility forms, case, accents and harakat removed."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(one for one in plain if not unicodedata.combining(one) and one != "\u0640")
    return unicodedata.normalize("NFC", bare).translate(_FOLD)


def key(word: str) -> str:
    """The key of one folded word: an Arabic word without clitics and endings, else itself."""
    if not _ARABIC.match(word):
        return word
    return _SUFFIX.sub("", _PREFIX.sub("", word))


def keys(token: str) -> tuple[str, ...]:
    """The keys of one stretch without spaces, in order; () if it holds no letter or digit."""
    return tuple(key(_digits(one))[:MAX_WORD] for one in _WORD.findall(fold(token)))


def _digits(word: str) -> str:
    """A number in Western digits, whichever it was written in."""
    if word.isascii() or not word[0].isdecimal():
        return word
    return "".join(str(unicodedata.decimal(one)) for one in word if one.isdecimal())
