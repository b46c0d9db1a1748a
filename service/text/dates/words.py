"""The Arabic words that dates are made of, each with what it means in one.

Knows nothing of how they follow each other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from service.text.calendars import ARABIC_TRADITIONS, GREGORIAN, HIJRI, WEEKDAYS, names
from service.text.normalise import fold


class Entry(NamedTuple):
    """A word's part in a date, its meaning, and the clitics written onto it."""

    kind: str
    value: Any
    prefix: str = ""


# Words that are month names and something else too: a surname, a verb, a make of cars.
WEAK_MONTHS = frozenset(map(fold, ("ماي", "مارس", "مايو", "آب", "أوت", "نيسان", "جوان", "تموز")))

_TURNS = {
    "last": "الماضي الماضية المنصرم المنصرمة الفارط الفارطة المنقضي المنقضية الفائت الفائتة "
    "الأخير الأخيرة الخالي الخالية المنفرط",
    "next": "المقبل المقبلة القادم القادمة الآتي الآتية الداخل المُقبل",
    "this": "الجاري الجارية الحالي الحالية",
    "before": "السابق السابقة",
    "after": "التالي التالية الموالي الموالية اللاحق اللاحقة",
}
_EDGES = "منتصف أواخر أوائل أواسط مطلع بداية نهاية متم مستهل ختام موفى بدايات نهايات مطالع أواخير"
# Parts of a day: those that may stand before a day, and those that follow it or a clock.
_PARTS = (
    "مساء صباح ليلة ليل فجر ظهر عصر عشية ضحى ظهيرة أمسية مغرب صبيحة صبيحه زوال عشاء صباحا "
    "مساءا ظهرا عصرا فجرا ليلا زوالا"
)
_UNITS = {
    "day": ("يوم يوما", "يومين يومان", "أيام", ""),
    "week": ("أسبوع أسبوعا", "أسبوعين أسبوعان", "أسابيع", "الأسبوع"),
    "month": ("شهر شهرا", "شهرين شهران", "أشهر شهور", "الشهر"),
    "year": ("عام سنة عاما حول", "عامين سنتين عامان سنتان", "أعوام سنوات سنين", "العام السنة"),
    "decade": ("عقد عقدا", "عقدين عقدان", "عقود", ""),
}
_ORDINALS = (
    "الأول الأولى الأوّل", "الثاني الثانية", "الثالث الثالثة", "الرابع الرابعة", "الخامس الخامسة",
    "السادس السادسة", "السابع السابعة", "الثامن الثامنة", "التاسع التاسعة", "العاشر العاشرة",
)  # fmt: skip
_CARDINALS = {
    1: "واحد واحدة إحدى", 2: "اثنين اثنتين اثنان اثنتان", 3: "ثلاث ثلاثة", 4: "أربع أربعة",
    5: "خمس خمسة", 6: "ست ستة", 7: "سبع سبعة", 8: "ثمان ثماني ثمانية", 9: "تسع تسعة",
    10: "عشر عشرة", 20: "عشرين عشرون", 30: "ثلاثين ثلاثون", 40: "أربعين أربعون",
    50: "خمسين خمسون", 60: "ستين ستون", 70: "سبعين سبعون", 80: "ثمانين ثمانون",
    90: "تسعين تسعون", 100: "مائة مئة", 200: "مائتين مئتين", 300: "ثلاثمائة ثلاثمئة",
    400: "أربعمائة أربعمئة", 500: "خمسمائة خمسمئة", 600: "ستمائة ستمئة", 700: "سبعمائة سبعمئة",
    800: "ثمانمائة ثمانمئة", 900: "تسعمائة تسعمئة", 1000: "ألف", 2000: "ألفين ألفان",
}  # fmt: skip
_DECADES = {
    2: "عشرين", 3: "ثلاثين", 4: "أربعين", 5: "خمسين", 6: "ستين", 7: "سبعين",
    8: "ثمانين", 9: "تسعين",
}  # fmt: skip

