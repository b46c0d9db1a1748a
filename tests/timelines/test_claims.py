from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

from service.records import Article, ClaimLine, Event, Published
from service.timelines.claims import tabulate
from service.timelines.figures import figures_in


def article(key: str, at: str, text: str, **changes: object) -> Article:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    facts: dict[str, object] = {
        "id": key,
        "outlet": key,
        "language": "ar",
        "title": "انهيار عمارة في فاس",
        "body": text,
        "content_hash": key,
        "published": Published(at=when, precision="minute" if "T" in at else "day", source="row"),
    }
    return Article(**(facts | changes))  # type: ignore[arg-type]


def lines(*articles: Article, families: dict[str, str] | None = None) -> list[ClaimLine]:
    event = Event(
        id="e",
        story="s",
        title="",
        titles={},
        medoid="",
        articles=tuple(one.id for one in articles),
        first_at=None,
        last_at=None,
    )
    figures = {one.id: figures_in(one) for one in articles}
    return tabulate("s", [event], articles, figures, families=families or {})


def toll(*articles: Article) -> list[tuple[float, str]]:
    (line,) = (one for one in lines(*articles) if one.slot == "deaths")
    return [(one.value, one.standing) for one in line.claims]


MORNING = article("one", "2019-03-04T08:00", "مقتل 10 أشخاص في الانهيار.")
NOON = article("two", "2019-03-04T12:00", "مقتل 13 شخصا في الانهيار، حسب وزارة الصحة.")


def test_a_toll_that_rises_is_an_update() -> None:
    assert toll(MORNING, NOON) == [(10, "first"), (13, "update")]


def test_a_toll_that_falls_is_a_contradiction() -> None:
    late = article("three", "2019-03-04T18:00", "مقتل 9 أشخاص في الانهيار.")
    assert toll(MORNING, NOON, late)[-1] == (9, "contradiction")


def test_other_values_within_the_hour_are_a_contradiction() -> None:
    rival = article("three", "2019-03-04T08:30", "مقتل 15 شخصا في الانهيار.")
    assert toll(MORNING, rival) == [(10, "first"), (15, "contradiction")]


def test_one_house_does_not_contradict_itself() -> None:
    own = article("three", "2019-03-04T08:30", "مقتل 15 شخصا في الانهيار.")
    found = lines(MORNING, own, families={"one": "house", "three": "house"})
    assert [one.standing for one in found[0].claims] == ["first", "update"]
    assert found[0].families == 1


def test_two_days_known_by_their_date_alone_are_one_time() -> None:
    left = article("one", "2019-03-04", "مقتل 10 أشخاص في الانهيار.")
    right = article("two", "2019-03-04", "مقتل 12 شخصا في الانهيار.")
    assert toll(left, right)[-1][1] == "contradiction"


def test_at_least_ten_and_thirteen_agree_within_the_hour() -> None:
    least = article("one", "2019-03-04T08:00", "مقتل ما لا يقل عن 10 أشخاص في الانهيار.")
    more = article("two", "2019-03-04T08:20", "مقتل 13 شخصا في الانهيار.")
    assert toll(least, more) == [(10, "first"), (13, "same")]


def test_the_table_holds_spread_outlet_time_and_source() -> None:
    (line,) = lines(MORNING, NOON)
    assert (line.low, line.high, line.latest, line.families) == (10, 13, 13, 2)
    last = line.claims[-1]
    assert last.attribution == "وزارة الصحة"
    assert last.evidence.published_at == datetime(2019, 3, 4, 12, tzinfo=UTC)
    assert NOON.body[last.evidence.start : last.evidence.end] == last.evidence.sentence
    assert last.evidence.mention == "13"


def test_a_reprint_says_nothing_new() -> None:
    copy = article("three", "2019-03-04T13:00", NOON.body, reprint_of="two")
    assert len(toll(MORNING, NOON, copy)) == 2


def test_the_headline_s_figure_is_the_article_s() -> None:
    one = article(
        "one",
        "2019-03-04T08:00",
        "كان حادث سابق خلف 4 قتلى. وأسفر الانهيار عن مقتل 10 أشخاص.",
        title="10 قتلى في انهيار عمارة",
    )
    assert toll(one) == [(10, "first")]


