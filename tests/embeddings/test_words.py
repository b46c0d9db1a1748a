from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.embeddings.words import MAX_WORD, fold, keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("والحكومة", "حكومة"),
        ("بالرباط،", "الرباط"),
        ("مُحَمَّد", "محمد"),
        ("إسبانيا", "اسبانيا"),
        ("مـــلك", "ملك"),
        ("٢٠٢١", "2021"),
        ("Élysée", "elysee"),
        ("المتظاهرون", "متظاهرين"),
    ],
)
def test_one_word_in_two_spellings_has_one_key(one: str, other: str) -> None:
    assert keys(one) == keys(other) != ()


@pytest.mark.parametrize(("one", "other"), [("وزير", "زهر"), ("12", "21"), ("فاس", "فارس")])
def test_unlike_words_keep_unlike_keys(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_words_parted_by_a_stop_only_are_two() -> None:
    assert keys("الجماعة.وأوضح") == keys("الجماعة") + keys("وأوضح")


@pytest.mark.parametrize("token", ["", "—", "😀", "«»", "\u064b"])
def test_what_holds_no_letter_or_digit_has_no_key(token: str) -> None:
    assert keys(token) == ()


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_keys_are_short(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(0 < len(one) <= MAX_WORD for one in keys(text))
