"""Arabic words around a date that tell a date from its look-alikes, and the future from the past.

Knows nothing of dates: it looks at neighbours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.text.dates.cue_words import (
    BEFORE_YEAR,
    COUNTED,
    EDITIONS,
    FUNCTION,
    FUTURE_WORDS,
    MEETINGS,
    MORE,
    NAME_HEADS,
    NOT_FUTURE,
    NUMBERED,
    PAST_WORDS,
    PLACE_HEADS,
    PLAIN_FUTURE,
    SAYING_WORDS,
    SEASONS,
    TODAY_HEADS,
    TODAY_TAILS,
    WEEKDAY_HEADS,
    WEEKDAY_TAILS,
)
from service.text.dates.pairs import are_two
from service.text.dates.tokens import DECIMAL, MARK, NUMBER, WORD, Tokens

Tense = Callable[[Tokens, int, int], bool | None]
WeekdayTense = Callable[[bool | None, Tokens, int, int, int], bool | None]


_FUTURE_VERB = re.compile(
    r"^[وف]?س(?:[يتنا][^\W\d]{3,}|[يت](?:تم|قع|صل|قف|جد|ضم|حل|رد|مر|بت|عد|زف|بث|شن|ظل))$"
)
# منعت, وأصدرت, استقبلت: a verb of the past in the feminine, which no noun's plural (ات) is.
_PAST_FEMININE = re.compile(
    r"^[وف]?(?!ال|ت[^\W\d]{2}ت$)(?:است|ان|ا|ت)?(?![^\W\d]*ات$|كويت|توقيت|انترنت|غوغشت)[^\W\d]{3,4}ت$"
)
# A past verb further from it than this is seldom of a day that bears tomorrow's name.
_NEAR = 8
# A weekday of tomorrow's name was last six days ago.
_TOMORROW = 6
_BEFORE = frozenset({"قبل", "قبيل", "عشيه"})
_MAY = frozenset({"قد"})
_SINCE = frozenset({"منذ", "ومنذ"})
# غادروا, سيطروا: the plural of the past; of the present it would begin with ي or ت.
_PAST_PLURAL = re.compile(r"^[وف]?(?![يتنل])[^\W\d]{3,}وا$")
UNTIL = frozenset({"الي", "والي", "حتي", "وحتي", "لغايه", "غايه"})
# Where a sentence ends.
ENDS = frozenset({".", "\n", "؟", "!", "?"})
# "It lasted until Saturday": what then ended.
_LASTED = frozenset(
    {"استمر", "استمرت", "دام", "دامت", "امتد", "امتدت", "تواصل", "تواصلت", "ظل", "ظلت", "بقيت"}
)
_FROM = frozenset({"اعتبارا", "ابتداء", "ابتدا"})
QUOTES = frozenset({'"', "«", "»", "“", "”", "'"})
# How far back a verb still governs a date. Beyond a dozen words another clause has begun.
REACH = 12


# What may be written onto a word: و ف ب ل ك, two of them, or لل for ل and the article.
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "فب", "فل", "وك")
_CONJUNCTIONS = ("", "و", "ف")


def is_known(word: str, known: frozenset[str], clitics: tuple[str, ...] = _CONJUNCTIONS) -> bool:
    """Whether ``word`` is in ``known``, as it stands or behind what is written onto it.

    A clitic is taken off only where a known word is left: فبراير and واشنطن stay whole.
    """
    return any(word.startswith(one) and word[len(one) :] in known for one in clitics)


def is_name(tokens: Tokens, at: int, *, with_year: bool) -> bool:
    """Whether a day and a month at ``at`` name something: حركة 20 فبراير, جامعة 8 ماي 1945.

    A place keeps its name with the year in it; an event with its year is a date.
    """
    before = tokens.word(at - 1)
    if before.startswith("لل"):
        before = "ال" + before[2:]
    heads = PLACE_HEADS if with_year else NAME_HEADS
    return is_known(before, heads, _CLITICS)


def is_weekday_of_writing(tokens: Tokens, at: int, after: int) -> bool:
    """Whether a bare weekday is a day, not a prayer, market, town, Black Friday or two of them."""
    before = tokens.word(at - 1)
    if before in WEEKDAY_HEADS or tokens.word(after) in WEEKDAY_TAILS:
        return False
    return not are_two(tokens, at, after)


def means_today(tokens: Tokens, at: int, after: int) -> bool:
    """Whether اليوم is the day of writing, not "nowadays" or "the day"."""
    before = tokens.word(at - 1)
    if tokens.prefix(at) in {"و", "ل", "ول", "ف", "ب"} or before in TODAY_HEADS:
        return False
    if tokens.kind(after) == "ordinal" or tokens.word(after) in TODAY_TAILS:
        return False
    # "they fear today": a state that lasts, told by plural verbs of the present.
    return not (before.startswith(("ي", "ت")) and before.endswith("ون"))


def recurs(tokens: Tokens, at: int) -> bool:
    """Whether يوميا or its like stands before a clock: it is one of every day."""
    back = at - 1
    while tokens.word(back) in {"من", "علي", "في", "ابتداء", "ابتدا", "انطلاقا", "بدايه", ","}:
        back -= 1
    return tokens.word(back) in {"يوميا", "اسبوعيا", "كل", "مدار", "الي", "حتي", "غايه"}


def future(tokens: Tokens, start: int, end: int, *, reach: int = REACH) -> bool | None:
    """True before a future verb's date, False after a past verb, None where neither is near."""
    return _governing(tokens, start, end, reach)[0]


