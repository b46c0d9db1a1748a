from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.embeddings.words import MAX_WORD, fold, key, keys, keys_of

# The rules once more, spelt plainly: folding sign by sign, clitics and endings by expression.
_ARABIC_LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىي"
_PREFIX = re.compile(r"^(?:[وف]?[بك]?ال|[وف]?لل|و(?=.{3}))(?=.{2})")
_SUFFIX = re.compile(r"(?<=.{3})(?:هما|كما|تين|تان|ها|هم|هن|كم|نا|ات|ان|ون|ين|يه|ته|وا|ه|ي)$")
words = st.text(alphabet=_ARABIC_LETTERS, min_size=1, max_size=9)


def plain_fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(one for one in plain if not unicodedata.combining(one) and one != "\u0640")
    pairs = dict(zip("أإآٱىیئؤةکگڭڤپچ", "اااايييوهكككفبج", strict=True))
    folded = (pairs.get(one, one) for one in unicodedata.normalize("NFC", bare))
    return "".join(folded).replace("ء", "")


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


@given(
    st.text(max_size=60)
    | words
    | st.text(alphabet="ءآأؤإئةىٱیکگڭڤپچـ\u064b\u0654é٣²½ﷺﻻ", max_size=9)
)
def test_folding_is_as_spelt_plainly(text: str) -> None:
    assert fold(text) == plain_fold(text)


@given(words)
def test_clitics_and_endings_go_as_the_expressions_say(word: str) -> None:
    assert key(word) == _SUFFIX.sub("", _PREFIX.sub("", word))


@given(st.lists(st.text(max_size=60) | st.text(alphabet="وبر7٣é_-–.،(«’'", max_size=9), max_size=8))
def test_many_stretches_have_the_keys_of_each(texts: list[str]) -> None:
    tokens = [token for text in texts for token in text.split()]
    each = [keys(token) for token in tokens]
    found, counts = keys_of(tokens)
    assert found == [one for part in each for one in part]
    assert counts == [len(part) for part in each]
