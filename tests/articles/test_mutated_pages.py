"""Pages broken on purpose: an article or a refusal, and work that is bounded by counting."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.benches.extraction import Raw, mutated, read
from jobs.benches.mutations import MOST, MUTATIONS, Mutation, reworded
from jobs.sample import sample_folder
from service.articles import markup
from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.articles.trees import parse, size
from service.errors import NotAnArticle
from service.records import Page, PageKind
from tests.articles.conftest import NOW
from tests.articles.messy import HELD_OUT, LAYOUTS, messy_pages

RAWS = [
    Raw(name=f"{one.layout}-{one.fact.key}", data=one.page.body.encode(), kind=one.page.kind)
    for one in messy_pages(LAYOUTS + HELD_OUT)
    if one.page.kind in {"text", "html"}
]
FEED = Raw(name="feed", data=(sample_folder() / "mapnews-2018-2019.xml").read_bytes(), kind=None)


@pytest.mark.parametrize("number", range(120))
def test_a_broken_page_is_an_article_or_refused(number: int, outlets: Outlets) -> None:
    raw, data = mutated([*RAWS, FEED], number, seed=3)
    articles, refused = read(raw, data[:150_000], outlets, NOW)
    assert articles + refused >= 1 or raw.kind is None


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.__name__)
def test_a_mutation_bounds_its_work_and_repeats_itself(mutation: Mutation) -> None:
    for raw in RAWS[::9]:
        once, again = (mutation(raw.data, random.Random(4)) for _ in range(2))
        assert once == again
        assert len(once) <= len(raw.data) * 4 + 3 * MOST


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    body=st.text(
        st.one_of(
            st.sampled_from('<>&;="/! \n\t«»'), st.characters(), st.sampled_from("اقرأيضنشرفي2018")
        ),
        max_size=400,
    ),
    kind=st.sampled_from(["text", "html", "entry", "row"]),
)
def test_any_text_is_an_article_or_refused(body: str, kind: PageKind, outlets: Outlets) -> None:
    page = Page(body=body, kind=kind, origin="any", title="عنوان")
    with contextlib.suppress(NotAnArticle):
        article = extract(page, outlets=outlets, now=NOW)
        assert article.title
        assert article.body.encode()


def test_a_tree_too_large_for_readers_that_weigh_it_is_read_by_its_lines(
    outlets: Outlets, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = next(one.page for one in messy_pages(LAYOUTS) if one.page.kind == "html")
    tree = parse(page.body)
    assert tree is not None
    whole = extract(page, outlets=outlets, now=NOW)
    half = size(tree)._replace(steps=size(tree).steps // 2)
    monkeypatch.setattr(markup, "_MOST", half)
    assert markup._main_text(tree) == ""
    assert extract(page, outlets=outlets, now=NOW).title == whole.title


def test_rewording_leaves_the_markup_alone() -> None:
    page = '<p class="longest">كلمات كثيرة هنا</p><script>{"headline": "words"}</script>'
    changed = reworded(page, random.Random(1))
    assert changed != page
    assert '<p class="longest">' in changed
    assert '<script>{"headline": "words"}</script>' in changed
