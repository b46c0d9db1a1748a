"""What relative and yearless dates come to, by reference, tense and what the text named."""

from __future__ import annotations

from datetime import date

import pytest

from service.records import Mention
from service.text.dates import find_dates

SATURDAY = date(2018, 7, 14)


def mentions(text: str, reference: date | None = SATURDAY) -> list[Mention]:
    return find_dates(text, reference=reference)


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("اجتمعوا أول أمس الخميس ببروكسل", "أول أمس الخميس", "2018-07-12"),
        ("اجتمعوا أول من أمس (الخميس)", "أول من أمس (الخميس)", "2018-07-12"),
        ("وصل مساء أمس الجمعة", "مساء أمس الجمعة", "2018-07-13"),
        ("أعلن اليوم السبت عن القرار", "اليوم السبت", "2018-07-14"),
        ("سيصل يوم غد الأحد", "يوم غد الأحد", "2018-07-15"),
        ("سيصل بعد غد", "بعد غد", "2018-07-16"),
        ("وقع الثلاثاء الماضي", "الثلاثاء الماضي", "2018-07-10"),
        ("يلتقيان السبت المقبل", "السبت المقبل", "2018-07-21"),
        ("أعلنت الوزارة الأربعاء عن ذلك", "الأربعاء", "2018-07-11"),
        ("ستجرى المباراة الأربعاء", "الأربعاء", "2018-07-18"),
        ("في الأسبوع الماضي", "الأسبوع الماضي", "2018-W27"),
        ("خلال الشهر الجاري", "الشهر الجاري", "2018-07"),
        ("خلال هذا العام", "هذا العام", "2018"),
        ("مطلع السنة المقبلة", "مطلع السنة المقبلة", "2019"),
        ("قبل يومين وقع حادث", "قبل يومين", "2018-07-12"),
        ("منذ ثلاثة أسابيع", "منذ ثلاثة أسابيع", "2018-W25"),
        ("قبل ثمانية أشهر", "قبل ثمانية أشهر", "2017-11"),
        ("منذ خمس سنوات", "منذ خمس سنوات", "2013"),
        ("المنظم في يونيو الماضي بالصخيرات", "يونيو الماضي", "2018-06"),
        ("يوم 20 من الشهر الجاري", "يوم 20 من الشهر الجاري", "2018-07-20"),
        ("سينظم في 26 فبراير المقبل", "26 فبراير المقبل", "2019-02-26"),
        ("قتل ليل الخميس الجمعة", "ليل الخميس الجمعة", "2018-07-12/2018-07-13"),
        ("في 29 رمضان المنصرم", "29 رمضان المنصرم", "2018-06-13"),
        ("في آذار العام الماضي", "آذار العام الماضي", "2017-03"),
        ("نهاية الأسبوع الجاري", "نهاية الأسبوع الجاري", "2018-W28"),
    ],
)
def test_against_the_day_of_writing(text: str, surface: str, value: str) -> None:
    assert [(one.surface, one.value) for one in mentions(text)] == [(surface, value)]


@pytest.mark.parametrize(
    "text",
    ["اجتمعوا أول أمس الخميس", "في يونيو الماضي", "خلال الشهر الجاري", "قبل يومين", "يوم الجمعة"],
)
def test_nothing_is_guessed_without_it(text: str) -> None:
    (found,) = mentions(text, None)
    assert (found.value, found.confidence, found.reference) == (None, 0.0, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("منعت الإدارة الصفقة في يناير", "2018-01"),
        ("أعلن المجلس في نونبر", "2017-11"),
        ("سيعقد المؤتمر في نونبر", "2018-11"),
        ("سيعقد المؤتمر في يناير", "2019-01"),
        ("قرر المجلس عقد دورة يوم 30 يوليوز", "2018-07-30"),
    ],
)
def test_the_tense_chooses_the_year(text: str, value: str) -> None:
    assert [one.value for one in mentions(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("مباراة ودية بين البلدين الأحد", "2018-07-15"),
        ("قال المدرب قبل مواجهة ضيفه الأحد إنه متفائل", "2018-07-15"),
        ("مظاهرات مرتقبة في العاصمة الاثنين", "2018-07-16"),
        ("وقد يعلن المجلس قراره الاثنين", "2018-07-16"),
        ("سيتم الإعلان عن الأسماء الاثنين", "2018-07-16"),
        ("تجتمع الدول التي تكبح إنتاجها منذ عام 2017 يوم الاثنين", "2018-07-16"),
        ("غادروا المدينة الاثنين", "2018-07-09"),
        ("توتر في المدينة منذ الأحد", "2018-07-08"),
        ("اجتماع في المدينة الثلاثاء", "2018-07-10"),
        ("الأحد", "2018-07-08"),
    ],
)
def test_a_weekday_without_a_verb_is_rarely_the_one_of_last_week(text: str, value: str) -> None:
    assert mentions(text)[-1].value == value


def test_the_writer_s_weekday_mends_a_stamp_a_zone_away() -> None:
    (found,) = mentions("أعلن أمس الخميس عن القرار")
    assert found.value == "2018-07-12"


