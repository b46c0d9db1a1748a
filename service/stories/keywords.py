"""The words that set a story apart from all others, as they stand in its titles.

Knows nothing of vectors or clusters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

import numpy as np

from service.records import Article
from service.stories.gazetteer import given_names
from service.stories.words import Background
from service.text.normalise import fold
from service.text.stopwords import STOPWORDS
from service.text.tokens import name_key, stem

_WORD = re.compile(r"[^\W\d_]{3,}")
# The title says what matters; a word of the lead weighs this much beside it.
LEAD_WEIGHT = 0.5
# What desks write beside the news, and the half of a name.
_DESK = frozenset(
    fold(
        "عبد فيديو بالفيديو صور بالصور شاهد شاهدوا عاجل مباشر تعرف حصري انفوغرافيك "
        "video vidéo photos photo live direct breaking exclusive exclusif urgent watch"
    ).split()
)
# A letter before a word leans on it if the word without it is so many times as common; where that
# stood in so many articles of the past, what this story says more often does not count. Of the
# stems of the background with ب ل ك before another twice to five times as common, nine in ten are
# such; those of four letters are names as often.
LEANS, SHORT, KNOWN = 2, 4, 50
_PRONOUN = re.compile(r"(?:ها|هم|نا|كم|هما)$")
# In a story of so many articles, a word that one of them has says little of it.
SEVERAL = 4
# What a verb of telling weighs beside a noun: "announces" is of every story.
VERB = 0.4
# A verb in use for "he" is in use for "she": of nouns in ي or ت next to none has such a twin.
PERSONS = 0.2
# A word that scores so little beside the best only fills a place.
LEAST = 0.3


def story_keywords(
    articles: Sequence[Article],
    stories: Sequence[Sequence[int]],
    background: Background,
    *,
    count: int = 8,
) -> list[tuple[str, ...]]:
    """Up to ``count`` words for each story, by class TF-IDF (Grootendorst 2022).

    ``stories`` are the rows of ``articles`` in each. A word counts once an article, and is
    weighed by how few of the other stories have it; it is shown as most titles spell it, without
    the letters that lean on it. Of words that differ by an ending one is shown, and none twice in
    two languages: the words are those of the language that most of the story is written in.
    """
    stories = [_in_main_language(articles, rows) for rows in stories]
    counted = [_count(articles, rows, background) for rows in stories]
    spread = Counter(one for words in counted for one in words)
    return [
        _best(words, spread, len(stories), background, count, len(rows))
        for words, rows in zip(counted, stories, strict=True)
    ]


def _in_main_language(articles: Sequence[Article], rows: Sequence[int]) -> list[int]:
    languages = Counter(articles[row].language for row in rows)
    main = min(languages, key=lambda one: (-languages[one], one)) if rows else ""
    return [row for row in rows if articles[row].language == main]


class _Word:
    """One word of a story: what it weighs, in how many articles it is, how it is spelt."""

    def __init__(self) -> None:
        self.weight = 0.0
        self.articles = 0
        self.spelt: Counter[str] = Counter()

    def take(self, other: _Word) -> None:
        """Count ``other`` as this very word; an article with both counts twice, which is rare."""
        self.weight += other.weight
        self.articles += other.articles
        self.spelt.update(other.spelt)


def _count(
    articles: Sequence[Article], rows: Sequence[int], background: Background
) -> dict[str, _Word]:
    words: dict[str, _Word] = {}
    for row in rows:
        article = articles[row]
        seen: dict[str, float] = {}
        for text, weight in ((article.title, 1.0), (article.lead or "", LEAD_WEIGHT)):
            for word in _WORD.findall(text):
                key = _key(word)
                if not key:
                    continue
                seen[key] = max(seen.get(key, 0.0), weight)
                words.setdefault(key, _Word()).spelt[word] += 1
        for key, weight in seen.items():
            words[key].weight += weight
            words[key].articles += 1
    for key in sorted(words):
        bare = _bare(key, words, background)
        if bare != key:
            words.setdefault(bare, _Word()).take(words.pop(key))
    return words


@lru_cache(maxsize=200_000)
def _key(word: str) -> str:
    """What a word is counted as, nothing if it is not: news has few distinct words."""
    folded = fold(word)
    key = "" if folded in STOPWORDS or folded in _DESK else stem(folded)
    return "" if key in STOPWORDS or len(key) < 3 else key


def _bare(key: str, words: Mapping[str, _Word], background: Background) -> str:
    """The stem without a conjunction or preposition that the stemmer left on it."""
    sure, weak, _ = given_names()
    if not "\u0621" <= key[0] <= "\u064a" or key in sure or key in weak:
        return key
    # Behind the article stands no preposition: the letter is the word's own.
    if any(fold(one).startswith(f"ال{key[:2]}") for one in words[key].spelt):
        return key

    past = background.counts
    rest = key[1:]
    if key[0] not in "وبل" or len(rest) < 3 or rest in STOPWORDS:
        return key
    own = 0 if past.get(rest, 0) >= KNOWN else words[key].articles
    uses = past.get(rest, 0) + (words[rest].articles if rest in words else 0)
    if uses < (LEANS if len(rest) > 3 else SHORT) * max(1, past.get(key, 0) + own):
        return key
    return rest if rest in words or len(rest) < 4 else stem(rest)


def _best(
    words: Mapping[str, _Word],
    spread: Mapping[str, int],
    stories: int,
    background: Background,
    count: int,
    size: int,
) -> tuple[str, ...]:
    def score(key: str) -> float:
        common = spread[key] + background.counts.get(key, background.unseen)
        rarity = float(np.log((stories + background.documents + 1.0) / (common + 0.5)))
        verb = VERB if _is_verb(key, words[key].spelt, background) else 1.0
        return round(float(np.log1p(words[key].weight)) * rarity * verb, 6)

    enough = 2 if size >= SEVERAL else 1
    able = [key for key, word in words.items() if word.articles >= enough] or list(words)
    scores = {key: score(key) for key in able}
    chosen: list[str] = []
    for key in sorted(able, key=lambda key: (-scores[key], key)):
        if len(chosen) >= count or scores[key] < LEAST * scores[(chosen or [key])[0]]:
            break
        alike = _alike(key, chosen)
        if alike is None:
            chosen.append(key)
        elif alike == f"{key}ا" or (_is_owned(alike, words[alike]) > _is_owned(key, words[key])):
            chosen[chosen.index(alike)] = key
    return tuple(_spelling(key, words[key].spelt, background) for key in chosen)


def _is_verb(key: str, spelt: Iterable[str], background: Background) -> bool:
    """Whether an Arabic word is a present tense: both يعلن and تعلن are in use, and never العلن."""
    if key[0] not in "يت":
        return False
    if any(fold(one).startswith(("ال", "بال", "وال", "لل")) for one in spelt):
        return False
    other = ("ت" if key[0] == "ي" else "ي") + key[1:]
    return background.counts.get(other, 0) > PERSONS * background.counts.get(key, 0)


def _alike(key: str, chosen: Iterable[str]) -> str | None:
    """The one of the ``chosen`` that is ``key`` with another ending, or a name spelt otherwise."""
    skeleton = name_key(key)
    for other in chosen:
        pairs = zip(key, other, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if shared >= 4 and max(len(key), len(other)) - shared <= 3:
            return other
        long = len(skeleton) >= 4 or min(len(key), len(other)) >= 6
        if long and len(skeleton) >= 3 and skeleton == name_key(other):
            return other
    return None


def _is_owned(key: str, word: _Word) -> bool:
    """Whether a word is mostly written as somebody's: سفارتها."""
    commonest = min(word.spelt, key=lambda one: (-word.spelt[one], len(one), one))
    return _PRONOUN.search(fold(commonest)) is not None and len(key) > 3


def _spelling(key: str, spelt: Counter[str], background: Background) -> str:
    """As most titles spell it with nothing before it, or as most spell it, what leans on it cut."""
    fronts = {word: _front(key, word) for word in spelt}
    able = [word for word in spelt if fronts[word] in {"", "ال"}] or list(spelt)
    word = min(able, key=lambda word: (-spelt[word], len(word), word))
    # Where nothing is bare, some surely lean; the rest only on a word that is known without them,
    # for of كاليفورنيا and وريورز no letter does.
    sure = {"لل", "ل", "ب"}
    if background.counts.get(key, 0) >= KNOWN:
        sure |= {"و", "وال", "بال"}
    return word[len(fronts[word].removesuffix("ال")) :] if fronts[word] in sure else word


def _front(key: str, word: str) -> str:
    """What stands in an Arabic ``word`` before its stem ``key``."""
    folded = fold(word)
    if len(folded) != len(word) or not "\u0621" <= key[0] <= "\u064a":
        return ""
    return folded[: max(folded.find(key[:3]), 0)]
