from __future__ import annotations

from service.timelines.build import gather
from service.timelines.retelling import Retellings, ranks
from tests.timelines.world import article

LEAD = "أغلقت السلطات، الاثنين، جسر الوادي الكبير بعد ظهور شقوق في أحد أعمدته."


def test_a_day_that_later_reports_tell_once_more_is_stronger() -> None:
    closed = article("a", LEAD, published="2018-11-05")
    park = article(
        "b", "افتتحت البلدية، الاثنين، حديقة عمومية تضم ملاعب للأطفال.", published="2018-11-05"
    )
    later = article(
        "c",
        "زارت لجنة تقنية، اليوم الخميس، ورش الإصلاح.\n"
        "وكانت السلطات أغلقت جسر الوادي الكبير إثر ظهور شقوق في أعمدته.\n"
        "وينتظر أن تنتهي الأشغال في الربيع المقبل حسب المقاولة المكلفة بها.",
        published="2018-11-15",
    )
    sources = gather((), [closed, park, later])
    told = Retellings(sources)
    own = {one.article.id: one for one in sources}
    assert told.strength([own["a"]], "2018-11-05") > told.strength([own["b"]], "2018-11-05")
    assert told.strength([own["a"]], "2018-11-14") == 0.0  # no later day is left
    assert told.strength([], "2018-11-05") == 0.0


def test_ranks_share_the_middle_among_equals() -> None:
    assert ranks([]) == []
    assert ranks([3.0]) == [0.5]
    assert ranks([1.0, 1.0, 2.0, 0.0]) == [0.5, 0.5, 0.875, 0.125]
