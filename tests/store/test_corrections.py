"""Corrections, what they show readers, and history; in both databases."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from service.errors import NotFound
from service.records import Correction, Redirect, Rule, Split
from service.store import articles, corrections, history, overrides, runs, search, stories
from service.store.engine import Store
from tests.store.examples import NOON, an_article, an_outcome

ARTICLES = [an_article(number) for number in range(6)]
GROUPS = [ARTICLES[:3], ARTICLES[3:5], ARTICLES[5:]]


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as connection:
        articles.write(connection, ARTICLES, [], NOON)
        search.index(connection, ARTICLES)
        runs.land(connection, an_outcome(GROUPS))
    return store


def a_correction(number: int, **changes: object) -> Correction:
    facts: dict[str, object] = {
        "id": f"c-{number}",
        "kind": "rename",
        "level": "story",
        "subject": "s-000",
        "at": NOON + timedelta(days=40, minutes=number),
        "author": "Amina",
        "reason": "because",
    }
    return Correction(**(facts | changes))  # type: ignore[arg-type]


def put(store: Store, *made: Correction) -> None:
    with store.write() as connection:
        for one in made:
            corrections.add(connection, one)
        overrides.refresh(connection)


MERGE = a_correction(
    1,
    kind="merge",
    other="s-001",
    rules=(Rule(level="story", together=(("a-000",), ("a-003",)), correction="c-1"),),
)


def test_a_correction_comes_back_as_it_went_in(filled: Store) -> None:
    put(filled, MERGE)
    with filled.read() as connection:
        assert corrections.get(connection, "c-1") == MERGE
        assert corrections.waiting(connection) == [MERGE]
        assert corrections.newest(connection) == 1
        with pytest.raises(NotFound, match="c-9"):
            corrections.get(connection, "c-9")


def test_a_run_takes_up_what_waits_and_an_undo_lifts_it(filled: Store) -> None:
    put(filled, MERGE)
    merged = an_outcome([ARTICLES[:5]], run="r-2", hours=1)
    redirect = Redirect(
        old="s-001", new="s-000", at=NOON, reason="because (c-1)", articles=("a-003", "a-004")
    )
    with filled.write() as connection:
        runs.land(
            connection,
            msgspec.structs.replace(merged, redirects=[redirect], corrections=["c-1"]),
        )
    with filled.read() as connection:
        assert corrections.waiting(connection) == []
        assert corrections.get(connection, "c-1").run == "r-2"
        assert stories.former(connection) == {"s-001": ("a-003", "a-004")}
    undo = a_correction(2, kind="undo", undoes="c-1", rules=MERGE.rules, other="s-001")
    put(filled, undo)
    split = Split(old="s-000", into=("s-001",), reason="because (c-2)")
    again = an_outcome(GROUPS, run="r-3", hours=2)
    with filled.write() as connection:
        assert corrections.in_force(connection) == []
        assert [one.id for one in corrections.waiting(connection)] == ["c-2"]
        runs.land(
            connection,
            msgspec.structs.replace(again, splits=[split], restored=["s-001"], corrections=["c-2"]),
        )
    with filled.read() as connection:
        assert stories.resolve(connection, "s-001") == "s-001"
        assert stories.former(connection) == {}
        told = [one.change for one in history.lineage(connection, "s-001")[1]]
        assert told == ["created", "merge", "merged", "undone", "restored"]
        told = [one.change for one in history.lineage(connection, "s-000")[1]]
        assert told == [
            "created", "merge", "changed", "absorbed", "undone", "changed", "split",
        ]  # fmt: skip
        who = [(one.run, one.author) for one in history.lineage(connection, "s-000")[1]]
        assert who[:2] == [("r-1", None), (None, "Amina")]


def test_pages_go_newest_first_and_hold_everything(filled: Store) -> None:
    made = [a_correction(number, titles={"ar": f"عنوان {number}"}) for number in range(5)]
    put(filled, *made)
    put(filled, a_correction(9, kind="undo", undoes="c-2"))
    seen: list[Correction] = []
    cursor: str | None = None
    with filled.read() as connection:
        for _ in range(9):
            part, cursor = corrections.page(connection, limit=2, cursor=cursor)
            seen += part
            if cursor is None:
                break
    assert [one.id for one in seen] == ["c-9", "c-4", "c-3", "c-2", "c-1", "c-0"]
    assert [one.undone_by for one in seen][3] == "c-9"


def test_the_last_headline_is_shown_and_an_undo_shows_the_one_before(filled: Store) -> None:
    first = a_correction(1, titles={"ar": "أول", "fr": "premier"})
    put(filled, first, a_correction(2, titles={"ar": "ثان"}))
    with filled.read() as connection:
        assert stories.get(connection, "s-000").titles == {"ar": "ثان", "fr": "premier"}
    put(filled, a_correction(3, kind="undo", undoes="c-2"))
    with filled.read() as connection:
        (shown,) = [one for one in stories.page(connection, limit=9)[0] if one.id == "s-000"]
    assert shown.titles["ar"] == "أول"


def test_what_is_hidden_is_left_out_everywhere(filled: Store) -> None:
    hide = {"kind": "hide", "level": "article", "subject": "a-000", "other": "s-000"}
    put(filled, a_correction(1, **hide), a_correction(2, kind="hide", subject="s-002"))
    with filled.read() as connection:
        assert overrides.hidden_articles(connection) == {"a-000"}
        assert [one.id for one in stories.articles(connection, "s-000")] == ["a-001", "a-002"]
        assert len(stories.articles(connection, "s-000", hidden=True)) == 3
        assert {one.id for one in stories.page(connection, limit=9)[0]} == {"s-000", "s-001"}
        shown = stories.get(connection, "s-000")
        assert shown.articles == 2
        found = {hit.id for hit in search.search(connection, "الاجتماع", limit=9)[0]}
        assert found == {"a-001", "a-002", "a-003", "a-004"}
        listed = {one.id for one in articles.page(connection, limit=9)[0]}
        assert "a-000" not in listed
        day = timedelta(days=2)
        assert stories.published_between(connection, NOON - day, NOON + day) == ["s-000", "s-001"]
        with pytest.raises(NotFound, match="hidden"):
            articles.get(connection, "a-000")
        assert articles.get(connection, "a-000", hidden=True).id == "a-000"


@pytest.mark.parametrize(
    ("held", "hidden"), [(("a-003", "a-004"), False), (("a-000", "a-001", "a-002"), True)]
)
def test_a_hidden_story_hides_the_one_it_went_into_only_if_it_is_most_of_it(
    filled: Store, held: tuple[str, ...], hidden: bool
) -> None:
    put(filled, a_correction(1, kind="hide", subject="s-001", articles=held))
    merged = an_outcome([ARTICLES[:5]], run="r-2", hours=1)
    redirect = Redirect(old="s-001", new="s-000", at=NOON, reason="merged", articles=held)
    with filled.write() as connection:
        runs.land(connection, msgspec.structs.replace(merged, redirects=[redirect]))
    with filled.read() as connection:
        seen = {one.id for one in stories.page(connection, limit=9)[0]}
    assert ("s-000" not in seen) == hidden


def test_an_undo_is_written_once(filled: Store) -> None:
    put(filled, MERGE, a_correction(2, kind="undo", undoes="c-1"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        put(filled, a_correction(3, kind="undo", undoes="c-1"))
