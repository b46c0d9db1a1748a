"""Which dates a sentence only mentions in passing, beside the day of what it tells.

Knows nothing of articles or of how a timeline is made; Arabic, French, English and Spanish.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from service.records import Mention
from service.text.dates import bounds
from service.text.dates.cue_words import BEGINNING, FUTURE_WORDS, SCHEDULED
from service.text.dates.cues import is_known
from service.text.normalise import fold

# A span of days longer than this is a season, not a happening.
SEASON = timedelta(days=31)
# A month this few characters into a sentence opens it: "In April the firm refused".
OPENS = 8
COARSE = frozenset({"week", "month", "quarter", "year", "decade"})

# What follows was before what the sentence tells: "held over the attack that struck on Saturday".
_BACKGROUND = re.compile(
    r"(?<!\w)[وفب]?ل?(?:بعد|بعدما|عقب|اثر|منذ|بسبب|رغم|ازا|حيال|بشان|حول|غداه|ضحايا|سبق|ردا|خلفا"
    r"|بموجب|بتهمه|[يت]?عود (?:الي|تاريخ\w*)|ذكري|علي خلفيه|مقارنه"
    r"|apres|depuis|suite a|lors de|malgre|victimes|after|since|following|despite|victims"
    r"|tras|despues|desde|victimas)(?!\w)(?: \S+){0,14}$"
)
# "Before the vote due in July", "until the Cup in June": the date bounds what is told, no more.
_BOUND = re.compile(
    r"(?<!\w)[وف]?(?:قبل|قبيل|بعد|عقب|منذ|حتي|عشيه"
    r"|avant|apres|depuis|jusqu\S*|before|after|since|until|tras|antes de|desde|hasta)"
    r"(?!\w)(?: (?!(?:ان|الان|الاخير\w*|ذلك|الذي|التي|الذين) )[^\s،,.]+){1,6}$"
)
# "No test since 28 November", "the worst since 2014": nothing is told of that day.
_SINCE = re.compile(r"(?<!\w)(?:منذ|since|depuis|desde)(?: [^\s،,.]+){0,8}$")
_NONE_WITHIN = 6
_NONE_SINCE = re.compile(
    r"(?<!\w)[وفب]?(?:ال)?(?:لم|لا|لن|ليس|عدم|دون|اول|اولي|مره|اعلي|ادني|اسوا|اكبر|افدح|اقوي|اضعف|ابطا|اسرع|احدث"
    r"|not|no|never|first|highest|lowest|worst|biggest|jamais|premiere?|pas|plus|nunca|primera?)(?!\w)"
)
# "From 8.8 % in October", "compared with May": what is told is measured by it.
_AMOUNT = r"(?:\S+ ){0,2}?[+-]?\d[\d.,]*\S*"
_COMPARED = re.compile(
    r"(?<!\w)[وب]?(?:(?:ال)?مقارنه|قياسا|compared|versus|par rapport|comparado|en comparacion"
    r"|respecto a)(?!\w)(?: [^\s،]+){0,9}$"
    rf"|(?<!\w)(?:مقابل|بدلا من|against|contre|frente al?)(?: un| el)? {_AMOUNT}"
    r"(?: [^\s،,]+){0,5}$"
    rf"|(?<!\w)(?:الي|عند|to|a|at) (?:le |la |el )?{_AMOUNT}(?: [^\s،]+){{0,4}}?،? ?"
    rf"(?:[صن]\w+ا |up |down |en hausse |en baisse )?(?:من|عن|from|de|desde) (?:el )?{_AMOUNT}"
    r"(?: [^\s،,]+){0,5}$"
    r"|(?<!\w)(?:ب|ال)?(?:زياد|انخفاض|ارتفاع|تراجع|هبوط|نمو)\w*(?: [^\s،]+){0,6} (?:عن|مقابل)$"
)
# "The council that was founded in 2006": said of the council. But "won the vote that was held on
# Friday" is of Friday, as what is in or during a thing is, and what a sentence opens by.
_SAID_OF = re.compile(
    r"(?<!\w)و?(?:الذي|التي|الذين|اللذين|اللتين|who|which|that (?:was|were|had)|qui|dont"
    r"|que (?:fue|fueron|se))(?!\w)(?P<told>(?: [^\s،,.]+){1,7})$"
)
_WITHIN = frozenset({"في", "خلال", "اثنا", "ضمن", "لدي"}) | frozenset(
    {"in", "during", "at", "en", "dans", "lors", "durant", "durante"}
)
_PHRASE, _SUBJECT = 4, 3
_NOUN = re.compile(r"[«\"“]?و?ال\w|(?:the|an?|le|la|les|l'|un|une|el|los|las|una) ?\w")
# "The quake that struck on Friday": no comma parts it from what it is said of.
_RELATIVE = re.compile(
    r"(?<!\w)(?:الذي|التي|الذين|اللذين|اللتين|حيث|عندما|حين|كما|[وف]?كان(?:ت|وا)?(?: قد)?"
    r"|الصادر\w*|المبرم\w*|الموقع\w*|المنعقد\w*|الماضي\w*"
    r"|qui|que|who|which|that|when|cuando)(?!\w)(?: [^\s،,]+){0,10}$"
)
# "After noon on Friday" is a part of the day.
_AFTERNOON, _PART = re.compile(r" ?بعد$"), re.compile(r"(?:ال)?(?:ظهر|منتصف)")
# What is said, planned or due of a day ahead: "announced that they will meet on the 12th".
_ANNOUNCED = re.compile(
    r"(?<!\w)[وفبل]?(?:ان|انه|انها|انهم|انهما|مقرر\w*|موعد\w*|اعتبارا|ابتدا|بدا|بحلول|حتي|الي|لغايه"
    r"|قبل|تحسبا|استعداد\w*|تمهيدا|عشيه|قبيل|لعقد|لاجرا|الذي|التي|الذين|حيث"
    r"|ال(?:مقرر|مزمع|مرتقب|منتظر|متوقع)\w*"
    r"|(?:ال)?(?:اجتماع|قمه|انتخابات|زفاف|حفل|مباراه|جلسه|زياره|موتمر)\w*"
    r"|that|to|until|before|due|scheduled|for|by|que|de|pour|avant|jusqu|prevue?s?|para|antes|hasta"
    r"|previst[oa]s?)(?!\w)(?: \S+){0,24}$"
)
_FUTURE, _GOVERNED = re.compile(r"^[وف]?س[يتن]\w{3,}$"), 16
_ARABIC = re.compile(r"[\u0620-\u064a]")
# A month or year is a label ("the award of February") unless one of these stands before it, and
# told by who reports it today ("the bank said that in 2017", "according to") it is beside that.
_DATES = re.compile(
    r"(?<!\w)[وفب]?(?:في|عام|العام|سنه|السنه|شهر|مطلع|اواخر|نهايه|بدايه|منتصف"
    r"|in|en|during|durant|pendant|durante)$"
)
_NAMED = re.compile(
    r"^[وفب]?(?:في|عام|العام|سنه|السنه|شهر|الشهر|مطلع|اواخر|نهايه|بدايه|منتصف|last|l'an|ano)(?!\w)"
)
_REPORTS = re.compile(
    r"^[«\"“]?[وف]?(?:\S+ ){0,2}[يت]?(?:قال|اكد|اوضح|اشار|ذكر|افاد|اعلن|كشف|اظهر|نشر|صرح|اعتبر|توقع"
    r"|اتهم|حذر|بث|رجح)(?:ت|وا|ون)?(?!\w)"
    r"|(?<!\w)[وب]?(?:وفقا|وفق|بحسب|حسب|حسبما|نقلا عن|according to|selon|segun)(?!\w)"
    r"|^(?:\S+ ){1,6}(?:said|says|announced|reported|a annonce|a declare|dijo|anuncio) "
)
# Where the first verb itself is of the future, the sentence tells the day ahead and nothing else.
_WILL = re.compile(r"^[«\"“]?(?:\S+ )?(?:س[يتن]\w{3,}|سوف)(?!\w)")
# "According to what the ministry published on Tuesday": the day of who says it.
_ATTRIBUTED = re.compile(
    r"(?<!\w)[وب]?(?:وفقا?|حسبما|حسب|بحسب|طبقا|نقلا عن|علي ما|according to|selon|d'apres|segun)"
    r"(?!\w)(?: [^\s،,.:]+){0,9}$"
)
# A sentence that opens so tells what was before its article's own day.
_EARLIER = re.compile(
    r"^[«\"“]?[وف]?(?:كان|كانت|كانا|كانوا|سبق|يذكر ان|(?:ال)?جدير بالذكر"
    r"|تجدر الاشاره|منذ (?:\S+ )?(?:يومين|ايام|اسبوعين|اسابيع|شهرين|اشهر|عامين|سنوات)"
    r"|حينها|حينيذ|انذاك|وقتها|يومها"
    r"|في (?:تلك|ذلك|ذاك) (?:ال)?(?:لحظه|وقت|حين|يوم|ليله|عام|سنه|فتره|مرحله|اثنا))(?!\w)"
    r"|^(?:\S+ ){1,4}(?:سابقا|مسبقا|قبل ذلك|في وقت سابق)(?!\w)"
    r"|^(?:earlier|previously|auparavant|anteriormente)(?!\w)"
    r"|^(?:\S+ ){1,5}(?:had|avai(?:t|ent)|habian?) "
)
# "Two days before the vote" counts from the vote, not from the paper.
_COUNTED_FROM = re.compile(r"^\s+(?:فقط\s+|تقريبا\s+)?(?:علي|عن|من)\s(?!(?:الان|اليوم)(?!\w))")
# "From the day after its publication": after what, stands behind it, where no verb does.
_DAY_AFTER = re.compile(r"(?:\S+ )?اليوم (?:التالي|الموالي)$")
_AFTER_WHAT = re.compile(r"^\s+ل(?!ي|ت|قي|حق|كن|دي|مده)\w{3,}")
# "At six in the evening", "ten months ago": an hour of whatever day, a length of time.
_HOUR = re.compile(r"^(?:[وفب]?(?:حوالي |حدود )?(?:ال)?ساعه|\d|a |at |a las )")
_LENGTH = re.compile(r"^(?:[وف]?(?:منذ|قبل|خلال|طيله)|il y a|depuis|hace|since|over|in)\b|\bago$")


def is_bare(one: Mention) -> bool:
    """Whether a date says only at what hour or how long: nothing of which day."""
    surface = fold(one.surface)
    if one.grain == "time" or "T" in (one.value or ""):
        return bool(_HOUR.match(surface))
    return one.kind == "relative" and one.grain in COARSE and bool(_LENGTH.search(surface))


def counts_from_another(text: str, one: Mention) -> bool:
    """Whether a date of ``text`` counts from another: "two days before the vote"."""
    surface, after = fold(one.surface), fold(text[one.end : one.end + 24])
    if _DAY_AFTER.match(surface):
        return bool(_AFTER_WHAT.match(after))
    return surface.startswith("قبل ") and bool(_COUNTED_FROM.match(after))


def tells_past(text: str, start: int, one: Mention, day: date) -> bool:
    """Whether a sentence tells of ``one``, at ``start`` in it: a month, year or week gone."""
    if one.grain not in COARSE or is_bare(one):
        return False
    return not is_in_passing(text, start, one, (day, day))


def tells_earlier(text: str) -> bool:
    """Whether a sentence opens by what was before: "Washington had earlier said"."""
    return bool(_EARLIER.match(fold(text)))


# A sentence that opens so tells what was before the report's own day.
_LOOKS_BACK = re.compile(
    r"^[وف]?(?:كان|كانت|كانا|كانوا|سبق|يذكر|تجدر الاشاره|منذ"
    r"|(?:ياتي|تاتي|جا|جات)\b.{0,40}\b(?:بعد(?! (?:ال)?(?:ظهر|منتصف|غد))|غداه|عقب)"
    r"|بعد(?! (?:ال)?(?:ظهر|منتصف|غد))|غداه)\b"
)
_LOOKS_BACK_LATIN = re.compile(
    r"^(?:earlier|previously|since|after|depuis|auparavant|apres|desde|anteriormente|despues)\b"
    r"|\b(?:had (?:already )?\w+(?:ed|en)|avai(?:t|ent) (?:deja )?\w+[eisu]s?|habian? \w+[ad]o)\b"
)


def looks_back(text: str) -> bool:
    """Whether a sentence tells what was before: "he had said on Friday", "since Wednesday"."""
    folded = fold(text).lstrip("«“\"'- –—•")
    pattern = _LOOKS_BACK if _ARABIC.search(text) else _LOOKS_BACK_LATIN
    return bool(pattern.search(folded))


def is_background(text: str, start: int, *, first: bool = True) -> bool:
    """Whether the words before the date at ``start`` make it one of what was before.

    Behind the ``first`` sentence of an article "the attack that struck on Friday" is its news.
    """
    if _is_quoted(text[:start]):
        return True
    before = (
        _AFTERNOON.sub("", fold(text[:start]).rstrip())
        if _PART.match(fold(text[start : start + 8]))
        else fold(text[:start]).rstrip()
    )
    if first and _RELATIVE.search(before):
        return True
    before = before.rstrip(' ,،(«"-')
    return bool(_BACKGROUND.search(before) or is_baseline(before))


def is_attributed(text: str, start: int) -> bool:
    """Whether the date at ``start`` is of who tells it: "as the ministry published on Tuesday"."""
    return bool(_ATTRIBUTED.search(fold(text[:start]).rstrip(' ,،(«"-')))


def is_baseline(before: str) -> bool:
    """Whether the folded text ``before`` a date makes it what something is compared with."""
    return bool(_COMPARED.search(before))


def is_bound(text: str, surface: str) -> bool:
    """Whether the date ``surface`` only bounds what a sentence tells: "before the vote of July"."""
    before = fold(text[: max(0, text.find(surface))]).rstrip(' («"-')
    since = _SINCE.search(before)
    if since and _NONE_SINCE.search(" ".join(before[: since.start()].split()[-_NONE_WITHIN:])):
        return True
    if is_baseline(before) or _is_said_of(before):
        return not tells_earlier(text)
    return bool(_BOUND.search(before)) and not tells_earlier(text)


def _is_said_of(before: str) -> bool:
    """Whether the folded text ``before`` a date ends in a clause about a thing spoken of.

    "It lets in the ship that | saved 141 on Friday": what the sentence tells is of another day.
    """
    clause = _SAID_OF.search(before)
    if clause is None or any(
        _FUTURE.match(one) or is_known(one, FUTURE_WORDS) for one in clause["told"].split()
    ):
        return False
    head = before[: clause.start()].split()
    if len(head) <= _SUBJECT and _NOUN.match(before):
        return False
    return not any(is_known(one, _WITHIN) for one in head[-_PHRASE:])


def has_future_verb(text: str) -> bool:
    """Whether a verb of the future stands in ``text``; Arabic only."""
    return any(_FUTURE.match(one) or one == "سوف" for one in fold(text).split())


# The same in French, English and Spanish: "polls open today", "les bureaux ouvrent aujourd'hui".
_BEGINS = re.compile(
    r"(?<!\w)(?:will|opens?|begins?|starts?|votes?|heads? to|expected|scheduled|due"
    r"|ouvr(?:e|ent|ira|iront)|commencent?|debutent?|votent?|prevue?s?|attendue?s?|doi(?:t|vent)"
    r"|se rend(?:ent)?|se tien(?:t|dra)|sera|seront"
    r"|abren?|comienzan?|empiezan?|arrancan?|votan?|previst[oa]s?|sera|seran)(?!\w)"
)


def is_beginning(text: str, start: int) -> bool:
    """Whether "today", at ``start`` of a ``text``, is in its first sentence and has but begun.

    "Voters go to the polls today", printed at three in the morning; not in a quotation.
    """
    before = text[:start]
    if re.search(r"[.؟!?\n]", before) or _is_quoted(before):
        return False
    words = fold(before)
    ahead = has_future_verb(before) or is_scheduled(text, start)
    ahead = ahead or any(is_known(one, BEGINNING) for one in words.split())
    return ahead or bool(_BEGINS.search(words))


def is_scheduled(text: str, start: int) -> bool:
    """Whether a ``text`` says of the day at ``start`` only what is due on it; Arabic only."""
    return any(is_known(one, SCHEDULED) for one in fold(text[:start]).split())


def is_planned(text: str, surface: str) -> bool:
    """Whether a verb or word of the future stands before the day ahead ``surface``; Arabic only.

    "He is to speak on the 24th", "the talks due on the 24th": it is. "He asked that his rival for
    the vote of the 24th be tried": it is not.
    """
    words = fold(text[: max(0, text.find(surface))]).split()
    if not _ARABIC.search(text) or not words:
        return True
    return any(_FUTURE.match(one) or is_known(one, FUTURE_WORDS) for one in words[-_GOVERNED:])


def _is_coarse(one: Mention, span: tuple[date, date]) -> bool:
    return one.grain in COARSE or (one.grain == "interval" and span[1] - span[0] > SEASON)


def _is_period(text: str, start: int, one: Mention) -> bool:
    """Whether a month, quarter or year is a label, or what is reported today about it."""
    if one.grain in {"quarter", "decade", "interval"} or _REPORTS.search(fold(text)):
        return True
    if one.grain == "week":
        return False
    before = fold(text[:start]).rstrip()
    return not (_DATES.search(before) or _NAMED.match(fold(one.surface)))


def _is_quoted(before: str) -> bool:
    """Whether a quotation is open at the end of ``before``: what is quoted tells its own days."""
    return before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def is_in_passing(text: str, start: int, one: Mention, told: tuple[date, date]) -> bool:
    """Whether ``one``, at ``start`` of a sentence, stands beside what that tells of ``told``.

    ``told`` are first and last day. A date that holds both does; an older one if the words make
    it background; one ahead if they only announce it; a month or year too if it is a label.
    """
    span = bounds(one.value) if one.value else None
    if span is None or (span[0] <= told[0] and told[1] <= span[1]):
        return True
    if _is_coarse(one, span) and (span[0] > told[1] or _is_period(text, start, one)):
        return True
    if span[1] < told[0]:
        return is_background(text, start)
    before = fold(text[:start]).rstrip(' ,،(«"-')
    return not _WILL.match(fold(text)) and bool(_ANNOUNCED.search(before))
