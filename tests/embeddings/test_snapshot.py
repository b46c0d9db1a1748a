"""What lacks in a model's folder is named with its place, before any library is asked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from service.embeddings.encoder import load_encoder
from service.embeddings.snapshot import fingerprint, locate, missing_files, telling_files
from service.errors import EncoderError


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    shutil.copytree(tiny, tmp_path / "copy")
    return tmp_path / "copy"


def test_a_whole_folder_lacks_nothing(tiny: Path) -> None:
    assert missing_files(tiny) == []
    assert locate(str(tiny)) == tiny


@pytest.mark.parametrize(
    "name", ["config.json", "tokenizer.json", "model.safetensors", "1_Pooling/config.json"]
)
def test_half_a_folder_is_told_by_the_file_it_lacks(copy: Path, name: str) -> None:
    for tokenizer in ("vocab.txt",) if name == "tokenizer.json" else ():
        (copy / tokenizer).unlink(missing_ok=True)
    (copy / name).unlink()
    assert missing_files(copy) == [name]
    with pytest.raises(EncoderError, match=name) as caught:
        load_encoder(str(copy))
    assert str(copy) in str(caught.value)


def test_without_a_list_of_modules_the_model_itself_must_be_there(copy: Path) -> None:
    (copy / "modules.json").unlink()
    assert missing_files(copy) == []
    (copy / "model.safetensors").unlink()
    assert missing_files(copy) == ["model.safetensors"]


def test_weights_in_parts_are_counted(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "part-1.safetensors")
    parts = {"weight_map": {"a": "part-1.safetensors", "b": "part-2.safetensors"}}
    (copy / "model.safetensors.index.json").write_text(json.dumps(parts))
    assert missing_files(copy) == ["part-2.safetensors"]


def test_a_layer_of_its_own_needs_its_weights(copy: Path) -> None:
    listed = json.loads((copy / "modules.json").read_text())
    listed.append({"idx": 2, "name": "2", "path": "2_Dense", "type": "x.models.Dense"})
    (copy / "modules.json").write_text(json.dumps(listed))
    assert missing_files(copy) == ["2_Dense/model.safetensors"]


@pytest.mark.parametrize("text", ["{", "[1]", "[{}]"])
def test_a_list_of_modules_that_is_none_is_named(copy: Path, text: str) -> None:
    (copy / "modules.json").write_text(text)
    with pytest.raises(EncoderError, match=r"modules\.json"):
        load_encoder(str(copy))


def test_an_empty_or_absent_folder_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=r"modules\.json, config\.json.*put what lacks there"):
        load_encoder(str(tmp_path))
    with pytest.raises(EncoderError, match=r"no such folder; put modules\.json"):
        load_encoder(str(tmp_path / "absent"))


@pytest.mark.parametrize("name", ["nobody/no-such-model", "no-such-model", "no such name?"])
def test_a_model_not_here_says_what_to_put_where(name: str) -> None:
    with pytest.raises(EncoderError, match=r"model\.safetensors.*models--") as caught:
        load_encoder(name)
    assert "nothing is fetched" in str(caught.value)


def cached(tiny: Path, cache: Path) -> Path:
    """``tiny`` as the local cache would hold it under nobody/tiny."""
    place = cache / "models--nobody--tiny"
    (place / "refs").mkdir(parents=True)
    (place / "refs" / "main").write_text("0" * 40)
    shutil.copytree(tiny, place / "snapshots" / ("0" * 40))
    return place / "snapshots" / ("0" * 40)


def test_a_cached_model_is_found_and_half_of_one_is_told(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    snapshot = cached(tiny, tmp_path)
    encoder = load_encoder("nobody/tiny")
    assert encoder.name.startswith("nobody/tiny@")
    (snapshot / "model.safetensors").unlink()
    with pytest.raises(EncoderError, match=r"lacks model\.safetensors; put what lacks there"):
        load_encoder("nobody/tiny")


def test_other_forms_of_the_weights_do_not_tell(copy: Path) -> None:
    before = fingerprint(telling_files(copy))
    (copy / "onnx").mkdir()
    (copy / "onnx" / "config.json").write_text("{}")
    (copy / "pytorch_model.bin").write_bytes(b"the same once more")
    (copy / "README.md").write_text("words")
    assert fingerprint(telling_files(copy)) == before
    (copy / "config.json").write_text("{}")
    assert fingerprint(telling_files(copy)) != before
