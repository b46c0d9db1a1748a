"""Arabic words around a date that tell a date from its look-alikes.

Knows nothing of dates: it looks at neighbours only.
"""

from __future__ import annotations

from service.text.dates.cue_words import (
    BEFORE_YEAR,
    COUNTED,
    EDITIONS,
    FUNCTION,
    MORE,
    NAME_HEADS,
    NUMBERED,
    PLACE_HEADS,
    SEASONS,
    STATES,
    TODAY_HEADS,
    TODAY_TAILS,
    WEEKDAY_HEADS,
    WEEKDAY_TAILS,
)
from service.text.dates.pairs import are_two
from service.text.dates.tokens import DECIMAL, MARK, NUMBER, WORD, Tokens

# Where a sentence ends.
ENDS = frozenset({".", "\n", "؟", "!", "?"})
QUOTES = frozenset({'"', "«", "»", "“", "”", "'"})
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
    if is_known(before, STATES):
        return False
    # "they fear today": a state that lasts, told by plural verbs of the present.
    return not (before.startswith(("ي", "ت")) and before.endswith("ون"))


def recurs(tokens: Tokens, at: int) -> bool:
    """Whether يوميا or its like stands before a clock: it is one of every day."""
    back = at - 1
    while tokens.word(back) in {"من", "علي", "في", "ابتداء", "ابتدا", "انطلاقا", "بدايه", ","}:
        back -= 1
    return tokens.word(back) in {"يوميا", "اسبوعيا", "كل", "مدار", "الي", "حتي", "غايه"}


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
