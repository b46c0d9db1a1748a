"""Which language a text is written in, from its script and its smallest words.

Knows nothing of who published it; an outlet's own language is the caller's to weigh.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Protocol, cast

UNKNOWN = "und"
# Languages written in Arabic letters, of those that outlets publish in; and one that also runs so.
ARABIC_SCRIPT = frozenset({"ar", "ary", "arz", "fa", "ur", "ckb", "ps"})
_RIGHT_TO_LEFT = ARABIC_SCRIPT | {"he"}
# Enough words to be sure of, few enough to be quick on a long page.
_SAMPLE = 3_000

_SCRIPTS = {
    "arabic": re.compile(r"[\u0620-\u064a\u0671-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "tifinagh": re.compile(r"[\u2d30-\u2d7f]"),
    "other": re.compile(
        r"[\u0370-\u03ff\u0400-\u052f\u0530-\u05ff\u0900-\u0dff\u0e00-\u1fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    ),
}
# Letters Arabic does not have, by the language they tell. Moroccan and Tunisian Arabic borrow
# some of them for a name or two, so that only a share of the letters counts.
_PERSIAN = re.compile(r"[پچژگکی]")
_URDU = re.compile(r"[ٹڈڑںےھ]")
_FOREIGN_SHARE = 0.03

# Words that stand in nearly every sentence of one language and are rare in the others.
_SMALL_WORDS = {
    "fr": "le la les des du de et est dans pour une un au aux que qui sur par pas avec ce cette "
    "son ses il elle ont été sont plus nous vous leur mais ou où à en se sa",
    "en": "the of and to in is was for that on with as by at from it his has have are be this "
    "were he she they not will an or its but had who their after said",
    "es": "el la los las de del y en que por con para una un su sus se al es lo como más pero "
    "fue ha han esta este no son ya sin sobre entre desde",
}
_SMALL = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def detect(text: str) -> str:
    """The ISO 639-1 code of ``text`` (``ar``, ``fr``, ``en``, ``es``, ...; ``zgh`` in Tifinagh).

    ``und`` where there is no letter to judge by. Darija and Egyptian are ``ar``.
    """
    sample = text[:_SAMPLE]
    counts = {script: len(found.findall(sample)) for script, found in _SCRIPTS.items()}
    script = max(counts, key=lambda one: counts[one])
    if not counts[script]:
        return UNKNOWN
    if script == "arabic":
        return _arabic_script(sample, counts["arabic"])
    if script == "tifinagh":
        return "zgh"
    if script == "latin":
        return _by_small_words(sample) or _identify(sample)
    return _identify(sample)


def direction(language: str) -> str:
    """``rtl`` or ``ltr``: how text in ``language`` (a BCP 47 tag) runs."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _arabic_script(sample: str, letters: int) -> str:
    """Arabic unless the letters of Persian or Urdu are more than a borrowed name's."""
    urdu = len(_URDU.findall(sample))
    persian = len(_PERSIAN.findall(sample))
    if urdu + persian <= _FOREIGN_SHARE * letters:
        return "ar"
    if urdu > _FOREIGN_SHARE * letters:
        return "ur"
    # Egyptian keyboards write every final ya as the Persian one: the other letters decide.
    telling = len(re.findall(r"[پچژگ]", sample))
    return "fa" if telling > 0.01 * letters else "ar"


def _by_small_words(sample: str) -> str | None:
    """The language whose small words clearly lead, or None where they do not decide."""
    words = Counter(word for word in _WORD.findall(sample.lower()) if len(word) <= 5)
    scores = {
        language: sum(words[word] for word in sorted(small)) for language, small in _SMALL.items()
    }
    first, second = sorted(scores, key=lambda one: (-scores[one], one))[:2]
    sure = scores[first] >= 3 and scores[first] >= 1.6 * scores[second]
    return first if sure else None


def _identify(sample: str) -> str:
    return _identifier().classify(sample)[0]


@cache
def _identifier() -> _Identifier:
    import py3langid

    return cast("_Identifier", py3langid)
