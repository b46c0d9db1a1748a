from __future__ import annotations

import numpy as np
import pytest

from service.records import Article
from service.stories.occasions import (
    BODY,
    FEW,
    LEAD,
    ONCE,
    TITLE,
    GroupOccasions,
    Occasions,
    find_occasions,
    load_names,
)
from service.stories.words import read_runs


def an_article(
    number: int, title: str, lead: str = "", body: str = "", language: str = "ar"
) -> Article:
    return Article(
        id=f"a-{number}",
        outlet="one",
        language=language,
        title=title,
        lead=lead or None,
        body=body or "نص",
        content_hash="x",
    )


def named(article: Article) -> dict[str, int]:
    found = find_occasions([article])
    if found.place[0] < 0:
        return {}
    row = found.plainly[found.place[0]]
    return {load_names().keys[place]: int(row[place]) for place in np.flatnonzero(row)}


@pytest.mark.parametrize(
    ("language", "title", "key"),
    [
        ("ar", "المغرب يستعد للمونديال", "world-cup"),
        ("ar", "بكأسِ العالم يحلم الجميع", "world-cup"),
        ("ar", "الهلال إلى كاس العالم للاندية", "club-world-cup"),
        ("ar", "الوداد يخوض مباراة في دوري أبطال إفريقيا", "caf-champions"),
        ("ar", "صلاح هداف للدوري الإنجليزي الممتاز", "premier-league"),
        ("ar", "بايرن ميونيخ بطل البوندسليغا", "bundesliga"),
        ("fr", "La Coupe d’Afrique des nations débute à Rabat", "africa-cup"),
        ("fr", "ROLAND-GARROS : la finale", "roland-garros"),
        ("en", "World Cup: Morocco reach last four", "world-cup"),
        ("es", "El Clásico decide LaLiga", "la-liga"),
    ],
)
def test_an_occasion_is_known_by_its_names(language: str, title: str, key: str) -> None:
    assert named(an_article(1, title, language=language)) == {key: TITLE}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "موازين القوى في البرلمان"),
        ("ar", "وزير الشأن الاجتماعي"),
        ("es", "Una serie a lo largo del año"),
        ("en", "An unbalanced budget"),
        ("en", "كأس العالم"),
        ("xx", "World Cup"),
    ],
)
def test_words_that_look_like_one_are_none(language: str, title: str) -> None:
    assert named(an_article(1, title, language=language)) == {}


def test_where_it_is_named_tells_how_plainly() -> None:
    lead = "في كأس العالم"
    once = "خبر عن شيء آخر تماما. " * 12
    assert named(an_article(1, "خبر", lead)) == {"world-cup": LEAD}
    assert named(an_article(1, "خبر", "مقدمة", once + lead)) == {"world-cup": ONCE}
    assert named(an_article(1, "خبر", "مقدمة", once + f"{lead}، {lead}")) == {"world-cup": BODY}


def a_table() -> Occasions:
    place = np.array([0, 1, -1, 2], np.int32)
    return Occasions(place, np.array([[10, 0], [8, 5], [0, 10]], np.int32))


def test_two_articles_share_an_occasion_or_have_one_each() -> None:
    one, other = np.array([0, 0, 0]), np.array([1, 2, 3])
    shared, apart = a_table().compare(one, other)
    assert shared.tolist() == pytest.approx([0.8, 0.0, 0.0])
    assert apart.tolist() == pytest.approx([0.0, 0.0, 1.0])


def test_groups_that_join_name_what_their_articles_name() -> None:
    table = a_table()
    label = np.arange(4)
    groups = GroupOccasions(table, label, 4)
    groups.join(np.array([0, 2]), np.array([1, 3]))
    size = np.array([2, 1, 2, 1])
    joined = np.array([0, 0, 2, 2])
    anew = GroupOccasions(table, joined, 4)
    a, b = np.array([0]), np.array([2])
    expected = [min(0.25, 0.5), min(0.9, 0.5) - 0.25]
    for one in (groups, anew):
        assert one.compare(a, b, size)[:, 0].tolist() == pytest.approx(expected)


def test_what_is_read_for_its_words_alone_is_found_as_in_all_that_is_read() -> None:
    every = [
        (language, name) for language, names in load_names().by_language.items() for name in names
    ]
    articles = [
        an_article(number, f"xو{name}x", f"«{name.upper()}»", f"z{name}\n-{name}", language)
        for number, (language, name) in enumerate(every)
    ]
    articles += [
        # the words of a name apart, in turn, in two fields, and across a break of lines
        an_article(1_001, "العالم كأس", "كأس", "العالم"),
        an_article(1_002, "", "", "كأس\nالعالم"),
        an_article(1_003, "كأس-العالم، أمس"),
        an_article(1_004, "لا شيء"),
    ]
    assert len(articles) > FEW
    found = find_occasions(articles, read_runs(articles))
    wanted = find_occasions(articles)
    assert found.place.tolist() == wanted.place.tolist()
    assert found.plainly.tobytes() == wanted.plainly.tobytes()
    assert (found.place[-4:] >= 0).tolist() == [False, True, True, False]
