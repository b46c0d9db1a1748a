"""What a sentence tells of when, and what it only mentions."""

from __future__ import annotations

from datetime import date

import pytest

from service.text.dates import find_dates
from service.text.passing import (
    counts_from_another,
    is_attributed,
    is_bare,
    is_beginning,
    is_bound,
    is_in_passing,
    is_planned,
    looks_back,
    tells_earlier,
)

WRITTEN = date(2018, 5, 16)


def in_passing(text: str, told: date = WRITTEN) -> list[bool]:
    found = find_dates(text, reference=WRITTEN)
    return [is_in_passing(text, one.start, one, (told, told)) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "أعلن القصر أن الزفاف سيقام يوم 19 مايو في وندسور.",
        "حددت المحكمة موعدا للجلسة الجمعة المقبل.",
        "أوقفت الشرطة عشرة أشخاص بعد الهجوم على الجسر يوم السبت الماضي.",
        "ندد الوزير بالهجوم الذي استهدف الجسر يوم السبت الماضي.",
        'قال الوزير: "وقعنا الاتفاق يوم السبت الماضي وننتظر تنفيذه".',
        "أعلن البنك أن الأسعار ارتفعت في عام 2017 أكثر مما كان متوقعا.",
        "بلغت الصادرات مليون طن في عام 2017 بحسب الوزارة.",
        "يجتمع الوزراء في مايو لبحث الملف.",
        "Police named the man held over the attack that struck the bridge on 12 May.",
    ],
)
def test_beside_what_is_told_today(text: str) -> None:
    told = in_passing(text)
    assert told
    assert all(told)


@pytest.mark.parametrize(
    "text",
    [
        "سيتزوج الأمير خطيبته يوم 19 مايو في كنيسة القصر.",
        "وقع الطرفان الاتفاق يوم السبت الماضي في جنيف.",
        "عرس ولي العهد في يوليو 1981 كلف ثمانين مليون جنيه.",
        "زار العالم الفرنسي مصر عام 1828 لدراسة تاريخها.",
        "تراجع الروبل الأسبوع الماضي إلى أدنى مستوياته.",
    ],
)
def test_told_instead_of_today(text: str) -> None:
    assert in_passing(text) == [False]


def test_a_date_that_holds_the_day_told_is_beside_it() -> None:
    assert in_passing("وقع الطرفان الاتفاق في مايو 2018.") == [True]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("كانت واشنطن عبرت عن قلقها بشأن القرار.", True),
        ("واشنطن عبرت سابقا عن قلقها بشأن القرار.", True),
        ("The minister had earlier warned of it.", True),
        ("عبرت واشنطن عن قلقها بعد ما قيل سابقا في الملف.", False),
        ("Le ministre avait prévenu les habitants.", True),
        ("في تلك اللحظة لم يتصور أحد أن الجسر سينهار.", True),
        ("في هذه اللحظة يعبر الجسر ألف شاحنة.", False),
        ("Le ministre prévient les habitants.", False),
    ],
)
def test_what_opens_by_what_was_before(text: str, wanted: bool) -> None:
    assert tells_earlier(text) is wanted


@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("أصيب الوزير في محاولة اغتيال قبل الانتخابات المتوقعة في يوليو.", "يوليو", True),
        ("ما يعني بقاءه في السلطة بعد انتهاء ولايته في 28 أبريل.", "28 أبريل", True),
        ("تسري حالة الطوارئ منذ 20 مارس.", "20 مارس", False),
        ("لم تجر الدولة أي تجربة صاروخية منذ 20 مارس.", "20 مارس", True),
        ("تجري الانتخابات الأولى منذ الاحتجاجات التي أطاحت بالرئيس في 2011.", "2011", True),
        (
            "لم يحضر الوزير. وتسري حالة الطوارئ في كل المدن والقرى المجاورة منذ 20 مارس.",
            "20 مارس",
            False,
        ),
        ("سجل السعر أعلى مستوى منذ نهاية 2014.", "2014", True),
        ("أجل القرار بعد أن أعلن الوزير في أبريل رفضه.", "أبريل", False),
        ("ولم يعرف حتى الآن سبب الحريق الذي اندلع يوم الخميس.", "يوم الخميس", True),
        # said of a thing that the sentence speaks of, or what it is compared with
        ("سمحت مالطا للسفينة التي أنقذت 141 مهاجرا الجمعة بالرسو في مرفئها.", "الجمعة", True),
        ("أحيت المدينة ذكرى الاعتداء الذي قتل فيه 22 شخصا في 22 مايو 2017.", "22 مايو 2017", True),
        ("فاز بطل الكريكت في الانتخابات التي جرت الأربعاء.", "الأربعاء", False),
        ("الهجوم الذي وقع الجمعة أسفر عن خمسة قتلى.", "الجمعة", False),
        ("ألغت الوزارة الزيارة التي كانت مقررة في مارس.", "مارس", False),
        ("ارتفعت البطالة إلى 9.1% من 8.8% في أكتوبر.", "أكتوبر", True),
        ("بلغ التضخم 3% مقابل 2.5% في أكتوبر.", "أكتوبر", True),
        ("تراجعت الصادرات مقارنة بشهر أكتوبر.", "شهر أكتوبر", True),
        ("تراجعت الصادرات إلى 9 ملايين طن في أكتوبر.", "أكتوبر", False),
        ("Malta admitted the ship which saved 141 people on Friday.", "Friday", True),
        ("He was hurt in the blast which shook the port on Friday.", "Friday", False),
        ("Unemployment rose to 9.1% from 8.8% in October.", "October", True),
        ("Unemployment rose to 9.1% in October.", "October", False),
        ("Malte a accueilli le navire qui avait secouru 141 migrants vendredi.", "vendredi", True),
        ("Le chômage a atteint 9,1 % contre 8,8 % en octobre.", "octobre", True),
        ("Le chômage a atteint 9,1 % en octobre.", "octobre", False),
        ("El paro subió al 9,1 % frente al 8,8 % de octubre.", "octubre", True),
        ("La ciudad recordó el ataque que se produjo el viernes.", "viernes", True),
        ("El paro subió al 9,1 % en octubre.", "octubre", False),
        ("The law must pass before the school year starts in September.", "September", True),
    ],
)
def test_a_date_that_only_bounds(text: str, surface: str, wanted: bool) -> None:
    assert is_bound(text, surface) is wanted


