"""Words and the stems they are counted under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.tokens import name_key, stem, terms, words


def test_words_are_folded_and_free_of_marks() -> None:
    assert words("قال الرئيس: «لن نقبل»، سنة ٢٠١٨.") == [
        "قال",
        "الرييس",
        "لن",
        "نقبل",
        "سنه",
        "2018",
    ]
    assert words("L'été 2018, 1,5 million") == ["l", "ete", "2018", "1,5", "million"]


@pytest.mark.parametrize(
    "family",
    [
        ["الجماعة", "والجماعة", "للجماعة", "جماعة", "بالجماعة"],
        ["وزير", "الوزير", "والوزير", "للوزير"],
        ["فرنسا", "وفرنسا"],
        ["المغربي", "المغربية"],
        ["أوضح", "وأوضح"],
    ],
)
def test_one_stem_for_a_word_and_its_clitics(family: list[str]) -> None:
    assert len({stem(word) for one in family for word in words(one)}) == 1


def test_a_word_keeps_its_own_first_letter() -> None:
    assert stem("وزير") == "وزير"
    assert stem("فرنسا").startswith("فر")
    assert stem("ا") == "ا"


def test_terms_leave_stopwords_out() -> None:
    found = terms("وقال الوزير إن الاجتماع كان في الرباط le roi du Maroc")
    assert "في" not in found
    assert "le" not in found
    assert {"وزير", "اجتماع", "رباط", "roi", "maroc"} <= set(found)


@given(st.text(max_size=100))
def test_no_term_is_empty(text: str) -> None:
    assert all(terms(text))


@pytest.mark.parametrize(
    "spellings",
    [
        ("ترامب", "ترمب"),
        ("زوكربرغ", "زوكربيرغ"),
        ("إنجلترا", "إنكلترا"),
        ("هامبورغ", "هامبورج"),
        ("نتنياهو", "نتانياهو"),
    ],
)
def test_spellings_of_a_foreign_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({name_key(one) for one in spellings}) == 1


def test_different_names_keep_different_keys() -> None:
    assert len({name_key(one) for one in ("ترامب", "بوتين", "ماكرون", "ميركل", "روحاني")}) == 5
