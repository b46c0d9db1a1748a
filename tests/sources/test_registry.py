from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.articles.attribution import by_habit
from service.errors import SettingsError
from service.sources.registry import load_outlets, wanted_outlets

OUTLETS = load_outlets()


def test_the_registry_is_wide_and_whole() -> None:
    assert len(OUTLETS) >= 60
    for one in OUTLETS:
        assert {"ar", "fr", "en"} <= one.names.keys(), one.key
        assert one.domains, one.key
        assert one.languages, one.key
        assert ZoneInfo(one.timezone)
        assert len(one.country) == 2


def test_every_kind_of_owner_and_the_feeds_of_most_are_known() -> None:
    assert {one.ownership for one in OUTLETS} == {
        *("state", "party", "private", "public broadcaster", "agency", "aggregator"),
    }
    assert sum(bool(one.feeds) for one in OUTLETS) >= 100
    moroccan = [one for one in OUTLETS if one.country == "MA"]
    assert len(moroccan) >= 40
    feeds = [feed for one in OUTLETS for feed in one.feeds]
    assert len(feeds) == len(set(feeds))
    assert len({one.family for one in OUTLETS}) < len(OUTLETS)


def test_outlets_are_wanted_by_key_name_or_domain_once_each() -> None:
    found = wanted_outlets(["kech24", "كش24", "kech24.com", "hespress"], OUTLETS)
    assert [one.key for one in found] == ["kech24", "hespress"]
    assert wanted_outlets(["all"], OUTLETS) == list(OUTLETS)


@pytest.mark.parametrize(
    ("said", "near"),
    [("kech25", "kech24"), ("hespres", "hespress"), ("arabiya", "alarabiya"), ("xyzzy", "167")],
)
def test_an_unknown_outlet_is_told_what_comes_near(said: str, near: str) -> None:
    with pytest.raises(SettingsError, match=near.replace("167", str(len(OUTLETS)))) as caught:
        wanted_outlets([said], OUTLETS)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("field", "said"),
    [('feeds = ["kech24.com/feed"]', "no http"), ("pages = '('", "no pattern")],
)
def test_a_wrong_entry_is_named(tmp_path: Path, field: str, said: str) -> None:
    place = tmp_path / "outlets.toml"
    place.write_text(
        "[[outlet]]\nkey = 'a'\nnames = { ar = 'a' }\nfamily = 'a'\nownership = 'private'\n"
        f"country = 'MA'\ntimezone = 'Africa/Casablanca'\nlanguages = ['ar']\n{field}\n"
    )
    with pytest.raises(SettingsError, match=said):
        load_outlets(place)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("كشـ24", "kech24"),
        ("جريدة هسبريس", "hespress"),
        ("https://www.bbc.co.uk/arabic/middleeast-1", "bbcarabic"),
        ("https://www.bbc.com/news/world-1", "bbc"),
        ("http://www.france24.com/ar/20180708-x", "france24ar"),
        ("fr.hespress.com", "hespress"),
        ("skynewsarabia", "skynewsarabia"),
        ("alarabiya", "alarabiya"),
        ("cnnarabic", "cnnarabic"),
        ("https://news.unknown.example/a/1", "news.unknown.example"),
        ("جريدة لا يعرفها أحد", "جريدة لا يعرفها أحد"),
    ],
)
def test_names_domains_and_addresses_lead_to_one_key(said: str, key: str) -> None:
    assert OUTLETS.key(said) == key


def test_a_habit_needs_three_signs_and_one_outlet() -> None:
    sign = "قال « إن الأمر كذلك « ثم سكت. "
    assert by_habit(sign * 2, OUTLETS) is None
    found = by_habit(sign * 3, OUTLETS)
    assert found is not None
    assert found.key == "alittihad"
    assert by_habit(sign * 3, OUTLETS, OUTLETS.by_key("masress")) is None
    assert by_habit("قال « إن الأمر كذلك » ثم سكت. " * 5, OUTLETS) is None


def test_a_broken_registry_names_itself(tmp_path: Path) -> None:
    place = tmp_path / "outlets.toml"
    place.write_text("[[outlet]]\nkey = 'a'\n")
    with pytest.raises(SettingsError, match=r"outlets\.toml"):
        load_outlets(place)
