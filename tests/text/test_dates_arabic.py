"""Arabic dates: every month tradition, numbers as digits and words, ranges, look-alikes."""

from __future__ import annotations

from datetime import date

import pytest

from service.text.calendars import ARABIC_TRADITIONS, GREGORIAN, HIJRI, names
from service.text.dates import bounds, find_dates

REFERENCE = date(2018, 7, 14)


def read(text: str, reference: date | None = REFERENCE) -> list[tuple[str, str | None]]:
    return [(one.surface, one.value) for one in find_dates(text, reference=reference)]


@pytest.mark.parametrize("tradition", ARABIC_TRADITIONS)
def test_every_month_of_every_tradition_with_day_and_year(tradition: str) -> None:
    for name, number in names(GREGORIAN[tradition]):
        text = f"انطلق المعرض يوم 9 {name} 2016 بالعاصمة"
        assert read(text) == [(f"يوم 9 {name} 2016", f"2016-{number:02}-09")], name


@pytest.mark.parametrize("tradition", ARABIC_TRADITIONS)
def test_every_month_of_every_tradition_with_a_turn(tradition: str) -> None:
    for name, number in names(GREGORIAN[tradition]):
        year = 2018 if number < 7 else 2017
        assert read(f"وقع الحادث في {name} الماضي") == [(f"{name} الماضي", f"{year}-{number:02}")]


@pytest.mark.parametrize(("name", "number"), names(HIJRI))
def test_every_hijri_month(name: str, number: int) -> None:
    (found,) = find_dates(f"صدر القرار في 7 {name} 1439 هـ", reference=None)
    assert found.surface == f"7 {name} 1439 هـ"
    assert (found.calendar, found.kind) == ("hijri", "hijri")
    assert found.value is not None
    assert date(2017, 9, 21) <= date.fromisoformat(found.value) <= date(2018, 9, 10)
    assert len(found.alternatives) == 2


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("وقع في ٢٣ مارس ٢٠١٧ بالرباط", "٢٣ مارس ٢٠١٧", "2017-03-23"),
        ("في 22 تشرين الثاني/نوفمبر 2017", "22 تشرين الثاني/نوفمبر 2017", "2017-11-22"),
        ("منذ آب (أغسطس) 2016", "آب (أغسطس) 2016", "2016-08"),
        ("في السادس والعشرين من يناير 2011", "السادس والعشرين من يناير 2011", "2011-01-26"),
        ("في الحادي عشر من شتنبر 2001", "الحادي عشر من شتنبر 2001", "2001-09-11"),
        ("ابتداء من فاتح دجنبر 2017", "فاتح دجنبر 2017", "2017-12-01"),
        ("متم غشت 2017", "متم غشت 2017", "2017-08"),
        ("بتاريخ 5/11/2017 بالدار البيضاء", "5/11/2017", "2017-11-05"),
        ("بتاريخ 2017-11-05", "2017-11-05", "2017-11-05"),
        ("في سنة ألفين وسبعة عشر", "سنة ألفين وسبعة عشر", "2017"),
        ("لسنة 2016", "سنة 2016", "2016"),
        ("خلال العام 1999", "العام 1999", "1999"),
        ("في أواخر الثمانينيات", "أواخر الثمانينيات", "198"),
        ("في ستينيات القرن التاسع عشر", "ستينيات القرن التاسع عشر", "186"),
        ("خلال الربع الثالث من 2017", "الربع الثالث من 2017", "2017-Q3"),
        ("في النصف الأول من عام 2016", "النصف الأول من عام 2016", "2016-01/2016-06"),
        ("الأشهر التسعة الأولى من 2017", "الأشهر التسعة الأولى من 2017", "2017-01/2017-09"),
        ("في الأسبوع الثاني من ماي 2018", "الأسبوع الثاني من ماي 2018", "2018-05-08/2018-05-14"),
    ],
)  # fmt: skip
def test_forms_that_need_no_reference(text: str, surface: str, value: str) -> None:
    assert read(text, None) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("من 3 إلى 7 ماي 2017", "3 إلى 7 ماي 2017", "2017-05-03/2017-05-07"),
        ("يومي 25 و26 يونيو 2017", "يومي 25 و26 يونيو 2017", "2017-06-25/2017-06-26"),
        ("بين عامي 2008 و2012", "عامي 2008 و2012", "2008/2012"),
        ("ما بين 2010 و2014 بلغ", "2010 و2014", "2010/2014"),
        ("من 28 دجنبر إلى 3 يناير 2018", "28 دجنبر إلى 3 يناير 2018", "2017-12-28/2018-01-03"),
        ("الخميس 12 والجمعة 13 يوليوز 2018", "الخميس 12 والجمعة 13 يوليوز 2018",
         "2018-07-12/2018-07-13"),
        ("الكاتب الراحل (1911-1988) ولد هنا", "1911-1988", "1911/1988"),
        ("يوم 13 يوليوز 2018 على الساعة الرابعة والنصف عصرا",
         "يوم 13 يوليوز 2018 على الساعة الرابعة والنصف عصرا", "2018-07-13T16:30"),
        ("يوم 13 يوليوز 2018 من الساعة 8 صباحا إلى الساعة 3 زوالا",
         "يوم 13 يوليوز 2018 من الساعة 8 صباحا إلى الساعة 3 زوالا",
         "2018-07-13T08:00/2018-07-13T15:00"),
    ],
)  # fmt: skip
def test_two_ends_are_one_interval(text: str, surface: str, value: str) -> None:
    assert read(text) == [(surface, value)]