def test_hours_and_lengths_are_no_days() -> None:
    hour, length, day = find_dates(
        "بدأت الجلسة الساعة السادسة مساء، للمرة الأولى منذ ثلاث سنوات، وانتهت قبل يومين.",
        reference=WRITTEN,
    )
    assert [is_bare(one) for one in (hour, length, day)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("دعا الرئيس، الأحد، إلى محاكمة خصمه، وهو مرشح للانتخابات المبكرة في 24 يونيو.", False),
        ("أعلن الرئيس، الأحد، أن الانتخابات ستجرى في 24 يونيو.", True),
        ("أكد الحزب، الأحد، مشاركته في الانتخابات المقررة في 24 يونيو.", True),
        ("The president asked on Sunday for a trial before the vote of 24 June.", True),
    ],
)
def test_a_day_ahead_that_something_is_said_of(text: str, wanted: bool) -> None:
    surface = "24 June" if "June" in text else "24 يونيو"
    assert is_planned(text, surface) is wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("تفتح مراكز الاقتراع أبوابها اليوم أمام الناخبين", "اليوم", True),
        ("من المقرر استئناف الجلسة في وقت لاحق اليوم", "اليوم", True),
        ("أغلقت المراكز أبوابها اليوم", "اليوم", False),
        ("أغلقت المراكز أبوابها. وستعلن النتائج اليوم", "اليوم", False),
        ('قال: "ستعلن النتائج اليوم"', "اليوم", False),
        ("Polls open today in the two towns", "today", True),
        ("Polls closed today in the two towns", "today", False),
        ("Les bureaux de vote ouvrent aujourd'hui", "aujourd'hui", True),
        ("Les colegios electorales abren hoy", "hoy", True),
        ("Los colegios electorales cerraron hoy", "hoy", False),
    ],
)
def test_a_day_that_has_only_begun(text: str, word: str, wanted: bool) -> None:
    assert is_beginning(text, text.index(word)) is wanted


@pytest.mark.parametrize(
    ("text", "surface", "wanted"),
    [
        ("قتل خمسة في الغارة الأحد، وفق ما أعلنت الوزارة الثلاثاء.", "الثلاثاء", True),
        ("قتل خمسة في الغارة الأحد، وفق ما أعلنت الوزارة الثلاثاء.", "الأحد", False),
        ("أعلنت الوزارة الثلاثاء مقتل خمسة في الغارة.", "الثلاثاء", False),
        ("Five died in the raid, according to a statement issued on Tuesday.", "Tuesday", True),
        ("Cinq morts dans le raid, selon un communiqué publié mardi.", "mardi", True),
        ("Cinco muertos en el ataque, según un comunicado difundido el martes.", "martes", True),
        ("Cinco muertos en el ataque del martes, según el ministerio.", "martes", False),
    ],
)
def test_a_day_of_who_tells_it(text: str, surface: str, wanted: bool) -> None:
    assert is_attributed(text, text.index(surface)) is wanted


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        ("لنشره في الجريدة الرسمية", True),
        ("للهجوم على الجسر", True),
        ("ليفتح باب الجسر", False),
        ("إلى الوادي", False),
    ],
)
def test_the_day_after_something_counts_from_it(after: str, wanted: bool) -> None:
    text = f"وصل الوفد يوم 3 مايو 2018 ثم عاد في اليوم التالي {after}."
    one = find_dates(text, reference=WRITTEN)[-1]
    assert one.value == "2018-05-04"
    assert counts_from_another(text, one) is wanted


def test_sentences_that_look_back() -> None:
    assert looks_back("وكانت السلطات قد أغلقت الجسر يوم الاثنين")
    assert looks_back("He had closed the bridge on Monday")
    assert not looks_back("وقع المغرب وإسبانيا اليوم اتفاقا جديدا لتنظيم الصيد.")
