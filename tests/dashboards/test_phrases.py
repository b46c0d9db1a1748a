from __future__ import annotations

import re
import string
import tomllib
from datetime import date
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from dashboards import dates
from dashboards.phrases import LANGUAGES, LOCALES, phrases
from dashboards.plurals import PLURALS
from dashboards.rendering import TEMPLATES
from service.errors import SettingsError
from service.text.language import direction

TABLES: dict[str, dict[str, Any]] = {
    code: tomllib.loads((LOCALES / f"{code}.toml").read_text()) for code in LANGUAGES
}
KEY = re.compile(r"""say\(\s*['"]([a-z_]+\.[a-z_0-9]+)['"]""")
COUNT = re.compile(r"""count\(\s*['"]([a-z_]+)['"]""")


def leaves(table: dict[str, Any], path: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in table.items():
        here = f"{path}.{name}"
        found |= leaves(value, here) if isinstance(value, dict) else {here: value}
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_locale_has_every_phrase_and_its_places(code: str) -> None:
    ours = {k: v for k, v in leaves(TABLES[code]).items() if not k.startswith(".count")}
    arabic = {k: v for k, v in leaves(TABLES["ar"]).items() if not k.startswith(".count")}
    assert ours.keys() == arabic.keys()
    for key, value in ours.items():
        if isinstance(value, str):
            assert value.strip(), key
            assert places(value) == places(arabic[key]), key
    assert TABLES[code]["count"].keys() == TABLES["ar"]["count"].keys()


def test_nothing_in_the_arabic_interface_is_in_latin_letters() -> None:
    commands = {"riwaya ingest", "riwaya build"}
    for key, value in leaves(TABLES["ar"]).items():
        for text in value if isinstance(value, list) else [value]:
            plain = re.sub(r"\{[a-z]+\}", "", text)
            for command in commands:
                plain = plain.replace(command, "")
            assert not re.search(r"[A-Za-z]", plain), (key, text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_plural_forms_are_those_of_cldr(code: str) -> None:
    rule = Locale.parse(code).plural_form
    for n in range(1000):
        assert PLURALS[code](n) == rule(n), n
    forms = {rule(n) for n in range(200)}
    for what, given in TABLES[code]["count"].items():
        assert forms <= given.keys(), what


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (11, "11 مقالاً"),
        (100, "100 مقال"),
        (1234, "1\u00a0234 مقالاً"),
    ],
)
def test_arabic_counts(n: int, told: str) -> None:
    assert phrases("ar").count("articles", n) == told


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (0, "0 artículos"),
        (1, "1 artículo"),
        (12_345, "12.345 artículos"),
        (2_000_000, "2.000.000 de artículos"),
    ],
)
def test_spanish_counts(n: int, told: str) -> None:
    assert phrases("es").count("articles", n) == told
    assert PLURALS["es"](n) == Locale.parse("es").plural_form(n)


def test_spanish_dates_and_numbers_are_those_of_cldr() -> None:
    spanish, given = Locale.parse("es"), TABLES["es"]["date"]
    for key, width in (("months", "wide"), ("short_months", "abbreviated")):
        assert given[key] == [spanish.months["format"][width][n] for n in range(1, 13)]
    assert given["weekdays"] == [spanish.days["format"]["wide"][n] for n in range(7)]
    assert given["quarter"] == [
        f"{spanish.quarters['format']['wide'][n]} de {{year}}" for n in range(1, 5)
    ]
    day = date(2018, 7, 12)
    assert dates.day(phrases("es"), day) == format_date(day, "long", locale="es")
    assert phrases("es").number(1_234_567) == format_decimal(1_234_567, locale="es")


def test_nothing_in_the_spanish_interface_is_left_in_english_or_french() -> None:
    shared = {".site.name", ".claims.unit_euro", ".history.by_editor"}
    for code in ("fr", "en"):
        other = leaves(TABLES[code])
        for key, value in leaves(TABLES["es"]).items():
            if isinstance(value, str) and re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", value)):
                assert key in shared or value != other.get(key), (key, value)


def test_moroccan_months_are_those_of_cldr() -> None:
    months = Locale.parse("ar_MA").months["format"]["wide"]
    assert TABLES["ar"]["date"]["months"] == [months[n] for n in range(1, 13)]


def test_every_key_a_template_names_is_there() -> None:
    for template in sorted(TEMPLATES.glob("*.html")):
        text = template.read_text()
        for key in KEY.findall(text):
            begun = key.endswith("_")  # the rest of the name is the record's
            assert begun or phrases("ar").has(key), (template.name, key)
        for what in COUNT.findall(text):
            assert what in TABLES["ar"]["count"], (template.name, what)


def test_every_phrase_is_said_somewhere() -> None:
    package = TEMPLATES.parent
    said = "".join(
        path.read_text() for glob in ("**/*.py", "templates/*.html") for path in package.glob(glob)
    )
    told = ("claims.slot_", "claims.standing_", "claims.unit_", "entities.kind_", "lanes.by_")
    by_kind = ("history.build_", "history.editor_", "history.state_", "history.field_")
    computed = (
        *told,
        *by_kind,
        "editor.refused_",
        "editor.done_",
        "why.part_",
        "why.against_",
        "why.way_",
        "claims.many_",
        "claims.million_",
        "claims.billion_",
        "claims.least",
        "claims.about",
        "kind.",
        "basis.",
        "turn.",
        "phase.",
        "phase_help.",
        "words.",
        "export.use_",
        "search.by_",
        "outlets.",
        "order.",
        "period.",
        "language.",
        "about.p",
        "article.from_",
        "article.because_",
        "article.by_",
    )
    for key in (one.lstrip(".") for one in leaves(TABLES["ar"])):
        section, _, name = key.partition(".")
        if section == "count":
            assert f'"{name.partition(".")[0]}"' in said or f"'{name.partition('.')[0]}'" in said
        elif not key.startswith((*computed, "story.bin_")):
            assert key in said or (section in {"error", "date"} and name in said), key


def test_templates_hold_no_words_of_their_own() -> None:
    for template in sorted(TEMPLATES.glob("*.html")):
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", template.read_text(), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", " ", text)
        text = re.sub(r"&[a-z]+;|/api/v1/openapi", " ", text)
        assert not re.search(r"[A-Za-z\u0600-\u06ff]{2,}", text), template.name


def test_an_unknown_interface_language_is_a_setting_to_mend() -> None:
    with pytest.raises(SettingsError, match="ar, fr, en"):
        phrases("de")


def test_direction() -> None:
    assert [direction(code) for code in ("ar", "ar-MA", "fr", "zgh", "")] == [
        "rtl", "rtl", "ltr", "ltr", "ltr",
    ]  # fmt: skip
