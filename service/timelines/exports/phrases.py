"""What a file tells beside an entry's date, in words: what it rests on, what else it may be.

Knows nothing of formats. Dates in it are ISO, as everywhere in a file.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from service.records import Article, Evidence, TimelineEntry, Turn
from service.timelines.exports.setting import readable

# In which a language without words of its own is answered.
FALLBACK = "en"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """The phrases by language, then by key."""
    path = Path(__file__).parent / "phrases.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def say(language: str, key: str, **parts: str) -> str:
    """The phrase ``key`` in ``language`` (English where it has none) with its parts put in."""
    words = catalogue()
    return words.get(language, words[FALLBACK])[key].format(**parts)


def dated(entry: TimelineEntry, language: str) -> str:
    """The entry's date and, in brackets, what it rests on where no words of a text give it."""
    if entry.basis == "words":
        return entry.date
    return f"{entry.date} ({say(language, entry.basis)})"


def remarks(entry: TimelineEntry, language: str) -> list[str]:
    """What became of what was announced, then the other dates that the entry may have."""
    told = [_turn(one, language) for one in entry.turns]
    if entry.alternatives:
        dates = say(language, "comma").join(entry.alternatives)
        told.append(say(language, "alternatives", dates=dates))
    return told


def explained(entry: TimelineEntry, language: str) -> list[str]:
    """All that is to be known of a date: on what it rests, what became of it, what it may be."""
    basis = [] if entry.basis == "words" else [dated(entry, language)]
    return [*basis, *remarks(entry, language)]


def appeared(proof: Evidence, article: Article | None, language: str) -> str:
    """When a sentence was published, to the minute where that is known, and how it was read."""
    at = readable(proof, article)
    told = say(language, "published", date=at) if at else say(language, "undated")
    if proof.estimated:
        told += say(language, "comma") + say(language, "estimated")
    return told


def _turn(one: Turn, language: str) -> str:
    if one.kind == "moved" and one.to:
        return say(language, "moved_to", date=one.day, to=one.to)
    return say(language, one.kind, date=one.day)
