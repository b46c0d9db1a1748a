"""Text cleaned for display, and text folded to the form in which words are compared.

Knows nothing of words, languages or meanings: only of signs.
"""

from __future__ import annotations

import html
import re
import unicodedata

# Letters that writers and keyboards exchange freely, to one form each. Hamza on its seat,
# alef maqsura for ya, ta marbuta for ha, and the Persian, Urdu and Maghrebi look-alikes.
_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا", "ى": "ي", "ی": "ي", "ې": "ي",
    "ئ": "ي", "ؤ": "و", "ۆ": "و", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك",
    "گ": "ك", "ڭ": "ك", "ݣ": "ك", "ڤ": "ف", "ڥ": "ف", "ڢ": "ف", "ڨ": "ق", "ڧ": "ق", "پ": "ب",
    "چ": "ج", "ژ": "ز", "ء": "", "ـ": "",
}  # fmt: skip
_MARKS = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "٫": ".", "٬": ",", "œ": "oe",
          "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss"}  # fmt: skip

# The blocks a newspaper of the region is written in: what lies outside passes through.
_BLOCKS = ((0x20, 0x250), (0x300, 0x370), (0x600, 0x780), (0x8A0, 0x900), (0x1E00, 0x2070),
           (0xFB00, 0xFE00), (0xFE20, 0x10000))  # fmt: skip


def _folded(sign: str) -> str:
    if sign in _LETTERS:
        return _LETTERS[sign]
    if unicodedata.category(sign) in {"Mn", "Cf", "Me"}:
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    plain = unicodedata.normalize("NFKD", sign)
    plain = "".join(_MARKS.get(one, one) for one in plain.casefold())
    bare = (_LETTERS.get(one, one) for one in plain if not unicodedata.combining(one))
    return "".join(bare)


def _fold_table() -> dict[int, str]:
    table = {}
    for first, last in _BLOCKS:
        for code in range(first, last):
            folded = _folded(chr(code))
            if folded != chr(code):
                table[code] = folded
    return table


_FOLD = _fold_table()

# Signs that show nothing: bidi marks and isolates, zero-width joins, soft hyphens, controls.
# The zero-width non-joiner goes too: in Arabic text it is a typing accident.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EDGES = re.compile(r" ?\n ?")
_BLANKS = re.compile(r"\n{3,}")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_PRESENTED = re.compile(r"[\ufb50-\ufdfb\ufe70-\ufefc]+")


def tidy(text: str) -> str:
    """``text`` fit for display: the same words and letters, no invisible signs, plain spaces.

    Entities left over from markup are resolved, Arabic presentation forms become letters,
    composed accents are kept (NFC), lines are stripped, runs of blank lines become one.
    Newlines part paragraphs and stay. Idempotent.
    """
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    text = _BREAKS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _PRESENTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = unicodedata.normalize("NFC", text)
    text = _EDGES.sub("\n", _SPACES.sub(" ", text))
    return _BLANKS.sub("\n\n", text).strip()


def fold(text: str) -> str:
    """The matching form of ``text``: what two spellings of the same words have in common.

    Harakat, tatweel, invisible signs, accents and case go; hamza carriers, alef maqsura and
    ta marbuta take one form; every decimal digit is ASCII. Spaces and punctuation stay where
    they are, lengths may change: offsets in the result are not offsets in ``text``.
    """
    return text.translate(_FOLD)
