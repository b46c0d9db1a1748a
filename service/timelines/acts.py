"""What a headline or first sentence reports: an act, talks, words, a plan, or a feature.

Knows nothing of stories; Arabic, French, English and Spanish, by the first verb that tells.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, cast

import msgspec

from service.text.normalise import fold
from service.text.tokens import terms

Sense = Literal["act", "talk", "say", "plan", "ask", ""]

# The verb that tells stands early; further on begins what it is about.
REACH = 14
# Shorter, "and" may be an Arabic verb's own first letter (ورد, وعد).
SHORTEST_VERB = 4
_WORD = re.compile(r"[^\W_]+")
# "Minister: the bridge is safe" says, where no verb tells otherwise.
_QUOTES = re.compile(r"^[^:]{3,40}:\s*\S")
_ARABIC = re.compile(r"[\u0620-\u064a]")
_FUTURE = re.compile(r"^[وف]?س[يتن][\u0620-\u064a]{3,}$")
# Nouns and names that look like verbs of the future: cars, policy, years, Stephen.
_NOT_FUTURE = re.compile(
    r"^[وف]?س(?:يار|ياس|يطر|ياح|ياد|ينا|يد|ير[غج]|يول|يني|يغ|يل[فا]|يم|يس|يت|يب|نوا|نغا|نه"
    r"|يشنز|تين|تيف|تان|تال|تار|تور|توك|تاد|تراس)"
)


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """A language's words to the sense they tell (none for "none"), and its verbs' forms.

    ``lemmas`` maps a form to its verb.
    """

    senses: dict[str, str]
    verbs: frozenset[str]
    lemmas: dict[str, str]


def sense(text: str, language: str = "ar") -> Sense:
    """The sense of the first telling word of ``text``; empty where none tells."""
    return telling(text, language)[0]


@lru_cache(maxsize=8192)
def telling(text: str, language: str = "ar") -> tuple[Sense, str]:
    """The sense of ``text`` and the folded word that tells it, without its "and"."""
    folded = fold(text)
    arabic = bool(_ARABIC.search(folded))
    known = _lexicon("ar" if arabic else language).senses
    for row, found in enumerate(_WORD.finditer(folded)):
        if row >= REACH:
            break
        word = found.group()
        if arabic and is_future(word):
            return "plan", word
        if word not in known and word[:1] in "وف":
            word = word[1:]
        told = known.get(word, "none")
        if told != "none" and not (told == "ask" and row > 0):
            return cast("Sense", told), word
    if text.rstrip()[-1:] in {"?", "؟"}:
        return "ask", ""
    return ("say", ":") if _QUOTES.search(text) else ("", "")


def told_verb(text: str, language: str = "ar") -> str:
    """The verb that tells what ``text`` reports, in one form of it; empty where none tells."""
    word = telling(text, language)[1]
    if _ARABIC.search(word):
        return _lexicon("ar").lemmas.get(word, word)
    return next(iter(terms(word)), "")


def is_future(word: str) -> bool:
    """Whether a folded Arabic word is a verb of the future."""
    return bool(_FUTURE.match(word)) and not _NOT_FUTURE.match(word)


def is_verb(word: str) -> bool:
    """Whether a folded Arabic word is a form of a verb that is known."""
    return word in _lexicon("ar").verbs


def opens_sentence(word: str) -> bool:
    """Whether an Arabic word, its "and" taken off, is a verb that can open a sentence."""
    folded = fold(word)
    return len(folded) >= SHORTEST_VERB and is_verb(folded)


@cache
def _lexicon(language: str) -> Lexicon:
    """Read from verbs.txt; of two sections that have a word the first holds."""
    senses: dict[str, str] = {}
    verbs: set[str] = set()
    lemmas: dict[str, str] = {}
    section = tongue = ""
    text = (Path(__file__).parent / "verbs.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            section, tongue = line.strip("[]").split()
        elif line and not line.startswith("#") and tongue == language:
            is_list = language != "ar" or line.startswith("noun:")
            forms = line.removeprefix("noun:").split() if is_list else _forms(line)
            for form in (fold(one) for one in forms):
                senses.setdefault(form, section)
                if not is_list:
                    lemmas.setdefault(form, forms[0])
            verbs.update(() if is_list else forms)
    return Lexicon(senses=senses, verbs=frozenset(verbs), lemmas=lemmas)


def _forms(line: str) -> list[str]:
    """The third person of an Arabic verb given as "past present-stem"."""
    past, stem = line.split()
    # A final weak letter falls or turns before the feminine and the plural, but for توفي and لقي.
    feminine = past[:-1] + "ت" if past[-1] == "ي" else past + "ت"
    kept = [past + "ت"] if past[-1] == "ي" else []
    plural = (past[:-1] if past[-1] in "يا" else past) + "وا"
    present = [f"{one}{stem}" for one in "يت"]
    return [past, feminine, *kept, plural, *present, *(f"{one}ون" for one in present)]
