from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.numbers import find_numbers, read_digits
from service.text.spans import Spans


def values(text: str) -> list[float]:
    return [one.value for one in find_numbers(Spans(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ثلاثة عشر قتيلا", 13),
        ("خمسة وعشرون عاملا", 25),
        ("مئتان وخمسون ألف سائح", 250_000),
        ("ثلاثمائة وستون درهما", 360),
        ("خمس مئة عامل", 500),
        ("عشرة آلاف متفرج", 10_000),
        ("أحد عشر مليون درهم", 11_000_000),
        ("مليوني دولار", 2_000_000),
        ("ألفي شخص", 2_000),
        ("١٢ شخصا", 12),
        ("3.5 مليارات درهم", 3.5e9),
        ("12 ألف مقعد", 12_000),
    ],
)
def test_arabic_numbers_in_digits_and_words(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("treize morts", 13),
        ("vingt et un blessés", 21),
        ("soixante et onze voix", 71),
        ("soixante-dix-sept élus", 77),
        ("quatre-vingt-dix-sept voix", 97),
        ("cent vingt places", 120),
        ("1 500 personnes", 1_500),
        ("5,3 points", 5.3),
        ("2 millions d'euros", 2_000_000),
        ("twenty-five people", 25),
        ("two hundred and six people", 206),
        ("1,250 seats", 1_250),
        ("treinta y cinco personas", 35),
        ("1.200 personas", 1_200),
    ],
)
def test_latin_numbers_in_digits_and_words(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["أحد المارة", "ألف مبروك", "واحد منهم", "pour cent", "un homme"])
def test_words_that_only_look_like_numbers(text: str) -> None:
    assert values(text) == []


def test_two_numbers_side_by_side_stay_two() -> None:
    assert values("13 قتيلا و20 جريحا") == [13, 20]
    assert values("twenty, thirty") == [20, 30]


@given(st.integers(min_value=0, max_value=999_999_999))
def test_separators_do_not_change_a_number(number: int) -> None:
    assert read_digits(f"{number:,}") == number
    assert read_digits(f"{number:,}".replace(",", ".")) == number


@given(st.text(alphabet="ثلاثة عشر وخمسين ألف مليون 12,.", max_size=60))
def test_nothing_written_so_breaks_the_reader(text: str) -> None:
    assert all(one.value >= 0 and one.first < one.last for one in find_numbers(Spans(text)))
