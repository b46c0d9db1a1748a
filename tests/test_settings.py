from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from service.errors import SettingsError
from service.settings import SECTIONS, Settings, example_settings, load_settings


def test_defaults_then_file_then_environment(tmp_path: Path) -> None:
    file = tmp_path / "riwaya.toml"
    file.write_text('store = "a.db"\n[stories]\nevent_cut = 0.4\n[timelines]\nlimit = 7\n')
    found = load_settings(file, {"RIWAYA_STORE": "b.db", "RIWAYA_TIMELINES_LIMIT": "9"})
    assert found.store == "b.db"
    assert found.stories.event_cut == 0.4
    assert found.timelines.limit == 9
    assert found.digests == Settings().digests


def test_the_file_may_be_named_by_a_variable(tmp_path: Path) -> None:
    file = tmp_path / "other.toml"
    file.write_text('[encoder]\nname = "some/model"\n')
    assert load_settings(None, {"RIWAYA_SETTINGS": str(file)}).encoder.name == "some/model"


def test_a_file_of_outlets_is_found_beside_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "riwaya.toml"
    file.write_text('[outlets]\nfile = "mine.toml"\n')
    assert load_settings(file, {}).outlets.file == str(tmp_path / "mine.toml")
    assert load_settings(file, {"RIWAYA_OUTLETS_FILE": "o.toml"}).outlets.file == "o.toml"
    assert Settings().outlets.file == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[storeis]\nevent_cut = 1\n", "no setting 'storeis'"),
        ("[stories]\nevent_cutt = 1\n", "no setting 'event_cutt'"),
        ('[stories]\nevent_cut = "high"\n', r"stories\.event_cut"),
        ('[encoder]\npooling = "guess"\n', r"encoder\.pooling"),
        ("[encoder]\nmax_length = 0\n", r"encoder\.max_length"),
        ("[encoder]\nbatch = 0\n", r"encoder\.batch"),
        ('[encoder]\nbody_prefix = "a"\nbody_prompt = "b"\n', "not both"),
        ("stories = 3\n", r"write \[stories\]"),
        ("[stories\n", "not TOML"),
    ],
)
def test_what_is_wrong_in_a_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "riwaya.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=message) as caught:
        load_settings(file, {})
    assert "riwaya.toml" in str(caught.value)


def test_the_encoder_is_set_by_variables_too() -> None:
    found = load_settings(
        None,
        {
            "RIWAYA_ENCODER_NAME": "some/model",
            "RIWAYA_ENCODER_TITLE_PREFIX": "query: ",
            "RIWAYA_ENCODER_MAX_LENGTH": "256",
            "RIWAYA_ENCODER_POOLING": "cls",
        },
    ).encoder
    assert (found.title_prefix, found.max_length, found.pooling) == ("query: ", 256, "cls")


@pytest.mark.parametrize("name", ["RIWAYA_STORIES", "RIWAYA_STORIES_NONE", "RIWAYA_SHTORE"])
def test_a_misspelt_variable_is_an_error(name: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings(None, {name: "1"})


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml"):
        load_settings(tmp_path / "none.toml", {})


def test_the_example_is_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "riwaya.toml"
    file.write_text(example_settings())
    assert set(tomllib.loads(example_settings())) == {"store", *SECTIONS}
    assert load_settings(file, {}) == Settings()