def weekday_tense(
    told: bool | None, tokens: Tokens, start: int, end: int, back: int
) -> bool | None:
    """The tense ``told``, as it holds for a bare weekday that was last ``back`` days ago, 0 to 6.

    Yesterday's name is yesterday's whatever the verb: of 45 in Arabic news of 2018 that a verb of
    the future stood near 43 were, six days ahead 2. The name of the day before that needs a verb
    that can be of nothing else than the future: of 23 sixteen were gone. And tomorrow's name is no
    past day where the past verb only tells who said so ("announced a meeting on Tuesday"): of 24
    behind a past verb fifteen lay ahead, and of those behind a verb far off nearly all.
    """
    if told and back == 1:
        return False
    verdict, at = _governing(tokens, start, end, REACH)
    if verdict != told or told is None:
        return told
    word = "" if at is None else tokens.words[at]
    if told and back == 2:
        return is_known(word, PLAIN_FUTURE) or bool(_FUTURE_VERB.match(word))
    far = at is not None and start - at > _NEAR
    said = far or is_known(word, SAYING_WORDS)
    return None if not told and back == _TOMORROW and said else told


def _governing(tokens: Tokens, start: int, end: int, reach: int) -> tuple[bool | None, int | None]:
    """The tense told near a date, and the place of the word that tells it."""
    # "He said it runs until Friday": the end of a stretch lies ahead.
    if tokens.word(start - 1) in UNTIL:
        return not is_known(tokens.word(start - 2), _LASTED), None
    before = range(start - 1, max(-1, start - 1 - reach), -1)
    after = range(end, min(tokens.size, end + 4))
    for place in (before, after):
        for at in place:
            if tokens.words[at] in ENDS:
                break
            # "The ministers, who cut output since 2017, meet on Friday": of another date.
            if tokens.words[at] in _SINCE and at != start - 1:
                continue
            verdict = True if _is_ahead(tokens, at) else _tense(tokens.words[at])
            if verdict and tokens.word(at - 1) == "غير":
                continue
            if verdict and is_known(tokens.words[at], _FROM) and _was_set(tokens, at):
                verdict = False
            if verdict is not None:
                return verdict, at
    return None, None


def _was_set(tokens: Tokens, at: int) -> bool:
    """Whether a past verb stands close before "as from": it imposed duties as from Friday."""
    return any(_tense(tokens.word(row)) is False for row in range(at - 1, at - 4, -1))


def _is_ahead(tokens: Tokens, at: int) -> bool:
    """Whether "before the match" or قد with a verb of the present ("may raise") is at ``at``."""
    word, after = tokens.words[at], tokens.word(at + 1)
    if is_known(word, _BEFORE):
        return is_known(after, MEETINGS)
    return is_known(word, _MAY) and after.startswith("ي")


def _tense(word: str) -> bool | None:
    if is_known(word, PAST_WORDS):
        return False
    if is_known(word, FUTURE_WORDS):
        return True
    if _FUTURE_VERB.match(word) and not word.lstrip("وف").startswith(NOT_FUTURE):
        return True
    return False if _PAST_FEMININE.match(word) or _PAST_PLURAL.match(word) else None


def is_year_alone(tokens: Tokens, at: int) -> bool:
    """Whether the number at ``at``, with no word for year before it, is a year all the same."""
    number = tokens.number(at)
    if number is None or len(tokens.word(at)) != 4 or not 1900 <= number <= 2099:
        return False
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    counted = after in {"%", "°", "$", "€"} or after.startswith(COUNTED)
    paired = after in {"/", "-"} and tokens.number(at + 2) is not None
    if counted or before in {"#", "+", "$", "@", "*"} or (paired and _is_season(before)):
        return False
    if (before == "(" and after in {")", ",", "-"}) or (after == ")" and before in {"-", ",", ":"}):
        return True
    closed = _closes(tokens, at + 1)
    if is_known(before, BEFORE_YEAR):
        more = before in {"من", "ومن"} and tokens.word(at - 2) in MORE
        return not more and (closed or number % 50 != 0)
    return closed and _follows_noun(tokens, at)


def _is_season(word: str) -> bool:
    """Whether a pair of years after ``word`` is a season or a school year."""
    return word in EDITIONS or word[1:] in EDITIONS or word.lstrip("بل") in SEASONS


def is_next_year(tokens: Tokens, at: int) -> bool:
    """Whether the number at ``at`` goes on a list of years: 2009 و2012."""
    number = tokens.number(at)
    if number is None or len(tokens.word(at)) != 4 or not 1000 <= number <= 2099:
        return False
    return tokens.word(at + 1) not in {"%", "$", "€"} and not tokens.word(at + 1).startswith(
        COUNTED
    )


def _closes(tokens: Tokens, at: int) -> bool:
    """Whether what stands at ``at`` cannot be a thing that is counted."""
    if at >= tokens.size or tokens.kinds[at] == MARK:
        return tokens.word(at) not in {"%", "$", "€"}
    word = tokens.word(at)
    return tokens.kinds[at] == WORD and (
        is_known(word, FUNCTION) or word.startswith(("ال", "وال", "بال"))
    )


def _follows_noun(tokens: Tokens, at: int) -> bool:
    """Whether an Arabic noun stands before, none of them an edition or a numbered thing."""
    before = tokens.word(at - 1)
    if at == 0 or tokens.kinds[at - 1] != WORD or not "\u0620" <= before[0] <= "\u064a":
        return False
    if before in NUMBERED or tokens.touches(at):
        return False
    for back in range(at - 1, max(-1, at - 7), -1):
        word = tokens.words[back]
        if word in {"_", "#"}:
            return False
        if tokens.kinds[back] in {MARK, NUMBER, DECIMAL} and word not in {'"', "'", "»", "«", "”"}:
            break
        if word in EDITIONS or word[1:] in EDITIONS or word in NUMBERED:
            return False
    return before.startswith(("ال", "لل", "بال", "وال"))
