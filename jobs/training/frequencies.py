"""In how many articles each stem of a language would stand, by how often its words are used.

Knows nothing of articles: it stands in for them where none may be counted.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from service.errors import InputError
from service.text.tokens import terms

# An article is as long to a word as so many draws. In French and Spanish, of which articles were
# counted, the share of them that has a stem of frequency f is 1 - exp(-WORDS f) with WORDS 225 to
# 260 in the median for every f from a millionth to a hundredth.
WORDS = 250.0


def word_frequencies(language: str) -> Mapping[str, float]:
    """How often each word of ``language`` is used, of all words; from wordfreq (CC BY-SA 4.0).

    Raises InputError if wordfreq is not installed or does not know the language.
    """
    try:
        from wordfreq import get_frequency_dict
    except ImportError as error:
        raise InputError("wordfreq is not installed: pip install 'riwaya[train]'") from error
    try:
        found: dict[str, float] = get_frequency_dict(language, wordlist="best")
    except LookupError as error:
        raise InputError(f"wordfreq has no words of the language {language!r}") from error
    return found


def expected_documents(frequencies: Mapping[str, float], documents: int) -> dict[str, int]:
    """In how many of ``documents`` articles each stem stands, were its words drawn by chance."""
    total: dict[str, float] = {}
    for word, frequency in frequencies.items():
        # The library counts numbers by their length alone.
        for stem in terms(word) if word.isalpha() else ():
            total[stem] = total.get(stem, 0.0) + frequency
    shares = 1.0 - np.exp(-WORDS * np.array(list(total.values())))
    return dict(zip(total, np.round(documents * shares).astype(int).tolist(), strict=True))