def test_what_a_day_named_before_decides() -> None:
    text = "بلغت الأسعار ذروتها عام 1990، وفي العام التالي تراجعت"
    assert [one.value for one in mentions(text)] == ["1990", "1991"]
    text = "صدر الحكم يوم 3 ماي 2018 ونفذ في نفس اليوم"
    assert [one.value for one in mentions(text)] == ["2018-05-03", "2018-05-03"]
    text = "تنطلق الندوة يوم 25 ماي 2018 بالرباط في الساعة الثالثة بعد الزوال"
    assert [one.value for one in mentions(text)] == ["2018-05-25", "2018-05-25T15:00"]


def test_a_text_s_own_full_date_dates_the_short_one() -> None:
    text = "يلتئم المنتدى بين 5 و12 يناير الجاري، ويفتتح يوم الخميس 12 يناير 2017"
    assert [one.value for one in mentions(text, None)] == ["2017-01-05/2017-01-12", "2017-01-12"]


@pytest.mark.parametrize(
    ("text", "kind", "grain"),
    [
        ("في 4 يونيو 2020", "absolute", "day"),
        ("في يونيو الماضي", "partial", "month"),
        ("أمس الثلاثاء", "relative", "day"),
        ("شهر رمضان الجاري", "hijri", "month"),
        ("خلال الربع الأول من 2017", "absolute", "quarter"),
        ("منذ عقدين", "relative", "decade"),
    ],
)
def test_kinds_and_grains(text: str, kind: str, grain: str) -> None:
    assert [(one.kind, one.grain) for one in mentions(text)] == [(kind, grain)]


def test_the_reference_is_told_where_it_was_leaned_on() -> None:
    relative, absolute = mentions("أعلن أمس الجمعة ما تقرر في 4 يونيو 2017")
    assert (relative.reference, absolute.reference) == ("2018-07-14", None)
    assert absolute.confidence == 1.0 > relative.confidence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # yesterday's name, whatever verb stands near
        ("يجتمع وزراء المال الجمعة في كندا", "2018-07-13"),
        ("أعلن المتحدث الذي يزور العاصمة الجمعة موافقته", "2018-07-13"),
        ("بقي النادي صامتا حتى مساء الجمعة", "2018-07-13"),
        ("كان من المقرر أن يصوت المجلس الجمعة لكنه أجل ذلك", "2018-07-13"),
        ("يجتمع وزراء المال الجمعة المقبل", "2018-07-20"),
        # the day before it: only a verb of nothing but the future
        ("تبدأ الدول تنفيذ الإجراءات الخميس", "2018-07-12"),
        ("ستبدأ الدول تنفيذ الإجراءات الخميس", "2018-07-19"),
        # tomorrow's name behind a verb that only tells who spoke
        ("أعلنت الجامعة جلسة طارئة الأحد في القاهرة", "2018-07-15"),
        ("ثار البركان الأحد واستهدفت الحمم القرى", "2018-07-08"),
        ("وفرضت اعتبارا من الأربعاء رسوما جديدة", "2018-07-11"),
        ("تراجع على غير المتوقع في أبريل", "2018-04"),
        # behind "who" and "which", and after "as", stands what has been
        ("وتنص الموازنة التي تسلمتها العاصمة الثلاثاء على عجز", "2018-07-10"),
        ("سيسمح النفق الذي أظهره الشريط الثلاثاء بعبور السيارات", "2018-07-10"),
        ("ستمضي الخطة قدما، حسب ما نقلته الوكالة، الثلاثاء", "2018-07-10"),
        ("سيزور الخبراء الموقع الثلاثاء، وفقا لما ذكره المصدر", "2018-07-17"),
        ("ألقت الوزيرة كلمة ثم أجرتها مرة أخرى، وستنشر كلمة ألقتها الثلاثاء", "2018-07-10"),
        # what another clause tells
        ("عاد اللاعب بعد مباراة الثلاثاء ومن المتوقع أن يشارك في التدريبات", "2018-07-10"),
        # a verb with its object, in the plural, or far off at the head of its sentence
        ("سيعرض الشريط الذي نشرها صاحبه ثم أعلنها الثلاثاء", "2018-07-10"),
        ("يبحث الفريق عن الثأر من خصمه حين يزوره الأربعاء", "2018-07-18"),
        ("على أن ينطلق الوفدان اللذان يلتقيان الأربعاء", "2018-07-18"),
        (
            (
                "ستستضيف مسؤولة السياسة الخارجية بالاتحاد اجتماعا لوزراء خارجية الدول الثلاث "
                "ورؤساء وفودها المشاركة الثلاثاء"
            ),
            "2018-07-17",
        ),
        # by a day, as from it, for a match, and if
        ("يهدد بهطول أمطار غزيرة بحلول الأحد", "2018-07-15"),
        ("زادت الشركة كثيرا من الأسعار في محطاتها بدءا من الأحد", "2018-07-15"),
        ("تعافى اللاعب وأصبح جاهزا لمباراة الثلاثاء", "2018-07-17"),
        ("يخرج الفريق إذا خسر أمام مضيفه الأحد", "2018-07-15"),
        ("وحتى الأربعاء، كانت المدينة هادئة", "2018-07-11"),
        # names that begin as a future verb does
        ("استجوب القضاة باتريك سترزودا الثلاثاء", "2018-07-10"),
        ("وانتصرت على مضيفتها جزر سيشيل الخميس", "2018-07-12"),
        ("وأكدت صحيفة وول ستريت جورنال ذلك الخميس", "2018-07-12"),
    ],
)
def test_a_bare_weekday_near_a_verb_that_misleads(text: str, value: str) -> None:
    assert [one.value for one in mentions(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "تطور الخلاف بين الاثنين إلى شجار",
        "وقال المحامي إن الاثنين يعيشان في المدينة",
        "وكانت حالة الاثنين متردية",
        "وفاة ثلاثة ونجاة الاثنين الآخرين",
        "مزيج من الاثنين معا",
        "وفي كلا الاثنين يتم إرسال الركاب",
        "إن المستهدفين الاثنين لا يزالان في حالة خطيرة",
        "متجاهلا المترجمين الاثنين الذين كلفتهما المحكمة",
        # a lunch, the day a count gives, and what was of late
        "حضر الوزيران مأدبة غداء في القصر",
        "أقيم غداء عمل على شرف الضيف",
        "وفي صباح اليوم الثاني لولادتهم زارهم الوزير",
        "بالأمس القريب كانت المدينة هادئة",
        "وكانت الشركة صغيرة، وهي اليوم أكبر شركات البلاد",
        "وتسكن اليوم في بيت صغير مع ابنتيها",
        # nights and days that are not the writer's own
        "ستمكث الليلة التي تسبق الزفاف في فندق",
        "ستقضي الليلة السابقة لزفافها في فندق. ويقضي الأمير هذه الليلة في قصره",
        "في مثل هذا اليوم توفي الفنان",
        "ظلت القضية مفتوحة حتى هذا اليوم",
        "تعهد بالانتصار على خوارج هذا العصر",
        'أمر بإنشاء مجلس تحت اسم "غدا" للمسرعات',
    ],
)
def test_two_of_them_and_other_days_are_no_dates(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("أعلن الوزير الاثنين استقالته", "الاثنين", "2018-07-09"),
        ("جرت المباحثات بين الاثنين والأربعاء", "الاثنين والأربعاء", "2018-07-09/2018-07-11"),
        ("زار الوزير الاثنين تايوان", "الاثنين", "2018-07-09"),
        ("وقال إن يوم الاثنين شهد ذلك", "يوم الاثنين", "2018-07-09"),
        ("نحتفل هذه الليلة بالعيد", "هذه الليلة", "2018-07-14"),
        ("وقع صباح هذا اليوم", "صباح هذا اليوم", "2018-07-14"),
    ],
)
def test_mondays_and_this_night(text: str, surface: str, value: str) -> None:
    assert [(one.surface, one.value) for one in mentions(text)] == [(surface, value)]


