from __future__ import annotations

import pytest

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.evaluation.pages import PageGold, PageRead, PageScores, score_pages
from tests.articles.conftest import NOW
from tests.articles.later_layouts import LATER
from tests.articles.messy import HELD_OUT, LAYOUTS, Layout, messy_pages


def scores(layouts: tuple[Layout, ...], outlets: Outlets) -> PageScores:
    golds, reads = [], []
    for messy in messy_pages(layouts):
        article = extract(messy.page, outlets=outlets, now=NOW)
        at = article.published.at if article.published else None
        golds.append(
            PageGold(
                id=messy.layout,
                text="\n".join(messy.fact.paragraphs),
                title=messy.fact.title,
                published=messy.day,
                must_not_contain=messy.fact.others,
            )
        )
        day = at.date().isoformat() if at else None
        reads.append(PageRead(title=article.title, text=article.body, published_at=at, day=day))
    return score_pages(golds, reads)


@pytest.mark.parametrize(
    "layouts",
    [LAYOUTS, HELD_OUT, LATER],
    ids=["known layouts", "held-out layouts", "later layouts"],
)
def test_messy_pages_give_their_articles(layouts: tuple[Layout, ...], outlets: Outlets) -> None:
    found = scores(layouts, outlets)
    assert found.text.f1 >= 0.95
    assert found.title_exact is not None
    assert found.title_exact >= 0.95
    assert found.date_exact == 1.0
    assert found.kept_out == 1.0


def test_there_are_enough_pages_in_enough_layouts() -> None:
    assert len(LAYOUTS) >= 10
    assert len(messy_pages(LAYOUTS)) >= 40
    assert not {one.__name__ for one in LAYOUTS} & {one.__name__ for one in HELD_OUT}


def test_related_headlines_become_links(outlets: Outlets) -> None:
    for messy in messy_pages(LAYOUTS):
        if messy.layout in {"menu_and_comments", "json_ld_graph"}:
            links = extract(messy.page, outlets=outlets, now=NOW).links
            assert set(messy.fact.others) <= {link.title for link in links}, messy.layout


def test_an_aggregator_gives_way_to_the_outlet_it_copied(outlets: Outlets) -> None:
    for messy in messy_pages(LAYOUTS):
        if messy.layout == "aggregator":
            article = extract(messy.page, outlets=outlets, now=NOW)
            assert (article.outlet, article.republisher) == ("bayanealyaoume", "maghress")
