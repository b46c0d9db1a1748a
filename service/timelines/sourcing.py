"""Whom a sentence names as the source of what it says.

Knows nothing of figures; it reads the words that introduce a source.
"""

from __future__ import annotations

from service.text.normalise import fold
from service.text.spans import Spans


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


_AFTER = _set("وفق وفقا حسب بحسب وبحسب ووفق ووفقا selon según")
_PAIRS = {("according", "to"), ("d", "apres"), ("نقلا", "عن"), ("de", "acuerdo")}
_SAYING = _set("""
    قال قالت أعلن أعلنت أفاد أفادت ذكر ذكرت أكد أكدت أوضح أوضحت وقال وقالت وأعلن وأعلنت وأفاد وأفادت
    وذكر وذكرت وأكد وأكدت وأوضح وأوضحت
""")
_END = _set("""
    أن إن بأن بان إنه إنها إنهم أنه أنها أنهم بأنه بأنها
    عن مقتل إصابة اليوم أمس في que that on with con
""")
_LONGEST = 7


def attribution(spans: Spans) -> str | None:
    """The source as the sentence names it ("وزارة الصحة"), or None.

    After "according to" and the like; or, in Arabic, between a verb of saying and its أن.
    """
    for at, word in enumerate(spans.folded):
        pair = (word, spans.folded[at + 1]) if at + 1 < len(spans) else ("", "")
        if pair in _PAIRS:
            return _taken(spans, at + 2, must_end=False)
        if word in _AFTER:
            return _taken(spans, at + 1, must_end=False)
        if word in _SAYING:
            told = _taken(spans, at + 1, must_end=True)
            if told is not None:
                return told
    return None


def _taken(spans: Spans, first: int, *, must_end: bool) -> str | None:
    """The words from ``first`` to a comma or the words that open what is said."""
    last = first
    while last < len(spans) and last - first < _LONGEST:
        if last > first and spans.parted(last) and spans.between(last) not in {"'", "’"}:
            break
        if spans.folded[last] in _END:
            break
        last += 1
    else:
        if must_end:
            return None
    if last == first or (must_end and last < len(spans) and spans.folded[last] not in _END):
        return None
    # "وفق ما أعلن المستشفى" names the hospital; "وفقا ل" leaves its preposition on the name.
    if spans.folded[first] == "ما" and last - first > 2:
        first += 2
    start = spans.start[first]
    if spans.folded[first - 1] in {"وفقا", "ووفقا"} and spans.surface[first][:2] != "لل":
        start += spans.surface[first].startswith("ل")
    return spans.text[start : spans.end(last - 1)]