def test_sums_are_shown_where_two_houses_tell_them_of_one_thing() -> None:
    text = "منحت الحكومة تعويضا بقيمة 3 ملايين درهم لسكان العمارة المنهارة."
    one, two = article("one", "2019-03-04T08:00", text), article("two", "2019-03-04T12:00", text)
    assert [each.slot for each in lines(one, two)] == ["money"]
    assert lines(one) == []
    other = article("two", "2019-03-04T12:00", "باع النادي لاعبه مقابل 3 ملايين درهم.")
    assert lines(one, other) == []


def test_members_are_counted_over_the_whole_story() -> None:
    first = article("one", "2018-03-04T08:00", "يضم التحالف الدولي ضد التنظيم 79 عضوا.")
    then = article("two", "2019-03-04T08:00", "يضم التحالف الدولي ضد التنظيم 83 عضوا.")
    events = [
        Event(id=key, story="s", title="", titles={}, medoid="", articles=(key,),
              first_at=None, last_at=None)
        for key in ("one", "two")
    ]  # fmt: skip
    figures = {one.id: figures_in(one) for one in (first, then)}
    (line,) = tabulate("s", events, [first, then], figures, families={})
    assert (line.event, line.slot) == (None, "members")
    assert [(one.value, one.standing) for one in line.claims] == [(79, "first"), (83, "update")]


def test_members_told_in_two_languages_are_one_line() -> None:
    first = article("one", "2018-03-04T08:00", "يضم التحالف الدولي ضد التنظيم 79 عضوا.")
    then = article(
        "two", "2019-03-04T08:00", "La coalition compte désormais 83 membres.", language="fr"
    )
    (line,) = lines(first, then)
    assert [(one.value, one.standing) for one in line.claims] == [(79, "first"), (83, "update")]


def test_the_order_of_articles_does_not_matter() -> None:
    late = article("three", "2019-03-04T18:00", "مقتل 9 أشخاص في الانهيار.")
    made = [lines(*order) for order in permutations((MORNING, NOON, late))]
    assert all(one == made[0] for one in made)


def table(*events: list[Article]) -> list[ClaimLine]:
    """The lines of a story of several events."""
    made = [
        Event(
            id=f"e{row}",
            story="s",
            title="",
            titles={},
            medoid="",
            articles=tuple(one.id for one in own),
            first_at=None,
            last_at=None,
        )
        for row, own in enumerate(events)
    ]
    articles = [one for own in events for one in own]
    figures = {one.id: figures_in(one) for one in articles}
    return tabulate("s", made, articles, figures, families={})


def test_two_events_of_one_happening_share_a_line() -> None:
    report = article("report", "2019-03-04T08:00", "مقتل 13 شخصا في انهيار عمارة بمدينة فاس.")
    mourning = article(
        "mourning", "2019-03-05T09:00", "حداد في فاس بعد مقتل 13 شخصا في انهيار العمارة."
    )
    higher = article("higher", "2019-03-05T12:00", "ارتفاع عدد قتلى انهيار العمارة في فاس إلى 15.")
    (line,) = table([report], [mourning, higher])
    assert [(one.value, one.standing) for one in line.claims] == [
        (13, "first"),
        (13, "same"),
        (15, "update"),
    ]
    assert line.event == "e1"
    assert table([mourning, higher], [report])[0].claims == line.claims


def test_other_happenings_of_one_story_keep_their_own_lines() -> None:
    fez = article("fez", "2019-03-04T08:00", "مقتل 13 شخصا في انهيار عمارة بمدينة فاس.")
    other = article("other", "2019-03-04T10:00", "مقتل 15 شخصا في انهيار عمارة بمدينة فاس.")
    small = article("small", "2019-03-04T11:00", "مقتل شخصين في انهيار عمارة بمدينة فاس.")
    again = article("again", "2019-03-04T12:00", "مقتل شخصين في انهيار عمارة بمدينة فاس.")
    late = article("late", "2019-04-04T12:00", "مقتل 13 شخصا في انهيار عمارة بمدينة فاس.")
    assert len(table([fez], [other], [small], [again], [late])) == 5
