from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from jobs.ingest import Fill, Report, ingest, opened_places
from jobs.merge import given
from service.articles.outlets import Outlets
from service.sources.registry import load_outlets
from service.store import aliases, articles, rejections, search
from service.store.engine import Store, open_store

A_DAY = datetime.fromisoformat("2018-07-14")
NOW = datetime(2021, 7, 1, 9, 0, tzinfo=UTC)
SUBJECTS = ("الماء", "الطريق", "المدرسة", "الميناء", "الغابة", "السوق", "القطار", "المستشفى")


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return load_outlets()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store.db"), create=True)


def a_row(number: int, **changes: Any) -> dict[str, Any]:
    """A row whose words are its own, so that no two rows are reprints of each other."""
    draw = random.Random(number)
    words = " ".join(f"{draw.choice(SUBJECTS)} {draw.randrange(10**6)}" for _ in range(40))
    return {
        "id": f"row-{number}",
        "source": "hespress",
        "url": f"https://hespress.com/sample/{number}.html",
        "title": f"أشغال {SUBJECTS[number % 8]} تنطلق في الجماعة رقم {number}",
        "published": f"2021-06-{1 + number % 28:02d}T10:00:00Z",
        "text": f"انطلقت أشغال {SUBJECTS[number % 8]} أمس. {words}.",
        **changes,
    }


