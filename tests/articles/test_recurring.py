from __future__ import annotations

import pytest

from service.articles.identity import content_hash
from service.articles.recurring import (
    LEAST_PAGES,
    cut,
    least_pages,
    line_key,
    restored,
    sight,
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
    assert sight(BODY).mark == sight("سطر آخر.\n" + BODY).mark
    assert sight(BODY).mark != sight(BODY.replace("القنطرة", "المدرسة")).mark


def test_a_few_pages_need_a_third_and_many_need_fewer() -> None:
    assert least_pages(1) == LEAST_PAGES
    assert least_pages(30) == 11
    assert 40 <= least_pages(5_000) < 60