def test_the_next_day_of_a_tale_is_no_day_of_the_paper_s() -> None:
    (untold,) = mentions("في اليوم التالي كان من المقرر أن يجري الأطباء آخر اختبار")
    assert untold.value is None
    told = mentions("وصل يوم 3 يوليو 2018 إلى المستشفى. وفي اليوم التالي أجرى الأطباء الاختبار")
    assert [one.value for one in told] == ["2018-07-03", "2018-07-04"]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("رقصت الفتيات يوم الثلاثاء في 6 مارس", "يوم الثلاثاء في 6 مارس", "2018-03-06"),
        ("يوافق العيد الثلاثاء (21 أغسطس)", "الثلاثاء (21 أغسطس)", "2018-08-21"),
        ("قال الثلاثاء في 6 مدن", "الثلاثاء", "2018-07-10"),
    ],
)
def test_a_date_beside_a_weekday_says_which(text: str, surface: str, value: str) -> None:
    assert [(one.surface, one.value) for one in mentions(text)] == [(surface, value)]


def test_a_stretch_ends_after_the_day_that_it_begins_on() -> None:
    (found,) = mentions("أرجئ السباق من أمس الجمعة إلى الثلاثاء")
    assert found.value == "2018-07-13/2018-07-17"


def test_the_next_day_is_not_that_of_a_day_named_before_another_month() -> None:
    text = "قال الحزب صباح الجمعة إن الاستفتاء جرى في يونيو 2016 واستقال الوزير في اليوم التالي"
    assert [one.value for one in mentions(text)] == ["2018-07-13", "2016-06", None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ومن المقرر أن يزور الوزير الذي استقال من حزبه الحاكم المدينة في 19 ديسمبر", "2018-12-19"),
        ("ومن المقرر أن يزور الوزير الذي استقال في 19 ديسمبر المدينة", "2017-12-19"),
        ("زار الوزير الذي استقال من حزبه الحاكم المدينة في 19 ديسمبر", "2017-12-19"),
        ("سيزور الوزير الذي استقال من حزبه الحاكم المدينة السبت", "2018-07-14"),
    ],
)
def test_what_is_due_is_due_whoever_is_spoken_of(text: str, value: str) -> None:
    assert [one.value for one in mentions(text)] == [value]