# kind -> {value -> words}. The words are written as print has them and folded on the way in.
_PLAIN: dict[str, dict[Any, str]] = {
    "turn": _TURNS,
    "edge": {None: _EDGES},
    "part": {None: _PARTS},
    "opening": {None: "فاتح الفاتح غرة"},
    "first": {None: "أول اول"},
    "yesterday": {-1: "أمس الأمس البارحة امبارح"},
    "tomorrow": {1: "غدا غد الغد"},
    "today": {0: "اليوم"},
    "tonight": {None: "الليلة"},
    "this": {None: "هذا هذه هاذ هذي"},
    "same": {None: "نفس ذات"},
    "self": {None: "نفسه نفسها ذاته ذاتها عينه عينها"},
    "turns": {
        "last": "الماضيين الماضيتين المنصرمين الفارطين المنقضيين",
        "this": "الجاريين الحاليين",
        "next": "المقبلين القادمين المقبلتين القادمتين",
    },
    "dayword": {None: "يوم يومه نهار"},
    "dualof": {"day": "يومي ليلتي", "month": "شهري", "year": "عامي سنتي"},
    "daysof": {None: "أيام ايام"},
    "yearsof": {None: "أعوام سنوات العامين السنتين السنوات الأعوام"},
    "clock": {None: "الساعة"},
    "era": {"gregorian": "م ميلادي ميلادية ميلاديا", "hijri": "هـ ه هجري هجرية هجريا للهجرة"},
    "christ": {None: "الميلاد"},
    "equals": {None: "الموافق الموافقة المصادف"},
    "from": {None: "من"},
    "to": {None: "إلى الى حتى لغاية غاية"},
    "or": {None: "أو"},
    "and": {None: "و"},
    "in": {None: "في"},
    "on": {None: "على"},
    "starting": {None: "بداية انطلاقا ابتداء إنطلاقا إبتداء"},
    "about": {None: "حوالي حوالى نحو قرابة زهاء تقريبا"},
    "ago": {None: "منذ قبل مند"},
    "later": {None: "بعد"},
    "quarter": {
        3: "الربع الفصل الثلاثي الثلاثية",
        4: "الثلث",
        6: "النصف السداسي السداسية الشطر الأسدس",
    },
    "century": {None: "القرن"},
    "article": {None: "ال الـ"},
    "noon": {None: "الظهر الزوال العصر"},
    "nightword": {None: "الليل"},
    "half": {30: "نصف", 15: "ربع", 20: "ثلث"},
    "except": {None: "إلا"},
    "minutes": {None: "دقيقة دقائق دق د"},
    "months_of": {None: "الأشهر الشهور"},
    "each": {None: "كل"},
    "eve": {None: "ما"},
}
_KEEP_WHOLE = frozenset(
    {"from", "to", "or", "and", "in", "on", "era", "article", "except", "each", "eve", "self"}
)
_PREFIXES = ("و", "ف", "ب", "ل", "وب", "ول", "فب", "ك")
_ARTICLED = (("لل", "ل"), ("ولل", "ول"), ("فلل", "فل"))


def _entries() -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for kind, values in _PLAIN.items():
        for value, words in values.items():
            found += [(fold(word), Entry(kind, value)) for word in words.split()]
    for unit, (single, dual, plural, definite) in _UNITS.items():
        forms = (("unit", single), ("dual", dual), ("units", plural), ("theunit", definite))
        for kind, words in forms:
            found += [(fold(word), Entry(kind, unit)) for word in words.split()]
    for number, words in enumerate(_ORDINALS, start=1):
        found += [(fold(word), Entry("ordinal", number)) for word in words.split()]
    found.append((fold("الحادي"), Entry("ordinal", 1)))
    found.append((fold("الحادية"), Entry("ordinal", 1)))
    for number, words in _CARDINALS.items():
        found += [(fold(word), Entry("cardinal", number)) for word in words.split()]
    for tens in (20, 30):
        words = _CARDINALS[tens]
        found += [(fold("ال" + word), Entry("tens", tens)) for word in words.split()]
    for digit, stem in _DECADES.items():
        for ending in ("يات", "ات", "ييات"):
            plain = fold(stem.removesuffix("ين") + "ين" + ending)
            found += [(plain, Entry("decade", digit)), ("ال" + plain, Entry("decade", digit))]
    found += _month_entries()
    for name, number in names(WEEKDAYS["ar"]):
        found.append((fold(name), Entry("weekday", number - 1)))
    return found


def _month_entries() -> list[tuple[str, Entry]]:
    """One-word months, and the first words of two-word months with what may follow them."""
    found: list[tuple[str, Entry]] = []
    pairs: dict[str, dict[str, tuple[str, int]]] = {}
    calendars = [("gregorian", GREGORIAN[one]) for one in ARABIC_TRADITIONS] + [("hijri", HIJRI)]
    for calendar, rows in calendars:
        for name, number in names(rows):
            words = fold(name).split()
            if len(words) == 1:
                found.append((words[0], Entry("month", (calendar, number))))
            elif words[0] not in {fold("محرم"), fold("المحرم"), fold("صفر")}:
                pairs.setdefault(words[0], {})[words[1]] = (calendar, number)
    return found + [(head, Entry("month_head", rest)) for head, rest in pairs.items()]


def _lexicon() -> dict[str, Entry]:
    """Every word, then every word behind a clitic where that is no word of its own."""
    base: dict[str, Entry] = {}
    for word, entry in _entries():
        base.setdefault(word, entry)
    spread = dict(base)
    for word, (kind, value, _) in base.items():
        if len(word) < 3 or kind in _KEEP_WHOLE:
            if word in {fold("إلى"), fold("حتى"), fold("من"), fold("في"), fold("على")}:
                spread.setdefault("و" + word, Entry(kind, value, "و"))
            continue
        for prefix in _PREFIXES:
            spread.setdefault(prefix + word, Entry(kind, value, prefix))
        if word.startswith("ال"):
            for joined, prefix in _ARTICLED:
                spread.setdefault(joined + word[2:], Entry(kind, value, prefix))
    return spread


LEXICON: dict[str, Entry] = _lexicon()
