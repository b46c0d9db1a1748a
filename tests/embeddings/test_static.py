from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.embeddings.encoder import BUNDLED, Encoder, load_encoder
from service.embeddings.params import EncoderParams
from service.embeddings.static import is_static, load_static, read_model, write_model
from service.embeddings.vocabulary import Vocabulary
from service.errors import EncoderError, SettingsError

TEXTS = [
    "استقبل وزير الخارجية نظيره الإسباني في الرباط",
    "لقاء في العاصمة يجمع رئيسي الدبلوماسية المغربية والإسبانية",
    "فاز الفريق بثلاثة أهداف في المباراة النهائية",
    "Le ministre reçoit son homologue à Rabat",
    "",
    "😀🎉",
    "قال Pedro Sánchez إن 2021 كانت سنة صعبة",
    "سطر\nثم سطر\u200f آخر\u202b مختلط abc\u202c",
    "زلزال " * 170_000,
    "نصف حرف \ud83d ثم \udc00 آخر",
    "\x00\x07 وزير \x1b[0m minister \x9f",
    "\u202eוزير\u2066 abc \u2069\u200f123\u061c",
    "وزير" * 250_000,
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_rows_are_unit_or_zero_and_finite(encoder: Encoder) -> None:
    found = encoder.encode(TEXTS)
    assert found.shape == (len(TEXTS), encoder.dimensions)
    assert found.dtype == np.float32
    lengths = np.linalg.norm(found, axis=1)
    assert lengths[[4, 5]].tolist() == [0.0, 0.0]
    np.testing.assert_allclose(np.delete(lengths, [4, 5]), 1.0, atol=5e-3)


def test_no_text_gives_no_row(encoder: Encoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_batches_and_order_change_no_bit(encoder: Encoder) -> None:
    many = TEXTS * 80
    whole = encoder.encode(many)
    np.testing.assert_array_equal(
        whole[: len(TEXTS)], np.vstack([encoder.encode([t]) for t in TEXTS])
    )
    np.testing.assert_array_equal(encoder.encode(many[::-1])[::-1], whole)


def test_another_process_gives_the_same_bits(encoder: Encoder) -> None:
    code = (
        "import sys, json, hashlib; from service.embeddings.encoder import load_encoder; "
        "rows = load_encoder().encode(json.load(sys.stdin)); "
        "print(hashlib.sha256(rows.tobytes()).hexdigest(), 'torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(TEXTS),
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    digest, torch_loaded = done.stdout.split()
    import hashlib

    assert digest == hashlib.sha256(encoder.encode(TEXTS).tobytes()).hexdigest()
    assert torch_loaded == "False"


def test_reports_of_one_happening_lie_nearer_than_others(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS[:3])
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 2 * abs(likeness[0, 2])


def test_a_word_never_seen_still_tells_texts_apart(encoder: Encoder) -> None:
    one, same, other = encoder.encode(["زرقغبوشلط", "زرقغبوشلط", "قفطغلشبوز"])
    assert one @ same == pytest.approx(1.0, abs=1e-2)
    assert abs(one @ other) < 0.9


# Letters of both directions, marks, halves of characters, controls, bidi signs, emoji, spaces.
SIGNS = st.characters(categories=["Lo", "Ll", "Mn", "Nd", "Cs", "Cc", "Cf", "So", "Zs"])
WILD = st.text(max_size=80) | st.text(alphabet=SIGNS, max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(WILD, max_size=6))
def test_any_text_encodes_alone_as_in_company(texts: list[str]) -> None:
    encoder = load_static(BUNDLED) if not _loaded else _loaded[0]
    _loaded[:] = [encoder]
    rows = encoder.encode(texts)
    assert np.isfinite(rows).all()
    lengths = np.linalg.norm(rows, axis=1)
    assert ((np.abs(lengths - 1) < 5e-3) | (lengths == 0)).all()
    for text, row in zip(texts, rows, strict=True):
        np.testing.assert_array_equal(encoder.encode([text])[0], row)


@pytest.mark.parametrize("letters", [1, 60, 10**9])
def test_the_size_of_a_batch_changes_no_bit(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch, letters: int
) -> None:
    whole = encoder.encode(TEXTS)
    monkeypatch.setattr("service.embeddings.static.BATCH_LETTERS", letters)
    np.testing.assert_array_equal(encoder.encode(TEXTS), whole)
    monkeypatch.setattr("service.embeddings.static.BATCH", 2)
    np.testing.assert_array_equal(encoder.encode(TEXTS), whole)


def test_a_megabyte_of_words_never_met_leaves_no_trace(encoder: Encoder) -> None:
    before = encoder.encode(TEXTS[:4])
    long = " ".join(f"كلمة{number:x}" for number in range(160_000))
    assert len(long.encode()) > 2**20
    first, second = encoder.encode([long, long])
    np.testing.assert_array_equal(first, second)
    assert np.linalg.norm(first) == pytest.approx(1.0, abs=5e-3)
    np.testing.assert_array_equal(encoder.encode(TEXTS[:4]), before)


def test_what_is_forgotten_is_found_again(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = encoder.encode(TEXTS)
    monkeypatch.setattr("service.embeddings.vocabulary.CACHE", 3)
    np.testing.assert_array_equal(encoder.encode(TEXTS), whole)
    monkeypatch.setattr("service.embeddings.vocabulary.CACHE_LETTERS", 3)
    np.testing.assert_array_equal(np.vstack([encoder.encode([one]) for one in TEXTS]), whole)


_loaded: list[Encoder] = []


def test_what_ships_is_small_and_named() -> None:
    size = sum(one.stat().st_size for one in BUNDLED.iterdir())
    assert size < 32e6
    assert is_static(BUNDLED)
    assert load_encoder().name.startswith("riwaya-static-")


def small(folder: Path, rows: int = 5) -> None:
    vocabulary = Vocabulary(name="small", words=["ملك", "قصر"], buckets=3, hashes=2)
    write_model(folder, vocabulary, np.eye(rows, 4, dtype=np.float32))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    small(tmp_path)
    vocabulary, table = read_model(tmp_path)
    assert vocabulary.words == ["ملك", "قصر"]
    np.testing.assert_allclose(table, np.eye(5, 4), atol=1e-2)
    assert load_encoder(str(tmp_path)).name.startswith("small@")


def test_other_weights_under_one_name_have_another_key(tmp_path: Path) -> None:
    small(tmp_path / "one")
    small(tmp_path / "same")
    vocabulary = Vocabulary(name="small", words=["ملك", "قصر"], buckets=3, hashes=2)
    write_model(tmp_path / "other", vocabulary, 2 * np.eye(5, 4, dtype=np.float32)[::-1])
    names = [load_encoder(str(tmp_path / one)).name for one in ("one", "same", "other")]
    assert names[0] == names[1] != names[2]


def test_a_static_encoder_takes_no_settings_of_a_transformer(tmp_path: Path) -> None:
    small(tmp_path)
    with pytest.raises(SettingsError, match=r"max_length, pooling"):
        load_encoder(EncoderParams(name=str(tmp_path), max_length=8, pooling="cls"))


def test_how_it_was_chosen_is_told_from_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(tmp_path / "bundled")
    monkeypatch.chdir(tmp_path)
    assert load_encoder(EncoderParams()).params.name == "bundled"
    assert load_encoder("./bundled").params.name == str(tmp_path / "bundled")


def test_half_a_static_folder_is_known_for_what_it_is(tmp_path: Path) -> None:
    small(tmp_path)
    (tmp_path / "modules.json").write_bytes((BUNDLED / "modules.json").read_bytes())
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(EncoderError, match=r"tokenizer\.json.*riwaya train encoder"):
        load_encoder(str(tmp_path))


def test_earlier_words_weigh_more_and_repeats_ever_less(tmp_path: Path) -> None:
    small(tmp_path)
    first, again = load_static(tmp_path).encode(["ملك قصر", "ملك قصر قصر قصر"])
    assert first[0] > first[1] > 0
    assert first[1] / first[0] < again[1] / again[0] < 2


def test_a_table_that_does_not_fit_is_named(tmp_path: Path) -> None:
    small(tmp_path, rows=4)
    with pytest.raises(EncoderError, match=r"4 rows where tokenizer.json has 5"):
        load_static(tmp_path)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_broken_file_is_named_with_its_remedy(tmp_path: Path, name: str) -> None:
    small(tmp_path)
    (tmp_path / name).write_bytes(b"{")
    with pytest.raises(EncoderError, match="riwaya train encoder"):
        load_static(tmp_path)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_missing_file_is_named_with_its_folder(tmp_path: Path, name: str) -> None:
    small(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(EncoderError, match=name) as caught:
        load_static(tmp_path)
    assert str(tmp_path) in str(caught.value)
