"""Display cleaning and the matching form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.text.normalise import fold, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الجمـــعة", "الجمعه"),
        ("أُعْلِنَ", "اعلن"),
        ("إلى", "الي"),
        ("مسؤولية", "مسوليه".replace("سو", "سوو")),
        ("١٢ ۳", "12 3"),
        ("Évènement", "evenement"),
        ("ＭＡＰ", "map"),
        ("گرگر", "كركر"),
        ("\ufefb", "لا"),
        ("أ\u200fب", "اب"),
    ],
)
def test_spellings_of_one_word_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_different_words_apart() -> None:
    assert fold("علم") != fold("عالم")
    assert fold("مصر") != fold("مصير")


@given(st.text(max_size=200))
def test_both_are_idempotent(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


def test_tidy_keeps_words_and_paragraphs() -> None:
    raw = "\ufeffالعنوان\u200f هنا\xa0 \t نعم\r\n\r\n\r\n\r\nالفقرة\u200b الثانية &quot;قال&quot;  "
    assert tidy(raw) == 'العنوان هنا نعم\n\nالفقرة الثانية "قال"'


def test_tidy_turns_presentation_forms_into_letters() -> None:
    assert tidy("ﺍﻟﺮﺑﺎﻁ") == "الرباط"
    assert tidy("e\u0301te\u0301") == "été"