def test_years_of_a_list_stay_apart() -> None:
    text = "أحرز اللقب في 2009 و2012 و2015 على التوالي"
    assert [value for _, value in read(text)] == ["2009", "2012", "2015"]


def test_a_hijri_date_and_its_equal_are_two() -> None:
    found = read("الرياض 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م")
    assert found == [("26 شوال 1436 هـ", "2015-08-11"), ("11 أغسطس 2015 م", "2015-08-11")]


def test_a_hijri_month_is_its_gregorian_days() -> None:
    ((_, value),) = read("خلال شهر رمضان 1439")
    assert value == "2018-05-16/2018-06-14"
    assert bounds(value) == (date(2018, 5, 16), date(2018, 6, 14))


@pytest.mark.parametrize(
    "text",
    [
        "قالت رئيسة الوزراء تيريزا ماي إن الحكومة متماسكة",
        "استقبل الرئيس رجب طيب أردوغان الوفد",
        "لا أحد يعرف السبب",
        "بعد صلاة الجمعة خرج المصلون",
        "نظمت بدار الشباب 20 غشت ندوة",
        "حركة 20 فبراير تدعو إلى الاحتجاج",
        "تقع المدرسة بشارع 9 أبريل وسط المدينة",
        "يعمل المتجر على مدار الساعة",
        "انتهت المباراة 3-صفر لصالح الضيوف",
        "عن عمر يناهز 35 سنة",
        "بلغ عدد الحضور 2000 شخص",
        "في نهائيات كأس العالم 2014 بالبرازيل",
        "ضمن رؤية 2030 الطموحة",
        "بسرعة 100 كلم في الساعة",
        "نتطلع إلى غد مشرق",
        "قال الأمين العام السابق للحزب",
        "تعطل لأزيد من 2016 دقيقة",
        "فاتح الأندلس طارق بن زياد",
        "اشترى سيارة نيسان جديدة",
        "خلال الأيام الماضية ومنذ أشهر",
        "موسم 2017-2018 كان صعبا",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert read(text) == []


def test_offsets_count_in_the_text_as_given() -> None:
    text = "صَرَّحَ يَوْمَ الخَمِيـــس \u200f12 يُوليوز ٢٠١٨ بذلك"
    (found,) = find_dates(text, reference=REFERENCE)
    assert text[found.start : found.end] == found.surface
    assert found.surface.startswith("يَوْمَ")
    assert found.surface.endswith("٢٠١٨")
    assert found.value == "2018-07-12"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("والخميس 12 يوليوز 2018", "الخميس 12 يوليوز 2018"),
        ("بنهاية يونيو 2018", "نهاية يونيو 2018"),
        ("وفي مارس 2017", "مارس 2017"),
        ("لليوم الأربعاء", "ليوم الأربعاء"),
    ],
)
def test_clitics_stay_outside(text: str, surface: str) -> None:
    assert [one for one, _ in read(text)] == [surface]