def write(path: Path, rows: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    return str(path)


def take(store: Store, place: str, outlets: Outlets, **fill: Any) -> Report:
    return ingest(store, opened_places([place]), outlets=outlets, now=NOW, fill=Fill(**fill))


def counts(report: Report) -> tuple[int, ...]:
    kinds = ("read", "new", "revised", "unchanged", "reprint", "rejected")
    return tuple(getattr(report, kind) for kind in kinds)


def test_reading_the_same_again_changes_nothing(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    place = write(tmp_path / "rows.jsonl", [a_row(number) for number in range(5)])
    assert counts(take(store, place, outlets)) == (5, 5, 0, 0, 0, 0)
    with store.read() as connection:
        before = list(articles.stream(connection))
    assert counts(take(store, place, outlets)) == (5, 0, 0, 5, 0, 0)
    with store.read() as connection:
        assert list(articles.stream(connection)) == before


def test_a_changed_article_is_a_revision_and_the_old_text_stays(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    take(store, write(tmp_path / "a.jsonl", [a_row(1), a_row(2)]), outlets)
    changed = a_row(1, text=a_row(1)["text"] + " وأضيفت فقرة جديدة.")
    report = take(store, write(tmp_path / "b.jsonl", [changed, a_row(2)]), outlets)
    assert counts(report) == (2, 0, 1, 1, 0, 0)
    with store.read() as connection:
        found = {one.key: one for one in articles.stream(connection)}
        old = articles.revisions(connection, found["row-1"].id)
    assert found["row-1"].revision == 2
    assert "فقرة جديدة" in found["row-1"].body
    assert [one.revision for one in old] == [1]
    assert "فقرة جديدة" not in old[0].body


def test_two_rows_of_one_address_are_one_article_under_two_keys(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    twin = a_row(1, id="twin")
    other = a_row(1, id="other", title="عنوان غير الأول بعد التصحيح")
    place = write(tmp_path / "rows.jsonl", [a_row(1), twin, other])
    assert counts(take(store, place, outlets)) == (3, 1, 1, 1, 0, 0)
    assert counts(take(store, place, outlets)) == (3, 0, 0, 3, 0, 0)
    with store.read() as connection:
        assert len(set(aliases.by_key(connection).values())) == 1
        assert set(aliases.by_key(connection)) == {"row-1", "twin", "other"}


def test_rows_of_one_address_are_one_article_whatever_their_order(
    tmp_path: Path, outlets: Outlets
) -> None:
    first, longer = a_row(1)["text"], a_row(1)["text"] + " وأضيفت فقرة جديدة."
    rows = [
        a_row(1, section="جهات"),
        a_row(1, id="twin", section="مجتمع", published="2021-06-02T18:00:00Z"),
        a_row(1, id="more", text=longer, published=None),
        a_row(1, id="none", text=first, section=None),
    ]
    found = []
    for number, order in enumerate(permutations(rows)):
        store = open_store(str(tmp_path / f"{number}.db"), create=True)
        place = write(tmp_path / f"{number}.jsonl", list(order))
        take(store, place, outlets)
        with store.read() as connection:
            one = list(articles.stream(connection))
            found.append((one, articles.revisions(connection, one[0].id)))
        assert counts(take(store, place, outlets)) == (4, 0, 0, 4, 0, 0)
    assert len(found[0][0]) == 1
    assert "فقرة جديدة" in found[0][0][0].body
    assert [one.body for one in found[0][1]] == [first]
    assert all(one == found[0] for one in found)


def test_a_copy_at_another_outlet_is_a_reprint(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    copy = a_row(1, id="c", source="kech24", url="https://kech24.com/sample/1.html")
    report = take(store, write(tmp_path / "rows.jsonl", [a_row(1), a_row(2), copy]), outlets)
    assert counts(report) == (3, 2, 0, 0, 1, 0)
    with store.read() as connection:
        marked = [one for one in articles.stream(connection) if one.reprint_of]
    assert [one.outlet for one in marked] == ["kech24"]


def test_what_is_rejected_is_kept_with_its_place_and_reason(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    rows = [a_row(1), a_row(2, text="", title=""), a_row(3, published="2031-01-01")]
    place = write(tmp_path / "rows.jsonl", rows)
    Path(place).write_text(Path(place).read_text() + "\n{not json")
    report = take(store, place, outlets)
    assert report.read == 4
    assert report.rejected >= 2
    again = take(store, place, outlets)
    assert again.new == 0
    with store.read() as connection:
        kept = rejections.listing(connection)
    assert len(kept) == report.rejected
    assert all("rows.jsonl" in one.origin and one.reason and one.detail for one in kept)


def test_the_caller_fills_what_the_page_lacks(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    bare = {"title": a_row(4)["title"], "text": a_row(4)["text"]}
    place = write(tmp_path / "rows.jsonl", [bare, a_row(5)])
    take(store, place, outlets, outlet="kech24", published=A_DAY, language="ar")
    with store.read() as connection:
        found = {one.title: one for one in articles.stream(connection)}
    filled, whole = found[bare["title"]], found[a_row(5)["title"]]
    assert (filled.outlet, whole.outlet) == ("kech24", "hespress")
    assert filled.published == given(A_DAY)
    assert filled.published is not None
    assert (filled.published.source, filled.published.precision) == ("caller", "day")
    assert whole.published is not None
    assert whole.published.source == "row"


def test_a_date_given_later_reaches_the_article_read_before(
    store: Store, tmp_path: Path, outlets: Outlets
) -> None:
    bare = {"title": a_row(4)["title"], "text": a_row(4)["text"]}
    place = write(tmp_path / "rows.jsonl", [bare])
    take(store, place, outlets)
    report = take(store, place, outlets, published=A_DAY)
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    with store.read() as connection:
        (only,) = articles.stream(connection)
    assert only.published == given(A_DAY)
    assert only.revision == 1


def test_articles_are_found_by_their_words(store: Store, tmp_path: Path, outlets: Outlets) -> None:
    rows = [a_row(1, title="افتتاح المستشفى الجهوي بأكادير"), a_row(2)]
    take(store, write(tmp_path / "rows.jsonl", rows), outlets)
    with store.read() as connection:
        for asked in ("المستشفى", "مُستشفى أكادير", "مستشفي"):
            hits, _ = search.search(connection, asked, limit=5)
            assert hits, asked
            assert hits[0].title == "افتتاح المستشفى الجهوي بأكادير"
        assert search.search(connection, '"*^ OR', limit=5) == ([], None)


def test_batches_of_any_size_give_the_same_store(
    tmp_path: Path, outlets: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [a_row(number % 9, id=f"row-{number}") for number in range(14)]
    place = write(tmp_path / "rows.jsonl", rows)
    seen = []
    for size in (1, 4, 100):
        monkeypatch.setattr("jobs.ingest.BATCH", size)
        opened = open_store(str(tmp_path / f"{size}.db"), create=True)
        report = take(opened, place, outlets)
        with opened.read() as connection:
            seen.append((counts(report), list(articles.stream(connection))))
        opened.close()
    assert seen[0] == seen[1] == seen[2]


def test_what_a_pipe_brought_before_an_interruption_is_kept(
    store: Store, outlets: Outlets, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    place = write(tmp_path / "rows.jsonl", [a_row(number) for number in range(3)])

    def cut_off() -> Any:
        yield from opened_places([place])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest(store, cut_off(), outlets=outlets, now=NOW)
    with store.read() as connection:
        assert articles.count(connection) == 3
    assert "interrupted: 3 items were taken up" in caplog.text
    assert counts(take(store, place, outlets)) == (3, 0, 0, 3, 0, 0)


def test_files_that_are_passed_over_are_told(
    store: Store, outlets: Outlets, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    write(folder / "rows.jsonl", [a_row(1)])
    (folder / "scan.pdf").write_bytes(b"%PDF")
    (folder / "notes").write_text("a")
    caplog.set_level("INFO")
    assert counts(take(store, str(folder), outlets)) == (1, 1, 0, 0, 0, 0)
    assert "passed over, by their ending: 1 without one, 1 .pdf" in caplog.text
