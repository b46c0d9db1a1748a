"""What a headline or first sentence reports: an act, talks, words, a plan, or a feature.

Knows nothing of stories; Arabic, French, English and Spanish, by the first verb that tells.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from service.text.normalise import fold

Sense = Literal["act", "talk", "say", "plan", "ask", ""]

# The verb that tells stands early; further on begins what it is about.
REACH = 14
_WORD = re.compile(r"[^\W_]+")
# "Minister: the bridge is safe" says, where no verb tells otherwise.
_QUOTES = re.compile(r"^[^:]{3,40}:\s*\S")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_FUTURE = re.compile(r"^[وف]?س[يتن][\u0620-\u064a]{3,}$")
# Nouns and names that look like verbs of the future: cars, policy, years, Stephen.
_NOT_FUTURE = re.compile(
    r"^[وف]?س(?:يار|ياس|يطر|ياح|ياد|ينا|يد|ير[غج]|يول|يني|يغ|يل[فا]|يم|يس|يت|يب|نوا|نغا|نه"
    r"|تين|تيف|تان|تال|تار|تور|توك|تاد|تراس)"
)


def sense(text: str, language: str = "ar") -> Sense:
    """The sense of the first telling word of ``text``; empty where none tells."""
    folded = fold(text)
    arabic = bool(_ARABIC.search(folded))
    words = _words("ar" if arabic else language)
    for row, found in enumerate(_WORD.finditer(folded)):
        if row >= REACH:
            break
        word = found.group()
        if arabic and _is_future(word):
            return "plan"
        known = words.get(word) or (words.get(word[1:]) if word[:1] in "وف" else None)
        if known == "ask" and row > 0:
            known = None
        if known:
            return known
    if text.rstrip()[-1:] in {"?", "؟"}:
        return "ask"
    return "say" if _QUOTES.search(text) else ""


def _is_future(word: str) -> bool:
    return bool(_FUTURE.match(word)) and not _NOT_FUTURE.match(word)


@cache
def _words(language: str) -> dict[str, Sense]:
    """Every form of the language's words, to its sense; the first section that has it holds."""
    found: dict[str, Sense] = {}
    section: tuple[Sense, str] = ("", "")
    text = (Path(__file__).parent / "verbs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            name, tongue = line.strip("[]").split()
            section = (name, tongue)  # type: ignore[assignment]
        elif line and not line.startswith("#") and section[1] == language:
            for form in _forms(line, language):
                found.setdefault(form, section[0])
    return found


def _forms(line: str, language: str) -> list[str]:
    if line.startswith("noun:") or language != "ar":
        return line.removeprefix("noun:").split()
    past, stem = line.split()
    # A final weak letter falls or turns before the feminine and the plural.
    feminine = past[:-1] + "ت" if past[-1] == "ي" else past + "ت"
    plural = (past[:-1] if past[-1] in "يا" else past) + "وا"
    present = [f"{one}{stem}" for one in "يت"]
    return [past, feminine, plural, *present, *(f"{one}ون" for one in present)]
