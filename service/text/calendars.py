"""The names months and weekdays bear from Rabat to Baghdad, and the Hijri calendar's days.

Knows nothing of texts: names in, numbers and days out.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from hijridate import Gregorian, Hijri

# One row a tradition, January first. Several spellings of one month are parted by "|".
GREGORIAN: dict[str, tuple[str, ...]] = {
    "egypt and the gulf": (
        "يناير", "فبراير", "مارس", "أبريل|إبريل", "مايو", "يونيو|يونيه|يونية",
        "يوليو|يوليه|يولية", "أغسطس|اغوسطس", "سبتمبر", "أكتوبر|أوكتوبر", "نوفمبر", "ديسمبر|دسمبر",
    ),
    "morocco": (
        "يناير", "فبراير|فبرائر", "مارس", "أبريل", "ماي", "يونيو", "يوليوز|يوليز", "غشت",
        "شتنبر", "أكتوبر", "نونبر", "دجنبر",
    ),
    "algeria and tunisia": (
        "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت",
        "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ),
    "the levant and iraq": (
        "كانون الثاني|كانون ثاني|كانون ثان", "شباط", "آذار|أذار", "نيسان", "أيار|آيار|مايس",
        "حزيران", "تموز", "آب", "أيلول", "تشرين الأول|تشرين أول",
        "تشرين الثاني|تشرين ثاني|تشرين ثان", "كانون الأول|كانون أول",
    ),
    "mauritania": (
        "يناير", "فبراير", "مارس", "إبريل", "مايو", "يونيو", "يوليو", "أغشت", "شتمبر|سبتنبر",
        "أكتوبر", "نوفمبر|نونمبر", "دجمبر",
    ),
    "fr": (
        "janvier|janv", "février|févr|fév", "mars", "avril|avr", "mai", "juin", "juillet|juil",
        "août", "septembre|sept", "octobre|oct", "novembre|nov", "décembre|déc",
    ),
    "en": (
        "January|Jan", "February|Feb", "March|Mar", "April|Apr", "May", "June|Jun", "July|Jul",
        "August|Aug", "September|Sept|Sep", "October|Oct", "November|Nov", "December|Dec",
    ),
    "es": (
        "enero|ene", "febrero|feb", "marzo|mar", "abril|abr", "mayo|may", "junio|jun",
        "julio|jul", "agosto|ago", "septiembre|setiembre|sept|sep", "octubre|oct",
        "noviembre|nov", "diciembre|dic",
    ),
}  # fmt: skip
ARABIC_TRADITIONS = tuple(name for name in GREGORIAN if len(name) > 2)

HIJRI: tuple[str, ...] = (
    "محرم|المحرم|محرم الحرام|المحرم الحرام", "صفر|صفر الخير", "ربيع الأول|ربيع أول",
    "ربيع الآخر|ربيع الثاني|ربيع آخر|ربيع ثاني|ربيع ثان", "جمادى الأولى|جمادى الأول|جمادي أول",
    "جمادى الآخرة|جمادى الثانية|جمادى الآخر|جمادى الثاني", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة|ذي القعدة|ذو القعده|ذي قعدة", "ذو الحجة|ذي الحجة|ذي حجة",
)  # fmt: skip

# Monday first, as Python counts.
WEEKDAYS: dict[str, tuple[str, ...]] = {
    "ar": ("الاثنين|الإثنين|الأثنين", "الثلاثاء|الثلثاء|الثلاتاء", "الأربعاء|الاربعاء",
           "الخميس", "الجمعة", "السبت", "الأحد|الاحد"),
    "fr": ("lundi|lun", "mardi", "mercredi|mer", "jeudi|jeu", "vendredi|ven", "samedi|sam",
           "dimanche|dim"),
    "en": ("Monday|Mon", "Tuesday|Tue|Tues", "Wednesday|Wed", "Thursday|Thu|Thurs", "Friday|Fri",
           "Saturday|Sat", "Sunday|Sun"),
    "es": ("lunes|lun", "martes", "miércoles|mié", "jueves|jue", "viernes|vie", "sábado|sáb",
           "domingo|dom"),
}  # fmt: skip

# Umm al-Qura as published; outside it the arithmetic calendar, a day or so off.
FIRST_PUBLISHED, LAST_PUBLISHED = 1343, 1500
# Of a cycle of 30 arithmetic years these have a 355th day.
_LEAP_YEARS = frozenset({2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29})
_EPOCH = date(622, 7, 19)


def names(rows: tuple[str, ...]) -> list[tuple[str, int]]:
    """(spelling, number from 1) of every spelling in ``rows``, in order."""
    return [
        (spelling, number)
        for number, spellings in enumerate(rows, start=1)
        for spelling in spellings.split("|")
    ]


def days_in_month(year: int, month: int) -> int:
    """The days of a Gregorian month; ``year`` in 1..9999."""
    return monthrange(year, month)[1]


def shifted_month(year: int, month: int, by: int) -> tuple[int, int]:
    """(year, month) ``by`` months later."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


@cache
def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri month, or None past what ``date`` can hold."""
    if not 1 <= month <= 12 or not 1 <= year <= 9_000:
        return None
    if FIRST_PUBLISHED <= year <= LAST_PUBLISHED:
        first = Hijri(year, month, 1)
        start = date(*first.to_gregorian().datetuple())
        return start, start + timedelta(days=first.month_length() - 1)
    days = _days_before_year(year) + 29 * (month - 1) + month // 2
    length = 30 if month % 2 or (month == 12 and _is_leap(year)) else 29
    start = _EPOCH + timedelta(days=days)
    return start, start + timedelta(days=length - 1)


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri day. A 30th of a short month is the day after its 29th."""
    bounds = hijri_month(year, month)
    if bounds is None or not 1 <= day <= 30:
        return None
    return bounds[0] + timedelta(days=day - 1)


def hijri_year_of(day: date) -> tuple[int, int]:
    """(Hijri year, month) that ``day`` falls in."""
    if date(1924, 8, 1) <= day <= date(2077, 11, 16):
        found = Gregorian(day.year, day.month, day.day).to_hijri()
        return found.year, found.month
    year = max(1, (day - _EPOCH).days * 30 // 10_631 + 1)
    for candidate in (year, year + 1):
        for month in range(1, 13):
            bounds = hijri_month(candidate, month)
            if bounds and bounds[0] <= day <= bounds[1]:
                return candidate, month
    return year, 1


def is_unsure(year: int) -> bool:
    """Whether a Hijri year is outside the published tables."""
    return not FIRST_PUBLISHED <= year <= LAST_PUBLISHED


def _is_leap(year: int) -> bool:
    return (year - 1) % 30 + 1 in _LEAP_YEARS


def _days_before_year(year: int) -> int:
    cycles, rest = divmod(year - 1, 30)
    return cycles * 10_631 + rest * 354 + sum(1 for one in _LEAP_YEARS if one <= rest)
