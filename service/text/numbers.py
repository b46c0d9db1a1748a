"""Numbers in text, in digits and in words: Arabic, French, English, Spanish.

Knows nothing of what is counted. A number that counts has a value and a place; dates, clocks
and ordinals look alike and are for the caller to tell.
"""

from __future__ import annotations

import re

import msgspec

from service.text.spans import Spans


class Number(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` (exclusive) of the spans, and the value they say.

    ``spelt`` says that it is written in words.
    """

    first: int
    last: int
    value: float
    spelt: bool = False


_UNITS_ARABIC = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنتان": 2, "اثنتين": 2, "ثلاثه": 3,
    "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
    "ثمانيه": 8, "ثماني": 8, "ثمان": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
    "احد": 1, "احدي": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2,
}  # fmt: skip
_TENS_ARABIC = {
    name + ending: value
    for name, value in (("عشر", 20), ("ثلاث", 30), ("اربع", 40), ("خمس", 50), ("ست", 60),
                        ("سبع", 70), ("ثمان", 80), ("تسع", 90))
    for ending in ("ون", "ين")
}  # fmt: skip
_HUNDREDS_ARABIC = {
    "ميه": 100, "مايه": 100, "ميتان": 200, "ميتين": 200, "مايتان": 200, "مايتين": 200,
    **{
        unit + hundred: value * 100
        for unit, value in (("ثلاث", 3), ("اربع", 4), ("خمس", 5), ("ست", 6), ("سبع", 7),
                            ("ثمان", 8), ("ثماني", 8), ("تسع", 9))
        for hundred in ("ميه", "مايه")
    },
}  # fmt: skip
_SCALES_ARABIC = {
    "الف": 1e3, "الفا": 1e3, "الاف": 1e3, "الفين": 2e3, "الفي": 2e3, "الفان": 2e3,
    "مليون": 1e6, "مليونا": 1e6,
    "ملايين": 1e6, "مليوني": 2e6, "مليونين": 2e6, "مليونان": 2e6, "مليار": 1e9, "مليارا": 1e9,
    "مليارات": 1e9, "ملياري": 2e9, "مليارين": 2e9, "ملياران": 2e9, "بليون": 1e9, "تريليون": 1e12,
    "تريليونات": 1e12,
}  # fmt: skip
# These are two by themselves: مليونا دولار may be, but مليونا is one behind eleven and more.
_DUALS = {"الفي", "الفين", "الفان", "مليوني", "مليونين", "مليونان", "ملياري", "مليارين", "ملياران"}

_LATIN = {
    # English
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    # French
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20,
    "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    # Spanish
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
    "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciseis": 16,
    "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21,
    "veintiuno": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
    "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
    "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300,
    "quinientos": 500,
}  # fmt: skip
_SCALES_LATIN = {
    "hundred": 1e2, "cent": 1e2, "cents": 1e2, "thousand": 1e3, "mille": 1e3, "mil": 1e3,
    "million": 1e6, "millions": 1e6, "millon": 1e6, "millones": 1e6, "billion": 1e9,
    "milliard": 1e9, "milliards": 1e9, "trillion": 1e12, "mln": 1e6, "mds": 1e9, "md": 1e9,
    "mdh": 1e6, "mmdh": 1e9,
}  # fmt: skip
_AND_LATIN = {"and", "et", "y"}
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*$")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+$")


def find_numbers(spans: Spans) -> list[Number]:
    """Every number of the text in order, scales (ألف, million) taken in."""
    found = []
    at = 0
    size = len(spans)
    while at < size:
        one = _number(spans, at)
        if one is None:
            at += 1
            continue
        found.append(one)
        at = one.last
    return found


def _number(spans: Spans, at: int) -> Number | None:
    word = spans.folded[at]
    if word[:1].isdigit():
        return _with_digits(spans, at)
    if "\u0621" <= word[:1] <= "\u064a":
        return _in_arabic(spans, at)
    hundred = word == "cent" and (not at or spans.folded[at - 1] not in {"per", "pour", "por"})
    if word in _LATIN or word == "hundred" or hundred:
        return _in_latin(spans, at)
    return None


def _with_digits(spans: Spans, at: int) -> Number | None:
    word = spans.folded[at]
    if not _DIGITS.match(word):
        return None
    value, after = read_digits(word), at + 1
    # "1 500" in French and Spanish: three digits behind one space belong to the number.
    while (
        after < len(spans)
        and word.isdigit()
        and len(word) <= 3
        and len(spans.folded[after]) == 3
        and spans.folded[after].isdigit()
        and spans.between(after) in {" ", "\u00a0", "\u202f"}
    ):
        value, word, after = value * 1000 + int(spans.folded[after]), "000", after + 1
    return _scaled(spans, at, after, value, spelt=False)


def read_digits(word: str) -> float:
    """The value of digits with separators: 1.500 and 1,500 are thousands, 3.5 and 3,5 are not."""
    if _GROUPED.match(word) and not word.startswith("0"):
        return float(re.sub(r"[.,]", "", word))
    head, mark, tail = word.rpartition("." if word.rfind(".") > word.rfind(",") else ",")
    if not mark:
        return float(word)
    return float(f"{re.sub(r'[.,]', '', head) or '0'}.{tail}")


def _scaled(spans: Spans, first: int, after: int, value: float, *, spelt: bool) -> Number:
    """The number with every scale word behind it: 12 ألف, 3.5 مليار, 2 million."""
    while after < len(spans) and not spans.parted(after):
        word = spans.folded[after]
        if word in _DUALS:
            break
        scale = _SCALES_ARABIC.get(word) or _SCALES_LATIN.get(word)
        if scale is None or (word in {"cent", "cents"} and not spelt):
            break
        value, after = value * scale, after + 1
    return Number(first, after, value, spelt)


def _in_arabic(spans: Spans, at: int) -> Number | None:
    """A number of Arabic words: ثلاثة عشر, خمسة وعشرين, مئتان وخمسون ألفا."""
    total, last_scale, after, words = 0.0, 0.0, at, 0
    part = 0.0
    while after < len(spans) and (after == at or not spans.parted(after)):
        word = spans.folded[after]
        joined = word.startswith("و") and _value(word) is None
        bare = word[1:] if joined and _value(word[1:]) is not None else word
        if after > at and bare == word and not _runs_on(word, part):
            break
        value = _value(bare)
        if value is None:
            break
        if bare in {"ميه", "مايه"} and 0 < part < 10 and bare == word:
            part *= 100
        elif bare in _SCALES_ARABIC:
            scale = _SCALES_ARABIC[bare]
            if bare in _DUALS and part == 0:
                total += scale
            elif part == 0 and after > at:
                break
            else:
                total += max(part, 1.0) * scale
            part, last_scale = 0.0, scale
        else:
            part += value
        words, after = words + 1, after + 1
    total += part
    single = words == 1 and (total in (1, 10) or (last_scale and total == last_scale))
    if not words or (single and spans.folded[at] not in _DUALS | {"عشره"}):
        # الف alone is mostly a letter or a verb; واحد alone is an adjective
        return None
    return Number(at, after, total, spelt=True)


def _value(word: str) -> float | None:
    for table in (_UNITS_ARABIC, _TENS_ARABIC, _HUNDREDS_ARABIC):
        if word in table:
            return float(table[word])
    return _SCALES_ARABIC.get(word)


def _runs_on(word: str, part: float) -> bool:
    """Whether a word without و goes on a number: ثلاثة عشر, خمسة آلاف, مئة ألف, ثلاث مئة."""
    if word in {"عشر", "عشره"}:
        return 0 < part < 10
    if word in _SCALES_ARABIC:
        return part > 0 and word not in _DUALS
    return word in {"ميه", "مايه"} and 0 < part < 10


def _in_latin(spans: Spans, at: int) -> Number | None:
    """A number of French, English or Spanish words: twenty-five, quatre-vingt-dix, two hundred."""
    total, after = 0.0, at
    while after < len(spans):
        word = spans.folded[after]
        between = spans.between(after) if after > at else ""
        if after > at and between not in {" ", "-", "\u00a0", "‑"}:
            break
        if word in _AND_LATIN and after > at and _follows(spans, after + 1, total):
            after += 1
            continue
        joined = between == "-" or spans.folded[after - 1] == "et"
        if after > at and word in {"un", "une"} and joined:
            total, after = total + 1, after + 1
        elif word in {"vingt", "vingts"} and total == 4:
            total, after = 80.0, after + 1
        elif word in _LATIN and (after == at or _LATIN[word] < _least(total)):
            total, after = total + _LATIN[word], after + 1
        elif word in {"hundred", "cent", "cents"} and total < 20:
            total, after = max(total, 1.0) * 100, after + 1
        else:
            break
    return _scaled(spans, at, after, total, spelt=True) if after > at else None


def _least(total: float) -> float:
    """The value below which a further word still belongs to the number."""
    if total % 100 in (60.0, 80.0):
        return 20
    return 10 if total % 100 else 100


def _follows(spans: Spans, at: int, total: float) -> bool:
    if at >= len(spans):
        return False
    one = total % 10 == 0 and total < 80 and spans.folded[at] in {"un", "une", "onze"}
    return one or _LATIN.get(spans.folded[at], 1e9) < _least(total)
