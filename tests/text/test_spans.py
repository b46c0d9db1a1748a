from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.text.spans import Spans


def test_words_keep_their_places_and_fold_beside_them() -> None:
    spans = Spans("الرّباط، 1.500 مُشارك")
    assert spans.folded == ["الرباط", "1.500", "مشارك"]
    assert [spans.text[spans.start[at] : spans.end(at)] for at in range(3)] == spans.surface


def test_digits_part_from_the_letter_that_leans_on_them() -> None:
    assert Spans("و12 قتيلا و١٣ جريحا").folded == ["و", "12", "قتيلا", "و", "13", "جريحا"]


def test_more_than_a_space_parts_two_words() -> None:
    spans = Spans("فاس ومكناس، طنجة\nتطوان")
    assert [spans.parted(at) for at in range(4)] == [True, False, True, True]
    assert spans.between(2) == "، "


def test_a_hashtag_holds_together() -> None:
    assert [Spans("#محمد_صلاح").parted(at) for at in (0, 1)] == [True, False]


@given(st.text(max_size=200))
def test_surfaces_and_folded_words_stand_side_by_side(text: str) -> None:
    spans = Spans(text)
    assert len(spans.surface) == len(spans.folded) == len(spans.start)
    for at, word in enumerate(spans.surface):
        assert text[spans.start[at] : spans.end(at)] == word
