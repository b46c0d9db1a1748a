from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from service.articles.duplicates import agency, find_reprints
from service.articles.shelf import Shelf
from service.articles.signatures import from_bytes, is_signed, sign, to_bytes
from service.records import Article, Published

START = datetime(2020, 1, 1, 8, tzinfo=UTC)
WORDS = [f"كلمة{n}" for n in range(400)]


def text(seed: int, length: int = 80) -> str:
    draw = random.Random(seed)
    return " ".join(draw.choice(WORDS) for _ in range(length))


def article(
    name: str, body: str, hours: float = 0, outlet: str = "one", republisher: str | None = None
) -> Article:
    at = Published(at=START + timedelta(hours=hours), precision="minute", source="row")
    return Article(
        id=name, outlet=outlet, language="ar", title="عنوان", body=body, content_hash=name,
        published=at, republisher=republisher,
    )  # fmt: skip


def test_the_earliest_is_the_original_and_copies_lead_straight_to_it() -> None:
    body = text(1)
    articles = [
        article("a-3", body, 5, "three"),
        article("a-1", body, 1, "one"),
        article("a-2", body + " وأضاف المصدر", 2, "two"),
        article("a-4", text(2), 0, "four"),
    ]
    expected = {"a-2": "a-1", "a-3": "a-1"}
    assert find_reprints(articles) == expected
    assert find_reprints(articles[::-1]) == expected


def test_the_agencys_own_comes_before_an_earlier_copy() -> None:
    body = text(3)
    articles = [article("a-1", body, 0, "paper"), article("a-2", body, 3, "map")]
    assert find_reprints(articles, agencies={"map"}) == {"a-1": "a-2"}


def test_an_aggregators_copy_is_never_the_original() -> None:
    body = text(4)
    copied = article("a-1", body, 0, "one", republisher="maghress")
    assert find_reprints([copied, article("a-2", body, 9, "one")]) == {"a-1": "a-2"}


def test_vowel_marks_and_spelling_do_not_part_copies() -> None:
    body = text(5).replace("كلمة1", "إعلامية")
    other = body.replace("إعلامية", "اعلاميّة")
    assert find_reprints([article("a", body), article("b", other, 1, "two")]) == {"b": "a"}


def test_short_bodies_under_different_titles_are_no_copies() -> None:
    one, two = (
        article("a", "حقوق النشر محفوظة للكاتب."),
        article("b", "حقوق النشر محفوظة للكاتب.", 1),
    )
    assert find_reprints([one, two]) == {}


def test_an_agency_is_told_by_its_mark() -> None:
    assert agency(article("a", "الرباط (و م ع) - أعلن اليوم")) == "map"
    assert agency(article("a", "قال المتحدث ذلك. (أ ف ب)")) == "afp"
    assert agency(article("a", "قال المتحدث إن الخريطة واضحة")) is None


def test_what_an_agency_passes_on_under_anothers_mark_is_not_its_own() -> None:
    body = text(3) + ". (أ ف ب)"
    passed_on, own = article("a-1", body, 1, "map"), article("a-2", body, 3, "afp")
    assert find_reprints([passed_on, own], agencies={"map", "afp"}) == {"a-1": "a-2"}


@given(st.lists(st.text(max_size=200), max_size=6))
def test_signatures_survive_bytes_and_batching(texts: list[str]) -> None:
    rows = sign(texts)
    assert rows.shape == (len(texts), 120)
    for one, row in zip(texts, rows, strict=True):
        assert np.array_equal(sign([one])[0], row)
        assert np.array_equal(from_bytes(to_bytes(row)), row)


def test_a_shelf_finds_near_texts_before_and_after_sorting() -> None:
    shelf = Shelf()
    rows = sign(text(seed) for seed in range(5_000))
    assert is_signed(rows).all()
    for number, row in enumerate(rows):
        shelf.add(f"t{number}", row)
    assert len(shelf) == 5_000
    for number in (0, 17, 4_999):
        found = shelf.near(rows[number], 0.8)
        assert found[0] == (f"t{number}", 1.0)
    assert shelf.near(sign([text(9_999)])[0], 0.8) == []


def test_twins_are_found_and_reports_of_one_event_are_not(shared: Path) -> None:
    import polars as pl

    frame = pl.read_parquet(shared / "news2018.parquet").filter(
        pl.col("published").dt.date().is_between(date(2018, 3, 5), date(2018, 3, 11))
    )
    rows = frame.to_dicts()
    articles = [
        Article(
            id=row["id"], outlet=row["source"], language="ar", title=row["title"],
            body=row["text"], lead=row["lead"], content_hash="",
            published=Published(at=row["published"], precision="minute", source="row"),
        )
        for row in rows
    ]  # fmt: skip
    found = find_reprints(articles)
    root = {row["id"]: found.get(row["id"], row["id"]) for row in rows}
    groups: dict[str, list[str]] = {}
    for row in rows:
        if len(row["text"].split()) >= 12:
            groups.setdefault(row["text"], []).append(row["id"])
    twins = [ids for ids in groups.values() if len(ids) > 1]
    assert len(twins) > 20
    hits = sum(len({root[one] for one in ids}) == 1 for ids in twins)
    assert hits >= 0.99 * len(twins)
    texts = {row["id"]: set(row["text"].split()) for row in rows}
    wrong = [
        (copy, original)
        for copy, original in found.items()
        if len(texts[copy] & texts[original]) < 0.7 * len(texts[copy] | texts[original])
    ]
    assert len(wrong) <= 0.01 * len(found)
