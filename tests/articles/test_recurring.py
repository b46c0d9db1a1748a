from __future__ import annotations

import msgspec
import pytest

from service.articles.identity import content_hash
from service.articles.recurring import (
    LEAST_PAGES,
    cut,
    is_title_key,
    least_pages,
    least_titles,
    line_key,
    restored,
    sight,
    title_key,
)
from service.records import Article

FOOT = "كل ما ينشر في هذا الركن يعبر عن رأي صاحبه ولا يلزم إدارة الجريدة في شيء."
FIRST = "افتتحت السلطات القنطرة الجديدة في وجه حركة السير بعد تأخر دام ثلاث سنوات عن الموعد."
LAST = "وقال المهندس المشرف على الورش إن القنطرة تمتد على طول أربعمئة متر وتضم ممرين للراجلين."
BODY = f"{FIRST}\n{FOOT}\n{LAST}"


def article(body: str) -> Article:
    return Article(
        id="a-1",
        outlet="x",
        language="ar",
        title="عنوان",
        body=body,
        content_hash=content_hash("عنوان", None, body),
    )


def keys(*lines: str) -> frozenset[str]:
    return frozenset(key for line in lines if (key := line_key(line)))


def test_a_known_line_is_cut_and_goes_back_where_it_was() -> None:
    whole = article(BODY)
    cleaned, cuts = cut(whole, keys(FOOT))
    assert FOOT not in cleaned.body
    assert cleaned.content_hash != whole.content_hash
    assert restored(cleaned, cuts) == whole


def test_spelling_and_marks_do_not_hide_a_line() -> None:
    assert line_key(FOOT) == line_key(FOOT.replace("إدارة", "ادارة").rstrip("."))


def test_nothing_is_cut_where_hardly_anything_would_be_left() -> None:
    whole = article(BODY)
    assert cut(whole, keys(*BODY.split("\n"))) == (whole, ())


def test_a_long_paragraph_is_never_furniture() -> None:
    assert line_key("كلمة " * 60) is None


@pytest.mark.parametrize("line", ["(أ ف ب)", "فرانس24 / أ ف ب", "الرباط (و م ع)", "رويترز"])
def test_the_mark_of_an_agency_is_never_furniture(line: str) -> None:
    assert line_key(line) is None


def test_copies_of_one_text_share_a_mark_though_their_short_lines_differ() -> None:
    assert sight("عنوان", BODY).mark == sight("عنوان", "سطر آخر.\n" + BODY).mark
    assert sight("عنوان", BODY).mark != sight("عنوان", BODY.replace("القنطرة", "المدرسة")).mark


def test_a_few_pages_need_a_third_and_many_need_fewer() -> None:
    assert least_pages(1) == LEAST_PAGES
    assert least_pages(30) == 11
    assert 40 <= least_pages(5_000) < 60


def test_the_end_of_a_title_is_cut_and_goes_back() -> None:
    title = "افتتاح قنطرة جديدة على الوادي - دفتر الضفة"
    whole = msgspec.structs.replace(
        article(BODY), title=title, content_hash=content_hash(title, None, BODY)
    )
    key = title_key(whole.title)
    assert key is not None
    assert is_title_key(key)
    assert key in sight(whole.title, whole.body).keys
    cleaned, cuts = cut(whole, frozenset({key}))
    assert cleaned.title == "افتتاح قنطرة جديدة على الوادي"
    assert cleaned.content_hash == content_hash(cleaned.title, None, cleaned.body)
    assert restored(cleaned, cuts) == whole
    both, cuts = cut(whole, keys(FOOT) | {key})
    assert (FOOT in both.body, both.title) == (False, cleaned.title)
    assert restored(both, cuts) == whole


def test_the_end_of_a_title_must_recur_on_half_of_the_pages() -> None:
    assert [least_titles(total) for total in (0, 4, 8, 9, 100)] == [4, 4, 4, 5, 50]


def test_a_title_without_a_bar_or_dash_has_no_end() -> None:
    assert title_key("عنوان: من صفحة أخرى بعنوان طويل") is None
