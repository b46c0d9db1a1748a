from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import numpy as np
import pytest

from service.embeddings.encoder import load_encoder
from service.embeddings.params import EncoderParams, Role
from service.embeddings.transformer import TransformerEncoder, load_transformer
from service.errors import EncoderError, SettingsError
from tests.embeddings.tiny import LONGEST, save_tiny

TEXTS = ["rabat fes rabat", "fes", "", "😀", "rabat fes sale tanger rabat fes"]


def load(folder: Path, **settings: object) -> TransformerEncoder:
    return load_transformer(msgspec.convert({"name": str(folder), **settings}, EncoderParams))


def test_a_folder_encodes_in_order_and_by_batches(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    found = encoder.encode(TEXTS)
    assert found.shape == (5, encoder.dimensions) == (5, 16)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), [1, 1, 0, 0, 1], atol=5e-3)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(found, alone, atol=1e-6)


@pytest.mark.parametrize("batch", [1, 2, 64])
def test_the_batch_changes_neither_vectors_nor_key(tiny: Path, batch: int) -> None:
    plain, other = load(tiny), load(tiny, batch=batch)
    assert other.name == plain.name
    np.testing.assert_allclose(other.encode(TEXTS), plain.encode(TEXTS), atol=1e-6)


@pytest.mark.parametrize(
    "settings",
    [
        {"title_prefix": "query : ", "body_prefix": "query : "},
        {"title_prompt": "document", "body_prompt": "document"},
        {"max_length": 3},
        {"pooling": "cls"},
        {"pooling": "last"},
        {"pooling": "max"},
    ],
    ids=str,
)
def test_each_setting_changes_the_vectors_and_their_key(
    tiny: Path, settings: dict[str, object]
) -> None:
    plain, changed = load(tiny), load(tiny, **settings)
    assert plain.name != changed.name
    assert np.abs(plain.encode(TEXTS) - changed.encode(TEXTS)).max() > 1e-3


def test_mean_pooling_is_what_the_model_has(tiny: Path) -> None:
    named = load(tiny, pooling="mean")
    np.testing.assert_allclose(named.encode(TEXTS), load(tiny).encode(TEXTS), atol=1e-6)


def test_titles_and_bodies_may_have_prefixes_of_their_own(tiny: Path) -> None:
    encoder = load(tiny, title_prompt="query", body_prefix="passage : ")
    assert encoder.prefix("title") == "query : "
    roles: tuple[Role, Role] = ("title", "body")
    title, body = (encoder.encode(TEXTS, role) for role in roles)
    plain = load(tiny)
    dressed = [f"query : {text}" for text in TEXTS]
    whole = [0, 1, 4]
    np.testing.assert_allclose(title[whole], plain.encode(dressed)[whole], atol=1e-6)
    np.testing.assert_array_equal(title[[2, 3]], 0)
    assert np.abs(title - body)[whole].max() > 1e-3


def test_a_named_prompt_is_its_prefix(tiny: Path) -> None:
    named = load(tiny, title_prompt="query", body_prompt="query")
    spelt = load(tiny, title_prefix="query : ", body_prefix="query : ")
    assert named.name == spelt.name
    np.testing.assert_array_equal(named.encode(TEXTS), spelt.encode(TEXTS))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"title_prompt": "poem"}, r"no prompt 'poem'.*'document', 'query'"),
        ({"max_length": LONGEST + 1}, f"at most {LONGEST} tokens"),
    ],
    ids=str,
)
def test_what_the_model_cannot_honour_is_named(
    tiny: Path, settings: dict[str, object], message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        load(tiny, **settings)


def test_a_model_known_to_want_a_prefix_gets_it_unless_told_otherwise(
    tiny: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "multilingual-e5-small"
    shutil.copytree(tiny, folder)
    (folder / "config_sentence_transformers.json").unlink()
    assert load(folder).prefix("body") == "query: "
    assert load(folder, title_prefix="", body_prefix="").prefix("body") == ""


def test_the_key_follows_the_weights_and_not_the_place(tiny: Path, tmp_path: Path) -> None:
    moved, other = tmp_path / "a" / tiny.name, tmp_path / "b" / tiny.name
    shutil.copytree(tiny, moved)
    other.parent.mkdir()
    save_tiny(other, seed=4)
    assert load(moved).name == load(tiny).name != load(other).name
    assert str(tmp_path) not in load(moved).name


@pytest.mark.parametrize("text", ["rabat \ud800 fes", "fes\x00\x07 rabat", "fes \u202bرباط\u202c"])
def test_broken_characters_are_encoded_all_the_same(tiny: Path, text: str) -> None:
    encoder = load(tiny)
    np.testing.assert_allclose(np.linalg.norm(encoder.encode([text])), 1, atol=5e-3)


def test_a_text_of_a_megabyte_is_cut_to_what_the_model_reads(tiny: Path) -> None:
    encoder = load(tiny)
    long, cut = encoder.encode(["rabat fes " * 100_000, "rabat fes " * LONGEST])
    np.testing.assert_allclose(long, cut, atol=1e-6)


def test_weights_that_do_not_load_are_an_error_with_a_remedy(tiny: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny, broken)
    (broken / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(EncoderError, match="restore its files"):
        load(broken)
