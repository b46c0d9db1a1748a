from __future__ import annotations

import textwrap

import pytest

from service.articles.extract import extract
from service.articles.outlets import Outlets
from service.articles.wrapping import unwrapped
from service.records import Page
from tests.articles.conftest import NOW
from tests.articles.messy import FACTS, Fact
from tests.articles.no_articles import HEADLINES


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.key)
def test_wrapped_paragraphs_are_whole_again(fact: Fact, width: int, outlets: Outlets) -> None:
    wrapped = [textwrap.fill(one, width) for one in fact.paragraphs]
    body = "\n\n".join((fact.section, fact.title[:width], fact.stamp, *wrapped))
    page = Page(body=body, kind="text", origin="wrapped")
    assert extract(page, outlets=outlets, now=NOW).body == "\n".join(fact.paragraphs)


@pytest.mark.parametrize("language", HEADLINES)
def test_lists_of_headlines_stay_as_they_are(language: str) -> None:
    text = "\n".join(HEADLINES[language])
    assert unwrapped(text) == text


def test_whole_lines_stay_as_they_are() -> None:
    text = "\n".join(FACTS[0].paragraphs)
    assert unwrapped(text) == text
