from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from service.articles.attribution import by_habit
from service.errors import SettingsError
from service.sources.registry import OutletParams, load_outlets, origin_of, wanted_outlets

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


DAFATIR = {
    "key": "'a'",
    "names": "{ ar = 'دفاتر', fr = 'Cahiers' }",
    "family": "'a'",
    "ownership": "'private'",
    "country": "'MA'",
    "timezone": "'Africa/Casablanca'",
    "languages": "['ar']",
}


def entry(**fields: str) -> str:
    """An entry as TOML; a field given as an empty text is left out."""
    lines = [f"{name} = {value}" for name, value in (DAFATIR | fields).items() if value]
    return "\n".join(("[[outlet]]", *lines, ""))


def own(folder: Path, *entries: str) -> OutletParams:
    place = folder / "outlets.toml"
    place.write_text("\n".join(entries), encoding="utf-8")
    return OutletParams(file=str(place))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ('feeds = ["kech24.com/feed"]', "no http"),
        ("pages = '('", "no pattern"),
        ('domains = ["https://a.example"]', "no domain"),
        ("timezone = 'Mars/Phobos'", "Africa/Casablanca"),
        ("country = 'Maroc'", "two letters"),
        ("copies = ['Maroc']", "two letters"),
        ("ownership = 'public'", "Invalid enum value"),
        ("languages = 'ar'", "Expected `array`"),
        ("names = ['a']", "Expected `object`"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, field: str, said: str) -> None:
    name, _, value = field.partition(" = ")
    params = own(tmp_path, entry(**{name: value}))
    with pytest.raises(SettingsError, match=said) as caught:
        load_outlets(params)
    assert str(caught.value).startswith(f"{params.file}: outlet 1 (a): {name}")


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


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        (["[[outlet]]\nkey = 'a'\n"], "outlet 1 (a): a new outlet needs names, family, ownership"),
        (["[[outlet]]\nfamily = 'a'\n"], "outlet 1: every outlet has a key"),
        ([entry(), entry()], "outlet 2: the key 'a' stands twice"),
        (
            [entry(), entry(key="'b'", feed="['https://a.example']")],
            "outlet 2 (b): no field 'feed'; ",
        ),
        (["[outlet]\nkey = 'a'\n"], "outlets stand under [[outlet]]"),
        (["outlets = []\n"], "'outlets' is none"),
        (["[[outlet]\n"], "not TOML"),
    ],
)
def test_a_broken_file_names_itself_and_the_entry(
    tmp_path: Path, entries: list[str], said: str
) -> None:
    params = own(tmp_path, *entries)
    with pytest.raises(SettingsError, match=re.escape(said)) as caught:
        load_outlets(params)
    assert str(caught.value).startswith(params.file)


def test_a_missing_file_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml.*\[outlets\] file"):
        load_outlets(OutletParams(file=str(tmp_path / "none.toml")))


def test_ones_own_outlets_are_added_and_change_what_they_write(tmp_path: Path) -> None:
    params = own(
        tmp_path,
        entry(domains="['dafatir.example']"),
        "[[outlet]]\nkey = 'kech24'\nfamily = 'a'\nfeeds = ['https://kech24.com/rss']\n",
    )
    outlets = load_outlets(params)
    assert len(outlets) == len(OUTLETS) + 1
    assert outlets.key("https://www.dafatir.example/a/1") == "a"
    assert outlets.key("صحيفة دفاتر") == "a"
    before, now = OUTLETS.by_key("kech24"), outlets.by_key("kech24")
    assert before is not None
    assert now is not None
    assert (now.family, now.feeds) == ("a", ("https://kech24.com/rss",))
    assert (now.names, now.timezone) == (before.names, before.timezone)
    origin = origin_of(params)
    assert (origin.comes, set(origin.added)) == (len(OUTLETS), {"a"})
    assert set(origin.changed) == {"kech24"}
    assert outlets.voices_print() != OUTLETS.voices_print()
    assert outlets.naming_print() != OUTLETS.naming_print()


def test_ones_own_outlet_has_the_name_and_the_domain_that_ours_claims(tmp_path: Path) -> None:
    mine = entry(key="'zz'", names="{ ar = 'هسبريس' }", domains="['hespress.com']")
    outlets = load_outlets(own(tmp_path, mine))
    assert outlets.key("هسبريس") == outlets.key("https://hespress.com/1") == "zz"
    assert [one.key for one in outlets] == sorted(one.key for one in outlets)


def test_feeds_alone_change_neither_voices_nor_names(tmp_path: Path) -> None:
    fed = load_outlets(
        own(tmp_path, "[[outlet]]\nkey = 'kech24'\nfeeds = ['https://kech24.com/x']\n")
    )
    assert fed.voices_print() == OUTLETS.voices_print()
    assert fed.naming_print() == OUTLETS.naming_print()


@pytest.mark.parametrize(
    ("key", "language", "name"),
    [
        ("hespress", "ar", "هسبريس"),
        ("hespress", "es", "Hespress"),  # an Arabic outlet, in letters that the reader reads
        ("abces", "es", "ABC"),
        ("abces", "en", "ABC (Spain)"),
        ("abces", "ary", "آ بي سي"),
    ],
)
def test_an_outlet_without_a_name_in_a_language_has_one_in_its_script(
    key: str, language: str, name: str
) -> None:
    entry = load_outlets().by_key(key)
    assert entry is not None
    assert entry.name(language) == name
