"""Whatever comes in, the date reader answers, in order, inside the text."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from service.text.dates import bounds, find_dates, read_stamp
from service.text.dates.latin_words import LATIN
from service.text.dates.words import LEXICON

NUMBERS = "0 1 7 12 29 30 31 99 0000 1436 1999 2018 9999 18,17 3.5"
WORDS = sorted(LEXICON) + NUMBERS.split()
LATIN_WORDS = sorted({word for lexicon in LATIN.values() for word in lexicon}) + NUMBERS.split()
MARKS = [*" ()./-:%\n", " ", " ", "", "، ", " - ", "ـ", "َ", "\u200f"]
REFERENCES = st.one_of(st.none(), st.dates(date(1, 1, 1), date(9999, 12, 31)))


def check(text: str, reference: date | None, language: str | None) -> None:
    found = find_dates(text, reference=reference, language=language)
    end = 0
    for one in found:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.surface
        assert one.value is None or bounds(one.value) is not None, one
        end = one.end


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=30), REFERENCES)
def test_any_row_of_date_words(pieces: list[tuple[str, str]], reference: date | None) -> None:
    check("".join(word + mark for word, mark in pieces), reference, "ar")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LATIN_WORDS), st.sampled_from(MARKS)), max_size=30),
    REFERENCES,
    st.sampled_from(["fr", "en", "es"]),
)
def test_any_row_of_latin_date_words(
    pieces: list[tuple[str, str]], reference: date | None, language: str
) -> None:
    check("".join(word + mark for word, mark in pieces), reference, language)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), REFERENCES)
def test_any_text(text: str, reference: date | None) -> None:
    for language in ("ar", "fr"):
        check(text, reference, language)
    read_stamp(text)


def test_long_rows_do_not_explode() -> None:
    for piece in ("1 - ", "2018 و", "قبل ", "الخميس و", "من 1 إلى ", "عام ثلاثة ", "الساعة 1 من "):
        check(piece * 3_000, date(2018, 7, 14), "ar")
    check("12 - 13 - " * 3_000, None, "fr")
