"""Whether what an Arabic sentence tells near a date has been or is to come.

Knows nothing of dates: it looks at neighbours only.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.text.dates.cue_words import (
    FUTURE_WORDS,
    MEETINGS,
    NO_VERBS,
    NOT_FUTURE,
    PAST_WORDS,
    PLAIN_FUTURE,
    SAYING_WORDS,
)
from service.text.dates.cues import ENDS, is_known
from service.text.dates.tokens import Tokens

Tense = Callable[[Tokens, int, int], bool | None]
WeekdayTense = Callable[[bool | None, Tokens, int, int, int], bool | None]


_FUTURE_VERB = re.compile(
    r"^[وف]?س(?:[يتنا][^\W\d]{3,}|[يت](?:تم|قع|صل|قف|جد|ضم|حل|رد|مر|بت|عد|زف|بث|شن|ظل))$"
)
# No verb of the future ends in a plain alif but with a pronoun: سينشرها, and not the name سترزودا.
_PRONOUN = re.compile(r"(?:ها|هما|نا)$")
# منعت, وأصدرت, استقبلت: a verb of the past in the feminine, which no noun's plural (ات) is.
_PAST_FEMININE = re.compile(
    r"^[وف]?(?!ال|ت[^\W\d]{2}ت$)(?:است|ان|ا|ت)?(?![^\W\d]*ات$|كويت|توقيت|انترنت|غوغشت)[^\W\d]{3,4}ت$"
)
# A past verb further from it than this is seldom of a day that bears tomorrow's name.
_NEAR = 8
# A weekday of tomorrow's name was last six days ago, that of the day before yesterday two.
_TOMORROW, _DAY_BEFORE = 6, 2
# A weekday of five days ago and more is not past because an earlier date of the sentence is.
_LONG_AGO = 5
_BEFORE = frozenset({"قبل", "قبيل", "عشيه"})
_MAY = frozenset({"قد"})
_SINCE = frozenset({"منذ", "ومنذ"})
# غادروا, سيطروا: the plural of the past; of the present it would begin with ي or ت.
_PAST_PLURAL = re.compile(r"^[وف]?(?![يتنل])[^\W\d]{3,}وا$")
UNTIL = frozenset({"الي", "والي", "حتي", "وحتي", "لغايه", "غايه", "بحلول", "وبحلول"})
# "It lasted until Saturday": what then ended.
_LASTED = frozenset(
    {"استمر", "استمرت", "دام", "دامت", "امتد", "امتدت", "تواصل", "تواصلت", "ظل", "ظلت", "بقيت"}
)
# "Until Wednesday the town had been quiet."
_WAS = frozenset({"كان", "كانت", "كانوا", "لم"})
_FROM = frozenset({"اعتبارا", "ابتداء", "ابتدا"})
# بدءا, "as from", is folded to what بدأ, "it began", is.
_BEGUN = "بدا"
_AND_OF = frozenset({"ومن", "وقد", "وكان", "وكانت", "ولم", "ولن"})
# "If England beat Panama on Sunday": a past verb of what is to come.
_IF = frozenset({"اذا", "لو", "حال", "شريطه"})
# "It is due that": a sentence that opens so is of what is to come.
_OF = frozenset({"من", "ومن"})
_DUE = frozenset({"المقرر", "المنتظر", "المتوقع", "المرتقب", "المزمع", "المرجح"})
# A verb behind "who" is not of a day and month further from it than this, where another opens the
# sentence; a weekday or month is most often its own.
_OF_RELATIVE = 4
# How far back a verb still governs a date. Beyond a dozen words another clause has begun, unless
# the sentence opens by its verb, within this many words.
REACH, _OPENING_REACH = 12, 30

# Behind one of these stands a verb: "the speech that he gave", "as the agency reported".
_RELATIVES = frozenset(
    {"الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين", "حسبما", "ما", "لما", "كما"}
)
_AS = frozenset({"وفق", "وفقا", "حسب", "بحسب", "طبقا", "علي", "نقلا"})
_OBJECT = re.compile(r"(?:هما|ها|هم|ه)$")
# The present begins so; the past may, where it ends in the feminine's ت: التي تسلمت, تسلمتها.
_PRESENT = ("ي", "ت", "ن")
_ENDINGS = ("ون", "ان", "وا", "ه", "ها", "هم", "هما")
# Of the verbs that begin as "we" do, those of the past that news has most.
_PAST_N = frozenset(
    [
        "نقل",
        "نقلت",
        "نشر",
        "نشرت",
        "نظم",
        "نظمت",
        "نفذ",
        "نفذت",
        "نال",
        "نالت",
        "نجم",
        "نتج",
        "نجح",
        "نجحت",
        "ندد",
        "نددت",
    ]
)
# A speech, a talk or a match is given so: كلمة ألقتها, مقابلة أجرتها.
_GIVEN = frozenset({"القت", "القا", "اجرت", "خاضت"})
_AL_VERBS = ("الت", "القي", "القت", "الغي", "الغت", "الحق")


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
    opens = verdict is None and not told and _opens_by_future(tokens, start)
    if back > 1 and (opens or _has_ending_ahead(tokens, start, at)):
        return True
    if verdict is None or verdict != told:
        inherited = told is False and verdict is None
        return None if inherited and back >= _LONG_AGO else told
    word = "" if at is None else tokens.words[at]
    if told:
        return back != _DAY_BEFORE or _is_plain_future(word)
    far = at is not None and start - at > _NEAR
    said = far or is_known(word, SAYING_WORDS) or is_known(_OBJECT.sub("", word), SAYING_WORDS)
    return None if back == _TOMORROW and said else False


def _is_plain_future(word: str) -> bool:
    return is_known(word, PLAIN_FUTURE) or bool(_FUTURE_VERB.match(word))


def _governing(tokens: Tokens, start: int, end: int, reach: int) -> tuple[bool | None, int | None]:
    """The tense told near a date, and the place of the word that tells it."""
    # "He said it runs until Friday": the end of a stretch lies ahead.
    if tokens.word(start - 1) in UNTIL:
        lasted = is_known(tokens.word(start - 2), _LASTED)
        was = tokens.word(end + (tokens.word(end) == ",")) in _WAS
        return not (lasted or was), None
    # "Ready for Saturday's match."
    if _is_for_meeting(tokens.word(start - 1)):
        return True, start - 1
    before = range(start - 1, max(-1, start - 1 - reach), -1)
    after = range(end, min(tokens.size, end + 4))
    for place in (before, after):
        for at in place:
            if tokens.words[at] in ENDS or (at >= end and _opens_clause(tokens.words[at])):
                break
            # "The ministers, who cut output since 2017, meet on Friday": of another date.
            if tokens.words[at] in _SINCE and at != start - 1:
                continue
            verdict = True if _is_ahead(tokens, at) else _tense(tokens, at)
            if verdict is None and at < start and _is_relative_past(tokens, at):
                verdict = False
            if verdict and tokens.word(at - 1) == "غير":
                continue
            if verdict and _is_from(tokens, at) and _was_set(tokens, at):
                verdict = False
            if verdict is False and at < start:
                verdict = _is_condition(tokens, at) or _is_beside_due(tokens, at, start, end)
            if verdict is not None:
                return verdict, at
    return None, None


def _is_beside_due(tokens: Tokens, at: int, start: int, end: int) -> bool:
    """Whether the verb at ``at`` is of a clause beside what its sentence says to be due on a day.

    "She who is known from the series is due to marry on 19 May", in the order of Arabic.
    """
    dayed = any(tokens.number(row) is not None for row in range(start, end))
    if not dayed or start - at <= _OF_RELATIVE or not is_known(tokens.word(at - 1), _RELATIVES):
        return False
    opens = at
    while opens > 0 and tokens.words[opens - 1] not in ENDS:
        opens -= 1
    due = tokens.words[opens] in _OF and is_known(tokens.word(opens + 1), _DUE)
    return due or _is_future(tokens, opens)


def _opens_clause(word: str) -> bool:
    """Whether "and" with a verb begins another clause: "on Sunday, and is expected to"."""
    return word in _AND_OF or (word.startswith("وس") and bool(_FUTURE_VERB.match(word)))


def _opens_by_future(tokens: Tokens, start: int) -> bool:
    """Whether the sentence opens by a verb of the future and has no other clause before ``start``.

    "The commissioner of the union's foreign policy will host its three ministers on Tuesday."
    """
    for at in range(start - 1, max(-1, start - 1 - _OPENING_REACH), -1):
        if tokens.words[at] in ENDS or is_known(tokens.words[at], _RELATIVES):
            return False
        if at == 0 or tokens.words[at - 1] in ENDS:
            return _is_future(tokens, at)
    return False


def _is_for_meeting(word: str) -> bool:
    """Whether ``word`` is for a match or a meeting: لمباراة, للقمة."""
    if word.startswith("لل"):
        return f"ال{word[2:]}" in MEETINGS
    return word.startswith("ل") and word[1:] in MEETINGS


def _is_condition(tokens: Tokens, at: int) -> bool:
    """Whether "if" stands right before the verb at ``at``, or one word further off."""
    return tokens.word(at - 1) in _IF or (
        tokens.word(at - 2) in _IF and tokens.word(at - 1) == "ما"
    )


def _is_from(tokens: Tokens, at: int) -> bool:
    """Whether "as from" is at ``at``."""
    word = tokens.words[at]
    if word == _BEGUN:
        return (
            tokens.word(at + 1) == "من" and "ء" in tokens.text[tokens.starts[at] : tokens.ends[at]]
        )
    return is_known(word, _FROM)


def _was_set(tokens: Tokens, at: int) -> bool:
    """Whether a past verb stands close before "as from": it imposed duties as from Friday."""
    return any(_tense(tokens, row) is False for row in range(max(0, at - 3), at))


def _is_ahead(tokens: Tokens, at: int) -> bool:
    """Whether "before the match" or قد with a verb of the present ("may raise") is at ``at``."""
    word, after = tokens.words[at], tokens.word(at + 1)
    if is_known(word, _BEFORE):
        return is_known(after, MEETINGS)
    if word == _BEGUN:
        return _is_from(tokens, at)
    return is_known(word, _MAY) and after.startswith("ي")


def _tense(tokens: Tokens, at: int) -> bool | None:
    word = tokens.words[at]
    if is_known(word, PAST_WORDS):
        return False
    if is_known(word, FUTURE_WORDS) or _is_future(tokens, at):
        return True
    if _PAST_FEMININE.match(word) or _PAST_PLURAL.match(word) or _is_past_with_object(word):
        return False
    return None


def _is_future(tokens: Tokens, at: int) -> bool:
    word = tokens.word(at)
    if not _FUTURE_VERB.match(word) or word.lstrip("وف").startswith(NOT_FUTURE):
        return False
    return tokens.text[tokens.ends[at] - 1] != "ا" or bool(_PRONOUN.search(word))


def _has_ending_ahead(tokens: Tokens, start: int, nearest: int | None) -> bool:
    """Whether a verb of what is ahead is near in the plural, the dual or with its object.

    ``nearest`` is the place of the word that else tells the tense: none further off counts.
    """
    last = start - 1 - REACH if nearest is None or nearest > start else nearest
    for at in range(start - 1, max(-1, last), -1):
        if tokens.words[at] in ENDS:
            return False
        if _is_ending_ahead(tokens, at):
            return True
    return False


def _is_ending_ahead(tokens: Tokens, at: int) -> bool:
    """Whether the word at ``at`` is such a verb.

    يواجهون, يلتقيان, يزوره; but "as they expected", كانوا يتوقعون, is past.
    """
    word = tokens.words[at]
    bare = word.lstrip("وف")
    was = any(tokens.word(row) in _WAS for row in range(max(0, at - _NEAR), at))
    if was or not bare.startswith(("ي", "ت")) or bare.startswith("يمكن"):
        return False
    endings = _ENDINGS if bare.startswith("ي") else _ENDINGS[:2]  # تعرضه is a noun as well
    return any(
        word.endswith(one) and is_known(word.removesuffix(one), FUTURE_WORDS) for one in endings
    )


def _is_past_with_object(word: str) -> bool:
    """Whether ``word`` is a known verb of the past with its object: أعلنها, نقلته.

    Only where no noun is written so: رفضه is "his refusal" as well.
    """
    base = _OBJECT.sub("", word)
    if base != word and is_known(base, _GIVEN):
        return True
    if base == word or not is_known(base, PAST_WORDS):
        return False
    return base.endswith("ت") or base.lstrip("وف").startswith(("ا", "نشر"))


def _is_relative_past(tokens: Tokens, at: int) -> bool:
    """Whether ``at`` is a verb of the past because "who", "which" or "as" is before it."""
    before = tokens.word(at - 1)
    if not is_known(before, _RELATIVES):
        return False
    if before in {"ما", "لما"} and not is_known(tokens.word(at - 2), _AS):
        return False
    word = tokens.words[at]
    base = _OBJECT.sub("", word)
    if len(base) < 3 or word in NO_VERBS or not ("\u0620" <= word[0] <= "\u064a"):
        return False
    if word.startswith("ال") and not word.startswith(_AL_VERBS):
        return False
    past = base in _PAST_N or (len(base) > 3 and base.endswith("ت"))
    return past or not base.startswith(_PRESENT)
