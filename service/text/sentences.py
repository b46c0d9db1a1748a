"""A text cut into sentences, each with its place in the text.

Knows nothing of grammar: it reads marks, and what stands on both sides of them.
"""

from __future__ import annotations

import re

import msgspec

_OPENING = "«“\"'‘([{<„‹"
_CLOSING = "»”\"'’)]}>“›"

# A stop, the stops beside it, and the quotes and brackets that close with it.
_STOP = re.compile(rf"[.!?؟…۔!]+[{re.escape(_CLOSING)}]*(?:\s+[»”)\]])*")
_NEWLINE = re.compile(r"\s*\n\s*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
_AND_SO = re.compile(r"[وف][^\W\d_]{3,}$")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")

# Titles and short forms after which a sentence goes on, whatever follows.
_SHORT_FORM_LIST = """
    m mm mr mrs ms dr drs me mme mlle st ste prof pr gen gén sen rep gov lt col sgt capt cmdr jr
    sr vs no nos art al cf env av apr jan feb mar jun jul aug sept sep oct nov dec janv févr avr
    juil déc fig p pp vol inc ltd co corp bros sra srta ud uds ee uu dpto pág ave blvd etc
    د أ م ص ت ج ط هـ ه ش ع و ق ب ف س ك ن ر ح
"""
_SHORT_FORMS = frozenset(_SHORT_FORM_LIST.split())
# Latin letters by their Arabic names: a stop beside two of them is of an abbreviation (سي.إن.إن).
_LETTER_NAMES = """
    إيه ايه بي سي دي إي اي أي إف اف جي إتش اتش آي جيه كيه إل إم ام إن ان أو او كيو آر ار إس اس تي
    يو دبليو إكس اكس زد
"""
_LETTERS = frozenset(_LETTER_NAMES.split())
# The ends of addresses written in Arabic letters: العربية.نت.
_DOMAINS = frozenset({"نت", "كوم", "أورغ", "اورغ"})


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: offsets in the text it was cut from, end exclusive, and its signs."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of ``text`` in order: ``text[one.start:one.end] == one.text`` for each.

    A paragraph's end is a sentence's end. Stops inside numbers, initials, addresses and after
    titles do not cut; a full stop with no space after it cuts where an Arabic word follows.
    Sentences have no space at either edge and are never empty.
    """
    found = []
    start = 0
    for line_end in [match.start() for match in _NEWLINE.finditer(text)] + [len(text)]:
        if line_end < start:
            continue
        found += _in_line(text, start, line_end)
        start = line_end
    return found


def _in_line(text: str, start: int, end: int) -> list[Sentence]:
    """The sentences of one paragraph, which lies at ``text[start:end]``."""
    found = []
    at = start
    for match in _STOP.finditer(text, start, end):
        if match.end() >= end or not _ends(text, match, at, end):
            continue
        found += _trimmed(text, at, match.end())
        at = match.end()
    return found + _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> list[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Sentence(start, end, text[start:end])] if start < end else []


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Whether the sentence that began at ``start`` ends with the marks of ``stop``."""
    marks = stop[0]
    before = text[stop.start() - 1] if stop.start() > start else " "
    rest = text[stop.end() : min(end, stop.end() + 40)]
    after = rest[0]
    if after.isspace():
        following = rest.lstrip().lstrip(_OPENING + "-–—•* ")
        head = text[max(start, stop.start() - 24) : stop.start()]
        return not _is_spelt(head, following) and _ends_before_space(head, marks, following)
    if after in _OPENING:
        return not before.isdigit() and _starts_sentence(rest[1:2])
    if after.isdigit() and before.isdigit():
        return False
    head = text[max(start, stop.start() - 24) : stop.start()]
    return not _is_spelt(head, rest) and _ends_without_space(head, marks, rest)


def _is_spelt(head: str, following: str) -> bool:
    """Whether a stop between ``head`` and ``following`` is of letters' names or of an address."""
    after = _FIRST_WORD.match(following)
    if after and after[0] in _DOMAINS:
        return True
    before = _FIRST_WORD.findall(head)
    if not before or before[-1] not in _LETTERS:
        return False
    if after and after[0] in _LETTERS:
        return True
    spelt = len(before) > 1 and before[-2] in _LETTERS
    return spelt and bool(re.search(rf"\.\s*{before[-1]}$", head))


def _ends_before_space(head: str, marks: str, following: str) -> bool:
    if marks[:1] != "." or len(marks.rstrip(_CLOSING)) > 1:
        return not _goes_on(marks, following)
    word = _LAST_WORD.search(head)
    if word is None:
        return True
    last = word[0].lower()
    initial = len(last) == 1 and last.isalpha() and bool(_LATIN.match(last))
    return not (initial or last in _SHORT_FORMS or _goes_on(marks, following))


def _starts_sentence(sign: str) -> bool:
    return bool(sign) and (bool(_ARABIC.match(sign)) or sign.isupper())


def _goes_on(marks: str, following: str) -> bool:
    """Whether what follows a stop and a space is the same sentence: a small Latin letter."""
    if not following:
        return False
    first = following[0]
    lower = bool(_LATIN.match(first)) and first.islower()
    return lower or (marks[0] == "…" and not _ARABIC.match(first) and not first.isupper())


def _ends_without_space(head: str, marks: str, rest: str) -> bool:
    """Whether marks with a letter right after them end a sentence: "الجماعة.وأوضح" does, and
    "2011.وأعلنت", while "2.5" and "3.مليون" do not.
    """
    before = head[-1:] or " "
    if marks[0] in "!?؟…" or len(marks) > 2:
        return bool(_ARABIC.match(rest) or rest[0].isupper())
    word = _FIRST_WORD.match(rest)
    if word is None:
        return False
    arabic = bool(_ARABIC.match(word[0]))
    if arabic:
        if before in "0123456789٠١٢٣٤٥٦٧٨٩":
            return bool(_YEAR.search(head) and _AND_SO.match(word[0]))
        return len(word[0]) > 1 and not before.isspace()
    joined = (_LATIN.match(before) and before.islower()) or marks[-1:] in _CLOSING
    capital = word[0][0].isupper() and len(word[0]) > 1 and word[0][1:].islower()
    return bool(joined and capital)
