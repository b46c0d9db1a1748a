"""Words, and the stems under which they are counted and searched.

Knows nothing of sentences or of what a word means.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Protocol, cast

from service.text.normalise import fold
from service.text.stopwords import STOPWORDS

_WORD = re.compile(r"[^\W_]+(?:['.,](?=\d)\d+)*")
_ARABIC = re.compile(r"[\u0621-\u064a]")
# A name or a noun of the press is shorter; longer runs are addresses and noise.
MAX_WORD = 40
# So many distinct words are remembered: more than years of news in a language have.
KEPT = 400_000

# The article with whatever leans on it: what is left must still be a word.
_ARTICLE = re.compile(r"^[وف]?(?:[بك]ال|لل|ال)(?=.{2})")
# و and ف before a word, where enough is left, unless they belong to the word itself.
_CONJUNCTION = re.compile(r"^[وف](?=.{3})")
_OWN_INITIAL = re.compile(
    "^(?:وا(?:حد|سع|قع|ضح|جه|صل|شن|رد|رس|فق|فد|جب|دي|لد|ثق|عد|ئل|كب|قف|يل|تس)|وبا|وتر|وتي|وثا|وثي|وثق|وجب|وجد|وجه"
    "|وجو|وحد|وحش|وحي|وداد|وداع|ودي|ورا|ورث|ورد|ورش|ورط|ورق|وزا|وزر|وزع|وزن|وزي|وسا|وسط|وسع|وسي|وشي|وشك|وصف|وصل"
    "|وصو|وصي|وضع|وضو|وضي|وطن|وطا|وظا|وظي|وعد|وعي|وفا|وفد|وفر(?!نس|يق)|وفق|وفو|وفي|وقا(?!ل)|وقت|وقع|وقف|وقو(?!ل)|وكال|وكيل"
    "|وكلا|ولا(?!ن|يج|ت)|ولاي|ولد|ولي|وليد|وهم|وهر|ويب|ويك|ويل"
    "|فات|فار|فاز|فاس|فاع|فاق|فائ|فاي|فبر|فتا|فتح|فتر|فتو|فتي|فجر|فحص|فخر|فدر|فرا|فرص|فرض|فرع|فرق|فرن|فرو|فري|فرد|فرح"
    "|فسا|فست|فسخ|فشل|فصا|فصل|فصي|فضا|فضل|فضي|فطر|فعا|فعل|فقد|فقر|فقه|فقي|فكر|فلس|فلك|فلا|فلو|فنا|فند|فنز|فني|فنو"
    "|فهم|فور|فوز|فوض|فوق|فوا|فيت|فيد|فيض|فيف|فيل|فيس|فين|فيرو|فيزا)"
)


_LONG_VOWEL = re.compile("[اويه]")
_G = str.maketrans("جغق", "ككك")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


def words(text: str) -> list[str]:
    """The folded words and numbers of ``text`` in order, punctuation left out."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= MAX_WORD]


def terms(text: str) -> list[str]:
    """The stems of ``text`` in order, without stopwords: what is counted and searched."""
    return [found for found in map(_TERMS.__getitem__, _WORD.findall(fold(text))) if found]


class _Terms(dict[str, str]):
    """A folded word's stem, or nothing for what is not counted; a corpus has few distinct words."""

    def __missing__(self, word: str) -> str:
        if len(self) >= KEPT:
            self.clear()
        stemmed = "" if len(word) > MAX_WORD or word in STOPWORDS else stem(word)
        self[word] = found = "" if stemmed in STOPWORDS else stemmed
        return found


_TERMS = _Terms()


def stem(word: str) -> str:
    """The form under which a folded word is counted: clitics and endings cut, at least one sign.

    Arabic by the Snowball stemmer after the article and the conjunctions are off; other scripts
    lose a plural s. Cached: a corpus has few distinct words.
    """
    return _stem(word) or word


def name_key(word: str) -> str:
    """One key for the spellings of a foreign name: ترامب and ترمب, إنجلترا and إنكلترا.

    Arabic writes a foreign vowel long or not at all, and its g as ج, غ, ق or ك: the key keeps
    the first letter and the consonants, with one letter for every g. It joins native words of
    one root too, so it serves to compare what is known to be a name, never to count words.
    """
    bare = _ARTICLE.sub("", fold(word))
    if len(bare) < 4 or not _ARABIC.match(bare):
        return bare
    return (bare[0] + _LONG_VOWEL.sub("", bare[1:])).translate(_G)


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    if not _ARABIC.match(word):
        return word[:-1] if len(word) > 4 and word[-1] == "s" and word[-2] != "s" else word
    bare = _ARTICLE.sub("", word)
    if bare == word and not _OWN_INITIAL.match(word):
        bare = _CONJUNCTION.sub("", word)
    if len(bare) < 3:
        return bare
    # Under the article Snowball takes no further letter from the front: وزير stays whole.
    return _cut_ending(_stemmer().stemWord("ال" + bare))


def _cut_ending(word: str) -> str:
    """The feminine endings, which Snowball looks for before folding and so leaves on."""
    if len(word) > 5 and word.endswith("يه"):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word[-1] == "ه" else word


@cache
def _stemmer() -> _Stemmer:
    from snowballstemmer import stemmer

    return cast("_Stemmer", stemmer("arabic"))
