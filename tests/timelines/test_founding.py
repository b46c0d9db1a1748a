"""The founding of whom a story is about, told from the past that a sentence names in passing."""

from __future__ import annotations

import pytest

from service.timelines.build import candidates, gather
from service.timelines.founding import tells_founding
from service.timelines.happenings import affair_of
from tests.timelines.world import article

LEAD = "عقدت هيئة حماية الوادي الكبير، اليوم الاثنين، اجتماعا مع سكان المدينتين حول الجسر."
MORE = "وأعلنت هيئة حماية الوادي الكبير أن الجسر سيفتح بعد إصلاح أعمدته."


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("وتضم هيئة حماية الوادي الكبير، التي تأسست في شتنبر 2014، ثمانين عضوا.", True),
        ("وتأسست هيئة حماية الوادي الكبير في شتنبر 2014 بمبادرة من سكان المدينتين.", True),
        ("وتسلم رئيس هيئة حماية الوادي جائزة أكاديمية العلوم التي تأسست في شتنبر 2014.", False),
        ("وكانت هيئة حماية الوادي الكبير قد طالبت في شتنبر 2014 بإصلاح أعمدة الجسر.", False),
    ],
)
def test_the_beginning_of_an_affair(sentence: str, wanted: bool) -> None:
    body = f"{LEAD}\n{MORE}\n{sentence}"
    title = "هيئة حماية الوادي الكبير تجتمع بسكان المدينتين"
    sources = gather((), [article("a", body, published="2018-11-05", title=title)])
    affair = affair_of(sources)
    found = {one.value: one for one in candidates(sources, affair)}
    told = found.get("2014-09")
    assert (told is not None and tells_founding(told, affair)) is wanted


def test_other_languages() -> None:
    body = (
        "The River Council met residents of both towns on Monday about the closed bridge.\n"
        "The River Council said that the bridge would open once its piers are repaired.\n"
        "The River Council, founded in September 2014 by residents, has eighty members."
    )
    one = article("a", body, published="2018-11-05", title="River Council meets", language="en")
    sources = gather((), [one])
    affair = affair_of(sources)
    found = {each.value: each for each in candidates(sources, affair)}
    assert tells_founding(found["2014-09"], affair)
