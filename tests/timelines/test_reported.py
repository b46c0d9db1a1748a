"""The day of what is stated, where a first sentence names that of the statement too."""

from __future__ import annotations

import pytest

from service.timelines.mentions import article_mentions
from service.timelines.reported import states_past
from tests.timelines.world import article


@pytest.mark.parametrize(
    ("between", "wanted"),
    [
        (" أن الوزير وقع ", True),
        ("، أنها أوقفت شخصين ", True),
        (" خلال زيارة للمدينة ", False),
        (" أنها ستوقع ", False),
        (" أن الهجوم الذي وقع ", False),
        (" عن رأيه في الضربة التي نفذت ", False),
    ],
)
def test_what_stands_between_two_days(between: str, wanted: bool) -> None:
    assert states_past(between) is wanted


def test_a_report_is_of_the_day_that_is_stated() -> None:
    body = (
        "أعلن المتحدث باسم الوزارة، اليوم السبت، أن الوفدين وقعا أمس على مسودة اتفاق الجسر الكبير."
    )
    signed = body.replace("وقعا", "وقع")
    found = article_mentions(article("a", signed, published="2018-03-17T12:00"))
    assert (found.own_day, found.own_surface) == ("2018-03-16", "أمس")
