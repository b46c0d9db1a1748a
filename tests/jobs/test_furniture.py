"""Furniture that no rule knows, learned at ingest whatever the order and the cut of batches."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from jobs.furniture import FurnitureDesk
from jobs.ingest import Intake, Report, ingest
from service.articles.outlets import Outlets
from service.evaluation.pages import PageGold, PageRead, score_pages
from service.records import Article, Page
from service.store import articles, search
from service.store.engine import Store, open_store
from tests.articles.messy import HELD_OUT, messy_pages

NOW = datetime(2026, 11, 27, tzinfo=UTC)
# Sentences of a site that read as prose and stand in no lexicon.
AMONG = "يسهر على هذا الركن طاقم من الصحافيين الشباب بمقر الجريدة وسط المدينة القديمة."
BELOW = "رأيكم يهمنا فلا تترددوا في مراسلتنا كلما صادفتم ما يستحق أن يروى للقراء."
SUBJECTS = ("الماء", "الطريق", "المدرسة", "الميناء", "الغابة", "السوق", "القطار", "المستشفى")


def sentence(draw: random.Random) -> str:
    words = " ".join(f"{draw.choice(SUBJECTS)} {draw.randrange(10**6)}" for _ in range(12))
    return f"قال المتحدث إن {words}، حسب ما جاء في البيان الذي توصلت به الجريدة."


def page(
    number: int, *, furnished: bool = True, copy_of: int | None = None, site: str = ""
) -> Page:
    draw = random.Random(number if copy_of is None else copy_of)
    told = [sentence(draw) for _ in range(4)]
    lines = [told[0], AMONG, *told[1:], BELOW] if furnished else told
    title = f"أشغال {SUBJECTS[number % 8]} تنطلق في الجماعة رقم {number}{site}"
    return Page(
        body="\n\n".join((title, "نشر في: 14 مارس 2019", *lines)),
        kind="text",
        origin=f"{number}.txt",
        address=f"https://jarida.example/{number}.html",
    )


def taken(folder: Path, batches: Sequence[Sequence[Page]]) -> Store:
    store = open_store(str(folder / "store.db"), create=True)
    intake = Intake(store, outlets=Outlets(), now=NOW)
    for batch in batches:
        intake.take(batch, Report())
    return store


def held(store: Store) -> list[Article]:
    with store.read() as connection:
        return [
            msgspec.structs.replace(one, reprint_of=None, fetched_at=None)
            for one in articles.stream(connection)
        ]


def test_what_recurs_is_cut_and_a_later_page_profits(tmp_path: Path) -> None:
    pages = [page(number) for number in range(6)]
    store = taken(tmp_path, [pages[:5], pages[5:]])
    bodies = [one.body for one in held(store)]
    assert len(bodies) == 6
    assert not any(AMONG in body or BELOW in body for body in bodies)
    with store.read() as connection:
        assert search.matching_ids(connection, ["القديم"]) == []


def test_three_pages_teach_nothing(tmp_path: Path) -> None:
    store = taken(tmp_path, [[page(number) for number in range(3)]])
    assert all(AMONG in one.body for one in held(store))


def test_copies_of_one_text_teach_nothing(tmp_path: Path) -> None:
    copies = [page(number, copy_of=99) for number in range(8)]
    store = taken(tmp_path, [copies])
    assert all(AMONG in one.body for one in held(store))


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_batches_matter(tmp_path: Path, seed: int) -> None:
    pages = [
        page(number, furnished=number % 2 == 0, site=" - دفتر الضفة" if number > 4 else "")
        for number in range(14)
    ]
    (tmp_path / "whole").mkdir()
    (tmp_path / "parts").mkdir()
    whole = held(taken(tmp_path / "whole", [pages]))
    draw = random.Random(seed)
    shuffled = draw.sample(pages, len(pages))
    size = draw.choice((1, 3, 5))
    parts = [shuffled[start : start + size] for start in range(0, len(shuffled), size)]
    assert held(taken(tmp_path / "parts", parts)) == whole


def test_what_proves_rare_goes_back(tmp_path: Path) -> None:
    furnished = [page(number) for number in range(4)]
    plain = [page(number, furnished=False) for number in range(20, 50)]
    store = taken(tmp_path, [furnished])
    assert not any(AMONG in one.body for one in held(store))
    Intake(store, outlets=Outlets(), now=NOW).take(plain, Report())
    assert sum(AMONG in one.body for one in held(store)) == 4


def test_the_name_that_a_site_adds_to_its_titles_is_learned(tmp_path: Path) -> None:
    pages = [page(number, site=" - دفتر الضفة الأخرى") for number in range(7)]
    three, seven = tmp_path / "3", tmp_path / "7"
    three.mkdir()
    seven.mkdir()
    assert all("الضفة" in one.title for one in held(taken(three, [pages[:3]])))
    whole = taken(seven, [pages[:5], pages[5:]])
    titles = [one.title for one in held(whole)]
    assert all(title.split()[-1].isdigit() for title in titles)
    with whole.read() as connection:
        assert search.matching_ids(connection, ["الضف"]) == []


def test_what_ends_a_few_titles_stays(tmp_path: Path) -> None:
    pages = [page(number, site=" - بالصور" if number % 3 == 0 else "") for number in range(15)]
    titles = [one.title for one in held(taken(tmp_path, [pages]))]
    assert sum("بالصور" in title for title in titles) == 5


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    pages = [page(number) for number in range(6)]
    store = taken(tmp_path, [pages])
    before = held(store)
    # A page that differs only in a prompt is the same article.
    again = [msgspec.structs.replace(one, body=one.body + "\n\nطباعة") for one in pages]
    report = ingest(store, again, outlets=Outlets(), now=NOW)
    assert (report.revised, report.unchanged) == (0, 6)
    assert held(store) == before


def test_it_helps_on_layouts_that_no_rule_was_written_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    golds, pages = [], []
    for messy in messy_pages(HELD_OUT):
        if messy.page.kind not in {"text", "html"}:
            continue
        first = messy.fact.paragraphs[0]
        body = messy.page.body.replace(first, f"{first}\n\n{AMONG}\n\n", 1)
        if messy.page.kind == "html":
            body = messy.page.body.replace("</div>", f"</div><div>{AMONG}</div>", 1)
        address = f"https://jarida.example/{messy.layout}/{messy.fact.key}"
        made = msgspec.structs.replace(messy.page, body=body, address=address, outlet="jarida")
        pages.append(made)
        golds.append(PageGold(id=address, text="\n".join(messy.fact.paragraphs)))

    def f1(store: Store) -> float:
        with store.read() as connection:
            found = {one.address: one for one in articles.stream(connection)}
        reads = [PageRead(title="", text=found[gold.id].body) for gold in golds]
        return score_pages(golds, reads).text.f1

    (tmp_path / "learned").mkdir()
    (tmp_path / "plain").mkdir()
    learned = f1(taken(tmp_path / "learned", [pages]))
    monkeypatch.setattr(FurnitureDesk, "clean", lambda _desk, article: article)
    plain = f1(taken(tmp_path / "plain", [pages]))
    assert plain < 0.97
    assert learned > plain + 0.02
    assert learned >= 0.985
