"""The weekday on which a text was written, where its words give it away.

Knows nothing of any calendar day: "the day before yesterday, Thursday" is written on a
Saturday, whichever.
"""

from __future__ import annotations

from collections import Counter

from service.text.dates.arabic import ArabicGrammar
from service.text.dates.latin import LatinGrammar
from service.text.dates.latin_words import LATIN
from service.text.dates.tokens import Tokens
from service.text.dates.words import LEXICON


def weekday_of_writing(text: str, language: str) -> int | None:
    """The weekday (Monday is 0) that the text's relative days agree on, None where none do.

    Where they disagree the most frequent wins, and a tie gives none.
    """
    expressions = (
        LatinGrammar(Tokens(text, LATIN[language]), language).read()
        if language in LATIN
        else ArabicGrammar(Tokens(text, LEXICON)).read()
    )
    said = Counter(
        (one.weekday - one.offset) % 7
        for one in expressions
        if one.weekday is not None and one.offset is not None and one.until is None
    )
    ranked = said.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
